//! The province control list: one place a row or, on narrower screens, in columns.
//!
//! ```text
//! ► S  G→T  Helmand       Lashkar Gah    13 Aug B1
//! │ │  │ │  │             │              │      └ grade of the claim by which it is held
//! │ │  │ │  name          capital        since
//! │ │  │ └ holder and mark
//! │ region, on its first row
//! gutter
//! ```
//!
//! Rows keep their order when the date changes; a place held since before the log has no date.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::paging::page_of;
use crate::app::view::View;
use crate::format::moment::{Room, day_month_year, shown_day, time_of_day};
use crate::format::place;
use crate::format::sign::CHANGED;
use crate::model::id::{PartyKey, PlaceKey};
use crate::model::scenario::Place;
use crate::snapshot::control::PlaceState;
use crate::snapshot::hits::Hit;
use crate::snapshot::query::PlaceOrder;
use crate::text::fit;
use crate::ui::layout::{LIST_CELL, Layout, Shape};
use crate::ui::paint::{self, Piece, known_suffix};
use crate::ui::theme::{Look, Role};

/// The fewest cells of a name.
const NAME: usize = 13;
/// The fewest cells of a capital.
const CAPITAL: usize = 14;
/// Cells of the day since which a place is held, with the blank before it.
const SINCE: usize = 7;
/// Cells of a part of the day in words, with the blank before it.
const TIME: usize = 13;
/// Cells of a grade, with the blank before it.
const GRADE: usize = 3;
/// Cells of a status in words, with the blank before it.
const STATUS: usize = 11;

/// What a row has room for, by its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fields(u16);

impl Fields {
    /// A blank after the mark.
    fn blank(self) -> bool {
        self.0 >= 20
    }

    fn since(self) -> bool {
        self.0 >= 26
    }

    fn grade(self) -> bool {
        self.0 >= 29
    }

    fn region(self) -> bool {
        self.0 >= 32 && !self.words()
    }

    fn capital(self) -> bool {
        self.0 >= 47
    }

    /// The status and the part of the day in words.
    fn words(self) -> bool {
        self.0 >= 70
    }

    /// Cells behind the capital: since when, and on what grade.
    fn behind(self) -> usize {
        let since = if self.since() { SINCE } else { 0 };
        let time = if self.words() { TIME } else { 0 };
        let grade = if self.grade() { GRADE } else { 0 };
        since + time + grade
    }
}

/// Cells of the columns that take the room that a row has.
#[derive(Clone, Copy)]
struct Widths {
    name: usize,
    capital: usize,
}

impl Widths {
    /// Shares what the other columns leave: names first, as far as the longest needs it, then capitals.
    fn of(view: &View<'_>, fields: Fields, is_headed: bool) -> Self {
        let scenario = view.snapshot.scenario;
        let if_so = |has: bool, cells: usize| if has { cells } else { 0 };
        let taken = 1
            + if_so(fields.region(), 3)
            + if_so(!fields.region() && fields.words(), 1)
            + 4
            + if_so(fields.blank(), 1)
            + NAME
            + if_so(fields.capital(), CAPITAL + 1)
            + if_so(fields.words(), STATUS)
            + fields.behind();
        let spare = usize::from(fields.0).saturating_sub(taken);
        let longest = |width: &dyn Fn(&Place) -> usize| {
            let listed = view.listing.places.iter();
            let widths = listed.map(|key| width(scenario.place(*key)));
            widths.max().unwrap_or(0)
        };
        let name = longest(&|place| fit::width(name_of(place, is_headed)));
        let name = name.saturating_sub(NAME).min(spare);
        let seat = longest(&|place| fit::width(place.seat())).saturating_sub(CAPITAL);
        Self {
            name: NAME + name,
            capital: CAPITAL + if_so(fields.capital(), seat.min(spare - name)),
        }
    }
}

/// How a row of the list stands.
#[derive(Clone, Copy)]
struct RowForm {
    fields: Fields,
    widths: Widths,
    /// Whether its region's initials stand before it.
    has_initials: bool,
    /// Whether its region stands over it in full.
    is_headed: bool,
}

/// Returns what a place is called in the list.
fn name_of(place: &Place, is_headed: bool) -> &str {
    if is_headed {
        place.name_in_region()
    } else {
        place.full_name()
    }
}

/// How a list of so many places stands in an area.
struct Grid {
    columns: usize,
    rows: usize,
    cell: u16,
    /// Region headings take rows of their own.
    has_headings: bool,
}

impl Grid {
    /// One column that pages where there is room for all fields; else as few columns as show all places.
    fn of(view: &View<'_>, layout: &Layout) -> Self {
        let area = layout.places.unwrap_or_default();
        let places = view.listing.places.len();
        let rows = usize::from(area.height);
        let least = match layout.shape {
            Shape::Medium if !view.app.is_zoomed => LIST_CELL,
            Shape::Narrow => LIST_CELL + 2,
            _ => area.width.max(1),
        };
        let most = usize::from(area.width / least).max(1);
        let columns = (1..=most)
            .find(|columns| places.div_ceil(*columns) <= rows)
            .unwrap_or(most);
        let even = area.width / u16::try_from(columns).unwrap_or(1);
        let cell = if columns == most && most > 1 {
            least
        } else {
            even
        };
        let headings = regions(view);
        let has_headings = Fields(cell).words()
            && view.app.order.places == PlaceOrder::Region
            && headings > 1
            && places + headings <= rows;
        let rows = if columns > 1 {
            rows.min(places.div_ceil(columns).max(1))
        } else {
            rows
        };
        Self {
            columns,
            rows,
            cell,
            has_headings,
        }
    }

    fn page(&self) -> usize {
        self.columns * self.rows
    }
}

fn regions(view: &View<'_>) -> usize {
    let scenario = view.snapshot.scenario;
    let mut regions: Vec<_> = scenario.places.iter().map(|place| &place.region).collect();
    regions.sort_unstable();
    regions.dedup();
    regions.len()
}

/// How many places a page of an area shows.
pub fn rows_a_page(view: &View<'_>, layout: &Layout) -> usize {
    Grid::of(view, layout).page()
}

/// `Provinces 34, by region`; `Provinces 1-24 of 34, by region` where not all fit.
pub fn title(view: &View<'_>, layout: &Layout) -> String {
    let places = view.listing.places.len();
    let order = view.app.order.places.words();
    let page = shown(view, layout);
    let all = view.snapshot.scenario.places.len();
    let range = if places < all {
        format!("{places} of {all}")
    } else if page.len() < places {
        format!("{}-{} of {places}", page.start + 1, page.end)
    } else {
        places.to_string()
    };
    let filter = paint::filter_suffix(view);
    let plural = place::plural(view.snapshot.scenario);
    if !filter.is_empty() {
        return format!("{plural} {range}{filter}");
    }
    let known = known_suffix(view);
    let order = if known.is_empty() {
        format!(", {order}")
    } else {
        known
    };
    format!("{plural} {range}{order}")
}

fn shown(view: &View<'_>, layout: &Layout) -> std::ops::Range<usize> {
    let selected = view.selected_place().map_or(0, |(row, _)| row);
    page_of(
        selected,
        view.listing.places.len(),
        Grid::of(view, layout).page(),
    )
}

/// The place whose row is at a cell.
pub fn at(view: &View<'_>, layout: &Layout, cell: Position) -> Option<PlaceKey> {
    let area = layout.places.filter(|area| area.contains(cell))?;
    let grid = Grid::of(view, layout);
    let row = usize::from(cell.y - area.y);
    if grid.has_headings {
        return headed_rows(view).get(row).copied().flatten();
    }
    let column = usize::from((cell.x - area.x) / grid.cell.max(1));
    let page = view.listing.places.get(shown(view, layout))?;
    (row < grid.rows && column < grid.columns)
        .then(|| page.get(column * grid.rows + row).copied())?
}

/// The rows of a list with headings: a place, or nothing for the heading of a region.
fn headed_rows(view: &View<'_>) -> Vec<Option<PlaceKey>> {
    let mut region = None;
    let mut rows = Vec::new();
    for place in &view.listing.places {
        let its = &view.snapshot.scenario.place(*place).region;
        if region != Some(its) {
            region = Some(its);
            rows.push(None);
        }
        rows.push(Some(*place));
    }
    rows
}

/// Draws the page of the list that holds the selected place.
pub fn draw(view: &View<'_>, look: Look, layout: &Layout, buffer: &mut Buffer) {
    let area = layout.places.unwrap_or_default();
    let grid = Grid::of(view, layout);
    let page = shown(view, layout);
    let places = view.listing.places.get(page).unwrap_or_default();
    if places.is_empty() {
        paint::none_listed(view, look, area, buffer);
        return;
    }
    if grid.has_headings {
        with_headings(view, look, area, buffer);
        return;
    }
    let mut region = None;
    let fields = Fields(grid.cell);
    let form = RowForm {
        fields,
        widths: Widths::of(view, fields, false),
        has_initials: false,
        is_headed: false,
    };
    for (number, place) in places.iter().enumerate() {
        let column = u16::try_from(number / grid.rows.max(1)).unwrap_or(u16::MAX);
        let row = u16::try_from(number % grid.rows.max(1)).unwrap_or(u16::MAX);
        let is_first = region != Some(&view.snapshot.scenario.place(*place).region);
        region = Some(&view.snapshot.scenario.place(*place).region);
        let cell = Rect {
            x: area.x + column * grid.cell,
            width: grid.cell,
            ..area
        }
        .intersection(area);
        let form = RowForm {
            has_initials: is_first && view.app.order.places == PlaceOrder::Region,
            ..form
        };
        let pieces = row_of(view, look, *place, form);
        paint::line(buffer, cell, row, &pieces);
    }
}

/// A row each for the regions, in capitals.
fn with_headings(view: &View<'_>, look: Look, area: Rect, buffer: &mut Buffer) {
    let scenario = view.snapshot.scenario;
    let mut row = 0;
    let mut region = None;
    let fields = Fields(area.width);
    let form = RowForm {
        fields,
        widths: Widths::of(view, fields, true),
        has_initials: false,
        is_headed: true,
    };
    for place in &view.listing.places {
        let its = &scenario.place(*place).region;
        if region != Some(its) {
            region = Some(its);
            let name = its
                .as_ref()
                .map_or_else(String::new, |name| name.to_uppercase());
            let mut pieces = vec![(
                format!(" {}", fit::left(&name, SUBTOTAL, "")),
                look.style(Role::Strong),
            )];
            pieces.extend(subtotals(view, look, its.as_deref()));
            paint::line(buffer, area, row, &pieces);
            row += 1;
        }
        paint::line(buffer, area, row, &row_of(view, look, *place, form));
        row += 1;
    }
}

/// Cells before the subtotals of a region, so that they stand below each other.
const SUBTOTAL: usize = 34;

/// Who holds how many of a region: `T 3, G 2`.
fn subtotals(view: &View<'_>, look: Look, region: Option<&str>) -> Vec<Piece> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let mut pieces: Vec<Piece> = Vec::new();
    for party in scenario.party_keys() {
        let is_its = |state: &&PlaceState| {
            state.holder == Some(party) && scenario.place(state.place).region.as_deref() == region
        };
        let held = snapshot.places.iter().filter(is_its).count();
        if held > 0 {
            let comma = if pieces.is_empty() { " " } else { ", " };
            pieces.push((comma.to_owned(), Style::new()));
            let text = format!("{} {held}", scenario.party(party).sign());
            pieces.push((text, look.party(scenario, Some(party))));
        }
    }
    pieces
}

/// One place: gutter, region, state, mark, name, capital, since, grade.
fn row_of(view: &View<'_>, look: Look, key: PlaceKey, form: RowForm) -> Vec<Piece> {
    let RowForm { fields, widths, .. } = form;
    let scenario = view.snapshot.scenario;
    let place = scenario.place(key);
    let Some(state) = view.snapshot.place(key) else {
        return Vec::new();
    };
    let is_selected = view
        .selected_place()
        .is_some_and(|(_, selected)| selected == key);
    let plain = look.style(Role::Text);
    let cut = look.wording.cut_mark();
    let first = paint::place_marker(view, look, is_selected);
    let (first, style) = paint::found(view, look, (first, plain), Hit::Place(key));
    let mut pieces = vec![first];
    if fields.region() {
        let initials = place
            .region
            .as_ref()
            .filter(|_| form.has_initials)
            .map_or_else(String::new, |name| initials(name));
        pieces.push((fit::left(&initials, 3, ""), plain));
    } else if fields.words() {
        pieces.push((" ".to_owned(), plain));
    }
    pieces.extend(state_of(view, look, state));
    pieces.push(((if fields.blank() { " " } else { "" }).to_owned(), plain));
    pieces.extend(name_pieces(view, look, state, (form, style)));
    if fields.words() {
        pieces.push((
            format!(" {}", fit::left(place::word(state), 10, cut)),
            plain,
        ));
    }
    if fields.since() {
        pieces.extend(since(view, look, state, fields));
    }
    pieces
}

/// The name, and the capital behind it.
fn name_pieces(
    view: &View<'_>,
    look: Look,
    state: &PlaceState,
    (form, style): (RowForm, Style),
) -> Vec<Piece> {
    let RowForm { fields, widths, .. } = form;
    let place = view.snapshot.scenario.place(state.place);
    let (plain, cut) = (look.style(Role::Text), look.wording.cut_mark());
    let mut pieces = Vec::new();
    let withheld = paint::withheld_of(view, state.events());
    let withheld_cells = fit::width(withheld);
    let seat = place.seat();
    let is_named =
        place.capital.is_some() && (fields.words() || seat.as_str() != place.name.as_str());
    // A word or a name that needs it takes the room of a capital, where that has some, and of what is not known behind.
    let has_capital = fields.capital() && withheld.is_empty() && is_named;
    let capital = if fields.capital() {
        widths.capital + 1
    } else {
        0
    };
    let behind = if fields.words() || state.since.is_some() {
        0
    } else {
        fields.behind()
    };
    let free = if has_capital { 0 } else { capital + behind };
    let name = name_of(place, form.is_headed);
    let needed = withheld_cells + fit::width(name);
    let cells = needed.clamp(widths.name, widths.name + free);
    let name = place::cut_name(place, name, cells.saturating_sub(withheld_cells), cut);
    pieces.push((fit::left(&format!("{withheld}{name}"), cells, cut), style));
    if has_capital {
        let seat = fit::left(seat, widths.capital, cut);
        pieces.push((format!(" {seat}"), plain));
    } else if fields.capital() {
        let left = (widths.name + capital).saturating_sub(cells);
        pieces.push((" ".repeat(left), plain));
    }
    pieces
}

/// Three cells of state and one of mark: `  T `, `G→T `, `  G○`.
fn state_of(view: &View<'_>, look: Look, state: &PlaceState) -> [Piece; 4] {
    let taken = view.snapshot.changes.taken(state.place);
    let from = taken.filter(|(_, to)| *to == state.holder);
    state_from(view, look, state, from.map(|(from, _)| from))
}

/// The same with who held it before, where it changed hands.
pub fn state_from(
    view: &View<'_>,
    look: Look,
    state: &PlaceState,
    from: Option<Option<PartyKey>>,
) -> [Piece; 4] {
    let scenario = view.snapshot.scenario;
    let letter = |party| place::letter(scenario, party).to_string();
    let mark = place::mark(state, look.ascii()).unwrap_or(" ").to_owned();
    let now = (letter(state.holder), look.party(scenario, state.holder));
    let mark = (mark, look.style(Role::Pressure));
    match from {
        Some(from) => {
            let arrow = (
                CHANGED.show(look.ascii()).to_owned(),
                look.style(Role::Changed),
            );
            [(letter(from), look.party(scenario, from)), arrow, now, mark]
        }
        None => [
            ("  ".to_owned(), Style::new()),
            (String::new(), Style::new()),
            now,
            mark,
        ],
    }
}

/// Since when and on what grade; blank for a place held since before the log.
fn since(view: &View<'_>, look: Look, state: &PlaceState, fields: Fields) -> Vec<Piece> {
    let scenario = view.snapshot.scenario;
    let plain = look.style(Role::Text);
    let Some(claim) = state.since.map(|since| since.get(scenario)) else {
        return Vec::new();
    };
    let at = &claim.provenance.at;
    let clocks = if fields.words() {
        scenario.clocks()
    } else {
        // Without an hour beside it the day is the scenario's.
        scenario.zone().into()
    };
    let day = day_month_year(shown_day(at, clocks), view.snapshot.day);
    let mut pieces = vec![(format!(" {}", fit::right(&day, 6, "")), plain)];
    if fields.words() {
        let time = time_of_day(at, clocks, Room::Full);
        let time = if fit::width(&time) > 12 && clocks.offset(at).is_some() {
            time_of_day(at, clocks, Room::Column)
        } else {
            time
        };
        pieces.push((
            format!(" {}", fit::left(&time, 12, look.wording.cut_mark())),
            look.style(Role::Muted),
        ));
    }
    if fields.grade() {
        pieces.push((
            format!(
                " {}",
                scenario.grade(&claim.provenance, &view.snapshot.cursor)
            ),
            plain,
        ));
    }
    pieces
}

/// `NE` for North-East.
fn initials(name: &str) -> String {
    name.split(['-', ' '])
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .take(2)
        .collect()
}
