//! Warns of stated totals that the log contradicts.
//!
//! Called by `lint`. The comparison of a total with the log is made in `snapshot`. A report states what was known at
//! its time, so a total is only reported if it disagreed then as well as now.

use super::log::Log;
use crate::diagnostic::Problem;
use crate::diagnostic::lints::TOTAL_CONTRADICTED;
use crate::facts::{Style, number};
use crate::model::cursor::{Cursor, Known};
use crate::snapshot::stated::{self, Stated, Verdict};

/// The most totals compared as known then; each takes a replay of the log.
const MOST_REPLAYS: usize = 200;

/// Warns of totals that agree neither with the log as known now nor as known then.
pub(super) fn check(log: &Log<'_>, warnings: &mut Vec<Problem>) {
    let all = stated::all(log.scenario, &log.cursor);
    let doubtful = all.into_iter().filter(|stated| !stated.verdict.agrees());
    for (number, stated) in doubtful.enumerate() {
        if number >= MOST_REPLAYS || !agreed_then(log, &stated) {
            warnings.push(warning(log, &stated));
        }
    }
}

/// Returns whether a total agreed with the log as known when the total was recorded.
fn agreed_then(log: &Log<'_>, stated: &Stated) -> bool {
    let figure = stated.figure.get(log.scenario);
    let then = Cursor {
        as_of: figure.provenance.at.effect(),
        known: Known::At(figure.provenance.known_from),
        ..log.cursor
    };
    let series = log.scenario.one_series(figure.series);
    series.counts.as_ref().is_some_and(|counts| {
        stated::compare(log.scenario, &then, stated.figure, counts)
            .verdict
            .agrees()
    })
}

fn warning(log: &Log<'_>, stated: &Stated) -> Problem {
    let figure = stated.figure.get(log.scenario);
    let series = log.scenario.one_series(figure.series);
    let counted = if stated.least == stated.greatest {
        number::count(stated.least)
    } else {
        format!(
            "{} to {}",
            number::count(stated.least),
            number::count(stated.greatest)
        )
    };
    let than = match stated.verdict {
        Verdict::Behind => "fewer",
        _ => "more",
    };
    let message = format!(
        "'{}' states {} for {}, {than} than the log counts: {counted}",
        series.id,
        number::figure(figure, series, Style::WORDS),
        figure.provenance.at,
    );
    Problem::warning(&TOTAL_CONTRADICTED, log.figure(stated.figure), message)
        .help("look for a claim that is missing or has another day; a total of something else needs a series without 'counts'")
}
