//! What the dashboard sends and how long it takes, as its terminal sees it.
//!
//! `cargo bench --bench wire` opens the flagship scenario in a pseudo-terminal, presses keys one by one
//! and prints for each kind the bytes, the fewest that would have changed the same cells, and the time
//! up to the last byte. `WIRE_ROUNDS` and `WIRE_SIZE` (as `120x40`) change what is done; without
//! `--bench` it only tries itself out.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::error::Error;
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{Color, Parser, Screen};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What a frame ends with.
const END_FRAME: &[u8] = b"\x1b[?2026l";
/// How long a frame may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);
/// How long a burst must have been over before it counts as over.
const SILENCE: Duration = Duration::from_millis(200);

const DOWN: &str = "\x1b[B";
const LEFT: &str = "\x1b[D";

/// What is measured: its name, the keys that lead there, the key and how often.
const KINDS: [(&str, &str, &str, usize); 5] = [
    ("a day back", "", LEFT, 60),
    ("a change back", "", "[", 30),
    ("a place down", "", DOWN, 30),
    ("a figure down", "2", DOWN, 8),
    ("an event down", "3", DOWN, 60),
];

fn main() -> Outcome<()> {
    let is_bench = std::env::args().any(|word| word == "--bench");
    let set = |name: &str| std::env::var(name).ok();
    let rounds = set("WIRE_ROUNDS").and_then(|text| text.parse().ok());
    let rounds: usize = rounds.unwrap_or(if is_bench { 15 } else { 1 });
    let size = set("WIRE_SIZE").and_then(|text| {
        let (columns, rows) = text.split_once('x')?;
        Some((columns.parse().ok()?, rows.parse().ok()?))
    });
    let size = size.unwrap_or((120, 40));
    first_frames(size, rounds)?;
    println!(
        "{:14}{:>6}{:>8}{:>8}{:>8}{:>8}{:>9}{:>9}",
        "", "keys", "median", "most", "least", "ratio", "ms", "CPU ms"
    );
    for kind in KINDS {
        keys(size, kind, is_bench)?;
    }
    burst(size)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    1e3 * time.as_secs_f64()
}

/// From the start of the program to the last byte of its first frame.
fn first_frames(size: (u16, u16), rounds: usize) -> Outcome<()> {
    let mut bytes = 0;
    let mut times = Vec::new();
    for _ in 0..rounds.max(1) {
        let start = Instant::now();
        let mut session = Session::open(size)?;
        let (count, end) = session.frame()?;
        bytes = count;
        times.push(milliseconds(end - start));
        session.leave()?;
    }
    let time = median(&mut times);
    println!("first frame: {bytes} bytes, median {time:.2} ms");
    Ok(())
}

/// One key after the other, each when the frame before has come.
fn keys(
    size: (u16, u16),
    (name, before, key, count): (&str, &str, &str, usize),
    is_bench: bool,
) -> Outcome<()> {
    let mut session = Session::open(size)?;
    session.frame()?;
    if !before.is_empty() {
        session.press(before)?;
        session.frame()?;
    }
    let (mut sent, mut times, mut most, mut least) = (Vec::new(), Vec::new(), 0, 0.0);
    let worked = session.worked();
    let count = if is_bench { count } else { 2 };
    for _ in 0..count {
        let shown = session.parser.screen().clone();
        let start = session.press(key)?;
        let (bytes, end) = session.frame()?;
        sent.push(f64::from(bytes));
        times.push(milliseconds(end - start));
        most = most.max(bytes);
        least += least_bytes(&shown, session.parser.screen());
    }
    let work =
        milliseconds(session.worked().saturating_sub(worked)) / f64::from(u32::try_from(count)?);
    let sum: f64 = sent.iter().sum();
    println!(
        "{name:14}{count:6}{:8}{most:8}{:8.0}{:8.2}{:9.2}{work:9.2}",
        median(&mut sent),
        least / f64::from(u32::try_from(count)?),
        sum / least,
        median(&mut times),
    );
    session.leave()
}

/// Two hundred arrows at once, as from a key that is held on a slow line.
fn burst(size: (u16, u16)) -> Outcome<()> {
    let mut session = Session::open(size)?;
    session.frame()?;
    let start = session.press(&LEFT.repeat(200))?;
    let (mut bytes, mut end) = session.frame()?;
    while let Ok((more, at)) = session.frame_within(SILENCE) {
        bytes += more;
        end = at;
    }
    let time = milliseconds(end - start);
    println!("200 arrows at once: {bytes} bytes, {time:.2} ms");
    session.leave()
}

/// The program in a pseudo-terminal, and what that shows.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<(Vec<u8>, Instant)>,
    parser: Parser,
    _master: Box<dyn MasterPty + Send>,
}

impl Session {
    fn open((columns, rows): (u16, u16)) -> Outcome<Self> {
        let pair = native_pty_system().openpty(PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        })?;
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dateline"));
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("COLORTERM", "truecolor"),
            ("LC_ALL", "C.UTF-8"),
            (
                "XDG_CONFIG_HOME",
                concat!(env!("CARGO_TARGET_TMPDIR"), "/no-config"),
            ),
        ] {
            command.env(name, value);
        }
        for name in [
            "NO_COLOR",
            "FORCE_HYPERLINK",
            "TERM_PROGRAM",
            "VTE_VERSION",
            "STY",
            "TMUX",
        ] {
            command.env_remove(name);
        }
        command.env("XDG_STATE_HOME", "/dev/null");
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader()?;
        let (to, chunks) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                let chunk = (buffer[..read].to_vec(), Instant::now());
                if to.send(chunk).is_err() {
                    return;
                }
            }
        });
        let cells = |count| NonZero::new(count).ok_or("a screen has cells");
        Ok(Self {
            child,
            writer: pair.master.take_writer()?,
            chunks,
            parser: Parser::new(cells(rows)?, cells(columns)?, 0),
            _master: pair.master,
        })
    }

    fn press(&mut self, keys: &str) -> Outcome<Instant> {
        let start = Instant::now();
        self.writer.write_all(keys.as_bytes())?;
        Ok(start)
    }

    /// Takes what comes up to the end of a frame: how many bytes, and when the last one came.
    fn frame(&mut self) -> Outcome<(u32, Instant)> {
        self.frame_within(DEADLINE)
    }

    fn frame_within(&mut self, limit: Duration) -> Outcome<(u32, Instant)> {
        let mut bytes = Vec::new();
        loop {
            let (chunk, at) = self.chunks.recv_timeout(limit)?;
            self.parser.process(&chunk);
            bytes.extend(chunk);
            if bytes.ends_with(END_FRAME) {
                return Ok((u32::try_from(bytes.len())?, at));
            }
        }
    }

    /// How long the program's threads have worked; nothing where the system does not say.
    fn worked(&self) -> Duration {
        let id = self.child.process_id().unwrap_or_default();
        let threads = std::fs::read_dir(format!("/proc/{id}/task"));
        let stats = threads
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|thread| {
                let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
                text.split_whitespace().next()?.parse::<u64>().ok()
            });
        Duration::from_nanos(stats.sum())
    }

    fn leave(mut self) -> Outcome<()> {
        self.press("q")?;
        self.child.wait()?;
        Ok(())
    }
}

/// How a cell looks: its colours, and whether it is bold, italic, underlined, reversed.
type Look = ([Color; 2], [bool; 4]);

const PLAIN: Look = ([Color::Default; 2], [false; 4]);

fn cell(screen: &Screen, y: u16, x: u16) -> (String, Look) {
    let Some(cell) = screen.cell(y, x) else {
        return (String::new(), PLAIN);
    };
    let modes = [cell.bold(), cell.italic(), cell.underline(), cell.inverse()];
    let look = ([cell.fgcolor(), cell.bgcolor()], modes);
    let text = match cell.contents() {
        "" if !cell.is_wide_continuation() => " ",
        text => text,
    };
    (text.to_owned(), look)
}

/// The bytes of an update of one screen to another that looks for the shortest moves and style changes,
/// cell by cell and row by row: no program needs many more, few need less.
fn least_bytes(before: &Screen, after: &Screen) -> f64 {
    let (rows, columns) = after.size();
    let (mut total, mut look) = (0, PLAIN);
    let mut cursor: Option<(u16, u16)> = None;
    for y in 0..rows.get() {
        let columns = columns.get();
        let row: Vec<(String, Look)> = (0..columns).map(|x| cell(after, y, x)).collect();
        let changed: Vec<u16> = (0..columns)
            .filter(|x| cell(before, y, *x) != row[usize::from(*x)])
            .collect();
        let blank = (" ".to_owned(), PLAIN);
        let tail = row
            .iter()
            .rposition(|cell| *cell != blank)
            .map_or(0, |last| last + 1);
        for (number, x) in changed.iter().enumerate() {
            let (text, its) = &row[usize::from(*x)];
            let again = cursor
                .filter(|(line, from)| *line == y && from < x)
                .and_then(|(_, from)| {
                    let between = &row[usize::from(from)..usize::from(*x)];
                    let is_same = between.iter().all(|(_, its)| *its == look);
                    is_same.then(|| between.iter().map(|(text, _)| text.len()).sum())
                });
            let way = move_bytes(cursor, (y, *x));
            total += again.map_or(way, |again: usize| way.min(again)) + style_bytes(look, *its);
            look = *its;
            if usize::from(*x) >= tail && changed.len() - number > 3 {
                // The rest of the row is erased.
                total += 3;
                cursor = Some((y, *x));
                break;
            }
            total += text.len();
            cursor = Some((y, x + 1)).filter(|_| x + 1 < columns);
        }
    }
    f64::from(u32::try_from(total).unwrap_or(u32::MAX))
}

/// The bytes of the shortest move: to a place, or from one by so many cells.
fn move_bytes(from: Option<(u16, u16)>, (y, x): (u16, u16)) -> usize {
    let place = if x == 0 {
        format!("\x1b[{}H", y + 1)
    } else {
        format!("\x1b[{};{}H", y + 1, x + 1)
    };
    let steps = |count: u16| match count {
        0 => 0,
        1 => 3,
        _ => 3 + count.to_string().len(),
    };
    let relative = from.map(|(from_y, from_x)| {
        let back = usize::from(from_x.saturating_sub(x));
        let aside = steps(x.abs_diff(from_x));
        steps(y.abs_diff(from_y)) + if back > 0 { aside.min(back) } else { aside }
    });
    relative.map_or(place.len(), |relative| relative.min(place.len()))
}

/// The bytes of the shortest change of style, with a reset or without.
fn style_bytes(from: Look, to: Look) -> usize {
    if from == to {
        return 0;
    }
    let colour = |colour: Color, base: u16| match colour {
        Color::Default => (base + 9).to_string(),
        Color::Idx(index @ 0..8) => (base + u16::from(index)).to_string(),
        Color::Idx(index @ 8..16) => (base + 52 + u16::from(index)).to_string(),
        Color::Idx(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    };
    let mut reset = vec![String::new()];
    let mut change = Vec::new();
    for ((has, wants), (set, unset)) in
        from.1
            .into_iter()
            .zip(to.1)
            .zip([(1, 22), (3, 23), (4, 24), (7, 27)])
    {
        if wants {
            reset.push(set.to_string());
        }
        if has != wants {
            change.push(if wants { set } else { unset }.to_string());
        }
    }
    for ((has, wants), base) in from.0.into_iter().zip(to.0).zip([30, 40]) {
        if wants != Color::Default {
            reset.push(colour(wants, base));
        }
        if has != wants {
            change.push(colour(wants, base));
        }
    }
    3 + reset.join(";").len().min(change.join(";").len())
}
