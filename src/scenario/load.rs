//! Opening and reading scenarios: the one place where files become a model.
//!
//! The edge calls [`file()`], [`reader`] or, through `built_in`, [`text()`]. A text is cut at its tables;
//! the pieces that are no events are parsed first, then all events, each piece parsed, validated and
//! dropped before the next, on every core. Nothing here prints.

use std::collections::BTreeSet;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::parse::{self, Lost, Origin, Row, Tables};
use super::read::{self, Refusal};
use super::validate::World;
use super::validate::events::{Draft, draft};
use super::validate::log::assemble;
use super::validate::tables::tables;
use super::{crew, cut, explain, include};
use crate::diagnostic::{Diagnostic, Problem, SourceFile, Span, locate};
use crate::model::scenario::Scenario;
use crate::text::safe;

/// The most text that a scenario may have in all its files: one gibibyte.
pub const MOST_BYTES: u64 = 1 << 30;

/// A scenario with the files that it was read from.
#[derive(Debug)]
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
    let mut files = vec![path.to_owned()];
    let mut names = vec![shown_name(path)];
    let mut texts = vec![open(path, MOST_BYTES)?];
    let mut problems = Vec::new();
    let mut room = MOST_BYTES - texts.iter().map(|text| text.len() as u64).sum::<u64>();
    let included = texts.first().map_or_else(Vec::new, |main| {
        included(path, cut::above_tables(main), &mut problems)
    });
    for path in included {
        let text = open(&path, room)?;
        room = room.saturating_sub(text.len() as u64);
        texts.push(text);
        names.push(shown_name(&path));
        files.push(path);
    }
    let sources: Vec<SourceFile<'_>> = names
        .into_iter()
        .zip(&texts)
        .map(|(name, text)| SourceFile { name, text })
        .collect();
    let scenario = scenario(&sources, problems).map_err(LoadError::Bad)?;
    Ok(Loaded { scenario, files })
}

/// Loads a scenario from a stream, such as standard input; it cannot include files.
pub fn reader(name: &str, from: impl Read) -> Result<Loaded, LoadError> {
    let text = read::stream(from, 0, MOST_BYTES).map_err(|refusal| refused(name, refusal))?;
    self::text(name, &text).map_err(LoadError::Bad)
}

/// Loads a scenario from a text; it cannot include files.
pub fn text(name: &str, text: &str) -> Result<Loaded, Vec<Diagnostic>> {
    let source = SourceFile {
        name: safe(name, false).into_owned(),
        text,
    };
    let mut problems = Vec::new();
    for (span, _) in patterns(cut::above_tables(text)) {
        problems.push(
            Problem::error(include::CODE, span, "only a file can include others")
                .help("save this text as a file, or leave 'include' out"),
        );
    }
    Ok(Loaded {
        scenario: scenario(&[source], problems)?,
        files: Vec::new(),
    })
}

/// A path as it may be shown.
pub fn shown_name(path: &Path) -> String {
    safe(&path.to_string_lossy(), false).into_owned()
}

fn open(path: &Path, room: u64) -> Result<String, LoadError> {
    read::file(path, room).map_err(|refusal| refused(&shown_name(path), refusal))
}

fn refused(name: &str, refusal: Refusal) -> LoadError {
    let name = safe(name, false).into_owned();
    if refusal.is_content {
        LoadError::Unusable(name, refusal.reason)
    } else {
        LoadError::Unreadable(name, refusal.reason)
    }
}

/// The patterns of `include` with their places; what is wrong with the text shows when all of it is parsed.
fn patterns(above_tables: &str) -> Vec<(Span, String)> {
    if !above_tables.contains("include") {
        return Vec::new();
    }
    let origin = Origin { file: 0, base: 0 };
    let mut heading = Tables::default();
    parse::piece(above_tables, origin, &mut heading, &mut Vec::new());
    let patterns = heading.include.iter().flat_map(|row| row.raw.get_ref());
    patterns
        .map(|pattern| (origin.span(pattern.span()), pattern.get_ref().to_string()))
        .collect()
}

fn included(main: &Path, above_tables: &str, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let patterns = patterns(above_tables);
    if patterns.is_empty() {
        return Vec::new();
    }
    include::files(main, &patterns, problems)
}

/// A piece of one file's text that parses on its own.
#[derive(Clone, Copy, Default)]
struct Piece {
    file: u32,
    from: u32,
    to: u32,
}

/// How many pieces are read at once; with more, what the parser allocates is so large that freeing it is slow.
const AT_ONCE: usize = 8;

/// Reads pieces in order, several at once where they follow each other.
fn parse_run<'i>(
    run: &[Piece],
    files: &[SourceFile<'i>],
    into: &mut Tables<'i>,
    problems: &mut Vec<Problem>,
) {
    let text = |piece: Piece| -> &'i str {
        let range = piece.from as usize..piece.to as usize;
        let file = files.get(piece.file as usize);
        file.and_then(|file| file.text.get(range))
            .unwrap_or_default()
    };
    let origin = |piece: Piece| Origin {
        file: piece.file,
        base: piece.from as usize,
    };
    let runs = run.chunk_by(|a, b| a.file == b.file && a.to == b.from);
    for chunk in runs.flat_map(|run| run.chunks(AT_ONCE)) {
        let whole = match chunk {
            [first, .., last] => Piece {
                to: last.to,
                ..*first
            },
            _ => Piece::default(),
        };
        if chunk.len() > 1 && parse::several(text(whole), origin(whole), into, problems) {
            continue;
        }
        for piece in chunk {
            parse::piece(text(*piece), origin(*piece), into, problems);
        }
    }
}

/// The pieces of all texts: those that may hold any table, and those that hold nothing but events.
fn pieces(files: &[SourceFile<'_>]) -> (Vec<Piece>, Vec<Piece>) {
    let (mut mixed, mut plain) = (Vec::new(), Vec::new());
    for (number, source) in files.iter().enumerate() {
        let file = u32::try_from(number).unwrap_or(u32::MAX);
        let end = u32::try_from(source.text.len()).unwrap_or(u32::MAX);
        let cuts = cut::cuts(source.text).unwrap_or_default();
        let first = cuts.first().map_or(end, |cut| cut.at);
        mixed.push(Piece {
            file,
            from: 0,
            to: first,
        });
        let ends = cuts.iter().skip(1).map(|cut| cut.at).chain([end]);
        plain.reserve_exact(cuts.iter().filter(|cut| cut.plain).count());
        for (cut, to) in cuts.iter().zip(ends) {
            let from = cut.at;
            if cut.plain { &mut plain } else { &mut mixed }.push(Piece { file, from, to });
        }
    }
    (mixed, plain)
}

/// The model of some texts that belong together, or everything that is wrong with them.
fn scenario(
    files: &[SourceFile<'_>],
    mut problems: Vec<Problem>,
) -> Result<Scenario, Vec<Diagnostic>> {
    let (mixed, plain) = pieces(files);
    let mut raw = read_tables(&mixed, files, &mut problems);
    raw.headed
        .extend(plain.iter().map(|piece| (piece.file, "event")));
    if problems.is_empty() && raw.is_empty() {
        problems.push(
            Problem::error(
                "empty",
                Span::default(),
                "there is no scenario in this file",
            )
            .help("a scenario begins with format = 1 and a [scenario] table"),
        );
        return Err(locate(problems, files));
    }
    if problems.iter().any(|problem| problem.code == include::CODE) {
        raw.lost.add("source", None);
        raw.lost.add("event", None);
    }
    written_twice(&raw, &mut problems);
    let plain = without_scenarios(plain, &mut raw, &mut problems);
    only_events_and_sources(&mut raw, &mut problems);
    problems.extend(std::mem::take(&mut raw.unknown).into_values());
    let (checked, world) = tables(&raw, &mut problems);
    let mut lost = std::mem::take(&mut raw.lost);
    let mut batches: Vec<Vec<Draft>> = vec![
        raw.events
            .iter()
            .filter_map(|row| draft(row, &world, &mut lost, &mut problems))
            .collect(),
    ];
    drop(raw);
    for batch in crew::work(&plain, |run| batch(run, files, &world)) {
        batches.push(batch.drafts);
        lost.absorb(batch.lost);
        problems.extend(batch.problems);
    }
    assemble(checked, batches, &lost, &mut problems).ok_or_else(|| {
        brackets_once(&mut problems);
        locate(problems, files)
    })
}

/// Leaves one problem in each file of those that say the same of a header's brackets.
fn brackets_once(problems: &mut Vec<Problem>) {
    let mut told = BTreeSet::new();
    problems.sort_by_key(|problem| problem.span);
    problems.retain(|problem| {
        problem.code != parse::BRACKETS || told.insert((problem.span.file, problem.message.clone()))
    });
}

fn read_tables<'i>(
    pieces: &[Piece],
    files: &[SourceFile<'i>],
    problems: &mut Vec<Problem>,
) -> Tables<'i> {
    let parts = crew::work(pieces, |run| {
        let (mut raw, mut found) = (Tables::default(), Vec::new());
        parse_run(run, files, &mut raw, &mut found);
        (raw, found)
    });
    let mut raw = Tables::default();
    for (part, found) in parts {
        raw.absorb(part);
        problems.extend(found);
    }
    raw
}

/// Refuses a table that is written both as a list in one line and with headers, as TOML does.
fn written_twice(raw: &Tables<'_>, problems: &mut Vec<Problem>) {
    for (name, span) in &raw.inline {
        if raw.headed.contains(&(span.file, *name)) {
            let message = format!("'{name}' is written both in one line and as [[{name}]]");
            problems.push(
                Problem::error("syntax", *span, message)
                    .help(format!("write all of them as [[{name}]]")),
            );
        }
    }
}

/// Refuses whole scenarios that are included, one problem for each, and reads nothing more of them.
fn without_scenarios(
    mut plain: Vec<Piece>,
    raw: &mut Tables<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Piece> {
    let mut whole: Vec<Span> = raw.scenario.iter().map(Row::span).collect();
    whole.retain(|span| span.file > 0);
    for span in whole {
        problems.retain(|problem| problem.span.file != span.file);
        problems.push(
            Problem::error(
                "included",
                span,
                "a file that is included cannot be a scenario of its own",
            )
            .help("leave it out of 'include', or move its events and sources to a file without [scenario]"),
        );
        raw.leave_out(span.file);
        plain.retain(|piece| piece.file != span.file);
    }
    plain
}

/// Refuses everything but events and sources in files that are included.
fn only_events_and_sources(raw: &mut Tables<'_>, problems: &mut Vec<Problem>) {
    fn refuse<T>(rows: &[Row<T>], name: &str, problems: &mut Vec<Problem>) {
        for span in rows.iter().map(Row::span).filter(|span| span.file > 0) {
            let message = format!(
                "{} cannot stand in a file that is included",
                explain::header(name)
            );
            problems.push(
                Problem::error("included", span, message)
                    .help("move it to the main file; included files hold events and sources"),
            );
        }
    }
    refuse(&raw.format, "format", problems);
    refuse(&raw.include, "include", problems);
    refuse(&raw.parties, "party", problems);
    refuse(&raw.places, "place", problems);
    refuse(&raw.persons, "person", problems);
    refuse(&raw.series, "series", problems);
    refuse(&raw.kinds, "kind", problems);
    refuse(&raw.marks, "mark", problems);
    raw.keep_to_main();
}

/// What a run of pieces comes to.
struct Batch {
    drafts: Vec<Draft>,
    lost: Lost,
    problems: Vec<Problem>,
}

fn batch(run: &[Piece], files: &[SourceFile<'_>], world: &World) -> Batch {
    let mut drafts = Vec::with_capacity(run.len());
    let mut problems = Vec::new();
    let mut lost = Lost::default();
    let mut raw = Tables::default();
    parse_run(run, files, &mut raw, &mut problems);
    for row in raw.events {
        drafts.extend(draft(&row, world, &mut lost, &mut problems));
    }
    lost.absorb(raw.lost);
    problems.extend(raw.unknown.into_values());
    Batch {
        drafts,
        lost,
        problems,
    }
}
