//! Evidence on a place: what is shown and why, what it was before, what is disputed, every claim.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::parts::{
    Sheet, SheetContext, SheetItem, SheetRow, carrying_event, first_source, list_sources,
};
use crate::facts::place::{basis_word, party_letter, party_name, word_overlays};
use crate::facts::{capitalise_first, number, to_sentence};
use crate::model::claim::{Claim, Status};
use crate::model::id::Id;
use crate::snapshot::control::PlaceState;
use crate::snapshot::evidence::{ClaimSide, Did, Weighed, of_place};

/// The sheet of a place; `None` if the scenario has no such place.
pub(super) fn describe_place(id: &Id, tell: SheetContext<'_>) -> Option<Sheet> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let key = scenario.place_by_id(id.as_str())?;
    let state = snapshot.place_state(key)?;
    let place = scenario.place(key);
    let label = &scenario.heading.place_label;
    let region = place
        .region
        .as_ref()
        .map_or_else(String::new, |region| format!(", {region}"));
    let capital = place
        .capital
        .as_ref()
        .map_or_else(String::new, |capital| format!(". Capital {}", capital.name));
    let weighed = of_place(snapshot, key);
    let mut rows = Vec::new();
    let holder = party_name(scenario, state.holder);
    let none = none_since(tell, state);
    add_section(
        tell,
        &weighed,
        ClaimSide::For,
        (
            &format!("{} {holder}", tell.word_heading("For")),
            "none but the state before the log",
        ),
        &mut rows,
    );
    add_section(
        tell,
        &weighed,
        ClaimSide::Against,
        (&tell.word_heading("Against"), &none),
        &mut rows,
    );
    add_section(
        tell,
        &weighed,
        ClaimSide::Earlier,
        (&tell.word_heading("Earlier"), ""),
        &mut rows,
    );
    let about = format!(
        "the claim is not about the {}",
        scenario.heading.control_scope
    );
    add_section(
        tell,
        &weighed,
        ClaimSide::NotCounted,
        (&tell.word_heading("Not counted"), &about),
        &mut rows,
    );
    Some(Sheet {
        title: format!("{}, {label}{region}{capital}", place.name),
        intro: place_intro(tell, state),
        rows,
        ..Sheet::default()
    })
}

fn none_since(tell: SheetContext<'_>, state: &PlaceState) -> String {
    let scenario = tell.scenario_of();
    state.since.map_or_else(
        || "none".to_owned(),
        |since| {
            let day = since.get(scenario).provenance.at.day_in(scenario.zone());
            format!("none since {}", tell.word_day(day))
        },
    )
}

/// A heading with its claims; without any, what the heading says of that. Earlier and uncounted ones need none.
fn add_section(
    tell: SheetContext<'_>,
    weighed: &[Weighed],
    side: ClaimSide,
    (heading, none): (&str, &str),
    rows: &mut Vec<SheetRow>,
) {
    let mut claims = weighed.iter().filter(|entry| entry.side == side).peekable();
    let is_empty = claims.peek().is_none();
    if is_empty && matches!(side, ClaimSide::Earlier | ClaimSide::NotCounted) {
        return;
    }
    let beside = if is_empty || side == ClaimSide::NotCounted {
        none
    } else {
        ""
    };
    rows.push(SheetRow::Heading(heading.to_owned(), beside.to_owned()));
    rows.extend(claims.map(|entry| SheetRow::Item(claim_item(tell, entry))));
}

/// What is shown and why, what it was before, what is disputed.
fn place_intro(tell: SheetContext<'_>, state: &PlaceState) -> Vec<String> {
    let scenario = tell.scenario_of();
    let name = party_name(scenario, state.holder);
    let holder = if tell.is_aloud {
        name.to_owned()
    } else {
        format!("{} {name}", party_letter(scenario, state.holder))
    };
    let since = state.since.map_or_else(
        || "since before the log.".to_owned(),
        |since| {
            let provenance = &since.get(scenario).provenance;
            let basis = capitalise_first(state.basis.map_or("", basis_word));
            let when = tell.word_in_sentence(&provenance.at);
            format!(
                "since {when}. {basis}, {}.",
                scenario.grade_item(provenance, &tell.snapshot.cursor)
            )
        },
    );
    let beside = word_overlays(scenario, state)
        .into_iter()
        .map(|phrase| format!(" {}.", capitalise_first(&phrase)));
    let shown = format!("Shown: {holder}, {since}{}", beside.collect::<String>());
    let mut intro = vec![shown];
    if state.since.is_some() {
        intro.push(format!("Before: {}.", party_name(scenario, state.before)));
    }
    intro.extend(word_tie(tell, state));
    let followed = state.since.map(|since| &since.get(scenario).provenance.at);
    let moments: Vec<String> = followed
        .into_iter()
        .chain(state.alternative_moments(scenario))
        .map(|at| tell.word_in_sentence(at))
        .collect();
    let disputed = if moments.len() < 2 {
        String::new()
    } else {
        format!("Disputed: {}. ", moments.join(", or "))
    };
    let means = scenario
        .heading
        .control_means
        .as_ref()
        .map_or_else(String::new, |means| format!("Control means {means}."));
    intro.extend(Some(format!("{disputed}{means}")).filter(|text| !text.is_empty()));
    let place = scenario.place(state.place);
    let people = place
        .population
        .and_then(|people| usize::try_from(people).ok());
    let people = people.map(|people| format!("Population {}.", number::format_count(people)));
    let note = place.note.as_ref().map(|note| to_sentence(note));
    let about: Vec<String> = note.into_iter().chain(people).collect();
    intro.extend(Some(about.join(" ")).filter(|text| !text.is_empty()));
    intro
}

/// Says that claims tie, each with its party, moment and source, and what that does.
fn word_tie(tell: SheetContext<'_>, state: &PlaceState) -> Option<String> {
    let scenario = tell.scenario_of();
    let tie = state.tie.as_ref()?;
    let words = tie.claims.iter().map(|claim| {
        let claim = claim.get(scenario);
        format!(
            "{} ({}, {})",
            scenario.party(claim.party).name.bidi_terminated(),
            tell.word_in_sentence(&claim.provenance.at),
            first_source(tell, &claim.provenance)
        )
    });
    let words: Vec<String> = words.collect();
    let holder = match state.holder {
        Some(holder) => format!("{} keeps it", scenario.party(holder).name.bidi_terminated()),
        None => "nobody is known to hold it".to_owned(),
    };
    Some(format!(
        "Reports of one moment give it to different parties: {}. Nothing says which came last, so {holder}.",
        words.join(", ")
    ))
}

fn claim_item(tell: SheetContext<'_>, entry: &Weighed) -> SheetItem {
    let scenario = tell.scenario_of();
    let claim = entry.claim.get(scenario);
    let (carrier, target) = carrying_event(tell, entry.claim.event);
    let did = word_effect(entry.did, claim);
    let mut detail = vec![format!("{}: {did}", scenario.party(claim.party).name).into()];
    detail.extend(list_sources(tell, &claim.provenance));
    detail.extend(carrier);
    detail.extend(claim.note.as_ref().map(|note| to_sentence(note).into()));
    SheetItem {
        what: word_claim(
            claim,
            &scenario.heading.control_scope,
            &tell.word_party(claim.party),
        ),
        happened: tell.word_in_column(&claim.provenance.at),
        known: tell.word_in_column(&claim.provenance.recorded_at),
        basis: basis_word(claim.basis).to_owned(),
        source: first_source(tell, &claim.provenance),
        address: scenario.source_address(&claim.provenance, &tell.snapshot.cursor),
        grade: scenario
            .grade_item(&claim.provenance, &tell.snapshot.cursor)
            .to_string(),
        detail,
        target,
    }
}

/// What a claim says of its party, named by its letter or in full: `T holds capital`.
fn word_claim(claim: &Claim, usual: &str, party: &str) -> String {
    let scope = claim.scope.as_deref().unwrap_or(usual);
    match claim.status {
        Status::Held => format!("{party} holds {scope}"),
        Status::Denied => format!("{party} denies it"),
        Status::Contested => format!("{party} fights for it"),
        Status::Encircled => format!("{party} encircles it"),
        Status::Threatened => format!("{party} threatens it"),
    }
}

/// What a claim did to the state.
fn word_effect(did: Did, claim: &Claim) -> String {
    match did {
        Did::Flipped => "this report changed who holds it.".to_owned(),
        Did::BoreOut => "bears the holder out and settles what is older.".to_owned(),
        Did::Contested => "makes the place contested.".to_owned(),
        Did::Pressed => "puts the place under pressure; the holder stays.".to_owned(),
        Did::Marked => "does not flip it: claimed only.".to_owned(),
        Did::AlreadyHeld => "changes nothing: it held the place already.".to_owned(),
        Did::BareWord => "changes nothing: claimed only.".to_owned(),
        Did::NothingToDeny => {
            "changes nothing: there was no change to deny, or it was confirmed.".to_owned()
        }
        Did::Tied => {
            "ties with others of the same moment: nothing says which came last, so the holder stays."
                .to_owned()
        }
        Did::Followed => "changes nothing: others of the same moment came after it.".to_owned(),
        Did::TooWide => {
            "changes nothing: a report with a closer moment inside this one counts instead.".to_owned()
        }
        Did::OtherScope => "not counted: it is about another part of the place.".to_owned(),
        Did::NotFollowed => {
            let why = claim.alternative.as_deref().unwrap_or_default();
            format!("not followed: {}", to_sentence(why))
        }
    }
}
