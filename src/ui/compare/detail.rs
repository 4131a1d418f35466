//! The last line while two dates are compared: what the keys do, or on narrow screens what is selected.
//!
//! One row at 60 to 99 columns and when zoomed, two on narrow screens, where the page stands at the end.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::entry_words::{find_support, word_name};
use super::{before_after, entries, figure_words};
use crate::app::action::{Action, Pane};
use crate::app::keymap::hint_key;
use crate::app::view::View;
use crate::facts::change::word_further_change;
use crate::facts::moment::{MomentForm, word_moment};
use crate::facts::place::{party_name, word_place_state};
use crate::model::claim::Provenance;
use crate::snapshot::compared::{BeforeAfter, ChangeKind, ComparedEntry};
use crate::snapshot::ledger::PlaceWhat;
use crate::text::fit;
use crate::ui::layout::Layout;
use crate::ui::theme::{FrameStyle, Role};
use crate::ui::{paint, timeline};

/// Draws the line or the lines.
pub fn draw(view: &View<'_>, look: FrameStyle, area: Rect, buffer: &mut Buffer) {
    let text = look.role_style(Role::Text);
    let width = usize::from(area.width);
    if area.height < 2 {
        let right = format!("{} keys ", hint_key(Action::Help));
        let room = width.saturating_sub(fit::measure_width(&right));
        let phrase = fit::align_left(&word_hints(room), room, "");
        paint::put_line(buffer, area, 0, &[(format!("{phrase}{right}"), text)]);
        return;
    }
    let page = word_page(view, buffer.area);
    let room = width.saturating_sub(2);
    let last = width.saturating_sub(fit::measure_width(&page) + 3);
    let mut lines = fit::wrap_text(&word_selection(view, look), room);
    lines.truncate(2);
    if let Some(second) = lines.get_mut(1) {
        *second = fit::cut_to_fit(second, last, look.wording.cut_mark());
    }
    let line = |row: usize| lines.get(row).map_or("", String::as_str);
    let second = fit::align_left(line(1), last, "");
    paint::put_line(buffer, area, 0, &[(format!(" {}", line(0)), text)]);
    paint::put_line(buffer, area, 1, &[(format!(" {second} {page}"), text)]);
}

/// What the keys do, as many of them as fit.
fn word_hints(room: usize) -> String {
    let hints = [
        "arrows move a date".to_owned(),
        format!("{} swap", hint_key(Action::Swap)),
        format!("{} copy the ledger", hint_key(Action::Copy)),
        format!("{} leave", hint_key(Action::Back)),
    ];
    let mut from = 0;
    loop {
        let phrase = format!(" {}", hints.get(from..).unwrap_or_default().join("   "));
        if fit::measure_width(&phrase) <= room || from == hints.len() {
            return phrase;
        }
        from += 1;
    }
}

/// What is selected in the open pane, in words.
fn word_selection(view: &View<'_>, look: FrameStyle) -> String {
    match view.app.pane {
        Pane::Map => on_map(view),
        Pane::Places => view.selected_entry().map_or_else(
            || "nothing changed".to_owned(),
            |(_, entry)| of_entry(view, &entry),
        ),
        Pane::Figures => view.selected_before_after().map_or_else(
            || "no figure yet".to_owned(),
            |(_, row)| of_figure(view, look, &row),
        ),
        Pane::Timeline => view.selected_event().map_or_else(String::new, |(_, key)| {
            let event = view.snapshot.scenario.event(key);
            format!(
                "{}; {}",
                event.headline.bidi_terminated(),
                word_source(view, &event.provenance)
            )
        }),
    }
}

/// What changed about the place that is selected on the map; else its state.
fn on_map(view: &View<'_>) -> String {
    let selected = view.selected_place().map(|(_, place)| place);
    let its = view.selected_entry().filter(|(_, entry)| match entry.what {
        ChangeKind::Place(ref news) => Some(news.place) == selected,
        ChangeKind::Event(_) => false,
    });
    if let Some((_, entry)) = its {
        return of_entry(view, &entry);
    }
    let state = selected.and_then(|place| view.snapshot.place_state(place));
    state.map_or_else(String::new, |state| {
        let name = view.snapshot.scenario.place(state.place).full_name();
        format!(
            "{}: {}",
            name.bidi_terminated(),
            word_place_state(view.snapshot, state)
        )
    })
}

/// `Logar, Pul-e-Alam: Government to Taliban; Fri 13 Aug, afternoon; AFP B2`.
fn of_entry(view: &View<'_>, entry: &ComparedEntry) -> String {
    let scenario = view.snapshot.scenario;
    let ChangeKind::Place(news) = &entry.what else {
        let phrase = word_name(view, entry, None, usize::MAX);
        return with_word(view, phrase, find_support(view, entry, None).1);
    };
    let changes = news.changes.iter().map(|change| {
        let mut phrase = word_name(view, entry, Some(change), usize::MAX);
        if let PlaceWhat::Holder(from, to) = change.what {
            let [from, to] = [from, to].map(|party| party_name(scenario, party));
            phrase = if word_further_change(news, change).is_some() {
                format!("{phrase} to {to}")
            } else if change.differs {
                format!("{phrase}: {from} to {to}")
            } else {
                format!("{phrase}: {to}")
            };
        }
        with_word(view, phrase, find_support(view, entry, Some(change)).1)
    });
    changes.collect::<Vec<String>>().join("; ")
}

/// Returns what is said with when and on whose word.
fn with_word(view: &View<'_>, phrase: String, provenance: Option<&Provenance>) -> String {
    match provenance {
        Some(provenance) => format!("{phrase}; {}", word_source(view, provenance)),
        None => phrase,
    }
}

/// `Capitals held by the Taliban, AP: none before, 18 after; Fri 13 Aug, evening; AP B1`.
fn of_figure(view: &View<'_>, look: FrameStyle, row: &BeforeAfter) -> String {
    let [before, after] = figure_words::word_values(view, look.with_words(true), row, true);
    let label = figure_words::word_label(view, row, usize::MAX);
    let phrase = format!("{label}: {before} before, {after} after");
    match figure_words::find_provenance(view, row) {
        Some(provenance) => format!("{phrase}; {}", word_source(view, provenance)),
        None => phrase,
    }
}

/// When and on whose word.
fn word_source(view: &View<'_>, provenance: &Provenance) -> String {
    let scenario = view.snapshot.scenario;
    let when = word_moment(&provenance.at, view.snapshot, MomentForm::Sentence);
    let source = scenario.first_source(provenance, &view.snapshot.cursor);
    let name = source.map_or("no source".into(), |source| {
        source.short_name().bidi_terminated()
    });
    format!(
        "{when}; {name} {}",
        scenario.grade_item(provenance, &view.snapshot.cursor)
    )
}

/// `page 2 of 3` of the open pane.
fn word_page(view: &View<'_>, screen: Rect) -> String {
    let layout = Layout::from_view(view, screen);
    let (page, pages) = match view.app.pane {
        Pane::Places => entries::page_number(view, layout.places.unwrap_or_default()),
        Pane::Figures => before_after::page_number(view, layout.figures.unwrap_or_default()),
        Pane::Timeline => timeline::page_number(view, layout.timeline.unwrap_or_default()),
        Pane::Map => (1, 1),
    };
    paint::page_words(view, page, pages)
}
