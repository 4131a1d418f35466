//! Changes in words: what is new of a place, what was reported late, how much changed between two dates.
//!
//! The panes of compare, plain mode and documents use the same words. What changed is the ledger's to say.

use crate::model::date::Date;

use crate::facts::moment::{DayForm, MomentForm, Viewpoint, word_day, word_moment};
use crate::facts::number::{self, word_quantity};
use crate::facts::place::NOT_ORDERED;
use crate::model::calendar;
use crate::model::claim::Provenance;
use crate::model::cursor::Cursor;
use crate::model::id::PartyKey;
use crate::model::scenario::Scenario;
use crate::snapshot::Flips;
use crate::snapshot::control::{Control, PlaceState, PressureKind};
use crate::snapshot::ledger::{FigureChange, Ledger, PlaceChange, PlaceNews, PlaceWhat, Why};
use crate::snapshot::visibility;

/// Words a change of a place that did not change hands: `now encircled by Taliban`, `no longer contested`.
pub fn word_status_change(scenario: &Scenario, change: &PlaceChange, after: &PlaceState) -> String {
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
        PlaceWhat::Control(from, _) => format!("no longer {}", from.to_word()),
        PlaceWhat::Pressure(_, Some((kind, by))) => {
            format!("now {} by {}", kind.to_word(), party(by))
        }
        PlaceWhat::Pressure(from, None) => {
            let was = from.map_or("pressed", |(kind, _)| kind.to_word());
            format!("no longer {was}")
        }
        PlaceWhat::Tied(to) => tied_report(change, after, party(to)),
    }
}

/// Returns one of several reports of one moment that disagree: `contested: held by Taliban`, `or by Government; nothing
/// says which report came last`.
fn tied_report(change: &PlaceChange, after: &PlaceState, party: &str) -> String {
    let claims = after.tie.as_ref().map(|tie| tie.claims.as_slice());
    let claims = claims.unwrap_or_default();
    if change.claim.as_ref() == claims.first() {
        format!("{}: held by {party}", after.derive_control().to_word())
    } else if change.claim.as_ref() == claims.last() {
        format!("or by {party}; {NOT_ORDERED}")
    } else {
        format!("or by {party}")
    }
}

/// Words a change of a place in a few words: `now encircled`, `was contested`; empty for a change of hands.
pub fn beside_short(change: &PlaceChange) -> String {
    match change.what {
        PlaceWhat::Holder(..) => String::new(),
        PlaceWhat::Control(from, Control::Held | Control::Unknown) => {
            format!("was {}", from.to_word())
        }
        PlaceWhat::Control(_, to) => format!("now {}", to.to_word()),
        PlaceWhat::Pressure(_, Some((kind, _))) => format!("now {}", kind.to_word()),
        PlaceWhat::Pressure(from, None) => {
            format!("was {}", from.map_or("pressed", |(kind, _)| kind.to_word()))
        }
        PlaceWhat::Tied(_) => "reports tie".to_owned(),
    }
}

/// Returns the word before a further change of hands of a place: `then back`, `then again`, `then`; none before its
/// first.
pub fn word_further_change(news: &PlaceNews, change: &PlaceChange) -> Option<&'static str> {
    let ends = |change: &PlaceChange| match change.what {
        PlaceWhat::Holder(from, to) => Some((from, to)),
        _ => None,
    };
    let (_, to) = ends(change)?;
    let earlier = news.changes_of_hands().take_while(|other| *other != change);
    let earlier: Vec<_> = earlier.filter_map(ends).collect();
    let (first, _) = *earlier.first()?;
    Some(if earlier.iter().any(|(_, had)| *had == to) {
        "then again"
    } else if first == to {
        "then back"
    } else {
        "then"
    })
}

/// Returns the word for what had happened by an earlier moment and became known since: `reported late`, or `known
/// overnight` where the record may go back to the day itself.
pub fn late_word(scenario: &Scenario, provenance: &Provenance) -> &'static str {
    if visibility::is_known_overnight(scenario, provenance) {
        "known overnight"
    } else {
        "reported late"
    }
}

/// Returns when something became known that had happened by the older end, and whether that end counts it:
/// `reported 13 Aug 03:27, counts for 12 Aug`.
pub fn word_late_report(
    scenario: &Scenario,
    looked_at: Date,
    provenance: &Provenance,
    from: &Cursor,
    is_counted: bool,
) -> String {
    let day = word_day(
        calendar::day_of(from.as_of, scenario.zone()),
        DayForm::Short,
        Some(looked_at),
    );
    let counted = if is_counted {
        "counts for"
    } else {
        "not yet on"
    };
    let known = word_moment(
        &provenance.recorded_at,
        Viewpoint::new(scenario, looked_at),
        MomentForm::Line,
    );
    if visibility::is_known_overnight(scenario, provenance) {
        return format!("known overnight, {known}");
    }
    format!("reported {known}, {counted} {day}")
}

/// Returns what is said of a party's tally beside what it gained or lost in the time itself: `2 more reported late`,
/// `1 fewer by correction`.
pub fn word_revisions(ledger: &Ledger, party: PartyKey) -> Vec<String> {
    let happened = ledger.happened_to(party);
    let late = ledger.reported_late(party);
    let mut phrase = Vec::new();
    for (count, is_more, [one, several]) in [
        (
            late.gained,
            happened.gained > happened.lost,
            ["gain", "gains"],
        ),
        (
            late.lost,
            happened.lost > happened.gained,
            ["loss", "losses"],
        ),
    ] {
        if count > 0 && is_more {
            phrase.push(format!(
                "{} more reported late",
                number::format_count(count)
            ));
        } else if count > 0 {
            let word = if count == 1 { one } else { several };
            phrase.push(format!(
                "{} {word} reported late",
                number::format_count(count)
            ));
        }
    }
    let corrected = ledger.corrected_turnover(party);
    for (count, word) in [(corrected.gained, "more"), (corrected.lost, "fewer")] {
        if count > 0 {
            phrase.push(format!(
                "{} {word} by correction",
                number::format_count(count)
            ));
        }
    }
    phrase
}

/// Returns what is said behind a tally, each with a comma before it.
pub fn behind_tally(phrase: &[String]) -> String {
    std::iter::once(String::new())
        .chain(phrase.iter().cloned())
        .collect::<Vec<String>>()
        .join(", ")
}

/// Returns the same in few words: `2 late`, `1 corrected`.
pub fn beyond_short(ledger: &Ledger, party: PartyKey) -> Vec<String> {
    let turnovers = [
        (ledger.reported_late(party), "late"),
        (ledger.corrected_turnover(party), "corrected"),
    ];
    let counts = turnovers.map(|(moved, word)| (moved.gained + moved.lost, word));
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, word)| format!("{} {word}", number::format_count(count)))
        .collect()
}

/// Returns how many places changed hands and, where these are more, how often: `5 capitals`, `1 town, 3 times`.
pub fn word_flips(scenario: &Scenario, flips: Flips) -> String {
    let tally = scenario.heading.tally_label.to_lowercase();
    format!(
        "{}{}",
        word_quantity(flips.places, &tally),
        word_flip_count(flips)
    )
}

fn word_flip_count(flips: Flips) -> String {
    if flips.changes > flips.places {
        format!(", {} times", number::format_count(flips.changes))
    } else {
        String::new()
    }
}

/// Returns how many places changed between the ends, in words: `5 capitals changed hands`, `2 more reported late`,
/// `1 newly encircled`.
pub fn summarise_place_changes(scenario: &Scenario, ledger: &Ledger) -> Vec<String> {
    let news = ledger.news_of_places();
    let hands = |why: Why| {
        let mut flips = Flips::default();
        for place in &news {
            let its = place.changes_of_hands();
            flips.add_place(
                its.filter(|change| change.differs && change.why == why)
                    .count(),
            );
        }
        flips
    };
    let beside = |is_wanted: &dyn Fn(&PlaceWhat) -> bool| {
        let changes = ledger.places.iter();
        let its = changes.filter(|change| change.differs && change.why == Why::Happened);
        its.filter(|change| is_wanted(&change.what)).count()
    };
    let tally = scenario.heading.tally_label.to_lowercase();
    let happened = hands(Why::Happened);
    let mut phrase = vec![if happened.places == 0 {
        format!("no {tally} changed hands")
    } else {
        let places = word_quantity(happened.places, &tally);
        format!("{places} changed hands{}", word_flip_count(happened))
    }];
    let late = if happened.places > 0 {
        "more reported late"
    } else {
        "reported late"
    };
    for (why, word) in [(Why::Learnt, late), (Why::Corrected, "corrected")] {
        let flips = hands(why);
        if flips.places > 0 {
            phrase.push(format!(
                "{} {word}{}",
                number::format_count(flips.places),
                word_flip_count(flips)
            ));
        }
    }
    let pressed = |kind| move |what: &PlaceWhat| matches!(what, PlaceWhat::Pressure(_, Some((now, _))) if *now == kind);
    let is_contested = |what: &PlaceWhat| matches!(what, PlaceWhat::Control(_, Control::Contested));
    for (count, what) in [
        (beside(&pressed(PressureKind::Encircled)), "newly encircled"),
        (
            beside(&pressed(PressureKind::Threatened)),
            "newly threatened",
        ),
        (beside(&is_contested), "newly contested"),
    ] {
        if count > 0 {
            phrase.push(format!("{count} {what}"));
        }
    }
    phrase
}

/// Returns the number of figures that changed, are new or are gone, as they stand before and after, and the number of
/// events: `1 figure changed, 9 new, 1 gone`, `11 events`.
pub fn summary_of_log(ledger: &Ledger) -> [String; 2] {
    let count = |is_wanted: &dyn Fn(&FigureChange) -> bool| {
        let changes = ledger.figures.iter();
        changes.filter(|change| is_wanted(change)).count()
    };
    let passing = count(&|change| change.pair.was_only_between());
    let new = count(&|change| change.pair.before.is_empty()) - passing;
    let gone = count(&|change| change.pair.after.is_empty()) - passing;
    let changed = count(&|change| change.pair.has_changed()) - new - gone - passing;
    let mut beside = String::new();
    for (count, word) in [(gone, "gone"), (passing, "only in between")] {
        if count > 0 {
            beside = format!("{beside}, {count} {word}");
        }
    }
    let events = ledger.events.iter();
    let events = events.filter(|change| change.why == Why::Happened);
    [
        format!(
            "{} changed, {new} new{beside}",
            word_quantity(changed, "figures")
        ),
        word_quantity(events.count(), "events"),
    ]
}

/// Returns how much is not shown because it was reported later than the cursor knows: `7 later reports not shown`.
pub fn reports_not_shown(hidden: usize) -> String {
    format!("{} not shown", word_quantity(hidden, "later reports"))
}

/// Returns how far the newer of two cursors is from the older: `the same day`, `1 day`, `8 days`.
pub fn word_days_between(scenario: &Scenario, from: &Cursor, to: &Cursor) -> String {
    let zone = scenario.zone();
    let day = |cursor: &Cursor| calendar::day_of(cursor.as_of, zone);
    match calendar::count_days(day(from), day(to), zone).unsigned_abs() {
        0 if to.as_of == from.as_of => "same date".to_owned(),
        0 => "the same day".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// Returns the word for why something is told that did not happen on the day; empty for what did.
pub fn why_word(scenario: &Scenario, why: Why, provenance: Option<&Provenance>) -> &'static str {
    match why {
        Why::Happened => "",
        Why::Corrected => "corrected",
        Why::Learnt => provenance.map_or("reported late", |its| late_word(scenario, its)),
    }
}

/// Returns the same at the start of a sentence.
pub(super) fn word_opening(
    scenario: &Scenario,
    why: Why,
    provenance: Option<&Provenance>,
) -> String {
    match super::capitalise_first(why_word(scenario, why, provenance)) {
        word if word.is_empty() => word,
        word => format!("{word}: "),
    }
}
