//! The real program beside an editor: what it shows of saves, and where it opens a file again.

use std::fs;
use std::path::PathBuf;

use rustix::process::Signal;

use super::pty::{LEAVING, Session, find};
use super::{folder, small_scenario};

const KEPT: &str = "[[event]]\nid = \"kept\"\nat = 2021-01-12\nheadline = \"Something is kept\"\nsources = [\"good\"]\n";
const NEW: &str = "[[event]]\nid = \"new\"\nat = 2021-01-20\nheadline = \"Something is new\"\nsources = [\"good\"]\n";

/// A scenario in a folder of its own, with a folder for what is remembered.
struct Desk {
    file: PathBuf,
    state: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = folder(name);
        let file = folder.join("war.toml");
        fs::write(&file, format!("{}{KEPT}", small_scenario())).unwrap();
        Self {
            file,
            state: folder.join("state"),
        }
    }

    fn open(&self, arguments: &[&str]) -> Session {
        let file = self.file.to_str().unwrap();
        let arguments: Vec<&str> = [file].iter().chain(arguments).copied().collect();
        let state = self.state.to_str().unwrap();
        Session::with(&arguments, &[("XDG_STATE_HOME", state)], (80, 24))
    }

    fn save(&self, text: &str) {
        fs::write(&self.file, text).unwrap();
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.file).unwrap()
    }
}

#[test]
fn a_save_shows_and_leads_to_what_is_new() {
    let desk = Desk::new("saved");
    let mut session = desk.open(&["--at", "2021-01-13", "--bell"]);
    session.wait_for("13 Jan 2021");
    session.press("j");
    session.wait_for("South: Blue");
    desk.save(&format!("{}{NEW}", desk.text()));
    session.wait_for("reloaded: 1 new event");
    session.wait_for("1 new ");
    assert!(find(&session.bytes(), b"\x07").is_some(), "no bell");
    assert!(
        session.screen().contains("13 Jan 2021"),
        "{}",
        session.screen()
    );
    session.press("k");
    session.wait_for("North: Red");
    session.press("u");
    session.wait_for("20 Jan 2021");
    session.wait_for("►—         Something is new");
    assert!(!session.screen().contains("1 new "), "{}", session.screen());
    session.press("q");
    assert_eq!(session.leaves_within(LEAVING), 0);
    session.is_restored();
}

#[test]
fn a_broken_save_shows_a_banner_until_it_is_mended() {
    let desk = Desk::new("broken");
    let mut session = desk.open(&["--at", "2021-01-13"]);
    session.wait_for("13 Jan 2021");
    let good = desk.text();
    desk.save(&good.replace("place = \"north\"", "place = \"nroth\""));
    session.wait_for("has an error; showing ");
    session.wait_for("unknown place 'nroth'");
    assert!(session.screen().contains("Red 1"), "{}", session.screen());
    session.press("e");
    session.wait_for("has an error, 1 problem");
    session.wait_for("did you mean 'north'?");
    session.press("\x1b");
    session.wait_for("[1 Places");
    session.press("r");
    session.wait_for("has an error. Line ");
    fs::remove_file(&desk.file).unwrap();
    session.wait_for("is gone; showing ");
    desk.save(&good);
    session.wait_until("no banner", |seen| {
        !seen.parser.screen().contents().contains("e details")
    });
    session.wait_for("the file is as it was before");
    session.press("r");
    session.wait_for("the file has not changed");
    session.press("e");
    session.wait_for("no problems in the file");
}

#[test]
fn a_list_of_problems_that_is_open_follows_a_file_that_is_put_back() {
    let desk = Desk::new("put-back");
    let mut session = desk.open(&["--at", "2021-01-13"]);
    session.wait_for("13 Jan 2021");
    let good = desk.text();
    desk.save(&good.replace("place = \"north\"", "place = \"nroth\""));
    session.wait_for("has an error; showing ");
    session.press("e");
    session.wait_for("did you mean 'north'?");
    desk.save(&good);
    session.wait_for("no problems in the file");
}

#[test]
fn a_cursor_that_is_pinned_stands_at_the_present() {
    let desk = Desk::new("live");
    let mut session = desk.open(&["--now", "2021-01-14 12:00"]);
    session.wait_for("31 Jan 2021");
    session.press("w");
    session.wait_for("14 Jan 2021, 12:00");
    session.wait_for("LIVE");
    session.wait_for("latest source used: 36 h ago");
    session.press("\x1b[D");
    session.wait_for("As now known");
}

#[test]
fn a_file_opens_where_it_was_left() {
    let desk = Desk::new("left");
    let mut session = desk.open(&[]);
    session.wait_for("31 Jan 2021");
    session.press("g12\rt3");
    session.wait_for("AS KNOWN AT");
    session.press("q");
    assert_eq!(session.leaves_within(LEAVING), 0);
    let session = desk.open(&[]);
    session.wait_for("12 Jan 2021, end of day   AS KNOWN AT THE END OF 12 JAN");
    session.wait_for("[3 News");
    // A signal is a way of leaving too.
    let mut session = desk.open(&["--at", "2021-01-20"]);
    session.wait_for("20 Jan 2021");
    session.signal(Signal::TERM);
    assert_eq!(session.leaves_within(LEAVING), 143);
    desk.open(&[]).wait_for("20 Jan 2021");
    // So is a line that is lost.
    let mut session = desk.open(&["--at", "2021-01-18"]);
    session.wait_for("18 Jan 2021");
    session.hang_up();
    assert_eq!(session.leaves_within(LEAVING), 129);
    desk.open(&[]).wait_for("18 Jan 2021");
    desk.open(&["--forget"]).wait_for("31 Jan 2021");
    let mode = |path: PathBuf| {
        use std::os::unix::fs::PermissionsExt;
        path.metadata().unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode(desk.state.join("dateline")), 0o700);
    assert_eq!(mode(desk.state.join("dateline/places.json")), 0o600);
}

#[test]
fn what_is_remembered_never_matters_where_it_cannot_be_read_or_written() {
    let desk = Desk::new("odd-state");
    let index = desk.state.join("dateline/places.json");
    fs::create_dir_all(&index).unwrap();
    for what in [
        "a folder",
        "no JSON",
        "other JSON",
        "a pipe",
        "no state at all",
    ] {
        match what {
            "no JSON" => {
                fs::remove_dir(&index).unwrap();
                fs::write(&index, "[{").unwrap();
            }
            "other JSON" => fs::write(&index, "[{\"file\": 1}]").unwrap(),
            "a pipe" => {
                fs::remove_file(&index).unwrap();
                let fifo = rustix::fs::FileType::Fifo;
                rustix::fs::mknodat(rustix::fs::CWD, &index, fifo, 0o600.into(), 0).unwrap();
            }
            "no state at all" => {
                fs::remove_dir_all(&desk.state).unwrap();
                fs::write(&desk.state, "").unwrap();
            }
            _ => {}
        }
        let mut session = desk.open(&[]);
        session.wait_for("31 Jan 2021");
        session.press("q");
        assert_eq!(session.leaves_within(LEAVING), 0, "{what}");
        session.is_restored();
        assert!(
            session.screen().trim().is_empty(),
            "{what}: {}",
            session.screen()
        );
        let _ = fs::remove_file(&index).and_then(|()| fs::write(&index, "[{"));
    }
}

#[test]
fn lines_say_what_a_save_brings() {
    let desk = Desk::new("said");
    let mut session = desk.open(&["--at", "2021-01-13", "--plain"]);
    session.wait_for("North. Red. Since Sunday 10 January.");
    let good = desk.text();
    desk.save("format = 1\n[scenario");
    session.wait_for("has an error. Line 2");
    desk.save(&format!("{good}{NEW}"));
    session.wait_for("Reloaded: 1 new event");
    session.press("u");
    session.wait_for("New: Something is new. Good Paper");
    session.press("q");
    assert_eq!(session.leaves_within(LEAVING), 0);
}
