//! Builds the model from the texts of a scenario, or reports every problem in them.
//!
//! `load` calls it when all files are read. The pieces that are no events are parsed first, then all events; each
//! piece is parsed, validated and dropped before the next, on every core. No I/O.

use std::collections::BTreeSet;

use super::lint::{self, Notes};
use super::parse::{self, Lost, Row, Tables};
use super::pieces::{Piece, parse_run, pieces};
use super::raw::RawEvent;
use super::validate::World;
use super::validate::events::{Draft, draft};
use super::validate::log::assemble;
use super::validate::tables::tables;
use super::{conflict, crew, explain, include};
use crate::diagnostic::{Problem, SourceFile, Span};
use crate::model::scenario::Scenario;

/// The result of building a scenario from its texts.
pub(super) struct Built {
    /// The model, if there are no errors.
    pub(super) scenario: Option<Scenario>,
    /// The errors.
    pub(super) problems: Vec<Problem>,
    /// The findings of the lints, if they were asked for.
    pub(super) notes: Option<Notes>,
}

impl Built {
    /// Makes the result for texts that cannot be read at all.
    fn of_problems(problems: Vec<Problem>) -> Self {
        Self {
            scenario: None,
            problems,
            notes: None,
        }
    }
}

/// Builds the model of texts that belong together, or reports every error in them after `problems`; runs the lints if
/// `is_examined`.
pub(super) fn build(
    files: &[SourceFile<'_>],
    mut problems: Vec<Problem>,
    is_examined: bool,
) -> Built {
    let conflicts = conflict::find(files);
    if !conflicts.is_empty() {
        return Built::of_problems(conflicts);
    }
    let (mixed, plain) = pieces(files);
    let mut raw = read_tables(&mixed, files, is_examined, &mut problems);
    raw.headed
        .extend(plain.iter().map(|piece| (piece.file, "event")));
    if problems.is_empty() && raw.is_empty() {
        let message = "there is no scenario in this file";
        let problem = Problem::error("empty", Span::default(), message);
        problems.push(problem.help("a scenario begins with format = 1 and a [scenario] table"));
        return Built::of_problems(problems);
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
    let setting = Setting {
        files,
        world: &world,
        lints: is_examined.then(|| lint::events::Setting::of(&checked, &raw, problems.is_empty())),
    };
    let declared = lint::sources::declared(&raw);
    let mut whole = Batch {
        notes: raw.notes.take(),
        lost: std::mem::take(&mut raw.lost),
        ..Batch::default()
    };
    for row in &raw.events {
        whole.take(row, &setting);
    }
    drop(raw);
    let mut batches = vec![std::mem::take(&mut whole.drafts)];
    for mut batch in crew::work(&plain, |run| batch(run, &setting)) {
        batches.push(std::mem::take(&mut batch.drafts));
        whole.absorb(batch);
    }
    problems.append(&mut whole.problems);
    let mut notes = whole.notes;
    if let Some(notes) = &mut notes {
        lint::order::check(&batches, world.zone, notes);
    }
    let scenario = assemble(checked, batches, &whole.lost, &mut problems, notes.as_mut());
    if let Some(notes) = &mut notes {
        lint::sources::check(&declared, scenario.is_some(), notes);
    }
    brackets_once(&mut problems);
    world.advise(&mut problems, files);
    Built {
        scenario,
        problems,
        notes,
    }
}

/// Keeps one problem for each file among those with the same message about the brackets of a header.
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
    is_examined: bool,
    problems: &mut Vec<Problem>,
) -> Tables<'i> {
    let empty = || Tables {
        notes: is_examined.then(Notes::default),
        ..Tables::default()
    };
    let parts = crew::work(pieces, |run| {
        let (mut raw, mut found) = (empty(), Vec::new());
        parse_run(run, files, &mut raw, &mut found);
        (raw, found)
    });
    let mut raw = empty();
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

/// Refuses each included file that is a whole scenario, and drops what was read of it.
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

/// The context in which every event is read.
struct Setting<'s, 'i> {
    files: &'s [SourceFile<'i>],
    world: &'s World,
    /// The context of the lints, if they are asked for.
    lints: Option<lint::events::Setting>,
}

/// The result of reading some events.
#[derive(Default)]
struct Batch {
    drafts: Vec<Draft>,
    lost: Lost,
    problems: Vec<Problem>,
    notes: Option<Notes>,
}

impl Batch {
    /// Validates an event and runs the lints on it.
    fn take(&mut self, row: &Row<RawEvent<'_>>, setting: &Setting<'_, '_>) {
        let mut drafted = draft(row, setting.world, &mut self.lost, &mut self.problems);
        if let Some((lints, notes)) = setting.lints.as_ref().zip(self.notes.as_mut()) {
            lint::events::check(row, drafted.as_ref(), lints, notes);
            if let Some((draft, spots)) = drafted.as_mut().zip(lint::events::spots(row)) {
                draft.rare.get_or_insert_default().spots = Some(spots);
            }
        }
        self.drafts.extend(drafted);
    }

    /// Adds the result of another batch, without its drafts.
    fn absorb(&mut self, other: Self) {
        self.lost.absorb(other.lost);
        self.problems.extend(other.problems);
        if let Some((notes, others)) = self.notes.as_mut().zip(other.notes) {
            notes.absorb(others);
        }
    }
}

fn batch(run: &[Piece], setting: &Setting<'_, '_>) -> Batch {
    let mut raw = Tables {
        notes: setting.lints.is_some().then(Notes::default),
        ..Tables::default()
    };
    let mut problems = Vec::new();
    parse_run(run, setting.files, &mut raw, &mut problems);
    problems.extend(std::mem::take(&mut raw.unknown).into_values());
    let mut batch = Batch {
        drafts: Vec::with_capacity(run.len()),
        lost: std::mem::take(&mut raw.lost),
        problems,
        notes: raw.notes.take(),
    };
    for row in &raw.events {
        batch.take(row, setting);
    }
    batch
}
