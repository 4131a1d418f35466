//! What several tests need: small scenarios from a few lines, cursors from words, snapshots as words.
//!
//! Texts name everything by id, so that they can be compared between scenarios whose rows differ.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

use std::fmt::Write;
use std::sync::LazyLock;

use dateline::model::calendar::UnixTime;
use dateline::model::claim::Basis;
use dateline::model::cursor::{Audience, Cursor, KnownAt};
use dateline::model::figure::{Amount, ForceStatus, Qualifier};
use dateline::model::id::{EventKey, PartyKey};
use dateline::model::moment::Moment;
use dateline::model::scenario::Scenario;
use dateline::scenario::{built_in, load};
use dateline::snapshot::Snapshot;
use dateline::snapshot::control::{PlaceState, PressureKind};
use dateline::snapshot::deadlines::{DeadlineState, Phase};
use dateline::snapshot::ledger::{Ledger, PlaceWhat, Why};
use dateline::snapshot::paired::FigurePair;
use dateline::snapshot::reference::{ClaimRef, FigureRef};

/// The tables that small scenarios share: three parties, four places (two of them major), two
/// sources (`good` is B, `plain` is not graded), a person, in UTC, from 1 to 31 January 2021.
pub(crate) const TABLES: &str = r#"
format = 1
[scenario]
id = "small"
title = "A small scenario"
zone = "UTC"
days = [2021-01-01, 2021-01-31]
control = { scope = "capital" }
[[party]]
id = "red"
name = "Red"
letter = "R"
[[party]]
id = "blue"
name = "Blue"
letter = "B"
[[party]]
id = "green"
name = "Green"
letter = "G"
[[place]]
id = "north"
name = "North"
region = "Upper"
major = true
holder = "blue"
[[place]]
id = "south"
name = "South"
region = "Lower"
major = true
holder = "blue"
[[place]]
id = "west"
name = "West"
region = "Lower"
holder = "blue"
[[place]]
id = "nowhere"
name = "Nowhere"
[[person]]
id = "speaker"
name = "A Speaker"
[[source]]
id = "good"
publisher = "Good Paper"
short = "GP"
reliability = "B"
[[source]]
id = "plain"
publisher = "Plain Paper"
"#;

/// The flagship scenario, loaded once.
pub(crate) fn flagship() -> &'static Scenario {
    static FLAGSHIP: LazyLock<Scenario> = LazyLock::new(|| match built_in::load_built_in() {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{}", problems[0].render(false)),
    });
    &FLAGSHIP
}

/// Loads a scenario of [`TABLES`] and these lines; a problem is a panic with its report.
#[track_caller]
pub(crate) fn scenario(lines: &str) -> Scenario {
    match load::load_text("small.toml", &format!("{TABLES}{lines}")) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!(
            "{}",
            problems
                .iter()
                .map(|problem| problem.render(false))
                .collect::<Vec<_>>()
                .join("\n")
        ),
    }
}

/// A public cursor: as of a moment as scenarios write it, known `now`, `then` or at another moment.
#[track_caller]
pub(crate) fn cursor(scenario: &Scenario, as_of: &str, known: &str) -> Cursor {
    let moment = |text: &str| Moment::parse(text, scenario.zone()).unwrap().effective_at();
    let known = match known {
        "now" => KnownAt::Now,
        "then" => KnownAt::Then,
        at => KnownAt::At(moment(at)),
    };
    Cursor {
        as_of: moment(as_of),
        known,
        audience: Audience::Public,
        now: UnixTime::MAX,
    }
}

/// Series for small scenarios: troops, a cumulative, a period and an increment series, and two that the log can count.
pub(crate) const SERIES: &str = r#"
[[series]]
id = "troops"
label = "Troops in the north"
group = "forces"
unit = "troops"
measure = "stock"
[[series]]
id = "flown"
label = "Flown out"
group = "evacuation"
unit = "people"
measure = "cumulative"
since = 2021-01-01
[[series]]
id = "daily"
label = "Flown out in a day"
group = "evacuation"
unit = "people"
measure = "period"
period = "24h"
[[series]]
id = "more"
label = "More people"
group = "evacuation"
unit = "people"
measure = "increment"
[[series]]
id = "towns"
label = "Towns held by Red"
group = "territory"
unit = "towns"
measure = "stock"
counts = { party = "red" }
[[series]]
id = "farms"
label = "Farms held by Red"
group = "territory"
unit = "farms"
measure = "stock"
counts = { party = "red", scope = "farm" }
"#;

/// Events from one line each: `id @ at ~ recorded | claim ... | figure ... | say ... | deadline ... | set key = value`.
///
/// A claim is about `north` and a figure of `troops` unless they say otherwise; `~ recorded` may be left out.
pub(crate) fn log(events: &[&str]) -> String {
    events.iter().map(|line| event(line)).collect()
}

fn event(line: &str) -> String {
    let mut parts = line.split(" | ");
    let (id, when) = parts.next().unwrap().split_once(" @ ").unwrap();
    let (at, recorded) = when
        .split_once(" ~ ")
        .map_or((when, None), |(at, recorded)| (at, Some(recorded)));
    let mut text = format!("[[event]]\nid = '{id}'\nat = '{at}'\n");
    if let Some(recorded) = recorded {
        let _ = writeln!(text, "recorded_at = '{recorded}'");
    }
    let mut items = [
        ("claims", Vec::new()),
        ("figures", Vec::new()),
        ("statements", Vec::new()),
        ("deadlines", Vec::new()),
    ];
    let mut headline = format!("Event {id}");
    for part in parts {
        let (kind, rest) = part.split_once(' ').unwrap();
        let with = |key: &str, value: &str| {
            if rest.contains(key) {
                format!("{{ {rest} }}")
            } else {
                format!("{{ {key} = '{value}', {rest} }}")
            }
        };
        match kind {
            "claim" => items[0].1.push(with("place", "north")),
            "figure" => items[1].1.push(with("series", "troops")),
            "say" => items[2].1.push(with("speaker", "speaker")),
            "deadline" => items[3].1.push(with("id", "exit")),
            "set" => writeln!(text, "{rest}").unwrap(),
            "headline" => rest.clone_into(&mut headline),
            other => panic!("{other} is no part of an event"),
        }
    }
    let _ = writeln!(text, "headline = '{headline}'");
    for (key, items) in items {
        if !items.is_empty() {
            let _ = writeln!(text, "{key} = [{}]", items.join(", "));
        }
    }
    text
}

/// A scenario of [`TABLES`], [`SERIES`] and such events.
#[track_caller]
pub(crate) fn logged(events: &[&str]) -> Scenario {
    scenario(&format!("{SERIES}{}", log(events)))
}

/// The snapshot at a cursor written as `as-of`, `as-of | known` or `as-of | known | desk`.
#[track_caller]
pub(crate) fn snapshot<'s>(scenario: &'s Scenario, at: &str) -> Snapshot<'s> {
    dateline::snapshot::at(scenario, cursor_of(scenario, at))
}

/// A cursor written as `as-of`, `as-of | known` or `as-of | known | desk`; `@ now` at the end sets the present.
#[track_caller]
pub(crate) fn cursor_of(scenario: &Scenario, at: &str) -> Cursor {
    let (at, now) = at
        .split_once(" @ ")
        .map_or((at, None), |(at, now)| (at, Some(now)));
    let mut parts = at.split(" | ");
    let as_of = parts.next().unwrap();
    let mut cursor = cursor(scenario, as_of, parts.next().unwrap_or("now"));
    if parts.next() == Some("desk") {
        cursor.audience = Audience::Desk;
    }
    if let Some(now) = now {
        cursor.now = Moment::parse(now, scenario.zone()).unwrap().effective_at();
    }
    cursor
}

fn event_id(scenario: &Scenario, key: EventKey) -> &str {
    scenario.event(key).id.as_str()
}

fn by(scenario: &Scenario, claim: ClaimRef) -> &str {
    event_id(scenario, claim.event)
}

fn party(scenario: &Scenario, key: Option<PartyKey>) -> &str {
    key.map_or("nobody", |key| scenario.party(key).id.as_str())
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, has)| has == value).unwrap().0
}

/// A place's state, such as `red contested reported 2021-01-02 a rival blue b`.
pub(crate) fn state_text(scenario: &Scenario, state: &PlaceState) -> String {
    let basis = state
        .basis
        .map_or("initial", |basis| word(&Basis::WORDS, &basis));
    let mut text = format!(
        "{} {} {basis}",
        party(scenario, state.holder),
        state.derive_control().to_word()
    );
    if let Some(since) = state.since {
        let _ = write!(text, " {}", since.get(scenario).provenance.at);
        for at in state.alternative_moments(scenario) {
            let _ = write!(text, " or {at}");
        }
        let _ = write!(text, " {}", by(scenario, since));
    }
    if let Some(mark) = state.mark {
        let name = party(scenario, Some(mark.party));
        let _ = write!(text, " mark {name} {}", by(scenario, mark.claim));
    }
    for rival in &state.rivals {
        let name = party(scenario, Some(rival.party));
        let _ = write!(text, " rival {name} {}", by(scenario, rival.claim));
    }
    if let Some(pressure) = state.pressure {
        let name = party(scenario, Some(pressure.party));
        let _ = write!(
            text,
            " {} {name} {}",
            pressure.kind.to_word(),
            by(scenario, pressure.claim)
        );
    }
    text
}

/// The state of the place with an id.
#[track_caller]
pub(crate) fn place_text(snapshot: &Snapshot<'_>, id: &str) -> String {
    let place = snapshot.scenario.place_by_id(id).unwrap();
    state_text(snapshot.scenario, snapshot.place_state(place).unwrap())
}

/// A reading with its words, such as `troops announced about 5 a`.
pub(crate) fn figure_text(scenario: &Scenario, reference: FigureRef) -> String {
    let figure = reference.get(scenario);
    let mut text = scenario.one_series(figure.series).id.to_string();
    if let Some(status) = figure.status {
        let _ = write!(text, " {}", word(&ForceStatus::WORDS, &status));
    }
    if figure.qualifier != Qualifier::Exactly {
        let _ = write!(text, " {}", word(&Qualifier::WORDS, &figure.qualifier));
    }
    let _ = match figure.amount {
        Amount::Value(value) => write!(text, " {value}"),
        Amount::Range(low, high) => write!(text, " {low}-{high}"),
    };
    text + " " + event_id(scenario, reference.event)
}

/// What is in force before and after, with what was said between: `troops 5 a>troops 7 c (troops 6 b)`.
pub(crate) fn pair_text(scenario: &Scenario, pair: &FigurePair) -> String {
    let said = |figures: &[FigureRef], none: &str| match figures {
        [] => none.to_owned(),
        figures => {
            let texts = figures.iter().map(|figure| figure_text(scenario, *figure));
            texts.collect::<Vec<_>>().join(" and ")
        }
    };
    let none = if pair.ended.is_some() {
        "ended"
    } else {
        "none"
    };
    let between = match said(&pair.between, "") {
        between if between.is_empty() => between,
        between => format!(" ({between})"),
    };
    format!(
        "{}>{}{between}",
        said(&pair.before, "none"),
        said(&pair.after, none)
    )
}

/// The figures in force, one after the other.
pub(crate) fn figures_text(snapshot: &Snapshot<'_>) -> String {
    let scenario = snapshot.scenario;
    let reading = |reading: &dateline::snapshot::figures::Reading| {
        let mut text = figure_text(scenario, reading.figure);
        if reading.is_new {
            text += " new";
        }
        for previous in &reading.previous {
            let _ = write!(text, " was {}", figure_text(scenario, *previous));
        }
        for other in &reading.others {
            let _ = write!(text, " and {}", figure_text(scenario, *other));
        }
        for earlier in &reading.earlier {
            let _ = write!(text, " earlier {}", figure_text(scenario, *earlier));
        }
        if snapshot.is_disputed(reading) {
            text += " disputed";
        }
        text
    };
    join(snapshot.figures.iter().map(reading))
}

/// The visible events, oldest first.
pub(crate) fn events_text(snapshot: &Snapshot<'_>) -> String {
    let ids = snapshot.events.iter();
    ids.map(|key| event_id(snapshot.scenario, *key))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The deadlines that stand.
pub(crate) fn deadlines_text(snapshot: &Snapshot<'_>) -> String {
    join(snapshot.deadlines.iter().map(|state| {
        let deadline = state.last_word(snapshot.scenario);
        let id = event_id(snapshot.scenario, state.deadline.event);
        let dates: Vec<String> = state
            .possible_dates(snapshot.scenario)
            .map(|on| on.to_string())
            .collect();
        let phase = match state.phase {
            Phase::Ahead => String::new(),
            phase => format!("{} ", phase.to_word()),
        };
        format!(
            "{} {} in {} {phase}{id}",
            deadline.id,
            dates.join(" or "),
            state.days
        )
    }))
}

/// The stated totals beside the count.
pub(crate) fn stated_text(snapshot: &Snapshot<'_>) -> String {
    join(snapshot.stated.iter().map(|stated| {
        let figure = figure_text(snapshot.scenario, stated.figure);
        let word = stated.verdict.to_word();
        format!("{figure}: {}-{} {word}", stated.least, stated.greatest)
    }))
}

/// The tallies with their overlays.
pub(crate) fn tally_text(snapshot: &Snapshot<'_>) -> String {
    let parties = snapshot.scenario.parties.iter().zip(&snapshot.tally);
    let mut texts: Vec<String> = parties
        .map(|(party, tally)| {
            let mut text = format!("{} {}", party.id, tally.held);
            for (word, count) in [
                ("contested", tally.contested),
                ("encircled", tally.encircled),
                ("threatened", tally.threatened),
                ("claimed", tally.claimed),
            ] {
                if count > 0 {
                    let _ = write!(text, " {word} {count}");
                }
            }
            text
        })
        .collect();
    texts.push(format!("unknown {}", snapshot.unknown));
    texts.join(", ")
}

/// The last holdouts.
pub(crate) fn holdouts_text(snapshot: &Snapshot<'_>) -> String {
    let places = snapshot.holdouts.iter();
    places
        .map(|place| snapshot.scenario.place(*place).id.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn why(why: Why) -> &'static str {
    match why {
        Why::Happened => "happened",
        Why::Learnt => "learnt",
        Why::Corrected => "corrected",
    }
}

/// A ledger, entry by entry; what both cursors show is in brackets.
pub(crate) fn ledger_text(scenario: &Scenario, ledger: &Ledger) -> String {
    let pressed = |pressure: Option<(PressureKind, PartyKey)>| {
        pressure.map_or("free".to_owned(), |(kind, by)| {
            format!("{} {}", kind.to_word(), party(scenario, Some(by)))
        })
    };
    let place = |change: &dateline::snapshot::ledger::PlaceChange| {
        let what = match change.what {
            PlaceWhat::Holder(from, to) => {
                format!("{}>{}", party(scenario, from), party(scenario, to))
            }
            PlaceWhat::Control(from, to) => format!("{}>{}", from.to_word(), to.to_word()),
            PlaceWhat::Pressure(from, to) => format!("{}>{}", pressed(from), pressed(to)),
            PlaceWhat::Tied(to) => format!("tied {}", party(scenario, Some(to))),
        };
        let claim = change.claim.map_or("-", |claim| by(scenario, claim));
        let id = &scenario.place(change.place).id;
        let text = format!("{id} {what} {claim} {}", why(change.why));
        if change.differs {
            text
        } else {
            format!("({text})")
        }
    };
    let figures = ledger
        .figures
        .iter()
        .map(|change| format!("{} {}", pair_text(scenario, &change.pair), why(change.why)));
    let events = ledger.events.iter();
    let events =
        events.map(|change| format!("{} {}", event_id(scenario, change.event), why(change.why)));
    let deadline = |state: Option<DeadlineState>| {
        state.map_or("none".to_owned(), |state| match state.phase {
            Phase::Ahead => state.earliest_date(scenario).unwrap().to_string(),
            phase => phase.to_word().to_owned(),
        })
    };
    let deadlines = ledger.deadlines.iter().map(|change| {
        let (before, after) = (deadline(change.before), deadline(change.after));
        format!("{before}>{after} {}", why(change.why))
    });
    join(
        ledger
            .places
            .iter()
            .map(place)
            .chain(figures)
            .chain(events)
            .chain(deadlines),
    )
}

/// Everything that a snapshot holds, by ids.
pub(crate) fn whole_text(snapshot: &Snapshot<'_>) -> String {
    let scenario = snapshot.scenario;
    let places = scenario.places.iter().zip(&snapshot.places);
    let mut lines: Vec<String> = places
        .map(|(place, state)| format!("{}: {}", place.id, state_text(scenario, state)))
        .collect();
    lines.extend([
        tally_text(snapshot),
        figures_text(snapshot),
        events_text(snapshot),
        deadlines_text(snapshot),
        stated_text(snapshot),
        holdouts_text(snapshot),
        ledger_text(scenario, &snapshot.changes),
        format!("{} {:?}", snapshot.day, snapshot.newest_record),
    ]);
    lines.join("\n")
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}

/// Events and marks about them, of which some are known late, some withheld, some taken back.
pub(crate) const MARKS: &str = r#"
[[event]]
id = "once"
at = 2021-01-04
headline = "It is told at once"
sources = ["good"]
[[event]]
id = "later"
at = 2021-01-04
recorded_at = 2021-01-10
headline = "It is told later"
sources = ["good"]
[[event]]
id = "secret"
at = 2021-01-04
headline = "It is secret"
sources = ["good"]
pub_status = "withheld"
[[event]]
id = "wrong"
at = 2021-01-04
headline = "It was wrong"
sources = ["good"]
[[event]]
id = "taken-back"
at = 2021-01-04
recorded_at = 2021-01-11
headline = "It is taken back"
corrects = { event = "wrong", kind = "withdrawn" }
sources = ["good"]
[[event]]
id = "rough"
at = 2021-01-04
headline = "It was rough"
sources = ["good"]
[[event]]
id = "exact"
at = 2021-01-04
recorded_at = 2021-01-11
headline = "It is exact"
corrects = { event = "rough", kind = "corrected" }
sources = ["good"]
[[mark]]
id = "a"
at = 2021-01-04
label = "Told at once"
event = "once"
[[mark]]
id = "b"
at = 2021-01-04
label = "Told later"
event = "later"
[[mark]]
id = "c"
at = 2021-01-04
label = "About nothing"
[[mark]]
id = "d"
at = 2021-01-04
label = "Secret"
event = "secret"
[[mark]]
id = "e"
at = 2021-01-04
label = "Withdrawn later"
event = "wrong"
[[mark]]
id = "f"
at = 2021-01-04
label = "Corrected"
event = "rough"
"#;
