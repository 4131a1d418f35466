//! What changed on the cursor's day, a change a line: places, figures, deadlines, events.
//!
//! Said after every step in time. It is the ledger of the snapshot, against the end of the day before, so that
//! a day sounds the same from wherever it was reached.

use std::collections::BTreeSet;

use crate::app::view::View;
use crate::format::capitalised;
use crate::format::deadline::change_sentence;
use crate::format::number::counted;
use crate::format::told::why_word;
use crate::model::id::PlaceKey;
use crate::plain::words::{line, own};
use crate::plain::{event, figure, head, place};
use crate::snapshot::Snapshot;
use crate::snapshot::control::Control;
use crate::snapshot::filter::Filter;
use crate::snapshot::ledger::{DeadlineChange, FigureChange, PlaceChange, PlaceWhat, Why};
use crate::snapshot::query::{Order, list};
use crate::snapshot::stated::Stated;

/// So many events of a day are said one by one; of more only the number.
const FEW: usize = 5;

/// What changed on the day.
pub(super) fn lines(view: &View<'_>) -> Vec<String> {
    let snapshot = view.snapshot;
    let changes = &snapshot.changes;
    let stated = stated_today(snapshot);
    let mut lines: Vec<String> = stated
        .iter()
        .map(|stated| head::stated(snapshot, stated))
        .collect();
    // In the order of the list; a filter hides no change.
    let order = Order {
        places: view.app.order.places,
        ..Order::default()
    };
    let with_news: BTreeSet<PlaceKey> = changes.places.iter().map(|change| change.place).collect();
    let places = list(snapshot, &Filter::default(), order).places.into_iter();
    let places = places.filter(|key| with_news.contains(key));
    lines.extend(places.filter_map(|key| changed_place(snapshot, key)));
    let figures = changes.figures.iter();
    lines.extend(figures.filter_map(|change| changed_figure(snapshot, change)));
    let deadlines = changes.deadlines.iter();
    lines.extend(deadlines.filter_map(|change| changed_deadline(snapshot, change)));
    lines.extend(head::due(snapshot));
    lines.extend(new_events(snapshot));
    if lines.is_empty() {
        lines.push(own("nothing changed"));
    }
    lines
}

/// The totals that were stated on the day.
fn stated_today<'s>(snapshot: &'s Snapshot<'_>) -> Vec<&'s Stated> {
    let scenario = snapshot.scenario;
    let is_of_today = |stated: &&Stated| {
        let at = &stated.figure.get(scenario).provenance.at;
        at.day_in(scenario.zone()) == snapshot.day
    };
    snapshot.stated.iter().filter(is_of_today).collect()
}

/// Why an entry stands in the ledger, in a word; `None` for one that is not said: what was known all the
/// time and only recorded today is no news to who sees all that is known now.
fn why(snapshot: &Snapshot<'_>, why: Why) -> Option<&'static str> {
    why.is_news(snapshot.cursor.known).then(|| why_word(why))
}

/// A place as it is now, with what is new of it.
fn changed_place(snapshot: &Snapshot<'_>, key: PlaceKey) -> Option<String> {
    let changes = snapshot.changes.places.iter();
    let changes = changes.filter(|change| change.place == key);
    let said: Vec<(&PlaceChange, &str)> = changes
        .filter_map(|change| Some((change, why(snapshot, change.why)?)))
        .collect();
    let is_holder = |change: &PlaceChange| matches!(change.what, PlaceWhat::Holder(..));
    let is_taken = said
        .iter()
        .any(|(change, _)| is_holder(change) && change.differs);
    let mut news: Vec<String> = Vec::new();
    for (change, why) in &said {
        news.extend(new_of(change, is_taken).filter(|_| change.differs));
        news.push((*why).to_owned());
    }
    // Two changes of a place may have one reason.
    let mut seen = BTreeSet::new();
    news.retain(|said| seen.insert(said.clone()));
    let news = news.iter().map(|said| capitalised(said));
    (!said.is_empty()).then(|| line(place::facts(snapshot, key).into_iter().chain(news)))
}

/// What is new, unless the sentence on the place says it: that it was taken ends what was in question.
fn new_of(change: &PlaceChange, is_taken: bool) -> Option<String> {
    let over = |word: &str| (!is_taken).then(|| format!("no longer {word}"));
    match change.what {
        PlaceWhat::Control(_, Control::Unknown) | PlaceWhat::Holder(..) => None,
        PlaceWhat::Control(from, Control::Held) => over(from.word()),
        PlaceWhat::Control(_, to) => Some(format!("newly {}", to.word())),
        PlaceWhat::Pressure(_, Some((to, _))) => Some(format!("newly {}", to.word())),
        PlaceWhat::Pressure(from, None) => from.and_then(|(from, _)| over(from.word())),
    }
}

/// A figure as it is now. Totals that are stated against the count are said with it instead.
fn changed_figure(snapshot: &Snapshot<'_>, change: &FigureChange) -> Option<String> {
    let why = why(snapshot, change.why)?;
    let is_stated = stated_today(snapshot)
        .iter()
        .any(|stated| change.pair.after.contains(&stated.figure));
    if is_stated {
        return None;
    }
    let mut readings = snapshot.figures.iter();
    let said = match readings.find(|reading| reading.key == change.pair.key) {
        Some(reading) => figure::lines(snapshot, reading).join(" "),
        // That a reading lapsed or was closed nobody said: it is no news.
        None => figure::ended(snapshot, change.pair.key)?,
    };
    Some(line([said, capitalised(why)]))
}

/// A deadline that was set or moved, that passed, or whose end was told.
fn changed_deadline(snapshot: &Snapshot<'_>, change: &DeadlineChange) -> Option<String> {
    let scenario = snapshot.scenario;
    let why = why(snapshot, change.why)?;
    let said = change_sentence(scenario, change, snapshot.day)?;
    Some(line([said, capitalised(why)]))
}

/// The events that are new, one by one where they are few.
fn new_events(snapshot: &Snapshot<'_>) -> Vec<String> {
    let changes = snapshot.changes.events.iter().rev();
    let new: Vec<_> = changes
        .filter(|change| why(snapshot, change.why).is_some())
        .map(|change| change.event)
        .filter(|event| snapshot.events.binary_search(event).is_ok())
        .collect();
    if new.len() > FEW {
        return vec![line([format!("New: {}", counted(new.len(), "events"))])];
    }
    new.into_iter()
        .map(|event| format!("New: {}", event::sentence(snapshot, event)))
        .collect()
}
