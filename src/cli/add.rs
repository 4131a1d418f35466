//! `dateline add`: one more event in a scenario's file, in its place, checked against the whole and saved safely.
//!
//! Where the event goes is `scenario::addition`, how it is saved `scenario::save`. [`write()`] is what the form of the
//! dashboard calls too. What was written where is this command's data; reports go to standard error.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use super::arguments::{Add, AutoChoice};
use super::closed;
use super::open::STANDARD_INPUT;
use super::output::{
    BAD_SCENARIO, Failure, USAGE, is_coloured, print_data, print_error, word_counts, word_reports,
};
use super::undo;
use super::written::{Not, note_of_saving};
use crate::diagnostic::{Diagnostic, Severity, lints};
use crate::lint;
use crate::model::calendar::UnixTime;
use crate::model::moment::Moment;
use crate::scenario::addition::{Added, AdditionInput, Refused, Trial, stage_addition};
use crate::scenario::including_file;
use crate::scenario::load::{Texts, shown_name};
use crate::scenario::save::{FileLock, SaveError, lock_file};

/// How long others who write the same scenario are waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is to be written, and how.
pub(super) struct Job<'j> {
    /// The scenario, or a part of it.
    pub(super) file: &'j Path,
    /// The event.
    pub(super) what: AdditionInput<'j>,
    /// Which part it goes to.
    pub(super) into: Option<&'j Path>,
    /// Whether nothing is to be written.
    pub(super) is_dry: bool,
    /// Whether warnings are in the way too.
    pub(super) denies_warnings: bool,
    /// How long others who write are waited for.
    pub(super) patience: Duration,
    /// The present, in words that are read in the scenario's zone, or as the clock says.
    pub(super) now: PresentTime<'j>,
}

/// The present.
pub(super) enum PresentTime<'p> {
    /// As somebody says, in the scenario's zone.
    Reported(&'p str),
    /// As a clock has it.
    At(UnixTime),
}

/// What was written.
pub(super) struct Done {
    /// Where.
    pub(super) path: String,
    /// The events.
    pub(super) added: Vec<Added>,
    /// The text that was put in.
    pub(super) text: String,
    /// What is odd in it.
    pub(super) warnings: Vec<Diagnostic>,
    /// What there is to say of its moment.
    pub(super) notice: Option<String>,
    /// What else there is to tell of saving it.
    pub(super) note: Option<String>,
}

/// Adds what the arguments say.
pub(super) fn run(arguments: &Add) -> Result<ExitCode, Failure> {
    let file = arguments.file.as_path();
    if file.as_os_str() == "-" {
        return Err(Failure::Usage(
            "an event is added to a file; name one ('dateline new FILE' makes one)".to_owned(),
        ));
    }
    if arguments.undo {
        return undo_addition(arguments);
    }
    let fragment = arguments.from.as_deref().map(read_fragment).transpose()?;
    let what = match &fragment {
        Some((name, text)) => AdditionInput::Fragment(name, text),
        None => AdditionInput::Entry(&arguments.entered.0),
    };
    let job = Job {
        file,
        what,
        into: arguments.into.as_deref(),
        is_dry: arguments.dry_run,
        denies_warnings: arguments.deny_warnings,
        patience: PATIENCE,
        now: arguments.now.as_deref().map_or_else(
            || PresentTime::At(UnixTime::from_system_clock()),
            PresentTime::Reported,
        ),
    };
    let coloured = is_coloured(AutoChoice::Auto, io::stderr().is_terminal());
    match write(&job) {
        Ok(done) => {
            print_error(&word_reports(&done.warnings, coloured));
            if is_unsourced(&what, &done.warnings) {
                print_error(UNSOURCED);
            }
            report_done(&done, arguments.dry_run)?;
            if let Some(note) = &done.note {
                print_error(note);
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(not) => report_refusal(not, coloured),
    }
}

fn report_refusal(not: Not, coloured: bool) -> Result<ExitCode, Failure> {
    match not {
        Not::Failed(failure) => Err(failure),
        Not::Missing(key) => Err(Failure::Usage(format!(
            "--{} is missing",
            key.find_row().flag
        ))),
        Not::Unread(problems) => Ok(report_problems(&problems, coloured, USAGE)),
        Not::Bad(problems) => Ok(report_problems(&problems, coloured, BAD_SCENARIO)),
    }
}

/// Takes back what was added last.
fn undo_addition(arguments: &Add) -> Result<ExitCode, Failure> {
    match undo::take_back(&arguments.file, PATIENCE) {
        Ok((path, ids)) => {
            let lines = ids.iter().map(|id| format!("took '{id}' out of {path}\n"));
            print_of_what_is_done(&lines.collect::<String>());
            Ok(ExitCode::SUCCESS)
        }
        Err(not) => report_refusal(
            not,
            is_coloured(AutoChoice::Auto, io::stderr().is_terminal()),
        ),
    }
}

/// Says what was done on standard output, or where that fails on standard error: it is done all the same.
fn print_of_what_is_done(lines: &str) {
    match print_data(lines) {
        Err(Failure::Output(error)) if error.kind() != io::ErrorKind::BrokenPipe => {
            print_error(&format!(
                "{lines}dateline: standard output cannot be written ({error}), so it is said here\n"
            ));
        }
        Ok(()) | Err(_) => {}
    }
}

/// What is said of an event that is added without a source.
const UNSOURCED: &str = "warning: the event names no source, so that nobody can see who says so; \
    --source ID or --new-source 'PUBLISHER; TITLE; URL; PUBLISHED; GRADE' names one\n";

/// Whether an event that was entered names no source and nothing else has said so.
fn is_unsourced(what: &AdditionInput<'_>, warnings: &[Diagnostic]) -> bool {
    let is_reported = warnings
        .iter()
        .any(|warning| warning.code == lints::NO_SOURCE.code);
    matches!(what, AdditionInput::Entry(entry) if !entry.has_source() && !is_reported)
}

/// Reads a fragment, with the name that it has in reports.
fn read_fragment(from: &Path) -> Result<(String, String), Failure> {
    if from.as_os_str() == "-" {
        closed::check_input()
            .map_err(|error| Failure::Usage(format!("{STANDARD_INPUT}: {error}")))?;
        let text = Texts::read_fragment(STANDARD_INPUT, io::stdin().lock())?;
        return Ok((STANDARD_INPUT.to_owned(), text));
    }
    Ok((shown_name(from), Texts::fragment_of_file(from)?))
}

/// Says what is wrong, and that nothing was written.
fn report_problems(problems: &[Diagnostic], coloured: bool, code: u8) -> ExitCode {
    let counts = word_counts(problems);
    print_error(&format!(
        "{}nothing was written: {counts}\n",
        word_reports(problems, coloured)
    ));
    ExitCode::from(code)
}

/// Says what was written where.
fn report_done(done: &Done, is_dry: bool) -> Result<(), Failure> {
    let path = &done.path;
    let lines = done.added.iter().map(|added| {
        let verb = if is_dry { "would write" } else { "wrote" };
        format!("{verb} '{}' to {path}:{}\n", added.id, added.line)
    });
    let lines: String = lines.collect();
    let notice = done.notice.iter().map(|notice| format!("note: {notice}\n"));
    let notice: String = notice.collect();
    if !is_dry {
        print_of_what_is_done(&lines);
        print_error(&notice);
        return Ok(());
    }
    print_error(&lines);
    print_error(&notice);
    let text = done.text.replace("\r\n", "\n");
    print_data(&format!("{}\n", text.trim_matches('\n')))
}

/// Adds an event to a file. If somebody else saves it meanwhile, theirs stays and the event is put into that.
pub(super) fn write(job: &Job<'_>) -> Result<Done, Not> {
    let mut tries = TRIES;
    loop {
        tries -= 1;
        match try_to_write(job)? {
            Attempt::Overtaken if tries > 0 => {}
            Attempt::Overtaken => {
                let name = shown_name(job.file);
                let reason = format!("{name}: {}", SaveError::Changed);
                return Err(Not::Failed(Failure::Usage(reason)));
            }
            Attempt::Done(done) => return Ok(*done),
        }
    }
}

/// How often an event is put into a file that others save at the same time.
const TRIES: usize = 5;

/// What came of trying to write.
enum Attempt {
    Done(Box<Done>),
    /// Somebody else saved the file meanwhile.
    Overtaken,
}

/// Adds an event to a file: tried in memory against the whole scenario, then saved.
fn try_to_write(job: &Job<'_>) -> Result<Attempt, Not> {
    let mut texts = including_file::read_texts(job.file)?;
    let main = texts.list_files().first().cloned().unwrap_or_default();
    let failed = |path: &Path| {
        let name = shown_name(path);
        move |error: SaveError| Not::Failed(Failure::Usage(format!("{name}: {error}")))
    };
    // Whoever writes this scenario holds its main file from before it is read until all is on the disk.
    let mut held = None;
    if !job.is_dry {
        held = Some(lock_file(&main, job.patience).map_err(failed(&main))?);
        texts = Texts::of_file(&main)?;
    }
    let own = texts
        .list_files()
        .iter()
        .find(|file| is_same(file, job.file));
    let into = job
        .into
        .map(Path::to_owned)
        .or_else(|| own.filter(|own| **own != main).cloned());
    let now = match job.now {
        PresentTime::At(now) => now,
        PresentTime::Reported(text) => Moment::parse(text, texts.find_zone())
            .map_err(|error| Not::Failed(Failure::Usage(format!("--now: {error}"))))?
            .effective_at(),
    };
    let mut trial = stage_addition(texts, job.what, into.as_deref(), Some(now)).map_err(
        |refused| match refused {
            Refused::Faults(problems) => Not::Unread(problems),
            Refused::Missing(key) => Not::Missing(key),
            Refused::Other(reason) => Not::Failed(Failure::Usage(reason)),
        },
    )?;
    let warnings = judge_stage(&mut trial, job)?;
    let mut note = None;
    if let Some(held) = held {
        match save_stage(&held, &mut trial, job.patience) {
            Err(SaveError::Changed) => return Ok(Attempt::Overtaken),
            saved => note = saved.map_err(failed(&trial.path))?,
        }
    }
    let path = if is_same(&trial.path, job.file) {
        job.file
    } else {
        &trial.path
    };
    Ok(Attempt::Done(Box::new(Done {
        note,
        path: shown_name(path.strip_prefix("./").unwrap_or(path)),
        added: trial.added,
        text: trial.text,
        notice: trial.notice,
        warnings,
    })))
}

/// Saves the file that would change, and notes what was put into it; returns what else there is to tell.
fn save_stage(
    main: &FileLock,
    trial: &mut Trial,
    patience: Duration,
) -> Result<Option<String>, SaveError> {
    let other;
    let target = if is_same(main.real_path(), &trial.path) {
        main
    } else {
        other = lock_file(&trial.path, patience)?;
        &other
    };
    let saved = target.replace_text(&trial.before, &trial.after)?;
    let mut note = note_of_saving(&shown_name(&trial.path), &saved);
    let ids: Vec<String> = trial.added.iter().map(|added| added.id.clone()).collect();
    if let Some(reason) = undo::note_addition(main, target, &ids, std::mem::take(&mut trial.parts))
    {
        let reported = format!("dateline: 'add --undo' will not know of it: {reason}\n");
        note.get_or_insert_default().push_str(&reported);
    }
    Ok(note)
}

/// Whether two paths lead to the same file.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other
        || one
            .canonicalize()
            .is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// The warnings about what was entered; whatever is in the way of it is told instead.
fn judge_stage(trial: &mut Trial, job: &Job<'_>) -> Result<Vec<Diagnostic>, Not> {
    let found = lint::report_scenario(&mut trial.examined).diagnostics;
    let (errors, mut warnings): (Vec<Diagnostic>, Vec<Diagnostic>) = found
        .into_iter()
        .partition(|found| found.severity == Severity::Error);
    if !errors.is_empty() {
        return Err(Not::Bad(errors));
    }
    let name = job.what.display_name();
    warnings.retain(|warning| warning.primary.file == name);
    if job.denies_warnings && !warnings.is_empty() {
        return Err(Not::Bad(warnings));
    }
    Ok(warnings)
}
