//! What goes wrong around the dashboard: signals, terminals that hang up or do not read, stops, half a key.
//!
//! Whatever it is, the program leaves at once with the right code, or goes on, and the terminal is restored.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::native_pty_system;
use rustix::process::Signal;
use rustix::termios::{Action, tcflow};

use super::pty::{DEADLINE, LEAVING, Session, find, modes, size, small_session};

/// Every signal that kills and can be caught, but those of faults in the program itself.
const ENDING: [Signal; 15] = [
    Signal::TERM,
    Signal::HUP,
    Signal::INT,
    Signal::QUIT,
    Signal::ABORT,
    Signal::ALARM,
    Signal::BUS,
    Signal::IO,
    Signal::PROF,
    Signal::SYS,
    Signal::TRAP,
    Signal::USR1,
    Signal::USR2,
    Signal::VTALARM,
    Signal::XCPU,
];

/// The exit code after a signal.
fn code(signal: Signal) -> u32 {
    128 + u32::try_from(signal.as_raw()).unwrap()
}

/// A dashboard that waits for a terminal that has stopped reading.
fn blocked_session() -> Session {
    let mut session = Session::with(&["--at", "2021-08-13"], &[], (200, 60));
    session.wait_for("Fri 13 Aug 2021");
    session.become_deaf();
    // Whole frames, one after the other, until nothing more goes in.
    for _ in 0..40 {
        session.press("\x0c");
        thread::sleep(Duration::from_millis(10));
    }
    session
}

#[test]
fn signals_restore_the_terminal_and_give_their_code() {
    for signal in ENDING {
        let mut session = small_session();
        session.signal(signal);
        assert_eq!(session.leaves_within(LEAVING), code(signal), "{signal:?}");
        session.is_restored();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_signals_of_linux_alone_do_too() {
    for number in [16, 30, 34, 50, 64] {
        let mut session = small_session();
        let process = session.child.process_id().unwrap();
        let kill = Command::new("sh")
            .args(["-c", &format!("kill -{number} {process}")])
            .status();
        assert!(kill.unwrap().success());
        assert_eq!(session.leaves_within(LEAVING), 128 + number);
        session.is_restored();
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    // With a hang-up signal, and without one: who started it had it ignored.
    for line in ["exec \"$0\" \"$1\"", "trap '' HUP; exec \"$0\" \"$1\""] {
        let mut session = Session::shell(line);
        session.wait_for("31 Jan 2021");
        session.hang_up();
        let code = session.leaves_within(LEAVING);
        assert_eq!(code, 129, "{line}");
    }
}

#[test]
fn a_screen_that_goes_away_ends_the_program_although_the_keys_stay() {
    let screen = native_pty_system().openpty(size(80, 24)).unwrap();
    let name = screen.master.tty_name().unwrap();
    let line = format!("exec \"$0\" \"$1\" >{}", name.display());
    let mut session = Session::shell(&line);
    let mut reader = screen.master.try_clone_reader().unwrap();
    let mut first = [0; 8];
    reader.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"\x1b[?1049h");
    drop((reader, screen));
    assert_eq!(session.leaves_within(LEAVING), 129);
    assert_eq!(modes(&session.line), session.modes);
}

#[test]
fn a_terminal_that_stops_reading_does_not_hold_up_a_signal() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::USR1] {
        let mut session = blocked_session();
        session.signal(signal);
        assert_eq!(session.leaves_within(LEAVING), code(signal), "{signal:?}");
        assert_eq!(modes(&session.line), session.modes);
    }
}

#[test]
fn a_terminal_that_stops_reading_does_not_hold_up_ctrl_c() {
    let mut session = blocked_session();
    session.press("\x03");
    assert_eq!(session.leaves_within(LEAVING), 0);
    assert_eq!(modes(&session.line), session.modes);
}

#[test]
fn output_that_is_stopped_goes_on_with_the_farewell() {
    let mut session = small_session();
    tcflow(&session.line, Action::OOff).unwrap();
    session.press("?");
    session.signal(Signal::TERM);
    assert_eq!(session.leaves_within(LEAVING), 143);
    session.is_restored();
}

#[test]
fn a_stop_and_a_continue_from_outside_draw_everything_again() {
    let mut session = small_session();
    session.signal(Signal::STOP);
    // What somebody else does meanwhile.
    session
        .seen
        .lock()
        .unwrap()
        .parser
        .process(b"\x1b[2J\x1b[?1049l");
    session.signal(Signal::CONT);
    session.wait_until("the dashboard again", |seen| {
        let screen = seen.parser.screen();
        screen.alternate_screen() && screen.contents().contains("13 Jan 2021")
    });
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
}

#[test]
fn ctrl_z_goes_on_where_nobody_could_continue_it() {
    let mut session = small_session();
    session.press("\x1a");
    session.press("\x1b[C");
    session.wait_for("14 Jan 2021");
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
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

#[cfg(target_os = "linux")]
#[test]
fn a_stop_from_outside_gives_the_terminal_back_and_a_continue_takes_it_again() {
    for (arguments, keys) in [("", ""), ("", "b"), ("", "?"), ("", "/"), ("--plain", "")] {
        let line = format!(
            "set -m; \"$0\" {arguments} \"$1\"; echo STOPPED; read it; fg; echo \"LEFT $?\""
        );
        let mut session = Session::shell(&line);
        session.wait_until("the dashboard", |seen| find(&seen.bytes, b"2021").is_some());
        session.press(keys);
        thread::sleep(Duration::from_millis(300));
        let dashboard = child_of(session.child.process_id().unwrap()).unwrap();
        session.signal_to(dashboard, Signal::TSTP);
        session.wait_until("the shell", |seen| find(&seen.bytes, b"STOPPED").is_some());
        assert_eq!(modes(&session.line), session.modes, "{arguments} {keys}");
        assert!(
            !session
                .seen
                .lock()
                .unwrap()
                .parser
                .screen()
                .alternate_screen()
        );
        let seen = session.bytes().len();
        session.press("\n");
        session.wait_until("the dashboard again", |all| {
            let new = all.bytes.get(seen..).unwrap_or_default();
            !new.is_empty() && modes(&session.line) != session.modes
        });
        session.signal_to(dashboard, Signal::TERM);
        session.wait_for("LEFT 143");
        session.is_restored();
    }
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
fn a_dashboard_from_the_background_waits_for_its_turn() {
    let mut session =
        Session::shell("set -m; \"$0\" \"$1\" & sleep 0.3; echo STOPPED; fg; echo \"LEFT $?\"");
    session.wait_for("31 Jan 2021");
    session.press("q");
    session.wait_for("LEFT 0");
    session.is_restored();
    // Nothing was drawn over the shell before.
    let bytes = session.bytes();
    let drawn = find(&bytes, b"\x1b[?1049h").unwrap();
    assert!(find(&bytes, b"STOPPED").is_some_and(|shell| shell < drawn));
}

#[test]
fn half_a_sequence_holds_up_neither_signals_nor_keys() {
    for half in [
        "\x1b[",
        "\x1bO",
        "\x1b[?",
        "\x1b[<0;1",
        "\x1b[M",
        "\x1b]11;",
    ] {
        let mut session = small_session();
        session.press(half);
        // Longer than the rest of one is waited for; on a busy machine the key may still come too early for it.
        let start = Instant::now();
        while session.screen().contains("13 Jan 2021") {
            assert!(start.elapsed() < DEADLINE, "{half:?}: deaf");
            thread::sleep(Duration::from_millis(200));
            session.press("l");
        }
        session.press(half);
        session.signal(Signal::TERM);
        assert_eq!(session.leaves_within(LEAVING), 143, "{half:?}");
        session.is_restored();
    }
    let mut session = small_session();
    session.press("\x1b[200~a paste without an end");
    session.signal(Signal::TERM);
    assert_eq!(session.leaves_within(LEAVING), 143);
    session.is_restored();
}

#[test]
fn clicks_where_no_cell_is_mean_nothing() {
    let mut session = small_session();
    session.press("\x1b[<0;0;0M\x1b[M   \x1b[0;0;0M\x1b[<0;70000;1M");
    session.press("\x1b[C");
    session.wait_for("14 Jan 2021");
}

/// The process that another one started.
#[cfg(target_os = "linux")]
fn child_of(parent: u32) -> Option<u32> {
    let parent = format!("PPid:\t{parent}\n");
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes
        .filter(|process| {
            let status = std::fs::read_to_string(process.path().join("status"));
            status.is_ok_and(|status| status.contains(&parent))
        })
        .find_map(|process| process.file_name().to_str()?.parse().ok())
}

#[cfg(target_os = "linux")]
#[test]
fn a_dashboard_whose_shell_was_killed_does_not_spin_on_keys_of_another() {
    use super::pty::is_gone;
    let mut session = Session::shell(
        "set -m; sh -c 'set -m; \"$0\" \"$1\"; :' \"$0\" \"$1\"; echo OTHER; sleep 60",
    );
    session.wait_for("31 Jan 2021");
    let shell = child_of(session.child.process_id().unwrap()).unwrap();
    let dashboard = child_of(shell).unwrap();
    session.signal_to(shell, Signal::KILL);
    session.wait_until("the other shell", |seen| {
        find(&seen.bytes, b"OTHER").is_some()
    });
    session.press("x");
    session.wait_until("the end", |_| is_gone(dashboard));
}
