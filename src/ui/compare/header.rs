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
use crate::app::keymap::hint_key;
use crate::app::view::View;
use crate::facts::change::{
    reports_not_shown, summarise_place_changes, summary_of_log, word_days_between,
};
use crate::facts::moment::{DayForm, KnownForm, word_day, word_hour, word_known};
use crate::facts::sign::CHANGED;
use crate::facts::{self, number, to_singular};
use crate::model::calendar::day_of;
use crate::model::cursor::{Cursor, KnownAt};
use crate::model::id::PartyKey;
use crate::snapshot::Snapshot;
use crate::snapshot::ledger::FigureChange;
use crate::text::fit;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// What the clock's place says.
pub const COMPARE: &str = "COMPARE";

/// Returns both ends, the older one first.
fn ordered_ends<'v>(view: &View<'v>) -> Option<[&'v Snapshot<'v>; 2]> {
    let compared = view.snapshot.compared.as_ref()?;
    Some([&compared.older.snapshot, view.snapshot])
}

/// Draws the header into two or three rows.
pub fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let Some(ends) = ordered_ends(view) else {
        return;
    };
    let width = usize::from(area.width);
    let lines = if width < 60 {
        vec![
            vec![narrow_dates(ends, look, width)],
            tally_pieces(view, ends, look, width),
        ]
    } else {
        vec![
            date_pieces(ends, look, width),
            tally_pieces(view, ends, look, width),
            vec![(
                format!(" {}", word_changes(view, ends, width)),
                look.role_style(Role::Text),
            )],
        ]
    };
    for (row, pieces) in (0..).zip(&lines) {
        paint::put_line(buffer, area, row, pieces);
    }
}

/// A line of text for a screen on which nothing else fits, and the way out.
pub fn draw_tiny(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let Some([from, to]) = ordered_ends(view) else {
        return;
    };
    let arrow = CHANGED.choose_form(look.is_ascii());
    let mut words = vec![format!(
        " {}{arrow}{}",
        short_day(from, to),
        word_day(to.day, DayForm::Short, Some(to.day))
    )];
    words.extend(list_parties([from, to]).into_iter().map(|party| {
        let letter = to.scenario.party(party).display_letter();
        format!(
            "{letter}{}{arrow}{}",
            from.held_by(party),
            to.held_by(party)
        )
    }));
    words.push(word_clock(to).to_owned());
    let room = usize::from(area.width);
    while words.len() > 1 && fit::measure_width(&words.join(" ")) > room {
        words.pop();
    }
    let lines = [words.join(" "), format!(" {COMPARE}; 40x12 at least")];
    for (row, line) in (0..).zip(lines) {
        let line = if fit::measure_width(&line) <= room {
            line
        } else if row == 0 {
            format!(" {}", word_day(to.day, DayForm::Short, Some(to.day)))
        } else {
            String::new()
        };
        paint::put_line(buffer, area, row, &[(line, look.role_style(Role::Text))]);
    }
}

/// The clock in short.
fn word_clock(to: &Snapshot<'_>) -> &'static str {
    match to.cursor.known {
        KnownAt::Now => "now known",
        KnownAt::Then => "KNOWN THEN",
        KnownAt::At(_) => "KNOWN AT",
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
fn date_pieces([from, to]: [&Snapshot<'_>; 2], look: FrameStyle, width: usize) -> Vec<StyledPiece> {
    let scenario = to.scenario;
    let zone = scenario.zone();
    let (strong, plain) = (look.role_style(Role::Strong), look.role_style(Role::Text));
    let known = match to.cursor.known {
        KnownAt::Then => "EACH AS KNOWN THEN".to_owned(),
        KnownAt::Now | KnownAt::At(_) => word_known(&to.cursor, zone, KnownForm::Heading),
    };
    let role = match to.cursor.known {
        KnownAt::Now => Role::Text,
        KnownAt::Then | KnownAt::At(_) => Role::KnownThen,
    };
    let days = word_days_between(scenario, &from.cursor, &to.cursor);
    let arrow = CHANGED.choose_form(look.is_ascii());
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
        let mut parts = vec![(both, strong), (known.clone(), look.role_style(role))];
        if with_title {
            parts.push((scenario.heading.title.to_string(), plain));
        }
        parts.push((days.clone(), plain));
        parts
    };
    let tries = [(true, true), (true, false), (false, false)];
    let mut lines = tries.into_iter().map(|(day, title)| parts(day, title));
    let fits = |parts: &Vec<StyledPiece>| paint::count_cells(parts) + parts.len() < width;
    let widest = if width < 100 { width } else { 6 };
    if let Some(parts) = lines.find(fits) {
        return paint::spread_pieces(parts, width, widest);
    }
    // The number of days can be counted; the rest cannot be left out.
    let mut parts = parts(false, false);
    parts.pop();
    if paint::count_cells(&parts) + 3 > width {
        return vec![narrow_dates([from, to], look, width)];
    }
    paint::spread_pieces(parts, width, widest)
}

/// Line 1 of a narrow screen: `COMPARE 12 → 13 Aug, as now known`.
fn narrow_dates([from, to]: [&Snapshot<'_>; 2], look: FrameStyle, width: usize) -> StyledPiece {
    let zone = to.scenario.zone();
    let arrow = CHANGED.choose_form(look.is_ascii());
    let clock = |end: &Snapshot<'_>| {
        if end.cursor.is_end_of_day(zone) {
            String::new()
        } else {
            format!(" {}", word_hour(end.cursor.as_of, zone))
        }
    };
    let clocks = [clock(from), clock(to)];
    let words = match to.cursor.known {
        KnownAt::Then => "AS KNOWN THEN".to_owned(),
        KnownAt::Now | KnownAt::At(_) => word_known(&to.cursor, zone, KnownForm::Heading),
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
        format!(" {COMPARE} {short}, {}", word_clock(to)),
        format!(" {short}, {}", word_clock(to)),
    ];
    let last = choices.last().cloned().unwrap_or_default();
    let phrase = choices
        .into_iter()
        .find(|text| fit::measure_width(text) <= width);
    (phrase.unwrap_or(last), look.role_style(Role::Strong))
}

/// The parties that either end names.
fn list_parties([from, to]: [&Snapshot<'_>; 2]) -> Vec<PartyKey> {
    let mut parties = to.leading_parties();
    parties.extend(from.leading_parties());
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// Line 2: `T Taliban 13 → 18 ▲5    G Government 21 → 16 ▼5    of 34 capitals`.
fn tally_pieces(
    view: &View<'_>,
    [from, to]: [&Snapshot<'_>; 2],
    look: FrameStyle,
    width: usize,
) -> Vec<StyledPiece> {
    let scenario = to.scenario;
    if scenario.places.is_empty() {
        return Vec::new();
    }
    let arrow = CHANGED.choose_form(look.is_ascii());
    let count = |party, with_name| count_piece(view, [from, to], look, (party, with_name));
    let total = scenario.places.len();
    let tally = scenario.heading.tally_label.to_lowercase();
    let tally = if total == 1 {
        to_singular(&tally)
    } else {
        tally
    };
    let plain = look.role_style(Role::Text);
    let unknown = [from.unknown, to.unknown];
    let line = |with_names: bool, of: &str, gap: &str| {
        let mut pieces = vec![(" ".to_owned(), Style::new())];
        for (place, party) in list_parties([from, to]).into_iter().enumerate() {
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
    let fits = |pieces: &Vec<StyledPiece>| paint::count_cells(pieces) <= width;
    let last = line(false, "", " ");
    lines.find(fits).unwrap_or(last)
}

/// `T Taliban 13 → 18 ▲5`, with or without the name.
fn count_piece(
    view: &View<'_>,
    [from, to]: [&Snapshot<'_>; 2],
    look: FrameStyle,
    (party, with_name): (PartyKey, bool),
) -> StyledPiece {
    let scenario = to.scenario;
    let signs = facts::WordingStyle {
        words: false,
        ..look.wording
    };
    let (before, after) = (from.held_by(party), to.held_by(party));
    let named = scenario.party(party);
    let name = if with_name {
        format!(" {}", named.name.bidi_terminated())
    } else {
        String::new()
    };
    let counts = if before == after {
        after.to_string()
    } else {
        let ledger = &view.snapshot.changes;
        let moved = ledger.total_turnover(party);
        let change = number::word_count_change(moved.gained, moved.lost, signs);
        format!(
            "{before} {} {after} {change}",
            CHANGED.choose_form(look.is_ascii())
        )
    };
    let text = format!("{}{name} {counts}", named.display_letter());
    (text, look.party_style(scenario, Some(party)))
}

/// Line 3: how much changed, as much of it as fits; which key goes on where both dates are the same.
fn word_changes(view: &View<'_>, [_, to]: [&Snapshot<'_>; 2], width: usize) -> String {
    if is_same(view) {
        return word_same_date(view);
    }
    let ledger = &view.snapshot.changes;
    let mut places = summarise_place_changes(to.scenario, ledger);
    let [figures, events] = summary_of_log(ledger);
    let differ = |change: &&FigureChange| change.pair.has_changed();
    let ledger_figures = ledger.figures.iter().filter(differ).count();
    let hidden =
        (to.cursor.known != KnownAt::Now && to.hidden > 0).then(|| reports_not_shown(to.hidden));
    let rest = [Some(figures), Some(events), hidden];
    let mut rest: Vec<String> = rest.into_iter().flatten().collect();
    loop {
        let parts = std::iter::once(places.join(", ")).chain(rest.iter().cloned());
        let phrase = parts.collect::<Vec<String>>().join("; ");
        if fit::measure_width(&phrase) < width {
            return phrase;
        }
        // What is hidden goes first, then which figures are new, what is said of places beside changes of hands, the log.
        let both = number::word_quantity(ledger_figures, "figures");
        if rest.len() > 2 {
            rest.pop();
        } else if rest.first().is_some_and(|figures| *figures != both) && rest.len() == 2 {
            rest[0] = both;
        } else if places.len() > 1 {
            places.pop();
        } else if rest.pop().is_none() {
            return phrase;
        }
    }
}

/// That both dates are the same, and how to go on.
fn word_same_date(view: &View<'_>) -> String {
    let day = day_of(view.app.cursor.as_of, view.snapshot.scenario.zone());
    let day = word_day(day, DayForm::Short, Some(day));
    format!(
        "{day} with itself: nothing lies between. {} {} move a date, {} goes to one.",
        hint_key(Action::DayBack),
        hint_key(Action::DayOn),
        hint_key(Action::GoTo)
    )
}
