//! The detail line: what is selected in the open pane, in words.
//!
//! One row at 60 to 99 columns and when zoomed, two on narrow screens, where the page stands at its end.
//! Where it is too long, who says so stays and the rest gives way.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::{Action, Pane};
use crate::app::keymap;
use crate::app::paging::page_number;
use crate::app::view::View;
use crate::facts::deadline::word_dated_progress;
use crate::facts::moment::{DayForm, MomentForm, word_day, word_moment};
use crate::facts::place;
use crate::facts::reading::{in_force, list_other_counts};
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::Reading;
use crate::snapshot::query::FigureRow;
use crate::text::fit;
use crate::text::link::{Address, Links};
use crate::ui::layout::Layout;
use crate::ui::theme::{FrameStyle, Role};
use crate::ui::{figures, paint, places, timeline};

/// Draws the detail line.
pub fn draw(
    view: &View<'_>,
    look: FrameStyle,
    area: Rect,
    (buffer, linked): (&mut Buffer, &mut Links),
) {
    let width = usize::from(area.width);
    // More than this cannot be shown, and need not be looked at again and again.
    let phrase = describe_selection(view).at_most(2 * width + 1);
    let text = look.role_style(Role::Text);
    if area.height < 2 {
        let hint = format!("{} keys ", keymap::hint_key(Action::Help));
        let room = width.saturating_sub(fit::measure_width(&hint) + 2);
        let shown = fit::align_left(&phrase.fit_within(room, look), room + 1, "");
        paint::put_line(buffer, area, 0, &[(format!(" {shown}{hint}"), text)]);
        phrase.link_source(linked, area, (0, &shown));
        return;
    }
    let page = word_page(view, buffer.area);
    let last = width.saturating_sub(fit::measure_width(&page) + 3);
    // Two rows hold less than both their widths, as words do not break.
    let rooms = (0..=width.saturating_sub(2) + last).rev();
    let lines =
        rooms.map(|room| fit::wrap_text(&phrase.fit_within(room, look), width.saturating_sub(2)));
    let fits = |lines: &Vec<String>| {
        lines.len() < 2
            || lines.len() == 2 && fit::measure_width(lines.last().map_or("", |line| line)) <= last
    };
    let lines = lines.into_iter().find(fits).unwrap_or_default();
    let line = |row: usize| lines.get(row).map_or("", String::as_str);
    let second = fit::align_left(line(1), last, "");
    paint::put_line(buffer, area, 0, &[(format!(" {}", line(0)), text)]);
    paint::put_line(buffer, area, 1, &[(format!(" {second} {page}"), text)]);
    phrase.link_source(linked, area, (0, line(0)));
    phrase.link_source(linked, area, (1, line(1)));
}

/// What is said of the selection: what may be cut, who says so, and what may be left out.
#[derive(Default)]
struct DetailLine {
    head: String,
    word: Attribution,
    rest: String,
}

/// On whose word something is said.
#[derive(Default)]
struct Attribution {
    /// `; DoD, 12 Aug, A1`
    text: String,
    /// Who that is, as it stands there.
    name: String,
    /// Where that can be read.
    address: Option<Address>,
}

impl DetailLine {
    /// The same without what no row of a screen can hold.
    fn at_most(self, cells: usize) -> Self {
        let start = |text: String| fit::take_head(&text, cells).to_owned();
        Self {
            head: start(self.head),
            rest: start(self.rest),
            ..self
        }
    }

    /// As much of it as fits: without the rest, then with the head cut. Who says so stays.
    fn fit_within(&self, room: usize, look: FrameStyle) -> String {
        let (head, word, rest) = (&self.head, &self.word.text, &self.rest);
        let full = format!("{head}{word}{rest}");
        if fit::measure_width(&full) <= room {
            return full;
        }
        let left = room.saturating_sub(fit::measure_width(word));
        if left < LEAST_HEAD {
            return cut_sentence(&full, room, look);
        }
        format!("{}{word}", cut_sentence(head, left, look))
    }

    /// Notes where who says so can be read, if a line behind the first cell of a row names them.
    fn link_source(&self, linked: &mut Links, area: Rect, (row, line): (u16, &str)) {
        let named = format!("; {},", self.word.name);
        let found = line.rfind(&named).and_then(|at| line.get(..at));
        if let (Some(before), Some(address)) = (found, &self.word.address) {
            let column = fit::measure_width(before) + 3;
            paint::link_text(linked, area, (column, row), &self.word.name, Some(address));
        }
    }
}

/// The fewest cells of a head that is cut so that who says so can stand behind it.
const LEAST_HEAD: usize = 12;

/// A sentence cut behind a whole word that is no number: `13…` could be any day.
fn cut_sentence(phrase: &str, room: usize, look: FrameStyle) -> String {
    let mark = look.wording.cut_mark();
    if fit::measure_width(phrase) <= room {
        return phrase.to_owned();
    }
    let first = fit::wrap_lazily(phrase, room.saturating_sub(fit::measure_width(mark))).next();
    let mut retained = first.as_deref().unwrap_or_default();
    while let Some((before, last)) = retained.rsplit_once(' ') {
        if !last.starts_with(|letter: char| letter.is_ascii_digit()) {
            break;
        }
        retained = before;
    }
    format!("{}{mark}", retained.trim_end_matches([',', ';', ':', ' ']))
}

/// `page 2 of 7` of the open pane.
fn word_page(view: &View<'_>, screen: Rect) -> String {
    let layout = Layout::from_view(view, screen);
    let (page, pages) = match view.app.pane {
        Pane::Places => {
            let row = view.selected_place().map_or(0, |(row, _)| row);
            page_number(
                row,
                view.listing.places.len(),
                places::rows_a_page(view, &layout),
            )
        }
        Pane::Figures => figures::page_number(view, layout.figures.unwrap_or_default()),
        Pane::Timeline => timeline::page_number(view, layout.timeline.unwrap_or_default()),
        Pane::Map => (1, 1),
    };
    paint::page_words(view, page, pages)
}

/// What is said of the selection of the open pane.
fn describe_selection(view: &View<'_>) -> DetailLine {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let plain = |head: String| DetailLine {
        head,
        ..DetailLine::default()
    };
    match view.app.pane {
        Pane::Places | Pane::Map => {
            let selected = view
                .selected_place()
                .and_then(|(_, key)| Some((key, snapshot.place_state(key)?)));
            plain(selected.map_or_else(String::new, |(key, state)| {
                let phrase = place::word_place_state(snapshot, state);
                let withheld = paint::withheld_of(view, state.supporting_events());
                format!("{withheld}{}: {phrase}", scenario.place(key).full_name())
            }))
        }
        Pane::Figures => {
            let phrase = view.selected_figure().and_then(|(_, row)| match row {
                FigureRow::Reading(row) => Some(describe_figure(view, snapshot.figures.get(row)?)),
                FigureRow::Deadline(row) => {
                    Some(describe_deadline(view, snapshot.deadlines.get(row)?))
                }
            });
            phrase.unwrap_or_else(|| plain("no figure yet".to_owned()))
        }
        Pane::Timeline => {
            let selected = view.selected_event();
            selected.map_or_else(
                || plain(String::new()),
                |(_, key)| describe_event(view, key),
            )
        }
    }
}

/// `Lashkar Gah falls after weeks of fighting; AP, 13 Aug, B1`.
fn describe_event(view: &View<'_>, key: EventKey) -> DetailLine {
    let event = view.snapshot.scenario.event(key);
    let day = event.provenance.at.day_in(view.snapshot.scenario.zone());
    DetailLine {
        head: format!(
            "{}{}",
            paint::withheld_prefix(view, key),
            event.headline.bidi_terminated()
        ),
        word: word_of(
            view,
            &event.provenance,
            &word_day(day, DayForm::Short, Some(view.snapshot.day)),
        ),
        rest: String::new(),
    }
}

/// `US withdrawal complete: Tue 31 Aug, in 18 days; CBS, 8 Jul, C1`.
fn describe_deadline(view: &View<'_>, state: &DeadlineState) -> DetailLine {
    let scenario = view.snapshot.scenario;
    let zone = scenario.zone();
    let deadline = state.deadline.get(scenario);
    let standing = word_dated_progress(view.snapshot, state, false);
    let phrase = word_day(
        deadline.provenance.at.day_in(zone),
        DayForm::Short,
        Some(view.snapshot.day),
    );
    DetailLine {
        head: format!(
            "{}{}: {standing}",
            paint::withheld_prefix(view, state.deadline.event),
            deadline.label.bidi_terminated(),
        ),
        word: word_of(view, &deadline.provenance, &phrase),
        rest: String::new(),
    }
}

/// On whose word: `; DoD, 12 Aug, A1`.
fn word_of(view: &View<'_>, provenance: &Provenance, when: &str) -> Attribution {
    let scenario = view.snapshot.scenario;
    let source = scenario.first_source(provenance, &view.snapshot.cursor);
    let name = source.map_or("no source".into(), |source| {
        source.short_name().bidi_terminated()
    });
    Attribution {
        text: format!(
            "; {name}, {when}, {}",
            scenario.grade_item(provenance, &view.snapshot.cursor)
        ),
        address: scenario.source_address(provenance, &view.snapshot.cursor),
        name: name.into_owned(),
    }
}

/// `US to Kabul: about 3,000 troops, announced; DoD, Thu 12 Aug, A1; disagreement and note`.
fn describe_figure(view: &View<'_>, reading: &Reading) -> DetailLine {
    let scenario = view.snapshot.scenario;
    let figure = reading.figure.get(scenario);
    let series = scenario.one_series(reading.key.series);
    let note = figure
        .note
        .as_ref()
        .map_or_else(String::new, |note| format!("; {note}"));
    let others = list_other_counts(view.snapshot, reading).into_iter();
    let others: Vec<String> = others.map(|(_, phrase)| format!("; {phrase}")).collect();
    let value = in_force(view.snapshot, reading);
    let when = word_moment(&figure.provenance.at, view.snapshot, MomentForm::Sentence);
    DetailLine {
        head: format!(
            "{}{}: {value}",
            paint::withheld_prefix(view, reading.figure.event),
            series.label.bidi_terminated()
        ),
        word: word_of(view, &figure.provenance, &when),
        rest: format!("{}{note}", others.concat()),
    }
}
