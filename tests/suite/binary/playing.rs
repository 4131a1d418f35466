//! Playing in a real terminal: the date moves by itself, a key stops it, and nothing is sent when nothing moves.

use super::pty::Session;

#[test]
fn it_plays_to_a_mark_and_is_silent_then() {
    let mut session = Session::open(&["--at", "2021-08-10"]);
    session.wait_for("Tue 10 Aug 2021");
    session.press(" ++");
    session.wait_for("4 a second");
    session.wait_for("stopped at a mark: Kandahar falls");
    session.wait_for("Thu 12 Aug 2021");
    let sent = session.bytes().len();
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert_eq!(session.bytes().len(), sent);
}
