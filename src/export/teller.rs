//! How documents word a fact: moments, sources, states and readings as pieces.
//!
//! `brief` and `diff` tell everything through one [`Teller`], which numbers the sources as they are
//! named. It words what the snapshot holds and derives nothing.

use chrono::{Datelike, NaiveDate};

use crate::export::document::parts::{Piece, Words};
use crate::format::moment::{day_month, in_line};
use crate::format::number::{force_status, unit_behind};
use crate::format::palette::place_in_palette;
use crate::format::place;
use crate::format::{Style, number};
use crate::model::claim::Provenance;
use crate::model::figure::Figure;
use crate::model::id::{PartyKey, PlaceKey, SourceKey};
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::snapshot::reference::FigureRef;

/// Words facts, and keeps the sources that were named.
pub(super) struct Teller<'s> {
    pub(super) scenario: &'s Scenario,
    /// The day that is looked at: its year is not said.
    pub(super) day: NaiveDate,
    pub(super) style: Style,
    /// Whether sources are numbered, for a list of them at the end.
    numbers: bool,
    named: Vec<SourceKey>,
}

impl<'s> Teller<'s> {
    pub(super) fn new(scenario: &'s Scenario, day: NaiveDate, ascii: bool, numbers: bool) -> Self {
        Self {
            scenario,
            day,
            style: Style { words: true, ascii },
            numbers,
            named: Vec::new(),
        }
    }

    /// Who says so and its grade: `AP B1 [3]`.
    pub(super) fn source(&mut self, provenance: &Provenance) -> Words {
        let grade = self.scenario.grade(provenance);
        let Some(key) = provenance.sources.first().copied() else {
            return Words::from(format!("no source {grade}"));
        };
        let source = self.scenario.source(key);
        let name = source.short().to_string();
        let name = match &source.url {
            Some(url) => Piece::Link(name, url.to_string()),
            None => Piece::Text(name),
        };
        let words = Words::new().piece(name).text(format!(" {grade}"));
        if !self.numbers {
            return words;
        }
        let number = self.named.iter().position(|named| *named == key);
        let number = number.unwrap_or_else(|| {
            self.named.push(key);
            self.named.len() - 1
        });
        words.text(" ").piece(Piece::Cite(number + 1))
    }

    /// A moment: `13 Aug morning`, `12 Aug afternoon UTC-4`.
    pub(super) fn when(&self, moment: &Moment) -> String {
        in_line(moment, self.scenario.zone(), self.day)
    }

    /// A day with its year: `31 Aug 2021`.
    pub(super) fn date(day: NaiveDate) -> String {
        format!("{} {}", day_month(day), day.year())
    }

    /// The letter of a party, tinted; `?` for nobody known.
    pub(super) fn letter(&self, party: Option<PartyKey>) -> Piece {
        let letter = place::letter(self.scenario, party).to_string();
        match party {
            Some(party) => Piece::Party(letter, place_in_palette(self.scenario, party)),
            None => Piece::Text(letter),
        }
    }

    /// The name of a party.
    pub(super) fn party(&self, party: PartyKey) -> &'s str {
        &self.scenario.party(party).name
    }

    /// A place with its seat, where that has another name: `Helmand (Lashkar Gah)`.
    pub(super) fn place(&self, key: PlaceKey) -> String {
        let place = self.scenario.place(key);
        let (name, seat) = (&place.name, place.seat());
        if name == seat {
            name.to_string()
        } else {
            format!("{name} ({seat})")
        }
    }

    /// What a reading is of: `US troops in Kabul, in place`.
    pub(super) fn label(&self, figure: &Figure) -> String {
        let series = self.scenario.one_series(figure.series);
        let status = figure.status.map(force_status);
        let status = status.map_or_else(String::new, |status| format!(", {status}"));
        format!("{}{status}", series.label)
    }

    /// What a reading says: `about 650 troops`, `17,000 people since 14 Aug`.
    pub(super) fn reading(&self, reference: FigureRef) -> String {
        let figure = reference.get(self.scenario);
        format!("{}{}", self.number(reference), self.counted(figure))
    }

    /// Its number alone: `about 650`, `more than 66.7 %`.
    pub(super) fn number(&self, reference: FigureRef) -> String {
        let figure = reference.get(self.scenario);
        let series = self.scenario.one_series(figure.series);
        number::figure(figure, series, self.style)
    }

    /// What is counted and since when, behind a number: ` people since 14 Aug`; nothing for a share.
    pub(super) fn counted(&self, figure: &Figure) -> String {
        let series = self.scenario.one_series(figure.series);
        let measure = number::measure(series, self.scenario.zone());
        let blank = if measure.is_empty() { "" } else { " " };
        format!("{}{blank}{measure}", unit_behind(series))
    }
}
