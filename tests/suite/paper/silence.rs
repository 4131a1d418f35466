//! What is not for the public leaves in no form: every format, known now and then, of moments and of ledgers.

use dateline::export::document::{html, markdown, text};
use dateline::export::table::ExportTable;
use dateline::model::scenario::Scenario;

use super::tables::{as_csv, as_geojson, as_lines, log_of};
use super::{brief, diff};
use crate::frames::publication::{corrected_in_public, secrets, with};

/// Everything that can be written of a scenario, each with what it is.
pub(super) fn everything_written(scenario: &Scenario) -> Vec<(String, String)> {
    let mut written = Vec::new();
    for known in ["now", "then", "2021-01-20"] {
        for what in ["all", "2021-01-06", "2021-01-08", "2021-01-31"] {
            let at = format!("{what} | {known} @ 2021-02-01");
            for since in ["", " since 2021-01-07"] {
                let log = log_of(scenario, &format!("{at}{since}"));
                for (word, table) in ExportTable::WORDS {
                    written.push((format!("{word} csv {at}{since}"), as_csv(&log, table)));
                    written.push((format!("{word} ndjson {at}{since}"), as_lines(&log, table)));
                }
                written.push((format!("geojson {at}{since}"), as_geojson(&log)));
            }
        }
    }
    for known in ["now", "then", "2021-01-20"] {
        for (from, to) in [
            ("2021-01-06", "2021-01-07"),
            ("2021-01-07", "2021-01-08"),
            ("2021-01-05", "2021-01-31"),
            ("2021-01-31", "2021-01-05"),
        ] {
            let what = format!("{from} | {known} @ 2021-02-01 > {to} | {known} @ 2021-02-01");
            written.push((format!("diff text {what}"), diff::as_text(scenario, &what)));
            written.push((
                format!("diff md {what}"),
                diff::as_markdown(scenario, &what),
            ));
            written.push((format!("diff json {what}"), diff::as_json(scenario, &what)));
        }
    }
    for known in ["now", "then", "2021-01-20"] {
        for at in ["2021-01-06", "2021-01-07", "2021-01-09", "2021-01-31"] {
            for since in ["", " since 2021-01-01"] {
                let what = format!("{at} | {known} @ 2021-02-01{since}");
                let report = brief::document(scenario, &what, false);
                written.push((format!("brief text {what}"), text::write(&report, false)));
                written.push((format!("brief md {what}"), markdown::write(&report)));
                written.push((format!("brief html {what}"), html::write(&report)));
            }
        }
    }
    written
}

/// Whether a text tells of what must not be seen.
fn tells(text: &str) -> bool {
    let folded = text.to_lowercase();
    folded.contains("zqx") || folded.contains("777777") || folded.contains("777,777")
}

#[test]
fn what_is_not_public_is_in_no_form() {
    let (with_secrets, without) = (with(&secrets()), with(""));
    let written = everything_written(&with_secrets);
    for ((what, text), (_, plain)) in written.iter().zip(everything_written(&without)) {
        assert!(!tells(text), "{what}:\n{text}");
        assert_eq!(*text, plain, "{what}");
    }
    // The check itself can see: to the desk they are there.
    let mut desk = log_of(&with_secrets, "2021-01-31 | now | desk @ 2021-02-01");
    assert!(tells(&as_csv(&desk, ExportTable::Events)));
    desk.cursor.audience = dateline::model::cursor::Audience::Public;
    assert!(!tells(&as_csv(&desk, ExportTable::Events)));
}

#[test]
fn a_public_correction_names_no_original_that_was_not() {
    let scenario = with(&corrected_in_public());
    let written = everything_written(&scenario);
    for (what, text) in &written {
        assert!(!tells(text), "{what}:\n{text}");
    }
    assert!(
        written
            .iter()
            .any(|(_, text)| text.contains("Public word on withheld"))
    );
}
