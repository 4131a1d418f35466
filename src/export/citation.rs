//! How documents word a fact: moments, sources, states and readings as pieces.
//!
//! `brief` and `diff` tell everything through one [`CitationWriter`], which numbers the sources as they are
//! named. It words what the snapshot holds and derives nothing.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::date::Date;

use crate::export::document::parts::{DocumentWords, SentencePiece};
use crate::facts::moment::{DayForm, MomentForm, Viewpoint, word_day, word_moment};
use crate::facts::number::{force_status, unit_behind};
use crate::facts::palette::place_in_palette;
use crate::facts::place;
use crate::facts::reading::word_scope;
use crate::facts::{WordingStyle, find_word, number, word_speaker};
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
pub(super) struct CitationWriter<'s> {
    pub(super) scenario: &'s Scenario,
    /// Where it is told from: a source that was not out by then is not named.
    cursor: Cursor,
    /// The day that is looked at: its year is not said.
    pub(super) day: Date,
    pub(super) style: WordingStyle,
    /// Whether sources are numbered, for a list of them at the end.
    numbers: bool,
    named: Vec<SourceKey>,
    /// How credible what was told is.
    judged: BTreeSet<Reverse<Credibility>>,
}

impl<'s> CitationWriter<'s> {
    pub(super) fn new(scenario: &'s Scenario, cursor: Cursor, ascii: bool, numbers: bool) -> Self {
        Self {
            scenario,
            cursor,
            day: calendar::day_of(cursor.as_of, scenario.zone()),
            style: WordingStyle { words: true, ascii },
            numbers,
            named: Vec::new(),
            judged: BTreeSet::new(),
        }
    }

    /// Who says so and its grade: `AP B1 [3]`.
    pub(super) fn cite_source(&mut self, provenance: &Provenance) -> DocumentWords {
        let grade = self.scenario.grade_item(provenance, &self.cursor);
        self.judged.insert(Reverse(grade.credibility));
        let Some(key) = self.scenario.sources_out(provenance, &self.cursor).next() else {
            return DocumentWords::from(format!("no source {grade}"));
        };
        let source = self.scenario.source(key);
        let name = source.short_name().to_string();
        let name = match &source.url {
            Some(url) => SentencePiece::Link(name, url.to_string()),
            None => SentencePiece::Text(name),
        };
        let words = DocumentWords::new()
            .with_piece(name)
            .with_text(format!(" {grade}"));
        if !self.numbers {
            return words;
        }
        let number = self.named.iter().position(|named| *named == key);
        let number = number.unwrap_or_else(|| {
            self.named.push(key);
            self.named.len() - 1
        });
        words
            .with_text(" ")
            .with_piece(SentencePiece::Cite(number + 1))
    }

    /// The sources that were named, by how reliable they are, each with its number and date; then what the
    /// digits of the grades mean that were told.
    pub(super) fn list_cited(&self) -> DocumentWords {
        let mut numbered: Vec<(usize, SourceKey)> = (1..).zip(self.named.iter().copied()).collect();
        let reliability = |key: SourceKey| self.scenario.source(key).reliability;
        numbered.sort_by_key(|(number, key)| (Reverse(reliability(*key)), *number));
        let groups = numbered.chunk_by(|a, b| reliability(a.1) == reliability(b.1));
        let mut words = DocumentWords::new();
        for group in groups {
            let Some((_, first)) = group.first() else {
                continue;
            };
            let letter = reliability(*first);
            let list = group
                .iter()
                .map(|(number, key)| self.word_reference(*number, *key));
            words = words
                .with_strong(format!("{letter:?} {}", letter.word_meaning()))
                .with_text(": ")
                .with_words(DocumentWords::join_words(list, "; "))
                .with_text(". ");
        }
        let digits = self.judged.iter();
        let digits = digits
            .map(|Reverse(judged)| format!("{} {}", judged.to_digit(), judged.word_meaning()));
        let digits: Vec<String> = digits.collect();
        if digits.is_empty() {
            return words.with_text("None is named.");
        }
        words.with_text(format!("Of each item: {}.", digits.join(", ")))
    }

    /// `[3] AP 13 Aug`
    fn word_reference(&self, number: usize, key: SourceKey) -> DocumentWords {
        let source = self.scenario.source(key);
        let name = source.publisher.to_string();
        let name = match &source.url {
            Some(url) => SentencePiece::Link(name, url.to_string()),
            None => SentencePiece::Text(name),
        };
        let published = source
            .published
            .map_or_else(String::new, |at| format!(" {}", self.day_of(&at)));
        DocumentWords::new()
            .with_piece(SentencePiece::Anchor(number))
            .with_text(" ")
            .with_piece(name)
            .with_text(published)
    }

    /// A moment: `13 Aug morning`, `12 Aug afternoon UTC-4`.
    pub(super) fn word_moment(&self, moment: &Moment) -> String {
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
    pub(super) fn word_day(&self, day: Date) -> String {
        word_day(day, DayForm::Short, Some(self.day))
    }

    /// The letter of a party, tinted; `?` for nobody known.
    pub(super) fn party_letter(&self, party: Option<PartyKey>) -> SentencePiece {
        let letter = place::party_letter(self.scenario, party).to_string();
        match party {
            Some(party) => SentencePiece::Party(letter, place_in_palette(self.scenario, party)),
            None => SentencePiece::Text(letter),
        }
    }

    /// A party with the letter that stands for it: `Taliban (T)`, tinted.
    pub(super) fn party_with_letter(&self, party: PartyKey) -> DocumentWords {
        let named = self.scenario.party(party);
        let text = format!("{} ({})", named.name, named.letter);
        let palette = place_in_palette(self.scenario, party);
        DocumentWords::new().with_piece(SentencePiece::Party(text, palette))
    }

    /// The name of a party.
    pub(super) fn party_name(&self, party: PartyKey) -> &'s str {
        &self.scenario.party(party).name
    }

    /// A place with its seat, where that has another name: `Helmand (Lashkar Gah)`.
    pub(super) fn word_place(&self, key: PlaceKey) -> String {
        match place::name_and_seat(self.scenario.place(key)) {
            (name, Some(seat)) => format!("{name} ({seat})"),
            (name, None) => name.to_owned(),
        }
    }

    /// What a reading is of, without where troops are.
    pub(super) fn series_label(&self, figure: &Figure) -> &'s str {
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
    pub(super) fn word_reading(&self, reference: FigureRef) -> String {
        let figure = reference.get(self.scenario);
        match figure.printed() {
            Some(words) => words.to_string(),
            None => format!(
                "{}{}",
                self.word_number(reference),
                self.word_counted(figure)
            ),
        }
    }

    /// Its number alone: `about 650`, `more than 66.7 %`.
    pub(super) fn word_number(&self, reference: FigureRef) -> String {
        let figure = reference.get(self.scenario);
        let series = self.scenario.one_series(figure.series);
        number::word_figure(figure, series, self.style)
    }

    /// A number with who says so, where it stands beside one of another publisher: `44,759 (PowerOutage)`.
    pub(super) fn number_with_publisher(&self, reference: FigureRef) -> String {
        let provenance = &reference.get(self.scenario).provenance;
        let source = self.scenario.first_source(provenance, &self.cursor);
        let name = source.map_or("no source", |source| source.short_name().as_str());
        format!("{} ({name})", self.word_number(reference))
    }

    /// What is counted and since when, behind a number: ` people since 14 Aug`; nothing for a share.
    pub(super) fn word_counted(&self, figure: &Figure) -> String {
        let series = self.scenario.one_series(figure.series);
        let measure = number::word_measure(series, self.scenario.zone(), self.day);
        let blank = if measure.is_empty() { "" } else { " " };
        format!(
            "{}{blank}{measure}{}",
            unit_behind(figure, series),
            word_scope(figure)
        )
    }

    /// What somebody said, with how likely they call it: `It will come back (likely, low confidence)`.
    pub(super) fn word_statement(statement: &Statement) -> DocumentWords {
        let likelihood = statement
            .likelihood
            .map(|likelihood| find_word(&Likelihood::WORDS, likelihood));
        let confidence = statement
            .confidence
            .map(|confidence| format!("{} confidence", find_word(&Confidence::WORDS, confidence)));
        let says = statement.says.trim_end_matches('.');
        match (likelihood, confidence) {
            (None, None) => DocumentWords::from(says),
            (Some(likelihood), confidence) => {
                let more = confidence.map_or_else(String::new, |words| format!(", {words}"));
                DocumentWords::from(format!("{says} ("))
                    .with_strong(likelihood.replace('-', " "))
                    .with_text(format!("{more})"))
            }
            (None, Some(confidence)) => DocumentWords::from(format!("{says} ({confidence})")),
        }
    }

    /// Who speaks, and as what.
    pub(super) fn word_speaker(&self, statement: &Statement) -> String {
        word_speaker(self.scenario.person(statement.speaker))
    }
}
