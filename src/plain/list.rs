//! What takes the keys as a list of lines: a pane, evidence, or the keys.
//!
//! `talk` says its title when it opens, then the selected row; `whole` prints every row of a pane. A row is
//! mostly one line; a heading is said once, before the first row under it.

use crate::app::action::{Action, Pane};
use crate::app::keymap::Mode;
use crate::app::paging::PageSteps;
use crate::app::popup::Popup;
use crate::app::sheet::{Sheet, SheetItem, SheetRow};
use crate::app::state::Turns;
use crate::app::view::View;
use crate::facts::capitalise_first;
use crate::facts::moment::{KnownForm, word_known};
use crate::facts::place::pluralise_place_label;
use crate::model::cursor::KnownAt;
use crate::model::id::EventKey;
use crate::plain::words::join_sentences;
use crate::plain::{compare, event, figure, keys, place};
use crate::snapshot::filter;
use crate::snapshot::query::PlaceOrder;

/// How many rows a page is: it does not depend on a screen that nobody may be looking at.
const PAGE: usize = 10;

/// What the rows are.
enum ListKind {
    Pane(Pane),
    Sheet(Sheet),
    Keys(Mode),
}

/// A list of lines.
pub(super) struct SpokenList<'v> {
    view: View<'v>,
    kind: ListKind,
}

impl<'v> SpokenList<'v> {
    /// The list that takes the keys: what is open, else the pane.
    pub(super) fn from_view(view: &View<'v>) -> Self {
        let kind = match view.app.popups.last().map(|open| &open.popup) {
            Some(Popup::Help(mode)) => ListKind::Keys(*mode),
            _ => view
                .sheet_aloud()
                .map_or(ListKind::Pane(view.app.pane), ListKind::Sheet),
        };
        Self { view: *view, kind }
    }

    /// The rows of a pane.
    pub(super) fn of_pane(view: &View<'v>, pane: Pane) -> Self {
        Self {
            view: *view,
            kind: ListKind::Pane(pane),
        }
    }

    /// How many rows there are.
    pub(super) fn count_rows(&self) -> usize {
        let listing = self.view.listing;
        if let (ListKind::Pane(pane), Some(rows)) = (&self.kind, &listing.compared) {
            match pane {
                Pane::Places => return rows.entries.len(),
                Pane::Figures => return rows.figures.len(),
                Pane::Timeline | Pane::Map => {}
            }
        }
        match &self.kind {
            ListKind::Pane(Pane::Places | Pane::Map) => listing.places.len(),
            ListKind::Pane(Pane::Figures) => listing.figures.len(),
            ListKind::Pane(Pane::Timeline) => listing.events.len(),
            ListKind::Sheet(sheet) => sheet.list_items().count(),
            ListKind::Keys(mode) => keys::count_pages(*mode),
        }
    }

    /// The selected row, from 0.
    pub(super) fn selected_row(&self) -> usize {
        let view = &self.view;
        let is_compared = view.comparison_rows().is_some();
        let row = match &self.kind {
            ListKind::Pane(Pane::Places) if is_compared => {
                view.selected_entry().map(|(row, _)| row)
            }
            ListKind::Pane(Pane::Figures) if is_compared => {
                view.selected_before_after().map(|(row, _)| row)
            }
            ListKind::Pane(Pane::Places | Pane::Map) => view.selected_place().map(|(row, _)| row),
            ListKind::Pane(Pane::Figures) => view.selected_figure().map(|(row, _)| row),
            ListKind::Pane(Pane::Timeline) => view.selected_event().map(|(row, _)| row),
            ListKind::Sheet(_) | ListKind::Keys(_) => view.app.popups.last().map(|open| open.row),
        };
        row.unwrap_or(0).min(self.count_rows().saturating_sub(1))
    }

    /// What it is, and which of how many rows is selected.
    pub(super) fn word_title(&self) -> String {
        let rows = self.count_rows();
        let place = if rows == 0 || matches!(self.kind, ListKind::Keys(_)) {
            String::new()
        } else {
            format!("Line {} of {rows}", self.selected_row() + 1)
        };
        join_sentences([self.word_name(), place])
    }

    /// What it is.
    pub(super) fn word_name(&self) -> String {
        match &self.kind {
            ListKind::Pane(pane) => {
                let panes = self.view.list_panes();
                let last = panes
                    .iter()
                    .map(|pane| pane.key_number())
                    .max()
                    .unwrap_or(0);
                let name = pane_name(&self.view, *pane);
                let title = format!("Pane {} of {last}: {name}", pane.key_number());
                join_sentences([self.word_clock(), title, word_filter(&self.view)])
            }
            ListKind::Sheet(sheet) => {
                join_sentences([self.word_clock(), capitalise_first(&sheet.title)])
            }
            ListKind::Keys(mode) => join_sentences([
                format!("Keys: {}", mode.help_name()),
                keys::word_hint(Action::LineDown, "next page"),
                keys::word_hint(Action::Back, "back"),
            ]),
        }
    }

    /// An event, with what is new to whoever listens said first.
    fn word_event(&self, key: EventKey) -> String {
        let snapshot = self.view.snapshot;
        let phrase = event::event_sentence(snapshot, key);
        if self
            .view
            .app
            .unseen
            .contains_event(&snapshot.scenario.event(key).id)
        {
            format!("New to you. {phrase}")
        } else {
            phrase
        }
    }

    /// The clock, where it is not as now known: no list is heard as if it were.
    fn word_clock(&self) -> String {
        let cursor = &self.view.app.cursor;
        if self.view.app.is_live {
            "Live".to_owned()
        } else if cursor.known == KnownAt::Now {
            String::new()
        } else {
            word_known(
                cursor,
                self.view.snapshot.scenario.zone(),
                KnownForm::Spoken,
            )
        }
    }

    /// The other panes: `Pane 2: figures, 14. Pane 3: news, 36 today, 81 so far, top first. Pane 4: map.`
    pub(super) fn word_other_panes(&self) -> String {
        let open = self.view.app.pane;
        let panes = self
            .view
            .list_panes()
            .into_iter()
            .filter(|pane| *pane != open);
        join_sentences(panes.map(|pane| {
            let name = pane_name(&self.view, pane);
            format!("Pane {}: {name}", pane.key_number())
        }))
    }

    /// What is said before the rows, besides the title: what a sheet opens with, and all that has no row of its own.
    pub(super) fn intro_lines(&self) -> Vec<String> {
        match &self.kind {
            ListKind::Pane(Pane::Places) if self.view.comparison_rows().is_some() => {
                compare::empty_lists(&self.view)
            }
            ListKind::Pane(Pane::Figures) if self.view.comparison_rows().is_some() => Vec::new(),
            ListKind::Pane(Pane::Figures) if self.view.app.filter.is_empty() => {
                figure::without_any(self.view.snapshot).collect()
            }
            ListKind::Pane(_) | ListKind::Keys(_) => Vec::new(),
            ListKind::Sheet(sheet) => {
                let empty = list_headings(sheet).filter(|(_, has_items)| !has_items);
                let empty = empty.map(|(heading, _)| heading);
                sheet.intro.iter().cloned().chain(empty).collect()
            }
        }
    }

    /// The heading over a row.
    pub(super) fn word_heading(&self, row: usize) -> Option<String> {
        let view = &self.view;
        let snapshot = view.snapshot;
        match &self.kind {
            ListKind::Pane(Pane::Places) if view.comparison_rows().is_some() => {
                compare::word_heading(view, row)
            }
            ListKind::Pane(Pane::Figures) if view.comparison_rows().is_some() => None,
            ListKind::Pane(Pane::Places) if view.app.order.places == PlaceOrder::Region => {
                let place = snapshot.scenario.place(*view.listing.places.get(row)?);
                Some(place::word_region(snapshot, place.region.as_deref()?))
            }
            ListKind::Pane(Pane::Places | Pane::Map) | ListKind::Keys(_) => None,
            ListKind::Pane(Pane::Figures) => {
                let row = *view.listing.figures.get(row)?;
                Some(figure::row_heading(snapshot, row))
            }
            ListKind::Pane(Pane::Timeline) => event::day_heading(view, row),
            ListKind::Sheet(sheet) => heading_of(sheet, row),
        }
    }

    /// Whether a row has the heading of the one before it. A day's heading counts all of its events, so that it is
    /// not made anew for each of them.
    pub(super) fn has_heading_of_last(&self, row: usize) -> bool {
        let events = &self.view.listing.events;
        let day = |row: usize| Some(event::event_day(self.view.snapshot, *events.get(row)?));
        let before = row.checked_sub(1);
        matches!(self.kind, ListKind::Pane(Pane::Timeline))
            && before.is_some_and(|before| day(before) == day(row))
    }

    /// A row in short, as it is read among others.
    pub(super) fn short_lines(&self, row: usize) -> Vec<String> {
        let snapshot = self.view.snapshot;
        let listing = self.view.listing;
        let is_compared = self.view.comparison_rows().is_some();
        match &self.kind {
            ListKind::Pane(Pane::Places) if is_compared => {
                compare::word_entry(&self.view, row).into_iter().collect()
            }
            ListKind::Pane(Pane::Figures) if is_compared => {
                compare::word_figure(&self.view, row).into_iter().collect()
            }
            ListKind::Pane(pane @ (Pane::Places | Pane::Map)) => {
                let place = listing.places.get(row);
                place
                    .map(|place| match pane {
                        Pane::Map if is_compared => compare::on_map(&self.view, *place)
                            .unwrap_or_else(|| place::place_sentence(snapshot, *place)),
                        Pane::Map => {
                            let mut facts = place::place_sentences(snapshot, *place);
                            facts.push(place::word_neighbours(snapshot, *place));
                            join_sentences(facts)
                        }
                        _ => place::place_sentence(snapshot, *place),
                    })
                    .into_iter()
                    .collect()
            }
            ListKind::Pane(Pane::Figures) => {
                let row = listing.figures.get(row);
                row.map_or_else(Vec::new, |row| figure::row_lines(snapshot, *row))
            }
            ListKind::Pane(Pane::Timeline) => {
                let event = listing.events.get(row);
                event
                    .map(|event| self.word_event(*event))
                    .into_iter()
                    .collect()
            }
            ListKind::Sheet(sheet) => sheet
                .list_items()
                .nth(row)
                .map(item_sentence)
                .into_iter()
                .collect(),
            ListKind::Keys(mode) => keys::page_lines(*mode, row),
        }
    }

    /// The selected row with all that is said of it; without rows why there are none.
    pub(super) fn selection_lines(&self) -> Vec<String> {
        let row = self.selected_row();
        let mut lines = self.short_lines(row);
        match &self.kind {
            ListKind::Sheet(sheet) => {
                let item = sheet.list_items().nth(row);
                let phrase = item.into_iter().flat_map(|item| &item.detail);
                lines.extend(phrase.map(|paragraph| paragraph.text.clone()));
            }
            ListKind::Pane(pane) if lines.is_empty() => lines.push(self.explain_empty(*pane)),
            _ => {}
        }
        lines
    }

    /// The selected row in one line; nothing of the keys, which have none.
    pub(super) fn selected_line(&self) -> Option<String> {
        if matches!(self.kind, ListKind::Keys(_)) {
            return None;
        }
        self.selection_lines().into_iter().next()
    }

    /// Why a pane has no rows.
    pub(super) fn explain_empty(&self, pane: Pane) -> String {
        let clears = keys::word_hint(Action::ClearFilter, "clears the filter");
        match pane {
            _ if !self.view.app.filter.is_empty() => {
                join_sentences(["Nothing passes the filter".to_owned(), clears])
            }
            Pane::Places if self.view.comparison_rows().is_some() => {
                join_sentences(["Nothing changed".to_owned()])
            }
            Pane::Timeline if self.view.comparison_rows().is_some() => {
                join_sentences(["No event is new between these dates".to_owned()])
            }
            Pane::Places | Pane::Map => join_sentences(["No places".to_owned()]),
            Pane::Figures => join_sentences(["No figure yet".to_owned()]),
            Pane::Timeline => event::explain_empty(&self.view),
        }
    }
}

/// What a pane lists: `Filter: kind control; grade A-B`; nothing of one that lists everything.
fn word_filter(view: &View<'_>) -> String {
    let conditions = filter::word_conditions(&view.app.filter);
    if conditions.is_empty() {
        String::new()
    } else {
        format!("Filter: {}", conditions.join("; "))
    }
}

/// A pane with what it holds: `provinces, 34, by region`; of a filtered one how many of how many.
fn pane_name(view: &View<'_>, pane: Pane) -> String {
    let (snapshot, listing) = (view.snapshot, view.listing);
    let of = |listed: usize, all: usize| {
        if listed < all {
            format!("{listed} of {all}")
        } else {
            listed.to_string()
        }
    };
    if let Some(name) = compare::pane_name(view, pane) {
        return name;
    }
    match pane {
        Pane::Places => format!(
            "{}, {}, {}",
            pluralise_place_label(snapshot.scenario).to_lowercase(),
            of(listing.places.len(), snapshot.scenario.places.len()),
            view.app.order.places.word_order()
        ),
        Pane::Figures => {
            let all = snapshot.figures.len() + snapshot.deadlines.len();
            format!("figures, {}", of(listing.figures.len(), all))
        }
        Pane::Timeline => {
            let is_today = |key: &&EventKey| event::event_day(snapshot, **key) == snapshot.day;
            let today = listing.events.iter().filter(is_today).count();
            format!(
                "news, {today} today, {} so far, {}",
                of(listing.events.len(), snapshot.events.len()),
                view.app.order.events.word_order()
            )
        }
        Pane::Map => "map".to_owned(),
    }
}

/// How far a page up and a page down move the selection of each list, and how many rows what is open has.
pub(super) fn page_steps(view: &View<'_>) -> Turns {
    let page = PageSteps::even_steps(PAGE);
    Turns {
        places: page,
        figures: page,
        timeline: page,
        popup: page,
        popup_rows: SpokenList::from_view(view).count_rows(),
    }
}

/// `Taliban holds capital. Happened Thursday 12 August. Known Friday 13 August. Reported. Reuters, C1.`
fn item_sentence(item: &SheetItem) -> String {
    // What has no second clock is a source: its date is that of publication.
    let clocks = if item.known.is_empty() {
        [item.happened.clone(), String::new()]
    } else {
        [
            format!("Happened {}", item.happened),
            format!("Known {}", item.known),
        ]
    };
    let [happened, known] = clocks;
    let source = if item.source.is_empty() {
        String::new()
    } else {
        format!("{}, {}", item.source, item.grade)
    };
    join_sentences([
        item.what.clone(),
        happened,
        known,
        capitalise_first(&item.basis),
        source,
    ])
}

/// The headings of a sheet, each with whether it has items under it.
fn list_headings(sheet: &Sheet) -> impl Iterator<Item = (String, bool)> {
    let rows = sheet.rows.iter().enumerate();
    rows.filter_map(|(at, row)| match row {
        SheetRow::Heading(text, beside) => {
            let has_items = matches!(sheet.rows.get(at + 1), Some(SheetRow::Item(_)));
            Some((with_remark(text, beside), has_items))
        }
        SheetRow::Item(_) => None,
    })
}

/// The heading over an item of a sheet.
fn heading_of(sheet: &Sheet, item: usize) -> Option<String> {
    let mut heading = None;
    let mut items = 0;
    for row in &sheet.rows {
        match row {
            SheetRow::Heading(text, beside) => heading = Some(with_remark(text, beside)),
            SheetRow::Item(_) if items == item => break,
            SheetRow::Item(_) => items += 1,
        }
    }
    heading
}

/// `Against: none since 12 August.`
fn with_remark(text: &str, beside: &str) -> String {
    if beside.is_empty() {
        join_sentences([text.to_owned()])
    } else {
        join_sentences([format!("{text}: {beside}")])
    }
}
