//! Properties of the fold: whatever the log, the order of its file and the way to a cursor do not matter.

use dateline::model::cursor::{Cursor, KnownAt};
use dateline::model::id::PartyKey;
use dateline::model::scenario::Scenario;
use dateline::scenario::load;
use dateline::snapshot::control::PlaceState;
use dateline::snapshot::ledger::{Ledger, PlaceNews, PlaceWhat};
use dateline::snapshot::{self, Fold, Snapshot, evidence, ledger};
use proptest::prelude::*;

use crate::hostile::cases;
use crate::support::{SERIES, TABLES, cursor, log, scenario, whole_text};

/// What may stand after a date: the day alone, parts of it, a clock time, other zones.
const TIMES: [&str; 8] = [
    "",
    " morning",
    " evening",
    " late evening",
    " early",
    "T09:30:00",
    " afternoon -05:00",
    " Asia/Kabul",
];

fn day() -> impl Strategy<Value = String> {
    (2..9u8, prop::sample::select(&TIMES[..]))
        .prop_map(|(day, time)| format!("2021-01-0{day}{time}"))
}

/// A moment in the days after all that happens, so that nothing is known before it happened.
fn later() -> impl Strategy<Value = String> {
    (10..20u8).prop_map(|day| format!("2021-01-{day}"))
}

fn claim() -> impl Strategy<Value = String> {
    (
        prop::sample::select(vec!["north", "south", "west", "nowhere"]),
        prop::sample::select(vec!["red", "blue", "green"]),
        prop::sample::select(vec!["held", "held", "denied", "contested", "encircled", "threatened"]),
        prop::sample::select(vec!["claimed", "assessed", "reported", "confirmed"]),
        prop::sample::select(vec!["", ", scope = 'farm'", ", alternative = 'why'"]),
        prop::option::weighted(0.2, later()),
    )
        .prop_map(|(place, party, status, basis, more, recorded)| {
            let recorded = recorded.map_or(String::new(), |at| format!(", recorded_at = '{at}'"));
            format!("claim place = '{place}', party = '{party}', status = '{status}', basis = '{basis}'{more}{recorded}")
        })
}

fn figure() -> impl Strategy<Value = String> {
    let status = prop::sample::select(vec!["announced", "en-route", "in-place", "withdrawn"]);
    let qualifier = prop::sample::select(vec!["exactly", "at-least", "about", "up-to"]);
    let series = prop::sample::select(vec!["troops", "daily", "flown", "towns", "farms"]);
    (series, 0..4u8, qualifier, status).prop_map(|(series, value, qualifier, status)| {
        let status = match series {
            "troops" => format!(", status = '{status}'"),
            _ => String::new(),
        };
        format!("figure series = '{series}', value = {value}, qualifier = '{qualifier}'{status}")
    })
}

fn deadline() -> impl Strategy<Value = String> {
    (
        prop::sample::select(vec!["exit", "vote"]),
        20..28u8,
        any::<bool>(),
    )
        .prop_map(|(id, day, dropped)| {
            if dropped {
                format!("deadline id = '{id}', dropped = true")
            } else {
                format!("deadline id = '{id}', on = 2021-01-{day}, label = '{id}'")
            }
        })
}

fn item() -> impl Strategy<Value = String> {
    prop_oneof![6 => claim(), 3 => figure(), 1 => deadline()]
}

fn publication() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        8 => Just(""),
        1 => Just(" | set pub_status = 'withheld'"),
        1 => Just(" | set pub_status = 'cancelled'"),
        1 => Just(" | set embargoed_until = 2021-01-05"),
    ]
}

/// The lines of a log: events `e0`, `e1` and so on, some of which correct the one before.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let event = (
        day(),
        prop::option::of(later()),
        prop::collection::vec(item(), 0..4),
        publication(),
        prop::option::weighted(
            0.25,
            prop::sample::select(vec!["corrected", "refile", "withdrawn"]),
        ),
    );
    prop::collection::vec(event, 1..14).prop_map(|events| {
        events
            .into_iter()
            .enumerate()
            .map(|(row, (at, recorded, items, publication, corrects))| {
                let recorded = recorded.map_or(String::new(), |at| format!(" ~ {at}"));
                let corrects = corrects.filter(|_| row > 0);
                let items = items.iter().filter(|_| corrects != Some("withdrawn"));
                let items: String = items.flat_map(|item| [" | ", item]).collect();
                let corrects = corrects.map_or(String::new(), |kind| {
                    let before = row - 1;
                    format!(" | set corrects = {{ event = 'e{before}', kind = '{kind}' }}")
                });
                format!("e{row} @ {at}{recorded}{items}{publication}{corrects}")
            })
            .collect()
    })
}

/// Sets both deadlines before the first cursor, so that any event may drop them.
const DEADLINES: &str = "set @ 2020-12-31 | deadline id = 'exit', on = 2021-01-28, label = 'exit' \
                         | deadline id = 'vote', on = 2021-01-28, label = 'vote'";

fn built(lines: &[String]) -> Scenario {
    let lines = lines.iter().map(String::as_str);
    let lines: Vec<&str> = lines.chain([DEADLINES]).collect();
    scenario(&format!("{SERIES}{}", log(&lines)))
}

/// A cursor from 1 to 21 January, by the hour, with every way to know.
fn at(scenario: &Scenario, (hour, known): (i64, u8)) -> Cursor {
    let mut cursor = cursor(scenario, "2021-01-01", "now");
    let start = cursor.as_of.0;
    cursor.as_of.0 = start + hour * 3600;
    cursor.now.0 = start + 5 * 86_400;
    cursor.known = match known {
        0 => KnownAt::Now,
        1 => KnownAt::Then,
        days => KnownAt::At(dateline::model::calendar::UnixTime(
            start + i64::from(days) * 86_400,
        )),
    };
    cursor
}

fn cursors() -> impl Strategy<Value = (i64, u8)> {
    (0..500i64, 0..20u8)
}

fn whole(scenario: &Scenario, cursor: Cursor) -> String {
    let snapshot = snapshot::at(scenario, cursor);
    format!("{}\n{}", whole_text(&snapshot), snapshot.hidden)
}

/// The log with each event called by its name: the first of `names` for `e0`, and so on; headlines stay as they are.
///
/// Some events say that they came after an earlier one.
fn called(lines: &[String], after: &[Option<usize>], names: &[String]) -> Vec<String> {
    let called = |text: &str| {
        let mut text = text.to_owned();
        for row in (0..lines.len()).rev() {
            text = text.replace(
                &format!("event = 'e{row}'"),
                &format!("event = '{}'", names[row]),
            );
        }
        text
    };
    let rows = lines.iter().enumerate();
    rows.map(|(row, line)| {
        let (_, rest) = line.split_once(' ').unwrap_or_default();
        let leader = after.get(row).copied().flatten().filter(|_| row > 0);
        let after = leader.map_or_else(String::new, |leader| {
            format!(" | set after = '{}'", names[leader % row])
        });
        format!(
            "{} {}{after} | headline Item {row}",
            names[row],
            called(rest)
        )
    })
    .collect()
}

/// The scenario of some lines, if its moments allow what its events say of their order.
fn allowed(lines: &[String]) -> Option<Scenario> {
    let lines = lines.iter().map(String::as_str);
    let lines: Vec<&str> = lines.chain([DEADLINES]).collect();
    load::load_text("a.toml", &format!("{TABLES}{SERIES}{}", log(&lines)))
        .ok()
        .map(|loaded| loaded.scenario)
}

/// All that is said at a cursor, with the names of events put back.
fn whole_uncalled(scenario: &Scenario, cursor: Cursor, names: &[String]) -> String {
    let mut text = whole(scenario, cursor);
    for place in scenario.place_keys() {
        let claims = evidence::weigh_claims(scenario, &cursor, place);
        let claims = claims.iter().map(|(claim, did)| {
            let event = scenario.event(claim.event).id.as_str();
            format!("{event} {} {did:?}", claim.item)
        });
        text.extend(["\n".to_owned(), claims.collect::<Vec<String>>().join("; ")]);
    }
    for (row, name) in names.iter().enumerate() {
        text = text.replace(name, &format!("e{row}"));
    }
    text
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn what_events_are_called_does_not_matter(
        (lines, after, names, shuffled) in lines().prop_flat_map(|lines| {
            let rows: Vec<usize> = (0..lines.len()).collect();
            let after = prop::collection::vec(prop::option::weighted(0.2, 0..20usize), lines.len());
            (Just(lines), after, Just(rows.clone()).prop_shuffle(), Just(rows).prop_shuffle())
        }),
        cursors in prop::collection::vec(cursors(), 4),
    ) {
        let plain: Vec<String> = (0..lines.len()).map(|row| format!("n{row}n")).collect();
        let names: Vec<String> = names.iter().map(|name| format!("x{name}x")).collect();
        let renamed = called(&lines, &after, &names);
        let renamed: Vec<String> = shuffled.iter().map(|row| renamed[*row].clone()).collect();
        let (first, second) = (allowed(&called(&lines, &after, &plain)), allowed(&renamed));
        prop_assert_eq!(first.is_some(), second.is_some());
        if let Some((first, second)) = first.zip(second) {
            for cursor in cursors {
                let (a, b) = (at(&first, cursor), at(&second, cursor));
                prop_assert_eq!(whole_uncalled(&first, a, &plain), whole_uncalled(&second, b, &names));
            }
        }
    }

    #[test]
    fn the_order_of_the_file_does_not_matter(
        (lines, shuffled) in lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        cursors in prop::collection::vec(cursors(), 6),
    ) {
        let (first, second) = (built(&lines), built(&shuffled));
        for cursor in cursors {
            let (a, b) = (at(&first, cursor), at(&second, cursor));
            prop_assert_eq!(whole(&first, a), whole(&second, b));
        }
        prop_assert_eq!(first, second);
    }

    #[test]
    fn stepping_forward_and_back_restores_the_snapshot(
        lines in lines(), start in cursors(), days in prop::collection::vec(-3..4i64, 1..6),
    ) {
        let scenario = built(&lines);
        let here = at(&scenario, start);
        let first = snapshot::at(&scenario, here);
        let mut away = here;
        for day in &days {
            away.as_of.0 += day * 86_400;
            let _ = snapshot::at(&scenario, away);
        }
        away.as_of.0 -= days.iter().sum::<i64>() * 86_400;
        prop_assert_eq!(snapshot::at(&scenario, away), first);
    }

    #[test]
    fn tallies_add_up_to_the_number_of_places(lines in lines(), cursor in cursors()) {
        let scenario = built(&lines);
        let snapshot = snapshot::at(&scenario, at(&scenario, cursor));
        let held: usize = snapshot.tally.iter().map(|tally| tally.held).sum();
        prop_assert_eq!(held + snapshot.unknown, scenario.places.len());
        for (row, tally) in snapshot.tally.iter().enumerate() {
            let party = PartyKey::new(row).unwrap();
            prop_assert_eq!(snapshot.held_by(party), tally.held);
            prop_assert!(tally.contested.max(tally.claimed) <= tally.held);
            prop_assert!(tally.encircled + tally.threatened <= tally.held);
        }
    }

    #[test]
    fn known_then_is_known_at_the_same_moment(lines in lines(), (hour, _) in cursors()) {
        let scenario = built(&lines);
        let then = at(&scenario, (hour, 1));
        let there = Cursor { known: KnownAt::At(then.as_of), ..then };
        // What changed differs: as known then the day before is seen as it was known at its own end.
        let state = |cursor| Snapshot { changes: Ledger::default(), ..snapshot::at(&scenario, cursor) };
        prop_assert_eq!(whole_text(&state(then)), whole_text(&state(there)));
    }

    #[test]
    fn what_is_recorded_later_changes_nothing_but_the_number_of_hidden_items(
        lines in lines(), hour in 0..500i64, known in 2..20u8, more in prop::collection::vec(item(), 1..4),
        corrects in any::<bool>(),
    ) {
        let last = lines.len() - 1;
        let link = if corrects { format!(" | set corrects = {{ event = 'e{last}', kind = 'corrected' }}") } else { String::new() };
        // Of its items none says that it was known before its event was.
        let items: String = more
            .iter()
            .flat_map(|item| [" | ", item.split(", recorded_at").next().unwrap()])
            .collect();
        let line = format!("late @ 2021-01-04 ~ 2021-01-25{items}{link}");
        let (before, after) = (built(&lines), built(&[&lines[..], &[line]].concat()));
        let (a, b) = (at(&before, (hour, known)), at(&after, (hour, known)));
        let (a, b) = (snapshot::at(&before, a), snapshot::at(&after, b));
        prop_assert_eq!(whole_text(&a), whole_text(&b));
        prop_assert!(b.hidden >= a.hidden);
    }

    #[test]
    fn the_ledger_leads_from_the_older_cursor_to_the_newer(lines in lines(), from in cursors(), to in cursors()) {
        let scenario = built(&lines);
        let (one, other) = (Fold::at(&scenario, at(&scenario, from)), Fold::at(&scenario, at(&scenario, to)));
        let [from, to] = ledger::in_order(&one, &other);
        let ledger = ledger::compare_folds(&one, &other);
        prop_assert_eq!(&ledger, &ledger::compare_folds(&other, &one));
        let mut holders: Vec<_> = from.places.iter().map(|state| state.holder).collect();
        let mut controls: Vec<_> = from.places.iter().map(PlaceState::derive_control).collect();
        let pressed = |fold: &Fold<'_>| -> Vec<_> {
            let pressure = fold.places.iter().map(|state| state.pressure);
            pressure.map(|pressure| pressure.map(|its| (its.kind, its.party))).collect()
        };
        let mut pressures = pressed(from);
        for change in ledger.places.iter().filter(|change| change.differs) {
            let row = change.place.row();
            match change.what {
                PlaceWhat::Holder(before, after) => {
                    prop_assert_eq!(std::mem::replace(&mut holders[row], after), before);
                }
                PlaceWhat::Control(before, after) => {
                    prop_assert_eq!(std::mem::replace(&mut controls[row], after), before);
                }
                PlaceWhat::Pressure(before, after) => {
                    prop_assert_eq!(std::mem::replace(&mut pressures[row], after), before);
                }
                PlaceWhat::Tied(_) => prop_assert!(false, "reports that tie move nothing"),
            }
        }
        prop_assert_eq!(holders, to.places.iter().map(|state| state.holder).collect::<Vec<_>>());
        prop_assert_eq!(controls, to.places.iter().map(PlaceState::derive_control).collect::<Vec<_>>());
        prop_assert_eq!(pressures, pressed(to));
        // What happened, what was reported late and what was corrected add up to the difference.
        let held = |fold: &Fold<'_>, row: usize| fold.places.iter().filter(|state| state.holder.map(PartyKey::row) == Some(row)).count();
        for row in 0..scenario.parties.len() {
            let party = PartyKey::new(row).unwrap();
            let moved = ledger.total_turnover(party);
            prop_assert_eq!(held(from, row) + moved.gained - moved.lost, held(to, row));
            let parts = [ledger.happened_to(party), ledger.reported_late(party), ledger.corrected_turnover(party)];
            let gained: usize = parts.iter().map(|part| part.gained).sum();
            let lost: usize = parts.iter().map(|part| part.lost).sum();
            prop_assert_eq!(held(from, row) + gained - lost, held(to, row));
        }
    }

    #[test]
    fn every_change_of_hands_between_two_moments_is_told_once(lines in lines(), from in 0..500i64, to in 0..500i64) {
        let scenario = built(&lines);
        let (one, other) = (Fold::at(&scenario, at(&scenario, (from, 0))), Fold::at(&scenario, at(&scenario, (to, 0))));
        let [from, to] = ledger::in_order(&one, &other);
        let ledger = ledger::compare_folds(from, to);
        let told: Vec<_> = ledger.news_of_places();
        for (before, after) in from.places.iter().zip(&to.places) {
            let its: Vec<_> = told.iter().filter(|news| news.place == after.place).collect();
            prop_assert!(its.len() <= 1);
            let hands = its.into_iter().flat_map(PlaceNews::changes_of_hands);
            let hands: Vec<_> = hands.filter(|change| change.differs).filter_map(|change| change.claim).collect();
            prop_assert_eq!(hands, &after.flips[before.flips.len()..]);
        }
    }

    #[test]
    fn changes_of_hands_come_first_and_major_places_before_others(lines in lines(), from in cursors(), to in cursors()) {
        let scenario = built(&lines);
        let fold = |there| Fold::at(&scenario, at(&scenario, there));
        let told = ledger::compare_folds(&fold(from), &fold(to)).news_of_places();
        let rank = |news: &PlaceNews| (news.changes_of_hands().next().is_none(), !scenario.place(news.place).major);
        let hands: Vec<_> = told.iter().filter(|news| news.changes_of_hands().next().is_some()).map(rank).collect();
        prop_assert!(hands.is_sorted(), "{hands:?}");
        prop_assert!(told.iter().map(|news| rank(news).0).is_sorted());
    }
}
