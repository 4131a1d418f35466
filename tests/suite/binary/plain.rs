//! Plain mode in a pseudo-terminal: lines on the usual screen, and how it leaves the terminal behind.

use rustix::process::Signal;
use rustix::termios::{LocalModes, tcgetattr};

use super::pty::{DEADLINE, LEAVING, Session, find, modes, small};

/// Opens the small scenario in lines.
fn plain(variables: &[(&str, &str)]) -> Session {
    let arguments = ["--plain", &small(), "--at", "2021-01-13"];
    let session = Session::with(&arguments, variables, (60, 60));
    session.wait_for("Wednesday 13 January 2021, end of day.");
    session.wait_for("North. Red. Since Sunday 10 January.");
    session
}

fn last_row(session: &Session) -> String {
    let screen = session.screen();
    screen
        .trim_end()
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn lines_follow_each_other_on_the_usual_screen() {
    let mut session = plain(&[]);
    let seen = session.seen.lock().unwrap();
    assert!(!seen.parser.screen().alternate_screen() && !seen.parser.screen().hide_cursor());
    drop(seen);
    let raw = tcgetattr(&session.line).unwrap().local_modes;
    assert!(!raw.intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG));
    session.press("j");
    session.wait_for("South. Blue. Since before the log.");
    session.press("\x1b[D");
    session.wait_for("Tuesday 12 January 2021, end of day.");
    session.press("g");
    session.wait_for("Go to date:");
    session.press("10 jan\r");
    session.wait_for("Go to date: 10 jan");
    session.wait_for("North. Red, was Blue. Changed today.");
    // A paste is text, not keys, and nobody asks for any.
    session.press("\x1b[200~q\x1b[201~");
    session.press("z");
    session.wait_for("there is nothing to zoom.");
    // What was said first still stands there.
    assert!(session.screen().contains("Wednesday 13 January 2021"));
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
    let bytes = session.bytes();
    assert!(bytes.ends_with(b"\r\n"));
    assert!(find(&bytes, b"\x1b[?1049").is_none() && find(&bytes, b"\x1b[2J").is_none());
}

#[test]
fn a_dumb_terminal_will_do() {
    let mut session = plain(&[("TERM", "dumb"), ("LANG", "C")]);
    session.press("2");
    session.wait_for("There is no such pane.");
    session.press("3\r");
    session.wait_for("North falls. Line 1 of 2.");
    session.press("\x1b");
    session.press("q");
    // Escape and q may be read as one key, which means nothing.
    session.press("\x03");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    let bytes = session.bytes();
    assert!(find(&bytes, b"\x1b").is_none() && bytes.is_ascii());
    assert_eq!(modes(&session.line), session.modes);
}

#[test]
fn what_comes_next_is_not_written_over_the_last_line() {
    for (keys, said) in [("q", "LEFT 0"), ("\x03", "LEFT 0")] {
        let mut session = Session::shell("\"$0\" --plain \"$1\" --at 2021-01-10; echo \"LEFT $?\"");
        session.resize(30, 24);
        session.wait_for("Upper: Red 1.");
        session.press("3");
        session.wait_for("Pane 3 of 3");
        session.wait_for("Paper, B6.");
        session.press(keys);
        session.wait_for(said);
        let screen = session.screen();
        let rows: Vec<&str> = screen.trim_end().lines().collect();
        assert!(rows[rows.len() - 2].ends_with("Paper, B6."), "{rows:?}");
        assert_eq!(rows[rows.len() - 1], said);
        session.is_restored();
    }
}

#[test]
fn a_signal_restores_the_terminal_of_lines() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut session = plain(&[]);
        session.signal(signal);
        assert_eq!(session.leaves_within(LEAVING), code);
        session.is_restored();
        assert!(last_row(&session).starts_with("North. Red."));
    }
}

#[test]
fn lines_are_said_once_more_after_a_stop() {
    let mut session = Session::shell(
        "set -m; \"$0\" --plain \"$1\" --at 2021-01-10; echo STOPPED; fg; echo \"LEFT $?\"",
    );
    session.wait_for("Upper: Red 1.");
    session.press("\x1a");
    session.wait_until("everything again", |seen| {
        let shown = seen.parser.screen().contents();
        let again = shown.split_once("STOPPED");
        again.is_some_and(|(_, again)| again.contains("North. Red"))
    });
    session.press("3");
    session.wait_for("Line 1 of 1.");
    session.press("q");
    session.wait_for("LEFT 0");
    let said = String::from_utf8_lossy(&session.bytes()).into_owned();
    assert_eq!(
        said.matches("Sunday 10 January 2021, end of day").count(),
        2
    );
    session.is_restored();
}

#[test]
fn a_stop_from_outside_costs_no_line() {
    let mut session = plain(&[]);
    session.signal(Signal::STOP);
    session.signal(Signal::CONT);
    session.wait_until("everything again", |seen| {
        let shown = seen.parser.screen().contents();
        shown
            .matches("North. Red. Since Sunday 10 January.")
            .count()
            == 2
    });
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
}

#[test]
fn a_resize_says_nothing() {
    let mut session = plain(&[]);
    session.press("j");
    session.wait_for("South. Blue.");
    let before = session.bytes().len();
    for columns in [20, 100, 40] {
        session.resize(columns, 24);
    }
    session.press("k");
    session.wait_until("only the line above", |seen| seen.bytes.len() > before);
    session.wait_until("the line", |seen| {
        find(&seen.bytes[before..], b"B6.\r").is_some()
    });
    let said = String::from_utf8_lossy(&session.bytes()[before..]).into_owned();
    assert_eq!(said.matches("North").count(), 1, "{said:?}");
}
