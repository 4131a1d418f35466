//! Builds the model from the texts of a scenario, or reports every problem in them.
//!
//! `load` calls it when all files are read. The pieces that are no events are parsed first, then all events; each
//! piece is parsed, validated and dropped before the next, on every core. No I/O.

use std::collections::BTreeSet;

use super::chunks::{Chunk, cut_pieces, parse_run};
use super::lint::{self, LintNotes};
use super::parse::{self, Lost, ParsedRow, ParsedTables};
use super::raw::RawEvent;
use super::validate::World;
use super::validate::events::{EventDraft, draft_event};
use super::validate::log::assemble_log;
use super::validate::tables::validate_tables;
use super::{conflict, explain, include, parallel};
use crate::diagnostic::{Problem, SourceFile, Span};
use crate::model::scenario::Scenario;

/// The result of building a scenario from its texts.
pub(super) struct Built {
    /// The model, if there are no errors.
    pub(super) scenario: Option<Scenario>,
    /// The errors.
    pub(super) problems: Vec<Problem>,
    /// The findings of the lints, if they were asked for.
    pub(super) notes: Option<LintNotes>,
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

/// Reports texts without any table.
fn report_empty() -> Problem {
    let message = "there is no scenario in this file";
    Problem::new_error("empty", Span::default(), message)
        .with_help("a scenario begins with format = 1 and a [scenario] table")
}

/// Builds the model of texts that belong together, or reports every error in them after `problems`; runs the lints if
/// `is_examined`.
pub(super) fn build_model(
    files: &[SourceFile<'_>],
    mut problems: Vec<Problem>,
    is_examined: bool,
) -> Built {
    let conflicts = conflict::find_conflicts(files);
    if !conflicts.is_empty() {
        return Built::of_problems(conflicts);
    }
    let (mixed, plain) = cut_pieces(files);
    let mut raw = read_tables(&mixed, files, is_examined, &mut problems);
    raw.headed
        .extend(plain.iter().map(|piece| (piece.file, "event")));
    if problems.is_empty() && raw.is_empty() {
        return Built::of_problems(vec![report_empty()]);
    }
    if problems.iter().any(|problem| problem.code == include::CODE) {
        raw.lost.add_table("source", None);
        raw.lost.add_table("event", None);
    }
    written_twice(&raw, &mut problems);
    let plain = without_scenarios(plain, &mut raw, &mut problems);
    only_events_and_sources(&mut raw, &mut problems);
    problems.extend(std::mem::take(&mut raw.unknown).into_values());
    let (checked, world) = validate_tables(&raw, &mut problems);
    let setting = EventContext {
        files,
        world: &world,
        lints: is_examined.then(|| {
            lint::events::EventLintContext::from_tables(&checked, &raw, problems.is_empty())
        }),
    };
    let declared = lint::sources::list_declared(&raw);
    let mut whole = Batch {
        notes: raw.notes.take(),
        lost: std::mem::take(&mut raw.lost),
        ..Batch::default()
    };
    for row in &raw.events {
        whole.take_event(row, &setting);
    }
    drop(raw);
    let mut batches = vec![std::mem::take(&mut whole.drafts)];
    for mut batch in parallel::map_chunks(&plain, |run| build_batch(run, &setting)) {
        batches.push(std::mem::take(&mut batch.drafts));
        whole.absorb(batch);
    }
    problems.append(&mut whole.problems);
    let mut notes = whole.notes;
    if let Some(notes) = &mut notes {
        lint::order::check_order(&batches, world.zone, notes);
    }
    let scenario = assemble_log(checked, batches, &whole.lost, &mut problems, notes.as_mut());
    if let Some(notes) = &mut notes {
        lint::sources::check_sources(&declared, scenario.is_some(), notes);
    }
    brackets_once(&mut problems);
    world.advise_ids(&mut problems, files);
    Built {
        scenario,
        problems,
        notes,
    }
}

/// Keeps one problem for each file among those with the same message about the brackets of a header.
fn brackets_once(problems: &mut Vec<Problem>) {
    let mut reported = BTreeSet::new();
    problems.sort_by_key(|problem| problem.span);
    problems.retain(|problem| {
        problem.code != parse::BRACKETS
            || reported.insert((problem.span.file, problem.message.clone()))
    });
}

fn read_tables<'i>(
    pieces: &[Chunk],
    files: &[SourceFile<'i>],
    is_examined: bool,
    problems: &mut Vec<Problem>,
) -> ParsedTables<'i> {
    let empty = || ParsedTables {
        notes: is_examined.then(LintNotes::default),
        ..ParsedTables::default()
    };
    let parts = parallel::map_chunks(pieces, |run| {
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
fn written_twice(raw: &ParsedTables<'_>, problems: &mut Vec<Problem>) {
    for (name, span) in &raw.inline {
        if raw.headed.contains(&(span.file, *name)) {
            let message = format!("'{name}' is written both in one line and as [[{name}]]");
            problems.push(
                Problem::new_error("syntax", *span, message)
                    .with_help(format!("write all of them as [[{name}]]")),
            );
        }
    }
}

/// Refuses each included file that is a whole scenario, and drops what was read of it.
fn without_scenarios(
    mut plain: Vec<Chunk>,
    raw: &mut ParsedTables<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Chunk> {
    let mut whole: Vec<Span> = raw.scenario.iter().map(ParsedRow::table_span).collect();
    whole.retain(|span| span.file > 0);
    for span in whole {
        problems.retain(|problem| problem.span.file != span.file);
        problems.push(
            Problem::new_error(
                "included",
                span,
                "a file that is included cannot be a scenario of its own",
            )
            .with_help("leave it out of 'include', or move its events and sources to a file without [scenario]"),
        );
        raw.leave_out(span.file);
        plain.retain(|piece| piece.file != span.file);
    }
    plain
}

/// Refuses everything but events and sources in files that are included.
fn only_events_and_sources(raw: &mut ParsedTables<'_>, problems: &mut Vec<Problem>) {
    fn refuse_tables<T>(rows: &[ParsedRow<T>], name: &str, problems: &mut Vec<Problem>) {
        for span in rows
            .iter()
            .map(ParsedRow::table_span)
            .filter(|span| span.file > 0)
        {
            let message = format!(
                "{} cannot stand in a file that is included",
                explain::word_header(name)
            );
            problems.push(
                Problem::new_error("included", span, message)
                    .with_help("move it to the main file; included files hold events and sources"),
            );
        }
    }
    refuse_tables(&raw.format, "format", problems);
    refuse_tables(&raw.include, "include", problems);
    refuse_tables(&raw.parties, "party", problems);
    refuse_tables(&raw.places, "place", problems);
    refuse_tables(&raw.persons, "person", problems);
    refuse_tables(&raw.series, "series", problems);
    refuse_tables(&raw.kinds, "kind", problems);
    refuse_tables(&raw.marks, "mark", problems);
    raw.keep_to_main();
}

/// The context in which every event is read.
struct EventContext<'s, 'i> {
    files: &'s [SourceFile<'i>],
    world: &'s World,
    /// The context of the lints, if they are asked for.
    lints: Option<lint::events::EventLintContext>,
}

/// The result of reading some events.
#[derive(Default)]
struct Batch {
    drafts: Vec<EventDraft>,
    lost: Lost,
    problems: Vec<Problem>,
    notes: Option<LintNotes>,
}

impl Batch {
    /// Validates an event and runs the lints on it.
    fn take_event(&mut self, row: &ParsedRow<RawEvent<'_>>, setting: &EventContext<'_, '_>) {
        let mut drafted = draft_event(row, setting.world, &mut self.lost, &mut self.problems);
        if let Some((lints, notes)) = setting.lints.as_ref().zip(self.notes.as_mut()) {
            lint::events::check_event(row, drafted.as_ref(), lints, notes);
            if let Some((draft, spots)) = drafted.as_mut().zip(lint::events::locate_items(row)) {
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

fn build_batch(run: &[Chunk], setting: &EventContext<'_, '_>) -> Batch {
    let mut raw = ParsedTables {
        notes: setting.lints.is_some().then(LintNotes::default),
        ..ParsedTables::default()
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
        batch.take_event(row, setting);
    }
    batch
}
