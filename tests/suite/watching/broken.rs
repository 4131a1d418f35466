//! Files that cannot be used for a while.

use std::fs;

use dateline::scenario::load::LoadError;
use dateline::watch::{FileNews, PollMode};

use super::{Followed, text};

#[track_caller]
fn broken(followed: &Followed) -> LoadError {
    match followed.news() {
        FileNews::Broken(error) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_broken_save_is_told_of_and_so_is_a_mended_one() {
    for look in [PollMode::WhenReported, PollMode::EverySecond] {
        let followed = Followed::alone(look);
        fs::write(&followed.main, "format = 1\n[scenario").unwrap();
        assert!(matches!(broken(&followed), LoadError::Bad(_)));
        fs::write(&followed.main, text("first")).unwrap();
        assert!(
            matches!(followed.news(), FileNews::Same),
            "as it was before"
        );
        fs::remove_file(&followed.main).unwrap();
        assert!(matches!(broken(&followed), LoadError::Unreadable(..)));
        fs::create_dir(&followed.main).unwrap();
        fs::remove_dir(&followed.main).unwrap();
        fs::write(&followed.main, text("other")).unwrap();
        followed.shows("other");
    }
}

#[test]
fn what_is_odd_is_looked_for_when_it_is_asked_for() {
    let followed = Followed::alone(PollMode::WhenReported);
    assert!(followed.follower.request_check());
    let FileNews::Checked(Ok(found)) = followed.news() else {
        panic!("no answer");
    };
    let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
    assert!(codes.contains(&"source-unused"), "{codes:?}");
}

#[test]
fn nobody_follows_when_nobody_listens() {
    let followed = Followed::alone(PollMode::WhenReported);
    drop(followed.follower);
    // Its channel closes when the thread is gone.
    assert!(followed.called.recv().is_err());
}
