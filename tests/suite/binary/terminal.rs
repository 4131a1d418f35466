//! The dashboard in a pseudo-terminal: keys, pastes and sizes in, frames out.

use std::thread;
use std::time::{Duration, Instant};

use rustix::termios::{LocalModes, tcgetattr};

use super::pty::{
    BEGIN_FRAME, DEADLINE, END_FRAME, Session, find, frames, size, small, small_session,
};

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
    session.wait_for("AS KNOWN AT");
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
    let farewell =
        b"\x1b]8;;\x1b\\\x1b[?2026l\x1b[0m\x1b[2J\x1b[1;1H\x1b[?2004l\x1b[?25h\x1b[?1049l";
    assert_eq!(rest, farewell);
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
fn a_resize_draws_again() {
    let session = small_session();
    session.resize(40, 12);
    session.wait_for("13 Jan 2021, end, As now known");
    session.wait_for("3 News");
    session.resize(130, 40);
    session.wait_for("? keys");
    session.wait_for("A small scenario");
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

/// The bytes of the frame that a key brings about.
#[track_caller]
fn bytes_of(session: &mut Session, key: &str) -> usize {
    let before = session.bytes().len();
    session.press(key);
    session.wait_until("a frame", |seen| seen.bytes[before..].ends_with(END_FRAME));
    session.bytes().len() - before
}

#[test]
fn a_key_sends_only_what_changed() {
    let mut session = Session::with(
        &["--at", "2021-08-13"],
        &[("COLORTERM", "truecolor")],
        (120, 40),
    );
    session.wait_for("? keys");
    bytes_of(&mut session, "2");
    for _ in 0..5 {
        let bytes = bytes_of(&mut session, "\x1b[B");
        assert!(bytes <= 60, "{bytes}");
    }
    let mut steps: Vec<usize> = (0..40).map(|_| bytes_of(&mut session, "\x1b[D")).collect();
    steps.sort_unstable();
    assert!(steps[20] <= 500, "{steps:?}");
}

/// Opens the evidence on Kandahar, leaves, and gives all that the terminal got.
#[track_caller]
fn evidence(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let arguments = [&["--at", "2021-08-13"], arguments].concat();
    let mut session = Session::with(&arguments, variables, (120, 40));
    session.wait_for("? keys");
    session.press("\r");
    session.wait_for("known");
    bytes_of(&mut session, "j");
    session.press("\x03");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
    String::from_utf8(session.bytes()).unwrap()
}

#[test]
fn sources_are_links_where_the_terminal_opens_them() {
    for (arguments, variables) in [
        (&[][..], &[][..]),
        (&["--links", "always"], &[("TERM", "linux")]),
        (&[], &[("TERM", "linux"), ("FORCE_HYPERLINK", "1")]),
    ] {
        let sent = evidence(arguments, variables);
        assert!(sent.contains("\x1b]8;id=d;https://"), "{arguments:?}");
        for frame in sent.split("\x1b[?2026l") {
            let links: Vec<&str> = frame.split("\x1b]8;").skip(1).collect();
            assert!(
                links.last().is_none_or(|last| last.starts_with(";\x1b\\")),
                "{frame:?}"
            );
        }
    }
    for (arguments, variables) in [
        (&[][..], &[("TERM", "linux")][..]),
        (&["--links", "never"], &[]),
        (&[], &[("FORCE_HYPERLINK", "0")]),
        (&[], &[("TERM", "screen-256color")]),
    ] {
        let sent = evidence(arguments, variables);
        assert!(!sent.contains("\x1b]8;"), "{arguments:?} {variables:?}");
    }
}

#[test]
fn many_keys_at_once_are_all_taken() {
    let mut session = small_session();
    session.press(&("\x1b[C".repeat(500) + &"\x1b[D".repeat(500) + "?"));
    session.wait_for("Esc back");
}

#[test]
fn a_key_may_come_in_pieces() {
    let mut session = small_session();
    for piece in ["\x1b", "[", "C"] {
        session.press(piece);
        thread::sleep(Duration::from_millis(5));
    }
    session.wait_for("14 Jan 2021");
}

#[test]
fn a_resize_storm_ends_in_one_whole_frame() {
    let mut session = small_session();
    for i in 0..100_u16 {
        let pair = size(i * 7 % 90, i * 5 % 40);
        session.master.resize(pair).unwrap();
        thread::sleep(Duration::from_millis(1));
    }
    session.resize(130, 40);
    session.wait_for("? keys");
    session.press("\x1b[C");
    session.wait_for("14 Jan 2021");
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
}

#[test]
fn a_terminal_without_a_size_gets_the_usual_one() {
    let session = Session::with(&[&small(), "--at", "2021-01-13"], &[], (80, 24));
    session.master.resize(size(0, 0)).unwrap();
    session.wait_for("13 Jan 2021");
    session.wait_for("? keys");
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
fn what_cannot_show_the_dashboard_is_told_why_and_of_render() {
    let cases = [
        ("TERM=dumb \"$0\"", "TERM says 'dumb'"),
        ("TERM= \"$0\"", "TERM does not say"),
        ("unset TERM; \"$0\"", "TERM does not say"),
        ("\"$0\" </dev/null", "standard input is none"),
        ("\"$0\" <&-", "standard input is none"),
        ("\"$0\" 2>&1 >/dev/null", "standard output is none"),
        ("\"$0\" 2>&1 >/dev/full", "standard output is none"),
        ("\"$0\" 2>&1 >&-", "standard output is none"),
        (
            "{ \"$0\"; } 2>&1 >/dev/null | cat; exit 2",
            "standard output is none",
        ),
    ];
    for (line, words) in cases {
        let mut session = Session::shell(line);
        assert_eq!(session.leaves_within(DEADLINE), 2, "{line}");
        // A line of 80 columns is cut in two where it ends.
        session.wait_until(words, |seen| {
            let said = seen.parser.screen().contents();
            said.contains(words) && said.contains("dateline render")
        });
        assert!(find(&session.bytes(), b"\x1b").is_none(), "{line}");
    }
}

#[test]
fn standard_error_may_be_anything() {
    for line in ["\"$0\" \"$1\" 2>&-", "\"$0\" \"$1\" 2>/dev/full"] {
        let mut session = Session::shell(line);
        session.wait_for("31 Jan 2021");
        session.press("q");
        assert_eq!(session.leaves_within(DEADLINE), 0, "{line}");
        session.is_restored();
    }
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

#[test]
fn what_is_copied_goes_to_the_terminals_clipboard() {
    let mut session = small_session();
    session.press("y");
    session.wait_for(" Copied ");
    let bytes = session.bytes();
    // OSC 52, in base64: the date, what is selected, its grade and its source.
    assert!(find(&bytes, b"\x1b]52;c;").is_some());
    session.press("\x1b[B");
    session.wait_until("the note is gone", |seen| {
        !seen.parser.screen().contents().contains(" Copied ")
    });
}

#[test]
fn presenting_begins_steps_and_leaves_with_the_keys_of_a_remote() {
    let mut session = Session::open(&["--at", "2021-08-12"]);
    session.wait_for("Thu 12 Aug 2021, end of day");
    session.press("\x1b[15~");
    session.wait_for("Thursday 12 August 2021");
    session.press("\x1b[6~");
    session.wait_for("Herat falls.");
    session.press("l\x1b[6~\x1b[6~");
    session.wait_for("Lashkar Gah and Firozkoh fall.");
    session.press("\x1b[5~");
    session.wait_for("Lashkar Gah falls.");
    // Nothing ticks in the room's view, and black is black.
    session.press("b");
    session.wait_until("a black screen", |seen| {
        seen.parser.screen().contents().trim().is_empty()
    });
    session.press("x");
    session.wait_for("Lashkar Gah falls.");
    // The timer goes on by itself, but only while it is seen.
    session.press("p");
    session.wait_for("room: the same");
    session.wait_for("00:00:0");
    let first = session.seen.lock().unwrap().parser.screen().contents();
    session.wait_until("another second", |seen| {
        seen.parser.screen().contents() != first
    });
    session.press("p");
    session.wait_for("Friday 13 August 2021");
    session.press("\x1b");
    session.wait_for("Fri 13 Aug 2021, end of day");
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
}
