//! Entries of a ledger in words: what changed about a place, a figure, a deadline, and what is new.
//!
//! The compare document lists all of them; the brief takes what it needs. Which list an entry stands
//! in is the ledger's to say.

use crate::export::document::parts::Words;
use crate::export::teller::Teller;
use crate::facts::change::{beside, further};
use crate::facts::deadline;
use crate::facts::number::{self, change};
use crate::facts::place::{basis_word, mark};
use crate::facts::reading::OTHER_COUNT;
use crate::facts::sign::CHANGED;
use crate::facts::told::why_word;
use crate::model::claim::Provenance;
use crate::model::figure::Measure;
use crate::model::id::{EventKey, PartyKey, PlaceKey};
use crate::snapshot::Fold;
use crate::snapshot::control::PlaceState;
use crate::snapshot::ledger::{DeadlineChange, PlaceChange, PlaceNews, PlaceWhat};
use crate::snapshot::paired::FigurePair;
use crate::snapshot::visible;

/// A change of a place in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlaceEntry {
    /// Its letters and signs: `G→T`, `G○`.
    pub(super) letters: Words,
    /// Which place.
    pub(super) place: PlaceKey,
    /// Its name and seat.
    pub(super) name: String,
    /// What is said of it beside a change of hands: `, no longer contested`.
    pub(super) said: String,
    /// When, on what basis, on whose word.
    pub(super) judged: [Words; 3],
}

impl PlaceEntry {
    /// The entry as cells: letters, place, when, basis, source.
    pub(super) fn cells(self) -> Vec<Words> {
        let place = format!("{}{}", self.name, self.said);
        let cells = [self.letters, place.into()].into_iter();
        cells.chain(self.judged).collect()
    }
}

/// Returns the news of a place in words: an entry for each of its changes, in order, its name in the first.
pub(super) fn place(
    teller: &mut Teller<'_>,
    news: &PlaceNews,
    after: &PlaceState,
) -> Vec<PlaceEntry> {
    let changes = news.changes.iter();
    changes
        .enumerate()
        .map(|(at, change)| {
            let said = beside(teller.scenario, change, after);
            let (name, said) = match further(news, change) {
                _ if at == 0 && said.is_empty() => (teller.place(news.place), said),
                _ if at == 0 => (teller.place(news.place), format!(", {said}")),
                Some(word) => (String::new(), word.to_owned()),
                None => (String::new(), said),
            };
            let claim = change.claim.map(|claim| claim.get(teller.scenario));
            let provenance = claim.map(|claim| &claim.provenance);
            let word = why_word(teller.scenario, change.why, provenance);
            // Else the list in which it stands says so.
            let said = if change.why == news.why || word.is_empty() {
                said
            } else {
                format!("{said}, {word}")
            };
            let when = claim.map_or_else(String::new, |claim| teller.when(&claim.provenance.at));
            let basis = claim.map_or("", |claim| basis_word(claim.basis));
            let source = claim.map(|claim| teller.source(&claim.provenance));
            PlaceEntry {
                letters: letters(teller, change, after),
                place: news.place,
                name,
                said,
                judged: [when.into(), basis.into(), source.unwrap_or_default()],
            }
        })
        .collect()
}

/// Returns `G→T` where a place changed hands, else its letter with its sign: `G○`.
fn letters(teller: &Teller<'_>, change: &PlaceChange, after: &PlaceState) -> Words {
    match change.what {
        PlaceWhat::Holder(from, to) if change.differs || change.claim != after.since => {
            Words::new()
                .piece(teller.letter(from))
                .text(CHANGED.show(teller.style.ascii))
                .piece(teller.letter(to))
        }
        PlaceWhat::Holder(_, to) => Words::new().piece(teller.letter(to)),
        _ => state(teller, after),
    }
}

/// The letter of a place's holder with the sign of what is said beside: `G○`.
pub(super) fn state(teller: &Teller<'_>, state: &PlaceState) -> Words {
    let mark = mark(state, teller.style.ascii).unwrap_or_default();
    let letter = Words::new().piece(teller.letter(state.holder));
    if mark.is_empty() {
        letter
    } else {
        letter.text(mark)
    }
}

/// A figure before and after as rows of cells: what of, before, after, when, who says so. The readings that lead come
/// first, then those that stand beside them, then what was said between and is no longer in force.
pub(super) fn figure_rows(teller: &mut Teller<'_>, pair: &FigurePair) -> Vec<Vec<Words>> {
    let scenario = teller.scenario;
    let series = scenario.one_series(pair.key.series);
    let Some(lead) = pair.lead() else {
        return Vec::new();
    };
    let label = teller.label_of(pair.key);
    let counted = teller.counted(lead.get(scenario));
    let comma = if counted.is_empty() { "" } else { ";" };
    let label = format!("{label}{comma}{counted}");
    if series.measure == Measure::Increment {
        return vec![added_row(teller, pair, label)];
    }
    let has_names = pair.has_publishers(scenario);
    let mut rows = Vec::new();
    for (place, row) in pair.rows(scenario).into_iter().enumerate() {
        let said = row.after.or(row.before);
        let label = if place == 0 {
            label.clone()
        } else {
            format!("  {OTHER_COUNT}")
        };
        let before = match row.before {
            Some(before) if has_names && row.after.is_some() => teller.named(before),
            Some(before) => teller.number(before),
            None if pair.before.is_empty() => NONE.to_owned(),
            None => String::new(),
        };
        let after = match row.after {
            Some(after) => teller.number(after),
            None if !pair.after.is_empty() => String::new(),
            None if pair.ended.is_some() => ENDED.to_owned(),
            None => NONE.to_owned(),
        };
        let ended = pair.ended.map(|end| &end.get(scenario).provenance);
        let provenance = ended.or(said.map(|figure| &figure.get(scenario).provenance));
        rows.push(cells(teller, label, [before, after], provenance));
    }
    for figure in &pair.between {
        let provenance = &figure.get(scenario).provenance;
        let number = teller.number(*figure);
        let label = "  in between".to_owned();
        rows.push(cells(
            teller,
            label,
            [number, String::new()],
            Some(provenance),
        ));
    }
    rows
}

/// What was added, before and after, in one row.
fn added_row(teller: &mut Teller<'_>, pair: &FigurePair, label: String) -> Vec<Words> {
    let scenario = teller.scenario;
    let [before, after] = [&pair.before, &pair.after].map(|figures| {
        let said = number::one_after_another(scenario, figures, teller.style);
        if said.is_empty() {
            NONE.to_owned()
        } else {
            said
        }
    });
    let last = pair.after.last().or(pair.before.last());
    let ended = pair.ended.map(|end| &end.get(scenario).provenance);
    let last = last.map(|figure| &figure.get(scenario).provenance);
    cells(teller, label, [before, after], ended.or(last))
}

fn cells(
    teller: &mut Teller<'_>,
    label: String,
    [before, after]: [String; 2],
    provenance: Option<&Provenance>,
) -> Vec<Words> {
    let when = provenance.map_or_else(String::new, |said| teller.when(&said.at));
    let source = provenance.map(|said| teller.source(said));
    vec![
        label.into(),
        before.into(),
        after.into(),
        when.into(),
        source.unwrap_or_default(),
    ]
}

/// What stands where nothing was in force.
const NONE: &str = "none";
/// What stands where a series has ended.
const ENDED: &str = "ended";

/// A deadline that was set or moved, that passed, or whose end was told:
/// `US exit: moved from 11 Sep 2021 to 31 Aug 2021, AP B1`.
pub(super) fn deadline(teller: &mut Teller<'_>, change: &DeadlineChange) -> Words {
    let scenario = teller.scenario;
    let Some(state) = change.after.or(change.before) else {
        return Words::new();
    };
    let word = state.word(scenario);
    let said = deadline::change(scenario, change, Teller::date);
    let words = Words::from(format!("Deadline for {}: {said}", word.label.closed()));
    // Where nobody knows of it any more, the word that set it is no source for that.
    match change.after.map(|_| teller.source(&word.provenance)) {
        Some(source) => words.text(", ").words(source),
        None => words,
    }
}

/// Whether an event is shown at an end.
pub(super) fn is_shown(end: &Fold<'_>, event: EventKey) -> bool {
    end.events.binary_search(&event).is_ok()
}

/// Whether an end counts something with this provenance.
pub(super) fn is_counted(end: &Fold<'_>, event: EventKey, provenance: &Provenance) -> bool {
    visible::has_item(end.scenario, event, provenance, &end.cursor)
}

/// Who holds how many, before and after: `Taliban 13 → 18, up 5`.
pub(super) fn held(teller: &Teller<'_>, party: PartyKey, before: usize, after: usize) -> Words {
    let change = change(
        after.saturating_sub(before),
        before.saturating_sub(after),
        teller.style,
    );
    let change = if change.is_empty() {
        change
    } else {
        format!(", {change}")
    };
    let counts = if before == after {
        format!("{after}")
    } else {
        format!("{before} {} {after}", CHANGED.show(teller.style.ascii))
    };
    teller
        .party_with_letter(party)
        .text(" ")
        .strong(counts)
        .text(change)
}
