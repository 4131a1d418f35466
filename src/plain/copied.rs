//! What is copied: the selected item or the whole of an open sheet, with the date, the clock and the sources.
//!
//! The edge hands it to the terminal's clipboard. It stands by itself wherever it is pasted, so it names what it rests on.

use crate::app::action::Pane;
use crate::app::popup::Popup;
use crate::app::sheet::{Row, Sheet, Subject};
use crate::app::view::View;
use crate::export::diff::{Compared, document};
use crate::export::document::text;
use crate::model::cursor::{Audience, Cursor};
use crate::plain::head;
use crate::plain::list::List;
use crate::snapshot::{Fold, ledger};

/// What is said where there is nothing to copy.
pub const NOTHING: &str = "there is nothing to copy here";

/// The text that is copied; `None` where nothing is selected.
pub fn text(view: &View<'_>) -> Option<String> {
    let mut lines = vec![head::when(view.snapshot)];
    match view.app.popups.last().map(|open| &open.popup) {
        Some(Popup::Help(_)) => return None,
        Some(Popup::Problems) => return Some(problems(view)),
        Some(Popup::Evidence(_) | Popup::Marks) => lines.extend(whole(&view.sheet_aloud()?)),
        None if view.compared().is_some() => return ledger(view),
        None => lines.extend(selected(view)?),
    }
    lines.push(String::new());
    Some(lines.join("\n"))
}

/// What is wrong with the file: that has no date.
fn problems(view: &View<'_>) -> String {
    let mut lines = whole(&Sheet::of_file(&view.app.file, view.snapshot));
    lines.push(String::new());
    lines.join("\n")
}

/// The ledger between the two dates that are compared, as `dateline diff` prints it: for the public, as all that is
/// copied may be passed on.
fn ledger(view: &View<'_>) -> Option<String> {
    let compare = view.app.compare.as_ref()?;
    let here = Cursor {
        audience: Audience::Public,
        ..view.app.cursor
    };
    let scenario = view.snapshot.scenario;
    let from = Fold::at(scenario, compare.cursor(here));
    let to = Fold::at(scenario, here);
    let ledger = ledger::between(&from, &to);
    let compared = Compared {
        from: &from,
        to: &to,
        ledger: &ledger,
    };
    Some(text::write(&document(compared, false), false))
}

/// A sheet from its title to the last source.
fn whole(sheet: &Sheet) -> Vec<String> {
    let mut lines = vec![sheet.title.clone()];
    lines.extend(sheet.intro.iter().cloned());
    for row in &sheet.rows {
        match row {
            Row::Heading(text, beside) if beside.is_empty() => lines.push(text.clone()),
            Row::Heading(text, beside) => lines.push(format!("{text}, {beside}")),
            Row::Item(item) => {
                let clocks = if item.known.is_empty() {
                    item.happened.clone()
                } else {
                    format!("{}, known {}", item.happened, item.known)
                };
                let facts = [&item.what, &clocks, &item.basis, &item.source, &item.grade];
                let facts = facts.into_iter().filter(|fact| !fact.is_empty());
                lines.push(facts.cloned().collect::<Vec<String>>().join("; "));
                lines.extend(item.detail.iter().map(|said| format!("  {}", said.text)));
            }
        }
    }
    lines
}

/// The selected item in words, then what its first piece of evidence says: that is what it is shown by.
fn selected(view: &View<'_>) -> Option<Vec<String>> {
    let subject = subject(view)?;
    let mut lines = List::of(view).selection();
    let sheet = Sheet::aloud(&subject, view.snapshot);
    let evidence = match subject {
        // Every source of an event is a row of its own.
        Subject::Event(_) => usize::MAX,
        _ => 1,
    };
    for said in sheet.items().take(evidence).flat_map(|item| &item.detail) {
        if !lines.contains(&said.text) {
            lines.push(said.text.clone());
        }
    }
    Some(lines)
}

fn subject(view: &View<'_>) -> Option<Subject> {
    let scenario = view.snapshot.scenario;
    match view.app.pane {
        Pane::Places | Pane::Map => {
            let (_, place) = view.selected_place()?;
            Some(Subject::Place(scenario.place(place).id.clone()))
        }
        Pane::Figures => Subject::of_figure(view.selected_figure()?.1, view.snapshot),
        Pane::Timeline => {
            let (_, event) = view.selected_event()?;
            Some(Subject::Event(scenario.event(event).id.clone()))
        }
    }
}
