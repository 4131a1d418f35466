//! `dateline check`: everything that is wrong with the files that are named, or odd in them.
//!
//! The report is this command's data and goes to standard output; a file that cannot be read is said
//! on standard error. The worst file decides the exit code.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{CheckCommand, CheckFormat};
use super::open::{self, STANDARD_INPUT};
use super::output::{
    BAD_SCENARIO, Failure, USAGE, is_coloured, print_data, shown_in, word_count, word_counts,
    word_reports,
};
use crate::diagnostic::lints;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{self, LintReport, json};
use crate::model::scenario::Scenario;
use crate::scenario::including_file;
use crate::scenario::load::{Examined, LoadError, Texts, shown_name};
use crate::text::{fit, quote_text};

/// How wide an explanation is.
const EXPLAINED_CELLS: usize = 90;

/// Checks each file, whatever the ones before it gave; or explains a lint.
pub(super) fn run(arguments: &CheckCommand) -> Result<ExitCode, Failure> {
    if let Some(code) = &arguments.explain {
        return explain_lint(code);
    }
    let (mut is_bad, mut is_unreadable) = (false, false);
    let mut done: Vec<PathBuf> = Vec::new();
    for file in &arguments.files {
        match find_texts(file) {
            Ok((name, main, texts)) => {
                if main.as_ref().is_some_and(|main| done.contains(main)) {
                    if arguments.format == CheckFormat::Text {
                        print_data(&format!("{name}: see above\n"))?;
                    }
                    continue;
                }
                done.extend(main);
                let mut examined = texts.examine_texts();
                let report = lint::report_scenario(&mut examined);
                is_bad |= is_refused(&report.diagnostics, arguments.deny_warnings);
                print_data(&word_report(arguments, &name, &examined, &report))?;
            }
            Err(LoadError::Unusable(name, reason)) if arguments.format == CheckFormat::Json => {
                is_bad = true;
                print_data(&json::write_unusable(&name, &reason))?;
            }
            Err(error) => {
                is_bad |= matches!(error, LoadError::Unusable(..));
                is_unreadable |= matches!(error, LoadError::Unreadable(..));
                Failure::from(error).report_failure();
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
fn find_texts(file: &Path) -> Result<(String, Option<PathBuf>, Texts<'static>), LoadError> {
    let name = name_of(file);
    if file.as_os_str() == "-" {
        return Ok((name, None, open::read_texts(file)?));
    }
    let texts = including_file::read_checked(file)?;
    let main = texts.list_files().first().filter(|main| *main != file);
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
fn word_report(
    arguments: &CheckCommand,
    name: &str,
    examined: &Examined<'_>,
    report: &LintReport,
) -> String {
    if arguments.format == CheckFormat::Json {
        return report
            .diagnostics
            .iter()
            .map(json::write_diagnostic)
            .collect();
    }
    let is_terminal = io::stdout().is_terminal();
    let coloured = is_coloured(arguments.color, is_terminal);
    let mut out = word_reports(&report.diagnostics, coloured);
    out.push_str(name);
    out.push_str(": ");
    match &examined.scenario {
        Some(scenario) if report.diagnostics.is_empty() => {
            out.push_str(&summarise_scenario(scenario));
        }
        _ => out.push_str(&word_counts(&report.diagnostics)),
    }
    if report.allowed > 0 {
        out.push_str(", ");
        out.push_str(&word_count(report.allowed, "warning"));
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
fn summarise_scenario(scenario: &Scenario) -> String {
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
    let counts = counts.map(|(count, what)| word_count(count, what));
    format!("no problems: {}", counts.join(", "))
}

/// Explains a lint.
fn explain_lint(code: &str) -> Result<ExitCode, Failure> {
    let Some(lint) = lints::find_lint(code) else {
        let message = format!(
            "there is no lint '{}'; these are explained:\n{}",
            quote_text(code),
            lints::list_lints()
        );
        return Err(Failure::Usage(message.trim_end().to_owned()));
    };
    print_data(&format!(
        "{}: {}\n\n{}\n\n{}",
        lint.code,
        lint.what,
        fit::wrap_text(lint.why, EXPLAINED_CELLS).join("\n"),
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
