//! The steps of a briefing: what there is to say of a day, in which order, in which words, and nothing lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

use dateline::facts::reading::word_trend;
use dateline::facts::sentences::{word_step, word_steps};
use dateline::model::calendar::{self, UnixTime};
use dateline::model::cursor::Cursor;
use dateline::model::id::EventKey;
use dateline::model::scenario::Scenario;
use dateline::scenario::load;
use dateline::snapshot::briefing::{self, BriefingStep};
use dateline::snapshot::ledger::PlaceChange;
use dateline::snapshot::paired::FigurePair;
use dateline::snapshot::reference::FigureRef;
use dateline::snapshot::{self, Snapshot, remarks};

use crate::support::{cursor_of, flagship, logged, snapshot};

/// Each step as it is said by itself, with what it rests on in brackets.
fn steps(snapshot: &Snapshot<'_>) -> Vec<String> {
    let said = |step: &BriefingStep| {
        let told = word_step(snapshot, step).unwrap();
        let rests = told.attributions.iter();
        let rests: Vec<String> = rests.map(|rest| rest.word_briefly(snapshot)).collect();
        format!("{} [{}]", told.text, rests.join(", "))
    };
    briefing::at(snapshot).steps.iter().map(said).collect()
}

#[track_caller]
fn check(events: &[&str], at: &str, expect: &[&str]) {
    let scenario = logged(events);
    assert_eq!(steps(&snapshot(&scenario, at)), expect);
}

#[test]
fn the_steps_of_13_august() {
    insta::assert_snapshot!(steps(&snapshot(flagship(), "2021-08-13")).join("\n"));
}

#[test]
fn the_steps_of_13_august_as_known_then() {
    insta::assert_snapshot!(steps(&snapshot(flagship(), "2021-08-13 | then")).join("\n"));
}

#[test]
fn places_of_which_the_same_is_said_share_a_sentence() {
    let snapshot = snapshot(flagship(), "2021-08-13");
    let steps = briefing::at(&snapshot).steps;
    let told = word_steps(&snapshot, &steps);
    let of_places: Vec<&str> = told
        .iter()
        .filter(|told| told.is_of_places)
        .map(|told| told.text.as_str())
        .collect();
    assert_eq!(
        of_places,
        [
            "Lashkar Gah, Firozkoh, Pul-e-Alam, Qalat and Tarinkot fall.",
            "Kabul is threatened.",
            "Kunduz, Sheberghan and Farah are no longer contested.",
        ]
    );
    let rests: usize = told.iter().map(|told| told.attributions.len()).sum();
    assert!(rests >= steps.len());
}

/// Every day of a scenario, with every clock.
fn cursors(scenario: &Scenario) -> impl Iterator<Item = Cursor> {
    let (first, last) = scenario.heading.days;
    (0..=calendar::days_between(first, last))
        .filter_map(move |day| calendar::add_days(first, day))
        .flat_map(|day| ["now", "then", "2021-08-20"].map(|known| format!("{day} | {known}")))
        .map(|at| cursor_of(scenario, &at))
}

/// Whether an event carries what is in force after.
fn is_of(pair: &FigurePair, event: EventKey) -> bool {
    pair.after.iter().any(|figure| figure.event == event)
}

#[track_caller]
fn assert_is_told_once(steps: &[BriefingStep], change: &PlaceChange) {
    let tells = |step: &&BriefingStep| match step {
        BriefingStep::Place(news) => news.changes.contains(change),
        _ => false,
    };
    assert_eq!(steps.iter().filter(tells).count(), 1, "{change:?}");
}

/// Returns whether a step tells of an event, by itself or through what the event carries.
fn tells_event(step: &BriefingStep, event: EventKey) -> bool {
    match step {
        BriefingStep::Place(news) => news.supporting_claims().any(|claim| claim.event == event),
        BriefingStep::Figure(change) => {
            let lead = change.pair.leading_figure().map(|figure| figure.event);
            lead == Some(event) || is_of(&change.pair, event)
        }
        BriefingStep::Moved(change) => {
            change.after.map(|state| state.deadline.event) == Some(event)
        }
        BriefingStep::Event(change) => change.event == event,
        BriefingStep::Stated(all) => all.iter().any(|one| one.figure.event == event),
        BriefingStep::Ahead(_) => false,
    }
}

#[test]
fn nothing_of_any_day_is_lost() {
    let scenario = flagship();
    for cursor in cursors(scenario) {
        let snapshot = snapshot::at(scenario, cursor);
        let steps = briefing::at(&snapshot).steps;
        let known = cursor.known;
        let ledger = &snapshot.changes;
        for news in ledger.news_of_places() {
            let news = news.filter_changes(|change| change.why.is_news(known));
            let changes = news.into_iter().flat_map(|news| news.changes);
            changes.for_each(|change| assert_is_told_once(&steps, &change));
        }
        let of = |figure: FigureRef| {
            steps.iter().any(|step| match step {
                BriefingStep::Figure(change) => change.pair.after.contains(&figure),
                BriefingStep::Stated(stated) => stated.iter().any(|stated| stated.figure == figure),
                _ => false,
            })
        };
        for change in ledger
            .figures
            .iter()
            .filter(|change| change.why.is_news(known))
        {
            assert!(change.pair.after.iter().copied().all(of), "{change:?}");
        }
        for change in ledger
            .deadlines
            .iter()
            .filter(|change| change.why.is_news(known))
        {
            assert!(steps.contains(&BriefingStep::Moved(*change)), "{change:?}");
        }
        let events = ledger.events.iter();
        for change in events.filter(|change| change.why.is_news(known)) {
            let is_told = steps.iter().any(|step| tells_event(step, change.event));
            let is_shown = snapshot.events.contains(&change.event);
            assert!(is_told || !is_shown, "{change:?}");
        }
    }
}

#[test]
fn every_sentence_ends_and_has_its_source() {
    let scenario = flagship();
    for cursor in cursors(scenario) {
        let snapshot = snapshot::at(scenario, cursor);
        let steps = briefing::at(&snapshot).steps;
        for step in &steps {
            let told = word_step(&snapshot, step).unwrap();
            assert!(told.text.ends_with(['.', '!', '?']), "{}", told.text);
            let is_gone = matches!(step, BriefingStep::Figure(change) if change.pair.after.is_empty())
                || matches!(step, BriefingStep::Moved(change) if change.after.is_none());
            assert!(is_gone || !told.attributions.is_empty(), "{}", told.text);
        }
    }
}

#[test]
fn days_with_something_to_say_lead_on_and_back_by_the_same_way() {
    let scenario = flagship();
    for known in ["now", "then"] {
        let start = cursor_of(scenario, &format!("2021-04-14 | {known}"));
        let at = |as_of: UnixTime| Cursor { as_of, ..start };
        let mut days = vec![start.as_of];
        while let Some(next) = briefing::day_after(scenario, &at(days[days.len() - 1])) {
            days.push(next);
        }
        assert!(days.len() > 40, "{known}: {}", days.len());
        let mut back = days.pop().unwrap();
        while let Some(day) = briefing::day_before(scenario, &at(back)) {
            assert_eq!(Some(day), days.pop(), "{known}");
            back = day;
        }
        assert!(days.len() <= 1, "{known}");
    }
}

#[test]
fn an_empty_day_has_nothing_to_say_and_is_passed_over() {
    let scenario = logged(&[
        "a @ 2021-01-03 | claim party = 'red'",
        "b @ 2021-01-09 | headline Talks begin",
    ]);
    assert_eq!(steps(&snapshot(&scenario, "2021-01-05")), [""; 0]);
    let next = briefing::day_after(&scenario, &cursor_of(&scenario, "2021-01-03"));
    assert_eq!(next, Some(cursor_of(&scenario, "2021-01-09").as_of));
    let before = briefing::day_before(&scenario, &cursor_of(&scenario, "2021-01-05 12:00"));
    assert_eq!(before, Some(cursor_of(&scenario, "2021-01-03").as_of));
    assert_eq!(
        briefing::day_after(&scenario, &cursor_of(&scenario, "2021-01-09")),
        None
    );
}

#[test]
fn a_deadline_that_only_stands_is_no_news() {
    let log = ["a @ 2021-01-03 | deadline on = 2021-01-06, label = 'Exit'"];
    check(
        &log,
        "2021-01-03",
        &["Deadline for Exit: set for 6 January. [no source F6]"],
    );
    check(
        &log,
        "2021-01-04",
        &["Deadline for Exit: Wednesday 6 January, in 2 days. [no source F6]"],
    );
    let scenario = logged(&log);
    let news = |at: &str| briefing::at(&snapshot(&scenario, at)).has_news;
    assert_eq!(
        ["2021-01-03", "2021-01-04", "2021-01-06"].map(news),
        [true, false, true]
    );
    check(
        &log,
        "2021-01-07",
        &["Deadline for Exit: 6 January, passed, no word of it. [no source F6]"],
    );
    check(&log, "2021-01-08", &[]);
}

#[test]
fn several_parties_are_named() {
    let log = [
        "a @ 2021-01-03 | claim party = 'red' | claim place = 'south', party = 'green' | claim place = 'west', party = 'green', status = 'encircled'",
        "b @ 2021-01-04 | claim party = 'blue' | claim place = 'nowhere', party = 'red'",
    ];
    check(
        &log,
        "2021-01-03",
        &[
            "North falls to Red. [North no source F6]",
            "South falls to Green. [South no source F6]",
            "West is encircled by Green. [West no source F6]",
        ],
    );
    check(
        &log,
        "2021-01-04",
        &[
            "North goes back to Blue. [North no source F6]",
            "Nowhere is held by Red. [Nowhere no source F6]",
        ],
    );
}

#[test]
fn what_is_only_claimed_or_denied_says_so() {
    let log = [
        "a @ 2021-01-03 | set sources = ['good'] | claim party = 'red', basis = 'claimed'",
        "b @ 2021-01-04 | set sources = ['good'] | claim party = 'red', basis = 'assessed'",
        "c @ 2021-01-05 | claim party = 'blue', status = 'denied', basis = 'claimed'",
        "d @ 2021-01-06 | claim party = 'red', basis = 'confirmed'",
    ];
    let said = |at: &str| steps(&snapshot(&logged(&log), at)).concat();
    assert_eq!(
        said("2021-01-03"),
        "North is claimed by Red. [North GP B6 (claimed)]"
    );
    assert_eq!(said("2021-01-04"), "North falls. [North GP B6 (assessed)]");
    assert_eq!(
        said("2021-01-05"),
        "North is contested by Blue, claimed. [North no source F6 (claimed)]"
    );
    assert_eq!(
        said("2021-01-06"),
        "North is no longer contested. [North no source F6]"
    );
}

#[test]
fn figures_say_their_words_and_what_they_were() {
    let log = [
        "a @ 2021-01-03 | figure value = 100, qualifier = 'about', status = 'announced'",
        "b @ 2021-01-04 | figure value = 80, status = 'announced' | figure series = 'towns', value = 2",
        "c @ 2021-01-04 | figure value = 90, status = 'announced'",
    ];
    check(
        &log,
        "2021-01-03",
        &["Troops in the north: about 100, announced. [no source F6]"],
    );
    check(
        &log,
        "2021-01-04",
        &[
            "Troops in the north: 90, announced; down from about 100; another count: 80. [no source F6, no source F6]",
            "Towns held by Red: counted 0. Stated: no source 2 (differs). [no source F6]",
        ],
    );
}

#[test]
fn a_reading_that_only_lapsed_is_not_told() {
    let scenario = flagship();
    for cursor in cursors(scenario) {
        let snapshot = snapshot::at(scenario, cursor);
        for said in steps(&snapshot) {
            assert!(!said.ends_with(" []"), "without a source: {said}");
            assert!(!said.contains("no longer in force"), "{said}");
        }
    }
}

#[test]
fn an_earlier_number_on_another_word_names_it() {
    let log = [
        "a @ 2021-01-03 | set sources = ['good'] | figure value = 650, qualifier = 'about', status = 'in-place'",
        "b @ 2021-01-04 | set sources = ['plain'] | figure value = 2500, status = 'in-place'",
        "c @ 2021-01-05 | set sources = ['plain'] | figure value = 2600, status = 'in-place'",
    ];
    let said = |at: &str| steps(&snapshot(&logged(&log), at)).concat();
    let first = said("2021-01-04");
    assert!(
        first.contains("; up from about 650 (Good Paper, B6). ["),
        "{first}"
    );
    let second = said("2021-01-05");
    assert!(second.contains("; up from 2,500. ["), "{second}");
}

/// Wherever a sentence compares, the earlier number is the same publisher's or names its own.
#[test]
fn no_earlier_number_of_any_day_is_without_its_word() {
    let scenario = flagship();
    for cursor in cursors(scenario) {
        let snapshot = snapshot::at(scenario, cursor);
        for reading in &snapshot.figures {
            let Some(before) = reading.previous.first().copied() else {
                continue;
            };
            let word = |figure: FigureRef| {
                let provenance = &figure.get(scenario).provenance;
                let source = scenario.first_source(provenance, &snapshot.cursor);
                let name = source.map_or("", |source| source.publisher.as_str());
                format!(
                    " ({name}, {})",
                    scenario.grade_item(provenance, &snapshot.cursor)
                )
            };
            let said = word_trend(&snapshot, reading);
            if word(before) != word(reading.figure) && said.contains(" from ") {
                assert!(said.ends_with(&word(before)), "{said}");
            }
        }
    }
}

#[test]
fn a_scenario_of_one_place_has_sentences() {
    let text = "format = 1\n[scenario]\nid = 'one'\ntitle = 'One'\nzone = 'UTC'\ndays = [2021-01-01, 2021-01-05]\n\
        [[party]]\nid = 'a'\nname = 'Ay'\nletter = 'A'\n[[place]]\nid = 'p'\nname = 'Port'\ncapital = { name = 'Dock' }\n\
        [[event]]\nid = 'e'\nat = 2021-01-02\nheadline = 'Port taken'\nclaims = [{ place = 'p', party = 'a' }]\n";
    let scenario = load::load_text("one.toml", text).unwrap().scenario;
    // Control is about the place here, not about its seat.
    let said = steps(&snapshot(&scenario, "2021-01-02"));
    assert_eq!(said, ["Port is held by Ay. [Port no source F6]"]);
}

#[test]
fn what_was_learnt_or_corrected_is_told_as_such() {
    let log = [
        "a @ 2021-01-02 ~ 2021-01-04 | claim party = 'red'",
        "b @ 2021-01-02 | claim place = 'west', party = 'red'",
        "c @ 2021-01-04 | set corrects = { event = 'b', kind = 'withdrawn', reason = 'it was not so' }",
    ];
    check(
        &log,
        "2021-01-04 | then",
        &[
            "Reported late: North falls on Sat 2 Jan. [North no source F6]",
            "Corrected: West goes back to Blue. [West no source F6]",
            "Event c. Withdraws 'Event b': it was not so. [no source F6]",
        ],
    );
    // Who knows it all sees no news in that.
    check(
        &log,
        "2021-01-04",
        &["Event c. Withdraws 'Event b': it was not so. [no source F6]"],
    );
}

#[test]
fn notes_are_those_of_the_day_and_never_the_editors() {
    let scenario = logged(&[
        "a @ 2021-01-03 | set note = 'of the event' | set editor_note = 'for the desk' | claim party = 'red', note = 'of the claim' | figure value = 5, note = 'of the figure', status = 'in-place'",
        "b @ 2021-01-03 | set pub_status = 'withheld' | set note = 'withheld'",
        "c @ 2021-01-02 | set note = 'of yesterday'",
    ]);
    let snapshot = snapshot(&scenario, "2021-01-03");
    let notes = |step: Option<&BriefingStep>| -> Vec<String> {
        let found = remarks::at(&snapshot, step);
        found.iter().map(|one| one.text.to_string()).collect()
    };
    assert_eq!(
        notes(None),
        ["of the event", "of the claim", "of the figure"]
    );
    let steps = briefing::at(&snapshot).steps;
    assert_eq!(
        notes(steps.first()),
        ["of the claim", "of the event", "of the figure"]
    );
    assert_eq!(
        notes(steps.get(1)),
        ["of the figure", "of the event", "of the claim"]
    );
    let marks = |at: &str| {
        let snapshot = crate::support::snapshot(flagship(), at);
        let found = remarks::at(&snapshot, None);
        found
            .iter()
            .filter(|one| one.about == remarks::About::Day)
            .count()
    };
    // A mark names what is to come.
    assert_eq!((marks("2021-08-13"), marks("2021-08-13 | then")), (1, 0));
}
