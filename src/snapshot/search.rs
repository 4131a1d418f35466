//! Text search: what was typed, in every spelling that the scenario knows of it, its words in any order.
//!
//! `query` makes one [`Needle`] for a listing and asks it about places, events and readings. It folds
//! case and accents and looks only at what the cursor knows, so that a search never hints at the rest.

mod term;

pub use term::Rank;
use term::Term;

use crate::model::claim::{Claim, Provenance};
use crate::model::cursor::Cursor;
use crate::model::event::Event;
use crate::model::figure::{Figure, Series, SeriesEnd};
use crate::model::id::{PersonKey, PlaceKey, SeriesKey};
use crate::model::scenario::{Person, Scenario};
use crate::model::statement::Deadline;
use crate::snapshot::visibility;
use crate::text::Text;
use crate::text::case_fold::case_fold;

/// A text to search for, folded.
pub struct Needle<'s> {
    scenario: &'s Scenario,
    cursor: Cursor,
    /// All of the text.
    whole: Term,
    /// Its words, where there are several, each of which may stand anywhere.
    words: Vec<Term>,
    /// The function that shows the value of a reading, if values are searched too.
    print: Option<Print>,
}

/// A function that shows the value of a reading in each of the ways in which it is written; `facts` words them.
pub type Print = fn(&Figure, &Series) -> [String; 3];

impl<'s> Needle<'s> {
    /// Prepares a search for a text among what a cursor knows.
    pub fn new(scenario: &'s Scenario, cursor: Cursor, text: &str) -> Self {
        let folded = case_fold(text.trim());
        let words: Vec<&str> = folded.split_whitespace().collect();
        let words = if words.len() < 2 { Vec::new() } else { words };
        Self {
            scenario,
            cursor,
            words: words
                .into_iter()
                .map(|word| Term::of_word(scenario, word))
                .collect(),
            whole: Term::of_text(scenario, &folded),
            print: None,
        }
    }

    /// Seeks in the values of readings too, where the text has a number.
    #[must_use]
    pub fn with_values(mut self, print: Print) -> Self {
        self.print = self.whole.has_number().then_some(print);
        self
    }

    fn start_tally(&self) -> NeedleTally<'_, 's> {
        NeedleTally {
            needle: self,
            best: vec![None; self.words.len() + 1],
        }
    }

    /// Reports whether a place's names or its note match.
    pub fn is_place(&self, place: PlaceKey) -> bool {
        self.rank_place(place).is_some()
    }

    /// Returns how much of a place says so.
    pub fn rank_place(&self, place: PlaceKey) -> Option<Rank> {
        let mut tally = self.start_tally();
        tally.see_with(|term| term.rank_place(place));
        tally.total_rank()
    }

    /// Reports whether an event matches: its texts, its places, its speakers and their words, or its sources.
    pub fn is_in_event(&self, event: &Event) -> bool {
        self.rank_event(event).is_some()
    }

    /// Returns how much of an event says so.
    pub fn rank_event(&self, event: &Event) -> Option<Rank> {
        let mut tally = self.start_tally();
        tally.see_text(Rank::Headline, &event.headline);
        for place in &event.places {
            tally.see_place(*place);
        }
        if tally.total_rank().is_none() {
            let texts = [event.body.as_ref(), event.note()];
            tally.see_all(texts.into_iter().flatten().chain(event.tags()));
            tally.see_sources(&event.provenance);
        }
        if tally.total_rank().is_none() {
            self.see_items(event, &mut tally);
        }
        tally.total_rank()
    }

    /// Reports whether a reading matches: its series, its note, its sources or, if values are searched, its value.
    pub fn is_in_figure(&self, figure: &Figure) -> bool {
        self.rank_figure(figure).is_some()
    }

    /// Reports whether the end of a series matches: the series, its note or its sources.
    pub fn is_in_end(&self, end: &SeriesEnd) -> bool {
        let mut tally = self.start_tally();
        tally.see_series(end.series, end.note.as_ref(), &end.provenance);
        tally.total_rank().is_some()
    }

    /// Returns how much of a reading says so.
    pub fn rank_figure(&self, figure: &Figure) -> Option<Rank> {
        let mut tally = self.start_tally();
        tally.see_figure(figure);
        tally.total_rank()
    }

    /// Reports whether a claim matches: its place, its remarks or its sources.
    pub fn is_in_claim(&self, claim: &Claim) -> bool {
        let mut tally = self.start_tally();
        tally.see_claim(claim);
        tally.see_sources(&claim.provenance);
        tally.total_rank().is_some()
    }

    /// Reports whether a deadline matches: its label or its sources.
    pub fn is_in_deadline(&self, deadline: &Deadline) -> bool {
        let mut tally = self.start_tally();
        tally.see_deadline(deadline);
        tally.total_rank().is_some()
    }

    /// Reports whether a person's names or role match.
    pub fn is_person(&self, person: &Person) -> bool {
        let mut tally = self.start_tally();
        tally.see_person(person);
        tally.total_rank().is_some()
    }

    fn see_items(&self, event: &Event, tally: &mut NeedleTally<'_, 's>) {
        let is_known = |provenance: &Provenance| visibility::is_known(provenance, &self.cursor);
        for claim in event.claims() {
            if is_known(&claim.provenance) {
                tally.see_claim(claim);
            }
        }
        for figure in event.figures() {
            if is_known(&figure.provenance) {
                tally.see_figure(figure);
            }
        }
        for deadline in event.deadlines() {
            if is_known(&deadline.provenance) {
                tally.see_deadline(deadline);
            }
        }
        for phrase in visibility::known_statements(event, &self.cursor) {
            tally.see_text(Rank::Body, &phrase.says);
            tally.see_person(self.scenario.person(phrase.speaker));
        }
    }
}

/// The tally of which parts of a needle have been found in one thing so far.
struct NeedleTally<'n, 's> {
    needle: &'n Needle<'s>,
    /// For the whole text and each of its words, the best rank so far.
    best: Vec<Option<Rank>>,
}

impl NeedleTally<'_, '_> {
    /// Returns the rank of all of it: that of the whole text, or of the word that was found last of all.
    fn total_rank(&self) -> Option<Rank> {
        let (whole, words) = self.best.split_first()?;
        let last = || words.iter().copied().max().flatten();
        let has_all = !words.is_empty() && words.iter().all(Option::is_some);
        whole
            .iter()
            .copied()
            .chain(has_all.then(last).flatten())
            .min()
    }

    fn see_with(&mut self, rank: impl Fn(&Term) -> Option<Rank>) {
        let terms = std::iter::once(&self.needle.whole).chain(&self.needle.words);
        for (best, term) in self.best.iter_mut().zip(terms) {
            *best = best.iter().copied().chain(rank(term)).min();
        }
    }

    fn see_text(&mut self, rank: Rank, text: &Text) {
        let folded = case_fold(text);
        self.see_with(|term| term.is_in(&folded).then_some(rank));
    }

    fn see_all<'t>(&mut self, texts: impl Iterator<Item = &'t Text>) {
        for text in texts {
            self.see_text(Rank::Body, text);
        }
    }

    /// Takes that something happened at a place.
    fn see_place(&mut self, place: PlaceKey) {
        let rank = |rank| {
            if rank == Rank::Name {
                Rank::Headline
            } else {
                rank
            }
        };
        self.see_with(|term| term.rank_place(place).map(rank));
    }

    fn see_claim(&mut self, claim: &Claim) {
        self.see_place(claim.place);
        // By itself the name of a party would find every event in which it does anything.
        if !self.needle.words.is_empty() {
            self.see_text(Rank::Body, &self.needle.scenario.party(claim.party).name);
        }
        let texts = [claim.alternative.as_ref(), claim.note.as_ref()];
        self.see_all(texts.into_iter().flatten());
    }

    fn see_figure(&mut self, figure: &Figure) {
        self.see_series(figure.series, figure.note.as_ref(), &figure.provenance);
        if let Some(print) = self.needle.print {
            let series = self.needle.scenario.one_series(figure.series);
            let shown = print(figure, series).map(|shown| case_fold(&shown));
            self.see_with(|term| term.is_in_value(&shown).then_some(Rank::Name));
        }
    }

    fn see_series(&mut self, series: SeriesKey, note: Option<&Text>, provenance: &Provenance) {
        self.see_with(|term| term.rank_series(series));
        self.see_all(note.into_iter());
        self.see_sources(provenance);
    }

    fn see_deadline(&mut self, deadline: &Deadline) {
        self.see_all(std::iter::once(&deadline.label).chain(&deadline.short));
        self.see_sources(&deadline.provenance);
    }

    fn see_person(&mut self, person: &Person) {
        let names = std::iter::once(&person.name).chain(&person.aliases);
        self.see_all(names.chain(&person.role));
    }

    fn see_sources(&mut self, provenance: &Provenance) {
        let needle = self.needle;
        for source in needle.scenario.sources_out(provenance, &needle.cursor) {
            self.see_with(|term| term.is_source(source).then_some(Rank::Body));
        }
    }
}

/// Texts that name people who say nothing themselves.
pub struct Mentions {
    people: Vec<(PersonKey, Vec<String>)>,
}

impl Mentions {
    /// Prepares to look for some people by all their names.
    pub fn from_people(scenario: &Scenario, people: &[PersonKey]) -> Self {
        let people = people.iter().map(|key| {
            let person = scenario.person(*key);
            let names = std::iter::once(&person.name).chain(&person.aliases);
            (*key, names.map(|name| case_fold(name)).collect())
        });
        Self {
            people: people.collect(),
        }
    }

    /// Those whom an event's headline or text names.
    pub fn in_event(&self, event: &Event) -> Vec<PersonKey> {
        let texts = [Some(&event.headline), event.body.as_ref()];
        let texts: Vec<String> = texts
            .into_iter()
            .flatten()
            .map(|text| case_fold(text))
            .collect();
        let is_named = |names: &[String]| {
            let mut names = names.iter();
            names.any(|name| texts.iter().any(|text| text.contains(name)))
        };
        let found = self.people.iter().filter(|(_, names)| is_named(names));
        found.map(|(person, _)| *person).collect()
    }
}
