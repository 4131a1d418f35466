//! Line 2 of the header: who holds how many, and the bar of one cell a place.
//!
//! Tallies count holders and add up to the number of places; contested, encircled, threatened and
//! claimed are said beside them. Never the same place twice.

use ratatui::style::Style;

use crate::app::view::View;
use crate::facts::{self, change, number, place, to_singular};
use crate::model::id::PartyKey;
use crate::snapshot::Snapshot;
use crate::text::fit;
use crate::ui::bar;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// Line 2: the two first parties around the bar, the others after them, and what is said beside.
pub(super) fn tally_line(view: &View<'_>, look: FrameStyle, width: usize) -> Vec<StyledPiece> {
    if view.snapshot.scenario.places.is_empty() {
        return Vec::new();
    }
    let tries = [(true, true), (false, true), (true, false)];
    let lines = tries.map(|(names, bar)| party_pieces(view, look, width, (names, bar)));
    let withheld = paint::withheld_places(view);
    let least = LEAST_TAIL + withheld.map_or(0, |phrase| fit::measure_width(&phrase) + 2);
    let fits = |pieces: &Vec<StyledPiece>| paint::count_cells(pieces) + least <= width;
    let found = lines.into_iter().find(fits);
    let mut pieces = found.unwrap_or_else(|| party_pieces(view, look, width, (false, false)));
    add_tail(view, look, width, &mut pieces);
    pieces
}

/// Cells of the shortest tail, ` of 34`.
const LEAST_TAIL: usize = 6;

/// The parties with their counts, with or without their names and the bar.
fn party_pieces(
    view: &View<'_>,
    look: FrameStyle,
    width: usize,
    (names, with_bar): (bool, bool),
) -> Vec<StyledPiece> {
    let snapshot = view.snapshot;
    let gap = if width >= 100 { 2 } else { 1 };
    let blank = |cells: usize| (" ".repeat(cells), Style::new());
    let mut pieces = vec![blank(1)];
    let comma = || (", ".to_owned(), Style::new());
    for (place, party) in snapshot.leading_parties().into_iter().enumerate() {
        // The bar stands between the first two; without it they are a list like the others.
        if place > usize::from(with_bar) {
            pieces.push(comma());
        }
        pieces.push(count_piece(snapshot, look, party, names));
        if place == 0 && with_bar {
            pieces.push(blank(gap));
            pieces.extend(bar::bar_pieces(snapshot, look));
            pieces.push(blank(gap));
        }
    }
    let has_second = snapshot.leading_parties().len() > 1;
    if snapshot.unknown > 0 {
        let comma = if has_second { ", " } else { "" };
        let unknown = format!("{comma}{} unknown ?", snapshot.unknown);
        pieces.push((unknown, Style::new()));
    }
    pieces
}

/// `T Taliban 18 ▲5`
fn count_piece(
    snapshot: &Snapshot<'_>,
    look: FrameStyle,
    party: PartyKey,
    with_name: bool,
) -> StyledPiece {
    let scenario = snapshot.scenario;
    let named = scenario.party(party);
    let name = if with_name {
        format!(" {}", named.name.bidi_terminated())
    } else {
        String::new()
    };
    let signs = facts::WordingStyle {
        words: false,
        ..look.wording
    };
    let happened = snapshot.changes.happened_to(party);
    let moved = number::word_count_change(happened.gained, happened.lost, signs);
    // Behind a count it must not read as more of its digits.
    let beyond = if with_name {
        change::word_revisions(&snapshot.changes, party)
    } else {
        change::beyond_short(&snapshot.changes, party)
    };
    let beyond = change::behind_tally(&beyond);
    let moved = if moved.is_empty() {
        moved
    } else {
        format!(" {moved}")
    };
    let held = snapshot.held_by(party);
    let text = format!("{}{name} {held}{moved}{beyond}", named.display_letter());
    (text, look.party_style(scenario, Some(party)))
}

/// `of 34 capitals; of these contested 2; Kabul encircled ○`, as much of it as fits.
fn add_tail(view: &View<'_>, look: FrameStyle, width: usize, pieces: &mut Vec<StyledPiece>) {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let total = scenario.places.len();
    let tally = scenario.heading.tally_label.to_lowercase();
    let used = paint::count_cells(pieces);
    let gap = if width >= 100 { "   " } else { " " };
    let (mut named, mut counted) = (Vec::new(), Vec::new());
    for (word, marked) in place::group_by_status(snapshot) {
        let sign = marked
            .first()
            .and_then(|state| place::choose_sign(state, look.is_ascii()))
            .unwrap_or_default();
        if let [one] = marked.as_slice() {
            named.push(format!(
                "{} {word} {sign}",
                scenario.place(one.place).seat_or_name().bidi_terminated()
            ));
        } else {
            named.push(format!("of these {word} {} {sign}", marked.len()));
        }
        counted.push(format!("{word} {} {sign}", marked.len()));
    }
    let tally = if total == 1 {
        to_singular(&tally)
    } else {
        tally
    };
    // What the tallies rest on must not be read aloud unawares: it stays as long as anything is said here.
    let withheld = paint::withheld_places(view);
    let withheld = withheld.map_or_else(String::new, |phrase| format!(", {phrase}"));
    let of = format!("of {total} {tally}{withheld}");
    let join = |overlays: &[String]| {
        std::iter::once(&of)
            .chain(overlays)
            .cloned()
            .collect::<Vec<_>>()
            .join("; ")
    };
    let phrase = join(&named);
    let means = scenario
        .heading
        .control_means
        .as_ref()
        .filter(|_| look.wording.words);
    let full = means.map(|means| format!("{phrase}; control means {means}"));
    let choices =
        full.into_iter()
            .chain([phrase, join(&counted), of, format!("of {total}{withheld}")]);
    let fits = |text: &String| used + gap.len() + fit::measure_width(text) < width;
    if let Some(text) = choices.into_iter().find(fits) {
        pieces.push((format!("{gap}{text}"), look.role_style(Role::Text)));
    }
}
