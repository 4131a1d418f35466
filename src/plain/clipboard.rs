//! What is copied: the selected item or the whole of an open sheet, with the date, the clock and the sources.
//!
//! The edge hands it to the terminal's clipboard. It stands by itself wherever it is pasted, so it names what it rests on.

use crate::app::action::Pane;
use crate::app::popup::Popup;
use crate::app::sheet::{Sheet, SheetRow, Subject};
use crate::app::state::App;
use crate::app::view::{Shown, View};
use crate::export::diff::{ComparedEnds, compose_ledger};
use crate::export::document::text;
use crate::facts::number::word_quantity;
use crate::model::cursor::{Audience, Cursor};
use crate::plain::head;
use crate::plain::list::SpokenList;
use crate::snapshot::{Fold, ledger};
use crate::text::fit;

/// What a key that copies gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// Nothing is selected.
    Nothing,
    /// What is selected does not exist for the public.
    Withheld,
    /// This text; the flag says that the desk sees more of it or something else.
    Text(String, bool),
}

impl Copied {
    /// What is copied of a view. All that is copied may be passed on: it is what the public may see.
    pub fn from_view(view: &View<'_>) -> Self {
        let Some(here) = text_of(view) else {
            return Self::Nothing;
        };
        let app = public_app(view);
        let shown = Shown::at(view.snapshot.scenario, &app);
        let public = shown.to_view(&app);
        match text_of(&public) {
            Some(text) if is_public(view, &public) => {
                let is_less = text != here;
                Self::Text(text, is_less)
            }
            _ => Self::Withheld,
        }
    }

    /// What is said of it.
    pub fn word_notice(&self) -> String {
        self.word_copied(None)
    }

    /// What is said of it where it was copied.
    pub fn notice_in(&self, view: &View<'_>) -> String {
        self.word_copied(item_name(view).as_deref())
    }

    fn word_copied(&self, name: Option<&str>) -> String {
        match self {
            Self::Nothing => "there is nothing to copy here".to_owned(),
            Self::Withheld => "not copied: it is withheld".to_owned(),
            Self::Text(text, is_less) => {
                let lines = word_quantity(text.lines().count(), "lines");
                let less = if *is_less {
                    ", without what is withheld"
                } else {
                    ""
                };
                match name {
                    Some(name) => format!("Copied {name} and its sources ({lines}){less}"),
                    None => format!("Copied {lines}{less}"),
                }
            }
        }
    }

    /// The text, if any is copied.
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text, _) => Some(text),
            Self::Nothing | Self::Withheld => None,
        }
    }
}

/// The interface as the public would have it, with the same things selected and everything listed.
fn public_app(view: &View<'_>) -> App {
    let mut app = view.app.clone();
    app.cursor.audience = Audience::Public;
    app.filter.clear();
    match find_subject(view) {
        Some(Subject::Place(id)) => app.selection.place = Some(id),
        Some(Subject::Event(id)) => app.selection.event = Some(id),
        figure => app.selection.figure = figure.or(app.selection.figure),
    }
    app
}

/// Whether what is selected is there for the public too.
fn is_public(view: &View<'_>, public: &View<'_>) -> bool {
    match view.app.popups.last().map(|open| &open.popup) {
        Some(Popup::Evidence(subject)) => {
            let (here, there) = (view.sheet_aloud(), public.sheet_aloud());
            let has_items = |sheet: &Option<Sheet>| {
                sheet
                    .as_ref()
                    .is_some_and(|it| it.list_items().next().is_some())
            };
            // A source that only withheld events name is as little for the public as they are.
            let is_lost =
                matches!(subject, Subject::Source(_)) && has_items(&here) && !has_items(&there);
            let is_missing = |sheet: &Option<Sheet>| sheet.as_ref().is_none_or(Sheet::is_missing);
            !is_lost && (!is_missing(&there) || is_missing(&here))
        }
        Some(Popup::Marks) => {
            let count =
                |view: &View<'_>| view.sheet_aloud().map_or(0, |it| it.list_items().count());
            count(public) > 0 || count(view) == 0
        }
        Some(Popup::Help(_) | Popup::Problems) => true,
        None if view.comparison_rows().is_some() => true,
        None => find_subject(view) == find_subject(public),
    }
}

/// The text of what is selected, as the audience of a view sees it; `None` where nothing is.
fn text_of(view: &View<'_>) -> Option<String> {
    let mut lines = vec![head::word_cursor(view.snapshot)];
    match view.app.popups.last().map(|open| &open.popup) {
        Some(Popup::Help(_)) => return None,
        Some(Popup::Problems) => return Some(list_problems(view)),
        Some(Popup::Evidence(_) | Popup::Marks) => lines.extend(sheet_lines(&view.sheet_aloud()?)),
        None if view.comparison_rows().is_some() => return ledger_text(view),
        None => lines.extend(selected_lines(view)?),
    }
    lines.push(String::new());
    Some(lines.join("\n"))
}

/// What is wrong with the file: that has no date.
fn list_problems(view: &View<'_>) -> String {
    let mut lines = sheet_lines(&Sheet::of_file(&view.app.file, view.snapshot));
    lines.push(String::new());
    lines.join("\n")
}

/// The ledger between the two dates that are compared, as `dateline diff` prints it: for the public, as all that is
/// copied may be passed on.
fn ledger_text(view: &View<'_>) -> Option<String> {
    let compare = view.app.compare.as_ref()?;
    let here = Cursor {
        audience: Audience::Public,
        ..view.app.cursor
    };
    let scenario = view.snapshot.scenario;
    let from = Fold::at(scenario, compare.other_cursor(here));
    let to = Fold::at(scenario, here);
    let ledger = ledger::compare_folds(&from, &to);
    let compared = ComparedEnds {
        from: &from,
        to: &to,
        ledger: &ledger,
        filtered: None,
    };
    Some(text::write(&compose_ledger(compared, false), false))
}

/// What is called by a name of what is copied: a selected item, or a sheet of evidence.
fn item_name(view: &View<'_>) -> Option<String> {
    let title = match view.app.popups.last().map(|open| &open.popup) {
        Some(Popup::Evidence(_)) => view.sheet_aloud()?.title,
        Some(_) => return None,
        None if view.comparison_rows().is_some() => return None,
        None => Sheet::for_reading_aloud(&find_subject(view)?, view.snapshot).title,
    };
    Some(fit::cut_to_fit(&title, LONGEST_NAME, "..."))
}

/// The most cells of the name of what was copied.
const LONGEST_NAME: usize = 40;

/// A sheet from its title to the last source.
fn sheet_lines(sheet: &Sheet) -> Vec<String> {
    let mut lines = vec![sheet.title.clone()];
    lines.extend(sheet.intro.iter().cloned());
    for row in &sheet.rows {
        match row {
            SheetRow::Heading(text, beside) if beside.is_empty() => lines.push(text.clone()),
            SheetRow::Heading(text, beside) => lines.push(format!("{text}, {beside}")),
            SheetRow::Item(item) => {
                let clocks = if item.known.is_empty() {
                    item.happened.clone()
                } else {
                    format!("{}, known {}", item.happened, item.known)
                };
                let facts = [&item.what, &clocks, &item.basis, &item.source, &item.grade];
                let facts = facts.into_iter().filter(|fact| !fact.is_empty());
                lines.push(facts.cloned().collect::<Vec<String>>().join("; "));
                lines.extend(
                    item.detail
                        .iter()
                        .map(|phrase| format!("  {}", phrase.text)),
                );
            }
        }
    }
    lines
}

/// The selected item in words, then what its first piece of evidence says: that is what it is shown by.
fn selected_lines(view: &View<'_>) -> Option<Vec<String>> {
    let subject = find_subject(view)?;
    let mut lines = SpokenList::from_view(view).selection_lines();
    let sheet = Sheet::for_reading_aloud(&subject, view.snapshot);
    let evidence = match subject {
        // Every source of an event is a row of its own.
        Subject::Event(_) => usize::MAX,
        _ => 1,
    };
    for phrase in sheet
        .list_items()
        .take(evidence)
        .flat_map(|item| &item.detail)
    {
        if !lines.contains(&phrase.text) {
            lines.push(phrase.text.clone());
        }
    }
    Some(lines)
}

fn find_subject(view: &View<'_>) -> Option<Subject> {
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
