//! Line 3 of the header: what was stated against what is counted, what is hidden, what is not taken.
//!
//! The last two stated totals of the day stand here, with their words; evidence has all.

use crate::app::view::View;
use crate::facts::change::reports_not_shown;
use crate::facts::moment::{DayForm, word_day};
use crate::facts::{number, place, summary, word_verdict};
use crate::model::calendar;
use crate::model::cursor::KnownAt;
use crate::snapshot::Snapshot;
use crate::snapshot::reconciliation::{CountVerdict, Stated};
use crate::text::fit;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// How sources are named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SourceNaming {
    Full,
    Short,
}

/// Line 3: stated against counted, the big places not taken, what is hidden.
pub(super) fn stated_line(view: &View<'_>, look: FrameStyle, width: usize) -> Vec<StyledPiece> {
    let room = width.saturating_sub(2);
    let fits = |parts: &[String]| {
        parts
            .iter()
            .map(|part| fit::measure_width(part))
            .sum::<usize>()
            + 3 * parts.len().saturating_sub(1)
            <= room
    };
    let is_wide = width >= 100;
    let names = if look.wording.words {
        SourceNaming::Full
    } else {
        SourceNaming::Short
    };
    let text = [
        (true, names, true),
        (true, names, false),
        (true, SourceNaming::Short, false),
        (false, names, false),
    ]
    .into_iter()
    .map(|(long, names, with_newest)| {
        let parts = [
            word_stated(view, look, (long && is_wide, names)),
            word_unknown_yet(view, long),
            word_holdouts(view, look, long && is_wide),
            word_latest_source(view).filter(|_| with_newest),
        ];
        parts.into_iter().flatten().collect::<Vec<String>>()
    })
    .find(|parts| fits(parts));
    let mut parts = text.unwrap_or_else(|| {
        [
            word_stated(view, look, (false, SourceNaming::Short)),
            word_unknown_yet(view, false),
        ]
        .into_iter()
        .flatten()
        .collect()
    });
    while parts.len() > 1 && !fits(&parts) {
        parts.pop();
    }
    let shown = fit::cut_to_fit(&parts.join("   "), room, look.wording.cut_mark());
    vec![(format!(" {shown}"), look.role_style(Role::Text))]
}

/// Returns how old the latest source is: `latest source used: 13 Aug 2021`, in known-then how long before the cursor.
fn word_latest_source(view: &View<'_>) -> Option<String> {
    let newest = view.snapshot.newest_record?;
    let cursor = &view.app.cursor;
    if cursor.known == KnownAt::Now {
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
pub(super) fn recent_totals<'s>(snapshot: &'s Snapshot<'_>) -> &'s [Stated] {
    let from = snapshot.stated.len().saturating_sub(2);
    snapshot.stated.get(from..).unwrap_or_default()
}

/// `Stated ≥14 FT B1, 18 AP B1; counted 18: agrees.`
fn word_stated(
    view: &View<'_>,
    look: FrameStyle,
    (long, names): (bool, SourceNaming),
) -> Option<String> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    let last = snapshot.stated.last()?;
    let recent = recent_totals(snapshot);
    // Readings that compare differently each say so.
    let is_split = recent
        .iter()
        .any(|stated| stated.verdict.is_agreement() != last.verdict.is_agreement());
    let words: Vec<String> = recent
        .iter()
        .map(|stated| {
            let figure = stated.figure.get(scenario);
            let source = scenario.first_source(&figure.provenance, &snapshot.cursor);
            let name = source.map_or("no source".into(), |source| match names {
                SourceNaming::Full => source.publisher.bidi_terminated(),
                SourceNaming::Short => source.short_name().bidi_terminated(),
            });
            let withheld = paint::withheld_prefix(view, stated.figure.event);
            let grade = if long {
                format!(
                    " {}",
                    scenario.grade_item(&figure.provenance, &snapshot.cursor)
                )
            } else {
                String::new()
            };
            let amount = number::word_amount(figure.amount, figure.qualifier, look.wording);
            let verdict = if is_split {
                format!(" {}", word_verdict(stated.verdict)[0])
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
        format!(": {}", word_verdict(overall_verdict(recent)?)[0])
    };
    let counted = word_counted(recent, long)
        .map_or_else(String::new, |counted| format!("; counted {counted}"));
    Some(format!(
        "Stated {}{on}{counted}{verdict}.",
        words.join(", ")
    ))
}

/// What the log counts beside the readings: one number where it bears all of them out as it stands,
/// else the range over their own time.
fn word_counted(recent: &[Stated], long: bool) -> Option<String> {
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
pub(super) fn overall_verdict(recent: &[Stated]) -> Option<CountVerdict> {
    let is_weak = |stated: &&Stated| stated.verdict == CountVerdict::ConsistentWithDisputed;
    let weak = recent.iter().find(is_weak).or(recent.last());
    weak.map(|stated| stated.verdict)
}

/// Returns `3 later reports not shown`, or `3 not shown`, in known-then only.
fn word_unknown_yet(view: &View<'_>, long: bool) -> Option<String> {
    let is_then = view.app.cursor.known != KnownAt::Now;
    let count = view.snapshot.hidden;
    (is_then && count > 0).then(|| {
        if long {
            reports_not_shown(count)
        } else {
            format!("{} not shown", number::format_count(count))
        }
    })
}

/// `Big cities not taken: Kabul ○, Mazar-i-Sharif, Jalalabad`; those under pressure first.
fn word_holdouts(view: &View<'_>, look: FrameStyle, long: bool) -> Option<String> {
    let snapshot = view.snapshot;
    let scenario = snapshot.scenario;
    if snapshot.holdouts.is_empty() {
        return None;
    }
    let holdouts = summary::list_holdouts(snapshot);
    let names: Vec<String> = holdouts
        .iter()
        .map(|state| {
            let mark = place::choose_sign(state, look.is_ascii())
                .map_or_else(String::new, |mark| format!(" {mark}"));
            let word = if look.wording.words && !mark.is_empty() {
                format!(" {}", place::word_status(state))
            } else {
                String::new()
            };
            format!(
                "{}{mark}{word}",
                scenario.place(state.place).seat_or_name().bidi_terminated()
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
