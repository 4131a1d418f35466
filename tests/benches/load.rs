//! How long loading takes and how much memory it needs, beside `toml::from_str` of the same file.
//!
//! `cargo bench --bench load` writes a million events to a temporary folder and reads them in turn
//! with the loader and with `toml::from_str` into plain structs, each time in a process of its own.
//! `LOAD_EVENTS` and `LOAD_ROUNDS` change the numbers; without `--bench` it only tries itself out.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use dateline::scenario::{built_in, load};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The two ways of reading, by the word that a child process is started with.
const WAYS: [&str; 2] = ["dateline", "toml"];

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [way, path] = words.as_slice() {
        return child(way, Path::new(path));
    }
    let is_bench = words.iter().any(|word| word == "--bench");
    let number = |name: &str, usual: usize| {
        let set = std::env::var(name).ok().and_then(|text| text.parse().ok());
        set.unwrap_or(if is_bench { usual } else { 1 })
    };
    flagship(number("LOAD_ROUNDS", 200).max(1));
    compare(number("LOAD_EVENTS", 1_000_000), number("LOAD_ROUNDS", 3))
}

/// The scenario that is built in, many times in this process.
fn flagship(rounds: usize) {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            let loaded = built_in::load_built_in();
            let time = start.elapsed();
            drop(loaded);
            time
        })
        .collect();
    println!(
        "flagship: median {:.2} ms",
        1e3 * median(&mut times).as_secs_f64()
    );
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Reads one file in each way in turn, and prints medians and their ratios.
fn compare(events: usize, rounds: usize) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("events.toml");
    let text = text(events);
    std::fs::write(&path, &text)?;
    println!("{events} events, {} MB", text.len() / 1_000_000);
    drop(text);
    let mut times = [Vec::new(), Vec::new()];
    let mut work = [0.0, 0.0];
    let mut peaks = [0_u32; 2];
    for _ in 0..rounds {
        for (number, way) in WAYS.iter().enumerate() {
            let (time, cpu, kilobytes) = run(way, &path)?;
            println!(
                "{way:9} {:6.2} s {cpu:6.2} s of work {:6} MB",
                time.as_secs_f64(),
                kilobytes / 1000
            );
            times[number].push(time);
            work[number] += cpu;
            peaks[number] = kilobytes.max(peaks[number]);
        }
    }
    let [ours, theirs] = times.map(|mut times| median(&mut times).as_secs_f64());
    println!(
        "ratio: {:.2} of the time, {:.2} of the work, {:.2} of the peak",
        ours / theirs,
        work[0] / work[1],
        f64::from(peaks[0]) / f64::from(peaks[1])
    );
    Ok(())
}

/// Starts this program again for one reading, and gives its time, the seconds
/// of work of all its threads, and its peak of memory in kilobytes.
fn run(way: &str, path: &Path) -> Outcome<(Duration, f64, u32)> {
    let out = Command::new(std::env::current_exe()?)
        .arg(way)
        .arg(path)
        .output()?;
    let out = String::from_utf8(out.stdout)?;
    let fields: Vec<&str> = out.split_whitespace().collect();
    let [time, cpu, peak] = fields.as_slice() else {
        return Err("the child failed".into());
    };
    let time = Duration::from_micros(time.parse()?);
    Ok((time, cpu.parse()?, peak.parse()?))
}

fn child(way: &str, path: &Path) -> Outcome<()> {
    let start = Instant::now();
    // What was read is freed after the time is taken, as a program would at its end.
    let (count, time) = if way == "toml" {
        let text = std::fs::read_to_string(path)?;
        let file: plain::File = toml::from_str(&text)?;
        let time = start.elapsed();
        (file.event.len(), time)
    } else {
        let loaded = load::load_file(path)?;
        let time = start.elapsed();
        (loaded.scenario.events.len(), time)
    };
    assert!(count > 0);
    println!("{} {:.2} {}", time.as_micros(), work(), peak());
    Ok(())
}

/// The seconds that all threads of this process have worked; 0 where the system does not say.
fn work() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// The most memory that this process has had, in kilobytes; 0 where the system does not say.
fn peak() -> u32 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}

/// A scenario of so many events of about 480 bytes, every second one with a claim, the others with a figure.
fn text(events: usize) -> String {
    let mut text = String::from(
        "format = 1\n[scenario]\nid = \"large\"\ntitle = \"A large scenario\"\nzone = \"Asia/Kabul\"\ndays = [2021-01-01, 2021-12-28]\n\
         [[party]]\nid = \"red\"\nname = \"Red\"\nletter = \"R\"\n[[party]]\nid = \"blue\"\nname = \"Blue\"\nletter = \"B\"\n\
         [[series]]\nid = \"troops\"\nlabel = \"Troops\"\ngroup = \"forces\"\nunit = \"troops\"\nmeasure = \"stock\"\n",
    );
    for number in 0..34 {
        let _ = write!(
            text,
            "[[place]]\nid = \"place-{number}\"\nname = \"Place {number}\"\nholder = \"blue\"\n"
        );
    }
    for number in 0..300 {
        let _ = write!(
            text,
            "[[source]]\nid = \"source-{number}\"\npublisher = \"Source {number}\"\n"
        );
    }
    for number in 0..events {
        let (month, day, hour) = (1 + number % 12, 1 + number / 12 % 28, number % 24);
        let (place, source) = (number % 34, number % 300);
        let _ = write!(
            text,
            "\n[[event]]\nid = \"event-{number}\"\nat = 2021-{month:02}-{day:02}T{hour:02}:15:00\nrecorded_at = \"2021-{month:02}-{day:02} night\"\nkind = \"control\"\n\
             headline = \"What happened in place {place} on that day, in a line\"\n\
             body = \"\"\"\nThe longer account of it, as the sources have it, with what was seen,\nwho saw it, and what could not be confirmed by anybody until then.\n\"\"\"\n\
             places = [\"place-{place}\"]\nsources = [\"source-{source}\"]\ncredibility = 2\n"
        );
        let _ = if number % 2 == 0 {
            writeln!(
                text,
                "claims = [{{ place = \"place-{place}\", party = \"red\", basis = \"confirmed\" }}]"
            )
        } else {
            writeln!(
                text,
                "figures = [{{ series = \"troops\", value = {number}, qualifier = \"at-least\" }}]"
            )
        };
    }
    text
}

/// What a program would write that only wants the file's content.
mod plain {
    use serde::Deserialize;
    use toml::value::Datetime;

    #[derive(Deserialize)]
    pub(super) struct File {
        pub(super) event: Vec<Event>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "it is only filled")]
    pub(super) struct Event {
        id: String,
        at: Datetime,
        recorded_at: String,
        kind: String,
        headline: String,
        body: String,
        places: Vec<String>,
        sources: Vec<String>,
        credibility: u8,
        #[serde(default)]
        claims: Vec<Claim>,
        #[serde(default)]
        figures: Vec<Figure>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "it is only filled")]
    struct Claim {
        place: String,
        party: String,
        basis: String,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "it is only filled")]
    struct Figure {
        series: String,
        value: f64,
        qualifier: String,
    }
}
