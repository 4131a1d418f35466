//! The state of a place in words: the same sentence in the detail line, in evidence and in plain mode.
//!
//! The mark of an overlay and its word are declared here together.

use crate::facts::sign::{CLAIMED, CONTESTED, ENCIRCLED, THREATENED, UNKNOWN_LETTER};
use crate::facts::{capitalise_first, find_word as word_of, moment, summary};
use crate::model::claim::Basis;
use crate::model::id::{PartyKey, PlaceKey};
use crate::model::scenario::{Place, Scenario};
use crate::snapshot::Snapshot;
use crate::snapshot::control::{Control, PlaceState, PressureKind};
use crate::text::direction::terminate_bidi;
use crate::text::{Text, fit};

/// The sign after a holder's letter: the graver of two shows.
pub fn choose_sign(state: &PlaceState, ascii: bool) -> Option<&'static str> {
    let sign = match (
        state.derive_control(),
        state.pressure.map(|pressure| pressure.kind),
    ) {
        (Control::Contested, _) => CONTESTED,
        (_, Some(PressureKind::Encircled)) => ENCIRCLED,
        (Control::Claimed, _) => CLAIMED,
        (_, Some(PressureKind::Threatened)) => THREATENED,
        _ => return None,
    };
    Some(sign.choose_form(ascii))
}

/// The word for the graver of what is said of a place: held, contested, encircled, claimed, threatened, unknown.
pub fn word_status(state: &PlaceState) -> &'static str {
    match (
        state.derive_control(),
        state.pressure.map(|pressure| pressure.kind),
    ) {
        (Control::Contested, _) => Control::Contested.to_word(),
        (_, Some(PressureKind::Encircled)) => PressureKind::Encircled.to_word(),
        (Control::Claimed, _) => Control::Claimed.to_word(),
        (_, Some(PressureKind::Threatened)) => PressureKind::Threatened.to_word(),
        (Control::Unknown, None) => Control::Unknown.to_word(),
        (Control::Held, None) => Control::Held.to_word(),
    }
}

/// The places of each mark, graver marks first; none of a mark that no place has.
pub fn group_by_status<'s>(snapshot: &'s Snapshot<'_>) -> Vec<(&'static str, Vec<&'s PlaceState>)> {
    let words = [
        Control::Contested.to_word(),
        PressureKind::Encircled.to_word(),
        Control::Claimed.to_word(),
        PressureKind::Threatened.to_word(),
    ];
    let with = |mark: &'static str| {
        let places = snapshot.places.iter();
        (
            mark,
            places.filter(|state| word_status(state) == mark).collect(),
        )
    };
    let all = words.map(with).into_iter();
    all.filter(|(_, places): &(_, Vec<_>)| !places.is_empty())
        .collect()
}

/// Returns the heading of the list of places, made from the scenario's word for one: `Provinces`.
pub fn pluralise_place_label(scenario: &Scenario) -> String {
    let word = capitalise_first(&scenario.heading.place_label);
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with(|letter: char| letter.is_ascii_alphabetic()) => format!("{word}s"),
        // What is not in Latin letters has plurals of its own.
        _ => terminate_bidi(&word).into_owned(),
    }
}

/// Returns what a place is called where somebody takes it: by its capital, where that is what control is about.
pub fn name_place(scenario: &Scenario, place: PlaceKey) -> &str {
    let place = scenario.place(place);
    if summary::is_about_capitals(scenario) {
        place.full_seat().as_str()
    } else {
        place.full_name().as_str()
    }
}

/// Returns a place's name with its seat behind it, where that has another one.
pub fn name_and_seat(place: &Place) -> (&str, Option<&str>) {
    let seat = Some(place.seat_or_name()).filter(|seat| **seat != place.name);
    (place.full_name().as_str(), seat.map(Text::as_str))
}

/// Returns the name of a place in at most so many cells: a cut one keeps what tells it from those that begin alike.
pub fn cut_name(place: &Place, name: &str, cells: usize, mark: &str) -> String {
    if fit::measure_width(name) <= cells {
        return name.to_owned();
    }
    let cut = fit::cut_to_fit(name, cells, mark);
    let retained = cut.strip_suffix(mark).unwrap_or(&cut);
    if retained.chars().count() > usize::from(place.shared_start) {
        return cut;
    }
    let room = cells.saturating_sub(fit::measure_width(mark));
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
        .find(|end| fit::measure_width(end) * 3 <= room * 2);
    let end = end.unwrap_or_else(|| fit::take_head(after, room / 2));
    let start = fit::take_head(name, room.saturating_sub(fit::measure_width(end)));
    format!("{}{mark}{end}", start.trim_end())
}

/// A party's name, or `nobody known`.
pub fn party_name(scenario: &Scenario, party: Option<PartyKey>) -> &str {
    party.map_or("nobody known", |party| scenario.party(party).name.as_str())
}

/// A party's letter; `?` for nobody known.
pub fn party_letter(scenario: &Scenario, party: Option<PartyKey>) -> char {
    party.map_or(UNKNOWN_LETTER, |party| scenario.party(party).letter)
}

/// The word for a basis.
pub fn basis_word(basis: Basis) -> &'static str {
    word_of(&Basis::WORDS, basis)
}

/// The state of a place in one sentence without its name: `Taliban since Thu 12 Aug, late evening; reported, B1`.
pub fn word_place_state(snapshot: &Snapshot<'_>, state: &PlaceState) -> String {
    let scenario = snapshot.scenario;
    let mut phrase = vec![party_name(scenario, state.holder).to_owned()];
    if let Some(since) = state.since {
        let grade = scenario.grade_item(&since.get(scenario).provenance, &snapshot.cursor);
        let basis = state.basis.map_or("", basis_word);
        phrase = vec![
            format!("{} since {}", phrase.concat(), since_words(snapshot, state)),
            format!("{basis}, {grade}"),
        ];
    } else if state.holder.is_some() {
        phrase = vec![format!("{}, since before the log", phrase.concat())];
    }
    phrase.extend(overlays_in_full(snapshot, state));
    phrase.join("; ")
}

/// Since when: `Thu 12 Aug, late evening`. Short rows show this alone; evidence has the alternatives.
fn since_words(snapshot: &Snapshot<'_>, state: &PlaceState) -> String {
    let scenario = snapshot.scenario;
    let at = state.since.map(|since| since.get(scenario).provenance.at);
    at.map_or_else(String::new, |at| {
        moment::word_moment(&at, snapshot, moment::MomentForm::Sentence)
    })
}

/// What is said where nothing orders reports of one moment.
pub const NOT_ORDERED: &str = "nothing says which report came last";

/// Returns what is said of a place beside its holder, with whose word is on which side where reports tie.
pub fn overlays_in_full(snapshot: &Snapshot<'_>, state: &PlaceState) -> Vec<String> {
    let overlays = word_overlays(snapshot.scenario, state);
    let Some(tie) = word_tie(snapshot, state) else {
        return overlays;
    };
    let is_settled = !state.rivals.is_empty() && are_all_tied(snapshot.scenario, state);
    let rest = overlays.into_iter().skip(usize::from(is_settled));
    std::iter::once(tie).chain(rest).collect()
}

/// Returns whether every rival of a place has one of the reports that tie.
fn are_all_tied(scenario: &Scenario, state: &PlaceState) -> bool {
    let tied = state.tie.iter().flat_map(|tie| &tie.claims);
    let tied: Vec<PartyKey> = tied.map(|claim| claim.get(scenario).party).collect();
    let mut rivals = state.rivals.iter();
    rivals.all(|rival| tied.contains(&rival.party))
}

/// Words reports of one moment that give a place to different parties, with its state:
/// `contested: held by Taliban, says AP; by Government, says TOLO; nothing says which report came last`.
pub fn word_tie(snapshot: &Snapshot<'_>, state: &PlaceState) -> Option<String> {
    let scenario = snapshot.scenario;
    let tie = state.tie.as_ref()?;
    let reports = tie.claims.iter().map(|claim| {
        let claim = claim.get(scenario);
        let party = scenario.party(claim.party).name.bidi_terminated();
        let source = scenario.first_source(&claim.provenance, &snapshot.cursor);
        let source = source.map_or("no source".into(), |source| {
            source.publisher.bidi_terminated()
        });
        format!("by {party}, says {source}")
    });
    let reports: Vec<String> = reports.collect();
    let reports = reports.join("; ");
    let state = state.derive_control().to_word();
    Some(format!("{state}: held {reports}; {NOT_ORDERED}"))
}

/// Returns the words for the state of a place beside its holder: `contested by Taliban`, `encircled by Taliban`.
pub fn word_overlays(scenario: &Scenario, state: &PlaceState) -> Vec<String> {
    let name = |party: PartyKey| scenario.party(party).name.as_str();
    let mut phrase = Vec::new();
    if !state.rivals.is_empty() {
        let rivals: Vec<&str> = state.rivals.iter().map(|rival| name(rival.party)).collect();
        phrase.push(format!("contested by {}", rivals.join(" and ")));
    }
    if let Some(pressure) = state.pressure {
        phrase.push(format!(
            "{} by {}",
            pressure.kind.to_word(),
            name(pressure.party)
        ));
    }
    if let Some(mark) = state.mark {
        phrase.push(format!("claimed by {}", name(mark.party)));
    }
    phrase
}
