//! The state of a place in words: the same sentence in the detail line, in evidence and in plain mode.
//!
//! The mark of an overlay and its word are declared here together.

use crate::facts::sign::{CLAIMED, CONTESTED, ENCIRCLED, THREATENED, UNKNOWN_LETTER};
use crate::facts::{capitalised, moment, summary, word as word_of};
use crate::model::claim::Basis;
use crate::model::id::{PartyKey, PlaceKey};
use crate::model::scenario::{Place, Scenario};
use crate::snapshot::Snapshot;
use crate::snapshot::control::{Control, PlaceState, PressureKind};
use crate::text::direction::closed;
use crate::text::{Text, fit};

/// The sign after a holder's letter: the graver of two shows.
pub fn mark(state: &PlaceState, ascii: bool) -> Option<&'static str> {
    let sign = match (
        state.control(),
        state.pressure.map(|pressure| pressure.kind),
    ) {
        (Control::Contested, _) => CONTESTED,
        (_, Some(PressureKind::Encircled)) => ENCIRCLED,
        (Control::Claimed, _) => CLAIMED,
        (_, Some(PressureKind::Threatened)) => THREATENED,
        _ => return None,
    };
    Some(sign.show(ascii))
}

/// The word for the graver of what is said of a place: held, contested, encircled, claimed, threatened, unknown.
pub fn word(state: &PlaceState) -> &'static str {
    match (
        state.control(),
        state.pressure.map(|pressure| pressure.kind),
    ) {
        (Control::Unknown, _) => Control::Unknown.word(),
        (Control::Contested, _) => Control::Contested.word(),
        (_, Some(PressureKind::Encircled)) => PressureKind::Encircled.word(),
        (Control::Claimed, _) => Control::Claimed.word(),
        (_, Some(PressureKind::Threatened)) => PressureKind::Threatened.word(),
        (Control::Held, None) => Control::Held.word(),
    }
}

/// The places of each mark, graver marks first; none of a mark that no place has.
pub fn marked<'s>(snapshot: &'s Snapshot<'_>) -> Vec<(&'static str, Vec<&'s PlaceState>)> {
    let words = [
        Control::Contested.word(),
        PressureKind::Encircled.word(),
        Control::Claimed.word(),
        PressureKind::Threatened.word(),
    ];
    let with = |mark: &'static str| {
        let places = snapshot.places.iter();
        (mark, places.filter(|state| word(state) == mark).collect())
    };
    let all = words.map(with).into_iter();
    all.filter(|(_, places): &(_, Vec<_>)| !places.is_empty())
        .collect()
}

/// What the list of places is called, from the scenario's word for one: `Provinces`.
pub fn plural(scenario: &Scenario) -> String {
    let word = capitalised(&scenario.heading.place_label);
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with(|letter: char| letter.is_ascii_alphabetic()) => format!("{word}s"),
        // What is not in Latin letters has plurals of its own.
        _ => closed(&word).into_owned(),
    }
}

/// Returns what a place is called where somebody takes it: by its capital, where that is what control is about.
pub fn spoken(scenario: &Scenario, place: PlaceKey) -> &str {
    let place = scenario.place(place);
    if summary::is_about_capitals(scenario) {
        place.full_seat().as_str()
    } else {
        place.full_name().as_str()
    }
}

/// Returns a place's name with its seat behind it, where that has another one.
pub fn name_and_seat(place: &Place) -> (&str, Option<&str>) {
    let seat = Some(place.seat()).filter(|seat| **seat != place.name);
    (place.full_name().as_str(), seat.map(Text::as_str))
}

/// Returns the name of a place in at most so many cells: a cut one keeps what tells it from those that begin alike.
pub fn cut_name(place: &Place, name: &str, cells: usize, mark: &str) -> String {
    if fit::width(name) <= cells {
        return name.to_owned();
    }
    let cut = fit::cut(name, cells, mark);
    let kept = cut.strip_suffix(mark).unwrap_or(&cut);
    if kept.chars().count() > usize::from(place.shared_start) {
        return cut;
    }
    let room = cells.saturating_sub(fit::width(mark));
    let start = name
        .char_indices()
        .nth(usize::from(place.shared_start))
        .map_or(0, |(at, _)| at);
    // From the word in which the names part, if half of the room holds it.
    let (before, after) = name.split_at(start);
    let word = before.rfind(' ').map_or(0, |blank| blank + 1);
    let word = name.get(word..).unwrap_or(after);
    let end = [word, after]
        .into_iter()
        .find(|end| fit::width(end) * 3 <= room * 2);
    let end = end.unwrap_or_else(|| fit::head(after, room / 2));
    let start = fit::head(name, room.saturating_sub(fit::width(end)));
    format!("{}{mark}{end}", start.trim_end())
}

/// A party's name, or `nobody known`.
pub fn party_name(scenario: &Scenario, party: Option<PartyKey>) -> &str {
    party.map_or("nobody known", |party| scenario.party(party).name.as_str())
}

/// A party's letter; `?` for nobody known.
pub fn letter(scenario: &Scenario, party: Option<PartyKey>) -> char {
    party.map_or(UNKNOWN_LETTER, |party| scenario.party(party).letter)
}

/// The word for a basis.
pub fn basis_word(basis: Basis) -> &'static str {
    word_of(&Basis::WORDS, basis)
}

/// The state of a place in one sentence without its name: `Taliban since Thu 12 Aug, late evening; reported, B1`.
pub fn sentence(snapshot: &Snapshot<'_>, state: &PlaceState) -> String {
    let scenario = snapshot.scenario;
    let mut said = vec![party_name(scenario, state.holder).to_owned()];
    if let Some(since) = state.since {
        let grade = scenario.grade(&since.get(scenario).provenance, &snapshot.cursor);
        let basis = state.basis.map_or("", basis_word);
        said = vec![
            format!("{} since {}", said.concat(), since_words(snapshot, state)),
            format!("{basis}, {grade}"),
        ];
    } else if state.holder.is_some() {
        said = vec![format!("{}, since before the log", said.concat())];
    }
    said.extend(overlays(scenario, state));
    said.join("; ")
}

/// Since when: `Thu 12 Aug, late evening`. Short rows show this alone; evidence has the alternatives.
fn since_words(snapshot: &Snapshot<'_>, state: &PlaceState) -> String {
    let scenario = snapshot.scenario;
    let at = state.since.map(|since| since.get(scenario).provenance.at);
    at.map_or_else(String::new, |at| {
        moment::word_moment(&at, snapshot, moment::MomentForm::Sentence)
    })
}

/// What is said of a place beside its holder: `contested by Taliban`, `encircled by Taliban`.
pub fn overlays(scenario: &Scenario, state: &PlaceState) -> Vec<String> {
    let name = |party: PartyKey| scenario.party(party).name.as_str();
    let mut said = Vec::new();
    if !state.rivals.is_empty() {
        let rivals: Vec<&str> = state.rivals.iter().map(|rival| name(rival.party)).collect();
        said.push(format!("contested by {}", rivals.join(" and ")));
    }
    if let Some(pressure) = state.pressure {
        said.push(format!(
            "{} by {}",
            pressure.kind.word(),
            name(pressure.party)
        ));
    }
    if let Some(mark) = state.mark {
        said.push(format!("claimed by {}", name(mark.party)));
    }
    said
}
