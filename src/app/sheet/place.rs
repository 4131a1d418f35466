//! Evidence on a place: what is shown and why, what it was before, what is disputed, every claim.
//!
//! Called by `Sheet::of`; what it says comes from the snapshot alone.

use super::parts::{Item, Row, Sheet, Teller, carrier, first_source, sources};
use crate::facts::place::{basis_word, letter, overlays, party_name};
use crate::facts::{capitalised, number, sentence};
use crate::model::claim::{Claim, Status};
use crate::model::id::Id;
use crate::snapshot::control::PlaceState;
use crate::snapshot::evidence::{Did, Side, Weighed, of_place};

/// The sheet of a place; `None` if the scenario has no such place.
pub(super) fn sheet(id: &Id, tell: Teller<'_>) -> Option<Sheet> {
    let snapshot = tell.snapshot;
    let scenario = snapshot.scenario;
    let key = scenario.place_by_id(id.as_str())?;
    let state = snapshot.place(key)?;
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
    section(
        tell,
        &weighed,
        Side::For,
        (
            &format!("{} {holder}", tell.heading("For")),
            "none but the state before the log",
        ),
        &mut rows,
    );
    section(
        tell,
        &weighed,
        Side::Against,
        (&tell.heading("Against"), &none),
        &mut rows,
    );
    section(
        tell,
        &weighed,
        Side::Earlier,
        (&tell.heading("Earlier"), ""),
        &mut rows,
    );
    let about = format!(
        "the claim is not about the {}",
        scenario.heading.control_scope
    );
    section(
        tell,
        &weighed,
        Side::NotCounted,
        (&tell.heading("Not counted"), &about),
        &mut rows,
    );
    Some(Sheet {
        title: format!("{}, {label}{region}{capital}", place.name),
        intro: intro(tell, state),
        rows,
        ..Sheet::default()
    })
}

fn none_since(tell: Teller<'_>, state: &PlaceState) -> String {
    let scenario = tell.scenario();
    state.since.map_or_else(
        || "none".to_owned(),
        |since| {
            let day = since.get(scenario).provenance.at.day_in(scenario.zone());
            format!("none since {}", tell.day(day))
        },
    )
}

/// A heading with its claims; without any, what the heading says of that. Earlier and uncounted ones need none.
fn section(
    tell: Teller<'_>,
    weighed: &[Weighed],
    side: Side,
    (heading, none): (&str, &str),
    rows: &mut Vec<Row>,
) {
    let mut claims = weighed.iter().filter(|entry| entry.side == side).peekable();
    let is_empty = claims.peek().is_none();
    if is_empty && matches!(side, Side::Earlier | Side::NotCounted) {
        return;
    }
    let beside = if is_empty || side == Side::NotCounted {
        none
    } else {
        ""
    };
    rows.push(Row::Heading(heading.to_owned(), beside.to_owned()));
    rows.extend(claims.map(|entry| Row::Item(item(tell, entry))));
}

/// What is shown and why, what it was before, what is disputed.
fn intro(tell: Teller<'_>, state: &PlaceState) -> Vec<String> {
    let scenario = tell.scenario();
    let name = party_name(scenario, state.holder);
    let holder = if tell.is_aloud {
        name.to_owned()
    } else {
        format!("{} {name}", letter(scenario, state.holder))
    };
    let since = state.since.map_or_else(
        || "since before the log.".to_owned(),
        |since| {
            let provenance = &since.get(scenario).provenance;
            let basis = capitalised(state.basis.map_or("", basis_word));
            let when = tell.when(&provenance.at);
            format!(
                "since {when}. {basis}, {}.",
                scenario.grade(provenance, &tell.snapshot.cursor)
            )
        },
    );
    let beside = overlays(scenario, state)
        .into_iter()
        .map(|said| format!(" {}.", capitalised(&said)));
    let shown = format!("Shown: {holder}, {since}{}", beside.collect::<String>());
    let mut intro = vec![shown];
    if state.since.is_some() {
        intro.push(format!("Before: {}.", party_name(scenario, state.before)));
    }
    intro.extend(tie(tell, state));
    let followed = state.since.map(|since| &since.get(scenario).provenance.at);
    let moments: Vec<String> = followed
        .into_iter()
        .chain(state.alternatives(scenario))
        .map(|at| tell.when(at))
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
    let people = people.map(|people| format!("Population {}.", number::count(people)));
    let note = place.note.as_ref().map(|note| sentence(note));
    let about: Vec<String> = note.into_iter().chain(people).collect();
    intro.extend(Some(about.join(" ")).filter(|text| !text.is_empty()));
    intro
}

/// Says that claims tie, each with its party, moment and source, and what that does.
fn tie(tell: Teller<'_>, state: &PlaceState) -> Option<String> {
    let scenario = tell.scenario();
    let tie = state.tie.as_ref()?;
    let words = tie.claims.iter().map(|claim| {
        let claim = claim.get(scenario);
        format!(
            "{} ({}, {})",
            scenario.party(claim.party).name.closed(),
            tell.when(&claim.provenance.at),
            first_source(tell, &claim.provenance)
        )
    });
    let words: Vec<String> = words.collect();
    let holder = match state.holder {
        Some(holder) => format!("{} keeps it", scenario.party(holder).name.closed()),
        None => "nobody is known to hold it".to_owned(),
    };
    Some(format!(
        "Reports of one moment give it to different parties: {}. Nothing says which came last, so {holder}.",
        words.join(", ")
    ))
}

fn item(tell: Teller<'_>, entry: &Weighed) -> Item {
    let scenario = tell.scenario();
    let claim = entry.claim.get(scenario);
    let (carrier, target) = carrier(tell, entry.claim.event);
    let did = did(entry.did, claim);
    let mut detail = vec![format!("{}: {did}", scenario.party(claim.party).name).into()];
    detail.extend(sources(tell, &claim.provenance));
    detail.extend(carrier);
    detail.extend(claim.note.as_ref().map(|note| sentence(note).into()));
    Item {
        what: what(
            claim,
            &scenario.heading.control_scope,
            &tell.party(claim.party),
        ),
        happened: tell.column(&claim.provenance.at),
        known: tell.column(&claim.provenance.recorded_at),
        basis: basis_word(claim.basis).to_owned(),
        source: first_source(tell, &claim.provenance),
        address: scenario.address(&claim.provenance, &tell.snapshot.cursor),
        grade: scenario
            .grade(&claim.provenance, &tell.snapshot.cursor)
            .to_string(),
        detail,
        target,
    }
}

/// What a claim says of its party, named by its letter or in full: `T holds capital`.
fn what(claim: &Claim, usual: &str, party: &str) -> String {
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
fn did(did: Did, claim: &Claim) -> String {
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
            format!("not followed: {}", sentence(why))
        }
    }
}
