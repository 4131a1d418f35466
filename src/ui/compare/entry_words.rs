//! Words an entry of what changed: its name, its dates, its letters and what it rests on.
//!
//! Called by `entries` and by the detail line of the pane.

use crate::app::view::View;
use crate::facts::change::{
    beside_short, word_further_change, word_late_report, word_status_change,
};
use crate::facts::correction::word_correction;
use crate::facts::moment::{MomentForm, word_moment};
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::snapshot::compared::{ChangeKind, ComparedEntry};
use crate::snapshot::ledger::{PlaceChange, PlaceWhat, Why};
use crate::snapshot::visibility;
use crate::text::fit;
use crate::ui::glyphs::CORRECTION;
use crate::ui::paint::StyledPiece;
use crate::ui::places::{change_pieces, state_from};
use crate::ui::theme::{FrameStyle, Role};

/// Returns the event that carries a change of a place, or the event that stands by itself, with its clocks and sources.
pub(super) fn find_support<'v>(
    view: &View<'v>,
    entry: &ComparedEntry,
    change: Option<&PlaceChange>,
) -> (Option<EventKey>, Option<&'v Provenance>) {
    let scenario = view.snapshot.scenario;
    if let ChangeKind::Event(event) = entry.what {
        return (Some(event), Some(&scenario.event(event).provenance));
    }
    let claim = change.and_then(|change| change.claim);
    (
        claim.map(|claim| claim.event),
        claim.map(|claim| &claim.get(scenario).provenance),
    )
}

/// Its letters and signs in four cells: `G→T `, `  G○`, nothing of an event.
pub(super) fn state_pieces(
    view: &View<'_>,
    look: FrameStyle,
    entry: &ComparedEntry,
    change: Option<&PlaceChange>,
) -> Vec<StyledPiece> {
    match (&entry.what, change) {
        (ChangeKind::Place(news), Some(change)) => {
            let Some(after) = view.snapshot.place_state(news.place) else {
                return Vec::new();
            };
            let is_last = news.changes_of_hands().last() == Some(change);
            match change.what {
                PlaceWhat::Holder(from, to) if !is_last => {
                    change_pieces(view, look, from, to).to_vec()
                }
                PlaceWhat::Holder(from, _) if change.differs => {
                    state_from(view, look, after, Some(from)).to_vec()
                }
                _ => state_from(view, look, after, None).to_vec(),
            }
        }
        (ChangeKind::Place(_), None) => Vec::new(),
        (ChangeKind::Event(event), _) => {
            let later = view.snapshot;
            let corrects = visibility::visible_original(later.scenario, &later.cursor, *event);
            let sign = corrects.map_or(" ", |_| CORRECTION.choose_form(look.is_ascii()));
            vec![(format!("   {sign}"), look.role_style(Role::Changed))]
        }
    }
}

/// A place with its seat or what is new of it, as fully as fits; the headline of an event.
pub(super) fn word_name(
    view: &View<'_>,
    entry: &ComparedEntry,
    change: Option<&PlaceChange>,
    room: usize,
) -> String {
    let scenario = view.snapshot.scenario;
    let (news, change) = match (&entry.what, change) {
        (ChangeKind::Place(news), Some(change)) => (news, change),
        (ChangeKind::Place(_), None) => return String::new(),
        (ChangeKind::Event(event), _) => return scenario.event(*event).headline.to_string(),
    };
    let place = scenario.place(news.place);
    let (long, short) = word_change(view, change);
    if news.changes.first() != Some(change) {
        let word = word_further_change(news, change).map(str::to_owned);
        return word.unwrap_or(if fit::measure_width(&long) <= room {
            long
        } else {
            short
        });
    }
    let beside = if matches!(change.what, PlaceWhat::Holder(..)) {
        let seat = place.seat_or_name();
        let is_named = *seat != place.name;
        [
            if is_named {
                seat.to_string()
            } else {
                String::new()
            },
            String::new(),
        ]
    } else {
        [long, short]
    };
    let phrase = |beside: &String| {
        let comma = if beside.is_empty() { "" } else { ", " };
        format!("{}{comma}{beside}", place.full_name().bidi_terminated())
    };
    let fits = |text: &String| fit::measure_width(text) <= room;
    let [long, short] = [phrase(&beside[0]), phrase(&beside[1])];
    if fits(&long) { long } else { short }
}

/// What is new of a place, in full and in a few words.
pub(super) fn word_change(view: &View<'_>, change: &PlaceChange) -> (String, String) {
    let after = view.snapshot.place_state(change.place);
    let long = after.map(|after| word_status_change(view.snapshot.scenario, change, after));
    (long.unwrap_or_default(), beside_short(change))
}

/// Returns what was reported late or corrected, with when it happened: `Kandahar, 12 Aug late evening`.
pub(super) fn word_dates(
    view: &View<'_>,
    look: FrameStyle,
    entry: &ComparedEntry,
    change: Option<&PlaceChange>,
    room: usize,
) -> String {
    let (_, provenance) = find_support(view, entry, change);
    let when = provenance.map(|its| word_moment(&its.at, view.snapshot, MomentForm::Line));
    let when = when.map_or_else(String::new, |when| format!(", {when}"));
    let left = room.saturating_sub(fit::measure_width(&when));
    let phrase = fit::cut_to_fit(
        &word_name(view, entry, change, left),
        left,
        look.wording.cut_mark(),
    );
    format!("{phrase}{when}")
}

/// When it was known, and whether the first date counted it; of a correction what it corrects.
pub(super) fn word_second_date(
    view: &View<'_>,
    entry: &ComparedEntry,
    change: Option<&PlaceChange>,
) -> String {
    let (Some(event), Some(provenance)) = find_support(view, entry, change) else {
        return String::new();
    };
    let scenario = view.snapshot.scenario;
    let why = change.map_or(entry.why, |change| change.why);
    let correction = word_correction(scenario, &view.snapshot.cursor, event);
    match (why, view.comparison_rows()) {
        (Why::Corrected, _) if correction.is_some() => correction.unwrap_or_default(),
        (_, Some((compared, _))) => {
            let from = &compared.older.fold.cursor;
            let is_counted = visibility::has_item(scenario, event, provenance, from);
            word_late_report(scenario, view.snapshot.day, provenance, from, is_counted)
        }
        (_, None) => String::new(),
    }
}
