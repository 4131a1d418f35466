//! How documents word a fact: moments, sources, states and readings as pieces.
//!
//! `brief` and `diff` tell everything through one [`Teller`], which numbers the sources as they are
//! named. It words what the snapshot holds and derives nothing.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::date::Date;

use crate::export::document::parts::{Piece, Words};
use crate::facts::moment::{DayForm, MomentForm, Viewpoint, word_day, word_moment};
use crate::facts::number::{force_status, unit_behind};
use crate::facts::palette::place_in_palette;
use crate::facts::place;
use crate::facts::reading::scope;
use crate::facts::{Style, number, speaker, word};
use crate::model::calendar;
use crate::model::claim::Provenance;
use crate::model::cursor::Cursor;
use crate::model::figure::Figure;
use crate::model::grade::Credibility;
use crate::model::id::{PartyKey, PlaceKey, SourceKey};
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::model::statement::{Confidence, Likelihood, Statement};
use crate::snapshot::figures::FigureKey;
use crate::snapshot::reference::FigureRef;

/// Words facts, and keeps the sources that were named.
pub(super) struct Teller<'s> {
    pub(super) scenario: &'s Scenario,
    /// Where it is told from: a source that was not out by then is not named.
    cursor: Cursor,
    /// The day that is looked at: its year is not said.
    pub(super) day: Date,
    pub(super) style: Style,
    /// Whether sources are numbered, for a list of them at the end.
    numbers: bool,
    named: Vec<SourceKey>,
    /// How credible what was told is.
    judged: BTreeSet<Reverse<Credibility>>,
}

impl<'s> Teller<'s> {
    pub(super) fn new(scenario: &'s Scenario, cursor: Cursor, ascii: bool, numbers: bool) -> Self {
        Self {
            scenario,
            cursor,
            day: calendar::day_of(cursor.as_of, scenario.zone()),
            style: Style { words: true, ascii },
            numbers,
            named: Vec::new(),
            judged: BTreeSet::new(),
        }
    }

    /// Who says so and its grade: `AP B1 [3]`.
    pub(super) fn source(&mut self, provenance: &Provenance) -> Words {
        let grade = self.scenario.grade(provenance, &self.cursor);
        self.judged.insert(Reverse(grade.credibility));
        let Some(key) = self.scenario.sources_out(provenance, &self.cursor).next() else {
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

    /// The sources that were named, by how reliable they are, each with its number and date; then what the
    /// digits of the grades mean that were told.
    pub(super) fn sources(&self) -> Words {
        let mut numbered: Vec<(usize, SourceKey)> = (1..).zip(self.named.iter().copied()).collect();
        let reliability = |key: SourceKey| self.scenario.source(key).reliability;
        numbered.sort_by_key(|(number, key)| (Reverse(reliability(*key)), *number));
        let groups = numbered.chunk_by(|a, b| reliability(a.1) == reliability(b.1));
        let mut words = Words::new();
        for group in groups {
            let Some((_, first)) = group.first() else {
                continue;
            };
            let letter = reliability(*first);
            let list = group
                .iter()
                .map(|(number, key)| self.reference(*number, *key));
            words = words
                .strong(format!("{letter:?} {}", letter.words()))
                .text(": ")
                .words(Words::joined(list, "; "))
                .text(". ");
        }
        let digits = self.judged.iter();
        let digits = digits.map(|Reverse(judged)| format!("{} {}", judged.digit(), judged.words()));
        let digits: Vec<String> = digits.collect();
        if digits.is_empty() {
            return words.text("None is named.");
        }
        words.text(format!("Of each item: {}.", digits.join(", ")))
    }

    /// `[3] AP 13 Aug`
    fn reference(&self, number: usize, key: SourceKey) -> Words {
        let source = self.scenario.source(key);
        let name = source.publisher.to_string();
        let name = match &source.url {
            Some(url) => Piece::Link(name, url.to_string()),
            None => Piece::Text(name),
        };
        let published = source
            .published
            .map_or_else(String::new, |at| format!(" {}", self.day_of(&at)));
        Words::new()
            .piece(Piece::Anchor(number))
            .text(" ")
            .piece(name)
            .text(published)
    }

    /// A moment: `13 Aug morning`, `12 Aug afternoon UTC-4`.
    pub(super) fn when(&self, moment: &Moment) -> String {
        word_moment(
            moment,
            Viewpoint::new(self.scenario, self.day),
            MomentForm::Line,
        )
    }

    /// Words the day of a moment: `13 Aug`, `13 Aug 2022`.
    pub(super) fn day_of(&self, moment: &Moment) -> String {
        let view = Viewpoint::new(self.scenario, self.day);
        word_moment(moment, view, MomentForm::DayCell)
    }

    /// A day: `13 Aug`, `13 Aug 2022`.
    pub(super) fn day(&self, day: Date) -> String {
        word_day(day, DayForm::Short, Some(self.day))
    }

    /// A day with its year: `31 Aug 2021`.
    pub(super) fn date(day: Date) -> String {
        word_day(day, DayForm::Short, None)
    }

    /// The letter of a party, tinted; `?` for nobody known.
    pub(super) fn letter(&self, party: Option<PartyKey>) -> Piece {
        let letter = place::letter(self.scenario, party).to_string();
        match party {
            Some(party) => Piece::Party(letter, place_in_palette(self.scenario, party)),
            None => Piece::Text(letter),
        }
    }

    /// A party with the letter that stands for it: `Taliban (T)`, tinted.
    pub(super) fn party_with_letter(&self, party: PartyKey) -> Words {
        let named = self.scenario.party(party);
        let text = format!("{} ({})", named.name, named.letter);
        let palette = place_in_palette(self.scenario, party);
        Words::new().piece(Piece::Party(text, palette))
    }

    /// The name of a party.
    pub(super) fn party(&self, party: PartyKey) -> &'s str {
        &self.scenario.party(party).name
    }

    /// A place with its seat, where that has another name: `Helmand (Lashkar Gah)`.
    pub(super) fn place(&self, key: PlaceKey) -> String {
        match place::name_and_seat(self.scenario.place(key)) {
            (name, Some(seat)) => format!("{name} ({seat})"),
            (name, None) => name.to_owned(),
        }
    }

    /// What a reading is of, without where troops are.
    pub(super) fn series(&self, figure: &Figure) -> &'s str {
        &self.scenario.one_series(figure.series).label
    }

    /// What readings are of: `US troops in Kabul, in place`.
    pub(super) fn label_of(&self, key: FigureKey) -> String {
        let series = self.scenario.one_series(key.series);
        let status = key.status.map(force_status);
        let status = status.map_or_else(String::new, |status| format!(", {status}"));
        format!("{}{status}", series.label)
    }

    /// What a reading says: `about 650 troops`, `17,000 people since 14 Aug`.
    pub(super) fn reading(&self, reference: FigureRef) -> String {
        let figure = reference.get(self.scenario);
        match figure.printed() {
            Some(words) => words.to_string(),
            None => format!("{}{}", self.number(reference), self.counted(figure)),
        }
    }

    /// Its number alone: `about 650`, `more than 66.7 %`.
    pub(super) fn number(&self, reference: FigureRef) -> String {
        let figure = reference.get(self.scenario);
        let series = self.scenario.one_series(figure.series);
        number::figure(figure, series, self.style)
    }

    /// A number with who says so, where it stands beside one of another publisher: `44,759 (PowerOutage)`.
    pub(super) fn named(&self, reference: FigureRef) -> String {
        let provenance = &reference.get(self.scenario).provenance;
        let source = self.scenario.first_source(provenance, &self.cursor);
        let name = source.map_or("no source", |source| source.short().as_str());
        format!("{} ({name})", self.number(reference))
    }

    /// What is counted and since when, behind a number: ` people since 14 Aug`; nothing for a share.
    pub(super) fn counted(&self, figure: &Figure) -> String {
        let series = self.scenario.one_series(figure.series);
        let measure = number::measure(series, self.scenario.zone(), self.day);
        let blank = if measure.is_empty() { "" } else { " " };
        format!(
            "{}{blank}{measure}{}",
            unit_behind(figure, series),
            scope(figure)
        )
    }

    /// What somebody said, with how likely they call it: `It will come back (likely, low confidence)`.
    pub(super) fn said(said: &Statement) -> Words {
        let likelihood = said
            .likelihood
            .map(|likelihood| word(&Likelihood::WORDS, likelihood));
        let confidence = said
            .confidence
            .map(|confidence| format!("{} confidence", word(&Confidence::WORDS, confidence)));
        let says = said.says.trim_end_matches('.');
        match (likelihood, confidence) {
            (None, None) => Words::from(says),
            (Some(likelihood), confidence) => {
                let more = confidence.map_or_else(String::new, |words| format!(", {words}"));
                Words::from(format!("{says} ("))
                    .strong(likelihood.replace('-', " "))
                    .text(format!("{more})"))
            }
            (None, Some(confidence)) => Words::from(format!("{says} ({confidence})")),
        }
    }

    /// Who speaks, and as what.
    pub(super) fn speaker(&self, said: &Statement) -> String {
        speaker(self.scenario.person(said.speaker))
    }
}
