//! What several tests need: small scenarios from a few lines, cursors from words.

use dateline::model::calendar::UnixTime;
use dateline::model::cursor::{Audience, Cursor, Known};
use dateline::model::moment::Moment;
use dateline::model::scenario::Scenario;
use dateline::scenario::load;

/// The tables that small scenarios share: three parties, four places (two of them major), two
/// sources (`good` is B, `plain` is not graded), a person, in UTC, from 1 to 31 January 2021.
pub const TABLES: &str = r#"
format = 1
[scenario]
id = "small"
title = "A small scenario"
zone = "UTC"
days = [2021-01-01, 2021-01-31]
control = { scope = "capital" }
[[party]]
id = "red"
name = "Red"
letter = "R"
[[party]]
id = "blue"
name = "Blue"
letter = "B"
[[party]]
id = "green"
name = "Green"
letter = "G"
[[place]]
id = "north"
name = "North"
region = "Upper"
major = true
holder = "blue"
[[place]]
id = "south"
name = "South"
region = "Lower"
major = true
holder = "blue"
[[place]]
id = "west"
name = "West"
region = "Lower"
holder = "blue"
[[place]]
id = "nowhere"
name = "Nowhere"
[[person]]
id = "speaker"
name = "A Speaker"
[[source]]
id = "good"
publisher = "Good Paper"
short = "GP"
reliability = "B"
[[source]]
id = "plain"
publisher = "Plain Paper"
"#;

/// Loads a scenario of [`TABLES`] and these lines; a problem is a panic with its report.
#[track_caller]
pub fn scenario(lines: &str) -> Scenario {
    match load::text("small.toml", &format!("{TABLES}{lines}")) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!(
            "{}",
            problems
                .iter()
                .map(|problem| problem.render(false))
                .collect::<Vec<_>>()
                .join("\n")
        ),
    }
}

/// A public cursor: as of a moment as scenarios write it, known `now`, `then` or at another moment.
#[track_caller]
pub fn cursor(scenario: &Scenario, as_of: &str, known: &str) -> Cursor {
    let moment = |text: &str| Moment::parse(text, scenario.zone()).unwrap().effect();
    let known = match known {
        "now" => Known::Now,
        "then" => Known::Then,
        at => Known::At(moment(at)),
    };
    Cursor {
        as_of: moment(as_of),
        known,
        audience: Audience::Public,
        now: UnixTime::MAX,
    }
}
