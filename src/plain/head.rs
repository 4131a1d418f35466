//! The head: what and when, who holds how many, what is stated, what is not taken, what is due.
//!
//! [`lines`] is all of it. A step in time says [`when`] and [`tallies`] again, and nothing else of it.

use crate::facts::change;
use crate::facts::elsewhere::speak_offset;
use crate::facts::moment::{
    DayForm, KnownForm, MomentForm, word_day, word_hour, word_known, word_moment,
};
use crate::facts::number;
use crate::facts::{self, Style, capitalised, place, summary, verdict};
use crate::model::calendar;
use crate::model::cursor::Known;
use crate::model::id::PartyKey;
use crate::plain::words::{line, own, source, withheld};
use crate::snapshot::Snapshot;
use crate::snapshot::stated::Stated;

/// The whole head.
pub(super) fn lines(snapshot: &Snapshot<'_>) -> Vec<String> {
    let heading = &snapshot.scenario.heading;
    let mut lines = vec![when(snapshot), line([heading.title.to_string()])];
    lines.extend(tallies(snapshot));
    lines.extend(marked(snapshot));
    let means = heading.control_means.as_ref();
    lines.extend(means.map(|means| line([format!("Control means {means}")])));
    lines.extend(snapshot.stated.iter().map(|total| stated(snapshot, total)));
    lines.extend(holdouts(snapshot));
    lines.extend(due(snapshot));
    lines.extend(deadlines(snapshot));
    lines.extend(hidden(snapshot));
    lines.extend(newest(snapshot));
    lines
}

/// Date, time of day, clock, number of the day, zone; what is not as now known says so first.
pub(super) fn when(snapshot: &Snapshot<'_>) -> String {
    let zone = snapshot.scenario.zone();
    let cursor = &snapshot.cursor;
    let (first, last) = snapshot.scenario.heading.days;
    // Outside the days of the scenario there is no number to give.
    let day = if (first..=last).contains(&snapshot.day) {
        let number = calendar::days_between(first, snapshot.day) + 1;
        format!(
            "Day {number} of {}",
            calendar::days_between(first, last) + 1
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
    if cursor.known == Known::Now {
        line([date, known, day, offset])
    } else {
        line([known, date, day, offset])
    }
}

/// `Capitals: Taliban 18 of 34, up 5. Government 16, down 5.`
pub(super) fn tallies(snapshot: &Snapshot<'_>) -> Option<String> {
    let scenario = snapshot.scenario;
    let total = scenario.places.len();
    if total == 0 {
        return None;
    }
    let mut counts: Vec<String> = snapshot
        .leading()
        .into_iter()
        .map(|party| tally(snapshot, party))
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
    Some(line(counts))
}

/// `Taliban 18, up 5`
fn tally(snapshot: &Snapshot<'_>, party: PartyKey) -> String {
    let changes = &snapshot.changes;
    let happened = changes.happened_to(party);
    let moved = number::change(happened.gained, happened.lost, Style::WORDS);
    let name = &snapshot.scenario.party(party).name;
    let count = format!("{name} {}", snapshot.held_by(party));
    let said = [count, moved].into_iter();
    let said = said.chain(change::beyond(changes, party));
    said.filter(|fact| !fact.is_empty())
        .collect::<Vec<String>>()
        .join(", ")
}

/// Which places are contested, encircled, claimed by another, threatened.
fn marked(snapshot: &Snapshot<'_>) -> impl Iterator<Item = String> {
    place::marked(snapshot).into_iter().map(|(mark, places)| {
        let names: Vec<&str> = places
            .iter()
            .map(|state| snapshot.scenario.place(state.place).seat().as_str())
            .collect();
        own(&format!("{mark}: {}", names.join(", ")))
    })
}

/// A stated total beside what the log counts:
/// `Stated: 18, AP, B1. Evening. Counted 16 to 18 in that time. Agrees.`
pub(super) fn stated(snapshot: &Snapshot<'_>, stated: &Stated) -> String {
    let scenario = snapshot.scenario;
    let figure = stated.figure.get(scenario);
    let at = &figure.provenance.at;
    let clocks = scenario.clocks();
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
    let [verdict, _] = verdict(stated.verdict);
    // What the log counts over the source's own time, as exports have it; of now only where that is the same.
    let counted = summary::counted(stated.least, stated.greatest);
    let is_of_now = stated.least == stated.counted && stated.greatest == stated.counted;
    let time = if is_of_now { "" } else { " in that time" };
    let counted = format!("Counted {counted}{time}");
    line([
        withheld(snapshot, [stated.figure.event]),
        format!(
            "Stated{series}: {}, {}",
            number::amount(figure.amount, figure.qualifier, Style::WORDS),
            source(snapshot, &figure.provenance)
        ),
        capitalised(&when.join(", ")),
        counted,
        capitalised(verdict),
    ])
}

/// `Big cities not taken: Kabul, encircled. Mazar-i-Sharif. Jalalabad.`
fn holdouts(snapshot: &Snapshot<'_>) -> Option<String> {
    let holdouts = summary::holdouts(snapshot);
    let mut names = holdouts.iter().map(|state| {
        let seat = snapshot.scenario.place(state.place).seat();
        match place::mark(state, true) {
            Some(_) => format!("{seat}, {}", place::word(state)),
            None => seat.to_string(),
        }
    });
    let first = names.next()?;
    let label = summary::holdouts_label(snapshot.scenario);
    Some(line(
        std::iter::once(format!("{label}: {first}")).chain(names),
    ))
}

/// Returns the deadlines and the bookmarks of the day.
pub(super) fn due(snapshot: &Snapshot<'_>) -> Option<String> {
    let said = [
        ("Today", summary::today(snapshot, "withheld ")),
        ("Bookmark", summary::bookmarks_today(snapshot, "withheld ")),
    ];
    let said = said.into_iter().filter(|(_, labels)| !labels.is_empty());
    let said: Vec<String> = said
        .map(|(name, labels)| format!("{name}: {}", labels.join(", ")))
        .collect();
    (!said.is_empty()).then(|| line(said))
}

/// The deadlines, but for those that are due: `Deadline for US withdrawal: Tuesday 31 August, in 18 days.`
fn deadlines(snapshot: &Snapshot<'_>) -> impl Iterator<Item = String> {
    let states = snapshot.deadlines.iter();
    let others = states.filter(|state| !(state.is_ahead() && state.days == 0));
    others.map(|state| {
        line([
            withheld(snapshot, [state.deadline.event]),
            facts::deadline::sentence(snapshot, state),
        ])
    })
}

/// How many are not known yet; nothing else of them.
pub(super) fn hidden(snapshot: &Snapshot<'_>) -> Option<String> {
    let is_then = snapshot.cursor.known != Known::Now;
    (is_then && snapshot.hidden > 0).then(|| line([change::reports_not_shown(snapshot.hidden)]))
}

/// Returns how old the latest source is.
fn newest(snapshot: &Snapshot<'_>) -> Option<String> {
    let newest = snapshot.newest_record?;
    let cursor = &snapshot.cursor;
    let said = if cursor.known == Known::Now {
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
        format!("{} before", number::counted(count, what))
    };
    Some(line([format!("Latest source used: {said}")]))
}
