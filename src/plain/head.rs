//! The head: what and when, who holds how many, what is stated, what is not taken, what is due.
//!
//! [`head_lines`] is all of it. A step in time says [`word_cursor`] and [`word_tallies`] again, and nothing else of it.

use crate::facts::change;
use crate::facts::elsewhere::speak_offset;
use crate::facts::moment::{
    DayForm, KnownForm, MomentForm, word_day, word_hour, word_known, word_moment,
};
use crate::facts::number;
use crate::facts::{self, WordingStyle, capitalise_first, place, summary, word_verdict};
use crate::model::calendar;
use crate::model::cursor::KnownAt;
use crate::model::id::PartyKey;
use crate::plain::words::{end_sentence, join_sentences, withheld_prefix, word_source};
use crate::snapshot::Snapshot;
use crate::snapshot::reconciliation::Stated;

/// The whole head.
pub(super) fn head_lines(snapshot: &Snapshot<'_>) -> Vec<String> {
    let heading = &snapshot.scenario.heading;
    let mut lines = vec![
        word_cursor(snapshot),
        join_sentences([heading.title.to_string()]),
    ];
    lines.extend(word_tallies(snapshot));
    lines.extend(list_overlays(snapshot));
    let means = heading.control_means.as_ref();
    lines.extend(means.map(|means| join_sentences([format!("Control means {means}")])));
    lines.extend(
        snapshot
            .stated
            .iter()
            .map(|total| word_stated(snapshot, total)),
    );
    lines.extend(word_holdouts(snapshot));
    lines.extend(word_due(snapshot));
    lines.extend(list_deadlines(snapshot));
    lines.extend(word_unknown_yet(snapshot));
    lines.extend(word_latest_source(snapshot));
    lines
}

/// Date, time of day, clock, number of the day, zone; what is not as now known says so first.
pub(super) fn word_cursor(snapshot: &Snapshot<'_>) -> String {
    let zone = snapshot.scenario.zone();
    let cursor = &snapshot.cursor;
    let (first, last) = snapshot.scenario.heading.days;
    // Outside the days of the scenario there is no number to give.
    let day = if (first..=last).contains(&snapshot.day) {
        let number = calendar::count_days(first, snapshot.day, zone) + 1;
        format!(
            "Day {number} of {}",
            calendar::count_days(first, last, zone) + 1
        )
    } else {
        String::new()
    };
    let date = format!(
        "{}, {}",
        word_day(snapshot.day, DayForm::LongWeekday, None),
        word_hour(cursor.as_of, zone)
    );
    let offset = speak_offset(calendar::offset_at(cursor.as_of, zone));
    let known = word_known(cursor, zone, KnownForm::Spoken);
    if cursor.known == KnownAt::Now {
        join_sentences([date, known, day, offset])
    } else {
        join_sentences([known, date, day, offset])
    }
}

/// `Capitals: Taliban 18 of 34, up 5. Government 16, down 5.`
pub(super) fn word_tallies(snapshot: &Snapshot<'_>) -> Option<String> {
    let scenario = snapshot.scenario;
    let total = scenario.places.len();
    if total == 0 {
        return None;
    }
    let mut counts: Vec<String> = snapshot
        .leading_parties()
        .into_iter()
        .map(|party| word_tally(snapshot, party))
        .collect();
    if snapshot.unknown > 0 {
        counts.push(format!("Nobody known {}", snapshot.unknown));
    }
    if let Some(first) = counts.first_mut() {
        // The total stands once, right behind the first number.
        let (count, rest) = first.split_once(", ").unwrap_or((first, ""));
        let gap = if rest.is_empty() { "" } else { ", " };
        *first = format!(
            "{}: {count} of {total}{gap}{rest}",
            scenario.heading.tally_label
        );
    }
    let withheld = snapshot.withheld_places();
    if withheld > 0 {
        counts.push(format!("{withheld} of them withheld"));
    }
    Some(join_sentences(counts))
}

/// `Taliban 18, up 5`
fn word_tally(snapshot: &Snapshot<'_>, party: PartyKey) -> String {
    let changes = &snapshot.changes;
    let happened = changes.happened_to(party);
    let moved = number::word_count_change(happened.gained, happened.lost, WordingStyle::WORDS);
    let name = &snapshot.scenario.party(party).name;
    let count = format!("{name} {}", snapshot.held_by(party));
    let phrase = [count, moved].into_iter();
    let phrase = phrase.chain(change::word_revisions(changes, party));
    phrase
        .filter(|fact| !fact.is_empty())
        .collect::<Vec<String>>()
        .join(", ")
}

/// Which places are contested, encircled, claimed by another, threatened.
fn list_overlays(snapshot: &Snapshot<'_>) -> impl Iterator<Item = String> {
    place::group_by_status(snapshot)
        .into_iter()
        .map(|(mark, places)| {
            let names: Vec<&str> = places
                .iter()
                .map(|state| snapshot.scenario.place(state.place).seat_or_name().as_str())
                .collect();
            end_sentence(&format!("{mark}: {}", names.join(", ")))
        })
}

/// A stated total beside what the log counts:
/// `Stated: 18, AP, B1. Evening. Counted 16 to 18 in that time. Agrees.`
pub(super) fn word_stated(snapshot: &Snapshot<'_>, stated: &Stated) -> String {
    let scenario = snapshot.scenario;
    let figure = stated.figure.get(scenario);
    let at = &figure.provenance.at;
    let clocks = scenario.clock_zones();
    let day = clocks.day_of(at);
    let day = (day != snapshot.day).then(|| word_day(day, DayForm::Long, Some(snapshot.day)));
    let time = word_moment(at, snapshot, MomentForm::SpokenTime);
    let time = Some(time).filter(|time| !time.is_empty());
    let when: Vec<String> = day.into_iter().chain(time).collect();
    // Where the log can count more than one thing, which one is meant must be said.
    let countable = snapshot.named_series();
    let countable = countable.filter(|one| one.compared_counts().is_some());
    let series = if countable.count() > 1 {
        format!(", {}", scenario.one_series(figure.series).label)
    } else {
        String::new()
    };
    let [verdict, _] = word_verdict(stated.verdict);
    // What the log counts over the source's own time, as exports have it; of now only where that is the same.
    let counted = summary::word_range(stated.least, stated.greatest);
    let is_of_now = stated.least == stated.counted && stated.greatest == stated.counted;
    let time = if is_of_now { "" } else { " in that time" };
    let counted = format!("Counted {counted}{time}");
    join_sentences([
        withheld_prefix(snapshot, [stated.figure.event]),
        format!(
            "Stated{series}: {}, {}",
            number::word_amount(figure.amount, figure.qualifier, WordingStyle::WORDS),
            word_source(snapshot, &figure.provenance)
        ),
        capitalise_first(&when.join(", ")),
        counted,
        capitalise_first(verdict),
    ])
}

/// `Big cities not taken: Kabul, encircled. Mazar-i-Sharif. Jalalabad.`
fn word_holdouts(snapshot: &Snapshot<'_>) -> Option<String> {
    let holdouts = summary::list_holdouts(snapshot);
    let mut names = holdouts.iter().map(|state| {
        let seat = snapshot.scenario.place(state.place).seat_or_name();
        match place::choose_sign(state, true) {
            Some(_) => format!("{seat}, {}", place::word_status(state)),
            None => seat.to_string(),
        }
    });
    let first = names.next()?;
    let label = summary::holdouts_label(snapshot.scenario);
    Some(join_sentences(
        std::iter::once(format!("{label}: {first}")).chain(names),
    ))
}

/// Returns the deadlines and the bookmarks of the day.
pub(super) fn word_due(snapshot: &Snapshot<'_>) -> Option<String> {
    let phrase = [
        ("Today", summary::deadlines_today(snapshot, "withheld ")),
        ("Bookmark", summary::bookmarks_today(snapshot, "withheld ")),
    ];
    let phrase = phrase.into_iter().filter(|(_, labels)| !labels.is_empty());
    let phrase: Vec<String> = phrase
        .map(|(name, labels)| format!("{name}: {}", labels.join(", ")))
        .collect();
    (!phrase.is_empty()).then(|| join_sentences(phrase))
}

/// The deadlines, but for those that are due: `Deadline for US withdrawal: Tuesday 31 August, in 18 days.`
fn list_deadlines(snapshot: &Snapshot<'_>) -> impl Iterator<Item = String> {
    let states = snapshot.deadlines.iter();
    let others = states.filter(|state| !(state.is_ahead() && state.days == 0));
    others.map(|state| {
        join_sentences([
            withheld_prefix(snapshot, [state.deadline.event]),
            facts::deadline::word_deadline(snapshot, state),
        ])
    })
}

/// How many are not known yet; nothing else of them.
pub(super) fn word_unknown_yet(snapshot: &Snapshot<'_>) -> Option<String> {
    let is_then = snapshot.cursor.known != KnownAt::Now;
    (is_then && snapshot.hidden > 0)
        .then(|| join_sentences([change::reports_not_shown(snapshot.hidden)]))
}

/// Returns how old the latest source is.
fn word_latest_source(snapshot: &Snapshot<'_>) -> Option<String> {
    let newest = snapshot.newest_record?;
    let cursor = &snapshot.cursor;
    let phrase = if cursor.known == KnownAt::Now {
        word_day(
            calendar::day_of(newest, snapshot.scenario.zone()),
            DayForm::LongWeekday,
            None,
        )
    } else {
        let minutes = cursor.known_at().0.saturating_sub(newest.0).max(0) / 60;
        let (count, what) = match minutes {
            ..60 => (minutes, "minutes"),
            60..2880 => (minutes / 60, "hours"),
            _ => (minutes / 1440, "days"),
        };
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        format!("{} before", number::word_quantity(count, what))
    };
    Some(join_sentences([format!("Latest source used: {phrase}")]))
}
