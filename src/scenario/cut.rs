//! Where a scenario's text can be cut into pieces that parse on their own.
//!
//! `parse` calls it before anything is parsed. A cut lies before a line `[[event]]` outside every
//! string, found with just enough of TOML's lexical rules to know what is a string or a comment. It
//! must not judge the text: whatever is wrong with it shows when the pieces are parsed.

use memchr::{memchr, memchr3, memmem};

/// The header at which a text may be cut.
const HEADER: &[u8] = b"[[event]]";

/// A place where a text can be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The offset of the line `[[event]]`.
    pub(super) at: usize,
    /// Whether nothing but events follows up to the next cut.
    pub(super) plain: bool,
}

/// All lines that begin an event, in order.
///
/// `None` if a table that began before an event is continued after it (`[place.capital]` behind an
/// `[[event]]`), so that the text only makes sense as a whole.
pub(super) fn events(text: &str) -> Option<Vec<Cut>> {
    let bytes = text.as_bytes();
    let mut cuts: Vec<Cut> = Vec::new();
    let mut at = 0;
    let mut line_starts = true;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        if line_starts && rest.trim_ascii_start().starts_with(b"[") {
            if starts_event(rest) {
                cuts.push(Cut { at, plain: true });
            } else if let Some(last) = cuts.last_mut() {
                if continues_table(rest) {
                    return None;
                }
                last.plain &= belongs_to_event(rest);
            }
        }
        let line = memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let quoted = memchr3(b'"', b'\'', b'#', rest.get(..line).unwrap_or_default());
        (at, line_starts) = match quoted {
            None => (at + line, true),
            Some(found) => match rest.get(found) {
                Some(b'#') => (at + line, true),
                _ => (end_of_string(bytes, at + found), false),
            },
        };
    }
    Some(cuts)
}

fn starts_event(rest: &[u8]) -> bool {
    let Some(after) = rest.strip_prefix(HEADER) else {
        return false;
    };
    let end = memchr(b'\n', after).unwrap_or(after.len());
    let tail = after.get(..end).unwrap_or_default().trim_ascii();
    tail.is_empty() || tail.starts_with(b"#")
}

/// The name in the header on the first line, with what follows it.
fn header_name(rest: &[u8]) -> &[u8] {
    let line = rest.trim_ascii_start();
    let line = line
        .get(..memchr(b'\n', line).unwrap_or(line.len()))
        .unwrap_or_default();
    let name = line
        .strip_prefix(b"[[")
        .or_else(|| line.strip_prefix(b"["))
        .unwrap_or(line);
    name.trim_ascii_start()
}

fn belongs_to_event(rest: &[u8]) -> bool {
    header_name(rest).starts_with(b"event]") || header_name(rest).starts_with(b"event.")
}

/// Whether a header names a table inside another one that is not an event's.
fn continues_table(rest: &[u8]) -> bool {
    let name = header_name(rest);
    let name = name
        .get(..memchr(b']', name).unwrap_or(name.len()))
        .unwrap_or_default();
    name.contains(&b'.') && !name.starts_with(b"event.")
}

/// The offset behind the string that begins at `at`; the end of its line or of the text if it has no end.
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
                from += found + 1
            }
            Some(found) => return from + found + 1,
        }
    }
}

/// Whether an odd number of backslashes stands right before `at`, not before `from`.
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
    use super::events;

    #[track_caller]
    fn check(text: &str, expect: Option<usize>) {
        let found = events(text).map(|cuts| {
            assert!(
                cuts.iter()
                    .all(|cut| text.split_at(cut.at).1.starts_with("[[event]]"))
            );
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
        check("[[events]]\n [[event]]\n[[event]] x\n", Some(0));
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
            events(text)
                .unwrap()
                .iter()
                .map(|cut| cut.plain)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            plain("[[event]]\n[[event]]\n[event.corrects]\n[[event]]\n  [[source]]\n"),
            [true, true, false]
        );
        assert_eq!(plain("[[event]]\nclaims = [\n [1],\n]\n"), [false]);
    }

    #[test]
    fn a_table_continued_behind_an_event_keeps_the_text_whole() {
        check("[[place]]\n[[event]]\n[place.capital]\n", None);
        check(
            "[[place]]\n[place.capital]\n[[event]]\n[[event.claims]]\n[event.corrects]\n",
            Some(1),
        );
    }
}
