//! What leaves the program for other programs and for paper: each form read back, whole documents read once.
//!
//! The documents under `snapshots` are of a small scenario that has one of everything, and of the day
//! on which the flagship scenario opens.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

mod audience;
mod brief;
mod diff;
mod pictures;
mod program;
mod silence;
mod tables;
mod ties;
mod years;

use dateline::model::scenario::Scenario;

use crate::support::{SERIES, scenario};

/// A small scenario that has one of everything: changes, pressure, disputes, corrections, things learnt.
fn everything() -> Scenario {
    scenario(&format!("{SERIES}{EVERYTHING}"))
}

const EVERYTHING: &str = r#"
[[source]]
id = "linked"
publisher = "Linked <Paper> & Co"
title = "A title | with \"signs\""
published = 2021-01-09
url = "https://example.org/a?b=1&c=(2)"
reliability = "A"
[[person]]
id = "minister"
name = "M. Inister"
role = "minister"
party = "blue"
[[event]]
id = "start"
at = 2021-01-02
kind = "deployment"
headline = "Troops arrive"
sources = ["good"]
credibility = 2
figures = [
  { series = "troops", value = 500, qualifier = "about", status = "in-place" },
  { series = "towns", value = 0 },
]
deadlines = [{ id = "exit", on = 2021-01-25, label = "Blue leaves", short = "exit" }]
[[event]]
id = "first-count"
at = "2021-01-08 evening"
kind = "evacuation"
headline = "40 are flown out"
sources = ["plain"]
figures = [{ series = "flown", value = 40 }]
[[event]]
id = "south-late"
at = "2021-01-08 morning"
recorded_at = "2021-01-10 morning"
kind = "control"
headline = "South fell two days ago"
places = ["south"]
sources = ["good"]
credibility = 1
claims = [{ place = "south", party = "red" }]
[[event]]
id = "north-falls"
at = "2021-01-10 morning"
kind = "control"
headline = "North falls | <b>at last</b>"
body = "=1+1 is what a body may begin with.\nA second line."
places = ["north"]
tags = ["front", "north"]
sources = ["linked", "good"]
credibility = 1
claims = [
  { place = "north", party = "red", basis = "confirmed" },
  { place = "north", party = "red", at = 2021-01-09, alternative = "another paper says so", sources = ["plain"] },
]
figures = [
  { series = "troops", low = 300, high = 400, status = "in-place", note = "as counted at the gate" },
  { series = "towns", value = 3, qualifier = "at-least" },
]
[[event]]
id = "west-pressed"
at = "2021-01-10 afternoon -05:00"
kind = "encirclement"
headline = "+West is encircled"
places = ["west"]
sources = ["good"]
credibility = 3
claims = [
  { place = "west", party = "red", status = "encircled" },
  { place = "west", party = "green", basis = "claimed" },
]
[[event]]
id = "west-pressed-day"
at = 2021-01-10
kind = "encirclement"
headline = "West is threatened, and contested"
places = ["west"]
sources = ["good"]
claims = [
  { place = "west", party = "green", status = "contested" },
  { place = "west", party = "red", status = "threatened" },
]
[[event]]
id = "talks-begin"
at = 2021-01-10
kind = "talks"
headline = "Talks begin"
sources = ["linked"]
credibility = 2
statements = [{ speaker = "minister", says = "We shall talk" }]
deadlines = [
  { id = "exit", on = 2021-01-28, label = "Blue leaves", short = "exit" },
  { id = "vote", on = 2021-01-10, label = "The vote" },
]
[[event]]
id = "outlook"
at = 2021-01-10
kind = "assessment"
headline = "The outlook is grim"
sources = ["good"]
credibility = 3
statements = [
  { speaker = "speaker", says = "West will fall.", likelihood = "very-likely", confidence = "low" },
  { speaker = "minister", says = "West will hold", likelihood = "roughly-even-chance" },
]
[[event]]
id = "others"
at = 2021-01-10
kind = "humanitarian"
headline = "Camps are opened"
sources = ["plain"]
figures = [{ series = "more", value = 600, qualifier = "nearly" }]
[[event]]
id = "recount"
at = "2021-01-08 evening"
recorded_at = 2021-01-10
kind = "evacuation"
headline = "45 were flown out"
sources = ["good"]
credibility = 1
figures = [{ series = "flown", value = 45 }]
corrects = { event = "first-count", kind = "corrected", reason = "the first count left out the children" }
"#;
