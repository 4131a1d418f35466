//! Line 3 of the header: what was stated against what is counted, what is hidden, what is not taken.
//!
//! The last two stated totals of the day stand here, with their words; evidence has all.

use crate::app::view::View;
use crate::facts::change::reports_not_shown;
use crate::facts::moment::{DayForm, word_day};
use crate::facts::{number, place, summary, verdict};
use crate::model::calendar;
use crate::model::cursor::Known;
use crate::snapshot::Snapshot;
use crate::snapshot::stated::{Stated, Verdict};
use crate::text::fit;
use crate::ui::paint::{self, Piece};
use crate::ui::theme::{Look, Role};

/// How sources are named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Full,
    Short,
}

/// Line 3: stated against counted, the big places not taken, what is hidden.
pub(super) fn line(view: &View<'_>, look: Look, width: usize) -> Vec<Piece> {
    let room = width.saturating_sub(2);
    let fits = |parts: &[String]| {
        parts.iter().map(|part| fit::width(part)).sum::<usize>() + 3 * parts.len().saturating_sub(1)
            <= room
    };
    let is_wide = width >= 100;
    let names = if look.wording.words {
        Names::Full
    } else {
        Names::Short
    };
    let text = [
        (true, names, true),
        (true, names, false),
        (true, Names::Short, false),
        (false, names, false),
    ]
    .into_iter()
    .map(|(long, names, with_newest)| {
        let parts = [
            stated(view, look, (long && is_wide, names)),
            hidden(view, long),
            left(view, look, long && is_wide),
            newest(view).filter(|_| with_newest),
        ];
        parts.into_iter().flatten().collect::<Vec<String>>()
    })
    .find(|parts| fits(parts));
    let mut parts = text.unwrap_or_else(|| {
        [
            stated(view, look, (false, Names::Short)),
            hidden(view, false),
        ]
        .into_iter()
        .flatten()
        .collect()
    });
    while parts.len() > 1 && !fits(&parts) {
        parts.pop();
    }
    let shown = fit::cut(&parts.join("   "), room, look.wording.cut_mark());
    vec![(format!(" {shown}"), look.style(Role::Text))]
}

/// Returns how old the latest source is: `latest source used: 13 Aug 2021`, in known-then how long before the cursor.
fn newest(view: &View<'_>) -> Option<String> {
    let newest = view.snapshot.newest_record?;
    let cursor = &view.app.cursor;
    if cursor.known == Known::Now {
        let zone = view.snapshot.scenario.zone();
        let day = calendar::day_of(newest, zone);
        return Some(format!(
            "latest source used: {}",
            word_day(day, DayForm::Short, None)
        ));
    }
    let minutes = cursor.known_at().0.saturating_sub(newest.0) / 60;
    let age = match minutes {
        ..60 => format!("{minutes} min"),
        60..2880 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    };
    Some(format!("latest source used: {age} before"))
}

/// The last two stated totals of the day.
pub(super) fn recent<'s>(snapshot: &'s Snapshot<'_>) -> &'s [Stated] {
    let from = snapshot.stated.len().saturating_sub(2);
    snapshot.stated.get(from..).unwrap_or_default()
}

/// `Stated ≥14 FT B1, 18 AP B1; counted 18: agrees.`
fn stated(view: &View<'_>, look: Look, (long, names): (bool, Names)) -> Option<String> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let last = snapshot.stated.last()?;
    let recent = recent(snapshot);
    // Readings that compare differently each say so.
    let is_split = recent
        .iter()
        .any(|stated| stated.verdict.agrees() != last.verdict.agrees());
    let words: Vec<String> = recent
        .iter()
        .map(|stated| {
            let figure = stated.figure.get(scenario);
            let source = scenario.first_source(&figure.provenance, &snapshot.cursor);
            let name = source.map_or("no source".into(), |source| match names {
                Names::Full => source.publisher.closed(),
                Names::Short => source.short().closed(),
            });
            let withheld = paint::withheld(view, stated.figure.event);
            let grade = if long {
                format!(" {}", scenario.grade(&figure.provenance, &snapshot.cursor))
            } else {
                String::new()
            };
            let amount = number::amount(figure.amount, figure.qualifier, look.wording);
            let verdict = if is_split {
                format!(" {}", verdict(stated.verdict)[0])
            } else {
                String::new()
            };
            format!("{withheld}{amount} {name}{grade}{verdict}")
        })
        .collect();
    let day = last
        .figure
        .get(scenario)
        .provenance
        .at
        .day_in(scenario.zone());
    let on = if day == snapshot.day {
        String::new()
    } else {
        format!(", on {}", word_day(day, DayForm::Short, Some(snapshot.day)))
    };
    let verdict = if is_split {
        String::new()
    } else {
        format!(": {}", verdict(overall(recent)?)[0])
    };
    let counted =
        counted(recent, long).map_or_else(String::new, |counted| format!("; counted {counted}"));
    Some(format!(
        "Stated {}{on}{counted}{verdict}.",
        words.join(", ")
    ))
}

/// What the log counts beside the readings: one number where it bears all of them out as it stands,
/// else the range over their own time.
fn counted(recent: &[Stated], long: bool) -> Option<String> {
    let least = recent.iter().map(|stated| stated.least).min()?;
    let greatest = recent.iter().map(|stated| stated.greatest).max()?;
    if recent.iter().all(|stated| stated.is_met_here) {
        return long.then(|| recent.last().map(|stated| stated.counted.to_string()))?;
    }
    let then = if long { " in that time" } else { "" };
    Some(if least == greatest {
        greatest.to_string()
    } else {
        format!("{least} to {greatest}{then}")
    })
}

/// How several readings compare that compare alike: the weaker of their verdicts.
pub(super) fn overall(recent: &[Stated]) -> Option<Verdict> {
    let is_weak = |stated: &&Stated| stated.verdict == Verdict::ConsistentWithDisputed;
    let weak = recent.iter().find(is_weak).or(recent.last());
    weak.map(|stated| stated.verdict)
}

/// Returns `3 later reports not shown`, or `3 not shown`, in known-then only.
fn hidden(view: &View<'_>, long: bool) -> Option<String> {
    let is_then = view.app.cursor.known != Known::Now;
    let count = view.snapshot.hidden;
    (is_then && count > 0).then(|| {
        if long {
            reports_not_shown(count)
        } else {
            format!("{} not shown", number::count(count))
        }
    })
}

/// `Big cities not taken: Kabul ○, Mazar-i-Sharif, Jalalabad`; those under pressure first.
fn left(view: &View<'_>, look: Look, long: bool) -> Option<String> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    if snapshot.holdouts.is_empty() {
        return None;
    }
    let holdouts = summary::holdouts(snapshot);
    let names: Vec<String> = holdouts
        .iter()
        .map(|state| {
            let mark = place::mark(state, look.ascii())
                .map_or_else(String::new, |mark| format!(" {mark}"));
            let word = if look.wording.words && !mark.is_empty() {
                format!(" {}", place::word(state))
            } else {
                String::new()
            };
            format!(
                "{}{mark}{word}",
                scenario.place(state.place).seat().closed()
            )
        })
        .collect();
    let lead = if long {
        summary::holdouts_label(scenario)
    } else {
        "Left"
    };
    Some(format!("{lead}: {}", names.join(", ")))
}
