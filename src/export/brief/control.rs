//! Control in the report: what changed first, then who holds what, region by region, and the map.
//!
//! `brief` calls it; the changes themselves are worded in `entries`, as the ledger words them.

use super::report::{BriefReport, in_brackets};
use crate::export::document::parts::{DocumentBlock, DocumentTable, DocumentWords, Tile};
use crate::export::entries::{self, PlaceEntry};
use crate::facts::palette::place_in_palette;
use crate::facts::place::NOT_ORDERED;
use crate::facts::sign::CHANGED;
use crate::facts::{change, number, place};
use crate::model::id::{PartyKey, PlaceKey};
use crate::snapshot::control::{Contender, PlaceState, Tie};
use crate::snapshot::ledger::Why;
use crate::snapshot::{compared, order};

/// The most places that are all named; of more, each region has its numbers and what stands out.
const MOST_NAMED: usize = 80;

/// What the section is called: `Control: 5 capitals changed hands; 1 newly encircled`.
pub(super) fn word_heading(report: &BriefReport<'_, '_>) -> String {
    format!(
        "Control: {}",
        change::summarise_place_changes(report.writer.scenario, report.whole).join("; ")
    )
}

/// The changes, the map, the regions.
pub(super) fn control_blocks(report: &mut BriefReport<'_, '_>) -> Vec<DocumentBlock> {
    let rows = change_rows(report);
    let mut blocks = Vec::new();
    if !rows.is_empty() {
        blocks.push(DocumentBlock::Table(DocumentTable {
            head: vec![""; 5],
            flexible: 1,
            rows,
            ..DocumentTable::default()
        }));
    }
    let tiles = map_tiles(report);
    if !tiles.is_empty() {
        blocks.push(DocumentBlock::Map(tiles));
    }
    let facts = list_regions(report);
    if !facts.is_empty() {
        blocks.push(DocumentBlock::Facts(facts));
    }
    blocks
}

/// What changed; places of which the same is said on the same word share a row.
fn change_rows(report: &mut BriefReport<'_, '_>) -> Vec<Vec<DocumentWords>> {
    let mut rows: Vec<(Vec<PlaceEntry>, Vec<PlaceKey>)> = Vec::new();
    for news in compared::list_place_news(report.ledger, Why::Happened) {
        let Some(after) = report.snapshot.place_state(news.place) else {
            continue;
        };
        let mentioned = entries::place_entries(&mut report.writer, &news, after);
        let says_the_same = |first: &[PlaceEntry]| match (first, mentioned.as_slice()) {
            ([first], [entry]) => {
                !first.phrase.is_empty()
                    && (&first.letters, &first.phrase, &first.judged)
                        == (&entry.letters, &entry.phrase, &entry.judged)
            }
            _ => false,
        };
        match rows.iter_mut().find(|(first, _)| says_the_same(first)) {
            Some((_, places)) => places.push(news.place),
            None => rows.push((mentioned, vec![news.place])),
        }
        for claim in news.supporting_claims() {
            report.mark_item(claim.event);
        }
    }
    let name = |place: &PlaceKey| report.snapshot.scenario.place(*place).full_name().as_str();
    let rows = rows.into_iter().flat_map(|(mut mentioned, places)| {
        if places.len() > 1
            && let Some(first) = mentioned.first_mut()
        {
            first.name = places.iter().map(name).collect::<Vec<_>>().join(", ");
        }
        mentioned.into_iter().map(PlaceEntry::into_cells)
    });
    rows.collect()
}

/// Each region with the places of each party, in the order of parties; unknown holders last.
fn list_regions(report: &BriefReport<'_, '_>) -> Vec<(String, DocumentWords)> {
    let scenario = report.snapshot.scenario;
    let mut places = order::by_region(scenario);
    places.retain(|place| report.lists_place(*place));
    let region = |place: PlaceKey| scenario.place(place).region.as_deref();
    let mut parties: Vec<Option<PartyKey>> = scenario.party_keys().map(Some).collect();
    parties.push(None);
    let mut facts = Vec::new();
    for group in places.chunk_by(|a, b| region(*a) == region(*b)) {
        let held = parties.iter().filter_map(|party| {
            let its: Vec<&PlaceState> = group
                .iter()
                .filter_map(|place| report.snapshot.place_state(*place))
                .filter(|state| state.holder == *party)
                .collect();
            (!its.is_empty()).then(|| word_holding(report, *party, &its))
        });
        let words = DocumentWords::join_words(held.collect::<Vec<_>>(), "; ");
        let name = group.first().and_then(|place| region(*place));
        let name = name.map_or_else(|| place::pluralise_place_label(scenario), str::to_owned);
        facts.push((name, words));
    }
    facts
}

/// `T Jowzjan, Samangan, Sar-e Pol`, what is said beside a holder in brackets, those that changed strong.
fn word_holding(
    report: &BriefReport<'_, '_>,
    party: Option<PartyKey>,
    states: &[&PlaceState],
) -> DocumentWords {
    let scenario = report.snapshot.scenario;
    let is_all_named = scenario.places.len() <= MOST_NAMED;
    let stands_out = |state: &PlaceState| {
        place::choose_sign(state, false).is_some()
            || report.ledger.holder_change(state.place).is_some()
    };
    let letter = DocumentWords::new().with_piece(report.writer.party_letter(party));
    let count = if is_all_named {
        " ".to_owned()
    } else {
        format!(" {}: ", number::format_count(states.len()))
    };
    let listed = states
        .iter()
        .filter(|state| is_all_named || stands_out(state));
    let names = DocumentWords::join_words(listed.map(|state| word_place(report, state)), ", ");
    let count = if names.is_empty() {
        count.trim_end_matches([':', ' ']).to_owned()
    } else {
        count
    };
    letter.with_text(count).with_words(names)
}

/// The name of a place, strong where it changed hands, with the graver of what is said beside its holder.
fn word_place(report: &BriefReport<'_, '_>, state: &PlaceState) -> DocumentWords {
    let name = report.snapshot.scenario.place(state.place);
    let name = name.name_in_region().as_str();
    let words = if report.ledger.holder_change(state.place).is_some() {
        DocumentWords::new().with_strong(name)
    } else {
        DocumentWords::from(name)
    };
    match place::choose_sign(state, false) {
        Some(_) => words.with_text(format!(" ({})", place::word_status(state))),
        None => words,
    }
}

/// The tiles of the map; none for a scenario without.
fn map_tiles(report: &BriefReport<'_, '_>) -> Vec<Tile> {
    let scenario = report.snapshot.scenario;
    let ascii = report.writer.style.ascii;
    let tile = |key: PlaceKey| {
        let named = scenario.place(key);
        let state = report.snapshot.place_state(key)?;
        let taken = report.ledger.holder_change(key);
        let change = taken.map(|(from, _)| from);
        let before = change.map_or_else(String::new, |from| {
            format!(
                "{}{}",
                place::party_letter(scenario, from),
                CHANGED.choose_form(ascii)
            )
        });
        let letter = place::party_letter(scenario, state.holder);
        let mark = place::choose_sign(state, ascii).unwrap_or_default();
        Some(Tile {
            at: named.tile?,
            code: named.tile_code().chars().take(3).collect(),
            words: format!(
                "{}: {}",
                named.full_name(),
                place::word_place_state(report.snapshot, state)
            ),
            state: format!("{before}{letter}{mark}"),
            party: state.holder.map(|party| place_in_palette(scenario, party)),
            has_changed: change.is_some(),
        })
    };
    scenario.place_keys().filter_map(tile).collect()
}

/// The claim that puts a rival or a mark on a place, with its source in brackets.
pub(super) fn disputed_by(
    report: &mut BriefReport<'_, '_>,
    state: &PlaceState,
) -> Vec<DocumentWords> {
    let scenario = report.snapshot.scenario;
    let tie = state.tie.as_ref();
    let tied = tie.map(|tie| tied_over(report, state, tie));
    let is_tied =
        |contender: &Contender| tie.is_some_and(|tie| tie.claims.contains(&contender.claim));
    let rivals = state.rivals.iter().filter(|rival| !is_tied(rival));
    let contenders = rivals.map(|rival| ("contested", rival));
    let marks = state.mark.iter().map(|mark| ("claimed", mark));
    let name = report.writer.word_place(state.place);
    let others = contenders.chain(marks);
    let others: Vec<DocumentWords> = others
        .map(|(word, contender)| {
            let party = report.writer.party_name(contender.party);
            let provenance = &contender.claim.get(scenario).provenance;
            let source = in_brackets(report.writer.cite_source(provenance));
            DocumentWords::from(format!("{name} {word} by {party}")).with_words(source)
        })
        .collect();
    tied.into_iter().chain(others).collect()
}

/// The reports of one moment that give a place to different parties, each with its source.
fn tied_over(report: &mut BriefReport<'_, '_>, state: &PlaceState, tie: &Tie) -> DocumentWords {
    let scenario = report.snapshot.scenario;
    let reports: Vec<DocumentWords> = tie
        .claims
        .iter()
        .map(|claim| {
            let claim = claim.get(scenario);
            let party = report.writer.party_name(claim.party);
            let source = in_brackets(report.writer.cite_source(&claim.provenance));
            DocumentWords::from(format!("held by {party}")).with_words(source)
        })
        .collect();
    let name = report.writer.word_place(state.place);
    let word = state.derive_control().to_word();
    DocumentWords::from(format!("{name} {word}: "))
        .with_words(DocumentWords::join_words(reports, " or "))
        .with_text(format!("; {NOT_ORDERED}"))
}
