//! A pseudo-terminal with a program in it: what the program shows, and how it leaves the terminal behind.
//!
//! `terminal`, `faults` and `ssh` use it. Nothing sleeps for longer than it must: tests wait for what the
//! screen shows, with a deadline.

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
use rustix::termios::tcgetattr;

use super::{NO_CONFIG, PROGRAM, folder, small_scenario};

/// How long anything may take on a busy machine.
pub(super) const DEADLINE: Duration = Duration::from_secs(20);
/// How long the program may take to leave after a signal.
pub(super) const LEAVING: Duration = Duration::from_secs(2);

pub(super) const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
pub(super) const END_FRAME: &[u8] = b"\x1b[?2026l";

/// What the terminal got.
pub(super) struct Seen {
    pub(super) parser: vt100::Parser,
    pub(super) bytes: Vec<u8>,
}

/// A pseudo-terminal with the program in it.
pub(super) struct Session {
    pub(super) child: Box<dyn Child + Send + Sync>,
    pub(super) master: Box<dyn MasterPty + Send>,
    pub(super) writer: Box<dyn Write + Send>,
    pub(super) seen: Arc<Mutex<Seen>>,
    /// Whether the terminal has stopped reading.
    is_deaf: Arc<AtomicBool>,
    /// Kept open, or the modes would be reset when the program leaves.
    pub(super) line: OwnedFd,
    pub(super) modes: String,
}

pub(super) fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

pub(super) fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a screen has cells")
}

impl Session {
    /// Opens the dashboard in a terminal of 80 × 24.
    pub(super) fn open(arguments: &[&str]) -> Self {
        Self::with(arguments, &[], (80, 24))
    }

    pub(super) fn with(arguments: &[&str], variables: &[(&str, &str)], screen: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        for (name, value) in variables {
            command.env(name, value);
        }
        Self::spawn(command, screen)
    }

    /// Runs a line of shell with job control; `$0` is the program, `$1` a small scenario.
    pub(super) fn shell(line: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line, PROGRAM, &small()]);
        Self::spawn(command, (80, 24))
    }

    pub(super) fn spawn(mut command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        for name in [
            "NO_COLOR",
            "COLORTERM",
            "LC_ALL",
            "LC_CTYPE",
            "CLICOLOR",
            "FORCE_HYPERLINK",
            "TERM_PROGRAM",
            "VTE_VERSION",
            "STY",
            "TMUX",
        ] {
            if command.get_env(name).is_some() && std::env::var_os(name).is_some() {
                command.env_remove(name);
            }
        }
        if command.get_env("TERM") == std::env::var_os("TERM").as_deref() {
            command.env("TERM", "xterm-256color");
        }
        // Where files are left is remembered in a folder of the test's own, or nowhere.
        if command.get_env("XDG_STATE_HOME") == std::env::var_os("XDG_STATE_HOME").as_deref() {
            command.env("XDG_STATE_HOME", "/dev/null");
        }
        if command.get_env("XDG_CONFIG_HOME") == std::env::var_os("XDG_CONFIG_HOME").as_deref() {
            command.env("XDG_CONFIG_HOME", NO_CONFIG);
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

    pub(super) fn resize(&self, columns: u16, rows: u16) {
        let mut seen = self.seen.lock().unwrap();
        let screen = seen.parser.screen_mut();
        screen.set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    pub(super) fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// What is on the screen.
    pub(super) fn screen(&self) -> String {
        self.seen.lock().unwrap().parser.screen().contents()
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.seen.lock().unwrap().bytes.clone()
    }

    #[track_caller]
    pub(super) fn wait_until(&self, what: &str, is_so: impl Fn(&Seen) -> bool) {
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
    pub(super) fn wait_for(&self, text: &str) {
        self.wait_until(text, |seen| seen.parser.screen().contents().contains(text));
    }

    /// Sends a signal to the program.
    pub(super) fn signal(&self, signal: Signal) {
        self.signal_to(self.child.process_id().unwrap(), signal);
    }

    /// Sends a signal to a process that the program started.
    #[expect(
        clippy::unused_self,
        reason = "only what a session started may be sent signals"
    )]
    pub(super) fn signal_to(&self, process: u32, signal: Signal) {
        let id = i32::try_from(process).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    /// Waits for the program to leave; it must not take longer than this.
    #[track_caller]
    pub(super) fn leaves_within(&mut self, limit: Duration) -> u32 {
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
    pub(super) fn is_restored(&self) {
        self.wait_until("the usual screen", |seen| {
            let screen = seen.parser.screen();
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert_eq!(modes(&self.line), self.modes);
    }

    /// Stops reading for good, once what is being read has come.
    pub(super) fn become_deaf(&mut self) {
        self.is_deaf.store(true, Ordering::SeqCst);
        self.press("\x0c");
        while Arc::strong_count(&self.is_deaf) > 1 {
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Closes the last ends of the terminal's side.
    pub(super) fn hang_up(&mut self) {
        self.become_deaf();
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        self.writer = Box::new(std::io::sink());
        self.master = pair.master;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

pub(super) fn modes(line: &OwnedFd) -> String {
    let its = tcgetattr(line).unwrap();
    format!(
        "{:?} {:?} {:?} {:?}",
        its.input_modes, its.output_modes, its.control_modes, its.local_modes
    )
}

pub(super) fn frames(bytes: &[u8]) -> usize {
    let windows = bytes.windows(BEGIN_FRAME.len());
    windows.filter(|window| *window == BEGIN_FRAME).count()
}

/// A small scenario, for tests in which it does not matter what is shown.
pub(super) fn small() -> String {
    static SMALL: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let path = SMALL.get_or_init(|| {
        let path = folder("terminal").join("small.toml");
        std::fs::write(&path, small_scenario()).unwrap();
        path.to_str().unwrap().to_owned()
    });
    path.clone()
}

/// Opens the small scenario at a date and waits for its first frame.
pub(super) fn small_session() -> Session {
    let session = Session::open(&[&small(), "--at", "2021-01-13"]);
    session.wait_for("13 Jan 2021");
    session
}

pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Whether a process has ended, whoever is to hear of it.
#[cfg(target_os = "linux")]
pub(super) fn is_gone(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"));
    stat.map_or(true, |stat| stat.contains(") Z "))
}
