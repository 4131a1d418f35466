//! Where a scenario's text can be cut into pieces that parse on their own.
//!
//! `load` calls it before anything is parsed. A cut lies before a line `[[name]]` outside every
//! string, found with just enough of TOML's lexical rules to know what is a string or a comment. It
//! must not judge the text: whatever is wrong with it shows when the pieces are parsed.

use std::collections::HashSet;

use memchr::{memchr, memchr3, memmem};

/// A place where a text can be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The offset of the line with the header.
    pub(super) at: u32,
    /// True if nothing but events follows up to the next cut.
    pub(super) plain: bool,
}

/// Finds every line at which a text can be cut, in order.
///
/// Returns `None` if a table that began before a cut is continued after it (`[place.capital]` behind an `[[event]]`),
/// so that the text can only be read as a whole.
pub(super) fn find_cuts(text: &str) -> Option<Vec<Cut>> {
    let mut cuts: Vec<Cut> = Vec::new();
    // What the piece since the last cut has begun, and may therefore continue.
    let mut begun: HashSet<&[u8]> = HashSet::new();
    for (at, header) in find_headers(text) {
        match header {
            TableHeader::Rows(name) => {
                cuts.push(Cut {
                    at: u32::try_from(at).ok()?,
                    plain: name == b"event",
                });
                begun.clear();
                begun.insert(name);
            }
            // Before the first cut everything stands together anyway.
            _ if cuts.is_empty() => {}
            TableHeader::Inner(name) if begun.contains(name) => {}
            TableHeader::Inner(_) => return None,
            TableHeader::Other(name) => {
                begun.insert(name);
                if let Some(last) = cuts.last_mut() {
                    last.plain = false;
                }
            }
        }
    }
    Some(cuts)
}

/// Returns the text above the first table, with the keys that concern the whole file.
pub(super) fn above_tables(text: &str) -> &str {
    let end = find_headers(text).next().map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// A line that begins with a bracket outside every string.
enum TableHeader<'t> {
    /// `[[name]]`
    Rows(&'t [u8]),
    /// `[name.inner]` or `[[name.inner]]`, with the first name; quoted names count as such.
    Inner(&'t [u8]),
    /// `[name]`, or something that is no header at all.
    Other(&'t [u8]),
}

impl<'t> TableHeader<'t> {
    fn read(line: &'t [u8]) -> Self {
        let line = line
            .get(..memchr(b'\n', line).unwrap_or(line.len()))
            .unwrap_or_default();
        let (body, double) = match line.strip_prefix(b"[[") {
            Some(body) => (body, true),
            None => (line.strip_prefix(b"[").unwrap_or(line), false),
        };
        let close: &[u8] = if double { b"]]" } else { b"]" };
        let end = memmem::find(body, close).unwrap_or(body.len());
        let name = body.get(..end).unwrap_or_default();
        let after = body.get(end + close.len()..).map(<[u8]>::trim_ascii);
        let first = name
            .split(|byte| *byte == b'.')
            .next()
            .unwrap_or_default()
            .trim_ascii();
        let is_bare = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let alone = after.is_some_and(|after| after.is_empty() || after.starts_with(b"#"));
        if name.contains(&b'.') || name.contains(&b'"') || name.contains(&b'\'') {
            Self::Inner(first)
        } else if double && alone && !first.is_empty() && first.iter().all(is_bare) {
            Self::Rows(first)
        } else {
            Self::Other(first)
        }
    }
}

/// Returns every line that begins with a bracket outside strings, with its offset.
fn find_headers(text: &str) -> impl Iterator<Item = (usize, TableHeader<'_>)> {
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut line_starts = true;
    // Looked for once a line, however many strings stand in it.
    let mut line_end = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let rest = bytes.get(at..).unwrap_or_default();
            let start = at;
            let found = line_starts.then(|| strip_to_bracket(rest)).flatten();
            if at >= line_end {
                line_end = at + memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            }
            let line = line_end - at;
            let quoted = memchr3(b'"', b'\'', b'#', rest.get(..line).unwrap_or_default());
            (at, line_starts) = match quoted {
                Some(quote) if rest.get(quote) != Some(&b'#') => {
                    (end_of_string(bytes, at + quote), false)
                }
                _ => (at + line, true),
            };
            if let Some(header) = found {
                return Some((start, TableHeader::read(header)));
            }
        }
        None
    })
}

/// Returns the line from its bracket on, if the bracket comes first.
fn strip_to_bracket(line: &[u8]) -> Option<&[u8]> {
    let blank = line
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    line.get(blank..).filter(|line| line.starts_with(b"["))
}

/// Returns the offset behind the string that begins at `at`, or the end of its line or text if it is not closed.
fn end_of_string(bytes: &[u8], at: usize) -> usize {
    let quote = bytes.get(at).copied().unwrap_or(b'"');
    let triple = [quote; 3];
    let body = |from: usize| bytes.get(from..).unwrap_or_default();
    if body(at).starts_with(&triple) {
        let mut from = at + 3;
        loop {
            let Some(found) = memmem::find(body(from), &triple) else {
                return bytes.len();
            };
            let close = from + found;
            if quote == b'"' && is_escaped(bytes, from, close) {
                from = close + 1;
                continue;
            }
            // Up to two quotes may stand right before the closing three.
            let more = body(close + 3)
                .iter()
                .take(2)
                .take_while(|byte| **byte == quote)
                .count();
            return close + 3 + more;
        }
    }
    let mut from = at + 1;
    loop {
        let rest = body(from);
        match rest
            .iter()
            .position(|byte| *byte == quote || *byte == b'\n')
        {
            None => return bytes.len(),
            Some(found) if rest.get(found) == Some(&b'\n') => return from + found,
            Some(found) if quote == b'"' && is_escaped(bytes, at + 1, from + found) => {
                from += found + 1;
            }
            Some(found) => return from + found + 1,
        }
    }
}

/// Returns whether an odd number of backslashes stands right before `at`, none of them before `from`.
fn is_escaped(bytes: &[u8], from: usize, at: usize) -> bool {
    let before = bytes.get(from..at).unwrap_or_default();
    before
        .iter()
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count()
        % 2
        == 1
}

#[cfg(test)]
mod tests {
    use super::{above_tables, find_cuts};

    #[track_caller]
    fn check(text: &str, expect: Option<usize>) {
        let found = find_cuts(text).map(|cuts| {
            assert!(cuts.iter().all(|cut| {
                text.split_at(cut.at as usize)
                    .1
                    .trim_start()
                    .starts_with("[[")
            }));
            cuts.len()
        });
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn cuts_before_every_event() {
        check("", Some(0));
        check(
            "format = 1\n[[event]]\nid = \"a\"\n[[event]] # two\nid = 'b'\n",
            Some(2),
        );
        check("[[event]]\r\nid = \"a\"\r\n[[event]]\r\n", Some(2));
        check(
            "[[events]]\n\t[[event]]\n[[ event ]]\n[[event]] x\n",
            Some(3),
        );
        check("\u{feff}[[event]]\n\n\n[[event]]", Some(2));
    }

    #[test]
    fn never_cuts_inside_a_string_or_a_comment() {
        check(
            "[[event]]\nbody = \"\"\"\n[[event]]\n\"\"\"\n[[event]]\n",
            Some(2),
        );
        check("body = '''\n[[event]]\n\"\"\" '''\n[[event]]\n", Some(1));
        check(
            "body = \"\"\"a \\\"\"\"\n[[event]]\n\"\"\"\"\"\n[[event]]\n",
            Some(1),
        );
        check("# it's a \"\"\" comment\n[[event]]\n", Some(1));
        check("a = \"it's # no comment\" # it's one\n[[event]]\n", Some(1));
        check("a = \"x\\\\\" # '\n[[event]]\n", Some(1));
        check("a = \"\"\"never closed\n[[event]]\n", Some(0));
        check("a = \"never closed\n[[event]]\n", Some(1));
    }

    #[test]
    fn knows_which_pieces_hold_only_events() {
        let plain = |text| {
            find_cuts(text)
                .unwrap()
                .iter()
                .map(|cut| cut.plain)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            plain("[[event]]\n[[event]]\n[event.corrects]\n[[event]]\n  [[source]]\n"),
            [true, true, true, false]
        );
        assert_eq!(plain("[[event]]\nclaims = [\n [1],\n]\n"), [false]);
    }

    #[test]
    fn a_table_continued_behind_an_event_keeps_the_text_whole() {
        check("[[place]]\n[[event]]\n[place.capital]\n", None);
        check("[[place]]\n[[event]]\n[\"place\".capital]\n", None);
        check(
            "[[event]]\n[x]\n[x.y]\n[[place]]\n[place.capital]\n",
            Some(2),
        );
        check(
            "[[place]]\n[place.capital]\n[[event]]\n[[event.claims]]\n[event . corrects]\n",
            Some(2),
        );
    }

    #[test]
    fn finds_the_keys_above_all_tables() {
        assert_eq!(
            above_tables("a = \"\"\"\n[b]\"\"\"\n[c]\n"),
            "a = \"\"\"\n[b]\"\"\"\n"
        );
        assert_eq!(above_tables("a = 1"), "a = 1");
    }

    #[test]
    fn long_runs_of_blanks_are_read_once() {
        assert_eq!(find_cuts(&"\n".repeat(3_000_000)), Some(Vec::new()));
    }
}
