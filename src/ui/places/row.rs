//! A row of the province control list: who holds a place, its name, its capital, since when.
//!
//! `places` gives each row its cells; names and capitals share what the other columns leave.

use ratatui::style::Style;

use crate::app::view::View;
use crate::facts::moment::{DayForm, MomentForm, shown_day, word_day, word_moment};
use crate::facts::place;
use crate::facts::sign::CHANGED;
use crate::model::id::{PartyKey, PlaceKey};
use crate::model::scenario::Place;
use crate::snapshot::control::PlaceState;
use crate::snapshot::hits::Hit;
use crate::text::fit;
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// The fewest cells of a name.
const NAME: usize = 13;
/// The fewest cells of a capital.
const CAPITAL: usize = 14;
/// The fewest cells of the day since which a place is held.
const DAY: usize = 6;
/// Cells of a part of the day in words, with the blank before it.
const TIME: usize = 13;
/// Cells of a grade, with the blank before it.
const GRADE: usize = 3;
/// Cells of a status in words, with the blank before it.
const STATUS: usize = 11;

/// What a row has room for, by its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fields(pub(super) u16);

impl Fields {
    /// A blank after the mark.
    pub(super) fn blank(self) -> bool {
        self.0 >= 20
    }

    pub(super) fn since(self) -> bool {
        self.0 >= 26
    }

    pub(super) fn grade(self) -> bool {
        self.0 >= 29
    }

    pub(super) fn region(self) -> bool {
        self.0 >= 32 && !self.words()
    }

    pub(super) fn capital(self) -> bool {
        self.0 >= 47
    }

    /// The status and the part of the day in words.
    pub(super) fn words(self) -> bool {
        self.0 >= 70
    }

    /// Returns the cells behind the capital: since when, and on what grade.
    fn behind(self, day: usize) -> usize {
        let since = if self.since() { day + 1 } else { 0 };
        let time = if self.words() { TIME } else { 0 };
        let grade = if self.grade() { GRADE } else { 0 };
        since + time + grade
    }
}

/// Cells of the columns that take the room that a row has.
#[derive(Clone, Copy)]
pub(super) struct Widths {
    name: usize,
    capital: usize,
    /// Cells of the day since which a place is held.
    day: usize,
}

impl Widths {
    /// Shares what the other columns leave: names first, as far as the longest needs it, then capitals.
    pub(super) fn of(view: &View<'_>, fields: Fields, is_headed: bool) -> Self {
        let scenario = view.snapshot.scenario;
        let day = day_cells(view);
        let if_so = |has: bool, cells: usize| if has { cells } else { 0 };
        let taken = 1
            + if_so(fields.region(), 3)
            + if_so(!fields.region() && fields.words(), 1)
            + 4
            + if_so(fields.blank(), 1)
            + NAME
            + if_so(fields.capital(), CAPITAL + 1)
            + if_so(fields.words(), STATUS)
            + fields.behind(day);
        let spare = usize::from(fields.0).saturating_sub(taken);
        // A day of another year takes its cells of a capital, or else of the name.
        let missing = taken.saturating_sub(usize::from(fields.0));
        let longest = |width: &dyn Fn(&Place) -> usize| {
            let listed = view.listing.places.iter();
            let widths = listed.map(|key| width(scenario.place(*key)));
            widths.max().unwrap_or(0)
        };
        let name = longest(&|place| fit::width(name_of(place, is_headed)));
        let name = name.saturating_sub(NAME).min(spare);
        let seat = longest(&|place| fit::width(place.seat())).saturating_sub(CAPITAL);
        let [of_capital, of_name] = if fields.capital() {
            [missing, 0]
        } else {
            [0, missing]
        };
        let seat = if_so(fields.capital(), seat.min(spare - name));
        Self {
            name: (NAME + name).saturating_sub(of_name),
            capital: (CAPITAL + seat).saturating_sub(of_capital),
            day,
        }
    }
}

/// How a row of the list stands.
#[derive(Clone, Copy)]
pub(super) struct RowForm {
    pub(super) fields: Fields,
    pub(super) widths: Widths,
    /// Whether its region's initials stand before it.
    pub(super) has_initials: bool,
    /// Whether its region stands over it in full.
    pub(super) is_headed: bool,
}

/// Returns what a place is called in the list.
fn name_of(place: &Place, is_headed: bool) -> &str {
    if is_headed {
        place.name_in_region()
    } else {
        place.full_name()
    }
}

/// One place: gutter, region, state, mark, name, capital, since, grade.
pub(super) fn row_of(view: &View<'_>, look: Look, key: PlaceKey, form: RowForm) -> Vec<Piece> {
    let fields = form.fields;
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
        pieces.extend(since(view, look, state, form));
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
        fields.behind(widths.day)
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

/// Returns the cells of the widest day since when a place is held: wider where one is of another year.
fn day_cells(view: &View<'_>) -> usize {
    let scenario = view.snapshot.scenario;
    let states = view.snapshot.places.iter();
    let days = states.filter_map(|state| {
        let at = state.since?.get(scenario).provenance.at;
        Some(shown_day(&at, scenario.clocks()))
    });
    let cells = days.map(|day| fit::width(&word_day(day, DayForm::Short, Some(view.snapshot.day))));
    cells.max().unwrap_or(DAY).max(DAY)
}

/// Returns the cells of a change of hands by which a place went on: `G→T `.
pub fn hand(
    view: &View<'_>,
    look: Look,
    from: Option<PartyKey>,
    to: Option<PartyKey>,
) -> [Piece; 3] {
    let scenario = view.snapshot.scenario;
    let letter = |party| {
        let letter = place::letter(scenario, party).to_string();
        (letter, look.party(scenario, party))
    };
    let arrow = CHANGED.show(look.ascii()).to_owned();
    let (to, style) = letter(to);
    [
        letter(from),
        (arrow, look.style(Role::Changed)),
        (format!("{to} "), style),
    ]
}

/// Since when and on what grade; blank for a place held since before the log.
fn since(view: &View<'_>, look: Look, state: &PlaceState, form: RowForm) -> Vec<Piece> {
    let RowForm { fields, widths, .. } = form;
    let scenario = view.snapshot.scenario;
    let plain = look.style(Role::Text);
    let Some(claim) = state.since.map(|since| since.get(scenario)) else {
        return Vec::new();
    };
    let at = &claim.provenance.at;
    // Without an hour beside it the day is the scenario's.
    let day = if fields.words() {
        word_day(
            shown_day(at, scenario.clocks()),
            DayForm::Short,
            Some(view.snapshot.day),
        )
    } else {
        word_moment(at, view.snapshot, MomentForm::DayCell)
    };
    let mut pieces = vec![(format!(" {}", fit::right(&day, widths.day, "")), plain)];
    if fields.words() {
        let time = word_moment(at, view.snapshot, MomentForm::TimeWords);
        let time = if fit::width(&time) > 12 {
            word_moment(at, view.snapshot, MomentForm::TimeCell)
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
