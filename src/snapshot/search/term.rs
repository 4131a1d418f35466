//! One text or word that is sought, with everything of a scenario that is found once for all: names, series, sources.
//!
//! `search` asks it about each text that it looks at. It knows no cursor.

use crate::model::figure::Series;
use crate::model::id::{PlaceKey, SeriesKey, SourceKey};
use crate::model::scenario::{Person, Place, Scenario, Source};
use crate::text::Text;
use crate::text::case_fold::case_fold;

/// The rank of a match: the part of a thing that matches, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Its name, or the value of a reading.
    Name,
    /// The headline of an event, or the name of a place where it happened.
    Headline,
    /// Something else that it says.
    Body,
}

/// A text that is sought, folded, with its other spellings.
pub(super) struct Term {
    /// The text itself, then other spellings of the place or person that it names.
    texts: Vec<String>,
    /// Family names of the people that it names by another spelling; sought as whole words.
    names: Vec<String>,
    /// True if it is one of several words, which are only found where a word begins.
    is_word: bool,
    /// For each place, how much of it says so.
    places: Vec<Option<Rank>>,
    /// For each series.
    series: Vec<Option<Rank>>,
    /// For each source, whether it says so.
    sources: Vec<bool>,
}

impl Term {
    /// Prepares to seek a folded text.
    pub(super) fn of_text(scenario: &Scenario, text: &str) -> Self {
        Self::new(scenario, text, false)
    }

    /// Prepares to seek a folded word, one of several.
    pub(super) fn of_word(scenario: &Scenario, word: &str) -> Self {
        Self::new(scenario, word, true)
    }

    fn new(scenario: &Scenario, typed: &str, is_word: bool) -> Self {
        let mut texts = vec![typed.to_owned()];
        let mut names = Vec::new();
        for place in &scenario.places {
            add_spellings(typed, spellings_of_place(place), &mut texts);
        }
        for person in &scenario.persons {
            let spellings = std::iter::once(&person.name).chain(&person.aliases);
            if add_spellings(typed, spellings, &mut texts) {
                names.extend(family_name(scenario, person));
            }
        }
        let mut term = Self {
            texts,
            names,
            is_word,
            places: Vec::new(),
            series: Vec::new(),
            sources: Vec::new(),
        };
        let places = scenario.places.iter();
        term.places = places.map(|place| term.look_at_place(place)).collect();
        let series = scenario.series.iter();
        term.series = series.map(|series| term.look_at_series(series)).collect();
        let sources = scenario.sources.iter();
        term.sources = sources.map(|source| term.look_at_source(source)).collect();
        term
    }

    pub(super) fn has_number(&self) -> bool {
        self.typed_text().contains(|it: char| it.is_ascii_digit())
    }

    fn typed_text(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }

    pub(super) fn rank_place(&self, place: PlaceKey) -> Option<Rank> {
        self.places.get(place.row()).copied().flatten()
    }

    pub(super) fn rank_series(&self, series: SeriesKey) -> Option<Rank> {
        self.series.get(series.row()).copied().flatten()
    }

    pub(super) fn is_source(&self, source: SourceKey) -> bool {
        self.sources.get(source.row()).copied().unwrap_or_default()
    }

    /// Reports whether the value of a reading, in one of its forms, begins with the text, or a number in it does.
    pub(super) fn is_in_value(&self, shown: &[String]) -> bool {
        let typed = self.typed_text();
        shown.iter().any(|shown| {
            shown.match_indices(typed).any(|(at, _)| {
                let before = shown.get(..at).and_then(|text| text.chars().next_back());
                before.is_none_or(|it| !it.is_alphanumeric() && !matches!(it, ',' | '.'))
            })
        })
    }

    /// Reports whether a folded text contains the term.
    pub(super) fn is_in(&self, folded: &str) -> bool {
        self.texts.iter().any(|query| self.stands_in(query, folded))
            || self.names.iter().any(|query| {
                folded
                    .split(|letter: char| !letter.is_alphanumeric())
                    .any(|word| word == query)
            })
    }

    /// Reports whether a spelling stands in a text. Scripts that write no blanks between words have no beginnings of
    /// words.
    fn stands_in(&self, query: &str, folded: &str) -> bool {
        let parts_words = |letter: char| letter < UNPARTED;
        if !self.is_word || !query.chars().next().is_some_and(parts_words) {
            return folded.contains(query);
        }
        let parts = |letter: char| !letter.is_alphanumeric() || !parts_words(letter);
        // One letter begins too much: it is a word of its own.
        let is_letter = query.chars().nth(1).is_none();
        folded.match_indices(query).any(|(at, found)| {
            let before = folded.get(..at).and_then(|text| text.chars().next_back());
            let behind = folded
                .get(at + found.len()..)
                .and_then(|text| text.chars().next());
            before.is_none_or(parts) && (!is_letter || behind.is_none_or(parts))
        })
    }

    fn look_at_place(&self, place: &Place) -> Option<Rank> {
        let typed = self.typed_text();
        let says = |text: &Text| self.stands_in(typed, &case_fold(text));
        let mut names = spellings_of_place(place)
            .chain(&place.code)
            .chain(&place.region);
        let is_named = names.any(says).then_some(Rank::Name);
        is_named.or_else(|| {
            place
                .note
                .as_ref()
                .filter(|note| says(note))
                .map(|_| Rank::Body)
        })
    }

    fn look_at_series(&self, series: &Series) -> Option<Rank> {
        let says = |text: &&Text| self.is_in(&case_fold(text));
        let mut names = std::iter::once(&series.label).chain(&series.short);
        let is_named = names.any(|name| says(&name)).then_some(Rank::Name);
        let mut others = std::iter::once(&series.unit).chain(&series.scope);
        is_named.or_else(|| others.find(says).map(|_| Rank::Body))
    }

    fn look_at_source(&self, source: &Source) -> bool {
        let texts = std::iter::once(&source.publisher)
            .chain(&source.short)
            .chain(&source.title);
        texts.into_iter().any(|text| self.is_in(&case_fold(text)))
    }
}

/// The first letter of the scripts that write words without blanks between them.
const UNPARTED: char = '\u{2e80}';

fn spellings_of_place(place: &Place) -> impl Iterator<Item = &Text> {
    [&place.name, place.seat_or_name()]
        .into_iter()
        .chain(&place.aliases)
}

/// Adds all spellings of something if the text is one of them, whole; part of a name stays what it is.
fn add_spellings<'t>(
    typed: &str,
    spellings: impl Iterator<Item = &'t Text>,
    into: &mut Vec<String>,
) -> bool {
    let spellings: Vec<String> = spellings.map(|spelling| case_fold(spelling)).collect();
    let is_named = spellings.iter().any(|spelling| spelling == typed);
    if is_named {
        into.extend(spellings.into_iter().filter(|spelling| spelling != typed));
    }
    is_named
}

/// The last word of a person's name, by which texts mention them, unless another person shares it.
fn family_name(scenario: &Scenario, person: &Person) -> Option<String> {
    let last = |person: &Person| {
        let mut words = person.name.split_whitespace();
        words.next_back().map(case_fold)
    };
    let name = last(person)?;
    let is_shared = scenario
        .persons
        .iter()
        .any(|other| other.id != person.id && last(other).as_ref() == Some(&name));
    (!is_shared).then_some(name)
}
