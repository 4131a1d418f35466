//! Headers with too few brackets, and tables of an event that stand before every event.
//!
//! Either makes TOML's parser report duplicate keys and tables, one for every line that follows. `parse` asks here
//! about each of those errors: the first is reported at its cause, the others are not.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::Error;

/// The lists of tables that an event has.
const ITEMS: [&str; 4] = ["claims", "figures", "statements", "deadlines"];

/// The judgement of an error.
pub(in crate::scenario) enum BracketVerdict {
    /// An error to report: its range, its message and advice, and the name of the list whose brackets are wrong.
    Fault(Range<usize>, (String, String), String),
    /// An error whose cause has been reported.
    Reported,
    /// An error that has nothing to do with brackets.
    Other,
}

/// The headers of a piece of text that were found wrong.
pub(in crate::scenario) struct Brackets<'t> {
    text: &'t str,
    lists: &'t [&'t str],
    /// The names in headers, each true if its cause was found and reported.
    reported: BTreeMap<String, bool>,
    /// The offset up to which duplicate keys are not reported.
    follows: usize,
}

/// A line that is a header.
struct BracketHeader<'t> {
    span: Range<usize>,
    name: &'t str,
    is_double: bool,
}

impl<'t> BracketHeader<'t> {
    fn read(line: &'t str, from: usize) -> Option<Self> {
        let start = from + line.len() - line.trim_start().len();
        let body = line.trim_start().strip_prefix('[')?;
        let (is_double, body) = match body.strip_prefix('[') {
            Some(body) => (true, body),
            None => (false, body),
        };
        let end = body.find(']')?;
        let brackets = if is_double { 2 } else { 1 };
        Some(Self {
            span: start..start + end + 2 * brackets,
            name: body.get(..end)?.trim(),
            is_double,
        })
    }

    fn root_name(&self) -> &'t str {
        self.name.split('.').next().unwrap_or_default().trim()
    }
}

impl<'t> Brackets<'t> {
    pub(in crate::scenario) fn new(text: &'t str, lists: &'t [&'t str]) -> Self {
        Self {
            text,
            lists,
            reported: BTreeMap::new(),
            follows: 0,
        }
    }

    /// Judges an error; errors must come in the order of the text.
    pub(in crate::scenario) fn judge_error(&mut self, error: &Error) -> BracketVerdict {
        let start = error.span().map_or(0, |span| span.start);
        if error.message() != "duplicate key" {
            return BracketVerdict::Other;
        }
        let before = self.text.get(..start).unwrap_or_default();
        let from = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text.get(from..).unwrap_or_default();
        let line = line.lines().next().unwrap_or_default();
        let Some(header) = BracketHeader::read(line, from) else {
            return if start < self.follows {
                BracketVerdict::Reported
            } else {
                BracketVerdict::Other
            };
        };
        if self.reported.get(header.root_name()) == Some(&true) {
            self.skip_duplicates(start);
            return BracketVerdict::Reported;
        }
        if !self.is_list(header.name) {
            return BracketVerdict::Other;
        }
        match self.reported.get(header.name) {
            Some(true) => {
                self.skip_duplicates(start);
                BracketVerdict::Reported
            }
            Some(false) => BracketVerdict::Other,
            None => self.find_cause(&header),
        }
    }

    /// Finds the header that made another one the second of its kind.
    fn find_cause(&mut self, header: &BracketHeader<'_>) -> BracketVerdict {
        let mut at = 0;
        let mut headers = self.text.split_inclusive('\n').filter_map(|line| {
            let from = at;
            at += line.len();
            BracketHeader::read(line, from)
        });
        let is_cause = |other: &BracketHeader<'_>| {
            let is_same = other.name == header.name;
            (is_same && !other.is_double) || (!is_same && is_inner(other.name, header.name))
        };
        // A header with single brackets may itself be the wrong one, behind one with double brackets.
        let found = headers.find(is_cause);
        self.reported
            .insert(header.name.to_owned(), found.is_some());
        let Some(found) = found else {
            return BracketVerdict::Other;
        };
        self.skip_duplicates(header.span.start);
        let reported = if found.name == header.name {
            explain_single(header.name)
        } else {
            let written = self.text.get(found.span.clone()).unwrap_or_default();
            too_early(written, header.name)
        };
        BracketVerdict::Fault(found.span, reported, header.root_name().to_owned())
    }

    fn is_list(&self, name: &str) -> bool {
        let items = name.strip_prefix("event.");
        self.lists.contains(&name) || items.is_some_and(|items| ITEMS.contains(&items))
    }

    /// Ignores duplicate keys up to the next header.
    fn skip_duplicates(&mut self, from: usize) {
        let rest = self.text.get(from..).unwrap_or_default();
        let next = rest.find("\n[").unwrap_or(rest.len());
        self.follows = from + next;
    }
}

fn is_inner(name: &str, outer: &str) -> bool {
    let rest = name.strip_prefix(outer);
    rest.is_some_and(|rest| rest.trim_start().starts_with('.'))
}

/// Explains a header with single brackets.
pub(in crate::scenario) fn explain_single(name: &str) -> (String, String) {
    (
        format!("[{name}] must be [[{name}]], with double brackets"),
        format!("write [[{name}]] above this one and every other"),
    )
}

/// Explains a header for a part of a table that has not begun.
pub(in crate::scenario) fn too_early(written: &str, name: &str) -> (String, String) {
    (
        format!("{written} stands before the first [[{name}]]"),
        format!("move it below the [[{name}]] that it belongs to"),
    )
}
