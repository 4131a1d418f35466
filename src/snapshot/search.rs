//! Text search: what was typed, in every spelling that the scenario knows of it.
//!
//! `query` makes one [`Needle`] for a listing and asks it about places, events and readings. It folds
//! case and accents and looks only at what the cursor knows, so that a search never hints at the rest.

use crate::model::claim::{Claim, Provenance};
use crate::model::cursor::Cursor;
use crate::model::event::Event;
use crate::model::figure::{Figure, Series};
use crate::model::id::{PersonKey, PlaceKey};
use crate::model::scenario::{Person, Place, Scenario};
use crate::model::statement::Deadline;
use crate::snapshot::visible;
use crate::text::Text;
use crate::text::fold::fold;

/// What is sought, folded.
pub struct Needle<'s> {
    scenario: &'s Scenario,
    cursor: Cursor,
    /// The text itself, then other spellings of the place or person that it names.
    texts: Vec<String>,
    /// Family names of the people that it names by another spelling; sought as whole words.
    words: Vec<String>,
    /// For each place, whether one of its names contains the text.
    places: Vec<bool>,
    /// How the value of a reading is shown, if values are sought too.
    print: Option<Print>,
}

/// How the value of a reading is shown, in each of the ways in which it is; `format` words them.
pub type Print = fn(&Figure, &Series) -> [String; 3];

impl<'s> Needle<'s> {
    /// Prepares a search for a text among what a cursor knows.
    pub fn new(scenario: &'s Scenario, cursor: Cursor, text: &str) -> Self {
        let typed = fold(text.trim());
        let mut texts = vec![typed.clone()];
        let mut words = Vec::new();
        for place in &scenario.places {
            add_spellings(&typed, spellings_of_place(place), &mut texts);
        }
        for person in &scenario.persons {
            let spellings = std::iter::once(&person.name).chain(&person.aliases);
            if add_spellings(&typed, spellings, &mut texts) {
                words.extend(family_name(scenario, person));
            }
        }
        let places = scenario
            .places
            .iter()
            .map(|place| place_says(place, &typed))
            .collect();
        Self {
            scenario,
            cursor,
            texts,
            words,
            places,
            print: None,
        }
    }

    /// Seeks in the values of readings too, where the text has a number.
    #[must_use]
    pub fn printed(mut self, print: Print) -> Self {
        let typed = self.texts.first();
        let has_number = typed.is_some_and(|typed| typed.contains(|it: char| it.is_ascii_digit()));
        self.print = has_number.then_some(print);
        self
    }

    /// Whether a place is called so, or its note says it.
    pub fn is_place(&self, place: PlaceKey) -> bool {
        self.places.get(place.row()).copied().unwrap_or_default()
    }

    /// Whether an event says so: its texts, its places, who speaks in it and what, and its sources.
    pub fn is_in_event(&self, event: &Event) -> bool {
        let texts = [Some(&event.headline), event.body.as_ref(), event.note()];
        texts
            .into_iter()
            .flatten()
            .chain(event.tags())
            .any(|text| self.is_in(text))
            || event.places.iter().any(|place| self.is_place(*place))
            || self.is_in_sources(&event.provenance)
            || self.is_in_items(event)
    }

    /// Whether a reading says so: its series, its note, its sources, and its value if that is sought.
    pub fn is_in_figure(&self, figure: &Figure) -> bool {
        let series = self.scenario.one_series(figure.series);
        let texts = [
            Some(&series.label),
            series.short.as_ref(),
            series.scope.as_ref(),
            Some(&series.unit),
            figure.note.as_ref(),
        ];
        texts.into_iter().flatten().any(|text| self.is_in(text))
            || self.is_in_sources(&figure.provenance)
            || self.is_in_value(figure, series)
    }

    /// Whether the value of a reading begins with the text, or a number in it does.
    fn is_in_value(&self, figure: &Figure, series: &Series) -> bool {
        let (Some(print), Some(typed)) = (self.print, self.texts.first()) else {
            return false;
        };
        print(figure, series).iter().any(|shown| {
            let shown = fold(shown);
            shown.match_indices(typed.as_str()).any(|(at, _)| {
                let before = shown.get(..at).and_then(|text| text.chars().next_back());
                before.is_none_or(|it| !it.is_alphanumeric() && !matches!(it, ',' | '.'))
            })
        })
    }

    /// Whether a claim says so: its place, its remarks and its sources.
    pub fn is_in_claim(&self, claim: &Claim) -> bool {
        self.is_said_by(claim) || self.is_in_sources(&claim.provenance)
    }

    fn is_said_by(&self, claim: &Claim) -> bool {
        let texts = [claim.alternative.as_ref(), claim.note.as_ref()];
        self.is_place(claim.place) || texts.into_iter().flatten().any(|text| self.is_in(text))
    }

    /// Whether a deadline says so: its label and its sources.
    pub fn is_in_deadline(&self, deadline: &Deadline) -> bool {
        let texts = [Some(&deadline.label), deadline.short.as_ref()];
        texts.into_iter().flatten().any(|text| self.is_in(text))
            || self.is_in_sources(&deadline.provenance)
    }

    fn is_in_items(&self, event: &Event) -> bool {
        let is_known = |provenance: &Provenance| visible::is_known(provenance, &self.cursor);
        let claims = event.claims().iter();
        let figures = event.figures().iter();
        let deadlines = event.deadlines().iter();
        claims
            .filter(|claim| is_known(&claim.provenance))
            .any(|claim| self.is_said_by(claim))
            || figures
                .filter(|figure| is_known(&figure.provenance))
                .any(|figure| self.is_in_figure(figure))
            || deadlines
                .filter(|deadline| is_known(&deadline.provenance))
                .any(|deadline| self.is_in_deadline(deadline))
            || visible::statements(event, &self.cursor).any(|said| {
                let person = self.scenario.person(said.speaker);
                self.is_in(&said.says) || self.is_person(person)
            })
    }

    /// Whether a person is called so, or has that role.
    pub fn is_person(&self, person: &Person) -> bool {
        std::iter::once(&person.name)
            .chain(&person.aliases)
            .chain(&person.role)
            .any(|text| self.is_in(text))
    }

    fn is_in_sources(&self, provenance: &Provenance) -> bool {
        provenance.sources.iter().any(|source| {
            let source = self.scenario.source(*source);
            [
                Some(&source.publisher),
                source.short.as_ref(),
                source.title.as_ref(),
            ]
            .into_iter()
            .flatten()
            .any(|text| self.is_in(text))
        })
    }

    fn is_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.texts.iter().any(|sought| folded.contains(sought))
            || self.words.iter().any(|sought| {
                folded
                    .split(|letter: char| !letter.is_alphanumeric())
                    .any(|word| word == sought)
            })
    }
}

/// Texts that name people who say nothing themselves.
pub struct Mentions {
    people: Vec<(PersonKey, Vec<String>)>,
}

impl Mentions {
    /// Prepares to look for some people by all their names.
    pub fn of(scenario: &Scenario, people: &[PersonKey]) -> Self {
        let people = people.iter().map(|key| {
            let person = scenario.person(*key);
            let names = std::iter::once(&person.name).chain(&person.aliases);
            (*key, names.map(|name| fold(name)).collect())
        });
        Self {
            people: people.collect(),
        }
    }

    /// Those whom an event's headline or text names.
    pub fn in_event(&self, event: &Event) -> Vec<PersonKey> {
        let texts = [Some(&event.headline), event.body.as_ref()];
        let texts: Vec<String> = texts.into_iter().flatten().map(|text| fold(text)).collect();
        let is_named = |names: &[String]| {
            let mut names = names.iter();
            names.any(|name| texts.iter().any(|text| text.contains(name)))
        };
        let found = self.people.iter().filter(|(_, names)| is_named(names));
        found.map(|(person, _)| *person).collect()
    }
}

fn spellings_of_place(place: &Place) -> impl Iterator<Item = &Text> {
    [&place.name, place.seat()]
        .into_iter()
        .chain(&place.aliases)
}

fn place_says(place: &Place, typed: &str) -> bool {
    spellings_of_place(place)
        .chain(&place.code)
        .chain(&place.region)
        .chain(&place.note)
        .any(|text| fold(text).contains(typed))
}

/// Adds all spellings of something if the text is one of them, whole; part of a name stays what it is.
fn add_spellings<'t>(
    typed: &str,
    spellings: impl Iterator<Item = &'t Text>,
    into: &mut Vec<String>,
) -> bool {
    let spellings: Vec<String> = spellings.map(|spelling| fold(spelling)).collect();
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
        words.next_back().map(fold)
    };
    let name = last(person)?;
    let is_shared = scenario
        .persons
        .iter()
        .any(|other| other.id != person.id && last(other).as_ref() == Some(&name));
    (!is_shared).then_some(name)
}
