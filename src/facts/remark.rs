//! A presenter's note in words: what it is about, then what it says.
//!
//! The notes on the screen and those that plain mode says are these.

use crate::facts::place;
use crate::model::scenario::Scenario;
use crate::snapshot::remarks::{About, Remark};

/// A note: what a mark notes needs no name, of anything else it is said what it is about.
pub fn word_remark(scenario: &Scenario, remark: &Remark<'_>) -> String {
    let about = match remark.about {
        About::Day => return remark.text.to_string(),
        About::Event(event) => scenario.event(event).headline.bidi_terminated(),
        About::Place(place) => place::name_place(scenario, place).into(),
        About::Series(series) => scenario.one_series(series).label.bidi_terminated(),
    };
    format!("{about}: {}", remark.text)
}
