//! Saving: the old file or the new one, with its mode, behind its links, and never over what somebody else wrote.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use dateline::scenario::save::{SaveError, create_file, lock_file};

const PATIENCE: Duration = Duration::from_millis(50);

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_file_keeps_its_mode_and_its_links() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let real = file(&inner, "real.toml", "old");
    fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.toml");
    symlink("inner/real.toml", &link).unwrap();
    let before = fs::metadata(&real).unwrap();
    let held = lock_file(&link, PATIENCE).unwrap();
    assert!(held.real_path().ends_with("inner/real.toml"));
    held.replace_text("old", "new").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), "new");
    let after = fs::metadata(&real).unwrap();
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_ne!(after.ino(), before.ino());
    assert_eq!(
        (names(folder.path()).len(), names(&inner)),
        (2, vec!["real.toml".to_owned()])
    );
}

#[test]
fn what_somebody_else_wrote_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "a.toml", "old");
    for (change, left) in [
        (
            &(|| fs::write(&path, "theirs").unwrap()) as &dyn Fn(),
            "theirs",
        ),
        (&(|| fs::write(&path, "oldest").unwrap()), "oldest"),
        (
            &(|| {
                // As an editor does that saves a new file under the old name.
                let new = file(folder.path(), "b.toml", "old");
                fs::rename(new, &path).unwrap();
            }),
            "old",
        ),
        (&(|| fs::remove_file(&path).unwrap()), ""),
    ] {
        fs::write(&path, "old").unwrap();
        let held = lock_file(&path, PATIENCE).unwrap();
        change();
        let refused = held.replace_text("old", "new");
        assert!(
            matches!(refused, Err(SaveError::Changed | SaveError::ReadOnly)),
            "{refused:?}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), left);
        assert!(
            names(folder.path())
                .iter()
                .all(|name| !name.starts_with('.'))
        );
    }
}

#[test]
fn files_that_are_read_only_or_have_other_names_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "a.toml", "old");
    fs::hard_link(&path, folder.path().join("other.toml")).unwrap();
    let said = lock_file(&path, PATIENCE)
        .unwrap()
        .replace_text("old", "new")
        .unwrap_err();
    assert!(said.to_string().contains("2 names (hard links)"), "{said}");
    fs::remove_file(folder.path().join("other.toml")).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    let said = lock_file(&path, PATIENCE)
        .unwrap()
        .replace_text("old", "new")
        .unwrap_err();
    assert_eq!(said.to_string(), "this file is read-only");
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    // Whoever may write everywhere is not kept out by a folder's mode.
    fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();
    let saved = lock_file(&path, PATIENCE)
        .unwrap()
        .replace_text("old", "new");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    match saved {
        Ok(_) => assert!(rustix::process::geteuid().is_root()),
        Err(said) => assert!(
            said.to_string().contains("you may not write here"),
            "{said}"
        ),
    }
    assert!(matches!(
        lock_file(folder.path(), PATIENCE),
        Err(SaveError::NotRegular)
    ));
    assert!(matches!(
        lock_file(&folder.path().join("no.toml"), PATIENCE),
        Err(SaveError::Io(..))
    ));
}

#[test]
fn one_holds_a_file_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "a.toml", "old");
    let held = lock_file(&path, PATIENCE).unwrap();
    assert!(matches!(lock_file(&path, PATIENCE), Err(SaveError::Busy)));
    held.replace_text("old", "new").unwrap();
    // The old file is still held, but it no longer has the name.
    let next = lock_file(&path, PATIENCE).unwrap();
    next.replace_text("new", "newer").unwrap();
    drop((held, next));
    assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
}

#[test]
fn what_a_killed_run_left_is_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "a.toml", "old");
    file(folder.path(), ".a.toml.dateline-123.tmp", "half");
    file(folder.path(), ".a.toml.dateline-123.tmp.mine", "mine");
    file(folder.path(), ".b.toml.dateline-123.tmp", "of another");
    lock_file(&path, PATIENCE)
        .unwrap()
        .replace_text("old", "new")
        .unwrap();
    assert_eq!(
        names(folder.path()),
        [
            ".a.toml.dateline-123.tmp.mine",
            ".b.toml.dateline-123.tmp",
            "a.toml"
        ]
    );
}

#[test]
fn what_is_neither_text_of_a_killed_run_is_kept_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "a.toml", "old");
    let name = ".a.toml.dateline-123-0123456789abcdef-0123456789abcdef.tmp";
    let theirs = file(folder.path(), name, "what an editor saved");
    let saved = lock_file(&path, PATIENCE)
        .unwrap()
        .replace_text("old", "new")
        .unwrap();
    assert_eq!(saved.left, [theirs.canonicalize().unwrap()]);
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "what an editor saved");
}

#[test]
fn what_an_editor_saves_is_there_whoever_adds_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "a.toml", "old");
    let is_over = AtomicBool::new(false);
    let added = thread::scope(|scope| {
        let adding = scope.spawn(|| {
            let mut added = 0;
            while !is_over.load(Ordering::Relaxed) {
                let Ok(held) = lock_file(&path, PATIENCE) else {
                    continue;
                };
                let before = fs::read_to_string(&path).unwrap();
                match held.replace_text(&before, &format!("{before}+")) {
                    Ok(_) => added += 1,
                    Err(SaveError::Changed) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            added
        });
        for save in 0..300 {
            let text = format!("save {save} ");
            let new = file(folder.path(), "editors.toml", &text);
            fs::rename(new, &path).unwrap();
            thread::sleep(Duration::from_micros(save % 17 * 100));
            let now = fs::read_to_string(&path).unwrap();
            assert!(now.starts_with(&text), "{text} is lost: {now}");
        }
        is_over.store(true, Ordering::Relaxed);
        adding.join().unwrap()
    });
    assert!(added > 0);
    assert_eq!(names(folder.path()), ["a.toml"]);
}

#[test]
fn the_longest_names_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), &format!("{}.toml", "é".repeat(125)), "old");
    lock_file(&path, PATIENCE)
        .unwrap()
        .replace_text("old", "new")
        .unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
}

#[test]
fn a_new_file_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.toml");
    create_file(&path, "text").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "text");
    assert_eq!(fs::metadata(&path).unwrap().nlink(), 1);
    assert!(create_file(&path, "other").is_err());
    symlink("nowhere", folder.path().join("dangling.toml")).unwrap();
    assert!(create_file(&folder.path().join("dangling.toml"), "other").is_err());
    assert!(create_file(&folder.path().join("no/new.toml"), "other").is_err());
    assert_eq!(names(folder.path()), ["dangling.toml", "new.toml"]);
}
