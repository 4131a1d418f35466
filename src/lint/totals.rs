//! Warns of stated totals that the log contradicts.
//!
//! Called by `lint`. The comparison of a total with the log is made in `snapshot`. A report states what was known at
//! its time, so a total is only reported if it disagreed then as well as now.

use super::log::LintLog;
use crate::diagnostic::Problem;
use crate::diagnostic::lints::TOTAL_CONTRADICTED;
use crate::facts::{WordingStyle, number};
use crate::model::cursor::{Cursor, KnownAt};
use crate::snapshot::reconciliation::{self, CountVerdict, Stated};

/// The most totals compared as known then; each takes a replay of the log.
const MOST_REPLAYS: usize = 200;

/// Warns of totals that agree neither with the log as known now nor as known then.
pub(super) fn check_totals(log: &LintLog<'_>, warnings: &mut Vec<Problem>) {
    let all = reconciliation::list_all_totals(log.scenario, &log.cursor);
    let doubtful = all
        .into_iter()
        .filter(|stated| !stated.verdict.is_agreement());
    for (number, stated) in doubtful.enumerate() {
        if number >= MOST_REPLAYS || !agreed_then(log, &stated) {
            warnings.push(warn_of_total(log, &stated));
        }
    }
}

/// Returns whether a total agreed with the log as known when the total was recorded.
fn agreed_then(log: &LintLog<'_>, stated: &Stated) -> bool {
    let figure = stated.figure.get(log.scenario);
    let then = Cursor {
        as_of: figure.provenance.at.effective_at(),
        known: KnownAt::At(figure.provenance.known_from),
        ..log.cursor
    };
    let series = log.scenario.one_series(figure.series);
    series.counts.as_ref().is_some_and(|counts| {
        reconciliation::compare_reading(log.scenario, &then, stated.figure, counts)
            .verdict
            .is_agreement()
    })
}

fn warn_of_total(log: &LintLog<'_>, stated: &Stated) -> Problem {
    let figure = stated.figure.get(log.scenario);
    let series = log.scenario.one_series(figure.series);
    let counted = if stated.least == stated.greatest {
        number::format_count(stated.least)
    } else {
        format!(
            "{} to {}",
            number::format_count(stated.least),
            number::format_count(stated.greatest)
        )
    };
    let than = match stated.verdict {
        CountVerdict::Behind => "fewer",
        _ => "more",
    };
    let message = format!(
        "'{}' states {} for {}, {than} than the log counts: {counted}",
        series.id,
        number::word_figure(figure, series, WordingStyle::WORDS),
        figure.provenance.at,
    );
    Problem::new_warning(&TOTAL_CONTRADICTED, log.find_figure(stated.figure), message)
        .with_help("look for a claim that is missing or has another day; a total of something else needs a series without 'counts'")
}
