//! Readings in full words: what a number counts, since when, where troops are, and how it compares with the last one.
//!
//! Used by plain mode and by the sentences of a briefing. A number is never without its words.

use crate::format::{Style, number};
use crate::model::claim::Provenance;
use crate::model::figure::Figure;
use crate::model::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::snapshot::figures::{Reading, Trend};

/// `about 3,000 troops, announced`
pub fn amount(snapshot: &Snapshot<'_>, figure: &Figure) -> String {
    let scenario = snapshot.scenario;
    let series = scenario.one_series(figure.series);
    let measure = number::measure_in_full(series, scenario.zone(), snapshot.day);
    let gap = if measure.is_empty() { "" } else { " " };
    let status = figure.status.map_or_else(String::new, |status| {
        format!(", {}", number::force_status(status))
    });
    format!(
        "{}{}{gap}{measure}{status}",
        number::figure(figure, series, Style::WORDS),
        number::unit_behind(series)
    )
}

/// `New today`, `Up from 14`; nothing for a reading that is not of today. An earlier number on another word than
/// the reading's own names it: `Up from about 650 (AP, B1)`.
pub fn trend(snapshot: &Snapshot<'_>, reading: &Reading) -> String {
    let scenario = snapshot.scenario;
    let way = match reading.trend(scenario) {
        None => return String::new(),
        Some(Trend::New) => return "New today".to_owned(),
        Some(Trend::Up) => "Up",
        Some(Trend::Down) => "Down",
    };
    let before = reading.previous.map(|previous| {
        let figure = previous.get(scenario);
        let series = scenario.one_series(figure.series);
        let number = number::figure(figure, series, Style::WORDS);
        let its = word(scenario, &figure.provenance);
        if its == word(scenario, &reading.figure.get(scenario).provenance) {
            format!(" from {number}")
        } else {
            let (name, grade) = its;
            format!(" from {number} ({name}, {grade})")
        }
    });
    format!("{way}{}", before.unwrap_or_default())
}

/// On whose word, with its grade.
fn word(scenario: &Scenario, provenance: &Provenance) -> (String, String) {
    let source = scenario.first_source(provenance);
    let name = source.map_or("no source".to_owned(), |source| {
        source.publisher.closed().into_owned()
    });
    (name, scenario.grade(provenance).to_string())
}
