//! Who holds how many, in large digits: the two largest parties beside each other, the others in one line.
//!
//! The room's view draws it. A number of which some are contested or only claimed says so beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::facts::{WordingStyle, number};
use crate::model::id::PartyKey;
use crate::snapshot::Snapshot;
use crate::snapshot::control::Control;
use crate::text::fit;
use crate::ui::digits::{self, Scale};
use crate::ui::paint;
use crate::ui::theme::{FrameStyle, Role};

/// Cells at the left edge.
const MARGIN: u16 = 2;
/// Blocks between a number and what is said beside it, the widest gap first.
const GAPS: [u16; 3] = [4, 2, 1];

/// A party with its number in large digits.
pub(super) struct Large {
    party: PartyKey,
    digits: String,
    /// What is said beside it, a line each.
    beside: Vec<String>,
    /// The same in few words, for below it.
    below: Vec<String>,
}

/// A party beside the two largest, or several of them together.
struct Other {
    /// Its name, or `3 more`.
    name: String,
    held: usize,
    in_question: [usize; 3],
}

impl Other {
    /// Several as one.
    fn merge_all(others: &[Self]) -> Option<Self> {
        (!others.is_empty()).then(|| Self {
            name: format!("{} more", others.len()),
            held: others.iter().map(|other| other.held).sum(),
            in_question: std::array::from_fn(|row| {
                others.iter().map(|other| other.in_question[row]).sum()
            }),
        })
    }

    /// `Militia 3 (1 contested)`
    fn word_party(&self, name: &str, between: &str) -> String {
        let words = word_doubts(self.in_question).join(", ");
        let words = if words.is_empty() {
            words
        } else {
            format!(" ({words})")
        };
        format!("{name}{between}{}{words}", number::format_count(self.held))
    }
}

/// The tallies of a snapshot.
pub(super) struct Tallies {
    large: Vec<Large>,
    /// The other parties with what they hold and how much of that is in question.
    others: Vec<Other>,
    /// `nobody known 2`
    unknown: Option<String>,
}

impl Tallies {
    pub(super) fn from_snapshot(snapshot: &Snapshot<'_>, look: FrameStyle) -> Self {
        if snapshot.scenario.places.is_empty() {
            return Self {
                large: Vec::new(),
                others: Vec::new(),
                unknown: None,
            };
        }
        let mut by_size = snapshot.leading_parties();
        by_size.sort_by_key(|party| std::cmp::Reverse(snapshot.held_by(*party)));
        let mut largest: Vec<PartyKey> = by_size.iter().take(2).copied().collect();
        // They keep their sides, whoever holds more.
        largest.sort_unstable();
        let others = by_size.iter().skip(2).map(|party| Other {
            name: snapshot
                .scenario
                .party(*party)
                .name
                .bidi_terminated()
                .into_owned(),
            held: snapshot.held_by(*party),
            in_question: in_question(snapshot, *party),
        });
        let others = others.collect();
        let unknown = (snapshot.unknown > 0).then(|| format!("nobody known {}", snapshot.unknown));
        let large = largest.into_iter().enumerate();
        Self {
            large: large
                .map(|(place, party)| Large::from_party(snapshot, party, place == 0, look))
                .collect(),
            others,
            unknown,
        }
    }

    /// Whether there are parties beside the two largest, or places of which no holder is known.
    pub(super) fn has_others(&self) -> bool {
        !self.others.is_empty() || self.unknown.is_some()
    }

    /// The other parties in a line of so many cells. Those that do not fit are counted together: the numbers of a
    /// screen add up.
    pub(super) fn word_others(&self, cells: usize, cut: &str) -> String {
        let line = |named: usize| {
            let (named, left) = self.others.split_at(named);
            let more = Other::merge_all(left);
            let phrase = named.iter().map(|other| other.word_party(&other.name, " "));
            let more = more.map(|more| {
                let and = if named.is_empty() { "" } else { "and " };
                more.word_party(&format!("{and}{}", more.name), ": ")
            });
            let phrase = phrase.chain(more).chain(self.unknown.clone());
            phrase.collect::<Vec<String>>().join(", ")
        };
        let lines = (0..=self.others.len()).rev().map(line);
        let fits = |line: &String| fit::measure_width(line) <= cells;
        lines
            .into_iter()
            .find(fits)
            .unwrap_or_else(|| fit::cut_to_fit(&line(0), cells, cut))
    }

    /// Whether there is anything to draw.
    pub(super) fn is_empty(&self) -> bool {
        self.large.is_empty()
    }

    /// Rows of the numbers in a scale, with the row below them where there is no room beside; `None` where they
    /// are too wide.
    pub(super) fn count_rows(&self, scale: Scale, width: u16) -> Option<u16> {
        let columns = self.column_width(width);
        let fits = |large: &Large| scale.text_width(&large.digits) + MARGIN <= columns;
        if !self.large.iter().all(fits) {
            return None;
        }
        if self.find_gap(scale, width).is_some() {
            return Some(scale.line_height());
        }
        let below = self
            .large
            .iter()
            .map(|large| join_in_lines(&large.below, columns.saturating_sub(MARGIN)).len());
        let below = u16::try_from(below.max().unwrap_or(0)).unwrap_or(u16::MAX);
        Some(scale.line_height().saturating_add(below))
    }

    /// Cells of a party's column, with the margin before it.
    fn column_width(&self, width: u16) -> u16 {
        width / u16::try_from(self.large.len().max(1)).unwrap_or(1)
    }

    /// The gap between a number and what is said beside it; `None` where that does not fit.
    fn find_gap(&self, scale: Scale, width: u16) -> Option<u16> {
        let columns = self.column_width(width).saturating_sub(MARGIN);
        let fits = |gap: &u16| {
            let gap = gap * scale.across;
            self.large.iter().all(|large| {
                let widest = large
                    .beside
                    .iter()
                    .map(|line| fit::measure_width(line))
                    .max();
                let phrase = u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX);
                let used = scale.text_width(&large.digits).saturating_add(gap);
                used.saturating_add(phrase) <= columns
            })
        };
        GAPS.into_iter().find(fits).map(|gap| gap * scale.across)
    }

    /// The columns of an area, each with its party.
    fn place_columns(&self, area: Rect) -> impl Iterator<Item = (&Large, Rect)> {
        let columns = self.column_width(area.width);
        let places = (0..).zip(&self.large);
        places.map(move |(place, large)| {
            let x = if place == 0 {
                area.x + MARGIN
            } else {
                area.x + columns * place
            };
            let end = (area.x + columns * (place + 1)).min(area.right());
            let column = Rect {
                x: x.min(area.right()),
                width: end.saturating_sub(x),
                ..area
            };
            (large, column)
        })
    }

    /// Draws the names of the parties into the first row of an area.
    pub(super) fn draw_names(
        &self,
        snapshot: &Snapshot<'_>,
        look: FrameStyle,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        for (large, column) in self.place_columns(area) {
            let name = snapshot.scenario.party(large.party).name.to_uppercase();
            let room = usize::from(column.width.saturating_sub(1));
            let name = fit::cut_to_fit(&name, room, look.wording.cut_mark());
            let style = look.party_style(snapshot.scenario, Some(large.party));
            paint::put_line(buffer, column, 0, &[(name, style)]);
        }
    }

    /// Draws the numbers.
    pub(super) fn draw(
        &self,
        scale: Scale,
        snapshot: &Snapshot<'_>,
        look: FrameStyle,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        let gap = self.find_gap(scale, area.width);
        for (large, column) in self.place_columns(area) {
            let style = look.party_style(snapshot.scenario, Some(large.party));
            digits::draw(
                &large.digits,
                scale,
                (column, style, look.is_ascii()),
                buffer,
            );
            let plain = |text: &str| [(text.to_owned(), look.role_style(Role::Text))];
            let Some(gap) = gap else {
                let columns = self.column_width(area.width).saturating_sub(MARGIN);
                for (row, text) in (scale.line_height()..).zip(join_in_lines(&large.below, columns))
                {
                    paint::put_line(buffer, column, row, &plain(&text));
                }
                continue;
            };
            let used = scale.text_width(&large.digits) + gap;
            let beside = Rect {
                x: column.x + used,
                width: column.width.saturating_sub(used),
                ..column
            };
            let lines = u16::try_from(large.beside.len()).unwrap_or(u16::MAX);
            let first = (scale.line_height() / 2).min(scale.line_height().saturating_sub(lines));
            for (row, text) in (first..).zip(&large.beside) {
                paint::put_line(buffer, beside, row, &plain(text));
            }
        }
    }

    /// Draws all of it in text, a party a row, where digits do not fit.
    pub(super) fn draw_text(
        &self,
        snapshot: &Snapshot<'_>,
        look: FrameStyle,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        let mut row = 0;
        for large in &self.large {
            let style = look.party_style(snapshot.scenario, Some(large.party));
            for line in large.text_lines(snapshot, area.width) {
                paint::put_line(buffer, area, row, &[(format!(" {line}"), style)]);
                row += 1;
            }
        }
    }

    /// Rows of all of it in text.
    pub(super) fn text_rows(&self, snapshot: &Snapshot<'_>, width: u16) -> u16 {
        let rows = self
            .large
            .iter()
            .map(|large| large.text_lines(snapshot, width).len());
        u16::try_from(rows.sum::<usize>()).unwrap_or(u16::MAX)
    }
}

/// Words in lines of so many cells, none of them broken.
fn join_in_lines(words: &[String], cells: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        let longer = lines.last().map(|line| format!("{line}, {word}"));
        let fits = longer.filter(|line| fit::measure_width(line) <= usize::from(cells));
        match (fits, lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(word.clone()),
        }
    }
    lines
}

impl Large {
    /// The party in text: `TALIBAN 18, ▲5 of 34`.
    fn text_lines(&self, snapshot: &Snapshot<'_>, width: u16) -> Vec<String> {
        let name = snapshot.scenario.party(self.party).name.to_uppercase();
        let named = format!("{name} {}", self.digits);
        let words: Vec<String> = std::iter::once(named).chain(self.below.clone()).collect();
        join_in_lines(&words, width.saturating_sub(MARGIN))
    }

    fn from_party(
        snapshot: &Snapshot<'_>,
        party: PartyKey,
        is_first: bool,
        look: FrameStyle,
    ) -> Self {
        let happened = snapshot.changes.happened_to(party);
        let signs = WordingStyle {
            words: false,
            ..look.wording
        };
        let change = number::word_count_change(happened.gained, happened.lost, signs);
        let mut letters = change.chars();
        let spaced = letters
            .next()
            .map(|sign| format!("{sign} {} today", letters.as_str()));
        let scenario = snapshot.scenario;
        let total = scenario.places.len();
        let tally = scenario.heading.tally_label.to_lowercase();
        let of = is_first.then(|| format!("of {}", number::word_quantity(total, &tally)));
        let words = word_doubts(in_question(snapshot, party));
        let short = is_first.then(|| format!("of {}", number::format_count(total)));
        let change = Some(change).filter(|change| !change.is_empty());
        let short: Vec<String> = [change, short].into_iter().flatten().collect();
        let short = Some(short.join(" ")).filter(|short| !short.is_empty());
        let below = short.into_iter().chain(words.clone());
        Self {
            party,
            digits: snapshot.held_by(party).to_string(),
            beside: [spaced, of].into_iter().flatten().chain(words).collect(),
            below: below.collect(),
        }
    }
}

/// How many places of a party are contested, how many claimed, and how many changes were reported late.
fn in_question(snapshot: &Snapshot<'_>, party: PartyKey) -> [usize; 3] {
    let tally = snapshot.tally.get(party.row()).copied().unwrap_or_default();
    let late = snapshot.changes.reported_late(party);
    [tally.contested, tally.claimed, late.gained + late.lost]
}

/// What is said of a number beside its change: `2 contested`, `1 claimed`, and what was reported late.
fn word_doubts(counts: [usize; 3]) -> Vec<String> {
    let words = [
        Control::Contested.to_word(),
        Control::Claimed.to_word(),
        "reported late",
    ];
    let some = counts
        .into_iter()
        .zip(words)
        .filter(|(count, _)| *count > 0);
    some.map(|(count, word)| format!("{count} {word}"))
        .collect()
}
