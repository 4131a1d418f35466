//! Resolves ids to keys, for every table of a scenario that is being loaded.
//!
//! `validate` fills one table of names for each and looks every reference up in it; for an unknown id there is advice
//! with the nearest name. Must not outlive the load.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::Span;
use crate::model::abbreviations;
use crate::model::id::Id;
use crate::model::zone::TimeZone;
use crate::text::case_fold::case_fold;
use crate::text::quote_text;

/// The most ids listed where none is near.
const MOST_LISTED: usize = 8;

/// The most kinds of events listed; the usual ones are not declared in the file.
const MOST_KINDS: usize = 24;

/// The most unknown ids that are compared with every id of the log.
pub(super) const MOST_GUESSES: usize = 100;

/// The longest word, in bytes, for which a likely meaning is looked for.
const LONGEST_WORD: usize = 200;

/// The result of looking up an id.
pub(super) enum IdLookup {
    /// The row of a table.
    Row(usize),
    /// A table that could not be read: the error has been reported already.
    Lost,
    /// No table.
    Unknown,
}

/// The ids of one table.
#[derive(Default)]
pub(super) struct IdTable {
    rows: HashMap<Id, (usize, Span)>,
    /// The ids of tables that could not be read, each with its places.
    lost: BTreeMap<String, Vec<Span>>,
    /// The ids that bear each name, by the name folded.
    called: HashMap<String, BTreeSet<Id>>,
    is_open: bool,
}

impl IdTable {
    /// Adds the id of the next row, or returns the place where the same id was declared before.
    pub(super) fn declare_id(&mut self, id: Id, row: usize, span: Span) -> Result<(), Span> {
        if let Some((_, first)) = self.rows.get(&id) {
            return Err(*first);
        }
        self.rows.insert(id, (row, span));
        Ok(())
    }

    /// Records a name of a row, so that an error can suggest the id to a writer who used the name.
    pub(super) fn record_name(&mut self, name: &str, id: &Id) {
        self.called
            .entry(case_fold(name))
            .or_default()
            .insert(id.clone());
    }

    /// Records the id of a table that could not be read, so that references to it are not called unknown.
    pub(super) fn record_unread(&mut self, id: &str, places: &[Span]) {
        let known = self.lost.entry(id.to_owned()).or_default();
        known.extend_from_slice(places);
    }

    /// Records an invalid id, and the valid one that it will probably become.
    pub(super) fn lose_bad(&mut self, typed: &str) {
        self.record_unread(typed, &[]);
        self.record_unread(&put_right(typed), &[]);
    }

    /// Returns the ids of tables that could not be read, each with its places.
    pub(super) fn list_unread(&self) -> impl Iterator<Item = (&str, &[Span])> {
        self.lost
            .iter()
            .map(|(id, places)| (id.as_str(), places.as_slice()))
    }

    /// Returns the place where an id is declared.
    pub(super) fn find_place(&self, id: &str) -> Option<Span> {
        self.rows.get(id).map(|(_, span)| *span)
    }

    /// Records that a table with an unknown id could not be read, so that no reference is called unknown.
    pub(super) fn record_unknown_id(&mut self) {
        self.is_open = true;
    }

    /// Looks up an id.
    pub(super) fn find_id(&self, id: &str) -> IdLookup {
        match self.rows.get(id) {
            Some((row, _)) => IdLookup::Row(*row),
            None if self.is_open || self.lost.contains_key(id) => IdLookup::Lost,
            None => IdLookup::Unknown,
        }
    }

    /// Returns advice on what to write instead of an unknown id.
    pub(super) fn advise_id(&self, id: &str, what: &str) -> String {
        if let Some(called) = self.called.get(&case_fold(id)) {
            let ids: Vec<String> = called.iter().map(|id| quote_text(id.as_str())).collect();
            return match ids.as_slice() {
                [one] => format!("its id is {one}"),
                several => {
                    let listed = several.iter().take(MOST_LISTED);
                    let listed: Vec<&str> = listed.map(String::as_str).collect();
                    let count = several.len();
                    format!(
                        "{count} places have that name: write the id of the one that is meant, of {}",
                        listed.join(", ")
                    )
                }
            };
        }
        if let Some(known) = find_nearest(id, self.rows.keys().map(Id::as_str)) {
            return format!("did you mean '{known}'?");
        }
        let most = if what == "kind" {
            MOST_KINDS
        } else {
            MOST_LISTED
        };
        if self.rows.is_empty() {
            return advise_declaring(what);
        }
        let known = self.rows.keys().map(Id::as_str);
        let known: Vec<&str> = if self.rows.len() > most {
            most_like(id, known, most)
        } else {
            known.collect::<BTreeSet<&str>>().into_iter().collect()
        };
        let more = match self.rows.len() - known.len() {
            0 => String::new(),
            more => format!(" or {more} more"),
        };
        let known: Vec<String> = known.into_iter().map(quote_text).collect();
        let known = known.join(", ");
        format!("declare it with [[{what}]], or use one of {known}{more}")
    }
}

/// Returns advice on an id that resembles none.
pub(super) fn advise_declaring(what: &str) -> String {
    format!("declare it with [[{what}]], or use an id that is declared")
}

/// Returns the ids most like one, best first: those that share a part, then those with a similar spelling.
fn most_like<'c>(id: &str, known: impl Iterator<Item = &'c str>, most: usize) -> Vec<&'c str> {
    let typed: String = put_right(&case_fold(id))
        .chars()
        .take(LONGEST_WORD)
        .collect();
    let mut ranked: Vec<(usize, usize, &str)> = known
        .map(|known| {
            let shared = typed
                .split('-')
                .filter(|part| part.len() > 2 && known.split('-').any(|other| other == *part));
            let distance = strsim::damerau_levenshtein(&typed, known);
            (usize::MAX - shared.count(), distance, known)
        })
        .collect();
    ranked.sort_unstable();
    ranked.truncate(most);
    ranked.into_iter().map(|(.., known)| known).collect()
}

/// Makes a valid id of a text: its letters and digits, in lower-case words joined by hyphens.
pub(super) fn put_right(typed: &str) -> String {
    let words = typed.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}

/// Returns the candidate nearest to a word, if one is near enough to be meant; the first in order of letters of
/// several.
pub(crate) fn find_nearest<'c>(
    word: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    // Nobody misspells more, and comparing takes time and memory by the square of the length.
    if word.len() > LONGEST_WORD {
        return None;
    }
    let word = case_fold(word).replace(['_', ' '], "-");
    let length = word.chars().count();
    let most = match length {
        0..=2 => 0,
        _ => (length / 3).max(1),
    };
    candidates
        .filter(|candidate| candidate.len().abs_diff(length) <= most)
        .map(|candidate| {
            let folded = candidate.to_lowercase().replace('_', "-");
            let distance = strsim::damerau_levenshtein(&word, &folded);
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Returns advice on a text that is no zone; `words` are the other words that could be meant.
pub(crate) fn zone_advice<'w>(typed: &str, words: impl Iterator<Item = &'w str>) -> String {
    if let Some(known) = abbreviations::find_abbreviation(typed.trim()) {
        return known.word_advice();
    }
    let city = typed.trim().replace(' ', "_");
    let is_city = |name: &&str| {
        let (_, last) = name.rsplit_once('/').unwrap_or(("", name));
        last.eq_ignore_ascii_case(&city)
    };
    let known = TimeZone::list_names().find(is_city);
    known.or_else(|| find_nearest(typed, words)).map_or_else(
        || "write an IANA name such as Asia/Kabul, UTC, or an offset such as +04:30".to_owned(),
        |known| format!("did you mean '{known}'?"),
    )
}

#[cfg(test)]
mod tests {
    use super::find_nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_else() {
        let known = ["kandahar", "kabul", "sar-e-pol", "paktia", "paktika", "B"];
        for (typed, intended) in [
            ("kandahr", Some("kandahar")),
            ("Kandahar", Some("kandahar")),
            ("sar_e_pol", Some("sar-e-pol")),
            ("paktya", Some("paktia")),
            ("b", Some("B")),
            ("c", None),
            ("london", None),
            ("", None),
        ] {
            assert_eq!(find_nearest(typed, known.into_iter()), intended, "{typed}");
        }
    }
}
