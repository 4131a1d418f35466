//! What is told of the day, below the large digits: of places, which stays, the one thing that is said now, and
//! whose word it is.
//!
//! Drawn by the room's view. A long list of places pages; what is said now is never cut while there is a row for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::facts::sentences::{Sentence, word_step, word_steps};
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::BriefingStep;
use crate::text::fit;
use crate::ui::paint;
use crate::ui::theme::{FrameStyle, Role};

/// Draws what is told: of places, which stays, then the one thing that is said now, then whose word it is.
pub(super) fn draw(
    snapshot: &Snapshot<'_>,
    steps: &[BriefingStep],
    (look, area): (FrameStyle, Rect),
    buffer: &mut Buffer,
) {
    let spoken = word_steps(snapshot, steps);
    let Some(last) = spoken.last() else {
        return;
    };
    let (width, rows) = (usize::from(area.width), usize::from(area.height));
    let mut of_places: Vec<&Sentence<'_>> =
        spoken.iter().filter(|spoken| spoken.is_of_places).collect();
    let now = Some(last).filter(|last| !last.is_of_places);
    let mut now_lines = now.map_or_else(Vec::new, |now| fit::wrap_text(&now.text, width));
    let lines = lines_of(&of_places, width);
    let current_phrase = whose_now(snapshot, steps);
    let fewest = fit::wrap_text(&current_phrase.join(", "), width)
        .len()
        .max(1);
    let mut room = Shares::from_rows(rows, lines, now_lines.len(), fewest);
    if now.is_some() && room.places < lines {
        // What is said now comes alone where both do not fit.
        of_places.clear();
        room = Shares::from_rows(rows, 0, now_lines.len(), fewest);
    }
    let mut page = PlacePage::last_of(&of_places, width, room.places);
    let beside = |page: &PlacePage<'_>| {
        let number = page.number.as_ref();
        number.map_or(0, |number| fit::measure_width(number) + 1)
    };
    // Beside the number of the page it may take a row more.
    let fewest = fit::wrap_text(
        &current_phrase.join(", "),
        width.saturating_sub(beside(&page)),
    )
    .len();
    if fewest > room.whose {
        room = Shares::from_rows(rows, lines_of(&of_places, width), now_lines.len(), fewest);
        page = PlacePage::last_of(&of_places, width, room.places);
    }
    let others = whose_else(&page.spoken, &current_phrase, snapshot);
    let left = width.saturating_sub(beside(&page));
    let mut whose = fit_attribution(&current_phrase, &others, (left, room.whose), look);
    if let (Some(number), Some(line)) = (page.number, whose.last_mut()) {
        *line = format!(
            "{} {number}",
            fit::align_left(line, left, look.wording.cut_mark())
        );
    }
    let mut lines = page.lines;
    if room.has_gap && !lines.is_empty() {
        lines.push(String::new());
    }
    let left = rows.saturating_sub(whose.len() + lines.len());
    fit::truncate_lines(&mut now_lines, left, width, look.wording.cut_mark());
    lines.extend(now_lines);
    let style = look.role_style(Role::Text);
    for (row, line) in (0..).zip(lines) {
        paint::put_line(buffer, area, row, &[(line, style)]);
    }
    for (row, line) in (rows.saturating_sub(whose.len())..).zip(whose) {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        paint::put_line(buffer, area, row, &[(line, look.role_style(Role::Muted))]);
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
    /// Of so many rows, with so many of what stays and so many of what is said now, and at least so many for whose
    /// word that is.
    fn from_rows(rows: usize, places: usize, now: usize, fewest: usize) -> Self {
        let needs_gap = places > 0 && now > 0;
        let tries = [
            (fewest.max(2), needs_gap),
            (fewest, needs_gap),
            (fewest, false),
        ];
        let left =
            |whose: usize, has_gap: bool| rows.saturating_sub(now + whose + usize::from(has_gap));
        let fits = |(whose, has_gap): &(usize, bool)| left(*whose, *has_gap) >= places;
        // Where all of it does not fit, the places turn by pages.
        let (whose, has_gap) = tries.into_iter().find(fits).unwrap_or((fewest, false));
        Self {
            places: left(whose, has_gap),
            has_gap,
            whose,
        }
    }
}

/// How many lines sentences take.
fn lines_of(spoken: &[&Sentence<'_>], width: usize) -> usize {
    let lines = spoken
        .iter()
        .map(|spoken| fit::wrap_lazily(&spoken.text, width).count());
    lines.sum()
}

/// The page of what is told of places that holds the last sentence.
struct PlacePage<'t> {
    spoken: Vec<&'t Sentence<'t>>,
    lines: Vec<String>,
    /// `page 2 of 2`, of several.
    number: Option<String>,
}

impl<'t> PlacePage<'t> {
    fn last_of(spoken: &[&'t Sentence<'t>], width: usize, rows: usize) -> Self {
        let mut pages: Vec<(Vec<&Sentence<'_>>, Vec<String>)> = Vec::new();
        for spoken in spoken.iter().copied() {
            for line in fit::wrap_text(&spoken.text, width) {
                let is_full = pages
                    .last()
                    .is_none_or(|(_, lines)| lines.len() >= rows.max(1));
                if is_full {
                    pages.push((Vec::new(), Vec::new()));
                }
                if let Some((on_it, lines)) = pages.last_mut() {
                    lines.push(line);
                    if !on_it.iter().any(|other| std::ptr::eq(*other, spoken)) {
                        on_it.push(spoken);
                    }
                }
            }
        }
        let count = pages.len();
        let (spoken, lines) = pages.pop().unwrap_or_default();
        Self {
            spoken,
            lines: if rows == 0 { Vec::new() } else { lines },
            number: (count > 1).then(|| format!("page {count} of {count}")),
        }
    }
}

/// Rows that whose word the last step is takes at this width.
pub(super) fn rows_of_whose(
    snapshot: &Snapshot<'_>,
    steps: &[BriefingStep],
    width: usize,
) -> usize {
    let whose = whose_now(snapshot, steps).join(", ");
    fit::wrap_lazily(&whose, width).count().max(1)
}

/// Whose word it is that is said now: each once, in the order of the sentence.
fn whose_now(snapshot: &Snapshot<'_>, steps: &[BriefingStep]) -> Vec<String> {
    let spoken = steps.last().and_then(|step| word_step(snapshot, step));
    let mut whose = Vec::new();
    for rest in spoken.iter().flat_map(|spoken| &spoken.attributions) {
        let words = rest.word_briefly(snapshot);
        if !whose.contains(&words) {
            whose.push(words);
        }
    }
    whose
}

/// Whose word the rest is that stands on the screen, each thing with its source.
fn whose_else(spoken: &[&Sentence<'_>], now: &[String], snapshot: &Snapshot<'_>) -> Vec<String> {
    let attributions = spoken.iter().flat_map(|spoken| &spoken.attributions);
    let each = attributions.map(|rest| rest.word_briefly(snapshot));
    each.filter(|words| !now.contains(words)).collect()
}

/// Whose word it is, in as many rows: first and in full that of what is said now, then of what else stands there as
/// much as fits, each thing with its source; never without saying that there are more.
fn fit_attribution(
    now: &[String],
    others: &[String],
    (width, rows): (usize, usize),
    look: FrameStyle,
) -> Vec<String> {
    let retained = |count: usize| {
        let (retained, left) = others.split_at(count.min(others.len()));
        let more = (!left.is_empty()).then(|| format!("{} more", left.len()));
        let retained = retained
            .iter()
            .cloned()
            .chain(more)
            .collect::<Vec<String>>();
        let parts = [now.join(", "), retained.join(", ")];
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let phrase = parts.into_iter().filter(|part| !part.is_empty());
        fit::wrap_text(&phrase.collect::<Vec<&str>>().join("; "), width)
    };
    let counts = (0..=others.len()).rev();
    let fits = counts.map(retained).find(|lines| lines.len() <= rows);
    fits.unwrap_or_else(|| {
        let mut lines = fit::wrap_text(&now.join(", "), width);
        fit::truncate_lines(&mut lines, rows, width, look.wording.cut_mark());
        lines
    })
}
