//! Resolves spellings to the ids of a scenario, and completes what is typed.
//!
//! The writer resolves spellings, the form of the dashboard completes them. An id stands for itself before it is a
//! spelling of anything else. Case and accents are folded, as in a search.

use std::collections::BTreeSet;

use super::grammar::words_of;
use super::{Key, Table};
use crate::model::calendar::UnixTime;
use crate::model::event::{Event, PubStatus};
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::text::Text;
use crate::text::fold::fold;

/// An id or word that can be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The id, or the word itself.
    pub id: String,
    /// The name; empty for a word.
    pub name: String,
    /// The other names.
    others: Vec<String>,
    /// The moment of publication, for a source.
    published: Option<UnixTime>,
}

impl Known {
    fn new<'n>(id: &str, name: &str, others: impl IntoIterator<Item = &'n Text>) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            others: others.into_iter().map(ToString::to_string).collect(),
            published: None,
        }
    }

    fn word(word: &str) -> Self {
        Self::new(word, "", None)
    }

    fn spellings(&self) -> impl Iterator<Item = String> {
        let names = std::iter::once(&self.name).chain(&self.others);
        names.map(|name| fold(name)).filter(|name| !name.is_empty())
    }

    /// Ranks a candidate by how well it matches folded input; lower is better.
    fn fit(&self, typed: &str) -> Option<usize> {
        let has = |found: &dyn Fn(&str) -> bool| self.spellings().any(|name| found(&name));
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
fn all(table: Table, scenario: &Scenario) -> Vec<Known> {
    match table {
        Table::Place => scenario
            .places
            .iter()
            .map(|place| {
                let others = place
                    .aliases
                    .iter()
                    .chain([&place.name, place.seat()])
                    .chain(&place.code);
                Known::new(place.id.as_str(), place.full_name(), others)
            })
            .collect(),
        Table::Party => scenario
            .parties
            .iter()
            .map(|party| Known::new(party.id.as_str(), &party.name, None))
            .collect(),
        Table::Person => scenario
            .persons
            .iter()
            .map(|person| Known::new(person.id.as_str(), &person.name, &*person.aliases))
            .collect(),
        Table::Source => scenario
            .sources
            .iter()
            .map(|source| {
                let others = source.title.iter().chain(&source.short);
                let published = source.published.as_ref();
                Known {
                    published: published.map(Moment::effect),
                    ..Known::new(source.id.as_str(), &source.publisher, others)
                }
            })
            .collect(),
        Table::Series => scenario
            .series
            .iter()
            .map(|series| Known::new(series.id.as_str(), &series.label, &series.short))
            .collect(),
        Table::Kind => scenario
            .kinds
            .iter()
            .map(|kind| Known::new(kind.id.as_str(), &kind.label, None))
            .collect(),
        // The newest first: what is put right is seldom old.
        Table::Event => scenario
            .events
            .iter()
            .rev()
            .map(|event| Known::new(event.id.as_str(), &event.headline, None))
            .collect(),
        Table::Deadline => {
            let mut seen = BTreeSet::new();
            let deadlines = scenario.events.iter().rev().flat_map(Event::deadlines);
            deadlines
                .filter(|deadline| seen.insert(deadline.id.as_str()))
                .map(|deadline| Known::new(deadline.id.as_str(), &deadline.label, &deadline.short))
                .collect()
        }
    }
}

/// Resolves a spelling to the only id that it can mean; `None` for an id itself and for anything unclear.
pub(in crate::scenario) fn meant(table: Table, typed: &str, scenario: &Scenario) -> Option<String> {
    let typed = typed.trim();
    let all = all(table, scenario);
    if all.iter().any(|known| known.id == typed) {
        return None;
    }
    let folded = fold(typed);
    let mut found = all
        .iter()
        .filter(|known| known.id == folded || known.spellings().any(|name| name == folded));
    let first = found.next()?;
    found.next().is_none().then(|| first.id.clone())
}

/// The completions of the last word before the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The offset from which the text would be replaced, up to its end.
    pub from: usize,
    /// The candidates, best first.
    pub found: Vec<Known>,
}

/// Completes the value of a key before the cursor; sources published nearest to `near` come first.
pub fn completions(
    key: Key,
    before: &str,
    near: Option<UnixTime>,
    scenario: &Scenario,
) -> Completions {
    let (from, table) = wanted(key, before);
    let typed = before.get(from..).unwrap_or_default();
    let blanks = typed.len() - typed.trim_start().len();
    let typed = fold(typed.trim_start());
    let candidates = match table {
        Wanted::Rows(table) => all(table, scenario),
        Wanted::Words(words) => words.into_iter().map(Known::word).collect(),
        Wanted::Nothing => Vec::new(),
    };
    let mut found: Vec<(usize, Known)> = candidates
        .into_iter()
        .filter_map(|known| Some((known.fit(&typed)?, known)))
        .collect();
    let distance = |known: &Known| {
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

enum Wanted {
    Rows(Table),
    Words(Vec<&'static str>),
    Nothing,
}

/// Finds the start of the word before the cursor, and the kind of word that it can be.
fn wanted(key: Key, before: &str) -> (usize, Wanted) {
    let behind = |signs: &[char]| before.rfind(signs).map_or(0, |at| at + 1);
    let head = before.split_once('=').map(|(head, _)| head.len() + 1);
    let words = || {
        let groups = words_of(key);
        Wanted::Words(groups.into_iter().flat_map(|(_, words)| words).collect())
    };
    let rows = |table| (0, Wanted::Rows(table));
    match (key, head) {
        (Key::Kind, _) => rows(Table::Kind),
        (Key::Place, _) => (behind(&[',']), Wanted::Rows(Table::Place)),
        (Key::Source, _) => (behind(&[',']), Wanted::Rows(Table::Source)),
        (Key::Corrects, _) if before.contains(':') => (behind(&[':']), words()),
        (Key::Corrects | Key::After, _) => rows(Table::Event),
        (Key::Claim, None) => rows(Table::Place),
        (Key::Claim, Some(at)) if !before.get(at..).unwrap_or_default().contains(':') => {
            (at, Wanted::Rows(Table::Party))
        }
        (Key::Figure, None) => rows(Table::Series),
        (Key::Statement, None) if !before.contains(':') => rows(Table::Person),
        (Key::Statement, None) => (behind(&[':']), words()),
        (Key::Deadline, None) => rows(Table::Deadline),
        (Key::Claim | Key::Figure, Some(at)) => {
            let start = behind(&[':', '=']);
            let rest = before.get(at..).unwrap_or_default();
            // Behind `sources=` of an item stand sources; behind its other keys anything.
            match rest
                .rsplit(':')
                .next()
                .and_then(|last| last.split_once('='))
            {
                Some(("source" | "sources", _)) => {
                    (start.max(behind(&[','])), Wanted::Rows(Table::Source))
                }
                None if rest.contains(':') => (start, words()),
                _ => (before.len(), Wanted::Nothing),
            }
        }
        (Key::PubStatus, _) => {
            let words = PubStatus::WORDS.iter().map(|(word, _)| *word);
            (0, Wanted::Words(words.collect()))
        }
        _ => (before.len(), Wanted::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::built_in;

    #[test]
    fn spellings_are_completed_to_ids() {
        let scenario = built_in::load().expect("it loads").scenario;
        for (key, before, expect) in [
            (Key::Claim, "Qanda", "kandahar"),
            (Key::Claim, "Rashk", "helmand"),
            (Key::Claim, "kandahar=tal", "taliban"),
            (Key::Claim, "kandahar=taliban:conf", "confirmed"),
            (
                Key::Claim,
                "kandahar=taliban:held:source=voa-08",
                "voa-0813",
            ),
            (Key::Statement, "Baradal", "baradar"),
            (Key::Kind, "cas", "casualties"),
            (Key::Figure, "capitals-t", "capitals-taliban"),
            (Key::Headline, "kan", ""),
            (Key::Figure, "x=3000", ""),
            (Key::Place, "kabul, her", "herat"),
        ] {
            let found = completions(key, before, None, &scenario);
            let first = found.found.first().map_or("", |known| known.id.as_str());
            assert_eq!(first, expect, "{before}");
            assert!(before.is_char_boundary(found.from));
        }
    }

    #[test]
    fn the_source_nearest_in_time_comes_first() {
        let scenario = built_in::load().expect("it loads").scenario;
        for near in ["2021-08-13", "2021-07-01"] {
            let near = Moment::parse(near, scenario.zone())
                .expect("a moment")
                .effect();
            let found = completions(Key::Source, "voa", Some(near), &scenario).found;
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
        let scenario = built_in::load().expect("it loads").scenario;
        let meant = |table, typed| meant(table, typed, &scenario);
        assert_eq!(meant(Table::Place, "Rashkarga").as_deref(), Some("helmand"));
        assert_eq!(meant(Table::Place, "QANDAHĀR").as_deref(), Some("kandahar"));
        assert_eq!(meant(Table::Party, "Taliban").as_deref(), Some("taliban"));
        assert_eq!(meant(Table::Place, "kandahar"), None);
        assert_eq!(meant(Table::Place, "nowhere"), None);
        assert_eq!(meant(Table::Source, "AP"), None);
    }
}
