//! Control in the report: what changed first, then who holds what, region by region, and the map.
//!
//! `brief` calls it; the changes themselves are worded in `entries`, as the ledger words them.

use super::report::{Report, bracketed};
use crate::export::document::parts::{Block, Table, Tile, Words};
use crate::export::entries::{self, PlaceEntry};
use crate::facts::palette::place_in_palette;
use crate::facts::sign::CHANGED;
use crate::facts::{change, number, place};
use crate::model::id::{PartyKey, PlaceKey};
use crate::snapshot::control::PlaceState;
use crate::snapshot::ledger::Why;
use crate::snapshot::{compared, order};

/// The most places that are all named; of more, each region has its numbers and what stands out.
const MOST_NAMED: usize = 80;

/// What the section is called: `Control: 5 capitals changed hands; 1 newly encircled`.
pub(super) fn heading(report: &Report<'_, '_>) -> String {
    format!(
        "Control: {}",
        change::summary(report.teller.scenario, report.ledger).join("; ")
    )
}

/// The changes, the map, the regions.
pub(super) fn changes(report: &mut Report<'_, '_>) -> Vec<Block> {
    let rows = rows(report);
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            head: vec![""; 5],
            flexible: 1,
            rows,
            ..Table::default()
        }));
    }
    let tiles = tiles(report);
    if !tiles.is_empty() {
        blocks.push(Block::Map(tiles));
    }
    let facts = regions(report);
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    blocks
}

/// What changed; places of which the same is said on the same word share a row.
fn rows(report: &mut Report<'_, '_>) -> Vec<Vec<Words>> {
    let mut rows: Vec<(Vec<PlaceEntry>, Vec<PlaceKey>)> = Vec::new();
    for news in compared::places(report.ledger, Why::Happened) {
        let Some(after) = report.snapshot.place(news.place) else {
            continue;
        };
        let told = entries::place(&mut report.teller, &news, after);
        let says_the_same = |first: &[PlaceEntry]| match (first, told.as_slice()) {
            ([first], [entry]) => {
                !first.said.is_empty()
                    && (&first.letters, &first.said, &first.judged)
                        == (&entry.letters, &entry.said, &entry.judged)
            }
            _ => false,
        };
        match rows.iter_mut().find(|(first, _)| says_the_same(first)) {
            Some((_, places)) => places.push(news.place),
            None => rows.push((told, vec![news.place])),
        }
        for claim in news.claims() {
            report.tell(claim.event);
        }
    }
    let name = |place: &PlaceKey| report.snapshot.scenario.place(*place).full_name().as_str();
    let rows = rows.into_iter().flat_map(|(mut told, places)| {
        if places.len() > 1
            && let Some(first) = told.first_mut()
        {
            first.name = places.iter().map(name).collect::<Vec<_>>().join(", ");
        }
        told.into_iter().map(PlaceEntry::cells)
    });
    rows.collect()
}

/// Each region with the places of each party, in the order of parties; unknown holders last.
fn regions(report: &Report<'_, '_>) -> Vec<(String, Words)> {
    let scenario = report.snapshot.scenario;
    let places = order::by_region(scenario);
    let region = |place: PlaceKey| scenario.place(place).region.as_deref();
    let mut parties: Vec<Option<PartyKey>> = scenario.party_keys().map(Some).collect();
    parties.push(None);
    let mut facts = Vec::new();
    for group in places.chunk_by(|a, b| region(*a) == region(*b)) {
        let held = parties.iter().filter_map(|party| {
            let its: Vec<&PlaceState> = group
                .iter()
                .filter_map(|place| report.snapshot.place(*place))
                .filter(|state| state.holder == *party)
                .collect();
            (!its.is_empty()).then(|| holding(report, *party, &its))
        });
        let words = Words::joined(held.collect::<Vec<_>>(), "; ");
        let name = group.first().and_then(|place| region(*place));
        let name = name.map_or_else(|| place::plural(scenario), str::to_owned);
        facts.push((name, words));
    }
    facts
}

/// `T Jowzjan, Samangan, Sar-e Pol`, what is said beside a holder in brackets, those that changed strong.
fn holding(report: &Report<'_, '_>, party: Option<PartyKey>, states: &[&PlaceState]) -> Words {
    let scenario = report.snapshot.scenario;
    let is_all_named = scenario.places.len() <= MOST_NAMED;
    let stands_out = |state: &PlaceState| {
        place::mark(state, false).is_some() || report.ledger.taken(state.place).is_some()
    };
    let letter = Words::new().piece(report.teller.letter(party));
    let count = if is_all_named {
        " ".to_owned()
    } else {
        format!(" {}: ", number::count(states.len()))
    };
    let listed = states
        .iter()
        .filter(|state| is_all_named || stands_out(state));
    let names = Words::joined(listed.map(|state| name(report, state)), ", ");
    let count = if names.is_empty() {
        count.trim_end_matches([':', ' ']).to_owned()
    } else {
        count
    };
    letter.text(count).words(names)
}

/// The name of a place, strong where it changed hands, with the graver of what is said beside its holder.
fn name(report: &Report<'_, '_>, state: &PlaceState) -> Words {
    let name = report.snapshot.scenario.place(state.place);
    let name = name.name_in_region().as_str();
    let words = if report.ledger.taken(state.place).is_some() {
        Words::new().strong(name)
    } else {
        Words::from(name)
    };
    match place::mark(state, false) {
        Some(_) => words.text(format!(" ({})", place::word(state))),
        None => words,
    }
}

/// The tiles of the map; none for a scenario without.
fn tiles(report: &Report<'_, '_>) -> Vec<Tile> {
    let scenario = report.snapshot.scenario;
    let ascii = report.teller.style.ascii;
    let tile = |key: PlaceKey| {
        let named = scenario.place(key);
        let state = report.snapshot.place(key)?;
        let taken = report.ledger.taken(key);
        let change = taken.map(|(from, _)| from);
        let before = change.map_or_else(String::new, |from| {
            format!("{}{}", place::letter(scenario, from), CHANGED.show(ascii))
        });
        let letter = place::letter(scenario, state.holder);
        let mark = place::mark(state, ascii).unwrap_or_default();
        Some(Tile {
            at: named.tile?,
            code: named.tile_code().chars().take(3).collect(),
            words: format!(
                "{}: {}",
                named.full_name(),
                place::sentence(report.snapshot, state)
            ),
            state: format!("{before}{letter}{mark}"),
            party: state.holder.map(|party| place_in_palette(scenario, party)),
            has_changed: change.is_some(),
        })
    };
    scenario.place_keys().filter_map(tile).collect()
}

/// The claim that puts a rival or a mark on a place, with its source in brackets.
pub(super) fn disputed_by(report: &mut Report<'_, '_>, state: &PlaceState) -> Vec<Words> {
    let scenario = report.snapshot.scenario;
    let contenders = state.rivals.iter().map(|rival| ("contested", rival));
    let marks = state.mark.iter().map(|mark| ("claimed", mark));
    let name = report.teller.place(state.place);
    contenders
        .chain(marks)
        .map(|(word, contender)| {
            let party = report.teller.party(contender.party);
            let provenance = &contender.claim.get(scenario).provenance;
            let source = bracketed(report.teller.source(provenance));
            Words::from(format!("{name} {word} by {party}")).words(source)
        })
        .collect()
}
