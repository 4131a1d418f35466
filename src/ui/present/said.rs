//! What is told of the day, below the large digits: of places, which stays, the one thing that is said now, and
//! whose word it is.
//!
//! Drawn by the room's view. A long list of places pages; what is said now is never cut while there is a row for it.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::format::told::{Rest, Told, sentences};
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::Step;
use crate::text::fit;
use crate::ui::paint;
use crate::ui::theme::{Look, Role};

/// Draws what is told: of places, which stays, then the one thing that is said now, then whose word it is.
pub(super) fn draw(
    snapshot: &Snapshot<'_>,
    steps: &[Step],
    (look, area): (Look, Rect),
    buffer: &mut Buffer,
) {
    let told = sentences(snapshot, steps);
    let Some(last) = told.last() else {
        return;
    };
    let (width, rows) = (usize::from(area.width), usize::from(area.height));
    let mut of_places: Vec<&Told<'_>> = told.iter().filter(|told| told.is_of_places).collect();
    let now = Some(last).filter(|last| !last.is_of_places);
    let mut now_lines = now.map_or_else(Vec::new, |now| fit::wrap(&now.text, width));
    let lines = lines_of(&of_places, width);
    let mut room = Shares::of(rows, lines, now_lines.len());
    if now.is_some() && room.places < lines {
        // What is said now comes alone where both do not fit.
        of_places.clear();
        room = Shares::of(rows, 0, now_lines.len());
    }
    let page = Page::last_of(&of_places, width, room.places);
    let whose = page.told.iter().copied().chain(now);
    let beside = page
        .number
        .as_ref()
        .map_or(0, |number| fit::width(number) + 1);
    let left = width.saturating_sub(beside);
    let mut whose = fitting(whose, snapshot, (left, room.whose), look);
    if let (Some(number), Some(line)) = (page.number, whose.last_mut()) {
        *line = format!(
            "{} {number}",
            fit::left(line, left, look.wording.cut_mark())
        );
    }
    let mut lines = page.lines;
    if room.has_gap && !lines.is_empty() {
        lines.push(String::new());
    }
    let left = rows.saturating_sub(whose.len() + lines.len());
    fit::truncate(&mut now_lines, left, width, look.wording.cut_mark());
    lines.extend(now_lines);
    let style = look.style(Role::Text);
    for (row, line) in (0..).zip(lines) {
        paint::line(buffer, area, row, &[(line, style)]);
    }
    for (row, line) in (rows.saturating_sub(whose.len())..).zip(whose) {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        paint::line(buffer, area, row, &[(line, look.style(Role::Muted))]);
    }
}

/// How what is told shares its rows.
struct Shares {
    /// For what is told of places.
    places: usize,
    /// Whether a blank row stands behind it.
    has_gap: bool,
    /// For whose word it is.
    whose: usize,
}

impl Shares {
    /// Of so many rows, with so many of what stays and so many of what is said now.
    fn of(rows: usize, places: usize, now: usize) -> Self {
        let needs_gap = places > 0 && now > 0;
        let tries = [(2, needs_gap), (1, needs_gap), (1, false)];
        let left =
            |whose: usize, has_gap: bool| rows.saturating_sub(now + whose + usize::from(has_gap));
        let fits = |(whose, has_gap): &(usize, bool)| left(*whose, *has_gap) >= places;
        // Where all of it does not fit, the places turn by pages.
        let (whose, has_gap) = tries.into_iter().find(fits).unwrap_or((1, false));
        Self {
            places: left(whose, has_gap),
            has_gap,
            whose,
        }
    }
}

/// How many lines sentences take.
fn lines_of(told: &[&Told<'_>], width: usize) -> usize {
    let lines = told
        .iter()
        .map(|told| fit::lines(&told.text, width).count());
    lines.sum()
}

/// The page of what is told of places that holds the last sentence.
struct Page<'t> {
    told: Vec<&'t Told<'t>>,
    lines: Vec<String>,
    /// `page 2 of 2`, of several.
    number: Option<String>,
}

impl<'t> Page<'t> {
    fn last_of(told: &[&'t Told<'t>], width: usize, rows: usize) -> Self {
        let mut pages: Vec<(Vec<&Told<'_>>, Vec<String>)> = Vec::new();
        for told in told.iter().copied() {
            for line in fit::wrap(&told.text, width) {
                let is_full = pages
                    .last()
                    .is_none_or(|(_, lines)| lines.len() >= rows.max(1));
                if is_full {
                    pages.push((Vec::new(), Vec::new()));
                }
                if let Some((on_it, lines)) = pages.last_mut() {
                    lines.push(line);
                    if !on_it.iter().any(|other| std::ptr::eq(*other, told)) {
                        on_it.push(told);
                    }
                }
            }
        }
        let count = pages.len();
        let (told, lines) = pages.pop().unwrap_or_default();
        Self {
            told,
            lines: if rows == 0 { Vec::new() } else { lines },
            number: (count > 1).then(|| format!("page {count} of {count}")),
        }
    }
}

/// Whose word sentences are, in as many rows: each thing with its source, else every source once; never without
/// saying that there are more.
fn fitting<'t>(
    told: impl Iterator<Item = &'t Told<'t>>,
    snapshot: &Snapshot<'_>,
    (width, rows): (usize, usize),
    look: Look,
) -> Vec<String> {
    let scenario = snapshot.scenario;
    let rests: Vec<&Rest<'_>> = told.flat_map(|told| &told.rests).collect();
    let each: Vec<String> = rests.iter().map(|rest| rest.short(scenario)).collect();
    let mut once: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for rest in &rests {
        let whose = Rest {
            of: String::new(),
            ..(*rest).clone()
        };
        let whose = whose.short(scenario);
        if seen.insert(whose.clone()) {
            once.push(whose);
        }
    }
    for words in [each, once.clone()] {
        let lines = fit::wrap(&words.join(", "), width);
        if lines.len() <= rows {
            return lines;
        }
    }
    // The last ones are those of what is said now: as many of them as fit.
    let kept = |count: usize| {
        let from = once.len().saturating_sub(count);
        let kept = once.get(from..).unwrap_or_default().join(", ");
        fit::wrap(&format!("{kept} and {from} more"), width)
    };
    let fits = |count: &usize| kept(*count).len() <= rows;
    if let Some(count) = (1..once.len()).take_while(fits).last() {
        return kept(count);
    }
    let mut lines = fit::wrap(&once.join(", "), width);
    fit::truncate(&mut lines, rows, width, look.wording.cut_mark());
    lines
}
