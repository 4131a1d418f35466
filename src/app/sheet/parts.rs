//! What sheets are made of, and the words that all of them use: moments, sources, remarks.
//!
//! The sheets beside this file put them together; `ui::evidence` draws them.

use chrono_tz::Tz;

use crate::format::capitalised;
use crate::format::moment::{Room, day_month_year, in_words, shown_day, time_of_day};
use crate::model::claim::Provenance;
use crate::model::event::CorrectionKind;
use crate::model::figure::ForceStatus;
use crate::model::id::{EventKey, Id};
use crate::model::moment::Moment;
use crate::model::scenario::{Scenario, Source};
use crate::snapshot::query::FigureRow;
use crate::snapshot::{Snapshot, visible};

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
    /// What a row of the figures is about.
    pub fn of_figure(row: FigureRow, snapshot: &Snapshot<'_>) -> Option<Self> {
        let scenario = snapshot.scenario;
        match row {
            FigureRow::Reading(row) => {
                let figure = snapshot.figures.get(row)?.figure.get(scenario);
                let series = scenario.one_series(figure.series);
                Some(Self::Figure(series.id.clone(), figure.status))
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
    /// The rows, in order.
    pub rows: Vec<Row>,
}

/// A row of a popup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading, and what stands beside it.
    Heading(String, String),
    /// Something that can be selected.
    Item(Item),
}

/// Something that can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
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
    /// The grade.
    pub grade: String,
    /// What is said of it when it is selected, each a paragraph: its sources in full, what it did.
    pub detail: Vec<String>,
    /// Where it leads.
    pub target: Option<Subject>,
}

impl Sheet {
    /// The items, in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.rows.iter().filter_map(|row| match row {
            Row::Item(item) => Some(item),
            Row::Heading(..) => None,
        })
    }
}

/// A moment in a column of both clocks: `12 Aug late eve.`, `13 Aug 03:27`, `13 Aug day`.
pub(super) fn column(moment: &Moment, snapshot: &Snapshot<'_>) -> String {
    let zone = snapshot.scenario.zone();
    let day = day_month_year(shown_day(moment, zone), snapshot.day);
    format!("{day} {}", time_of_day(moment, zone, Room::Column))
}

/// Who published the first source; `-` without one.
pub(super) fn first_source(scenario: &Scenario, provenance: &Provenance) -> String {
    let source = scenario.first_source(provenance);
    source.map_or_else(|| "-".to_owned(), |source| source.publisher.to_string())
}

/// The sources of an item in full, each a paragraph, the grade in words first.
pub(super) fn sources(snapshot: &Snapshot<'_>, provenance: &Provenance) -> Vec<String> {
    let scenario = snapshot.scenario;
    let grade = scenario.grade(provenance);
    let judged = format!(
        "{grade}: {}, {}.",
        grade.reliability.words(),
        grade.credibility.words()
    );
    let known = visible::sources(scenario, provenance, &snapshot.cursor);
    let named = known.map(|source| in_full(scenario.source(source), scenario.zone()));
    let none = provenance
        .sources
        .is_empty()
        .then(|| "No source is named.".to_owned());
    std::iter::once(judged).chain(named).chain(none).collect()
}

/// `AP, 13 Aug 2021: Title. https://…`
fn in_full(source: &Source, zone: Tz) -> String {
    let title = source
        .title
        .as_ref()
        .map_or_else(String::new, |title| format!(": {title}"));
    let published = source.published.map(|at| published(&at, zone));
    let url = source
        .url
        .as_ref()
        .map_or_else(String::new, |url| format!(" {url}"));
    format!(
        "{}{}{title}.{url}",
        source.publisher,
        published.unwrap_or_default()
    )
}

/// `, 13 Aug 2021`
pub(super) fn published(at: &Moment, zone: Tz) -> String {
    let day = at.day_in(zone);
    format!(
        ", {} {}",
        crate::format::moment::day_month(day),
        chrono::Datelike::year(&day)
    )
}

/// An item with the clocks, the sources and the grade of what it tells; it leads nowhere yet.
pub(super) fn with(
    snapshot: &Snapshot<'_>,
    provenance: &Provenance,
    what: String,
    basis: String,
) -> Item {
    let scenario = snapshot.scenario;
    Item {
        what,
        happened: column(&provenance.at, snapshot),
        known: column(&provenance.recorded_at, snapshot),
        basis,
        source: first_source(scenario, provenance),
        grade: scenario.grade(provenance).to_string(),
        detail: sources(snapshot, provenance),
        target: None,
    }
}

/// An event among others: what is told, then its sources; it leads to all that it carries.
pub(super) fn event_item(snapshot: &Snapshot<'_>, key: EventKey) -> Item {
    let scenario = snapshot.scenario;
    let event = scenario.event(key);
    let kind = event.kind.map(|kind| scenario.kind(kind).label.to_string());
    let item = with(
        snapshot,
        &event.provenance,
        event.headline.to_string(),
        kind.unwrap_or_default(),
    );
    let body = event.body.iter().map(ToString::to_string);
    Item {
        detail: body.chain(item.detail).collect(),
        target: Some(Subject::Event(event.id.clone())),
        ..item
    }
}

/// A remark as a sentence of its own.
pub(super) fn sentence(text: &str) -> String {
    let text = capitalised(text);
    if text.ends_with(['.', '!', '?']) {
        text
    } else {
        format!("{text}.")
    }
}

/// What is said of the event that carries an item: that it is withheld, its headline, what it corrects;
/// and where it leads. Nothing where the event itself is not known yet.
pub(super) fn carrier(snapshot: &Snapshot<'_>, key: EventKey) -> (Vec<String>, Option<Subject>) {
    if snapshot.events.binary_search(&key).is_err() {
        return (Vec::new(), None);
    }
    let event = snapshot.scenario.event(key);
    let headline = Some(sentence(&event.headline));
    let said = withheld(snapshot, key)
        .into_iter()
        .chain(headline)
        .chain(corrects(snapshot, key));
    (said.collect(), Some(Subject::Event(event.id.clone())))
}

/// That an event must not be published yet, until when, and the editor's remark for the desk.
pub(super) fn withheld(snapshot: &Snapshot<'_>, key: EventKey) -> Option<String> {
    let event = snapshot.scenario.event(key);
    if !visible::is_withheld(event, &snapshot.cursor) {
        return None;
    }
    let zone = snapshot.scenario.zone();
    let until = event
        .embargoed_until()
        .map(|until| format!(", embargo until {}", in_words(until, zone, snapshot.day)));
    Some(format!(
        "WITHHELD: not for publication yet{}.",
        until.unwrap_or_default()
    ))
}

/// What an event corrects and why; nothing of an event that nobody may see.
pub(super) fn corrects(snapshot: &Snapshot<'_>, key: EventKey) -> Option<String> {
    let scenario = snapshot.scenario;
    let correction = scenario.event(key).corrects()?;
    let original = scenario.event(correction.event);
    let verb = match correction.kind {
        CorrectionKind::Corrected => "Corrects",
        CorrectionKind::Refile => "Refiles",
        CorrectionKind::Withdrawn => "Withdraws",
    };
    let is_seen = visible::is_publishable(original, &snapshot.cursor);
    let what = if is_seen {
        format!("'{}'", original.headline)
    } else {
        "an earlier report".to_owned()
    };
    let reason = correction
        .reason
        .as_ref()
        .map_or_else(String::new, |reason| format!(": {reason}"));
    Some(sentence(&format!("{verb} {what}{reason}")))
}
