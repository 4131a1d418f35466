//! The header while two dates are compared: both of them, who held and holds how many, how much changed.
//!
//! ```text
//!  COMPARE  Thu 12 Aug → Fri 13 Aug 2021, ends of day      as now known     1 day
//!  T Taliban 13 → 18 ▲5    G Government 21 → 16 ▼5    of 34 capitals
//!  5 capitals changed hands, 1 newly encircled; 1 figure changed, 4 new; 11 events
//! ```
//!
//! As width shrinks whole parts go, names first. The dates and the clock never do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::is_same;
use crate::app::action::Action;
use crate::app::keymap::hint;
use crate::app::view::View;
use crate::facts::change::{reports_not_shown, span, summary, summary_of_log};
use crate::facts::moment::{DayForm, KnownForm, word_day, word_hour, word_known};
use crate::facts::sign::CHANGED;
use crate::facts::{self, number, singular};
use crate::model::calendar::day_of;
use crate::model::cursor::{Cursor, Known};
use crate::model::id::PartyKey;
use crate::snapshot::Snapshot;
use crate::snapshot::ledger::FigureChange;
use crate::text::fit;
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// What the clock's place says.
pub const COMPARE: &str = "COMPARE";

/// Returns both ends, the older one first.
fn ends<'v>(view: &View<'v>) -> Option<[&'v Snapshot<'v>; 2]> {
    let compared = view.snapshot.compared.as_ref()?;
    Some([&compared.older.snapshot, view.snapshot])
}

/// Draws the header into two or three rows.
pub fn draw(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let Some(ends) = ends(view) else {
        return;
    };
    let width = usize::from(area.width);
    let lines = if width < 60 {
        vec![
            vec![narrow_dates(ends, look, width)],
            tallies(view, ends, look, width),
        ]
    } else {
        vec![
            dates(ends, look, width),
            tallies(view, ends, look, width),
            vec![(
                format!(" {}", changes(view, ends, width)),
                look.style(Role::Text),
            )],
        ]
    };
    for (row, pieces) in (0..).zip(&lines) {
        paint::line(buffer, area, row, pieces);
    }
}

/// A line of text for a screen on which nothing else fits, and the way out.
pub fn draw_tiny(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let Some([from, to]) = ends(view) else {
        return;
    };
    let arrow = CHANGED.show(look.ascii());
    let mut words = vec![format!(
        " {}{arrow}{}",
        short_day(from, to),
        word_day(to.day, DayForm::Short, Some(to.day))
    )];
    words.extend(leading([from, to]).into_iter().map(|party| {
        let letter = to.scenario.party(party).sign();
        format!(
            "{letter}{}{arrow}{}",
            from.held_by(party),
            to.held_by(party)
        )
    }));
    words.push(known(to).to_owned());
    let room = usize::from(area.width);
    while words.len() > 1 && fit::width(&words.join(" ")) > room {
        words.pop();
    }
    let lines = [words.join(" "), format!(" {COMPARE}; 40x12 at least")];
    for (row, line) in (0..).zip(lines) {
        let line = if fit::width(&line) <= room {
            line
        } else if row == 0 {
            format!(" {}", word_day(to.day, DayForm::Short, Some(to.day)))
        } else {
            String::new()
        };
        paint::line(buffer, area, row, &[(line, look.style(Role::Text))]);
    }
}

/// The clock in short.
fn known(to: &Snapshot<'_>) -> &'static str {
    match to.cursor.known {
        Known::Now => "now known",
        Known::Then => "KNOWN THEN",
        Known::At(_) => "KNOWN AT",
    }
}

/// `12` where the other day is of the same month, else `30 Jul`.
fn short_day(from: &Snapshot<'_>, to: &Snapshot<'_>) -> String {
    if (from.day.year(), from.day.month()) == (to.day.year(), to.day.month()) {
        from.day.day().to_string()
    } else {
        word_day(from.day, DayForm::Short, Some(to.day))
    }
}

/// Line 1; what room is left widens the gaps.
fn dates([from, to]: [&Snapshot<'_>; 2], look: Look, width: usize) -> Vec<Piece> {
    let scenario = to.scenario;
    let zone = scenario.zone();
    let (strong, plain) = (look.style(Role::Strong), look.style(Role::Text));
    let known = match to.cursor.known {
        Known::Then => "EACH AS KNOWN THEN".to_owned(),
        Known::Now | Known::At(_) => word_known(&to.cursor, zone, KnownForm::Heading),
    };
    let role = match to.cursor.known {
        Known::Now => Role::Text,
        Known::Then | Known::At(_) => Role::KnownThen,
    };
    let days = span(scenario, &from.cursor, &to.cursor);
    let arrow = CHANGED.show(look.ascii());
    let both = |with_weekday: bool| {
        let form = if with_weekday {
            DayForm::Weekday
        } else {
            DayForm::Short
        };
        let is_end = |cursor: &Cursor| cursor.is_end_of_day(zone);
        let first = word_day(from.day, form, Some(to.day));
        let second = word_day(to.day, form, None);
        if is_end(&from.cursor) && is_end(&to.cursor) {
            return format!("{first} {arrow} {second}, ends of day");
        }
        let time = |end: &Snapshot<'_>| word_hour(end.cursor.as_of, zone);
        format!("{first}, {} {arrow} {second}, {}", time(from), time(to))
    };
    let parts = |with_weekday: bool, with_title: bool| {
        let both = format!("{COMPARE}  {}", both(with_weekday));
        let mut parts = vec![(both, strong), (known.clone(), look.style(role))];
        if with_title {
            parts.push((scenario.heading.title.to_string(), plain));
        }
        parts.push((days.clone(), plain));
        parts
    };
    let tries = [(true, true), (true, false), (false, false)];
    let mut lines = tries.into_iter().map(|(day, title)| parts(day, title));
    let fits = |parts: &Vec<Piece>| paint::width(parts) + parts.len() < width;
    let widest = if width < 100 { width } else { 6 };
    if let Some(parts) = lines.find(fits) {
        return paint::spread(parts, width, widest);
    }
    // The number of days can be counted; the rest cannot be left out.
    let mut parts = parts(false, false);
    parts.pop();
    if paint::width(&parts) + 3 > width {
        return vec![narrow_dates([from, to], look, width)];
    }
    paint::spread(parts, width, widest)
}

/// Line 1 of a narrow screen: `COMPARE 12 → 13 Aug, as now known`.
fn narrow_dates([from, to]: [&Snapshot<'_>; 2], look: Look, width: usize) -> Piece {
    let zone = to.scenario.zone();
    let arrow = CHANGED.show(look.ascii());
    let clock = |end: &Snapshot<'_>| {
        if end.cursor.is_end_of_day(zone) {
            String::new()
        } else {
            format!(" {}", word_hour(end.cursor.as_of, zone))
        }
    };
    let clocks = [clock(from), clock(to)];
    let words = match to.cursor.known {
        Known::Then => "AS KNOWN THEN".to_owned(),
        Known::Now | Known::At(_) => word_known(&to.cursor, zone, KnownForm::Heading),
    };
    let both = |first: String| {
        format!(
            "{first}{} {arrow} {}{}",
            clocks[0],
            word_day(to.day, DayForm::Short, Some(to.day)),
            clocks[1]
        )
    };
    let long = both(word_day(from.day, DayForm::Short, Some(to.day)));
    let short = if clocks[0].is_empty() {
        both(short_day(from, to))
    } else {
        long.clone()
    };
    let choices = [
        format!(" {COMPARE} {long}, {words}"),
        format!(" {COMPARE} {short}, {words}"),
        format!(" {COMPARE} {short}, {}", known(to)),
        format!(" {short}, {}", known(to)),
    ];
    let last = choices.last().cloned().unwrap_or_default();
    let said = choices.into_iter().find(|text| fit::width(text) <= width);
    (said.unwrap_or(last), look.style(Role::Strong))
}

/// The parties that either end names.
fn leading([from, to]: [&Snapshot<'_>; 2]) -> Vec<PartyKey> {
    let mut parties = to.leading();
    parties.extend(from.leading());
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// Line 2: `T Taliban 13 → 18 ▲5    G Government 21 → 16 ▼5    of 34 capitals`.
fn tallies(
    view: &View<'_>,
    [from, to]: [&Snapshot<'_>; 2],
    look: Look,
    width: usize,
) -> Vec<Piece> {
    let scenario = to.scenario;
    if scenario.places.is_empty() {
        return Vec::new();
    }
    let arrow = CHANGED.show(look.ascii());
    let count = |party, with_name| count(view, [from, to], look, (party, with_name));
    let total = scenario.places.len();
    let tally = scenario.heading.tally_label.to_lowercase();
    let tally = if total == 1 { singular(&tally) } else { tally };
    let plain = look.style(Role::Text);
    let unknown = [from.unknown, to.unknown];
    let line = |with_names: bool, of: &str, gap: &str| {
        let mut pieces = vec![(" ".to_owned(), Style::new())];
        for (place, party) in leading([from, to]).into_iter().enumerate() {
            let gap = if place > 0 { gap } else { "" };
            pieces.push((gap.to_owned(), Style::new()));
            pieces.push(count(party, with_names));
        }
        if unknown[0] + unknown[1] > 0 {
            pieces.push((
                format!("{gap}? {} {arrow} {}", unknown[0], unknown[1]),
                plain,
            ));
        }
        if !of.is_empty() {
            pieces.push((format!("{gap}{of}"), plain));
        }
        pieces
    };
    let full = format!("of {total} {tally}");
    let short = format!("of {total}");
    let tries = [
        (true, full.as_str(), "    "),
        (true, short.as_str(), "  "),
        (false, full.as_str(), "  "),
        (false, short.as_str(), ", "),
        (false, "", ", "),
    ];
    let mut lines = tries
        .map(|(names, of, gap)| line(names, of, gap))
        .into_iter();
    let fits = |pieces: &Vec<Piece>| paint::width(pieces) <= width;
    let last = line(false, "", " ");
    lines.find(fits).unwrap_or(last)
}

/// `T Taliban 13 → 18 ▲5`, with or without the name.
fn count(
    view: &View<'_>,
    [from, to]: [&Snapshot<'_>; 2],
    look: Look,
    (party, with_name): (PartyKey, bool),
) -> Piece {
    let scenario = to.scenario;
    let signs = facts::Style {
        words: false,
        ..look.wording
    };
    let (before, after) = (from.held_by(party), to.held_by(party));
    let named = scenario.party(party);
    let name = if with_name {
        format!(" {}", named.name.closed())
    } else {
        String::new()
    };
    let counts = if before == after {
        after.to_string()
    } else {
        let ledger = &view.snapshot.changes;
        let moved = ledger.moved(party);
        let change = number::change(moved.gained, moved.lost, signs);
        format!("{before} {} {after} {change}", CHANGED.show(look.ascii()))
    };
    let text = format!("{}{name} {counts}", named.sign());
    (text, look.party(scenario, Some(party)))
}

/// Line 3: how much changed, as much of it as fits; which key goes on where both dates are the same.
fn changes(view: &View<'_>, [_, to]: [&Snapshot<'_>; 2], width: usize) -> String {
    if is_same(view) {
        return same(view);
    }
    let ledger = &view.snapshot.changes;
    let mut places = summary(to.scenario, ledger);
    let [figures, events] = summary_of_log(ledger);
    let differ = |change: &&FigureChange| change.pair.has_changed();
    let ledger_figures = ledger.figures.iter().filter(differ).count();
    let hidden =
        (to.cursor.known != Known::Now && to.hidden > 0).then(|| reports_not_shown(to.hidden));
    let rest = [Some(figures), Some(events), hidden];
    let mut rest: Vec<String> = rest.into_iter().flatten().collect();
    loop {
        let parts = std::iter::once(places.join(", ")).chain(rest.iter().cloned());
        let said = parts.collect::<Vec<String>>().join("; ");
        if fit::width(&said) < width {
            return said;
        }
        // What is hidden goes first, then which figures are new, what is said of places beside changes of hands, the log.
        let both = number::counted(ledger_figures, "figures");
        if rest.len() > 2 {
            rest.pop();
        } else if rest.first().is_some_and(|figures| *figures != both) && rest.len() == 2 {
            rest[0] = both;
        } else if places.len() > 1 {
            places.pop();
        } else if rest.pop().is_none() {
            return said;
        }
    }
}

/// That both dates are the same, and how to go on.
fn same(view: &View<'_>) -> String {
    let day = day_of(view.app.cursor.as_of, view.snapshot.scenario.zone());
    let day = word_day(day, DayForm::Short, Some(day));
    format!(
        "{day} with itself: nothing lies between. {} {} move a date, {} goes to one.",
        hint(Action::DayBack),
        hint(Action::DayOn),
        hint(Action::GoTo)
    )
}
