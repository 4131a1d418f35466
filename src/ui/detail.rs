//! The detail line: what is selected in the open pane, in words.
//!
//! One row at 60 to 99 columns and when zoomed, two on narrow screens, where the page stands at its end.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::action::{Action, Pane};
use crate::app::keymap;
use crate::app::paging::page_number;
use crate::app::view::View;
use crate::format::moment::{away, in_words};
use crate::format::{Style, number, place};
use crate::model::claim::Provenance;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::figures::Reading;
use crate::snapshot::query::FigureRow;
use crate::text::fit;
use crate::ui::layout::Layout;
use crate::ui::theme::{Look, Role};
use crate::ui::{figures, paint, places, timeline};

/// Draws the detail line.
pub fn draw(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    let said = sentence(view);
    let text = look.style(Role::Text);
    if area.height < 2 {
        let hint = format!("{} keys ", keymap::hint(Action::Help));
        let room = width.saturating_sub(fit::width(&hint) + 2);
        let said = fit::left(&cut(&said, room, look), room + 1, "");
        paint::line(buffer, area, 0, &[(format!(" {said}{hint}"), text)]);
        return;
    }
    let page = page(view, buffer.area);
    let mut lines = fit::wrap(&said, width.saturating_sub(2)).into_iter();
    let first = lines.next().unwrap_or_default();
    let rest: Vec<String> = lines.collect();
    let room = width.saturating_sub(fit::width(&page) + 3);
    let second = fit::left(&cut(&rest.join(" "), room, look), room, "");
    paint::line(buffer, area, 0, &[(format!(" {first}"), text)]);
    paint::line(buffer, area, 1, &[(format!(" {second} {page}"), text)]);
}

/// A sentence cut behind a whole word that is no number: `13…` could be any day.
fn cut(said: &str, room: usize, look: Look) -> String {
    let mark = look.wording.cut_mark();
    if fit::width(said) <= room {
        return said.to_owned();
    }
    let lines = fit::wrap(said, room.saturating_sub(fit::width(mark)));
    let mut kept = lines.first().map_or("", String::as_str);
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
    // Tabs have no room for the conditions of a filter.
    let filtered = if view.app.filter.is_empty() {
        ""
    } else {
        "filtered"
    };
    let page = if pages > 1 {
        format!("page {page} of {pages}")
    } else {
        String::new()
    };
    [filtered, &page]
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is selected in the open pane.
fn sentence(view: &View<'_>) -> String {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    match view.app.pane {
        Pane::Places | Pane::Map => view
            .selected_place()
            .and_then(|(_, key)| Some((key, snapshot.place(key)?)))
            .map_or_else(String::new, |(key, state)| {
                format!(
                    "{}: {}",
                    scenario.place(key).name,
                    place::sentence(snapshot, state)
                )
            }),
        Pane::Figures => match view.selected_figure().map(|(_, row)| row) {
            Some(FigureRow::Reading(row)) => snapshot
                .figures
                .get(row)
                .map_or_else(String::new, |reading| figure(view, reading)),
            Some(FigureRow::Deadline(row)) => snapshot
                .deadlines
                .get(row)
                .map_or_else(String::new, |state| deadline(view, state)),
            None => "no figure yet".to_owned(),
        },
        Pane::Timeline => view
            .selected_event()
            .map_or_else(String::new, |(_, event)| timeline::sentence(view, event)),
    }
}

/// `US withdrawal complete: Tue 31 Aug, in 18 days; AP, B1`.
fn deadline(view: &View<'_>, state: &DeadlineState) -> String {
    let scenario = view.snapshot.scenario;
    let deadline = state.deadline.get(scenario);
    let on = deadline.on.map_or_else(String::new, |on| {
        format!("{}, ", in_words(&on, scenario.zone(), view.snapshot.day))
    });
    format!(
        "{}: {on}{}; {}",
        deadline.label,
        away(state.days),
        word_of(view, &deadline.provenance)
    )
}

/// On whose word: `US DoD, A1`.
fn word_of(view: &View<'_>, provenance: &Provenance) -> String {
    let scenario = view.snapshot.scenario;
    let source = scenario
        .first_source(provenance)
        .map_or("no source", |source| source.publisher.as_str());
    format!("{source}, {}", scenario.grade(provenance))
}

/// `US to Kabul: about 3,000 troops, announced, Thu 12 Aug; US DoD, A1`.
fn figure(view: &View<'_>, reading: &Reading) -> String {
    let scenario = view.snapshot.scenario;
    let figure = reading.figure.get(scenario);
    let series = scenario.one_series(figure.series);
    let unit = number::unit_behind(series);
    let status = figure.status.map_or_else(String::new, |status| {
        format!(", {}", number::force_status(status))
    });
    let measure = number::measure(series, scenario.zone());
    let measure = if measure.is_empty() {
        measure
    } else {
        format!(" {measure}")
    };
    let note = figure
        .note
        .as_ref()
        .map_or_else(String::new, |note| format!("; {note}"));
    let plural = if reading.disagreeing.is_empty() {
        String::new()
    } else {
        "; other readings of the moment disagree".to_owned()
    };
    format!(
        "{}: {}{unit}{measure}{status}, {}; {}{plural}{note}",
        series.label,
        number::figure(figure, series, Style::WORDS),
        in_words(&figure.provenance.at, scenario.zone(), view.snapshot.day),
        word_of(view, &figure.provenance)
    )
}
