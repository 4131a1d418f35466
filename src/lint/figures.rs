//! Readings of one series that cannot both be right, and ends of a series that close none.
//!
//! Called by `lint`. Two readings contradict each other if no number bears both out, whatever their
//! words allow. Which readings there are is `snapshot::figures`' business.

use super::log::LintLog;
use crate::diagnostic::Problem;
use crate::diagnostic::lints::{CUMULATIVE_FALLS, ENDS_NOTHING, FIGURES_DISAGREE};
use crate::facts::{WordingStyle, find_word, number};
use crate::model::figure::{Figure, ForceStatus, Measure, Series};
use crate::snapshot::reference::FigureRef;
use crate::snapshot::unmatched::{UnmatchedEnd, unmatched_ends};
use crate::snapshot::{figures, reconciliation};

/// Warns of contradicting readings within each series and status.
pub(super) fn check_figures(log: &LintLog<'_>, warnings: &mut Vec<Problem>) {
    let scenario = log.scenario;
    for (key, readings) in figures::known_figures(scenario, &log.cursor) {
        let series = scenario.one_series(key.series);
        // Readings of one moment stand behind each other.
        let at = |reading: &FigureRef| reading.get(scenario).provenance.at;
        let window = |reading: &FigureRef| (at(reading).start(), at(reading).effective_at());
        let moments: Vec<&[FigureRef]> = readings.chunk_by(|a, b| window(a) == window(b)).collect();
        if series.measure != Measure::Increment {
            for of_moment in &moments {
                warn_of_disagreement(log, series, of_moment, warnings);
            }
        }
        if series.measure == Measure::Cumulative {
            warn_of_falls(log, series, &moments, warnings);
        }
    }
    for unmatched in unmatched_ends(scenario, &log.cursor) {
        warnings.push(ends_nothing(log, &unmatched));
    }
}

/// Returns the warning of an end that closes no reading.
fn ends_nothing(log: &LintLog<'_>, unmatched: &UnmatchedEnd) -> Problem {
    let end = unmatched.end.get(log.scenario);
    let status = |status| format!("status = \"{}\"", find_word(&ForceStatus::WORDS, status));
    let others: Vec<String> = unmatched
        .in_force
        .iter()
        .map(|other| other.map_or_else(|| "no status".to_owned(), status))
        .collect();
    let of = match end.status {
        Some(its) => format!(" with {}", status(its)),
        None if others.is_empty() => String::new(),
        None => " without a status".to_owned(),
    };
    let message = format!(
        "this ends no reading of '{}'{of}: none is in force on {}",
        log.scenario.one_series(end.series).id,
        end.provenance.at,
    );
    let help = if others.is_empty() {
        "leave it out, or give 'at' the moment at which the reading ended".to_owned()
    } else {
        let others = others.join(", ");
        format!("those in force have {others}: write an end for each that is meant")
    };
    Problem::new_warning(&ENDS_NOTHING, log.find_end(unmatched.end), message).with_help(help)
}

/// Returns the lowest and highest number that a reading allows.
fn find_bounds(figure: &Figure) -> (f64, f64) {
    let (low, high) = reconciliation::accepted_range(figure.amount, figure.qualifier);
    // What is meant by "more than" is of whole numbers, and these need not be.
    (
        low.min(figure.amount.low_end()),
        high.max(figure.amount.high_end()),
    )
}

fn word_figure(figure: &Figure, series: &Series) -> String {
    number::word_figure(figure, series, WordingStyle::WORDS)
}

/// Warns once about readings of one moment that do not agree.
fn warn_of_disagreement(
    log: &LintLog<'_>,
    series: &Series,
    of_moment: &[FigureRef],
    warnings: &mut Vec<Problem>,
) {
    let figure = |reading: &FigureRef| reading.get(log.scenario);
    let low = |reading: &&FigureRef| find_bounds(figure(reading)).0;
    let high = |reading: &&FigureRef| find_bounds(figure(reading)).1;
    let most = of_moment.iter().max_by(|a, b| low(a).total_cmp(&low(b)));
    let least = of_moment.iter().min_by(|a, b| high(a).total_cmp(&high(b)));
    let Some((most, least)) = most.zip(least) else {
        return;
    };
    if low(&most) <= high(&least) {
        return;
    }
    let (one, other) = if log.find_figure(*most) < log.find_figure(*least) {
        (least, most)
    } else {
        (most, least)
    };
    let at = &figure(one).provenance.at;
    let message = format!(
        "'{}' is {} here and {} elsewhere, both for {at}",
        series.id,
        word_figure(figure(one), series),
        word_figure(figure(other), series),
    );
    warnings.push(
        Problem::new_warning(&FIGURES_DISAGREE, log.find_figure(*one), message)
            .with_help("give each the time or part of the day that it is from, or correct the one that is wrong")
            .with_related(log.find_figure(*other), "the other one"),
    );
}

/// Warns of readings below those of the last moment before.
fn warn_of_falls(
    log: &LintLog<'_>,
    series: &Series,
    moments: &[&[FigureRef]],
    warnings: &mut Vec<Problem>,
) {
    let figure = |reading: &FigureRef| reading.get(log.scenario);
    for (place, of_moment) in moments.iter().enumerate() {
        let Some(start) = of_moment
            .first()
            .map(|first| figure(first).provenance.at.start())
        else {
            continue;
        };
        // The day and its morning overlap: neither is before the other.
        let is_before = |earlier: &&&[FigureRef]| {
            let first = earlier.first();
            first.is_some_and(|first| figure(first).provenance.at.effective_at() < start)
        };
        let Some(before) = moments.iter().take(place).rev().find(is_before) else {
            continue;
        };
        let least = before.iter().min_by(|a, b| {
            find_bounds(figure(a))
                .0
                .total_cmp(&find_bounds(figure(b)).0)
        });
        let Some(least) = least else { continue };
        for reading in *of_moment {
            if find_bounds(figure(reading)).1 >= find_bounds(figure(least)).0 {
                continue;
            }
            let message = format!(
                "'{}' is cumulative, but falls from {} ({}) to {} ({})",
                series.id,
                word_figure(figure(least), series),
                figure(least).provenance.at,
                word_figure(figure(reading), series),
                figure(reading).provenance.at,
            );
            warnings.push(
                Problem::new_warning(&CUMULATIVE_FALLS, log.find_figure(*reading), message)
                    .with_help("give what is counted otherwise a series of its own; if the earlier figure was wrong, correct its event")
                    .with_related(log.find_figure(*least), "it was more before"),
            );
        }
    }
}
