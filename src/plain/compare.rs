//! Two dates compared, in words: both of them, who held and holds how many, what lies between, a fact a line.
//!
//! `list` and `spot` ask here while two dates are compared. What changed is the ledger's to say.

use crate::app::action::Pane;
use crate::app::view::View;
use crate::facts::change::{
    summarise_place_changes, summary_of_log, word_days_between, word_further_change,
    word_status_change,
};
use crate::facts::correction::word_correction;
use crate::facts::deadline::word_countdown;
use crate::facts::moment::{
    DayForm, KnownForm, MomentForm, word_day, word_hour, word_known, word_moment,
};
use crate::facts::place::{basis_word, party_name};
use crate::facts::reading::OTHER_COUNT;
use crate::facts::{WordingStyle, capitalise_first, number};
use crate::model::claim::Provenance;
use crate::model::cursor::KnownAt;
use crate::model::id::{EventKey, PlaceKey};
use crate::model::scenario::Scenario;
use crate::plain::place as places;
use crate::plain::words::{end_sentence, join_sentences, withheld_prefix, word_source};
use crate::snapshot::compared::{BeforeAfter, ChangeKind, ComparedEntry};
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::ledger::{PlaceChange, PlaceNews, PlaceWhat, Why};
use crate::snapshot::paired::FigurePair;
use crate::snapshot::reference::FigureRef;
use crate::snapshot::{Snapshot, visibility};

/// Returns both ends, the older one first.
fn ordered_ends<'v>(view: &View<'v>) -> Option<[&'v Snapshot<'v>; 2]> {
    let compared = view.snapshot.compared.as_ref()?;
    Some([&compared.older.snapshot, view.snapshot])
}

/// Which dates are compared, who held and holds how many, how much changed.
pub(super) fn comparison_head(view: &View<'_>) -> Vec<String> {
    let Some([from, to]) = ordered_ends(view) else {
        return Vec::new();
    };
    let scenario = to.scenario;
    let zone = scenario.zone();
    let end = |end: &Snapshot<'_>| {
        format!(
            "{}, {}",
            word_day(end.day, DayForm::LongWeekday, None),
            word_hour(end.cursor.as_of, zone)
        )
    };
    let dates = format!("Compared: {}, with {}", end(from), end(to));
    let days = capitalise_first(&word_days_between(scenario, &from.cursor, &to.cursor));
    let clock = match to.cursor.known {
        KnownAt::Then => "Each as known then".to_owned(),
        KnownAt::Now | KnownAt::At(_) => word_known(&to.cursor, zone, KnownForm::Spoken),
    };
    let when = if to.cursor.known == KnownAt::Now {
        join_sentences([dates, clock, days])
    } else {
        join_sentences([clock, dates, days])
    };
    let mut lines = vec![when];
    lines.extend(word_tallies(view, [from, to]));
    if from.cursor.as_of == to.cursor.as_of {
        lines.push(end_sentence("both dates are the same: an arrow moves one"));
        return lines;
    }
    let ledger = &view.snapshot.changes;
    let phrase = summarise_place_changes(scenario, ledger).into_iter();
    let phrase = phrase
        .chain(summary_of_log(ledger))
        .map(|phrase| capitalise_first(&phrase));
    lines.push(join_sentences(phrase));
    lines
}

/// `Capitals, of 34: Taliban 13, then 18, up 5. Government 21, then 16, down 5.`
fn word_tallies(view: &View<'_>, [from, to]: [&Snapshot<'_>; 2]) -> Option<String> {
    let scenario = to.scenario;
    if scenario.places.is_empty() {
        return None;
    }
    let ledger = &view.snapshot.changes;
    let counts = scenario.party_keys().filter_map(|party| {
        let (before, after) = (from.held_by(party), to.held_by(party));
        let name = &scenario.party(party).name;
        if before == after {
            return (after > 0).then(|| format!("{name} {after}"));
        }
        let moved = ledger.total_turnover(party);
        let change = number::word_count_change(moved.gained, moved.lost, WordingStyle::WORDS);
        Some(format!("{name} {before}, then {after}, {change}"))
    });
    let label = &scenario.heading.tally_label;
    let mut facts: Vec<String> = counts.collect();
    if let Some(first) = facts.first_mut() {
        *first = format!("{label}, of {}: {first}", scenario.places.len());
    }
    Some(join_sentences(facts))
}

/// What a pane lists: `places that changed, 13`.
pub(super) fn pane_name(view: &View<'_>, pane: Pane) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    Some(match pane {
        Pane::Places => format!("what changed, {}", rows.entries.len()),
        Pane::Figures => format!("figures, before and after, {}", rows.figures.len()),
        Pane::Timeline => format!("new in the log, {}", view.listing.events.len()),
        Pane::Map => "map".to_owned(),
    })
}

/// The lists that have nothing.
pub(super) fn empty_lists(view: &View<'_>) -> Vec<String> {
    let Some(rows) = &view.listing.compared else {
        return Vec::new();
    };
    let lists = [Why::Happened, Why::Learnt, Why::Corrected].into_iter();
    let is_empty = |why: &Why| !rows.entries.iter().any(|entry| entry.why == *why);
    lists
        .filter(is_empty)
        .map(|why| join_sentences([format!("{}: none", list_name(why))]))
        .collect()
}

/// What a list is called.
fn list_name(why: Why) -> &'static str {
    match why {
        Why::Happened => "Changed",
        Why::Learnt => "Reported late",
        Why::Corrected => "Corrected",
    }
}

/// The heading over an entry.
pub(super) fn word_heading(view: &View<'_>, row: usize) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    let why = rows.entries.get(row)?.why;
    let count = rows.entries.iter().filter(|entry| entry.why == why).count();
    Some(join_sentences([format!("{}: {count}", list_name(why))]))
}

/// An entry: what changed, when, on whose word.
pub(super) fn word_entry(view: &View<'_>, row: usize) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    let entry = rows.entries.get(row)?;
    Some(match &entry.what {
        ChangeKind::Place(news) => word_place(view, news),
        ChangeKind::Event(key) => {
            let event = view.snapshot.scenario.event(*key);
            let snapshot = view.snapshot;
            let when = word_moment(&event.provenance.at, snapshot, MomentForm::Spoken);
            join_sentences([
                withheld_prefix(snapshot, [*key]),
                event.headline.to_string(),
                when,
                word_source(snapshot, &event.provenance),
                word_addition(view, entry.why, *key, &event.provenance),
            ])
        }
    })
}

/// Returns a place with each of its changes, in order:
/// `Logar, Pul-e-Alam. Government, now Taliban. Friday 13 August, afternoon. Reported. AFP, B2.`
fn word_place(view: &View<'_>, news: &PlaceNews) -> String {
    let mut facts = vec![
        withheld_prefix(
            view.snapshot,
            news.supporting_claims().map(|claim| claim.event),
        ),
        places::place_name(view.snapshot, news.place),
    ];
    for change in &news.changes {
        facts.extend(change_of_place(view, news, change));
    }
    join_sentences(facts)
}

/// Returns what one change of a place says: what, when, on whose word, and when that was known.
fn change_of_place(view: &View<'_>, news: &PlaceNews, change: &PlaceChange) -> [String; 5] {
    let scenario = view.snapshot.scenario;
    let party = |party| party_name(scenario, party);
    let phrase = match (change.what, view.snapshot.place_state(change.place)) {
        (PlaceWhat::Holder(from, to), _) if change.differs => {
            match word_further_change(news, change) {
                Some(word) => format!("{word} to {}", party(to)),
                None => format!("{}, now {}", party(from), party(to)),
            }
        }
        (PlaceWhat::Holder(_, to), _) => party(to).to_owned(),
        (PlaceWhat::Tied(_), Some(after)) if news.changes.first() != Some(change) => {
            word_status_change(scenario, change, after)
        }
        (_, Some(after)) => {
            let beside = word_status_change(scenario, change, after);
            format!("{}, {beside}", party(after.holder))
        }
        (_, None) => String::new(),
    };
    let claim = change.claim.map(|claim| (claim.event, claim.get(scenario)));
    let of = |phrase: &dyn Fn(&Provenance) -> String| {
        claim.map_or_else(String::new, |(_, claim)| phrase(&claim.provenance))
    };
    [
        capitalise_first(&phrase),
        of(&|its| word_moment(&its.at, view.snapshot, MomentForm::Spoken)),
        claim.map_or_else(String::new, |(_, claim)| {
            capitalise_first(basis_word(claim.basis))
        }),
        of(&|its| word_source(view.snapshot, its)),
        claim.map_or_else(String::new, |(event, claim)| {
            word_addition(view, change.why, event, &claim.provenance)
        }),
    ]
}

/// Returns of what was reported late when it was known, of what was corrected what it corrects.
fn word_addition(view: &View<'_>, why: Why, event: EventKey, provenance: &Provenance) -> String {
    let scenario = view.snapshot.scenario;
    match why {
        Why::Happened => String::new(),
        Why::Corrected => {
            let cursor = &view.snapshot.cursor;
            word_correction(scenario, cursor, event).unwrap_or_default()
        }
        Why::Learnt => {
            let Some([from, _]) = ordered_ends(view) else {
                return String::new();
            };
            let is_counted = visibility::has_item(scenario, event, provenance, &from.cursor);
            let counted = if is_counted {
                "counts for"
            } else {
                "not yet on"
            };
            let known = word_moment(&provenance.recorded_at, view.snapshot, MomentForm::Spoken);
            let day = word_day(from.day, DayForm::LongWeekday, Some(view.snapshot.day));
            if visibility::is_known_overnight(scenario, provenance) {
                return format!("Known overnight, {known}");
            }
            format!("Reported {known}, {counted} {day}")
        }
    }
}

/// What changed about a place of the map, if anything.
pub(super) fn on_map(view: &View<'_>, key: PlaceKey) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    let is_its = |entry: &ComparedEntry| match &entry.what {
        ChangeKind::Place(news) => news.place == key,
        ChangeKind::Event(_) => false,
    };
    word_entry(view, rows.entries.iter().position(is_its)?)
}

/// A figure or deadline: `Capitals held by the Taliban, AP: none before, 18 after. Friday 13 August, evening. AP, B1.`
pub(super) fn word_figure(view: &View<'_>, row: usize) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    let scenario = view.snapshot.scenario;
    let row = rows.figures.get(row)?;
    Some(match row {
        BeforeAfter::Figure(pair) => figure_pair(view, pair)?,
        BeforeAfter::Deadline(before, after) => {
            let state = after.or(*before)?;
            let deadline = state.deadline.get(scenario);
            let days = |state: &Option<DeadlineState>| {
                state.map_or_else(
                    || "none".to_owned(),
                    |state| word_countdown(view.snapshot, &state),
                )
            };
            join_sentences([
                format!(
                    "{}, days: {} before, {} after",
                    deadline.label,
                    days(before),
                    days(after)
                ),
                word_source(view.snapshot, &deadline.provenance),
            ])
        }
    })
}

/// Returns the event and the provenance of the last word on a pair.
fn pair_support<'s>(
    scenario: &'s Scenario,
    pair: &FigurePair,
) -> Option<(EventKey, &'s Provenance)> {
    if let Some(end) = pair.ended {
        return Some((end.event, &end.get(scenario).provenance));
    }
    let last = if pair.is_added(scenario) {
        pair.after.last()
    } else {
        pair.after.first()
    };
    let last = last.or(pair.before.first()).or(pair.between.last())?;
    Some((last.event, &last.get(scenario).provenance))
}

/// What is in force of a series before and after, then what was said between: `Outages: 44,759 before (PowerOutage, B2),
/// 756,450 after.`
fn figure_pair(view: &View<'_>, pair: &FigurePair) -> Option<String> {
    let scenario = view.snapshot.scenario;
    let series = scenario.one_series(pair.key.series);
    let has_names = pair.has_publishers(scenario) && !pair.is_added(scenario);
    let status = pair
        .key
        .status
        .map(|status| format!(", {}", number::force_status(status)));
    let label = format!("{}{}", series.label, status.unwrap_or_default());
    let one = |figure: FigureRef| {
        let item = figure.get(scenario);
        let series = scenario.one_series(item.series);
        let number = number::word_figure(item, series, WordingStyle::WORDS);
        if has_names {
            format!("{number}, {}", word_source(view.snapshot, &item.provenance))
        } else {
            number
        }
    };
    let end = |figures: &[FigureRef]| match figures {
        [] => "none".to_owned(),
        _ if pair.is_added(scenario) => {
            number::one_after_another(scenario, figures, WordingStyle::WORDS)
        }
        [first, others @ ..] => {
            let others = others
                .iter()
                .map(|other| format!("; {OTHER_COUNT}: {}", one(*other)));
            format!("{}{}", one(*first), others.collect::<String>())
        }
    };
    let phrase = if pair.has_changed() {
        let after = match pair.ended {
            Some(_) => "ended".to_owned(),
            None => end(&pair.after),
        };
        format!("before: {}. After: {after}", end(&pair.before))
    } else {
        format!("{}, the same", end(&pair.after))
    };
    let between: Vec<String> = pair.between.iter().map(|figure| one(*figure)).collect();
    let between = if between.is_empty() {
        String::new()
    } else {
        format!("In between: {}", between.join("; "))
    };
    let (event, provenance) = pair_support(scenario, pair)?;
    Some(join_sentences([
        withheld_prefix(view.snapshot, [event]),
        format!("{label}: {phrase}"),
        between,
        word_moment(&provenance.at, view.snapshot, MomentForm::Spoken),
        word_source(view.snapshot, provenance),
    ]))
}
