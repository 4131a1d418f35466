//! How numbers compare: arrows, "up from", "another count", "disputed", and what is paired with what.

use std::collections::BTreeSet;

use dateline::facts::reading::word_trend;
use dateline::model::figure::ForceStatus;
use dateline::snapshot::figures::Reading;
use dateline::snapshot::numbers::Trend;
use dateline::snapshot::reference::FigureRef;
use dateline::snapshot::{self, Fold, paired};
use proptest::prelude::*;

use crate::support::{cursor_of, figures_text, logged, pair_text, snapshot};

/// A reading before, one after, and the arrow of a stock and of a cumulative count.
const ARROWS: [(&str, &str, Trend, Trend); 21] = [
    ("value = 14", "value = 18", Trend::Up, Trend::Up),
    ("value = 18", "value = 14", Trend::Down, Trend::OtherCount),
    ("value = 14", "value = 14", Trend::Level, Trend::Level),
    (
        "value = 14, qualifier = 'at-least'",
        "value = 18",
        Trend::Level,
        Trend::Level,
    ),
    (
        "value = 14, qualifier = 'at-least'",
        "value = 12",
        Trend::Down,
        Trend::OtherCount,
    ),
    (
        "value = 14, qualifier = 'more-than'",
        "value = 14",
        Trend::Down,
        Trend::OtherCount,
    ),
    (
        "value = 14, qualifier = 'at-least'",
        "value = 14",
        Trend::Level,
        Trend::Level,
    ),
    (
        "value = 14, qualifier = 'at-least'",
        "value = 18, qualifier = 'at-least'",
        Trend::Up,
        Trend::Up,
    ),
    (
        "value = 14, qualifier = 'up-to'",
        "value = 12, qualifier = 'up-to'",
        Trend::Down,
        Trend::OtherCount,
    ),
    (
        "value = 14, qualifier = 'up-to'",
        "value = 15",
        Trend::Up,
        Trend::Up,
    ),
    (
        "value = 14, qualifier = 'fewer-than'",
        "value = 14",
        Trend::Up,
        Trend::Up,
    ),
    (
        "value = 10, qualifier = 'fewer-than'",
        "value = 14, qualifier = 'at-least'",
        Trend::Up,
        Trend::Up,
    ),
    (
        "value = 650, qualifier = 'about'",
        "value = 700",
        Trend::Up,
        Trend::Up,
    ),
    (
        "value = 700, qualifier = 'nearly'",
        "value = 650, qualifier = 'about'",
        Trend::Down,
        Trend::OtherCount,
    ),
    ("low = 95, high = 101", "value = 102", Trend::Up, Trend::Up),
    (
        "low = 95, high = 101",
        "low = 94, high = 120",
        Trend::Level,
        Trend::Level,
    ),
    (
        "low = 95, high = 101",
        "value = 97",
        Trend::Level,
        Trend::Level,
    ),
    (
        "low = 95, high = 101, qualifier = 'about'",
        "value = 94",
        Trend::Down,
        Trend::OtherCount,
    ),
    ("value = -5", "value = -3", Trend::Up, Trend::Up),
    (
        "value = 5, scope = 'one'",
        "value = 9",
        Trend::Level,
        Trend::Level,
    ),
    (
        "value = 5, scope = 'one'",
        "value = 9, scope = 'one'",
        Trend::Up,
        Trend::Up,
    ),
];

#[test]
fn arrows_point_only_where_nothing_of_one_lies_within_the_other() {
    use Trend::{Down, Level, OtherCount, Up};
    for (before, after, stock, cumulative) in ARROWS {
        for (series, expect) in [("troops", stock), ("flown", cumulative)] {
            let scenario = logged(&[
                &format!("a @ 2021-01-02 | figure series = '{series}', {before}"),
                &format!("b @ 2021-01-03 | figure series = '{series}', {after}"),
            ]);
            let snapshot = snapshot(&scenario, "2021-01-03");
            let reading = &snapshot.figures[0];
            let got = reading.compute_trend(&scenario, reading.figure);
            assert_eq!(got, Some(expect), "{series}: {before} > {after}");
            let said = word_trend(&snapshot, reading);
            let word = match expect {
                Level => "New today",
                Up => "Up from ",
                Down => "Down from ",
                OtherCount => "Another count: ",
            };
            assert!(
                said.starts_with(word),
                "{series}: {before} > {after}: {said}"
            );
        }
    }
}

#[test]
fn each_of_several_readings_is_judged_against_all_before() {
    let scenario = logged(&[
        "a @ 2021-01-02 | figure series = 'flown', low = 95, high = 101",
        "b @ 2021-01-03 | figure series = 'flown', value = 102 | figure series = 'flown', low = 94, high = 120",
        "c @ 2021-01-04 | figure series = 'flown', value = 110 | figure series = 'flown', value = 130",
    ]);
    let at = |day: &str| {
        let snapshot = snapshot(&scenario, day);
        let reading = &snapshot.figures[0];
        let trends = reading
            .all_figures()
            .map(|figure| reading.compute_trend(&scenario, figure));
        (
            trends.map(Option::unwrap).collect::<Vec<_>>(),
            snapshot.is_disputed(reading),
        )
    };
    assert_eq!(at("2021-01-03"), (vec![Trend::Up, Trend::Level], true));
    assert_eq!(at("2021-01-04"), (vec![Trend::Up, Trend::Level], true));
}

#[test]
fn sources_disagree_unless_the_words_of_one_allow_the_other() {
    for (one, other, expect) in [
        (
            "value = 170, qualifier = 'at-least'",
            "value = 169, qualifier = 'at-least'",
            false,
        ),
        ("value = 102", "low = 94, high = 120", true),
        ("value = 14, qualifier = 'at-least'", "value = 18", false),
        ("value = 20, qualifier = 'at-least'", "value = 18", true),
        ("value = 5", "value = 5, qualifier = 'about'", false),
        ("value = 5", "value = 6, qualifier = 'about'", true),
        ("value = 100, qualifier = 'up-to'", "value = 80", false),
        ("value = 100, qualifier = 'up-to'", "value = 120", true),
        (
            "value = 100, qualifier = 'fewer-than'",
            "value = 100",
            false,
        ),
        ("value = 100, qualifier = 'fewer-than'", "value = 101", true),
        (
            "value = 90, qualifier = 'at-least'",
            "low = 94, high = 120",
            false,
        ),
        (
            "value = 100, qualifier = 'at-least'",
            "low = 94, high = 120",
            true,
        ),
        ("value = 5, scope = 'one'", "value = 6", false),
    ] {
        let scenario = logged(&[
            &format!("a @ 2021-01-02 | figure {one} | set sources = ['good']"),
            &format!("b @ 2021-01-02 | figure {other} | set sources = ['plain']"),
        ]);
        let snapshot = snapshot(&scenario, "2021-01-02");
        let got = snapshot.is_disputed(&snapshot.figures[0]);
        assert_eq!(got, expect, "{one} beside {other}");
    }
}

#[test]
fn what_ends_or_names_its_last_moment_is_in_force_no_longer() {
    let log = [
        "a @ 2021-01-02 | figure value = 5",
        "b @ 2021-01-04 | figure value = 7, until = 2021-01-06T12:00:00",
        "c @ 2021-01-10 | figure value = 9",
        "d @ 2021-01-12 | figure ends = true",
        "e @ 2021-01-20 | figure value = 1",
    ];
    let scenario = logged(&log);
    let at = |at: &str| figures_text(&snapshot(&scenario, at));
    assert_eq!(at("2021-01-06T12:00:00"), "troops 7 b was troops 5 a");
    assert_eq!(at("2021-01-06T12:00:01"), "", "nothing older comes back");
    assert_eq!(at("2021-01-11"), "troops 9 c was troops 7 b");
    assert_eq!(at("2021-01-12"), "");
    assert_eq!(at("2021-01-20"), "troops 1 e new", "it begins anew");
    let ended = |at: &str| snapshot(&scenario, at).ended.len();
    assert_eq!(
        ["2021-01-11", "2021-01-12", "2021-01-19", "2021-01-21"].map(ended),
        [0, 1, 1, 0]
    );
}

#[test]
fn an_end_closes_its_own_status_alone_and_is_told_only_where_it_closed_something() {
    let scenario = logged(&[
        "a @ 2021-01-02 | figure value = 5, status = 'announced' | figure value = 3, status = 'in-place'",
        "b @ 2021-01-04 | figure ends = true",
        "c @ 2021-01-06 | figure ends = true, status = 'announced'",
    ]);
    let at = |at: &str| {
        let snapshot = snapshot(&scenario, at);
        let ended = snapshot.ended.iter().map(|ended| ended.key.status);
        (figures_text(&snapshot), ended.collect::<Vec<_>>())
    };
    assert_eq!(
        at("2021-01-04"),
        (
            "troops announced 5 a; troops in-place 3 a".to_owned(),
            vec![]
        )
    );
    assert_eq!(
        at("2021-01-06"),
        (
            "troops in-place 3 a".to_owned(),
            vec![Some(ForceStatus::Announced)]
        )
    );
}

#[test]
fn increments_add_to_the_last_reading_of_the_series_that_they_name() {
    let log = [
        "a @ 2021-01-02 | figure series = 'more', value = 600, adds_to = 'flown'",
        "b @ 2021-01-03 | figure series = 'flown', value = 3000",
        "c @ 2021-01-04 | figure series = 'more', value = 200, adds_to = 'flown'",
        "d @ 2021-01-05 | figure series = 'flown', value = 3200",
    ];
    let scenario = logged(&log);
    let at = |at: &str| {
        let snapshot = snapshot(&scenario, at);
        let mut readings = snapshot.figures.iter();
        let more = readings.find(|reading| reading.is_added(&scenario))?;
        Some(dateline::facts::reading::in_force(&snapshot, more))
    };
    assert_eq!(at("2021-01-02"), None, "there is no total to add to");
    assert_eq!(at("2021-01-03"), None, "nothing is later");
    assert_eq!(
        at("2021-01-04").as_deref(),
        Some("3,000 people, then 200 more")
    );
    assert_eq!(at("2021-01-05"), None);
}

#[test]
fn an_increment_disputes_no_total_and_never_outlives_it() {
    let base = "b @ 2021-01-03 | figure series = 'flown', value = 3000, until = 2021-01-05";
    let more = "c @ 2021-01-04 | figure series = 'more', value = 200, adds_to = 'flown'";
    let ends = "d @ 2021-01-04 18:00 | figure series = 'flown', ends = true";
    let added = |log: &[&str], at: &str| {
        let scenario = logged(log);
        let snapshot = snapshot(&scenario, at);
        let mut readings = snapshot.figures.iter();
        let more = readings.find(|reading| reading.is_added(&scenario))?;
        Some(snapshot.is_disputed(more))
    };
    assert_eq!(added(&[base, more], "2021-01-04"), Some(false));
    assert_eq!(added(&[base, more], "2021-01-06"), None, "the total lapsed");
    assert_eq!(added(&[base, more, ends], "2021-01-04"), None, "it ended");
}

fn readings() -> impl Strategy<Value = Vec<String>> {
    let one = (0..3u8, 2..8u8, 0..2u8, 1..5u32, 0..4u8);
    prop::collection::vec(one, 1..9).prop_map(|all| {
        let line = |(place, (source, day, late, value, words)): (usize, (u8, u8, u8, u32, u8))| {
            let source = ["good", "plain", "good"][usize::from(source)];
            let series = if late == 1 { "troops" } else { "flown" };
            let words = match words {
                0 => format!("value = {value}"),
                1 => format!("value = {value}, qualifier = 'at-least'"),
                2 => format!("low = {value}, high = {}", value + 2),
                _ => format!("value = {value}, until = 2021-01-09"),
            };
            let recorded = day + late;
            format!("e{place} @ 2021-01-0{day} ~ 2021-01-0{recorded} | figure series = '{series}', {words} | set sources = ['{source}']")
        };
        all.into_iter().enumerate().map(line).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn pairs_hold_every_reading_in_force_once(log in readings(), from in 1..10u8, to in 1..10u8) {
        let lines: Vec<&str> = log.iter().map(String::as_str).collect();
        let scenario = logged(&lines);
        let [from, to] = [from, to].map(|day| {
            Fold::at(&scenario, cursor_of(&scenario, &format!("2021-01-{day:02}")))
        });
        let pairs = paired::list_pairs(&from, &to);
        for (end, is_after) in [(&from, false), (&to, true)] {
            let mut held: Vec<FigureRef> = Vec::new();
            for pair in &pairs {
                let rows = pair.build_rows(&scenario);
                held.extend(rows.iter().filter_map(|row| if is_after { row.after } else { row.before }));
            }
            let mut in_force: Vec<FigureRef> = end.figures.iter().flat_map(Reading::all_figures).collect();
            held.sort_unstable();
            in_force.sort_unstable();
            prop_assert_eq!(held, in_force);
        }
        for pair in &pairs {
            let all: BTreeSet<FigureRef> = pair.before.iter().chain(&pair.after).copied().collect();
            prop_assert!(pair.between.iter().all(|figure| !all.contains(figure)), "{}", pair_text(&scenario, pair));
            let rows = pair.build_rows(&scenario);
            let first = rows[0];
            prop_assert_eq!((first.before, first.after), (pair.before.first().copied(), pair.after.first().copied()));
        }
    }

    #[test]
    fn the_order_of_the_file_decides_nothing_of_what_is_in_force(log in readings()) {
        let lines: Vec<&str> = log.iter().map(String::as_str).collect();
        let turned: Vec<&str> = lines.iter().rev().copied().collect();
        let text = |lines: &[&str]| {
            let scenario = logged(lines);
            figures_text(&snapshot::at(&scenario, cursor_of(&scenario, "2021-01-09")))
        };
        prop_assert_eq!(text(&lines), text(&turned));
    }
}
