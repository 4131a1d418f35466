//! Deadlines in words: how far each has come, and what changed of it; the one wording for panes, plain lines and reports.
//!
//! What is known of a deadline comes from `snapshot::deadlines`. A deadline that was met is never said to be
//! still ahead, and one of which nobody said anything has only passed.

use crate::model::date::Date;

use super::moment::{
    DayForm, MomentForm, Viewpoint, shown_day, word_day, word_days_away, word_moment,
};
use crate::model::calendar;
use crate::model::moment::{Moment, Precision};
use crate::model::scenario::Scenario;
use crate::model::statement::Outcome;
use crate::snapshot::Snapshot;
use crate::snapshot::deadlines::{DeadlineState, Phase};
use crate::snapshot::ledger::DeadlineChange;

/// The words for a deadline that passed with no word on how it ended.
const PASSED: &str = "passed, no word of it";

/// Returns a deadline as a sentence without its stop: `Deadline for US withdrawal: today (met on 30 August)`.
pub fn word_deadline(snapshot: &Snapshot<'_>, state: &DeadlineState) -> String {
    let label = state.last_word(snapshot.scenario).label.bidi_terminated();
    format!(
        "Deadline for {label}: {}",
        word_dated_progress(snapshot, state, true)
    )
}

/// Returns how far a deadline has come, with its date: in full words for reading aloud, else shorter.
///
/// `Tuesday 31 August, in 18 days`; `today (met on 30 August)`; `31 August, passed, no word of it`.
pub fn word_dated_progress(
    snapshot: &Snapshot<'_>,
    state: &DeadlineState,
    is_full: bool,
) -> String {
    let scenario = snapshot.scenario;
    let (form, day_form) = if is_full {
        (DayForm::LongWeekday, DayForm::Long)
    } else {
        (DayForm::Weekday, DayForm::Short)
    };
    let dates = word_dates(scenario, state, form, snapshot.day);
    let is_one_day = state.possible_dates(scenario).count() == 1
        && state
            .earliest_date(scenario)
            .is_some_and(|on| on.precision() == Precision::Day);
    let date = if state.days == 0 && is_one_day {
        word_days_away(0)
    } else {
        dates
    };
    let progress = word_progress(snapshot, state, day_form);
    match state.phase {
        Phase::Ahead if state.days == 0 && is_one_day => date,
        Phase::Ahead | Phase::Passed => format!("{date}, {progress}"),
        Phase::Ended(_) => format!("{date} ({progress})"),
    }
}

/// Returns how far a deadline has come, without its date: `in 18 days`, `met on 30 August`, `passed, no word of it`.
pub fn word_progress(snapshot: &Snapshot<'_>, state: &DeadlineState, form: DayForm) -> String {
    let scenario = snapshot.scenario;
    match state.phase {
        Phase::Ahead => format!(
            "{}{}",
            word_days_left(snapshot, state),
            word_tie(state, scenario)
        ),
        Phase::Passed => PASSED.to_owned(),
        Phase::Ended(outcome) => {
            let at = state
                .ended_at(scenario)
                .map(|at| at.day_in(scenario.zone()));
            match at.filter(|_| outcome == Outcome::Met) {
                Some(at) if at == snapshot.day => format!("{} today", outcome.to_word()),
                Some(at) => {
                    let day = word_day(at, form, Some(snapshot.day));
                    format!("{} on {day}", outcome.to_word())
                }
                None => outcome.to_word().to_owned(),
            }
        }
    }
}

/// Returns how far a deadline has come in a cell: `in 18 days`, `met 30 Aug`, `passed`.
pub fn word_progress_cell(snapshot: &Snapshot<'_>, state: &DeadlineState) -> String {
    match state.phase {
        Phase::Ahead => word_days_left(snapshot, state),
        Phase::Passed => "passed".to_owned(),
        Phase::Ended(outcome) => {
            let at = state.ended_at(snapshot.scenario);
            let day = at.map(|at| at.day_in(snapshot.scenario.zone()));
            match day.filter(|_| outcome == Outcome::Met) {
                Some(day) if day == snapshot.day => "met today".to_owned(),
                Some(day) => format!("met {}", word_day(day, DayForm::Short, Some(snapshot.day))),
                None => outcome.to_word().to_owned(),
            }
        }
    }
}

/// Returns the days to a deadline as a number, or how it ended.
pub fn word_countdown(snapshot: &Snapshot<'_>, state: &DeadlineState) -> String {
    match state.phase {
        Phase::Ahead => state.days.to_string(),
        Phase::Passed | Phase::Ended(_) => word_progress_cell(snapshot, state),
    }
}

/// Words the dates of a deadline, each with its hour where it has one: `31 August`, `9 March, 15:00 or 10 March`.
pub fn word_dates(
    scenario: &Scenario,
    state: &DeadlineState,
    form: DayForm,
    looked_at: Date,
) -> String {
    let view = Viewpoint::new(scenario, looked_at);
    join_alternatives(
        state
            .possible_dates(scenario)
            .map(|on| word_due(&on, view, form)),
    )
}

/// Words when a deadline falls: `31 Aug`, `31 Aug 15:00`, `31 August, 15:00`, `Tue 31 Aug, 15:00`.
pub fn word_due(on: &Moment, view: Viewpoint<'_>, form: DayForm) -> String {
    match form {
        DayForm::Short => word_moment(on, view, MomentForm::Line),
        DayForm::Weekday => word_moment(on, view, MomentForm::Sentence),
        DayForm::LongWeekday => word_moment(on, view, MomentForm::Spoken),
        DayForm::Long => {
            let day = word_day(shown_day(on, view.clocks), form, Some(view.looked_at));
            match word_moment(on, view, MomentForm::SpokenTime) {
                time if time.is_empty() => day,
                time => format!("{day}, {time}"),
            }
        }
    }
}

/// Returns the dates of a deadline in a cell: `31 Aug`, `20 Aug or 25 Aug`.
pub fn date_cell(snapshot: &Snapshot<'_>, state: &DeadlineState) -> String {
    let scenario = snapshot.scenario;
    let day = |on: Moment| {
        word_day(
            on.day_in(scenario.zone()),
            DayForm::Short,
            Some(snapshot.day),
        )
    };
    join_alternatives(state.possible_dates(scenario).map(day))
}

/// Returns what is said of a deadline for which several dates stand: that words on it tie.
fn word_tie(state: &DeadlineState, scenario: &Scenario) -> &'static str {
    if state.possible_dates(scenario).count() > 1 {
        "; nothing says which word came last"
    } else {
        ""
    }
}

/// Returns the days to a deadline, or to each of its dates: `in 8 days or in 13 days`.
fn word_days_left(snapshot: &Snapshot<'_>, state: &DeadlineState) -> String {
    let zone = snapshot.scenario.zone();
    let to = |on: Moment| {
        let day = on.day_in(zone);
        word_days_away(calendar::count_days(snapshot.day, day, zone))
    };
    join_alternatives(state.possible_dates(snapshot.scenario).map(to))
}

/// Returns what changed of a deadline: `moved from 11 September to 31 August, 15:00`.
pub fn word_deadline_change(
    scenario: &Scenario,
    change: &DeadlineChange,
    form: DayForm,
    looked_at: Date,
) -> String {
    let zone = scenario.zone();
    let dates = |state: DeadlineState| word_dates(scenario, &state, form, looked_at);
    let (before, after) = (change.before, change.after);
    let Some(after) = after else {
        return before.map_or_else(String::new, |before| {
            format!("{}, no longer known", dates(before))
        });
    };
    let date = dates(after);
    let is_same = before.map(dates).as_deref() == Some(&date);
    let set = match before {
        Some(before) if !is_same => format!("moved from {} to {date}", dates(before)),
        Some(_) => format!("still {date}"),
        None => format!("set for {date}"),
    };
    match after.phase {
        Phase::Ahead if after.possible_dates(scenario).count() > 1 => {
            format!("{set}{}", word_tie(&after, scenario))
        }
        Phase::Ahead => set,
        Phase::Passed if is_same => format!("{date}, {PASSED}"),
        Phase::Passed => format!("{set}; {PASSED}"),
        Phase::Ended(outcome) => {
            let at = after.ended_at(scenario).map(|at| at.day_in(zone));
            let at = at.map(|day| word_day(day, form, Some(looked_at)));
            let at = at.filter(|_| outcome == Outcome::Met);
            let end = at.map_or_else(
                || outcome.to_word().to_owned(),
                |at| format!("{} on {at}", outcome.to_word()),
            );
            if is_same {
                format!("{date}, {end}")
            } else {
                format!("{set}; {end}")
            }
        }
    }
}

/// Returns what changed of a deadline as a sentence without its stop.
pub fn change_sentence(
    scenario: &Scenario,
    changed: &DeadlineChange,
    looked_at: Date,
) -> Option<String> {
    let state = changed.after.or(changed.before)?;
    let label = state.last_word(scenario).label.bidi_terminated();
    let phrase = word_deadline_change(scenario, changed, DayForm::Long, looked_at);
    Some(format!("Deadline for {label}: {phrase}"))
}

/// Returns the date that a deadline had before its last change, where it was moved: `11 Sep`, `9 Mar 15:00`.
pub fn moved_from(
    scenario: &Scenario,
    change: &DeadlineChange,
    form: DayForm,
    looked_at: Date,
) -> Option<String> {
    let dates = |state: &DeadlineState| word_dates(scenario, state, form, looked_at);
    let before = dates(change.before.as_ref()?);
    (!before.is_empty() && before != dates(change.after.as_ref()?)).then_some(before)
}

/// Returns alternatives in a row, each once.
fn join_alternatives(words: impl Iterator<Item = String>) -> String {
    let mut listed: Vec<String> = Vec::new();
    for word in words {
        if !listed.contains(&word) {
            listed.push(word);
        }
    }
    listed.join(" or ")
}
