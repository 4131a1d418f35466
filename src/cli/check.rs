//! `dateline check`: everything that is wrong with the files that are named, or odd in them.
//!
//! The report is this command's data and goes to standard output; a file that cannot be read is said
//! on standard error. The worst file decides the exit code.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{Check, CheckFormat};
use super::open::{self, STANDARD_INPUT};
use super::output::{
    BAD_SCENARIO, Failure, USAGE, counted, counts, is_coloured, print, reports, shown_in,
};
use crate::diagnostic::lints;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{self, Report, json};
use crate::model::scenario::Scenario;
use crate::scenario::load::{Examined, LoadError, Texts, shown_name};
use crate::scenario::whole;
use crate::text::{fit, quoted};

/// How wide an explanation is.
const EXPLAINED_CELLS: usize = 90;

/// Checks each file, whatever the ones before it gave; or explains a lint.
pub(super) fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    if let Some(code) = &arguments.explain {
        return explain(code);
    }
    let (mut is_bad, mut is_unreadable) = (false, false);
    let mut done: Vec<PathBuf> = Vec::new();
    for file in &arguments.files {
        match texts(file) {
            Ok((name, main, texts)) => {
                if main.as_ref().is_some_and(|main| done.contains(main)) {
                    if arguments.format == CheckFormat::Text {
                        print(&format!("{name}: see above\n"))?;
                    }
                    continue;
                }
                done.extend(main);
                let mut examined = texts.examine();
                let report = lint::report(&mut examined);
                is_bad |= is_refused(&report.diagnostics, arguments.deny_warnings);
                print(&shown(arguments, &name, &examined, &report))?;
            }
            Err(LoadError::Unusable(name, reason)) if arguments.format == CheckFormat::Json => {
                is_bad = true;
                print(&json::unusable(&name, &reason))?;
            }
            Err(error) => {
                is_bad |= matches!(error, LoadError::Unusable(..));
                is_unreadable |= matches!(error, LoadError::Unreadable(..));
                Failure::from(error).report();
            }
        }
    }
    Ok(if is_unreadable {
        ExitCode::from(USAGE)
    } else if is_bad {
        ExitCode::from(BAD_SCENARIO)
    } else {
        ExitCode::SUCCESS
    })
}

/// What is checked for a file, with the name under which it is reported, and its main file where that is another.
///
/// A part is checked with all of its scenario, since on its own it means nothing.
fn texts(file: &Path) -> Result<(String, Option<PathBuf>, Texts<'static>), LoadError> {
    let name = name_of(file);
    if file.as_os_str() == "-" {
        return Ok((name, None, open::texts(file)?));
    }
    let texts = whole::checked(file)?;
    let main = texts.files().first().filter(|main| *main != file);
    Ok(match main.cloned() {
        Some(main) => {
            let name = format!("{name}, checked as a part of {}", shown_name(&main));
            (name, Some(main), texts)
        }
        None => (name, None, texts),
    })
}

/// Whether a file must not pass.
fn is_refused(diagnostics: &[Diagnostic], deny_warnings: bool) -> bool {
    let mut severities = diagnostics.iter().map(|found| found.severity);
    severities.any(|severity| deny_warnings || severity == Severity::Error)
}

/// What is printed of a file.
fn shown(arguments: &Check, name: &str, examined: &Examined<'_>, report: &Report) -> String {
    if arguments.format == CheckFormat::Json {
        return report.diagnostics.iter().map(json::line).collect();
    }
    let is_terminal = io::stdout().is_terminal();
    let coloured = is_coloured(arguments.color, is_terminal);
    let mut out = reports(&report.diagnostics, coloured);
    out.push_str(name);
    out.push_str(": ");
    match &examined.scenario {
        Some(scenario) if report.diagnostics.is_empty() => out.push_str(&summary(scenario)),
        _ => out.push_str(&counts(&report.diagnostics)),
    }
    if report.allowed > 0 {
        out.push_str(", ");
        out.push_str(&counted(report.allowed, "warning"));
        out.push_str(" allowed");
    }
    out.push('\n');
    shown_in(&out, is_terminal).into_owned()
}

/// How a file is called in reports.
fn name_of(file: &Path) -> String {
    if file.as_os_str() == "-" {
        STANDARD_INPUT.to_owned()
    } else {
        shown_name(file)
    }
}

/// One line on a file without problems.
fn summary(scenario: &Scenario) -> String {
    let claims: usize = scenario.events.iter().map(|event| event.claims.len()).sum();
    let figures: usize = scenario
        .events
        .iter()
        .map(|event| event.figures.len())
        .sum();
    let counts = [
        (scenario.places.len(), "place"),
        (scenario.events.len(), "event"),
        (claims, "claim"),
        (figures, "figure"),
        (scenario.sources.len(), "source"),
    ];
    let counts = counts.map(|(count, what)| counted(count, what));
    format!("no problems: {}", counts.join(", "))
}

/// Explains a lint.
fn explain(code: &str) -> Result<ExitCode, Failure> {
    let Some(lint) = lints::find(code) else {
        let message = format!(
            "there is no lint '{}'; these are explained:\n{}",
            quoted(code),
            lints::list()
        );
        return Err(Failure::Usage(message.trim_end().to_owned()));
    };
    print(&format!(
        "{}: {}\n\n{}\n\n{}",
        lint.code,
        lint.what,
        fit::wrap(lint.why, EXPLAINED_CELLS).join("\n"),
        if lint.code == lints::UNUSED_ALLOW.code {
            String::new()
        } else {
            let code = lint.code;
            format!(
                "To allow it, in [scenario], in a table or in an item:\n  allow = {{ {code} = \"the reason\" }}\n"
            )
        }
    ))?;
    Ok(ExitCode::SUCCESS)
}
