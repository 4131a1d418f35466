//! What is typed in the form, kept below the XDG state directory as one types, so that a hang-up, a kill and a lost line
//! take none of it.
//!
//! Both kinds of sessions call [`Drafts::follow_form`] when what came in has been answered. Writing is the business of a thread,
//! which holds up no key. A draft belongs to the dashboard that holds its lock; one that nobody holds is offered by the
//! next `a`. Trouble is told once and ends nothing.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};

use super::folders;
use crate::app::state::App;
use crate::scenario::entry::{EntryPart, EventEntry, KEYS};

/// How many drafts of one scenario are kept, and of all of them.
const MOST_OF_ONE: usize = 8;
const MOST_FILES: usize = 200;
/// The most bytes of a draft.
const MOST_BYTES: usize = 1 << 20;
/// How long leaving waits for the last of it to be written.
const LAST_WRITE: Duration = Duration::from_millis(300);

/// A draft as it is written.
#[derive(Debug, Deserialize, Serialize)]
struct SavedDraft {
    /// The real path of the scenario.
    file: String,
    /// The keys of the event, by their flags, with what was typed.
    fields: Vec<(String, String)>,
}

/// A draft that somebody left.
pub(super) struct Orphan {
    /// What was typed.
    pub(super) entry: EventEntry,
    /// When it was written last.
    pub(super) saved: SystemTime,
}

/// What the writing thread is asked to do.
enum DraftOrder {
    /// To write this text into the draft that is held.
    Write(PathBuf, String),
    /// To take a draft away, and its lock.
    Remove(DraftSlot),
    /// To say when everything before has been done.
    Settle(Sender<()>),
}

/// The place of a draft, which this dashboard holds.
struct DraftSlot {
    path: PathBuf,
    /// Held until it is closed.
    lock: File,
}

/// The drafts of one scenario.
pub(super) struct Drafts {
    /// The real path of the scenario.
    file: String,
    folder: PathBuf,
    held: Option<DraftSlot>,
    /// What was last sent to be written.
    last: Option<EventEntry>,
    /// Whether there can be no folder for drafts, which is nothing to be told of.
    is_off: bool,
    to: Sender<DraftOrder>,
    trouble: Arc<Mutex<Option<String>>>,
}

impl Drafts {
    /// Prepares to keep drafts of a scenario; `None` where there is no folder for them.
    pub(super) fn for_file(file: &Path) -> Option<Self> {
        let folder = folders::state_folder()?.join("drafts");
        let file = file.canonicalize().ok()?.to_str()?.to_owned();
        let (to, orders) = channel();
        let trouble = Arc::new(Mutex::new(None));
        let reported = Arc::clone(&trouble);
        let worker = thread::Builder::new().name("drafts".to_owned());
        worker
            .spawn(move || write_drafts(&orders, &reported))
            .ok()?;
        Some(Self {
            file,
            folder,
            held: None,
            last: None,
            is_off: false,
            to,
            trouble,
        })
    }

    /// Keeps what stands in the form, if it has changed, and forgets it where the form was saved or emptied.
    pub(super) fn follow_form(&mut self, app: &mut App) {
        let begun = app.form.as_ref().filter(|form| form.is_begun());
        let entry = begun.map(|form| form.read_entry().0);
        if entry == self.last || self.is_off {
            return;
        }
        match &entry {
            Some(entry) => {
                if let Err(error) = self.send_entry(entry) {
                    self.report_trouble(&error.to_string());
                }
            }
            None => self.forget_draft(),
        }
        self.last = entry;
        let trouble = self
            .trouble
            .lock()
            .ok()
            .and_then(|mut trouble| trouble.take());
        if let Some(trouble) = trouble {
            app.notice = Some(format!(
                "The draft is kept only while this is open: {trouble}"
            ));
        }
    }

    fn report_trouble(&self, trouble: &str) {
        if let Ok(mut reported) = self.trouble.lock() {
            reported.get_or_insert_with(|| trouble.to_owned());
        }
    }

    fn send_entry(&mut self, entry: &EventEntry) -> io::Result<()> {
        if self.held.is_none() {
            if folders::make_for(&self.draft_path(0)).is_err() {
                self.is_off = true;
                return Ok(());
            }
            self.held = Some(self.free_slot()?);
        }
        let fields = entry.parts.iter();
        let draft = SavedDraft {
            file: self.file.clone(),
            fields: fields
                .map(|part| (part.key.find_row().flag.to_owned(), part.text.clone()))
                .collect(),
        };
        let text = serde_json::to_string_pretty(&draft)?;
        if text.len() > MOST_BYTES {
            return Err(io::Error::other("it is over 1 MiB"));
        }
        if let Some(slot) = &self.held {
            let _ = self.to.send(DraftOrder::Write(slot.path.clone(), text));
        }
        Ok(())
    }

    fn forget_draft(&mut self) {
        if let Some(slot) = self.held.take() {
            let _ = self.to.send(DraftOrder::Remove(slot));
        }
    }

    /// Takes over the newest draft that nobody holds.
    pub(super) fn adopt_orphan(&mut self) -> Option<Orphan> {
        if self.held.is_some() {
            return None;
        }
        let mut found: Vec<(SystemTime, PathBuf)> = (0..MOST_OF_ONE)
            .filter_map(|number| {
                let path = self.draft_path(number);
                let saved = fs::symlink_metadata(&path).ok()?.modified().ok()?;
                Some((saved, path))
            })
            .collect();
        found.sort();
        for (saved, path) in found.into_iter().rev() {
            let Ok(Some(slot)) = lock_draft(&path) else {
                continue;
            };
            let Some(entry) = self.read(&path) else {
                continue;
            };
            self.held = Some(slot);
            self.last = Some(entry.clone());
            return Some(Orphan { entry, saved });
        }
        None
    }

    fn read(&self, path: &Path) -> Option<EventEntry> {
        let file = open_safely(OpenOptions::new().read(true), path).ok()?;
        if !file.metadata().ok()?.is_file() {
            return None;
        }
        let mut text = String::new();
        let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
        file.take(most).read_to_string(&mut text).ok()?;
        let draft: SavedDraft = serde_json::from_str(&text).ok()?;
        let fields = draft.fields.into_iter().filter_map(|(flag, text)| {
            let row = KEYS.iter().find(|row| row.flag == flag)?;
            Some(EntryPart { key: row.key, text })
        });
        let parts: Vec<EntryPart> = fields.collect();
        (draft.file == self.file && !parts.is_empty()).then_some(EventEntry { parts })
    }

    /// A place that nobody holds and in which no draft waits.
    fn free_slot(&self) -> io::Result<DraftSlot> {
        prune_folder(&self.folder);
        for number in 0..MOST_OF_ONE {
            let path = self.draft_path(number);
            if path.try_exists().is_ok_and(|exists| exists) {
                continue;
            }
            if let Some(slot) = lock_draft(&path)? {
                return Ok(slot);
            }
        }
        Err(io::Error::other(format!(
            "{MOST_OF_ONE} drafts of this scenario wait already"
        )))
    }

    fn draft_path(&self, number: usize) -> PathBuf {
        let name = hash(self.file.as_bytes());
        self.folder.join(format!("{name:016x}-{number}.json"))
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        let (done, settled) = channel();
        if self.to.send(DraftOrder::Settle(done)).is_ok() {
            let _ = settled.recv_timeout(LAST_WRITE);
        }
    }
}

/// Does what is asked; of several texts for one draft only the last is written.
fn write_drafts(orders: &Receiver<DraftOrder>, trouble: &Mutex<Option<String>>) {
    let mut waiting = None;
    loop {
        let order = match waiting.take() {
            Some(order) => order,
            None => match orders.recv() {
                Ok(order) => order,
                Err(_) => return,
            },
        };
        match order {
            DraftOrder::Write(path, mut text) => {
                for next in orders.try_iter() {
                    match next {
                        DraftOrder::Write(same, newer) if same == path => text = newer,
                        other => {
                            waiting = Some(other);
                            break;
                        }
                    }
                }
                if let (Err(error), Ok(mut reported)) = (write(&path, &text), trouble.lock()) {
                    *reported = Some(error.to_string());
                }
            }
            DraftOrder::Remove(slot) => {
                let _ = fs::remove_file(&slot.path);
                let _ = fs::remove_file(lock_of(&slot.path));
                drop(slot.lock);
            }
            DraftOrder::Settle(done) => {
                let _ = done.send(());
            }
        }
    }
}

/// Puts a draft in the place of the one before, whole.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("tmp");
    let _ = fs::remove_file(&beside);
    let mut options = OpenOptions::new();
    let mut file = open_safely(options.write(true).create_new(true).mode(0o600), &beside)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_data())
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Takes the lock of a draft; `None` if another dashboard has it.
fn lock_draft(path: &Path) -> io::Result<Option<DraftSlot>> {
    let name = lock_of(path);
    let mut options = OpenOptions::new();
    let lock = open_safely(
        options.write(true).create(true).truncate(false).mode(0o600),
        &name,
    )?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    // Whoever had it may have taken the file away meanwhile: then this lock is that of a file that is gone.
    let (here, there) = (lock.metadata()?, fs::symlink_metadata(&name));
    let is_same = there.is_ok_and(|there| there.ino() == here.ino() && there.dev() == here.dev());
    Ok(is_same.then(|| DraftSlot {
        path: path.to_owned(),
        lock,
    }))
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

/// Takes the oldest files of the folder away where there are too many, but for those that somebody holds.
fn prune_folder(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut drafts: Vec<(u64, PathBuf)> = entries
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "json"))
        .filter_map(|entry| {
            Some((
                to_seconds(entry.metadata().ok()?.modified().ok()?),
                entry.path(),
            ))
        })
        .collect();
    drafts.sort();
    let more = drafts.len().saturating_sub(MOST_FILES - 1);
    for (_, path) in drafts.into_iter().take(more) {
        if let Ok(Some(slot)) = lock_draft(&path) {
            let _ = fs::remove_file(&slot.path);
            let _ = fs::remove_file(lock_of(&slot.path));
        }
    }
}

fn to_seconds(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// Opens without following a link and without ever waiting.
fn open_safely(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    options
        .custom_flags(i32::from_ne_bytes(flags.bits().to_ne_bytes()))
        .open(path)
}

/// A short name for a path, by FNV-1a; the path itself stands in the draft.
fn hash(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    bytes.iter().fold(start, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
