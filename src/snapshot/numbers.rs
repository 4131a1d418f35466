//! How two numbers compare as their sources word them: which is more, and whether one allows the other.
//!
//! Every arrow, every "up from" and every "disputed" is decided here; what is compared with what, `figures` says.

use std::cmp::Ordering;

use crate::model::figure::{Amount, Figure, Measure, Qualifier};
use crate::model::scenario::Scenario;
use crate::snapshot::reference::FigureRef;

/// The direction of a reading, compared with those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// Nothing can be said: there is none before it, the numbers are the same, or one allows the other.
    Level,
    /// A reading that is more than all of them.
    Up,
    /// A reading that is less than all of them.
    Down,
    /// A reading that is less than all of them although the series is a total since a day: its source counts
    /// differently.
    OtherCount,
}

/// Returns how a reading compares with those that were in force before it, of one series and status.
pub fn compute_trend(scenario: &Scenario, after: FigureRef, before: &[FigureRef]) -> Trend {
    let figure = after.get(scenario);
    let measure = scenario.one_series(figure.series).measure;
    // What was added each time has no ups and downs.
    if measure == Measure::Increment {
        return Trend::Level;
    }
    let comparable = before.iter().map(|other| other.get(scenario));
    let mut comparable =
        comparable.filter(|other| other.scope() == figure.scope() && other.series == figure.series);
    let Some(first) = comparable.next() else {
        return Trend::Level;
    };
    let direction = compare_numbers(figure, first);
    if comparable.any(|other| compare_numbers(figure, other) != direction) {
        return Trend::Level;
    }
    match direction {
        None | Some(Ordering::Equal) => Trend::Level,
        Some(Ordering::Greater) => Trend::Up,
        Some(Ordering::Less) if measure == Measure::Cumulative => Trend::OtherCount,
        Some(Ordering::Less) => Trend::Down,
    }
}

/// Returns which way a number lies from another one; `None` where something of one lies within the other.
fn compare_numbers(one: &Figure, other: &Figure) -> Option<Ordering> {
    if let (Amount::Value(value), Amount::Value(its)) = (one.amount, other.amount)
        && one.qualifier == other.qualifier
    {
        return value.partial_cmp(&its);
    }
    let (one, other) = (NumberSpan::from_figure(one), NumberSpan::from_figure(other));
    if one.is_above(other) {
        Some(Ordering::Greater)
    } else if other.is_above(one) {
        Some(Ordering::Less)
    } else {
        None
    }
}

/// Reports whether some readings of one moment and status give numbers of which none allows the other. An increment
/// disputes nothing, and what it adds to is of another series.
pub fn are_disputed(scenario: &Scenario, readings: &[FigureRef]) -> bool {
    let measure = |figure: &Figure| scenario.one_series(figure.series).measure;
    readings.iter().enumerate().any(|(place, one)| {
        let one = one.get(scenario);
        let others = readings.iter().skip(place + 1);
        measure(one) != Measure::Increment
            && others
                .map(|other| other.get(scenario))
                .any(|other| one.series == other.series && is_other_count(one, other))
    })
}

/// Reports whether two readings give different numbers and the words of neither allow the other.
fn is_other_count(one: &Figure, other: &Figure) -> bool {
    let is_same = one.amount == other.amount;
    !is_same
        && one.scope() == other.scope()
        && !allows_number(one, other)
        && !allows_number(other, one)
}

/// Reports whether the words of a reading leave room for the number of another.
fn allows_number(one: &Figure, other: &Figure) -> bool {
    use Qualifier::{AtLeast, FewerThan, MoreThan, UpTo};
    let is_open = matches!(one.qualifier, AtLeast | MoreThan | UpTo | FewerThan);
    let (own, its) = (NumberSpan::from_figure(one), NumberSpan::from_figure(other));
    let are_apart = own.is_above(its) || its.is_above(own);
    is_open
        && own.contains_number(other.amount.low_end())
        && own.contains_number(other.amount.high_end())
        && !are_apart
}

/// The numbers that the words of a source mean. The number itself stands for about and nearly.
#[derive(Clone, Copy)]
struct NumberSpan {
    low: f64,
    high: f64,
    /// True if the lower end itself is included.
    has_low: bool,
    /// True if the upper end itself is included.
    has_high: bool,
}

impl NumberSpan {
    fn from_figure(figure: &Figure) -> Self {
        let (low, high) = (figure.amount.low_end(), figure.amount.high_end());
        let closed = Self {
            low,
            high,
            has_low: true,
            has_high: true,
        };
        match figure.qualifier {
            Qualifier::Exactly | Qualifier::About | Qualifier::Nearly => closed,
            Qualifier::AtLeast => Self {
                high: f64::INFINITY,
                ..closed
            },
            Qualifier::MoreThan => Self {
                high: f64::INFINITY,
                has_low: false,
                ..closed
            },
            Qualifier::UpTo => Self {
                low: f64::NEG_INFINITY,
                ..closed
            },
            Qualifier::FewerThan => Self {
                low: f64::NEG_INFINITY,
                has_high: false,
                ..closed
            },
        }
    }

    fn is_above(self, other: Self) -> bool {
        match self.low.partial_cmp(&other.high) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !(self.has_low && other.has_high),
            Some(Ordering::Less) | None => false,
        }
    }

    fn contains_number(self, number: f64) -> bool {
        let is_within = |way: Option<Ordering>, inner: Ordering, has_end: bool| {
            way == Some(inner) || (way == Some(Ordering::Equal) && has_end)
        };
        is_within(
            number.partial_cmp(&self.low),
            Ordering::Greater,
            self.has_low,
        ) && is_within(
            number.partial_cmp(&self.high),
            Ordering::Less,
            self.has_high,
        )
    }
}
