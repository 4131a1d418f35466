//! Opening and reading scenarios: the one place where files become a model.
//!
//! The edge calls [`file()`], [`reader`] or, through `built_in`, [`text`]. A text is cut at its events;
//! the few pieces with tables are parsed first, then all events on every core, each piece parsed,
//! validated and dropped before the next. Nothing here prints.

use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;

use super::parse::{self, Origin, Tables};
use super::validate::World;
use super::validate::events::{Draft, draft};
use super::validate::log::assemble;
use super::validate::tables::tables;
use super::{cut, include};
use crate::diagnostic::{Diagnostic, Problem, SourceFile, locate};
use crate::model::scenario::Scenario;
use crate::text::safe;

/// The largest file that is read: one gibibyte.
pub const MOST_BYTES: u64 = 1 << 30;

/// How much text is worth a second thread.
const BYTES_A_THREAD: usize = 64 * 1024;

/// A scenario with the files that it was read from.
pub struct Loaded {
    /// The model.
    pub scenario: Scenario,
    /// The files, the main one first; empty for what did not come from a file.
    pub files: Vec<PathBuf>,
}

/// Why there is no scenario.
#[derive(Debug)]
pub enum LoadError {
    /// The file cannot be used at all: how it is called, and why.
    Unreadable(String, String),
    /// The file can be read but holds no text of a scenario: how it is called, and why.
    Unusable(String, String),
    /// The scenario has problems.
    Bad(Vec<Diagnostic>),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(name, reason) | Self::Unusable(name, reason) => {
                write!(f, "{name}: {reason}")
            }
            Self::Bad(problems) => {
                let first = problems
                    .first()
                    .map(Diagnostic::summary)
                    .unwrap_or_default();
                write!(f, "{first}, {} in all", problems.len())
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// Loads a scenario from a file and those that it includes.
pub fn file(path: &Path) -> Result<Loaded, LoadError> {
    let name = shown_name(path);
    let main = open(path)?;
    let mut files = vec![path.to_owned()];
    let mut names = vec![name];
    let mut texts = vec![main];
    let included = {
        let mut heading = Tables::default();
        let text = texts.first().map_or("", String::as_str);
        let end = cut::events(text)
            .and_then(|cuts| cuts.first().map(|cut| cut.at))
            .unwrap_or(text.len());
        let head = text.get(..end).unwrap_or_default();
        if head.contains("include") {
            parse::piece(
                head,
                Origin { file: 0, base: 0 },
                &mut heading,
                &mut Vec::new(),
            );
        }
        let mut problems = Vec::new();
        let included = include::files(path, &heading, &mut problems);
        if !problems.is_empty() {
            return Err(LoadError::Bad(locate(problems, &sources(&names, &texts))));
        }
        included
    };
    for path in included {
        texts.push(open(&path)?);
        names.push(shown_name(&path));
        files.push(path);
    }
    let scenario = assemble_texts(&sources(&names, &texts)).map_err(LoadError::Bad)?;
    Ok(Loaded { scenario, files })
}

/// Loads a scenario from a stream, such as standard input; it cannot include files.
pub fn reader(name: &str, from: impl Read) -> Result<Loaded, LoadError> {
    let text = read_text(name, from)?;
    self::text(name, &text).map_err(LoadError::Bad)
}

/// Loads a scenario from a text.
pub fn text(name: &str, text: &str) -> Result<Loaded, Vec<Diagnostic>> {
    let names = [safe(name, false).into_owned()];
    let source = SourceFile {
        name: names.into_iter().collect(),
        text,
    };
    Ok(Loaded {
        scenario: assemble_texts(&[source])?,
        files: Vec::new(),
    })
}

fn sources<'t>(names: &[String], texts: &'t [String]) -> Vec<SourceFile<'t>> {
    names
        .iter()
        .zip(texts)
        .map(|(name, text)| SourceFile {
            name: name.clone(),
            text,
        })
        .collect()
}

/// A path as it may be shown.
pub fn shown_name(path: &Path) -> String {
    safe(&path.to_string_lossy(), false).into_owned()
}

/// Opens and reads a regular file without ever waiting for one that is not.
fn open(path: &Path) -> Result<String, LoadError> {
    let name = shown_name(path);
    let unreadable = |reason: &str| LoadError::Unreadable(name.clone(), reason.to_owned());
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags =
            rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::CLOEXEC | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(i32::from_ne_bytes(flags.bits().to_ne_bytes()));
    }
    let file = options.open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => unreadable("there is no such file"),
        io::ErrorKind::PermissionDenied => unreadable("you may not read this file"),
        io::ErrorKind::IsADirectory => unreadable("this is a directory; name a scenario file"),
        _ => unreadable(&error.to_string()),
    })?;
    let meta = file
        .metadata()
        .map_err(|error| unreadable(&error.to_string()))?;
    if meta.is_dir() {
        return Err(unreadable("this is a directory; name a scenario file"));
    }
    if !meta.is_file() {
        return Err(unreadable(
            "this is not a regular file; use - to read from standard input",
        ));
    }
    if meta.len() > MOST_BYTES {
        return Err(unreadable(TOO_LARGE));
    }
    read_text(&name, file)
}

const TOO_LARGE: &str = "this is larger than 1 GiB; split the log into several files";

fn read_text(name: &str, from: impl Read) -> Result<String, LoadError> {
    let unreadable = |reason: &str| LoadError::Unreadable(name.to_owned(), reason.to_owned());
    let unusable = |reason: String| LoadError::Unusable(name.to_owned(), reason);
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error.to_string()))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(unreadable(TOO_LARGE));
    }
    if bytes.is_empty() {
        return Err(unusable(
            "the file is empty: a scenario begins with format = 1".to_owned(),
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let good = error.as_bytes().get(..at).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', good).count() + 1;
        unusable(format!(
            "line {line}: this is not UTF-8 text (byte {}); save the file as UTF-8",
            at + 1
        ))
    })
}

/// A piece of one file's text that parses on its own.
#[derive(Clone, Copy)]
struct Piece<'t> {
    origin: Origin,
    text: &'t str,
}

/// The pieces of a text that hold tables, and those that hold nothing but events.
fn pieces<'t>(file: u32, text: &'t str, mixed: &mut Vec<Piece<'t>>, plain: &mut Vec<Piece<'t>>) {
    let cuts = cut::events(text).unwrap_or_default();
    let piece = |from: usize, to: usize| Piece {
        origin: Origin { file, base: from },
        text: text.get(from..to).unwrap_or_default(),
    };
    mixed.push(piece(0, cuts.first().map_or(text.len(), |cut| cut.at)));
    for (number, cut) in cuts.iter().enumerate() {
        let end = cuts.get(number + 1).map_or(text.len(), |next| next.at);
        if cut.plain { &mut *plain } else { &mut *mixed }.push(piece(cut.at, end));
    }
}

fn assemble_texts(files: &[SourceFile<'_>]) -> Result<Scenario, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let (mut mixed, mut plain) = (Vec::new(), Vec::new());
    for (number, file) in files.iter().enumerate() {
        pieces(
            u32::try_from(number).unwrap_or(u32::MAX),
            file.text,
            &mut mixed,
            &mut plain,
        );
    }
    let mut raw = Tables::default();
    for piece in mixed {
        parse::piece(piece.text, piece.origin, &mut raw, &mut problems);
    }
    only_events_and_sources(&raw, &mut problems);
    let (checked, world) = tables(&raw, &mut problems);
    let mut batches = vec![
        raw.events
            .iter()
            .filter_map(|row| draft(row, &world, &mut problems))
            .collect(),
    ];
    drop(raw);
    for (batch, found) in drafts(&plain, &world) {
        batches.push(batch);
        problems.extend(found);
    }
    match assemble(checked, batches, &mut problems) {
        Some(scenario) => Ok(scenario),
        None => Err(locate(problems, files)),
    }
}

/// Refuses tables other than events and sources in files that are included.
fn only_events_and_sources(raw: &Tables<'_>, problems: &mut Vec<Problem>) {
    let mut refuse = |name: &str, spans: Vec<crate::diagnostic::Span>| {
        for span in spans.into_iter().filter(|span| span.file > 0) {
            let message = format!(
                "{} cannot stand in a file that is included",
                parse::header(name)
            );
            problems.push(
                Problem::error("include", span, message)
                    .help("move it to the main file; included files hold events and sources"),
            );
        }
    };
    refuse("format", raw.format.iter().map(parse::Row::span).collect());
    refuse(
        "include",
        raw.include.iter().map(parse::Row::span).collect(),
    );
    refuse(
        "scenario",
        raw.scenario.iter().map(parse::Row::span).collect(),
    );
    refuse("party", raw.parties.iter().map(parse::Row::span).collect());
    refuse("place", raw.places.iter().map(parse::Row::span).collect());
    refuse("person", raw.persons.iter().map(parse::Row::span).collect());
    refuse("series", raw.series.iter().map(parse::Row::span).collect());
    refuse("kind", raw.kinds.iter().map(parse::Row::span).collect());
    refuse("mark", raw.marks.iter().map(parse::Row::span).collect());
}

type Batch = (Vec<Draft>, Vec<Problem>);

/// Parses and validates events, each piece on its own, on as many threads as there is work for.
fn drafts(pieces: &[Piece<'_>], world: &World) -> Vec<Batch> {
    let bytes: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(bytes / BYTES_A_THREAD + 1).max(1);
    if threads == 1 {
        return vec![batch(pieces, world)];
    }
    // Several runs of pieces a thread, so that joining them never holds two copies of the whole log.
    let run = pieces.len().div_ceil(threads * 8).max(1);
    let runs: Vec<&[Piece<'_>]> = pieces.chunks(run).collect();
    let mut batches: Vec<(usize, Batch)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                let mine: Vec<(usize, &[Piece<'_>])> = runs
                    .iter()
                    .copied()
                    .enumerate()
                    .skip(worker)
                    .step_by(threads)
                    .collect();
                scope.spawn(move || {
                    mine.into_iter()
                        .map(|(number, run)| (number, batch(run, world)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| {
                worker
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    });
    batches.sort_by_key(|(number, _)| *number);
    batches.into_iter().map(|(_, batch)| batch).collect()
}

fn batch(pieces: &[Piece<'_>], world: &World) -> Batch {
    let mut drafts = Vec::with_capacity(pieces.len());
    let mut problems = Vec::new();
    let mut raw = Tables::default();
    for piece in pieces {
        parse::piece(piece.text, piece.origin, &mut raw, &mut problems);
        drafts.extend(
            raw.events
                .drain(..)
                .filter_map(|row| draft(&row, world, &mut problems)),
        );
    }
    (drafts, problems)
}
