//! What takes the keys as a list of lines: a pane, evidence, or the keys.
//!
//! `talk` says its title when it opens, then the selected row; `whole` prints every row of a pane. A row is
//! mostly one line; a heading is said once, before the first row under it.

use crate::app::action::{Action, Pane};
use crate::app::keymap::Mode;
use crate::app::paging::Turn;
use crate::app::popup::Popup;
use crate::app::sheet::{Item, Row, Sheet};
use crate::app::state::Turns;
use crate::app::view::View;
use crate::facts::capitalised;
use crate::facts::moment::{KnownForm, word_known};
use crate::facts::place::plural;
use crate::model::cursor::Known;
use crate::model::id::EventKey;
use crate::plain::words::line;
use crate::plain::{compare, event, figure, keys, place};
use crate::snapshot::filter;
use crate::snapshot::query::PlaceOrder;

/// How many rows a page is: it does not depend on a screen that nobody may be looking at.
const PAGE: usize = 10;

/// What the rows are.
enum Kind {
    Pane(Pane),
    Sheet(Sheet),
    Keys(Mode),
}

/// A list of lines.
pub(super) struct List<'v> {
    view: View<'v>,
    kind: Kind,
}

impl<'v> List<'v> {
    /// The list that takes the keys: what is open, else the pane.
    pub(super) fn of(view: &View<'v>) -> Self {
        let kind = match view.app.popups.last().map(|open| &open.popup) {
            Some(Popup::Help(mode)) => Kind::Keys(*mode),
            _ => view
                .sheet_aloud()
                .map_or(Kind::Pane(view.app.pane), Kind::Sheet),
        };
        Self { view: *view, kind }
    }

    /// The rows of a pane.
    pub(super) fn of_pane(view: &View<'v>, pane: Pane) -> Self {
        Self {
            view: *view,
            kind: Kind::Pane(pane),
        }
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        let listing = self.view.listing;
        if let (Kind::Pane(pane), Some(rows)) = (&self.kind, &listing.compared) {
            match pane {
                Pane::Places => return rows.entries.len(),
                Pane::Figures => return rows.figures.len(),
                Pane::Timeline | Pane::Map => {}
            }
        }
        match &self.kind {
            Kind::Pane(Pane::Places | Pane::Map) => listing.places.len(),
            Kind::Pane(Pane::Figures) => listing.figures.len(),
            Kind::Pane(Pane::Timeline) => listing.events.len(),
            Kind::Sheet(sheet) => sheet.items().count(),
            Kind::Keys(mode) => keys::count(*mode),
        }
    }

    /// The selected row, from 0.
    pub(super) fn selected(&self) -> usize {
        let view = &self.view;
        let is_compared = view.compared().is_some();
        let row = match &self.kind {
            Kind::Pane(Pane::Places) if is_compared => view.selected_entry().map(|(row, _)| row),
            Kind::Pane(Pane::Figures) if is_compared => {
                view.selected_before_after().map(|(row, _)| row)
            }
            Kind::Pane(Pane::Places | Pane::Map) => view.selected_place().map(|(row, _)| row),
            Kind::Pane(Pane::Figures) => view.selected_figure().map(|(row, _)| row),
            Kind::Pane(Pane::Timeline) => view.selected_event().map(|(row, _)| row),
            Kind::Sheet(_) | Kind::Keys(_) => view.app.popups.last().map(|open| open.row),
        };
        row.unwrap_or(0).min(self.rows().saturating_sub(1))
    }

    /// What it is, and which of how many rows is selected.
    pub(super) fn title(&self) -> String {
        let rows = self.rows();
        let place = if rows == 0 || matches!(self.kind, Kind::Keys(_)) {
            String::new()
        } else {
            format!("Line {} of {rows}", self.selected() + 1)
        };
        line([self.name(), place])
    }

    /// What it is.
    pub(super) fn name(&self) -> String {
        match &self.kind {
            Kind::Pane(pane) => {
                let panes = self.view.panes();
                let last = panes.iter().map(|pane| pane.number()).max().unwrap_or(0);
                let name = pane_name(&self.view, *pane);
                let title = format!("Pane {} of {last}: {name}", pane.number());
                line([self.clock(), title, filter(&self.view)])
            }
            Kind::Sheet(sheet) => line([self.clock(), capitalised(&sheet.title)]),
            Kind::Keys(mode) => line([
                format!("Keys: {}", mode.word()),
                keys::hinted(Action::LineDown, "next page"),
                keys::hinted(Action::Back, "back"),
            ]),
        }
    }

    /// An event, with what is new to whoever listens said first.
    fn event(&self, key: EventKey) -> String {
        let snapshot = self.view.snapshot;
        let said = event::sentence(snapshot, key);
        if self.view.app.unseen.holds(&snapshot.scenario.event(key).id) {
            format!("New to you. {said}")
        } else {
            said
        }
    }

    /// The clock, where it is not as now known: no list is heard as if it were.
    fn clock(&self) -> String {
        let cursor = &self.view.app.cursor;
        if self.view.app.is_live {
            "Live".to_owned()
        } else if cursor.known == Known::Now {
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
    pub(super) fn others(&self) -> String {
        let open = self.view.app.pane;
        let panes = self.view.panes().into_iter().filter(|pane| *pane != open);
        line(panes.map(|pane| {
            let name = pane_name(&self.view, pane);
            format!("Pane {}: {name}", pane.number())
        }))
    }

    /// What is said before the rows, besides the title: what a sheet opens with, and all that has no row of its own.
    pub(super) fn intro(&self) -> Vec<String> {
        match &self.kind {
            Kind::Pane(Pane::Places) if self.view.compared().is_some() => {
                compare::empty(&self.view)
            }
            Kind::Pane(Pane::Figures) if self.view.compared().is_some() => Vec::new(),
            Kind::Pane(Pane::Figures) if self.view.app.filter.is_empty() => {
                figure::without_any(self.view.snapshot).collect()
            }
            Kind::Pane(_) | Kind::Keys(_) => Vec::new(),
            Kind::Sheet(sheet) => {
                let empty = headings(sheet).filter(|(_, has_items)| !has_items);
                let empty = empty.map(|(heading, _)| heading);
                sheet.intro.iter().cloned().chain(empty).collect()
            }
        }
    }

    /// The heading over a row.
    pub(super) fn heading(&self, row: usize) -> Option<String> {
        let view = &self.view;
        let snapshot = view.snapshot;
        match &self.kind {
            Kind::Pane(Pane::Places) if view.compared().is_some() => compare::heading(view, row),
            Kind::Pane(Pane::Figures) if view.compared().is_some() => None,
            Kind::Pane(Pane::Places) if view.app.order.places == PlaceOrder::Region => {
                let place = snapshot.scenario.place(*view.listing.places.get(row)?);
                Some(place::region(snapshot, place.region.as_deref()?))
            }
            Kind::Pane(Pane::Places | Pane::Map) | Kind::Keys(_) => None,
            Kind::Pane(Pane::Figures) => {
                let row = *view.listing.figures.get(row)?;
                Some(figure::heading(snapshot, row))
            }
            Kind::Pane(Pane::Timeline) => event::heading(view, row),
            Kind::Sheet(sheet) => heading_of(sheet, row),
        }
    }

    /// Whether a row has the heading of the one before it. A day's heading counts all of its events, so that it is
    /// not made anew for each of them.
    pub(super) fn has_heading_of_last(&self, row: usize) -> bool {
        let events = &self.view.listing.events;
        let day = |row: usize| Some(event::day(self.view.snapshot, *events.get(row)?));
        let before = row.checked_sub(1);
        matches!(self.kind, Kind::Pane(Pane::Timeline))
            && before.is_some_and(|before| day(before) == day(row))
    }

    /// A row in short, as it is read among others.
    pub(super) fn short(&self, row: usize) -> Vec<String> {
        let snapshot = self.view.snapshot;
        let listing = self.view.listing;
        let is_compared = self.view.compared().is_some();
        match &self.kind {
            Kind::Pane(Pane::Places) if is_compared => {
                compare::entry(&self.view, row).into_iter().collect()
            }
            Kind::Pane(Pane::Figures) if is_compared => {
                compare::figure(&self.view, row).into_iter().collect()
            }
            Kind::Pane(pane @ (Pane::Places | Pane::Map)) => {
                let place = listing.places.get(row);
                place
                    .map(|place| match pane {
                        Pane::Map if is_compared => compare::on_map(&self.view, *place)
                            .unwrap_or_else(|| place::sentence(snapshot, *place)),
                        Pane::Map => {
                            let mut facts = place::facts(snapshot, *place);
                            facts.push(place::beside(snapshot, *place));
                            line(facts)
                        }
                        _ => place::sentence(snapshot, *place),
                    })
                    .into_iter()
                    .collect()
            }
            Kind::Pane(Pane::Figures) => {
                let row = listing.figures.get(row);
                row.map_or_else(Vec::new, |row| figure::row(snapshot, *row))
            }
            Kind::Pane(Pane::Timeline) => {
                let event = listing.events.get(row);
                event.map(|event| self.event(*event)).into_iter().collect()
            }
            Kind::Sheet(sheet) => sheet.items().nth(row).map(item).into_iter().collect(),
            Kind::Keys(mode) => keys::page(*mode, row),
        }
    }

    /// The selected row with all that is said of it; without rows why there are none.
    pub(super) fn selection(&self) -> Vec<String> {
        let row = self.selected();
        let mut lines = self.short(row);
        match &self.kind {
            Kind::Sheet(sheet) => {
                let item = sheet.items().nth(row);
                let said = item.into_iter().flat_map(|item| &item.detail);
                lines.extend(said.map(|paragraph| paragraph.text.clone()));
            }
            Kind::Pane(pane) if lines.is_empty() => lines.push(self.none(*pane)),
            _ => {}
        }
        lines
    }

    /// The selected row in one line; nothing of the keys, which have none.
    pub(super) fn selected_line(&self) -> Option<String> {
        if matches!(self.kind, Kind::Keys(_)) {
            return None;
        }
        self.selection().into_iter().next()
    }

    /// Why a pane has no rows.
    pub(super) fn none(&self, pane: Pane) -> String {
        let clears = keys::hinted(Action::ClearFilter, "clears the filter");
        match pane {
            _ if !self.view.app.filter.is_empty() => {
                line(["Nothing passes the filter".to_owned(), clears])
            }
            Pane::Places if self.view.compared().is_some() => line(["Nothing changed".to_owned()]),
            Pane::Timeline if self.view.compared().is_some() => {
                line(["No event is new between these dates".to_owned()])
            }
            Pane::Places | Pane::Map => line(["No places".to_owned()]),
            Pane::Figures => line(["No figure yet".to_owned()]),
            Pane::Timeline => event::none(&self.view),
        }
    }
}

/// What a pane lists: `Filter: kind control; grade A-B`; nothing of one that lists everything.
fn filter(view: &View<'_>) -> String {
    let conditions = filter::shown(&view.app.filter);
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
    if let Some(name) = compare::name(view, pane) {
        return name;
    }
    match pane {
        Pane::Places => format!(
            "{}, {}, {}",
            plural(snapshot.scenario).to_lowercase(),
            of(listing.places.len(), snapshot.scenario.places.len()),
            view.app.order.places.words()
        ),
        Pane::Figures => {
            let all = snapshot.figures.len() + snapshot.deadlines.len();
            format!("figures, {}", of(listing.figures.len(), all))
        }
        Pane::Timeline => {
            let is_today = |key: &&EventKey| event::day(snapshot, **key) == snapshot.day;
            let today = listing.events.iter().filter(is_today).count();
            format!(
                "news, {today} today, {} so far, {}",
                of(listing.events.len(), snapshot.events.len()),
                view.app.order.events.words()
            )
        }
        Pane::Map => "map".to_owned(),
    }
}

/// How far a page up and a page down move the selection of each list, and how many rows what is open has.
pub(super) fn turns(view: &View<'_>) -> Turns {
    let page = Turn::even(PAGE);
    Turns {
        places: page,
        figures: page,
        timeline: page,
        popup: page,
        popup_rows: List::of(view).rows(),
    }
}

/// `Taliban holds capital. Happened Thursday 12 August. Known Friday 13 August. Reported. Reuters, C1.`
fn item(item: &Item) -> String {
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
    line([
        item.what.clone(),
        happened,
        known,
        capitalised(&item.basis),
        source,
    ])
}

/// The headings of a sheet, each with whether it has items under it.
fn headings(sheet: &Sheet) -> impl Iterator<Item = (String, bool)> {
    let rows = sheet.rows.iter().enumerate();
    rows.filter_map(|(at, row)| match row {
        Row::Heading(text, beside) => {
            let has_items = matches!(sheet.rows.get(at + 1), Some(Row::Item(_)));
            Some((worded(text, beside), has_items))
        }
        Row::Item(_) => None,
    })
}

/// The heading over an item of a sheet.
fn heading_of(sheet: &Sheet, item: usize) -> Option<String> {
    let mut heading = None;
    let mut items = 0;
    for row in &sheet.rows {
        match row {
            Row::Heading(text, beside) => heading = Some(worded(text, beside)),
            Row::Item(_) if items == item => break,
            Row::Item(_) => items += 1,
        }
    }
    heading
}

/// `Against: none since 12 August.`
fn worded(text: &str, beside: &str) -> String {
    if beside.is_empty() {
        line([text.to_owned()])
    } else {
        line([format!("{text}: {beside}")])
    }
}
