//! Corrections in words: what an event replaces, and why.
//!
//! Evidence and documents both call this. An original that the audience may not see is not named.

use crate::format::sentence;
use crate::model::cursor::Cursor;
use crate::model::event::CorrectionKind;
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::snapshot::visible;

/// What an event corrects and why; nothing of an event that nobody may see.
pub fn corrects(scenario: &Scenario, cursor: &Cursor, key: EventKey) -> Option<String> {
    let correction = scenario.event(key).corrects()?;
    let original = scenario.event(correction.event);
    let verb = match correction.kind {
        CorrectionKind::Corrected => "Corrects",
        CorrectionKind::Refile => "Refiles",
        CorrectionKind::Withdrawn => "Withdraws",
    };
    let what = if visible::is_publishable(original, cursor) {
        format!("'{}'", original.headline)
    } else {
        "an earlier report".to_owned()
    };
    let reason = correction
        .reason
        .as_ref()
        .map_or_else(String::new, |reason| format!(": {reason}"));
    Some(sentence(&format!("{verb} {what}{reason}")))
}
