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
use crate::facts::deadline::standing;
use crate::facts::moment::{DayForm, MomentForm, word_day, word_moment};
use crate::facts::place;
use crate::facts::reading::{in_force, others};
use crate::model::claim::Provenance;
use crate::model::id::EventKey;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::Reading;
use crate::snapshot::query::FigureRow;
use crate::text::fit;
use crate::text::link::{Address, Links};
use crate::ui::layout::Layout;
use crate::ui::theme::{Look, Role};
use crate::ui::{figures, paint, places, timeline};

/// Draws the detail line.
pub fn draw(view: &View<'_>, look: Look, area: Rect, (buffer, linked): (&mut Buffer, &mut Links)) {
    let width = usize::from(area.width);
    // More than this cannot be shown, and need not be looked at again and again.
    let said = said(view).at_most(2 * width + 1);
    let text = look.style(Role::Text);
    if area.height < 2 {
        let hint = format!("{} keys ", keymap::hint(Action::Help));
        let room = width.saturating_sub(fit::width(&hint) + 2);
        let shown = fit::left(&said.within(room, look), room + 1, "");
        paint::line(buffer, area, 0, &[(format!(" {shown}{hint}"), text)]);
        said.lead(linked, area, (0, &shown));
        return;
    }
    let page = page(view, buffer.area);
    let last = width.saturating_sub(fit::width(&page) + 3);
    // Two rows hold less than both their widths, as words do not break.
    let rooms = (0..=width.saturating_sub(2) + last).rev();
    let lines = rooms.map(|room| fit::wrap(&said.within(room, look), width.saturating_sub(2)));
    let fits = |lines: &Vec<String>| {
        lines.len() < 2
            || lines.len() == 2 && fit::width(lines.last().map_or("", |line| line)) <= last
    };
    let lines = lines.into_iter().find(fits).unwrap_or_default();
    let line = |row: usize| lines.get(row).map_or("", String::as_str);
    let second = fit::left(line(1), last, "");
    paint::line(buffer, area, 0, &[(format!(" {}", line(0)), text)]);
    paint::line(buffer, area, 1, &[(format!(" {second} {page}"), text)]);
    said.lead(linked, area, (0, line(0)));
    said.lead(linked, area, (1, line(1)));
}

/// What is said of the selection: what may be cut, who says so, and what may be left out.
#[derive(Default)]
struct Said {
    head: String,
    word: Word,
    rest: String,
}

/// On whose word something is said.
#[derive(Default)]
struct Word {
    /// `; DoD, 12 Aug, A1`
    text: String,
    /// Who that is, as it stands there.
    name: String,
    /// Where that can be read.
    address: Option<Address>,
}

impl Said {
    /// The same without what no row of a screen can hold.
    fn at_most(self, cells: usize) -> Self {
        let start = |text: String| fit::head(&text, cells).to_owned();
        Self {
            head: start(self.head),
            rest: start(self.rest),
            ..self
        }
    }

    /// As much of it as fits: without the rest, then with the head cut. Who says so stays.
    fn within(&self, room: usize, look: Look) -> String {
        let (head, word, rest) = (&self.head, &self.word.text, &self.rest);
        let full = format!("{head}{word}{rest}");
        if fit::width(&full) <= room {
            return full;
        }
        let left = room.saturating_sub(fit::width(word));
        if left < LEAST_HEAD {
            return cut(&full, room, look);
        }
        format!("{}{word}", cut(head, left, look))
    }

    /// Notes where who says so can be read, if a line behind the first cell of a row names them.
    fn lead(&self, linked: &mut Links, area: Rect, (row, line): (u16, &str)) {
        let named = format!("; {},", self.word.name);
        let found = line.rfind(&named).and_then(|at| line.get(..at));
        if let (Some(before), Some(address)) = (found, &self.word.address) {
            let column = fit::width(before) + 3;
            paint::lead(linked, area, (column, row), &self.word.name, Some(address));
        }
    }
}

/// The fewest cells of a head that is cut so that who says so can stand behind it.
const LEAST_HEAD: usize = 12;

/// A sentence cut behind a whole word that is no number: `13…` could be any day.
fn cut(said: &str, room: usize, look: Look) -> String {
    let mark = look.wording.cut_mark();
    if fit::width(said) <= room {
        return said.to_owned();
    }
    let first = fit::lines(said, room.saturating_sub(fit::width(mark))).next();
    let mut kept = first.as_deref().unwrap_or_default();
    while let Some((before, last)) = kept.rsplit_once(' ') {
        if !last.starts_with(|letter: char| letter.is_ascii_digit()) {
            break;
        }
        kept = before;
    }
    format!("{}{mark}", kept.trim_end_matches([',', ';', ':', ' ']))
}

/// `page 2 of 7` of the open pane.
fn page(view: &View<'_>, screen: Rect) -> String {
    let layout = Layout::of(view, screen);
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
fn said(view: &View<'_>) -> Said {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let plain = |head: String| Said {
        head,
        ..Said::default()
    };
    match view.app.pane {
        Pane::Places | Pane::Map => {
            let selected = view
                .selected_place()
                .and_then(|(_, key)| Some((key, snapshot.place(key)?)));
            plain(selected.map_or_else(String::new, |(key, state)| {
                let said = place::sentence(snapshot, state);
                let withheld = paint::withheld_of(view, state.events());
                format!("{withheld}{}: {said}", scenario.place(key).full_name())
            }))
        }
        Pane::Figures => {
            let said = view.selected_figure().and_then(|(_, row)| match row {
                FigureRow::Reading(row) => Some(figure(view, snapshot.figures.get(row)?)),
                FigureRow::Deadline(row) => Some(deadline(view, snapshot.deadlines.get(row)?)),
            });
            said.unwrap_or_else(|| plain("no figure yet".to_owned()))
        }
        Pane::Timeline => {
            let selected = view.selected_event();
            selected.map_or_else(|| plain(String::new()), |(_, key)| event(view, key))
        }
    }
}

/// `Lashkar Gah falls after weeks of fighting; AP, 13 Aug, B1`.
fn event(view: &View<'_>, key: EventKey) -> Said {
    let event = view.snapshot.scenario.event(key);
    let day = event.provenance.at.day_in(view.snapshot.scenario.zone());
    Said {
        head: format!("{}{}", paint::withheld(view, key), event.headline.closed()),
        word: word_of(
            view,
            &event.provenance,
            &word_day(day, DayForm::Short, Some(view.snapshot.day)),
        ),
        rest: String::new(),
    }
}

/// `US withdrawal complete: Tue 31 Aug, in 18 days; CBS, 8 Jul, C1`.
fn deadline(view: &View<'_>, state: &DeadlineState) -> Said {
    let scenario = view.snapshot.scenario;
    let zone = scenario.zone();
    let deadline = state.deadline.get(scenario);
    let standing = standing(view.snapshot, state, false);
    let said = word_day(
        deadline.provenance.at.day_in(zone),
        DayForm::Short,
        Some(view.snapshot.day),
    );
    Said {
        head: format!(
            "{}{}: {standing}",
            paint::withheld(view, state.deadline.event),
            deadline.label.closed(),
        ),
        word: word_of(view, &deadline.provenance, &said),
        rest: String::new(),
    }
}

/// On whose word: `; DoD, 12 Aug, A1`.
fn word_of(view: &View<'_>, provenance: &Provenance, when: &str) -> Word {
    let scenario = view.snapshot.scenario;
    let source = scenario.first_source(provenance, &view.snapshot.cursor);
    let name = source.map_or("no source".into(), |source| source.short().closed());
    Word {
        text: format!(
            "; {name}, {when}, {}",
            scenario.grade(provenance, &view.snapshot.cursor)
        ),
        address: scenario.address(provenance, &view.snapshot.cursor),
        name: name.into_owned(),
    }
}

/// `US to Kabul: about 3,000 troops, announced; DoD, Thu 12 Aug, A1; disagreement and note`.
fn figure(view: &View<'_>, reading: &Reading) -> Said {
    let scenario = view.snapshot.scenario;
    let figure = reading.figure.get(scenario);
    let series = scenario.one_series(reading.key.series);
    let note = figure
        .note
        .as_ref()
        .map_or_else(String::new, |note| format!("; {note}"));
    let others = others(view.snapshot, reading).into_iter();
    let others: Vec<String> = others.map(|(_, said)| format!("; {said}")).collect();
    let value = in_force(view.snapshot, reading);
    let when = word_moment(&figure.provenance.at, view.snapshot, MomentForm::Sentence);
    Said {
        head: format!(
            "{}{}: {value}",
            paint::withheld(view, reading.figure.event),
            series.label.closed()
        ),
        word: word_of(view, &figure.provenance, &when),
        rest: format!("{}{note}", others.concat()),
    }
}
