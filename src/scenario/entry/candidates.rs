//! Resolves spellings to the ids of a scenario, and completes what is typed.
//!
//! The writer resolves spellings, the form of the dashboard completes them. An id stands for itself before it is a
//! spelling of anything else. Case and accents are folded, as in a search.

use std::collections::BTreeSet;

use super::grammar::words_of;
use super::{EntryKey, EntryTable};
use crate::model::calendar::UnixTime;
use crate::model::event::{Event, PubStatus};
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::text::Text;
use crate::text::case_fold::case_fold;

/// An id or word that can be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The id, or the word itself.
    pub id: String,
    /// The name; empty for a word.
    pub name: String,
    /// The other names.
    others: Vec<String>,
    /// The moment of publication, for a source.
    published: Option<UnixTime>,
}

impl Candidate {
    fn new<'n>(id: &str, name: &str, others: impl IntoIterator<Item = &'n Text>) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            others: others.into_iter().map(ToString::to_string).collect(),
            published: None,
        }
    }

    fn from_word(word: &str) -> Self {
        Self::new(word, "", None)
    }

    fn list_spellings(&self) -> impl Iterator<Item = String> {
        let names = std::iter::once(&self.name).chain(&self.others);
        names
            .map(|name| case_fold(name))
            .filter(|name| !name.is_empty())
    }

    /// Ranks a candidate by how well it matches folded input; lower is better.
    fn rank_match(&self, typed: &str) -> Option<usize> {
        let has = |found: &dyn Fn(&str) -> bool| self.list_spellings().any(|name| found(&name));
        if self.id.starts_with(typed) {
            Some(0)
        } else if has(&|name| name.starts_with(typed)) {
            Some(1)
        } else if self.id.contains(typed) || has(&|name| name.contains(typed)) {
            Some(2)
        } else {
            None
        }
    }
}

/// Lists everything in a table.
fn list_candidates(table: EntryTable, scenario: &Scenario) -> Vec<Candidate> {
    match table {
        EntryTable::Place => scenario
            .places
            .iter()
            .map(|place| {
                let others = place
                    .aliases
                    .iter()
                    .chain([&place.name, place.seat_or_name()])
                    .chain(&place.code);
                Candidate::new(place.id.as_str(), place.full_name(), others)
            })
            .collect(),
        EntryTable::Party => scenario
            .parties
            .iter()
            .map(|party| Candidate::new(party.id.as_str(), &party.name, None))
            .collect(),
        EntryTable::Person => scenario
            .persons
            .iter()
            .map(|person| Candidate::new(person.id.as_str(), &person.name, &*person.aliases))
            .collect(),
        EntryTable::Source => scenario
            .sources
            .iter()
            .map(|source| {
                let others = source.title.iter().chain(&source.short);
                let published = source.published.as_ref();
                Candidate {
                    published: published.map(Moment::effective_at),
                    ..Candidate::new(source.id.as_str(), &source.publisher, others)
                }
            })
            .collect(),
        EntryTable::Series => scenario
            .series
            .iter()
            .map(|series| Candidate::new(series.id.as_str(), &series.label, &series.short))
            .collect(),
        EntryTable::Kind => scenario
            .kinds
            .iter()
            .map(|kind| Candidate::new(kind.id.as_str(), &kind.label, None))
            .collect(),
        // The newest first: what is put right is seldom old.
        EntryTable::Event => scenario
            .events
            .iter()
            .rev()
            .map(|event| Candidate::new(event.id.as_str(), &event.headline, None))
            .collect(),
        EntryTable::Deadline => list_deadlines(scenario),
    }
}

/// Lists every deadline once, the newest first.
fn list_deadlines(scenario: &Scenario) -> Vec<Candidate> {
    let mut seen = BTreeSet::new();
    let deadlines = scenario.events.iter().rev().flat_map(Event::deadlines);
    deadlines
        .filter(|deadline| seen.insert(deadline.id.as_str()))
        .map(|deadline| Candidate::new(deadline.id.as_str(), &deadline.label, &deadline.short))
        .collect()
}

/// Resolves a spelling to the only id that it can mean; `None` for an id itself and for anything unclear.
pub(in crate::scenario) fn resolve_alias(
    table: EntryTable,
    typed: &str,
    scenario: &Scenario,
) -> Option<String> {
    let typed = typed.trim();
    let all = list_candidates(table, scenario);
    if all.iter().any(|known| known.id == typed) {
        return None;
    }
    let folded = case_fold(typed);
    let mut found = all
        .iter()
        .filter(|known| known.id == folded || known.list_spellings().any(|name| name == folded));
    let first = found.next()?;
    found.next().is_none().then(|| first.id.clone())
}

/// The completions of the last word before the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The offset from which the text would be replaced, up to its end.
    pub from: usize,
    /// The candidates, best first.
    pub found: Vec<Candidate>,
}

/// Completes the value of a key before the cursor; sources published nearest to `near` come first.
pub fn complete_value(
    key: EntryKey,
    before: &str,
    near: Option<UnixTime>,
    scenario: &Scenario,
) -> Completions {
    let (from, table) = find_wanted(key, before);
    let typed = before.get(from..).unwrap_or_default();
    let blanks = typed.len() - typed.trim_start().len();
    let typed = case_fold(typed.trim_start());
    let candidates = match table {
        WantedCandidates::Rows(table) => list_candidates(table, scenario),
        WantedCandidates::Words(words) => words.into_iter().map(Candidate::from_word).collect(),
        WantedCandidates::Nothing => Vec::new(),
    };
    let mut found: Vec<(usize, Candidate)> = candidates
        .into_iter()
        .filter_map(|known| Some((known.rank_match(&typed)?, known)))
        .collect();
    let distance = |known: &Candidate| {
        let (near, published) = near.zip(known.published)?;
        Some(published.0.abs_diff(near.0))
    };
    // A moment that is not known is further than any.
    found.sort_by_key(|(fit, known)| {
        let distance = distance(known);
        (*fit, distance.is_none(), distance)
    });
    Completions {
        from: from + blanks,
        found: found.into_iter().map(|(_, known)| known).collect(),
    }
}

enum WantedCandidates {
    Rows(EntryTable),
    Words(Vec<&'static str>),
    Nothing,
}

/// Finds the start of the word before the cursor, and the kind of word that it can be.
fn find_wanted(key: EntryKey, before: &str) -> (usize, WantedCandidates) {
    let behind = |signs: &[char]| before.rfind(signs).map_or(0, |at| at + 1);
    let head = before.split_once('=').map(|(head, _)| head.len() + 1);
    let words = || {
        let groups = words_of(key);
        WantedCandidates::Words(groups.into_iter().flat_map(|(_, words)| words).collect())
    };
    let rows = |table| (0, WantedCandidates::Rows(table));
    match (key, head) {
        (EntryKey::Kind, _) => rows(EntryTable::Kind),
        (EntryKey::Place, _) => (behind(&[',']), WantedCandidates::Rows(EntryTable::Place)),
        (EntryKey::Source, _) => (behind(&[',']), WantedCandidates::Rows(EntryTable::Source)),
        (EntryKey::Corrects, _) if before.contains(':') => (behind(&[':']), words()),
        (EntryKey::Corrects | EntryKey::After, _) => rows(EntryTable::Event),
        (EntryKey::Claim, None) => rows(EntryTable::Place),
        (EntryKey::Claim, Some(at)) if !before.get(at..).unwrap_or_default().contains(':') => {
            (at, WantedCandidates::Rows(EntryTable::Party))
        }
        (EntryKey::Figure, None) => rows(EntryTable::Series),
        (EntryKey::Statement, None) if !before.contains(':') => rows(EntryTable::Person),
        (EntryKey::Statement, None) => (behind(&[':']), words()),
        (EntryKey::Deadline, None) => rows(EntryTable::Deadline),
        (EntryKey::Claim | EntryKey::Figure, Some(at)) => {
            let start = behind(&[':', '=']);
            let rest = before.get(at..).unwrap_or_default();
            // Behind `sources=` of an item stand sources; behind its other keys anything.
            match rest
                .rsplit(':')
                .next()
                .and_then(|last| last.split_once('='))
            {
                Some(("source" | "sources", _)) => (
                    start.max(behind(&[','])),
                    WantedCandidates::Rows(EntryTable::Source),
                ),
                None if rest.contains(':') => (start, words()),
                _ => (before.len(), WantedCandidates::Nothing),
            }
        }
        (EntryKey::PubStatus, _) => {
            let words = PubStatus::WORDS.iter().map(|(word, _)| *word);
            (0, WantedCandidates::Words(words.collect()))
        }
        _ => (before.len(), WantedCandidates::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::built_in;

    #[test]
    fn spellings_are_completed_to_ids() {
        let scenario = built_in::load_built_in().expect("it loads").scenario;
        for (key, before, expect) in [
            (EntryKey::Claim, "Qanda", "kandahar"),
            (EntryKey::Claim, "Rashk", "helmand"),
            (EntryKey::Claim, "kandahar=tal", "taliban"),
            (EntryKey::Claim, "kandahar=taliban:conf", "confirmed"),
            (
                EntryKey::Claim,
                "kandahar=taliban:held:source=voa-08",
                "voa-0813",
            ),
            (EntryKey::Statement, "Baradal", "baradar"),
            (EntryKey::Kind, "cas", "casualties"),
            (EntryKey::Figure, "capitals-t", "capitals-taliban"),
            (EntryKey::Headline, "kan", ""),
            (EntryKey::Figure, "x=3000", ""),
            (EntryKey::Place, "kabul, her", "herat"),
        ] {
            let found = complete_value(key, before, None, &scenario);
            let first = found.found.first().map_or("", |known| known.id.as_str());
            assert_eq!(first, expect, "{before}");
            assert!(before.is_char_boundary(found.from));
        }
    }

    #[test]
    fn the_source_nearest_in_time_comes_first() {
        let scenario = built_in::load_built_in().expect("it loads").scenario;
        for near in ["2021-08-13", "2021-07-01"] {
            let near = Moment::parse(near, scenario.zone())
                .expect("a moment")
                .effective_at();
            let found = complete_value(EntryKey::Source, "voa", Some(near), &scenario).found;
            let distances: Vec<u64> = found
                .iter()
                .filter(|known| known.id.starts_with("voa"))
                .filter_map(|known| Some(known.published?.0.abs_diff(near.0)))
                .collect();
            assert!(
                distances.len() > 1 && distances.is_sorted(),
                "{distances:?}"
            );
        }
    }

    #[test]
    fn a_spelling_means_an_id_if_only_one_is_spelt_so() {
        let scenario = built_in::load_built_in().expect("it loads").scenario;
        let resolve = |table, typed| resolve_alias(table, typed, &scenario);
        assert_eq!(
            resolve(EntryTable::Place, "Rashkarga").as_deref(),
            Some("helmand")
        );
        assert_eq!(
            resolve(EntryTable::Place, "QANDAHĀR").as_deref(),
            Some("kandahar")
        );
        assert_eq!(
            resolve(EntryTable::Party, "Taliban").as_deref(),
            Some("taliban")
        );
        assert_eq!(resolve(EntryTable::Place, "kandahar"), None);
        assert_eq!(resolve(EntryTable::Place, "nowhere"), None);
        assert_eq!(resolve(EntryTable::Source, "AP"), None);
    }
}
