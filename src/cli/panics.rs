//! What is left of a panic: a report on standard error, and the same in a log file.
//!
//! `cli` sets it up for every command; the terminal puts the screen back before it runs. Never panics
//! itself: a second panic would abort the program.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::panic;
use std::path::Path;

use color_eyre::config::{HookBuilder, Theme};
use rustix::fs::OFlags;

use super::folders;
use super::output::print_error;
use crate::model::calendar::UnixTime;
use crate::text::sanitize_text;

/// Makes panics leave their report.
pub(super) fn install_report() {
    let (hook, _) = HookBuilder::default().theme(Theme::new()).into_hooks();
    panic::set_hook(Box::new(move |info| {
        let report = hook.panic_report(info).to_string();
        let report = format!(
            "dateline {}, {:?}\n{}\n",
            env!("CARGO_PKG_VERSION"),
            UnixTime::from_system_clock(),
            sanitize_text(report.trim(), true)
        );
        // First the log: standard error may be a terminal that takes nothing.
        let noted = folders::state_folder()
            .map(|folder| folder.join("dateline.log"))
            .filter(|path| append_privately(path, &report).is_ok());
        print_error(&report);
        if let Some(path) = noted {
            let path = path.to_string_lossy();
            print_error(&format!(
                "This report is also in {}\n",
                sanitize_text(&path, false)
            ));
        }
    }));
}

/// Adds to a file for its owner alone, without ever waiting for one that is not regular.
fn append_privately(path: &Path, text: &str) -> io::Result<()> {
    folders::make_for(path)?;
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .custom_flags(i32::from_ne_bytes(flags.bits().to_ne_bytes()))
        .open(path)?;
    file.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read;
    use std::process::{Command, Output, Stdio};
    use std::thread;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;
    use crate::terminal::{Modes, Terminal};

    /// Says to the tests below, run once more in a process of their own, that they are to panic.
    const PANICS: &str = "DATELINE_TEST_PANICS";

    fn panicking(test: &str) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let test = format!("cli::panics::tests::{test}");
        command
            .args([test.as_str(), "--exact", "--nocapture"])
            .env(PANICS, "")
            .env_remove("RUST_BACKTRACE")
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    fn message(output: &Output) -> &str {
        assert_eq!(output.status.code(), Some(101));
        std::str::from_utf8(&output.stderr).unwrap()
    }

    #[test]
    fn a_panic_is_reported_and_added_to_the_log() {
        if std::env::var_os(PANICS).is_some() {
            install_report();
            let _ = thread::spawn(|| panic!("on\u{1b}[2Je")).join();
            panic!("two");
        }
        let folder = tempfile::tempdir().unwrap();
        let mut command = panicking("a_panic_is_reported_and_added_to_the_log");
        let output = command
            .env("XDG_STATE_HOME", folder.path())
            .output()
            .unwrap();
        let path = folder.path().join("dateline/dateline.log");
        let log = fs::read_to_string(&path).unwrap();
        let headings: Vec<&str> = log
            .lines()
            .filter(|line| line.starts_with("dateline "))
            .collect();
        assert_eq!(headings.len(), 2, "{log}");
        let start = concat!("dateline ", env!("CARGO_PKG_VERSION"), ", 20");
        assert!(headings[0].starts_with(start), "{log}");
        assert!(headings[0].ends_with('Z'), "{log}");
        for words in ["on^[[2Je", "two", "panics.rs"] {
            assert!(log.contains(words), "{log}");
        }
        let message = message(&output);
        let place = format!("This report is also in {}\n", path.display());
        assert_eq!(message.matches(&place).count(), 2, "{message}");
        // What it says is what it notes, line by line.
        assert!(log.lines().all(|line| message.contains(line)), "{message}");
        assert!(!message.contains('\u{1b}'), "{message:?}");
    }

    #[test]
    fn a_panic_of_the_dashboard_is_reported_on_the_usual_screen() {
        if std::env::var_os(PANICS).is_some() {
            install_report();
            let _terminal = Terminal::enter(Modes::default()).unwrap();
            panic!("why");
        }
        let folder = tempfile::tempdir().unwrap();
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        let test = "cli::panics::tests::a_panic_of_the_dashboard_is_reported_on_the_usual_screen";
        command.args([test, "--exact", "--nocapture"]);
        command.env(PANICS, "");
        command.env("XDG_STATE_HOME", folder.path());
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut bytes = Vec::new();
        // The end of a terminal is an error on Linux.
        let _ = pair
            .master
            .try_clone_reader()
            .unwrap()
            .read_to_end(&mut bytes);
        assert_eq!(child.wait().unwrap().exit_code(), 101);
        let message = String::from_utf8_lossy(&bytes);
        let (_, after) = message.split_once("\x1b[?1049l").unwrap();
        let log = fs::read_to_string(folder.path().join("dateline/dateline.log")).unwrap();
        for line in log.lines().chain(["This report is also in"]) {
            assert!(after.contains(line), "{line:?} is not in {message:?}");
        }
        assert!(log.contains("why"), "{log}");
    }

    #[test]
    fn a_log_that_cannot_be_written_is_no_second_fault() {
        if std::env::var_os(PANICS).is_some() {
            install_report();
            panic!("why");
        }
        let test = "a_log_that_cannot_be_written_is_no_second_fault";
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe/dateline");
        fs::create_dir_all(&pipe).unwrap();
        let log = pipe.join("dateline.log");
        let (fifo, mode) = (rustix::fs::FileType::Fifo, 0o600.into());
        rustix::fs::mknodat(rustix::fs::CWD, &log, fifo, mode, 0).unwrap();
        for state in [Path::new("/dev/null"), &folder.path().join("pipe")] {
            let output = panicking(test)
                .env("XDG_STATE_HOME", state)
                .output()
                .unwrap();
            let message = message(&output);
            assert!(message.contains("why"), "{message}");
            assert!(!message.contains("also in"), "{message}");
        }
        let mut nowhere = panicking(test);
        nowhere.env("XDG_STATE_HOME", "relative").env_remove("HOME");
        assert!(!message(&nowhere.output().unwrap()).contains("also in"));
        let full = OpenOptions::new().write(true).open("/dev/full");
        let mut silent = panicking(test);
        silent
            .env("XDG_STATE_HOME", "/dev/null")
            .stderr(full.unwrap());
        assert_eq!(message(&silent.output().unwrap()), "");
    }
}
