//! The form in a terminal: an event from the first key to the file, and back from what is wrong.

use std::fs;
use std::path::PathBuf;

use dateline::scenario::load;
use rustix::process::Signal;

use super::pty::{DEADLINE, Session, find};
use super::{folder, small_scenario};

/// A scenario of its own, since it will be written to.
fn scenario(name: &str) -> PathBuf {
    let path = folder(name).join("small.toml");
    fs::write(&path, small_scenario()).unwrap();
    path
}

const SAVE: &str = "\x13";
const DOWN: &str = "\x1b[B";

#[test]
fn an_event_goes_from_the_form_to_the_file() {
    let path = scenario("form");
    let before = fs::read_to_string(&path).unwrap();
    let mut session = Session::open(&[path.to_str().unwrap(), "--at", "2021-01-13"]);
    session.wait_for("13 Jan 2021");
    session.press("a");
    session.wait_for("New event");
    session.press("South is lost, too");
    session.press(&format!("{DOWN}sout\tzz=red"));
    session.wait_for("southzz=red");
    session.press(SAVE);
    session.wait_for("unknown place 'southzz'");
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    // Neither a resize nor Esc nor a reload loses anything of it.
    session.resize(40, 12);
    session.wait_for("southzz=red_");
    session.resize(80, 24);
    session.press("\x1b");
    session.wait_for("is kept: a goes back to it");
    session.press("r");
    session.wait_for("the file has not changed");
    session.press("q");
    session.wait_for("not saved; the same key again leaves");
    session.press("a");
    session.wait_for("southzz=red_");
    session.press("\x15south=red:confirmed");
    session.press(&format!("{DOWN}{DOWN}{DOWN}\x1b[200~good\x1b[201~"));
    session.wait_for("good_");
    session.press(SAVE);
    session.wait_for("wrote ");
    session.wait_for("South is lost, too");
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.starts_with(&before), "{after}");
    let loaded = load::load_file(&path).unwrap().scenario;
    let event = loaded
        .event_by_id("2021-01-13-south-is-lost-too")
        .map(|key| loaded.event(key));
    let event = event.unwrap();
    assert_eq!((event.claims.len(), event.provenance.sources.len()), (1, 1));
    // It stands on the new event: the next line up is another one.
    assert!(
        session.screen().contains("►—         South is lost, too"),
        "{}",
        session.screen()
    );
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
}

#[test]
fn a_key_that_would_leave_asks_once_in_a_terminal_too() {
    let path = scenario("form-leaving");
    let mut session = Session::open(&[path.to_str().unwrap(), "--at", "2021-01-13"]);
    session.wait_for("13 Jan 2021");
    session.press("a");
    session.wait_for("New event");
    session.press("begun\x03");
    session.wait_for("not saved; the same key again leaves");
    // It goes on as before.
    session.press(" and ended");
    session.wait_for("begun and ended_");
    session.press("\x03");
    session.wait_for("not saved; the same key again leaves");
    session.press("\x03");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
}

#[test]
fn what_was_saved_is_no_news_and_stays_to_be_read() {
    let path = scenario("form-own");
    let good = fs::read_to_string(&path).unwrap();
    let own = path.to_str().unwrap();
    let mut session = Session::open(&[own, "--at", "2021-01-13", "--bell"]);
    session.wait_for("13 Jan 2021");
    session.press("a");
    session.wait_for("New event");
    session.press(&format!("Quiet{SAVE}"));
    session.wait_for("No source is named; ^S again saves it without one");
    session.press(SAVE);
    session.wait_for("wrote ");
    session.wait_for("Quiet");
    // What is heard of the file comes in order, and a banner is nothing that is noted.
    fs::write(&path, "format = ").unwrap();
    session.wait_for("has errors");
    let screen = session.screen();
    assert!(screen.contains("wrote "), "{screen}");
    assert!(!screen.contains("1 new "), "{screen}");
    assert!(find(&session.bytes(), b"\x07").is_none(), "a bell");
    fs::write(&path, good).unwrap();
    let mut session = Session::with(&["--plain", own, "--at", "2021-01-13"], &[], (200, 60));
    session.wait_for("North. Red. Since Sunday 10 January.");
    session.press("a");
    session.wait_for("New event, field 2 of ");
    session.press(&format!("Quiet{SAVE}"));
    session.wait_for("No source is named");
    session.press(SAVE);
    session.wait_for("Wrote");
    session.wait_for("Quiet.");
    fs::write(&path, "format = ").unwrap();
    session.wait_for("has errors");
    let screen = session.screen();
    assert!(!screen.contains("has not changed"), "{screen}");
    assert!(!screen.contains("New to you"), "{screen}");
}

#[test]
fn plain_mode_saves_an_event_as_well() {
    let path = scenario("form-plain");
    let mut session = Session::with(
        &["--plain", path.to_str().unwrap(), "--at", "2021-01-13"],
        &[],
        (60, 60),
    );
    session.wait_for("North. Red. Since Sunday 10 January.");
    session.press("a");
    session.wait_for("New event, field 2 of ");
    session.press("Quiet");
    session.press(DOWN);
    session.wait_for("Claim:");
    session.press(&format!("north=nobody{SAVE}"));
    session.wait_for("Claim: unknown party 'nobody'");
    session.press("\x15");
    session.press(SAVE);
    session.wait_for("No source is named");
    session.press(SAVE);
    session.wait_for("Wrote");
    session.wait_for("Quiet.");
    assert!(
        load::load_file(&path)
            .unwrap()
            .scenario
            .event_by_id("2021-01-13-quiet")
            .is_some()
    );
    session.press("q");
    assert_eq!(session.leaves_within(DEADLINE), 0);
    session.is_restored();
}

#[test]
fn what_was_typed_survives_a_kill_and_a_hang_up() {
    for signal in [Signal::KILL, Signal::HUP] {
        let path = scenario(&format!("draft-{}", signal.as_raw()));
        let state = tempfile::tempdir().unwrap();
        let variables = [("XDG_STATE_HOME", state.path().to_str().unwrap())];
        let arguments = [path.to_str().unwrap(), "--at", "2021-01-13"];
        let open = || Session::with(&arguments, &variables, (80, 24));
        let mut session = open();
        session.wait_for("13 Jan 2021");
        session.press("a");
        session.wait_for("New event");
        session.press(&format!("Half a headline{DOWN}south=red"));
        session.wait_for("south=red_");
        // Another dashboard has a draft of its own, and takes none that somebody holds.
        let mut other = open();
        other.wait_for("13 Jan 2021");
        other.press("a");
        other.wait_for("New event");
        assert!(!other.screen().contains("Half a headline"));
        other.press("Something else");
        other.wait_for("Something else_");
        std::thread::sleep(std::time::Duration::from_millis(300));
        session.signal(signal);
        other.signal(signal);
        std::thread::sleep(std::time::Duration::from_secs(2));
        let mut again = open();
        again.wait_for("13 Jan 2021");
        again.press("a");
        again.wait_for("This is the draft of");
        let first = again.screen();
        again.press("\x18\x18");
        again.wait_for("the new event is thrown away");
        again.press("a");
        again.wait_for("This is the draft of");
        let both = first + &again.screen();
        for words in ["Half a headline", "south=red", "Something else"] {
            assert!(both.contains(words), "{words}: {both}");
        }
        again.press("\x18\x18");
        again.wait_for("the new event is thrown away");
        again.press("q");
        assert_eq!(again.leaves_within(DEADLINE), 0);
        let left = fs::read_dir(state.path().join("dateline/drafts")).unwrap();
        assert_eq!(left.count(), 0, "something is left of drafts");
    }
}
