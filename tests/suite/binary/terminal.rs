//! The dashboard in a pseudo-terminal: what it shows, and how it leaves the terminal behind.
//!
//! Nothing sleeps for longer than it must: tests wait for what the screen shows, with a deadline.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, tcgetattr};

use super::{PROGRAM, folder, small_scenario};

/// How long anything may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);
/// How long the program may take to leave after a signal.
const LEAVING: Duration = Duration::from_secs(2);

const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";

/// What the terminal got.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
}

/// A pseudo-terminal with the program in it.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    seen: Arc<Mutex<Seen>>,
    /// Whether the terminal has stopped reading.
    is_deaf: Arc<AtomicBool>,
    /// Kept open, or the modes would be reset when the program leaves.
    line: OwnedFd,
    modes: String,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a screen has cells")
}

impl Session {
    /// Opens the dashboard in a terminal of 80 × 24.
    fn open(arguments: &[&str]) -> Self {
        Self::with(arguments, &[], (80, 24))
    }

    fn with(arguments: &[&str], variables: &[(&str, &str)], screen: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        for (name, value) in variables {
            command.env(name, value);
        }
        Self::spawn(command, screen)
    }

    /// Runs a line of shell with job control; `$0` is the program, `$1` a small scenario.
    fn shell(line: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line, PROGRAM, &small()]);
        Self::spawn(command, (80, 24))
    }

    fn spawn(mut command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        for name in ["NO_COLOR", "COLORTERM", "LC_ALL", "LC_CTYPE", "CLICOLOR"] {
            if command.get_env(name).is_some() && std::env::var_os(name).is_some() {
                command.env_remove(name);
            }
        }
        if command.get_env("TERM") == std::env::var_os("TERM").as_deref() {
            command.env("TERM", "xterm-256color");
        }
        command.env("LANG", "C.UTF-8");
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let name = pair.master.tty_name().unwrap();
        let line = rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        let modes = modes(&line);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Mutex::new(Seen {
            parser: vt100::Parser::new(cells(rows), cells(columns), 0),
            bytes: Vec::new(),
        }));
        let is_deaf = Arc::new(AtomicBool::new(false));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (to, deaf) = (Arc::clone(&seen), Arc::clone(&is_deaf));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                let mut seen = to.lock().unwrap();
                seen.parser.process(&buffer[..read]);
                seen.bytes.extend(&buffer[..read]);
                if deaf.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        Self {
            child,
            writer: pair.master.take_writer().unwrap(),
            master: pair.master,
            seen,
            is_deaf,
            line,
            modes,
        }
    }

    fn resize(&self, columns: u16, rows: u16) {
        let mut seen = self.seen.lock().unwrap();
        let screen = seen.parser.screen_mut();
        screen.set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// What is on the screen.
    fn screen(&self) -> String {
        self.seen.lock().unwrap().parser.screen().contents()
    }

    fn bytes(&self) -> Vec<u8> {
        self.seen.lock().unwrap().bytes.clone()
    }

    #[track_caller]
    fn wait_until(&self, what: &str, is_so: impl Fn(&Seen) -> bool) {
        let start = Instant::now();
        while !is_so(&self.seen.lock().unwrap()) {
            assert!(
                start.elapsed() < DEADLINE,
                "not seen: {what}\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    fn wait_for(&self, text: &str) {
        self.wait_until(text, |seen| seen.parser.screen().contents().contains(text));
    }

    fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    /// Waits for the program to leave; it must not take longer than this.
    #[track_caller]
    fn leaves_within(&mut self, limit: Duration) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert!(status.signal().is_none(), "{status:?}");
                return status.exit_code();
            }
            if start.elapsed() > limit {
                let screen = self.screen();
                let _ = self.child.kill();
                panic!("still there after {limit:?}\n{screen}");
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// The terminal is as it was before the program.
    #[track_caller]
    fn is_restored(&self) {
        self.wait_until("the usual screen", |seen| {
            let screen = seen.parser.screen();
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert_eq!(modes(&self.line), self.modes);
    }

    /// Stops reading for good, once what is being read has come.
    fn become_deaf(&mut self) {
        self.is_deaf.store(true, Ordering::SeqCst);
        self.press("\x0c");
        while Arc::strong_count(&self.is_deaf) > 1 {
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn modes(line: &OwnedFd) -> String {
    let its = tcgetattr(line).unwrap();
    format!(
        "{:?} {:?} {:?} {:?}",
        its.input_modes, its.output_modes, its.control_modes, its.local_modes
    )
}

fn frames(bytes: &[u8]) -> usize {
    let windows = bytes.windows(BEGIN_FRAME.len());
    windows.filter(|window| *window == BEGIN_FRAME).count()
}

/// A small scenario, for tests in which it does not matter what is shown.
fn small() -> String {
    static SMALL: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let path = SMALL.get_or_init(|| {
        let path = folder("terminal").join("small.toml");
        std::fs::write(&path, small_scenario()).unwrap();
        path.to_str().unwrap().to_owned()
    });
    path.clone()
}

/// Opens the small scenario at a date and waits for its first frame.
fn small_session() -> Session {
    let session = Session::open(&[&small(), "--at", "2021-01-13"]);
    session.wait_for("13 Jan 2021");
    session
}

#[test]
fn keys_move_the_date_open_help_and_leave() {
    let mut session = Session::open(&["--at", "2021-08-13"]);
    session.wait_for("Fri 13 Aug 2021, end of day");
    session.wait_until("a screen of its own", |seen| {
        seen.parser.screen().alternate_screen() && seen.parser.screen().hide_cursor()
    });
    let raw = tcgetattr(&session.line).unwrap().local_modes;
    assert!(!raw.intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG));
    session.press("\x1b[C");
    session.wait_for("Sat 14 Aug 2021");
    session.press("t");
    session.wait_for("AS KNOWN THEN");
    session.press("?");
    session.wait_for("Esc back");
    session.press("\x1b");
    session.wait_until("the dashboard", |seen| {
        !seen.parser.screen().contents().contains("Esc back")
    });
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
    // Between entering and leaving there are frames, whole ones, and nothing else.
    let bytes = session.bytes();
    let mut rest = &bytes[find(&bytes, BEGIN_FRAME).unwrap()..];
    while rest.starts_with(BEGIN_FRAME) {
        let end = find(rest, END_FRAME).unwrap() + END_FRAME.len();
        assert_eq!(frames(&rest[..end]), 1);
        rest = &rest[end..];
    }
    assert_eq!(rest, b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l");
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[test]
fn ctrl_c_leaves_from_everywhere() {
    for before in ["", "?"] {
        let mut session = small_session();
        session.press(before);
        session.press("\x03");
        assert_eq!(session.leaves_within(DEADLINE), 0);
        session.is_restored();
    }
}

#[test]
fn signals_restore_the_terminal_and_give_their_code() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        let mut session = small_session();
        session.signal(signal);
        assert_eq!(session.leaves_within(LEAVING), code);
        session.is_restored();
    }
}

#[test]
fn a_resize_draws_again() {
    let session = small_session();
    session.resize(40, 12);
    session.wait_for("13 Jan 2021, end, as now known");
    session.wait_for("3 Timeline");
    session.resize(130, 40);
    session.wait_for("? keys");
    session.wait_for("A small scenario");
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let mut session = small_session();
    session.become_deaf();
    // The last ends of the terminal's side are closed: a hang-up.
    let pair = native_pty_system().openpty(size(80, 24)).unwrap();
    session.writer = Box::new(std::io::sink());
    session.master = pair.master;
    let code = session.leaves_within(LEAVING);
    assert_eq!(code, 129);
}

#[test]
fn a_terminal_that_stops_reading_does_not_hold_up_a_signal() {
    let mut session = Session::with(&["--at", "2021-08-13"], &[], (200, 60));
    session.wait_for("Fri 13 Aug 2021");
    session.become_deaf();
    // Whole frames, one after the other, until nothing more goes in and the program waits.
    for _ in 0..40 {
        session.press("\x0c");
        thread::sleep(Duration::from_millis(10));
    }
    session.signal(Signal::TERM);
    assert_eq!(session.leaves_within(LEAVING), 143);
    assert_eq!(modes(&session.line), session.modes);
}

#[test]
fn ctrl_z_stops_and_the_shell_brings_it_back() {
    let mut session = Session::shell("set -m; \"$0\" \"$1\"; echo STOPPED; fg; echo \"LEFT $?\"");
    session.wait_for("31 Jan 2021");
    session.press("\x1a");
    session.wait_until("the shell", |seen| {
        // The shell goes on at once, so what it said is only in the bytes.
        find(&seen.bytes, b"STOPPED").is_some()
    });
    session.wait_until("the dashboard again", |seen| {
        seen.parser.screen().alternate_screen()
            && seen.parser.screen().contents().contains("31 Jan 2021")
    });
    session.press("\x1b[D");
    session.wait_for("30 Jan 2021");
    session.press("q");
    session.wait_for("LEFT 0");
    session.is_restored();
}

#[test]
fn a_stopped_dashboard_can_be_ended() {
    let mut session = Session::shell(
        "set -m; \"$0\" \"$1\"; echo STOPPED; kill -TERM %1; bg; wait %1; echo \"LEFT $?\"",
    );
    session.wait_for("31 Jan 2021");
    session.press("\x1a");
    session.wait_for("LEFT 143");
    session.is_restored();
}

#[test]
fn held_keys_do_not_queue_frames() {
    let mut session = Session::open(&["--at", "2021-04-14"]);
    session.wait_for("Wed 14 Apr 2021");
    session.press(&"\x1b[C".repeat(200));
    session.wait_for("Tue 7 Sep 2021");
    let frames = frames(&session.bytes());
    assert!(frames < 60, "{frames} frames for 200 keys");
}

#[test]
fn pasted_text_is_not_keys() {
    let mut session = small_session();
    session.press("\x1b[200~q then l and ?\x1b[201~");
    session.press("\x1b[C");
    session.wait_for("14 Jan 2021");
    assert!(!session.screen().contains("Esc back"));
}

#[test]
fn without_colour_the_text_is_the_same_and_bold_stays() {
    let arguments = ["--at", "2021-08-13"];
    let plain = Session::with(&arguments, &[("NO_COLOR", "1")], (120, 40));
    let coloured = Session::with(&arguments, &[("COLORTERM", "truecolor")], (120, 40));
    plain.wait_for("? keys");
    coloured.wait_for("? keys");
    assert_eq!(plain.screen(), coloured.screen());
    assert!(find(&coloured.bytes(), b"[38;2;").is_some());
    assert!(find(&plain.bytes(), b"[38;2;").is_none());
    assert!(find(&plain.bytes(), b"\x1b[1m").is_some());
}

#[test]
fn a_dumb_terminal_is_told_of_render() {
    let mut session = Session::with(&[], &[("TERM", "dumb")], (80, 24));
    assert_eq!(session.leaves_within(DEADLINE), 2);
    session.wait_for("dateline render");
    assert!(find(&session.bytes(), b"\x1b").is_none());
}

#[test]
fn a_bad_file_never_touches_the_screen() {
    let mut session = Session::open(&["/nowhere.toml"]);
    assert_eq!(session.leaves_within(DEADLINE), 2);
    session.wait_for("/nowhere.toml");
    assert!(find(&session.bytes(), b"\x1b[?").is_none());
}

/// How often the threads of a process have been woken.
#[cfg(target_os = "linux")]
fn wake_ups(process: u32) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
    threads
        .map(|thread| {
            let status = std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            line.unwrap().trim().parse::<u64>().unwrap()
        })
        .sum()
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_dashboard_neither_writes_nor_wakes_up() {
    let session = small_session();
    let process = session.child.process_id().unwrap();
    let now = || (wake_ups(process), session.bytes().len());
    let start = Instant::now();
    loop {
        let before = now();
        thread::sleep(Duration::from_millis(400));
        if now() == before {
            break;
        }
        // On a busy machine its threads may still be on their way to where they wait.
        assert!(start.elapsed() < DEADLINE, "it never comes to rest");
    }
}
