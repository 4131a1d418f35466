//! The kernel's word that something has changed at one of the spots between a name and a file (inotify).
//!
//! `follow` arms one afresh after every change, so that it never watches what is no longer there. Says that it
//! does not hear everything where the kernel cannot, as on a network file system: then somebody has to look.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::{OsStr, OsString};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};

use super::watch_points::WatchPoint;

/// Room for the events that are read at once.
const ROOM: usize = 4096;

/// The file systems that others write to without the kernel's knowledge, by their numbers in statfs(2).
const SHARED: [u32; 20] = [
    0x0000_6969, // NFS
    0x0000_517b, // SMB
    0xff53_4d42, // CIFS
    0xfe53_4d42, // SMB2
    0x6573_5546, // FUSE: sshfs, virtiofs and their kin
    0x0102_1997, // 9p
    0x5346_414f, // AFS
    0x6b41_4653, // AFS of the kernel
    0x7375_7245, // Coda
    0x0000_564c, // NCP
    0x00c3_6400, // Ceph
    0x0bd0_0bd0, // Lustre
    0x0116_1970, // GFS2
    0x7461_636f, // OCFS2
    0x4750_4653, // GPFS
    0x1983_0326, // BeeGFS
    0x2003_0528, // OrangeFS
    0x786f_4256, // shared folders of VirtualBox
    0xbacb_acbc, // shared folders of VMware
    0x7c7c_6673, // shared folders of Parallels
];

/// What is armed.
#[derive(Debug)]
pub(super) struct InotifyWatches {
    kernel: Option<OwnedFd>,
    spots: HashMap<i32, Watched>,
    /// Whether everything that happens is heard.
    pub(super) is_reliable: bool,
}

/// What matters of what the kernel says of a spot.
#[derive(Debug, Default)]
struct Watched {
    names: BTreeSet<OsString>,
    is_open: bool,
}

impl InotifyWatches {
    /// One that hears nothing.
    pub(super) fn without_inotify() -> Self {
        Self {
            kernel: None,
            spots: HashMap::new(),
            is_reliable: false,
        }
    }

    /// Listens at every spot.
    pub(super) fn watch_all(spots: &BTreeMap<PathBuf, WatchPoint>) -> Self {
        let Ok(kernel) = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK) else {
            return Self::without_inotify();
        };
        let mut watches = Self {
            kernel: None,
            spots: HashMap::new(),
            is_reliable: true,
        };
        for (path, position) in spots {
            let matters = position.is_file || position.is_open || !position.names.is_empty();
            match inotify::add_watch(&kernel, path, watch_flags(position)) {
                Ok(number) => {
                    let entry = watches.spots.entry(number).or_default();
                    entry.names.extend(position.names.iter().cloned());
                    entry.is_open |= position.is_open;
                }
                // A directory on the way that may be passed but not watched hardly ever moves.
                Err(_) => watches.is_reliable &= !matters,
            }
            watches.is_reliable &= !(matters && is_shared(path));
        }
        watches.kernel = Some(kernel);
        watches
    }

    /// What becomes readable when there is something to hear.
    pub(super) fn event_descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.kernel.as_ref().map(AsFd::as_fd)
    }

    /// Takes all that was heard: whether anything of it matters.
    pub(super) fn drain_events(&self) -> bool {
        let Some(kernel) = &self.kernel else {
            return false;
        };
        let mut room = [MaybeUninit::uninit(); ROOM];
        let mut events = inotify::Reader::new(kernel, &mut room);
        let mut is_received = false;
        while let Ok(event) = events.next() {
            let name = event
                .file_name()
                .map(|name| OsStr::from_bytes(name.to_bytes()));
            is_received |= event.events().contains(ReadFlags::QUEUE_OVERFLOW)
                || self
                    .spots
                    .get(&event.wd())
                    .is_some_and(|position| position.is_relevant(name));
        }
        is_received
    }
}

impl Watched {
    /// Whether it matters that something happened to an entry, or to the spot itself.
    fn is_relevant(&self, name: Option<&OsStr>) -> bool {
        name.is_none_or(|name| {
            // No pattern of a scenario finds a hidden file, such as what editors keep beside theirs.
            let is_hidden = name.as_bytes().starts_with(b".");
            self.names.contains(name) || self.is_open && !is_hidden
        })
    }
}

fn watch_flags(position: &WatchPoint) -> WatchFlags {
    let itself = WatchFlags::MOVE_SELF | WatchFlags::DELETE_SELF | WatchFlags::MASK_ADD;
    if position.is_file {
        itself | WatchFlags::MODIFY | WatchFlags::CLOSE_WRITE | WatchFlags::ATTRIB
    } else if position.is_open || !position.names.is_empty() {
        // What is written in other files of a directory, which may be much, wakes nobody.
        itself | WatchFlags::ATTRIB | WatchFlags::CREATE | WatchFlags::DELETE | WatchFlags::MOVE
    } else {
        itself
    }
}

/// Whether others may write there without the kernel's knowledge.
fn is_shared(path: &Path) -> bool {
    // The numbers have 32 bits, in a field that is wider on some machines and signed on most.
    rustix::fs::statfs(path)
        .is_ok_and(|found| SHARED.iter().any(|known| low_bits(found.f_type) == *known))
}

fn low_bits(number: impl TryInto<i64>) -> u32 {
    let number = number.try_into().unwrap_or(0);
    u32::try_from(number & 0xffff_ffff).unwrap_or(0)
}
