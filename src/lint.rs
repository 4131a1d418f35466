//! The report of `dateline check`: every error and every warning of a scenario.
//!
//! Takes the findings of `scenario` in the texts, adds the lints of the log, and removes what is allowed. Lints that
//! need only the text are in `scenario::lint`, the table of all lints in `diagnostic::lints`. Nothing here prints.

mod allow;
mod control;
mod cover;
mod figures;
mod headline;
pub mod json;
mod log;
mod order;
mod totals;

use cover::Cover;
use log::LintLog;

use crate::diagnostic::Diagnostic;
use crate::scenario::load::Examined;

/// The diagnostics of a scenario, and the number of warnings that it allows.
#[derive(Debug)]
pub struct LintReport {
    /// Errors and warnings, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of warnings that are allowed.
    pub allowed: usize,
}

/// Reports on a scenario; takes the problems and notes out of `examined`.
pub fn report_scenario(examined: &mut Examined<'_>) -> LintReport {
    let mut errors = std::mem::take(&mut examined.problems);
    let mut notes = std::mem::take(&mut examined.notes);
    let mut warnings = std::mem::take(&mut notes.warnings);
    // Where something is wrong, that it is odd as well is no news.
    let wrong = Cover::from_spans(errors.iter().map(|error| (error.span, 0)));
    warnings.retain(|warning| wrong.list_over(warning.span).next().is_none());
    if let Some(scenario) = &examined.scenario {
        let log = LintLog::from_notes(scenario, &notes);
        control::check_control(&log, &mut warnings);
        order::check_order(&log, &mut warnings);
        figures::check_figures(&log, &mut warnings);
        headline::check_headline(&log, &mut warnings);
        totals::check_totals(&log, &mut warnings);
    }
    let found = warnings.len();
    let unused = allow::settle_allowed(&mut warnings, &notes.allows);
    let allowed = found - warnings.len();
    errors.append(&mut warnings);
    // Beside an error not every lint had its turn.
    if examined.scenario.is_some() {
        errors.extend(unused);
    }
    LintReport {
        diagnostics: examined.locate_problems(errors),
        allowed,
    }
}
