//! What leaves the program: data on standard output, diagnostics on standard error, an exit code.
//!
//! `println!` panics on a closed pipe or a full disk, so every command writes through here. A broken
//! pipe ends the program silently; any other error is said and gives 2.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::arguments::AutoChoice;
use super::closed;
use crate::diagnostic::{Diagnostic, Severity};
use crate::scenario::load::LoadError;
use crate::text::for_terminal::{for_terminal, to_ascii_cells};
use crate::text::sanitize_text;

/// The exit code of a scenario that is bad.
pub(super) const BAD_SCENARIO: u8 = 1;
/// The exit code of a usage or I/O error.
pub(super) const USAGE: u8 = 2;

/// Why a command did not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// The scenario could not be loaded.
    Load(LoadError),
    /// The configuration has problems.
    Settings(Vec<Diagnostic>),
    /// Something about the arguments or the surroundings, in one line.
    Usage(String),
    /// Standard output could not be written.
    Output(io::Error),
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl Failure {
    /// Says what is wrong on standard error and gives the exit code.
    pub(super) fn report_failure(self) -> ExitCode {
        match self {
            Self::Load(LoadError::Bad(problems)) => {
                let coloured = is_coloured(AutoChoice::Auto, io::stderr().is_terminal());
                print_error(&word_problems(&problems, coloured));
                ExitCode::from(BAD_SCENARIO)
            }
            Self::Settings(problems) => {
                let coloured = is_coloured(AutoChoice::Auto, io::stderr().is_terminal());
                print_error(&format!(
                    "{}--no-config opens the dashboard without this file.\n",
                    word_problems(&problems, coloured)
                ));
                ExitCode::from(USAGE)
            }
            Self::Load(error @ LoadError::Unusable(..)) => {
                print_error(&format!("dateline: {error}\n"));
                ExitCode::from(BAD_SCENARIO)
            }
            Self::Load(error) => {
                print_error(&format!("dateline: {error}\n"));
                ExitCode::from(USAGE)
            }
            Self::Usage(message) => {
                print_error(&format!("dateline: {}\n", sanitize_text(&message, true)));
                ExitCode::from(USAGE)
            }
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Output(error) => {
                print_error(&format!(
                    "dateline: cannot write to standard output: {error}\n"
                ));
                ExitCode::from(USAGE)
            }
        }
    }
}

/// The report on a scenario's problems, with their number.
fn word_problems(problems: &[Diagnostic], coloured: bool) -> String {
    let file = problems
        .first()
        .map_or("", |problem| problem.primary.file.as_str());
    format!(
        "{}{file}: {}\n",
        word_reports(problems, coloured),
        word_counts(problems)
    )
}

/// The most problems that are told one by one; nobody reads more, and a file can have a million.
const MOST_TOLD: usize = 200;

/// The reports on problems, each with a blank line behind it; of very many the first, and how many more there are.
pub(super) fn word_reports(problems: &[Diagnostic], coloured: bool) -> String {
    let (reported, more) = problems.split_at(problems.len().min(MOST_TOLD));
    let reports = reported.iter().map(|problem| problem.render(coloured));
    let mut out: String = reports
        .flat_map(|report| [report, "\n\n".to_owned()])
        .collect();
    if !more.is_empty() {
        let counts = word_counts(more);
        let _ = writeln!(
            out,
            "{counts} more; these come first, mend them and check again\n"
        );
    }
    out
}

/// How many problems there are: `2 errors, 1 warning`.
pub(super) fn word_counts(problems: &[Diagnostic]) -> String {
    let count = |severity: Severity| {
        let of_it = problems.iter().filter(|found| found.severity == severity);
        let count = of_it.count();
        (count > 0).then(|| word_count(count, severity.as_word()))
    };
    let counts = [Severity::Error, Severity::Warning].map(count);
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    counts.join(", ")
}

/// A number with what it counts: `1 error`, `2 errors`.
pub(super) fn word_count(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// Makes writing past the largest file that is allowed an error that can be told, instead of the end of the program.
pub(super) fn refuse_large_files_with_an_error() {
    let unheard = Arc::new(AtomicBool::new(false));
    // Where the signal cannot be caught, it ends the program, which is noticed too.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, unheard);
}

/// Writes to standard error; there is nowhere to report that this fails.
pub(super) fn print_error(text: &str) {
    let mut to = io::stderr().lock();
    let text = shown_in(text, to.is_terminal());
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}

/// A report as it is shown: in characters that every terminal measures alike, and in ASCII on a terminal
/// whose locale is not UTF-8, where the bytes of other letters could be controls.
pub(super) fn shown_in(text: &str, is_terminal: bool) -> Cow<'_, str> {
    if is_terminal && !is_utf8() {
        Cow::Owned(to_ascii_cells(&for_terminal(text)))
    } else {
        for_terminal(text)
    }
}

/// Whether the locale's text is UTF-8.
pub(super) fn is_utf8() -> bool {
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"].map(std::env::var_os);
    names_utf8(&variables)
}

/// Whether the first of the variables of a locale that says anything names the character set UTF-8:
/// `language_TERRITORY.charset@modifier`.
fn names_utf8(variables: &[Option<OsString>]) -> bool {
    let mut set = variables.iter().flatten().filter(|value| !value.is_empty());
    let Some(locale) = set.next().and_then(|value| value.to_str()) else {
        return false;
    };
    let charset = locale.split_once('.').map_or("", |(_, charset)| charset);
    let charset = charset.split('@').next().unwrap_or_default();
    ["utf-8", "utf8"]
        .iter()
        .any(|name| charset.eq_ignore_ascii_case(name))
}

/// That a file was written but its folder was not brought to the disk.
pub(super) fn not_on_disk(name: &str, error: &io::Error) -> String {
    format!(
        "dateline: {name} is written, but the disk did not confirm its name ({error}): after a power cut it may be as it was before\n"
    )
}

/// Writes data to standard output.
pub(super) fn print_data(text: &str) -> Result<(), Failure> {
    print_with(|to| to.write_all(text.as_bytes()))
}

/// Lets a writer write data to standard output.
pub(super) fn print_with(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut to = io::BufWriter::new(io::stdout().lock());
    closed::check_output()
        .and_then(|()| write(&mut to))
        .and_then(|()| to.flush())
        .map_err(Failure::Output)
}

/// What clap has to say: help and version on standard output, errors on standard error.
pub(super) fn print_usage(error: &clap::Error) -> ExitCode {
    let text = error.render();
    if error.use_stderr() {
        let coloured = is_coloured(AutoChoice::Auto, io::stderr().is_terminal());
        print_error(&if coloured {
            text.ansi().to_string()
        } else {
            text.to_string()
        });
        return ExitCode::from(USAGE);
    }
    let coloured = is_coloured(AutoChoice::Auto, io::stdout().is_terminal());
    let text = if coloured {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    print_data(&text).map_or_else(Failure::report_failure, |()| ExitCode::SUCCESS)
}

/// Whether the environment asks for colours whatever the terminal is.
pub(super) fn is_colour_forced() -> bool {
    std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// Whether text may be coloured: `--color` over `NO_COLOR` over `CLICOLOR_FORCE` over the terminal.
pub(super) fn is_coloured(when: AutoChoice, is_terminal: bool) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_off = |name: &str| std::env::var_os(name).is_some_and(|value| value == "0");
    let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb" || term.is_empty());
    match when {
        AutoChoice::Always => true,
        AutoChoice::Never => false,
        AutoChoice::Auto if is_set("NO_COLOR") => false,
        AutoChoice::Auto if is_colour_forced() => true,
        AutoChoice::Auto => is_terminal && !is_dumb && !is_off("CLICOLOR"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_says_whether_it_is_utf8() {
        for (all, ctype, lang, expect) in [
            ("", "", "C.UTF-8", true),
            ("", "", "en_GB.utf8", true),
            ("", "", "de_DE.UTF-8@euro", true),
            ("C", "", "C.UTF-8", false),
            ("POSIX", "C.UTF-8", "C.UTF-8", false),
            ("", "C", "C.UTF-8", false),
            ("", "C.UTF-8", "C", true),
            ("C.UTF-8", "C", "C", true),
            ("", "", "", false),
            ("", "", "en_GB", false),
            ("", "", "en_GB.ISO-8859-1", false),
            ("", "", "utf8_XX.KOI8-R", false),
            ("", "", "C.UTF-8x", false),
        ] {
            let variables = [all, ctype, lang].map(|value| Some(OsString::from(value)));
            assert_eq!(names_utf8(&variables), expect, "{all} {ctype} {lang}");
        }
        assert!(!names_utf8(&[None, None, None]));
    }
}
