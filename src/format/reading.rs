//! Readings in full words: what a number counts, since when, where troops are, and how it compares with the last one.
//!
//! Used by plain mode and by the sentences of a briefing. A number is never without its words.

use crate::format::{Style, number};
use crate::model::figure::Figure;
use crate::snapshot::Snapshot;
use crate::snapshot::by_source::publisher;
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

/// `New today`, `Up from 14`, `Up from 14, Financial Times`; nothing for a reading that is not of today.
///
/// Where another publisher gave the number before, it is named.
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
        let is_same = publisher(scenario, previous) == publisher(scenario, reading.figure);
        let source = scenario.first_source(&figure.provenance);
        let source = source.filter(|_| !is_same);
        let who = source.map_or_else(String::new, |source| format!(", {}", source.publisher));
        format!(" from {number}{who}")
    });
    format!("{way}{}", before.unwrap_or_default())
}
