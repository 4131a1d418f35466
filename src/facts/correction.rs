//! Corrections in words: what an event replaces, and why.
//!
//! Evidence and documents both call this. An original that the audience may not see is not named.

use crate::facts::to_sentence;
use crate::model::cursor::Cursor;
use crate::model::event::CorrectionKind;
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::visibility;

/// Returns what an event corrects and why, as a sentence; nothing where its audience may see no original.
pub fn word_correction(scenario: &Scenario, cursor: &Cursor, key: EventKey) -> Option<String> {
    correction_behind(scenario, cursor, key).map(|phrase| to_sentence(&phrase))
}

/// Returns what an event corrects and why, as it stands behind its headline: `corrects 'Port falls': a slip`.
pub fn correction_behind(scenario: &Scenario, cursor: &Cursor, key: EventKey) -> Option<String> {
    let correction = scenario.event(key).corrects()?;
    let original = visibility::visible_original(scenario, cursor, key)?;
    let verb = match correction.kind {
        CorrectionKind::Corrected => "corrects",
        CorrectionKind::Refile => "refiles",
        CorrectionKind::Withdrawn => "withdraws",
    };
    let what = format!("'{}'", scenario.event(original).headline);
    let reason = correction
        .reason
        .as_ref()
        .map_or_else(String::new, |reason| format!(": {reason}"));
    Some(format!("{verb} {what}{reason}"))
}
