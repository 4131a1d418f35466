//! Two dates compared, in words: both of them, who held and holds how many, what lies between, a fact a line.
//!
//! `list` and `spot` ask here while two dates are compared. What changed is the ledger's to say.

use crate::app::action::Pane;
use crate::app::view::View;
use crate::format::change::{beside, span, summary, summary_of_log};
use crate::format::correction::corrects;
use crate::format::deadline::count;
use crate::format::moment::{cursor_time, date_in_full, in_full, known_in_full, weekday_in_full};
use crate::format::place::{basis_word, party_name};
use crate::format::reading::OTHER_COUNT;
use crate::format::{Style, capitalised, number};
use crate::model::calendar::day_of;
use crate::model::cursor::Known;
use crate::model::id::PlaceKey;
use crate::plain::place as places;
use crate::plain::words::{line, own, source, withheld};
use crate::snapshot::compared::{BeforeAfter, Entry, What};
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::ledger::{PlaceChange, PlaceWhat, Why};
use crate::snapshot::paired::FigurePair;
use crate::snapshot::reference::FigureRef;
use crate::snapshot::{Snapshot, visible};

/// Both ends: the date that stays and the one that moves.
fn ends<'v>(view: &View<'v>) -> Option<[&'v Snapshot<'v>; 2]> {
    let compared = view.snapshot.compared.as_ref()?;
    Some([&compared.marked.snapshot, view.snapshot])
}

/// Which dates are compared, who held and holds how many, how much changed.
pub(super) fn head(view: &View<'_>) -> Vec<String> {
    let Some([from, to]) = ends(view) else {
        return Vec::new();
    };
    let scenario = to.scenario;
    let zone = scenario.zone();
    let end = |end: &Snapshot<'_>| {
        format!(
            "{}, {}",
            date_in_full(end.day),
            cursor_time(&end.cursor, zone)
        )
    };
    let dates = format!("Compared: {}, with {}", end(from), end(to));
    let days = capitalised(&span(scenario, &from.cursor, &to.cursor));
    let clock = match to.cursor.known {
        Known::Then => "Each as known then".to_owned(),
        Known::Now | Known::At(_) => known_in_full(&to.cursor, zone),
    };
    let when = if to.cursor.known == Known::Now {
        line([dates, clock, days])
    } else {
        line([clock, dates, days])
    };
    let mut lines = vec![when];
    lines.extend(tallies(view, [from, to]));
    if from.cursor.as_of == to.cursor.as_of {
        lines.push(own("both dates are the same: an arrow moves one"));
        return lines;
    }
    let ledger = &view.snapshot.changes;
    let said = summary(scenario, ledger).into_iter();
    let said = said
        .chain(summary_of_log(ledger))
        .map(|said| capitalised(&said));
    lines.push(line(said));
    lines
}

/// `Capitals, of 34: Taliban 13, then 18, up 5. Government 21, then 16, down 5.`
fn tallies(view: &View<'_>, [from, to]: [&Snapshot<'_>; 2]) -> Option<String> {
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
        let change = number::change(ledger.gained(party), ledger.lost(party), Style::WORDS);
        Some(format!("{name} {before}, then {after}, {change}"))
    });
    let label = &scenario.heading.tally_label;
    let mut facts: Vec<String> = counts.collect();
    if let Some(first) = facts.first_mut() {
        *first = format!("{label}, of {}: {first}", scenario.places.len());
    }
    Some(line(facts))
}

/// What a pane lists: `places that changed, 13`.
pub(super) fn name(view: &View<'_>, pane: Pane) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    let is_back = ends(view).is_some_and(|[from, to]| to.cursor.as_of < from.cursor.as_of);
    Some(match pane {
        Pane::Places => format!("what changed, {}", rows.entries.len()),
        Pane::Figures => format!("figures, before and after, {}", rows.figures.len()),
        Pane::Timeline if is_back => {
            format!("no longer in the log, {}", view.listing.events.len())
        }
        Pane::Timeline => format!("new in the log, {}", view.listing.events.len()),
        Pane::Map => "map".to_owned(),
    })
}

/// The lists that have nothing.
pub(super) fn empty(view: &View<'_>) -> Vec<String> {
    let Some(rows) = &view.listing.compared else {
        return Vec::new();
    };
    let lists = [Why::Happened, Why::Learnt, Why::Corrected].into_iter();
    let is_empty = |why: &Why| !rows.entries.iter().any(|entry| entry.why == *why);
    lists
        .filter(is_empty)
        .map(|why| line([format!("{}: none", list(why))]))
        .collect()
}

/// What a list is called.
fn list(why: Why) -> &'static str {
    match why {
        Why::Happened => "Changed",
        Why::Learnt => "Learnt since, but it happened earlier",
        Why::Corrected => "Corrected",
    }
}

/// The heading over an entry.
pub(super) fn heading(view: &View<'_>, row: usize) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    let why = rows.entries.get(row)?.why;
    let count = rows.entries.iter().filter(|entry| entry.why == why).count();
    Some(line([format!("{}: {count}", list(why))]))
}

/// An entry: what changed, when, on whose word.
pub(super) fn entry(view: &View<'_>, row: usize) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    let entry = rows.entries.get(row)?;
    Some(match entry.what {
        What::Place(change) => place(view, entry, &change),
        What::Event(key) => {
            let event = view.snapshot.scenario.event(key);
            let snapshot = view.snapshot.later();
            let when = in_full(
                &event.provenance.at,
                snapshot.scenario.clocks(),
                snapshot.day,
            );
            line([
                withheld(snapshot, [key]),
                event.headline.to_string(),
                when,
                source(snapshot, &event.provenance),
                more(view, entry),
            ])
        }
    })
}

/// `Logar, Pul-e-Alam. Government, now Taliban. Friday 13 August, afternoon. Reported. AFP, B2.`
fn place(view: &View<'_>, entry: &Entry, change: &PlaceChange) -> String {
    let scenario = view.snapshot.scenario;
    let name = places::name(view.snapshot, change.place);
    let party = |party| party_name(scenario, party);
    let said = match (change.what, view.snapshot.place(change.place)) {
        (PlaceWhat::Holder(from, to), _) if change.differs => {
            format!("{}, now {}", party(from), party(to))
        }
        (PlaceWhat::Holder(_, to), _) => party(to).to_owned(),
        (_, Some(after)) => {
            let beside = beside(scenario, change, after);
            format!("{}, {beside}", party(after.holder))
        }
        (_, None) => String::new(),
    };
    let claim = change.claim.map(|claim| claim.get(scenario));
    let when =
        claim.map(|claim| in_full(&claim.provenance.at, scenario.clocks(), view.snapshot.day));
    let basis = claim.map(|claim| capitalised(basis_word(claim.basis)));
    let source = claim.map(|claim| source(view.snapshot, &claim.provenance));
    line([
        withheld(view.snapshot, change.claim.map(|claim| claim.event)),
        name,
        said,
        when.unwrap_or_default(),
        basis.unwrap_or_default(),
        source.unwrap_or_default(),
        more(view, entry),
    ])
}

/// Of what was learnt, when it was known; of what was corrected, what it corrects.
fn more(view: &View<'_>, entry: &Entry) -> String {
    let scenario = view.snapshot.scenario;
    let (event, provenance) = match entry.what {
        What::Place(change) => {
            let Some(claim) = change.claim else {
                return String::new();
            };
            (claim.event, &claim.get(scenario).provenance)
        }
        What::Event(event) => (event, &scenario.event(event).provenance),
    };
    match entry.why {
        Why::Happened => String::new(),
        Why::Corrected => {
            let cursor = &view.snapshot.later().cursor;
            corrects(scenario, cursor, event).unwrap_or_default()
        }
        Why::Learnt => {
            let Some([from, to]) = ends(view) else {
                return String::new();
            };
            let early = if to.cursor.as_of < from.cursor.as_of {
                &to.cursor
            } else {
                &from.cursor
            };
            let is_counted = visible::has_item(scenario, event, provenance, early);
            let not = if is_counted { "" } else { "not " };
            let known = in_full(
                &provenance.recorded_at,
                scenario.clocks(),
                view.snapshot.day,
            );
            let day = day_of(early.as_of, scenario.zone());
            let day = weekday_in_full(day, view.snapshot.day);
            format!("Known {known}, {not}counted on {day}")
        }
    }
}

/// What changed about a place of the map, if anything.
pub(super) fn on_map(view: &View<'_>, key: PlaceKey) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    let is_its = |entry: &Entry| match entry.what {
        What::Place(change) => change.place == key,
        What::Event(_) => false,
    };
    entry(view, rows.entries.iter().position(is_its)?)
}

/// A figure or deadline: `Capitals held by the Taliban, AP: none before, 18 after. Friday 13 August, evening. AP, B1.`
pub(super) fn figure(view: &View<'_>, row: usize) -> Option<String> {
    let rows = view.listing.compared.as_ref()?;
    let scenario = view.snapshot.scenario;
    let row = rows.figures.get(row)?;
    Some(match row {
        BeforeAfter::Figure(pair) => figure_pair(view, pair)?,
        BeforeAfter::Deadline(before, after) => {
            let state = after.or(*before)?;
            let deadline = state.deadline.get(scenario);
            let days = |state: &Option<DeadlineState>| {
                state.map_or_else(|| "none".to_owned(), |state| count(view.snapshot, &state))
            };
            line([
                format!(
                    "{}, days: {} before, {} after",
                    deadline.label,
                    days(before),
                    days(after)
                ),
                source(view.snapshot, &deadline.provenance),
            ])
        }
    })
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
        let number = number::figure(item, series, Style::WORDS);
        if has_names {
            format!("{number}, {}", source(view.snapshot, &item.provenance))
        } else {
            number
        }
    };
    let end = |figures: &[FigureRef]| match figures {
        [] => "none".to_owned(),
        _ if pair.is_added(scenario) => number::one_after_another(scenario, figures, Style::WORDS),
        [first, others @ ..] => {
            let others = others
                .iter()
                .map(|other| format!("; {OTHER_COUNT}: {}", one(*other)));
            format!("{}{}", one(*first), others.collect::<String>())
        }
    };
    let said = if pair.has_changed() {
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
    let last = if pair.is_added(scenario) {
        pair.after.last()
    } else {
        pair.after.first()
    };
    let last = last.or(pair.before.first())?;
    let ended = pair
        .ended
        .map(|end| (end.event, &end.get(scenario).provenance));
    let (event, provenance) = ended.unwrap_or((last.event, &last.get(scenario).provenance));
    Some(line([
        withheld(view.snapshot, [event]),
        format!("{label}: {said}"),
        between,
        in_full(&provenance.at, scenario.clocks(), view.snapshot.day),
        source(view.snapshot, provenance),
    ]))
}
