//! Line 2 of the header: who holds how many, and the bar of one cell a place.
//!
//! Tallies count holders and add up to the number of places; contested, encircled, threatened and
//! claimed are said beside them. Never the same place twice.

use ratatui::style::Style;

use crate::app::view::View;
use crate::facts::{self, change, number, place, singular};
use crate::model::id::PartyKey;
use crate::snapshot::Snapshot;
use crate::text::fit;
use crate::ui::bar;
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// Line 2: the two first parties around the bar, the others after them, and what is said beside.
pub(super) fn line(view: &View<'_>, look: Look, width: usize) -> Vec<Piece> {
    if view.snapshot.scenario.places.is_empty() {
        return Vec::new();
    }
    let tries = [(true, true), (false, true), (true, false)];
    let lines = tries.map(|(names, bar)| parties(view, look, width, (names, bar)));
    let withheld = paint::withheld_places(view);
    let least = LEAST_TAIL + withheld.map_or(0, |said| fit::width(&said) + 2);
    let fits = |pieces: &Vec<Piece>| paint::width(pieces) + least <= width;
    let found = lines.into_iter().find(fits);
    let mut pieces = found.unwrap_or_else(|| parties(view, look, width, (false, false)));
    tail(view, look, width, &mut pieces);
    pieces
}

/// Cells of the shortest tail, ` of 34`.
const LEAST_TAIL: usize = 6;

/// The parties with their counts, with or without their names and the bar.
fn parties(
    view: &View<'_>,
    look: Look,
    width: usize,
    (names, with_bar): (bool, bool),
) -> Vec<Piece> {
    let snapshot = view.snapshot;
    let gap = if width >= 100 { 2 } else { 1 };
    let blank = |cells: usize| (" ".repeat(cells), Style::new());
    let mut pieces = vec![blank(1)];
    let comma = || (", ".to_owned(), Style::new());
    for (place, party) in snapshot.leading().into_iter().enumerate() {
        // The bar stands between the first two; without it they are a list like the others.
        if place > usize::from(with_bar) {
            pieces.push(comma());
        }
        pieces.push(count(snapshot, look, party, names));
        if place == 0 && with_bar {
            pieces.push(blank(gap));
            pieces.extend(bar::cells(snapshot, look));
            pieces.push(blank(gap));
        }
    }
    let has_second = snapshot.leading().len() > 1;
    if snapshot.unknown > 0 {
        let comma = if has_second { ", " } else { "" };
        let unknown = format!("{comma}{} unknown ?", snapshot.unknown);
        pieces.push((unknown, Style::new()));
    }
    pieces
}

/// `T Taliban 18 ▲5`
fn count(snapshot: &Snapshot<'_>, look: Look, party: PartyKey, with_name: bool) -> Piece {
    let scenario = snapshot.scenario;
    let named = scenario.party(party);
    let name = if with_name {
        format!(" {}", named.name.closed())
    } else {
        String::new()
    };
    let signs = facts::Style {
        words: false,
        ..look.wording
    };
    let happened = snapshot.changes.happened_to(party);
    let moved = number::change(happened.gained, happened.lost, signs);
    // Behind a count it must not read as more of its digits.
    let beyond = if with_name {
        change::beyond(&snapshot.changes, party)
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
    let text = format!("{}{name} {held}{moved}{beyond}", named.sign());
    (text, look.party(scenario, Some(party)))
}

/// `of 34 capitals; of these contested 2; Kabul encircled ○`, as much of it as fits.
fn tail(view: &View<'_>, look: Look, width: usize, pieces: &mut Vec<Piece>) {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let total = scenario.places.len();
    let tally = scenario.heading.tally_label.to_lowercase();
    let used = paint::width(pieces);
    let gap = if width >= 100 { "   " } else { " " };
    let (mut named, mut counted) = (Vec::new(), Vec::new());
    for (word, marked) in place::marked(snapshot) {
        let sign = marked
            .first()
            .and_then(|state| place::mark(state, look.ascii()))
            .unwrap_or_default();
        if let [one] = marked.as_slice() {
            named.push(format!(
                "{} {word} {sign}",
                scenario.place(one.place).seat().closed()
            ));
        } else {
            named.push(format!("of these {word} {} {sign}", marked.len()));
        }
        counted.push(format!("{word} {} {sign}", marked.len()));
    }
    let tally = if total == 1 { singular(&tally) } else { tally };
    // What the tallies rest on must not be read aloud unawares: it stays as long as anything is said here.
    let withheld = paint::withheld_places(view);
    let withheld = withheld.map_or_else(String::new, |said| format!(", {said}"));
    let of = format!("of {total} {tally}{withheld}");
    let join = |overlays: &[String]| {
        std::iter::once(&of)
            .chain(overlays)
            .cloned()
            .collect::<Vec<_>>()
            .join("; ")
    };
    let said = join(&named);
    let means = scenario
        .heading
        .control_means
        .as_ref()
        .filter(|_| look.wording.words);
    let full = means.map(|means| format!("{said}; control means {means}"));
    let choices =
        full.into_iter()
            .chain([said, join(&counted), of, format!("of {total}{withheld}")]);
    let fits = |text: &String| used + gap.len() + fit::width(text) < width;
    if let Some(text) = choices.into_iter().find(fits) {
        pieces.push((format!("{gap}{text}"), look.style(Role::Text)));
    }
}
