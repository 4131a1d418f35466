//! What changed on the cursor's day, a change a line: places, figures, deadlines, events.
//!
//! Said after every step in time. It is the ledger of the snapshot, against the end of the day before, so that
//! a day sounds the same from wherever it was reached.

use std::collections::BTreeSet;

use crate::app::view::View;
use crate::facts::capitalise_first;
use crate::facts::change::why_word;
use crate::facts::change::word_further_change;
use crate::facts::deadline::change_sentence;
use crate::facts::figure_sentences::figure_word;
use crate::facts::moment::{MomentForm, word_moment};
use crate::facts::number::word_quantity;
use crate::facts::place::party_name;
use crate::model::claim::Provenance;
use crate::plain::words::{end_sentence, join_sentences, word_source};
use crate::plain::{event, figure, head, place};
use crate::snapshot::Snapshot;
use crate::snapshot::control::Control;
use crate::snapshot::ledger::{
    DeadlineChange, FigureChange, PlaceChange, PlaceNews, PlaceWhat, Why,
};
use crate::snapshot::news::{EventOrder, NewsOrder};
use crate::snapshot::reconciliation::Stated;

/// So many events of a day are said one by one; of more only the number.
const FEW: usize = 5;

/// What changed on the day.
pub(super) fn change_lines(view: &View<'_>) -> Vec<String> {
    let snapshot = view.snapshot;
    let changes = &snapshot.changes;
    let stated = stated_today(snapshot);
    let mut lines: Vec<String> = stated
        .iter()
        .map(|stated| head::word_stated(snapshot, stated))
        .collect();
    // A filter hides no change.
    let places = changes.news_of_places().into_iter();
    lines.extend(places.filter_map(|news| changed_place(snapshot, &news)));
    let figures = changes.figures.iter();
    lines.extend(figures.filter_map(|change| changed_figure(snapshot, change)));
    let deadlines = changes.deadlines.iter();
    lines.extend(deadlines.filter_map(|change| changed_deadline(snapshot, change)));
    lines.extend(head::word_due(snapshot));
    lines.extend(new_events(snapshot));
    if lines.is_empty() {
        lines.push(end_sentence("nothing changed"));
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

/// Returns why an entry stands in the ledger, in a word; `None` for one that is not said: what was known all the
/// time and only recorded today is no news to who sees all that is known now.
fn word_reason(
    snapshot: &Snapshot<'_>,
    why: Why,
    provenance: Option<&Provenance>,
) -> Option<&'static str> {
    let is_news = why.is_news(snapshot.cursor.known);
    is_news.then(|| why_word(snapshot.scenario, why, provenance))
}

/// Returns a place as it is now, with what is new of it; of several changes of hands each in order.
fn changed_place(snapshot: &Snapshot<'_>, news: &PlaceNews) -> Option<String> {
    let news = news.filter_changes(|change| change.why.is_news(snapshot.cursor.known))?;
    let is_taken = news.changes_of_hands().any(|change| change.differs);
    let are_several = news.changes_of_hands().count() > 1;
    let mut phrase: Vec<String> = Vec::new();
    for change in &news.changes {
        let claim = change.claim.map(|claim| claim.get(snapshot.scenario));
        let provenance = claim.map(|claim| &claim.provenance);
        if are_several {
            phrase.extend(hand_in_order(snapshot, &news, change));
        }
        phrase.extend(new_of(change, is_taken).filter(|_| change.differs));
        phrase.extend(word_reason(snapshot, change.why, provenance).map(str::to_owned));
    }
    // Two changes of a place may have one reason.
    let mut seen = BTreeSet::new();
    phrase.retain(|phrase| seen.insert(phrase.clone()));
    let phrase = phrase.iter().map(|phrase| capitalise_first(phrase));
    Some(join_sentences(
        place::place_sentences(snapshot, news.place)
            .into_iter()
            .chain(phrase),
    ))
}

/// Returns one of several changes of hands: `Then back to Army, Wednesday 3 January 12:00, W`.
fn hand_in_order(
    snapshot: &Snapshot<'_>,
    news: &PlaceNews,
    change: &PlaceChange,
) -> Option<String> {
    let PlaceWhat::Holder(_, to) = change.what else {
        return None;
    };
    let scenario = snapshot.scenario;
    let word = word_further_change(news, change).unwrap_or("first");
    let claim = change.claim.map(|claim| claim.get(scenario));
    let when = claim.map_or_else(String::new, |claim| {
        let at = word_moment(&claim.provenance.at, snapshot, MomentForm::Spoken);
        format!(", {at}, {}", word_source(snapshot, &claim.provenance))
    });
    Some(format!("{word} to {}{when}", party_name(scenario, to)))
}

/// What is new, unless the sentence on the place says it: that it was taken ends what was in question.
fn new_of(change: &PlaceChange, is_taken: bool) -> Option<String> {
    let over = |word: &str| (!is_taken).then(|| format!("no longer {word}"));
    match change.what {
        PlaceWhat::Control(_, Control::Unknown) | PlaceWhat::Holder(..) | PlaceWhat::Tied(_) => {
            None
        }
        PlaceWhat::Control(from, Control::Held) => over(from.to_word()),
        PlaceWhat::Control(_, to) => Some(format!("newly {}", to.to_word())),
        PlaceWhat::Pressure(_, Some((to, _))) => Some(format!("newly {}", to.to_word())),
        PlaceWhat::Pressure(from, None) => from.and_then(|(from, _)| over(from.to_word())),
    }
}

/// A figure as it is now. Totals that are stated against the count are said with it instead.
fn changed_figure(snapshot: &Snapshot<'_>, change: &FigureChange) -> Option<String> {
    let word = figure_word(snapshot.scenario, change);
    let why = word_reason(snapshot, change.why, word)?;
    let is_stated = stated_today(snapshot)
        .iter()
        .any(|stated| change.pair.after.contains(&stated.figure));
    if is_stated {
        return None;
    }
    let mut readings = snapshot.figures.iter();
    let phrase = match readings.find(|reading| reading.key == change.pair.key) {
        Some(reading) => figure::reading_lines(snapshot, reading).join(" "),
        // That a reading lapsed or was closed nobody said: it is no news.
        None => figure::word_ended(snapshot, change.pair.key)?,
    };
    Some(join_sentences([phrase, capitalise_first(why)]))
}

/// A deadline that was set or moved, that passed, or whose end was told.
fn changed_deadline(snapshot: &Snapshot<'_>, change: &DeadlineChange) -> Option<String> {
    let scenario = snapshot.scenario;
    let after = change.after.map(|after| after.last_word(scenario));
    let why = word_reason(snapshot, change.why, after.map(|after| &after.provenance))?;
    let phrase = change_sentence(scenario, change, snapshot.day)?;
    Some(join_sentences([phrase, capitalise_first(why)]))
}

/// The events that are new, one by one where they are few.
fn new_events(snapshot: &Snapshot<'_>) -> Vec<String> {
    let changes = snapshot.changes.events.iter();
    let mut new: Vec<_> = changes
        .filter(|change| change.why.is_news(snapshot.cursor.known))
        .map(|change| change.event)
        .filter(|event| snapshot.events.binary_search(event).is_ok())
        .collect();
    NewsOrder::from_snapshot(snapshot).sort_events(EventOrder::Newest, &mut new);
    if new.len() > FEW {
        return vec![join_sentences([format!(
            "New: {}",
            word_quantity(new.len(), "events")
        )])];
    }
    new.into_iter()
        .map(|event| format!("New: {}", event::event_sentence(snapshot, event)))
        .collect()
}
