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
use crate::snapshot::matches::Hit;
use crate::text::fit;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

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
    pub(super) fn has_blank(self) -> bool {
        self.0 >= 20
    }

    pub(super) fn has_since(self) -> bool {
        self.0 >= 26
    }

    pub(super) fn has_grade(self) -> bool {
        self.0 >= 29
    }

    pub(super) fn has_region(self) -> bool {
        self.0 >= 32 && !self.has_words()
    }

    pub(super) fn has_capital(self) -> bool {
        self.0 >= 47
    }

    /// The status and the part of the day in words.
    pub(super) fn has_words(self) -> bool {
        self.0 >= 70
    }

    /// Returns the cells behind the capital: since when, and on what grade.
    fn width_behind(self, day: usize) -> usize {
        let since = if self.has_since() { day + 1 } else { 0 };
        let time = if self.has_words() { TIME } else { 0 };
        let grade = if self.has_grade() { GRADE } else { 0 };
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
    pub(super) fn from_fields(view: &View<'_>, fields: Fields, is_headed: bool) -> Self {
        let scenario = view.snapshot.scenario;
        let day = day_cells(view);
        let if_so = |has: bool, cells: usize| if has { cells } else { 0 };
        let taken = 1
            + if_so(fields.has_region(), 3)
            + if_so(!fields.has_region() && fields.has_words(), 1)
            + 4
            + if_so(fields.has_blank(), 1)
            + NAME
            + if_so(fields.has_capital(), CAPITAL + 1)
            + if_so(fields.has_words(), STATUS)
            + fields.width_behind(day);
        let spare = usize::from(fields.0).saturating_sub(taken);
        // A day of another year takes its cells of a capital, or else of the name.
        let missing = taken.saturating_sub(usize::from(fields.0));
        let longest = |width: &dyn Fn(&Place) -> usize| {
            let listed = view.listing.places.iter();
            let widths = listed.map(|key| width(scenario.place(*key)));
            widths.max().unwrap_or(0)
        };
        let name = longest(&|place| fit::measure_width(name_of(place, is_headed)));
        let name = name.saturating_sub(NAME).min(spare);
        let seat =
            longest(&|place| fit::measure_width(place.seat_or_name())).saturating_sub(CAPITAL);
        let [of_capital, of_name] = if fields.has_capital() {
            [missing, 0]
        } else {
            [0, missing]
        };
        let seat = if_so(fields.has_capital(), seat.min(spare - name));
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
pub(super) fn row_of(
    view: &View<'_>,
    look: FrameStyle,
    key: PlaceKey,
    form: RowForm,
) -> Vec<StyledPiece> {
    let fields = form.fields;
    let scenario = view.snapshot.scenario;
    let place = scenario.place(key);
    let Some(state) = view.snapshot.place_state(key) else {
        return Vec::new();
    };
    let is_selected = view
        .selected_place()
        .is_some_and(|(_, selected)| selected == key);
    let plain = look.role_style(Role::Text);
    let cut = look.wording.cut_mark();
    let first = paint::place_marker(view, look, is_selected);
    let (first, style) = paint::mark_match(view, look, (first, plain), Hit::Place(key));
    let mut pieces = vec![first];
    if fields.has_region() {
        let initials = place
            .region
            .as_ref()
            .filter(|_| form.has_initials)
            .map_or_else(String::new, |name| region_initials(name));
        pieces.push((fit::align_left(&initials, 3, ""), plain));
    } else if fields.has_words() {
        pieces.push((" ".to_owned(), plain));
    }
    pieces.extend(state_of(view, look, state));
    pieces.push((
        (if fields.has_blank() { " " } else { "" }).to_owned(),
        plain,
    ));
    pieces.extend(name_pieces(view, look, state, (form, style)));
    if fields.has_words() {
        pieces.push((
            format!(" {}", fit::align_left(place::word_status(state), 10, cut)),
            plain,
        ));
    }
    if fields.has_since() {
        pieces.extend(since_pieces(view, look, state, form));
    }
    pieces
}

/// The name, and the capital behind it.
fn name_pieces(
    view: &View<'_>,
    look: FrameStyle,
    state: &PlaceState,
    (form, style): (RowForm, Style),
) -> Vec<StyledPiece> {
    let RowForm { fields, widths, .. } = form;
    let place = view.snapshot.scenario.place(state.place);
    let (plain, cut) = (look.role_style(Role::Text), look.wording.cut_mark());
    let mut pieces = Vec::new();
    let withheld = paint::withheld_of(view, state.supporting_events());
    let withheld_cells = fit::measure_width(withheld);
    let seat = place.seat_or_name();
    let is_named =
        place.capital.is_some() && (fields.has_words() || seat.as_str() != place.name.as_str());
    // A word or a name that needs it takes the room of a capital, where that has some, and of what is not known behind.
    let has_capital = fields.has_capital() && withheld.is_empty() && is_named;
    let capital = if fields.has_capital() {
        widths.capital + 1
    } else {
        0
    };
    let behind = if fields.has_words() || state.since.is_some() {
        0
    } else {
        fields.width_behind(widths.day)
    };
    let free = if has_capital { 0 } else { capital + behind };
    let name = name_of(place, form.is_headed);
    let needed = withheld_cells + fit::measure_width(name);
    let cells = needed.clamp(widths.name, widths.name + free);
    let name = place::cut_name(place, name, cells.saturating_sub(withheld_cells), cut);
    pieces.push((
        fit::align_left(&format!("{withheld}{name}"), cells, cut),
        style,
    ));
    if has_capital {
        let seat = fit::align_left(seat, widths.capital, cut);
        pieces.push((format!(" {seat}"), plain));
    } else if fields.has_capital() {
        let left = (widths.name + capital).saturating_sub(cells);
        pieces.push((" ".repeat(left), plain));
    }
    pieces
}

/// Three cells of state and one of mark: `  T `, `G→T `, `  G○`.
fn state_of(view: &View<'_>, look: FrameStyle, state: &PlaceState) -> [StyledPiece; 4] {
    let taken = view.snapshot.changes.holder_change(state.place);
    let from = taken.filter(|(_, to)| *to == state.holder);
    state_from(view, look, state, from.map(|(from, _)| from))
}

/// The same with who held it before, where it changed hands.
pub fn state_from(
    view: &View<'_>,
    look: FrameStyle,
    state: &PlaceState,
    from: Option<Option<PartyKey>>,
) -> [StyledPiece; 4] {
    let scenario = view.snapshot.scenario;
    let letter = |party| place::party_letter(scenario, party).to_string();
    let mark = place::choose_sign(state, look.is_ascii())
        .unwrap_or(" ")
        .to_owned();
    let now = (
        letter(state.holder),
        look.party_style(scenario, state.holder),
    );
    let mark = (mark, look.role_style(Role::Pressure));
    match from {
        Some(from) => {
            let arrow = (
                CHANGED.choose_form(look.is_ascii()).to_owned(),
                look.role_style(Role::Changed),
            );
            [
                (letter(from), look.party_style(scenario, from)),
                arrow,
                now,
                mark,
            ]
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
        Some(shown_day(&at, scenario.clock_zones()))
    });
    let cells =
        days.map(|day| fit::measure_width(&word_day(day, DayForm::Short, Some(view.snapshot.day))));
    cells.max().unwrap_or(DAY).max(DAY)
}

/// Returns the cells of a change of hands by which a place went on: `G→T `.
pub fn change_pieces(
    view: &View<'_>,
    look: FrameStyle,
    from: Option<PartyKey>,
    to: Option<PartyKey>,
) -> [StyledPiece; 3] {
    let scenario = view.snapshot.scenario;
    let letter = |party| {
        let letter = place::party_letter(scenario, party).to_string();
        (letter, look.party_style(scenario, party))
    };
    let arrow = CHANGED.choose_form(look.is_ascii()).to_owned();
    let (to, style) = letter(to);
    [
        letter(from),
        (arrow, look.role_style(Role::Changed)),
        (format!("{to} "), style),
    ]
}

/// Since when and on what grade; blank for a place held since before the log.
fn since_pieces(
    view: &View<'_>,
    look: FrameStyle,
    state: &PlaceState,
    form: RowForm,
) -> Vec<StyledPiece> {
    let RowForm { fields, widths, .. } = form;
    let scenario = view.snapshot.scenario;
    let plain = look.role_style(Role::Text);
    let Some(claim) = state.since.map(|since| since.get(scenario)) else {
        return Vec::new();
    };
    let at = &claim.provenance.at;
    // Without an hour beside it the day is the scenario's.
    let day = if fields.has_words() {
        word_day(
            shown_day(at, scenario.clock_zones()),
            DayForm::Short,
            Some(view.snapshot.day),
        )
    } else {
        word_moment(at, view.snapshot, MomentForm::DayCell)
    };
    let mut pieces = vec![(
        format!(" {}", fit::align_right(&day, widths.day, "")),
        plain,
    )];
    if fields.has_words() {
        let time = word_moment(at, view.snapshot, MomentForm::TimeWords);
        let time = if fit::measure_width(&time) > 12 {
            word_moment(at, view.snapshot, MomentForm::TimeCell)
        } else {
            time
        };
        pieces.push((
            format!(" {}", fit::align_left(&time, 12, look.wording.cut_mark())),
            look.role_style(Role::Muted),
        ));
    }
    if fields.has_grade() {
        pieces.push((
            format!(
                " {}",
                scenario.grade_item(&claim.provenance, &view.snapshot.cursor)
            ),
            plain,
        ));
    }
    pieces
}

/// `NE` for North-East.
fn region_initials(name: &str) -> String {
    name.split(['-', ' '])
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .take(2)
        .collect()
}
