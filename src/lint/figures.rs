//! Readings of one series that cannot both be right, and ends of a series that close none.
//!
//! Called by `lint`. Two readings contradict each other if no number bears both out, whatever their
//! words allow. Which readings there are is `snapshot::figures`' business.

use super::log::Log;
use crate::diagnostic::Problem;
use crate::diagnostic::lints::{CUMULATIVE_FALLS, ENDS_NOTHING, FIGURES_DISAGREE};
use crate::facts::{Style, number, word};
use crate::model::figure::{Figure, ForceStatus, Measure, Series};
use crate::snapshot::reference::FigureRef;
use crate::snapshot::unmatched::{UnmatchedEnd, unmatched_ends};
use crate::snapshot::{figures, stated};

/// Warns of contradicting readings within each series and status.
pub(super) fn check(log: &Log<'_>, warnings: &mut Vec<Problem>) {
    let scenario = log.scenario;
    for (key, readings) in figures::known(scenario, &log.cursor) {
        let series = scenario.one_series(key.series);
        // Readings of one moment stand behind each other.
        let at = |reading: &FigureRef| reading.get(scenario).provenance.at;
        let window = |reading: &FigureRef| (at(reading).start(), at(reading).effect());
        let moments: Vec<&[FigureRef]> = readings.chunk_by(|a, b| window(a) == window(b)).collect();
        if series.measure != Measure::Increment {
            for of_moment in &moments {
                disagree(log, series, of_moment, warnings);
            }
        }
        if series.measure == Measure::Cumulative {
            falls(log, series, &moments, warnings);
        }
    }
    for unmatched in unmatched_ends(scenario, &log.cursor) {
        warnings.push(ends_nothing(log, &unmatched));
    }
}

/// Returns the warning of an end that closes no reading.
fn ends_nothing(log: &Log<'_>, unmatched: &UnmatchedEnd) -> Problem {
    let end = unmatched.end.get(log.scenario);
    let status = |status| format!("status = \"{}\"", word(&ForceStatus::WORDS, status));
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
    Problem::warning(&ENDS_NOTHING, log.end(unmatched.end), message).help(help)
}

/// Returns the lowest and highest number that a reading allows.
fn bounds(figure: &Figure) -> (f64, f64) {
    let (low, high) = stated::meant(figure.amount, figure.qualifier);
    // What is meant by "more than" is of whole numbers, and these need not be.
    (low.min(figure.amount.low()), high.max(figure.amount.high()))
}

fn shown(figure: &Figure, series: &Series) -> String {
    number::figure(figure, series, Style::WORDS)
}

/// Warns once about readings of one moment that do not agree.
fn disagree(log: &Log<'_>, series: &Series, of_moment: &[FigureRef], warnings: &mut Vec<Problem>) {
    let figure = |reading: &FigureRef| reading.get(log.scenario);
    let low = |reading: &&FigureRef| bounds(figure(reading)).0;
    let high = |reading: &&FigureRef| bounds(figure(reading)).1;
    let most = of_moment.iter().max_by(|a, b| low(a).total_cmp(&low(b)));
    let least = of_moment.iter().min_by(|a, b| high(a).total_cmp(&high(b)));
    let Some((most, least)) = most.zip(least) else {
        return;
    };
    if low(&most) <= high(&least) {
        return;
    }
    let (one, other) = if log.figure(*most) < log.figure(*least) {
        (least, most)
    } else {
        (most, least)
    };
    let at = &figure(one).provenance.at;
    let message = format!(
        "'{}' is {} here and {} elsewhere, both for {at}",
        series.id,
        shown(figure(one), series),
        shown(figure(other), series),
    );
    warnings.push(
        Problem::warning(&FIGURES_DISAGREE, log.figure(*one), message)
            .help("give each the time or part of the day that it is from, or correct the one that is wrong")
            .related(log.figure(*other), "the other one"),
    );
}

/// Warns of readings below those of the last moment before.
fn falls(log: &Log<'_>, series: &Series, moments: &[&[FigureRef]], warnings: &mut Vec<Problem>) {
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
            first.is_some_and(|first| figure(first).provenance.at.effect() < start)
        };
        let Some(before) = moments.iter().take(place).rev().find(is_before) else {
            continue;
        };
        let least = before
            .iter()
            .min_by(|a, b| bounds(figure(a)).0.total_cmp(&bounds(figure(b)).0));
        let Some(least) = least else { continue };
        for reading in *of_moment {
            if bounds(figure(reading)).1 >= bounds(figure(least)).0 {
                continue;
            }
            let message = format!(
                "'{}' is cumulative, but falls from {} ({}) to {} ({})",
                series.id,
                shown(figure(least), series),
                figure(least).provenance.at,
                shown(figure(reading), series),
                figure(reading).provenance.at,
            );
            warnings.push(
                Problem::warning(&CUMULATIVE_FALLS, log.figure(*reading), message)
                    .help("give what is counted otherwise a series of its own; if the earlier figure was wrong, correct its event")
                    .related(log.figure(*least), "it was more before"),
            );
        }
    }
}
