//! Every way in which editors and systems save a file.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::thread;
use std::time::Duration;

use dateline::watch::PollMode;

use super::{Followed, text};

/// A way of saving a text in `war.toml` of a folder.
type Save = fn(&Path, &str);

const SAVES: [(&str, Save); 12] = [
    ("in place", |folder, text| {
        fs::write(folder.join("war.toml"), text).unwrap();
    }),
    ("another file renamed over it", |folder, text| {
        fs::write(folder.join(".war.toml.new"), text).unwrap();
        fs::rename(folder.join(".war.toml.new"), folder.join("war.toml")).unwrap();
    }),
    (
        "vim with a backup: moved away, then written anew",
        |folder, text| {
            fs::write(folder.join("4913"), "").unwrap();
            fs::remove_file(folder.join("4913")).unwrap();
            fs::rename(folder.join("war.toml"), folder.join("war.toml~")).unwrap();
            fs::write(folder.join("war.toml"), text).unwrap();
            fs::remove_file(folder.join("war.toml~")).unwrap();
        },
    ),
    ("emacs: a copy beside it, then in place", |folder, text| {
        fs::copy(folder.join("war.toml"), folder.join("war.toml~")).unwrap();
        fs::write(folder.join("#war.toml#"), text).unwrap();
        fs::write(folder.join("war.toml"), text).unwrap();
        fs::remove_file(folder.join("#war.toml#")).unwrap();
    }),
    ("deleted and created", |folder, text| {
        fs::remove_file(folder.join("war.toml")).unwrap();
        thread::sleep(Duration::from_millis(20));
        fs::write(folder.join("war.toml"), text).unwrap();
    }),
    ("emptied, and written a little later", |folder, text| {
        let mut file = File::create(folder.join("war.toml")).unwrap();
        thread::sleep(Duration::from_millis(30));
        let (head, tail) = text.split_at(text.len() / 2);
        file.write_all(head.as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(30));
        file.write_all(tail.as_bytes()).unwrap();
    }),
    (
        "with the size and the times of the one before",
        |folder, text| {
            let path = folder.join("war.toml");
            let before = path.metadata().unwrap();
            assert_eq!(before.size(), text.len() as u64);
            let mut file = OpenOptions::new().write(true).open(&path).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.set_modified(before.modified().unwrap()).unwrap();
        },
    ),
    ("through another name of the same file", |folder, text| {
        fs::create_dir(folder.join("elsewhere")).unwrap();
        let other = folder.join("elsewhere/other.toml");
        fs::hard_link(folder.join("war.toml"), &other).unwrap();
        fs::write(&other, text).unwrap();
    }),
    ("replaced by a link", |folder, text| {
        fs::write(folder.join("real.toml"), text).unwrap();
        fs::remove_file(folder.join("war.toml")).unwrap();
        symlink("real.toml", folder.join("war.toml")).unwrap();
    }),
    (
        "its folder renamed away, changed and renamed back",
        |folder, text| {
            let away = folder.with_extension("away");
            fs::rename(folder, &away).unwrap();
            thread::sleep(Duration::from_millis(20));
            fs::write(away.join("war.toml"), text).unwrap();
            fs::rename(&away, folder).unwrap();
        },
    ),
    ("its folder replaced by another", |folder, text| {
        let (other, away) = (
            folder.with_extension("other"),
            folder.with_extension("away"),
        );
        fs::create_dir(&other).unwrap();
        fs::write(other.join("war.toml"), text).unwrap();
        fs::rename(folder, &away).unwrap();
        fs::rename(&other, folder).unwrap();
        fs::remove_dir_all(away).unwrap();
    }),
    ("appended to", |folder, text| {
        // The same text with a comment behind it; what is new must be in the file already.
        fs::write(folder.join("war.toml"), text).unwrap();
        let mut file = OpenOptions::new()
            .append(true)
            .open(folder.join("war.toml"))
            .unwrap();
        file.write_all(b"# a comment\n").unwrap();
    }),
];

#[track_caller]
fn check(look: PollMode) {
    for (name, save) in SAVES {
        let followed = Followed::alone(look);
        save(followed.folder.path(), &text("other"));
        let newer = followed.shows("other");
        assert_eq!(newer.news.changed.len(), 1, "{name}");
        // And once more, after whatever the first save did to what is watched.
        fs::write(&followed.main, text("third")).unwrap();
        followed.shows("third");
    }
}

#[test]
fn every_way_to_save_is_noticed() {
    check(PollMode::WhenReported);
}

#[test]
fn every_way_to_save_is_noticed_by_looking() {
    check(PollMode::EverySecond);
}

#[test]
fn a_link_to_a_folder_that_is_swapped_is_noticed() {
    for look in [PollMode::WhenReported, PollMode::EverySecond] {
        let followed = Followed::new(look, |folder| {
            for (name, headline) in [("..1", "first"), ("..2", "second"), ("..3", "third")] {
                fs::create_dir(folder.join(name)).unwrap();
                fs::write(folder.join(name).join("war.toml"), text(headline)).unwrap();
            }
            symlink("..1", folder.join("..data")).unwrap();
            symlink("..data/war.toml", folder.join("war.toml")).unwrap();
        });
        for (name, headline) in [("..2", "second"), ("..3", "third")] {
            symlink(name, followed.path("..tmp")).unwrap();
            fs::rename(followed.path("..tmp"), followed.path("..data")).unwrap();
            followed.shows(headline);
        }
        // What the link led to before is no longer followed.
        fs::write(followed.path("..1/war.toml"), text("fourth")).unwrap();
        followed.is_quiet();
    }
}

#[test]
fn what_changes_nothing_is_not_told_of() {
    let followed = Followed::alone(PollMode::WhenReported);
    fs::write(&followed.main, text("first")).unwrap();
    fs::write(followed.path(".war.toml.swp"), "a swap file").unwrap();
    fs::write(followed.path("other.toml"), text("other")).unwrap();
    File::open(&followed.main)
        .unwrap()
        .set_modified(std::time::SystemTime::now())
        .unwrap();
    followed.is_quiet();
}

#[test]
fn a_save_between_reading_and_following_is_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let main = folder.path().join("war.toml");
    fs::write(&main, text("first")).unwrap();
    let texts = dateline::scenario::load::Texts::of_file(&main).unwrap();
    let began = std::time::SystemTime::now();
    let start = dateline::watch::Start::from_texts(&main, &texts, began);
    let scenario = std::sync::Arc::new(texts.load_scenario().unwrap().scenario);
    fs::write(&main, text("other")).unwrap();
    let (call, called) = std::sync::mpsc::channel();
    let wake = move || call.send(()).is_ok();
    let follower =
        dateline::watch::Follower::start_following(start, scenario, PollMode::WhenReported, wake)
            .unwrap();
    called.recv_timeout(super::DEADLINE).unwrap();
    let news = follower.next_news().unwrap();
    assert!(
        matches!(news, dateline::watch::FileNews::Good(_)),
        "{news:?}"
    );
}
