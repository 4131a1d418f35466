//! Entries of a ledger in words: what changed about a place, a figure, a deadline, and what is new.
//!
//! The compare document lists all of them; the brief takes what it needs. Which list an entry stands
//! in is the ledger's to say.

use crate::export::citation::CitationWriter;
use crate::export::document::parts::DocumentWords;
use crate::facts::change::why_word;
use crate::facts::change::{word_further_change, word_status_change};
use crate::facts::deadline;
use crate::facts::moment::DayForm;
use crate::facts::number::{self, word_count_change};
use crate::facts::place::{basis_word, choose_sign};
use crate::facts::reading::OTHER_COUNT;
use crate::facts::sign::CHANGED;
use crate::model::claim::Provenance;
use crate::model::figure::Measure;
use crate::model::id::{EventKey, PartyKey, PlaceKey};
use crate::snapshot::Fold;
use crate::snapshot::control::PlaceState;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::ledger::{DeadlineChange, PlaceChange, PlaceNews, PlaceWhat};
use crate::snapshot::paired::FigurePair;
use crate::snapshot::visibility;

/// A change of a place in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlaceEntry {
    /// Its letters and signs: `G→T`, `G○`.
    pub(super) letters: DocumentWords,
    /// Which place.
    pub(super) place: PlaceKey,
    /// Its name and seat.
    pub(super) name: String,
    /// What is said of it beside a change of hands: `, no longer contested`.
    pub(super) phrase: String,
    /// When, on what basis, on whose word.
    pub(super) judged: [DocumentWords; 3],
}

impl PlaceEntry {
    /// The entry as cells: letters, place, when, basis, source.
    pub(super) fn into_cells(self) -> Vec<DocumentWords> {
        let place = format!("{}{}", self.name, self.phrase);
        let cells = [self.letters, place.into()].into_iter();
        cells.chain(self.judged).collect()
    }
}

/// Returns the news of a place in words: an entry for each of its changes, in order, its name in the first.
pub(super) fn place_entries(
    writer: &mut CitationWriter<'_>,
    news: &PlaceNews,
    after: &PlaceState,
) -> Vec<PlaceEntry> {
    let changes = news.changes.iter();
    changes
        .enumerate()
        .map(|(at, change)| {
            let phrase = word_status_change(writer.scenario, change, after);
            let (name, phrase) = match word_further_change(news, change) {
                _ if at == 0 && phrase.is_empty() => (writer.word_place(news.place), phrase),
                _ if at == 0 => (writer.word_place(news.place), format!(", {phrase}")),
                Some(word) => (String::new(), word.to_owned()),
                None => (String::new(), phrase),
            };
            let claim = change.claim.map(|claim| claim.get(writer.scenario));
            let provenance = claim.map(|claim| &claim.provenance);
            let word = why_word(writer.scenario, change.why, provenance);
            // Else the list in which it stands says so.
            let phrase = if change.why == news.why || word.is_empty() {
                phrase
            } else {
                format!("{phrase}, {word}")
            };
            let when = claim.map_or_else(String::new, |claim| {
                writer.word_moment(&claim.provenance.at)
            });
            let basis = claim.map_or("", |claim| basis_word(claim.basis));
            let source = claim.map(|claim| writer.cite_source(&claim.provenance));
            PlaceEntry {
                letters: word_letters(writer, change, after),
                place: news.place,
                name,
                phrase,
                judged: [when.into(), basis.into(), source.unwrap_or_default()],
            }
        })
        .collect()
}

/// Returns `G→T` where a place changed hands, else its letter with its sign: `G○`.
fn word_letters(
    writer: &CitationWriter<'_>,
    change: &PlaceChange,
    after: &PlaceState,
) -> DocumentWords {
    match change.what {
        PlaceWhat::Holder(from, to) if change.differs || change.claim != after.since => {
            DocumentWords::new()
                .with_piece(writer.party_letter(from))
                .with_text(CHANGED.choose_form(writer.style.ascii))
                .with_piece(writer.party_letter(to))
        }
        PlaceWhat::Holder(_, to) => DocumentWords::new().with_piece(writer.party_letter(to)),
        _ => word_state(writer, after),
    }
}

/// The letter of a place's holder with the sign of what is said beside: `G○`.
pub(super) fn word_state(writer: &CitationWriter<'_>, state: &PlaceState) -> DocumentWords {
    let mark = choose_sign(state, writer.style.ascii).unwrap_or_default();
    let letter = DocumentWords::new().with_piece(writer.party_letter(state.holder));
    if mark.is_empty() {
        letter
    } else {
        letter.with_text(mark)
    }
}

/// A figure before and after as rows of cells: what of, before, after, when, who says so. The readings that lead come
/// first, then those that stand beside them, then what was said between and is no longer in force.
pub(super) fn figure_rows(
    writer: &mut CitationWriter<'_>,
    pair: &FigurePair,
) -> Vec<Vec<DocumentWords>> {
    let scenario = writer.scenario;
    let series = scenario.one_series(pair.key.series);
    let Some(lead) = pair.leading_figure() else {
        return Vec::new();
    };
    let label = writer.label_of(pair.key);
    let counted = writer.word_counted(lead.get(scenario));
    let comma = if counted.is_empty() { "" } else { ";" };
    let label = format!("{label}{comma}{counted}");
    if series.measure == Measure::Increment {
        return vec![added_row(writer, pair, label)];
    }
    let has_names = pair.has_publishers(scenario);
    let mut rows = Vec::new();
    for (place, row) in pair.build_rows(scenario).into_iter().enumerate() {
        let phrase = row.after.or(row.before);
        let label = if place == 0 {
            label.clone()
        } else {
            format!("  {OTHER_COUNT}")
        };
        let before = match row.before {
            Some(before) if has_names && row.after.is_some() => {
                writer.number_with_publisher(before)
            }
            Some(before) => writer.word_number(before),
            None if pair.before.is_empty() => NONE.to_owned(),
            None => String::new(),
        };
        let after = match row.after {
            Some(after) => writer.word_number(after),
            None if !pair.after.is_empty() => String::new(),
            None if pair.ended.is_some() => ENDED.to_owned(),
            None => NONE.to_owned(),
        };
        let ended = pair.ended.map(|end| &end.get(scenario).provenance);
        let provenance = ended.or(phrase.map(|figure| &figure.get(scenario).provenance));
        rows.push(figure_cells(writer, label, [before, after], provenance));
    }
    for figure in &pair.between {
        let provenance = &figure.get(scenario).provenance;
        let number = writer.word_number(*figure);
        let label = "  in between".to_owned();
        rows.push(figure_cells(
            writer,
            label,
            [number, String::new()],
            Some(provenance),
        ));
    }
    rows
}

/// What was added, before and after, in one row.
fn added_row(
    writer: &mut CitationWriter<'_>,
    pair: &FigurePair,
    label: String,
) -> Vec<DocumentWords> {
    let scenario = writer.scenario;
    let [before, after] = [&pair.before, &pair.after].map(|figures| {
        let phrase = number::one_after_another(scenario, figures, writer.style);
        if phrase.is_empty() {
            NONE.to_owned()
        } else {
            phrase
        }
    });
    let last = pair.after.last().or(pair.before.last());
    let ended = pair.ended.map(|end| &end.get(scenario).provenance);
    let last = last.map(|figure| &figure.get(scenario).provenance);
    figure_cells(writer, label, [before, after], ended.or(last))
}

fn figure_cells(
    writer: &mut CitationWriter<'_>,
    label: String,
    [before, after]: [String; 2],
    provenance: Option<&Provenance>,
) -> Vec<DocumentWords> {
    let when = provenance.map_or_else(String::new, |phrase| writer.word_moment(&phrase.at));
    let source = provenance.map(|phrase| writer.cite_source(phrase));
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
pub(super) fn word_deadline(
    writer: &mut CitationWriter<'_>,
    change: &DeadlineChange,
) -> DocumentWords {
    let scenario = writer.scenario;
    let Some(state) = change.after.or(change.before) else {
        return DocumentWords::new();
    };
    let word = state.last_word(scenario);
    let phrase = deadline::word_deadline_change(scenario, change, DayForm::Short, writer.day);
    let words = DocumentWords::from(format!(
        "Deadline for {}: {phrase}",
        word.label.bidi_terminated()
    ));
    // Where nobody knows of it any more, the word that set it is no source for that.
    match change.after {
        Some(after) => words.with_text(", ").with_words(sources_of(writer, &after)),
        None => words,
    }
}

/// Names whose words a deadline rests on: of all whose dates tie.
pub(super) fn sources_of(writer: &mut CitationWriter<'_>, state: &DeadlineState) -> DocumentWords {
    let scenario = writer.scenario;
    let words = state.words();
    let sources: Vec<DocumentWords> = words
        .map(|word| writer.cite_source(&word.get(scenario).provenance))
        .collect();
    DocumentWords::join_words(sources, ", ")
}

/// Whether an event is shown at an end.
pub(super) fn is_shown(end: &Fold<'_>, event: EventKey) -> bool {
    end.events.binary_search(&event).is_ok()
}

/// Whether an end counts something with this provenance.
pub(super) fn is_counted(end: &Fold<'_>, event: EventKey, provenance: &Provenance) -> bool {
    visibility::has_item(end.scenario, event, provenance, &end.cursor)
}

/// Who holds how many, before and after: `Taliban 13 → 18, up 5`.
pub(super) fn word_held(
    writer: &CitationWriter<'_>,
    party: PartyKey,
    before: usize,
    after: usize,
) -> DocumentWords {
    let change = word_count_change(
        after.saturating_sub(before),
        before.saturating_sub(after),
        writer.style,
    );
    let change = if change.is_empty() {
        change
    } else {
        format!(", {change}")
    };
    let counts = if before == after {
        format!("{after}")
    } else {
        format!(
            "{before} {} {after}",
            CHANGED.choose_form(writer.style.ascii)
        )
    };
    writer
        .party_with_letter(party)
        .with_text(" ")
        .with_strong(counts)
        .with_text(change)
}
