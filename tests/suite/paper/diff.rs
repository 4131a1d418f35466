//! The change ledger as a document: three lists apart, the same entries in every form.

use dateline::export::diff::{self, ComparedEnds};
use dateline::export::document::{markdown, text};
use dateline::facts::deadline;
use dateline::model::scenario::Scenario;
use dateline::scenario::load;
use dateline::snapshot::{Fold, ledger};
use dateline::text::fit;
use serde_json::Value;

use super::everything;
use crate::support::{TABLES, cursor_of, flagship, logged, snapshot};

/// The ledger between two cursors, written `from > to`, in a form.
fn with<T>(scenario: &Scenario, what: &str, write: impl FnOnce(ComparedEnds<'_, '_>) -> T) -> T {
    let (from, to) = what.split_once(" > ").unwrap();
    let end = |at: &str| Fold::at(scenario, cursor_of(scenario, at));
    let (from, to) = (end(from), end(to));
    let ledger = ledger::compare_folds(&from, &to);
    write(ComparedEnds {
        from: &from,
        to: &to,
        ledger: &ledger,
        filtered: None,
    })
}

pub(super) fn as_text(scenario: &Scenario, what: &str) -> String {
    with(scenario, what, |compared| {
        text::write(&diff::compose_ledger(compared, false), false)
    })
}

pub(super) fn as_markdown(scenario: &Scenario, what: &str) -> String {
    with(scenario, what, |compared| {
        markdown::write(&diff::compose_ledger(compared, false))
    })
}

pub(super) fn as_json(scenario: &Scenario, what: &str) -> String {
    let mut out = Vec::new();
    with(scenario, what, |compared| {
        diff::json::write(compared, &mut out).unwrap();
    });
    String::from_utf8(out).unwrap()
}

/// The lines of one of the three lists.
fn list<'t>(text: &'t str, heading: &str) -> Vec<&'t str> {
    let rest = text.split_once(&format!("── {heading}")).unwrap().1;
    let lines = rest.lines().skip(1);
    lines.take_while(|line| !line.starts_with("──")).collect()
}

#[test]
fn whole_ledgers() {
    let small = everything();
    let now = "2021-01-09 > 2021-01-10";
    let then = "2021-01-09 | then > 2021-01-10 | then";
    insta::assert_snapshot!("diff_small", as_text(&small, now));
    insta::assert_snapshot!("diff_small_then", as_text(&small, then));
    insta::assert_snapshot!("diff_small_markdown", as_markdown(&small, then));
    insta::assert_snapshot!("diff_small_json", as_json(&small, then));
    insta::assert_snapshot!(
        "diff_flagship",
        as_text(flagship(), "2021-08-12 > 2021-08-13")
    );
    insta::assert_snapshot!(
        "diff_flagship_backwards",
        as_text(flagship(), "2021-08-13 > 2021-08-12")
    );
    // The days on which a report of a second blast was corrected.
    insta::assert_snapshot!(
        "diff_flagship_corrected",
        as_text(flagship(), "2021-08-26 | then > 2021-08-27 | then")
    );
}

#[test]
fn three_lists_stand_apart_and_an_empty_one_says_none() {
    let scenario = logged(&[
        "old @ 2021-01-02 ~ 2021-01-10 | claim party = 'red'",
        "new @ 2021-01-10 | claim place = 'south', party = 'red'",
        "first @ 2021-01-02 | figure value = 1",
        "fix @ 2021-01-02 ~ 2021-01-10 | figure value = 2 | set corrects = { event = 'first', kind = 'corrected', reason = 'a slip' }",
    ]);
    let text = as_text(&scenario, "2021-01-09 | then > 2021-01-10 | then");
    let changed = list(&text, "Changed").join("\n");
    assert!(
        changed.contains("South") && !changed.contains("North"),
        "{text}"
    );
    let learnt = list(&text, "Reported late").join("\n");
    assert!(
        learnt.contains("North") && learnt.contains("reported 10 Jan, not yet on 9 Jan"),
        "{text}"
    );
    let corrected = list(&text, "Corrected").join("\n");
    assert!(
        corrected.contains("Troops in the north") && corrected.contains("A slip")
            || corrected.contains("a slip"),
        "{text}"
    );

    let none = as_text(&scenario, "2021-01-20 > 2021-01-21");
    for line in ["Reported late: none", "Corrected: none"] {
        assert!(none.contains(line), "{none}");
    }
    assert!(
        none.contains("No place changed hands between these dates."),
        "{none}"
    );
}

/// The ledgers of every other day of the flagship scenario's August, known now and then.
fn days() -> Vec<String> {
    let august = (1..=30).step_by(2).map(|day| (day, day + 1));
    august
        .flat_map(|(from, to)| {
            let [from, to] = [from, to].map(|day| format!("2021-08-{day:02}"));
            [
                format!("{from} | then > {to} | then"),
                format!("{from} > {to}"),
            ]
        })
        .collect()
}

#[test]
fn every_entry_stands_in_every_form() {
    let scenario = flagship();
    for what in days() {
        let text = as_text(scenario, &what);
        let document = as_markdown(scenario, &what).replace('\\', "");
        let json: Value = serde_json::from_str(&as_json(scenario, &what)).unwrap();
        let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (key, heading) in [
            ("changed", "Changed"),
            ("learnt", "Reported late"),
            ("corrected", "Corrected"),
        ] {
            let entries = json[key].as_object().unwrap();
            let is_empty = entries
                .values()
                .all(|list| list.as_array().unwrap().is_empty());
            assert_eq!(
                text.contains(&format!("── {heading}: none")),
                is_empty && key != "changed",
                "{what}\n{text}"
            );
            for place in json[key]["places"].as_array().unwrap() {
                if place["what"] == "holder" {
                    let name = place["name"].as_str().unwrap();
                    assert!(
                        list(&text, heading).join(" ").contains(name),
                        "{what} {name}\n{text}"
                    );
                    assert!(document.contains(name), "{what} {name}");
                }
            }
            for event in json[key]["events"].as_array().unwrap() {
                let words: Vec<&str> = event["headline"].as_str().unwrap().split(' ').collect();
                assert!(document.contains(&words.join(" ")), "{what} {words:?}");
                assert!(flowing.contains(words[0]), "{what} {words:?}");
            }
        }
    }
}

#[test]
fn lines_fit_a_page_and_ascii_is_ascii() {
    let scenario = flagship();
    let weeks = [
        "2021-08-01 > 2021-08-31",
        "2021-08-25 | then > 2021-08-30 | then",
    ];
    for what in days().iter().map(String::as_str).chain(weeks) {
        let document = with(scenario, what, |compared| {
            text::write(&diff::compose_ledger(compared, false), false)
        });
        for line in document.lines() {
            assert!(fit::measure_width(line) <= text::WIDTH, "{what}: {line}");
        }
        let plain = with(scenario, what, |compared| {
            text::write(&diff::compose_ledger(compared, true), true)
        });
        assert!(plain.is_ascii(), "{what}\n{plain}");
    }
}

#[test]
fn figures_before_and_after_are_those_in_force_whoever_published_them() {
    let scenario = flagship();
    let what = "2021-08-12 > 2021-08-13";
    let said = as_text(scenario, what);
    let row = said.lines();
    let mut row = row.filter(|line| line.contains("Capitals held by"));
    let row = row.next().unwrap().split_whitespace();
    let row = row.collect::<Vec<_>>().join(" ");
    assert!(row.contains(" 11 (FT) 18 "), "{row}");
    for what in [what, "2021-08-16 > 2021-08-18", "2021-08-24 > 2021-08-30"] {
        let json: Value = serde_json::from_str(&as_json(scenario, what)).unwrap();
        for list in ["changed", "learnt", "corrected"] {
            let mut seen = Vec::new();
            for figure in json[list]["figures"].as_array().unwrap() {
                let key = (&figure["series"], &figure["status"]);
                assert!(!seen.contains(&key), "once a series and status: {figure}");
                seen.push(key);
                for (lead, all) in [("before", "all_before"), ("after", "all_after")] {
                    assert_eq!(figure[lead], figure[all][0], "{figure}");
                }
            }
        }
    }
}

/// The lines of the log of a ledger.
fn headlines(text: &str) -> Vec<&str> {
    let lines = text.lines().skip_while(|line| !line.contains("in the log"));
    let named = lines.filter(|line| line.contains("Event "));
    named
        .filter_map(|line| line.split_once("Event "))
        .filter_map(|(_, rest)| rest.split_whitespace().next())
        .collect()
}

#[test]
fn what_has_no_hour_stands_behind_what_has_one_on_its_day() {
    let scenario = logged(&[
        "bare @ 2021-01-03",
        "late @ 2021-01-03 23:00",
        "noon @ 2021-01-03 midday",
        "older @ 2021-01-02",
    ]);
    let text = as_text(&scenario, "2021-01-01 > 2021-01-03");
    assert_eq!(
        headlines(&text),
        ["late", "noon", "bare", "older"],
        "{text}"
    );
}

#[test]
fn a_series_that_was_in_force_only_between_two_dates_has_its_row() {
    let scenario = logged(&[
        "a @ 2021-01-03 | figure series = 'daily', value = 5",
        "b @ 2021-01-05 | figure series = 'daily', value = 7",
        "c @ 2021-01-05 | figure value = 9, until = 2021-01-06",
    ]);
    let text = as_text(&scenario, "2021-01-01 > 2021-01-08");
    let rows: Vec<String> = list(&text, "Changed")
        .iter()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for row in [
        "Flown out in a day; people in 24h none none",
        "in between 5 3 Jan no source F6",
        "in between 7 5 Jan no source F6",
        "Troops in the north; troops none none",
        "in between 9 5 Jan no source F6",
    ] {
        assert!(
            rows.iter().any(|line| line.starts_with(row)),
            "{row}\n{text}"
        );
    }
    assert!(
        text.contains("0 figures changed, 0 new, 2 only in between"),
        "{text}"
    );
    let json: Value = serde_json::from_str(&as_json(&scenario, "2021-01-01 > 2021-01-08")).unwrap();
    let figures = json["changed"]["figures"].as_array().unwrap();
    assert!(
        figures
            .iter()
            .all(|row| row["before"].is_null() && row["after"].is_null())
    );
    assert_eq!(figures.len(), 2);
}

#[test]
fn a_day_that_the_zone_left_out_is_not_counted_between_two_dates() {
    let tables = TABLES
        .replace("\"UTC\"", "\"Pacific/Apia\"")
        .replace("2021-01-01", "2011-12-25")
        .replace("2021-01-31", "2012-01-05");
    let end = "[[event]]\nid = 'exit'\nat = 2011-12-28\nheadline = 'Exit'\ndeadlines = [{ id = 'exit', on = 2011-12-31, label = 'the exit' }]\n";
    let scenario = load::load_text("small.toml", &format!("{tables}{end}"))
        .unwrap()
        .scenario;
    let text = as_text(&scenario, "2011-12-29 > 2011-12-31");
    assert!(text.contains("; 1 day\n"), "{text}");
    let text = as_text(&scenario, "2011-12-28 > 2012-01-01");
    assert!(text.contains("; 3 days\n"), "{text}");
    let snapshot = snapshot(&scenario, "2011-12-29");
    let deadline = deadline::word_deadline(&snapshot, &snapshot.deadlines[0]);
    assert_eq!(
        deadline,
        "Deadline for the exit: Saturday 31 December, in 1 day"
    );
}
