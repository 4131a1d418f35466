//! Nothing is endless: what a scenario costs grows with its size, whatever stands in it.
//!
//! Each shape is loaded and told once at a size and once at four times that; the processor's time of this thread may
//! grow by ten at most, where it would grow by sixteen if it went by the square. The manual states the limits.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use dateline::app::action::Pane;
use dateline::export::{brief, document};
use dateline::model::cursor::KnownAt;
use dateline::plain::full_text;
use dateline::scenario::load;
use dateline::snapshot;
use rustix::time::{ClockId, clock_gettime};

use crate::frames::Screen;
use crate::support::{SERIES, TABLES, cursor};

/// What a shape is called, how large it is first, and its lines.
type Shape = (&'static str, usize, fn(usize) -> String);

fn event(id: usize, rest: &str) -> String {
    format!(
        "[[event]]\nid = 'x{id}'\nat = 2021-01-20\nheadline = 'h'\nsources = ['good']\n{rest}\n"
    )
}

fn each(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn list(key: &str, count: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..count).map(item).collect();
    format!("{key} = [{}]", items.join(","))
}

const SHAPES: [Shape; 20] = [
    ("strings on one line", 20_000, |n| {
        format!(
            "[[place]]\nid = 'p'\nname = 'P'\n{}\n",
            list("aliases", n, |i| format!("'a{i}'"))
        )
    }),
    ("empty tables", 1000, |n| "[[event]]\n".repeat(n)),
    ("claims in one event", 1000, |n| {
        event(
            0,
            &list("claims", n, |i| {
                format!(
                    "{{ place = 'north', party = '{}' }}",
                    ["red", "blue"][i % 2]
                )
            }),
        )
    }),
    ("claims on one place", 400, |n| {
        each(n, |i| {
            event(
                i,
                &format!(
                    "claims = [{{ place = 'north', party = '{}' }}]",
                    ["red", "blue"][i % 2]
                ),
            )
        })
    }),
    ("events of one day", 400, |n| each(n, |i| event(i, ""))),
    ("unknown ids on one line", 1000, |n| {
        event(
            0,
            &list("claims", n, |i| {
                format!("{{ place = 'no-place-{i}', party = 'red' }}")
            }),
        )
    }),
    ("unknown ids beside many places", 500, |n| {
        each(500, |i| {
            format!("[[place]]\nid = 'place-number-{i}'\nname = 'P'\n")
        }) + &each(n, |i| event(i, &format!("places = ['plade-numbr-{i}']")))
    }),
    ("corrections in a chain", 400, |n| {
        event(0, "")
            + &each(n, |i| {
                event(
                    i + 1,
                    &format!("corrects = {{ event = 'x{i}', kind = 'corrected' }}"),
                )
            })
    }),
    ("statements", 1000, |n| {
        event(
            0,
            &list("statements", n, |i| {
                format!("{{ speaker = 'speaker', says = 's{i}' }}")
            }),
        )
    }),
    ("readings of one series", 1000, |n| {
        event(
            0,
            &list("figures", n, |i| {
                let day = 1 + i % 20;
                format!("{{ series = 'troops', value = {i}, at = 2021-01-{day:02} }}")
            }),
        )
    }),
    ("a long text", 200_000, |n| {
        event(0, &format!("body = '{}'", "word ".repeat(n)))
    }),
    ("bookmarks", 1000, |n| {
        event(0, "")
            + &each(n, |i| {
                format!("[[mark]]\nid = 'm{i}'\nat = 2021-01-20\nlabel = 'm'\nevent = 'x0'\n")
            })
    }),
    ("syntax errors", 500, |n| {
        each(n, |i| {
            format!("[[event]]\nid = 'x{i}'\nat = 2021-01-20 = 3\n")
        })
    }),
    ("syntax errors on one line", 1000, |n| {
        format!("x = [{}]\n", ["="].repeat(n).join(","))
    }),
    ("tables where lists belong", 1000, |n| {
        "[event]\nid = 'a'\n".repeat(n)
    }),
    ("brackets in brackets", 20_000, |n| {
        format!("x = {}{}\n", "[".repeat(n), "]".repeat(n))
    }),
    ("unknown keys", 500, |n| {
        event(0, &each(n, |i| format!("k{i} = 1\n")))
    }),
    ("sources of one event", 1000, |n| {
        each(n, |i| {
            format!("[[source]]\nid = 's{i}'\npublisher = 'P{i}'\n")
        }) + &event(0, "").replace(
            "['good']",
            list("", n, |i| format!("'s{i}'")).trim_start_matches(" = "),
        )
    }),
    ("deadlines", 400, |n| {
        each(n, |i| {
            event(
                i,
                &format!("deadlines = [{{ id = 'd{i}', on = 2021-01-25, label = 'D' }}]"),
            )
        })
    }),
    ("ids that are used twice", 500, |n| event(0, "").repeat(n)),
];

/// The time that this thread has had of a processor.
fn spent() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.try_into().unwrap(),
        time.tv_nsec.try_into().unwrap(),
    )
}

/// What it costs to load a text and to tell of it, or of what is wrong with it.
fn cost(text: &str) -> Duration {
    let before = spent();
    match load::load_text("limits.toml", text) {
        Ok(loaded) => {
            let scenario = &loaded.scenario;
            let cursor = cursor(scenario, "2021-01-31", "now");
            assert_eq!(cursor.known, KnownAt::Now);
            let played = Screen::new(scenario).at("2021-01-31").play();
            assert!(!full_text::write_lines(&played.view(), &Pane::ALL).is_empty());
            let snapshot = snapshot::at(scenario, cursor);
            let before = cursor.day_before(scenario.zone());
            let report = brief::compose_brief(&snapshot, (&before, &snapshot.changes), false);
            assert!(!document::text::write(&report, false).is_empty());
        }
        Err(problems) => assert!(!problems.is_empty()),
    }
    spent().saturating_sub(before)
}

#[test]
fn what_a_scenario_costs_grows_with_its_size_whatever_stands_in_it() {
    let mut told = String::new();
    let mut slow = Vec::new();
    for (name, size, lines) in SHAPES {
        let text = |size: usize| format!("{TABLES}{SERIES}{}", lines(size));
        let (small, large) = (text(size), text(4 * size));
        let once = cost(&small).min(cost(&small));
        let four = cost(&large);
        let _ = writeln!(told, "{name}: {size} in {once:?}, {} in {four:?}", 4 * size);
        if four > once * 10 + Duration::from_millis(50) {
            slow.push(name);
        }
    }
    eprintln!("{told}");
    assert!(slow.is_empty(), "{slow:?}\n{told}");
}

#[test]
fn links_to_the_own_folder_and_many_parts_cost_no_more_than_the_parts_do() {
    let folder = tempfile::tempdir().unwrap();
    for link in ["a", "b", "c"] {
        std::os::unix::fs::symlink(".", folder.path().join(link)).unwrap();
    }
    let parts = folder.path().join("parts");
    fs::create_dir(&parts).unwrap();
    for part in 0..1000 {
        fs::write(parts.join(format!("{part}.toml")), event(part, "")).unwrap();
    }
    let main = folder.path().join("main.toml");
    let deep = "*/".repeat(40);
    fs::write(
        &main,
        format!(
            "include = ['{deep}*.toml', 'parts/*.toml']\n{}",
            TABLES.trim_start()
        ),
    )
    .unwrap();
    let before = spent();
    let loaded = load::load_file(&main).unwrap();
    assert_eq!(loaded.scenario.events.len(), 1000);
    let cost = spent().saturating_sub(before);
    assert!(cost < Duration::from_secs(10), "{cost:?}");
}
