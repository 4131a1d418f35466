//! Changes in words: what is new of a place, when a thing was learnt, how much changed between two dates.
//!
//! The panes of compare, plain mode and documents use the same words. What changed is the ledger's to say.

use crate::model::date::Date;

use crate::format::moment::{day_month_year, in_line};
use crate::format::number::counted;
use crate::model::calendar;
use crate::model::claim::Provenance;
use crate::model::cursor::Cursor;
use crate::model::scenario::Scenario;
use crate::snapshot::control::{Control, PlaceState, PressureKind};
use crate::snapshot::ledger::{FigureChange, Ledger, PlaceChange, PlaceWhat, Why};

/// What is said of a place that did not change hands: `now encircled by Taliban`, `no longer contested`.
pub fn beside(scenario: &Scenario, change: &PlaceChange, after: &PlaceState) -> String {
    let party = |party| scenario.party(party).name.as_str();
    match change.what {
        PlaceWhat::Holder(..) => String::new(),
        PlaceWhat::Control(_, Control::Contested) => {
            let rivals = after.rivals.iter().map(|rival| party(rival.party));
            let rivals: Vec<&str> = rivals.collect();
            format!("now contested by {}", rivals.join(" and "))
        }
        PlaceWhat::Control(_, Control::Claimed) => {
            let by = after.mark.map_or("another", |mark| party(mark.party));
            format!("now claimed by {by}")
        }
        PlaceWhat::Control(from, _) => format!("no longer {}", from.word()),
        PlaceWhat::Pressure(_, Some((kind, by))) => format!("now {} by {}", kind.word(), party(by)),
        PlaceWhat::Pressure(from, None) => {
            let was = from.map_or("pressed", |(kind, _)| kind.word());
            format!("no longer {was}")
        }
    }
}

/// The same in a few words: `now encircled`, `was contested`; nothing of a change of hands.
pub fn beside_short(change: &PlaceChange) -> String {
    match change.what {
        PlaceWhat::Holder(..) => String::new(),
        PlaceWhat::Control(from, Control::Held | Control::Unknown) => {
            format!("was {}", from.word())
        }
        PlaceWhat::Control(_, to) => format!("now {}", to.word()),
        PlaceWhat::Pressure(_, Some((kind, _))) => format!("now {}", kind.word()),
        PlaceWhat::Pressure(from, None) => {
            format!("was {}", from.map_or("pressed", |(kind, _)| kind.word()))
        }
    }
}

/// When something was known that had happened by an earlier end, and whether that end counted it:
/// `known 13 Aug 03:27, counted on 12 Aug`.
pub fn known(
    scenario: &Scenario,
    looked_at: Date,
    provenance: &Provenance,
    (from, is_counted): (&Cursor, bool),
) -> String {
    let day = day_month_year(calendar::day_of(from.as_of, scenario.zone()), looked_at);
    let not = if is_counted { "" } else { "not " };
    let known = in_line(&provenance.recorded_at, scenario.clocks(), looked_at);
    format!("known {known}, {not}counted on {day}")
}

/// How many places changed between the ends, in words: `5 capitals changed hands`, `2 only learnt since`,
/// `1 newly encircled`.
pub fn summary(scenario: &Scenario, ledger: &Ledger) -> Vec<String> {
    let count = |why: Why, is_meant: &dyn Fn(&PlaceWhat) -> bool| {
        let changes = ledger.places.iter();
        changes
            .filter(|change| change.differs && change.why == why && is_meant(&change.what))
            .count()
    };
    let is_taken = |what: &PlaceWhat| matches!(what, PlaceWhat::Holder(..));
    let tally = scenario.heading.tally_label.to_lowercase();
    let mut said = vec![match count(Why::Happened, &is_taken) {
        0 => format!("no {tally} changed hands"),
        taken => format!("{} changed hands", counted(taken, &tally)),
    }];
    let pressed = |kind| move |what: &PlaceWhat| matches!(what, PlaceWhat::Pressure(_, Some((now, _))) if *now == kind);
    let is_contested = |what: &PlaceWhat| matches!(what, PlaceWhat::Control(_, Control::Contested));
    let others = [
        (count(Why::Learnt, &is_taken), "only learnt since"),
        (count(Why::Corrected, &is_taken), "corrected"),
        (
            count(Why::Happened, &pressed(PressureKind::Encircled)),
            "newly encircled",
        ),
        (
            count(Why::Happened, &pressed(PressureKind::Threatened)),
            "newly threatened",
        ),
        (count(Why::Happened, &is_contested), "newly contested"),
    ];
    let some = others.into_iter().filter(|(count, _)| *count > 0);
    said.extend(some.map(|(count, what)| format!("{count} {what}")));
    said
}

/// How many figures changed, are new or gone, as they stand before and after, and how many events:
/// `1 figure changed, 9 new, 1 gone`, `11 events`.
pub fn summary_of_log(ledger: &Ledger) -> [String; 2] {
    let count = |is_meant: &dyn Fn(&FigureChange) -> bool| {
        let changes = ledger.figures.iter();
        changes.filter(|change| is_meant(change)).count()
    };
    let new = count(&|change| change.pair.before.is_empty());
    let gone = count(&|change| change.pair.after.is_empty());
    let changed = count(&|change| change.pair.has_changed()) - new - gone;
    let gone = match gone {
        0 => String::new(),
        gone => format!(", {gone} gone"),
    };
    let events = ledger.events.iter();
    let events = events.filter(|change| change.why == Why::Happened);
    [
        format!("{} changed, {new} new{gone}", counted(changed, "figures")),
        counted(events.count(), "events"),
    ]
}

/// `the same day`, `1 day`, `8 days back`.
pub fn span(scenario: &Scenario, from: &Cursor, to: &Cursor) -> String {
    let day = |cursor: &Cursor| calendar::day_of(cursor.as_of, scenario.zone());
    let days = calendar::days_between(day(from), day(to)).unsigned_abs();
    let back = if to.as_of < from.as_of { " back" } else { "" };
    match days {
        0 if to.as_of == from.as_of => "same date".to_owned(),
        0 => format!("the same day{}", if back.is_empty() { "" } else { "," }) + back,
        1 => format!("1 day{back}"),
        days => format!("{days} days{back}"),
    }
}
