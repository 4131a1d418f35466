//! What sheets are made of, and the words that all of them use: moments, sources, remarks.
//!
//! The sheets beside this file put them together; `ui::evidence` draws them.

use crate::model::date::Date;

use crate::facts::correction::word_correction;
use crate::facts::moment::{DayForm, MomentForm, word_day, word_moment};
use crate::facts::{WordingStyle, to_sentence};
use crate::model::claim::Provenance;
use crate::model::event::Event;
use crate::model::figure::ForceStatus;
use crate::model::id::{EventKey, Id, PartyKey};
use crate::model::moment::Moment;
use crate::model::scenario::{Scenario, Source};
use crate::snapshot::query::FigureRow;
use crate::snapshot::{Snapshot, visibility};
use crate::text::link::Address;

/// What a popup is about, by id, so that it survives a date step and a reload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A place: the claims for and against.
    Place(Id),
    /// A series and status: its readings.
    Figure(Id, Option<ForceStatus>),
    /// A deadline: what was said of it.
    Deadline(Id),
    /// An event: all that it carries.
    Event(Id),
    /// The events and figures that belong to a place.
    Related(Id),
    /// A source: what it says.
    Source(Id),
}

impl Subject {
    /// Whether a scenario has it, on whatever date.
    pub(super) fn is_in(&self, scenario: &Scenario) -> bool {
        match self {
            Self::Place(id) | Self::Related(id) => scenario.place_by_id(id.as_str()).is_some(),
            Self::Figure(id, _) => scenario.series.iter().any(|series| series.id == *id),
            Self::Deadline(id) => {
                let mut all = scenario.events.iter().flat_map(Event::deadlines);
                all.any(|deadline| deadline.id == *id)
            }
            Self::Event(id) => scenario.event_by_id(id.as_str()).is_some(),
            Self::Source(id) => scenario.sources.iter().any(|source| source.id == *id),
        }
    }

    /// What a row of the figures is about.
    pub fn of_figure(row: FigureRow, snapshot: &Snapshot<'_>) -> Option<Self> {
        let scenario = snapshot.scenario;
        match row {
            FigureRow::Reading(row) => {
                let key = snapshot.figures.get(row)?.key;
                let series = scenario.one_series(key.series);
                Some(Self::Figure(series.id.clone(), key.status))
            }
            FigureRow::Deadline(row) => {
                let deadline = snapshot.deadlines.get(row)?.deadline.get(scenario);
                Some(Self::Deadline(deadline.id.clone()))
            }
        }
    }
}

/// What a popup says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What it is about.
    pub title: String,
    /// What is shown and why, each a paragraph.
    pub intro: Vec<String>,
    /// Where what it is about can be read.
    pub address: Option<Address>,
    /// The rows, in order.
    pub rows: Vec<SheetRow>,
}

/// A row of a popup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetRow {
    /// A heading, and what stands beside it.
    Heading(String, String),
    /// Something that can be selected.
    Item(SheetItem),
}

/// Something that can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetItem {
    /// What it says.
    pub what: String,
    /// When it happened.
    pub happened: String,
    /// When it was known.
    pub known: String,
    /// On what it rests, or how it compares.
    pub basis: String,
    /// Who says so.
    pub source: String,
    /// Where that can be read.
    pub address: Option<Address>,
    /// The grade.
    pub grade: String,
    /// What is said of it when it is selected: its sources in full, what it did.
    pub detail: Vec<Paragraph>,
    /// Where it leads.
    pub target: Option<Subject>,
}

/// Some sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// What they say.
    pub text: String,
    /// Where that can be read, if they are a source in full.
    pub address: Option<Address>,
}

impl From<String> for Paragraph {
    fn from(text: String) -> Self {
        Self {
            text,
            address: None,
        }
    }
}

impl Sheet {
    /// The items, in order.
    pub fn list_items(&self) -> impl Iterator<Item = &SheetItem> {
        self.rows.iter().filter_map(|row| match row {
            SheetRow::Item(item) => Some(item),
            SheetRow::Heading(..) => None,
        })
    }
}

/// What is told, and in which words.
#[derive(Clone, Copy)]
pub(super) struct SheetContext<'t> {
    /// The facts.
    pub(super) snapshot: &'t Snapshot<'t>,
    /// Numbers with signs or words.
    pub(super) wording: WordingStyle,
    /// For reading aloud: no letter for a party, no abbreviation, no capitals.
    pub(super) is_aloud: bool,
}

impl<'t> SheetContext<'t> {
    pub(super) fn scenario_of(self) -> &'t Scenario {
        self.snapshot.scenario
    }

    /// Words a moment in a column of both clocks: `12 Aug late eve.`, `13 Aug 03:27`, `13 Aug`.
    pub(super) fn word_in_column(self, moment: &Moment) -> String {
        self.word_moment_as(moment, MomentForm::DatedCell)
    }

    /// Words a moment in a sentence: `Thu 12 Aug, late evening`.
    pub(super) fn word_in_sentence(self, moment: &Moment) -> String {
        self.word_moment_as(moment, MomentForm::Sentence)
    }

    fn word_moment_as(self, moment: &Moment, form: MomentForm) -> String {
        let form = if self.is_aloud {
            MomentForm::Spoken
        } else {
            form
        };
        word_moment(moment, self.snapshot, form)
    }

    /// Words a day: `12 Aug`.
    pub(super) fn word_day(self, day: Date) -> String {
        let form = if self.is_aloud {
            DayForm::Long
        } else {
            DayForm::Short
        };
        word_day(day, form, Some(self.snapshot.day))
    }

    /// A party as the subject of a row: its letter.
    pub(super) fn word_party(self, party: PartyKey) -> String {
        let party = self.scenario_of().party(party);
        if self.is_aloud {
            party.name.to_string()
        } else {
            party.letter.to_string()
        }
    }

    /// A heading: in capitals.
    pub(super) fn word_heading(self, text: &str) -> String {
        if self.is_aloud {
            text.to_owned()
        } else {
            text.to_uppercase()
        }
    }
}

/// Who published the first source; `-` without one.
pub(super) fn first_source(tell: SheetContext<'_>, provenance: &Provenance) -> String {
    let source = tell
        .scenario_of()
        .first_source(provenance, &tell.snapshot.cursor);
    source.map_or_else(|| "-".to_owned(), |source| source.publisher.to_string())
}

/// The sources of an item in full, each a paragraph, the grade in words first.
pub(super) fn list_sources(tell: SheetContext<'_>, provenance: &Provenance) -> Vec<Paragraph> {
    let scenario = tell.scenario_of();
    let grade = scenario.grade_item(provenance, &tell.snapshot.cursor);
    let judged = format!(
        "{grade}: {}, {}.",
        grade.reliability.word_meaning(),
        grade.credibility.word_meaning()
    );
    let known = scenario.sources_out(provenance, &tell.snapshot.cursor);
    let named = known.map(|source| {
        let source = scenario.source(source);
        Paragraph {
            text: in_full_of(tell, source),
            address: source.web_address(),
        }
    });
    let none = provenance
        .sources
        .is_empty()
        .then(|| "No source is named.".to_owned().into());
    std::iter::once(judged.into())
        .chain(named)
        .chain(none)
        .collect()
}

/// `AP, 13 Aug 2021: Title. https://…`
fn in_full_of(tell: SheetContext<'_>, source: &Source) -> String {
    let title = source
        .title
        .as_ref()
        .map_or_else(String::new, |title| format!(": {title}"));
    let published = source.published.map(|at| word_published(tell, &at));
    let url = source
        .url
        .as_ref()
        .map_or_else(String::new, |url| format!(" {url}"));
    format!(
        "{}{}{title}.{url}",
        source.publisher.bidi_terminated(),
        published.unwrap_or_default()
    )
}

/// `, 13 Aug 2021`
pub(super) fn word_published(tell: SheetContext<'_>, at: &Moment) -> String {
    let day = at.day_in(tell.scenario_of().zone());
    let form = if tell.is_aloud {
        DayForm::LongWeekday
    } else {
        DayForm::Short
    };
    format!(", {}", word_day(day, form, None))
}

/// An item with the clocks, the sources and the grade of what it tells; it leads nowhere yet.
pub(super) fn sourced_item(
    tell: SheetContext<'_>,
    provenance: &Provenance,
    what: String,
    basis: String,
) -> SheetItem {
    let scenario = tell.scenario_of();
    SheetItem {
        what,
        happened: tell.word_in_column(&provenance.at),
        known: tell.word_in_column(&provenance.recorded_at),
        basis,
        source: first_source(tell, provenance),
        address: scenario.source_address(provenance, &tell.snapshot.cursor),
        grade: scenario
            .grade_item(provenance, &tell.snapshot.cursor)
            .to_string(),
        detail: list_sources(tell, provenance),
        target: None,
    }
}

/// An event among others: what is told, then its sources; it leads to all that it carries.
pub(super) fn event_item(tell: SheetContext<'_>, key: EventKey) -> SheetItem {
    let scenario = tell.scenario_of();
    let event = scenario.event(key);
    let kind = event.kind.map(|kind| scenario.kind(kind).label.to_string());
    let item = sourced_item(
        tell,
        &event.provenance,
        event.headline.to_string(),
        kind.unwrap_or_default(),
    );
    let body = event.body.iter().map(|body| body.to_string().into());
    SheetItem {
        detail: body.chain(item.detail).collect(),
        target: Some(Subject::Event(event.id.clone())),
        ..item
    }
}

/// What is said of the event that carries an item: that it is withheld, its headline, what it corrects;
/// and where it leads. Nothing where the event itself is not known yet.
pub(super) fn carrying_event(
    tell: SheetContext<'_>,
    key: EventKey,
) -> (Vec<Paragraph>, Option<Subject>) {
    let snapshot = tell.snapshot;
    if snapshot.events.binary_search(&key).is_err() {
        return (Vec::new(), None);
    }
    let event = snapshot.scenario.event(key);
    let headline = Some(to_sentence(&event.headline));
    let phrase = word_withheld(tell, key)
        .into_iter()
        .chain(headline)
        .chain(word_correction(snapshot.scenario, &snapshot.cursor, key))
        .map(Paragraph::from);
    (phrase.collect(), Some(Subject::Event(event.id.clone())))
}

/// That an event must not be published yet, until when, and the editor's remark for the desk.
pub(super) fn word_withheld(tell: SheetContext<'_>, key: EventKey) -> Option<String> {
    let event = tell.scenario_of().event(key);
    if !visibility::is_withheld(event, &tell.snapshot.cursor) {
        return None;
    }
    let until = event
        .embargoed_until()
        .map(|until| format!(", embargo until {}", tell.word_in_sentence(until)));
    Some(format!(
        "{}: not for publication yet{}.",
        tell.word_heading("Withheld"),
        until.unwrap_or_default()
    ))
}
