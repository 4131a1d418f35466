//! Problems in files, with their places: made by the loader, printed by the edge.
//!
//! While a file is read, a problem has a byte span ([`Problem`]); once all are known, spans are turned into lines and
//! columns ([`Diagnostic`]), and a diagnostic is printed the way rustc does. Everything that came from the file is
//! made safe here before it is shown. No I/O.

pub mod lints;

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::text::for_terminal::for_terminal;
use crate::text::{fit, sanitize_text};

/// The most cells of a source line that are shown around a problem.
const EXCERPT_CELLS: usize = 135;

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// The scenario can be used, but its author should look at it.
    Warning,
}

impl Severity {
    /// Returns the word that reports print for the severity.
    pub fn as_word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A range of bytes in one of the files that make up a scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The index of the file in the list of files that were read.
    pub file: u32,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// A problem before its line and column are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A stable name for the kind of problem.
    pub code: &'static str,
    /// The severity of the problem.
    pub severity: Severity,
    /// The place of the problem.
    pub span: Span,
    /// The message, without a full stop.
    pub message: String,
    /// The text at the caret; may be empty.
    pub label: String,
    /// The advice on how to put it right.
    pub help: Option<String>,
    /// Another place involved in the problem, with the text at its caret.
    pub related: Option<(Span, &'static str)>,
    /// The table in which an id is unknown, until a suggestion has been looked up.
    pub unknown_of: Option<&'static str>,
}

impl Problem {
    /// Makes an error at a place, with its message made safe.
    pub fn new_error(code: &'static str, span: Span, message: impl AsRef<str>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            span,
            message: sanitize_text(message.as_ref(), false).into_owned(),
            label: String::new(),
            help: None,
            related: None,
            unknown_of: None,
        }
    }

    /// Makes a warning of a lint at a place, with its message made safe.
    pub fn new_warning(lint: &lints::Lint, span: Span, message: impl AsRef<str>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::new_error(lint.code, span, message)
        }
    }

    /// Sets the text at the caret.
    #[must_use]
    pub fn with_label(mut self, label: impl AsRef<str>) -> Self {
        self.label = sanitize_text(label.as_ref(), false).into_owned();
        self
    }

    /// Sets the advice on how to put it right.
    #[must_use]
    pub fn with_help(mut self, help: impl AsRef<str>) -> Self {
        self.help = Some(sanitize_text(help.as_ref(), false).into_owned());
        self
    }

    /// Adds another place involved in the problem.
    #[must_use]
    pub fn with_related(mut self, span: Span, what: &'static str) -> Self {
        self.related = Some((span, what));
        self
    }
}

/// One line of a file, with the part that a problem marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The file's name as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line and column just after the last character.
    pub end: (usize, usize),
    /// The line made safe, cut around the marked part if it is long.
    pub text: String,
    /// The marked part, in bytes of `text`.
    pub mark: Range<usize>,
    /// The text at the caret.
    pub label: String,
}

/// A problem with the lines and columns of its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name for the kind of problem.
    pub code: &'static str,
    /// The severity of the problem.
    pub severity: Severity,
    /// The message, without a full stop.
    pub message: String,
    /// The advice on how to put it right.
    pub help: Option<String>,
    /// The line with the problem.
    pub primary: Excerpt,
    /// The line of another place involved in the problem.
    pub related: Option<Excerpt>,
}

impl Diagnostic {
    /// Formats the report as it is printed: message, file, line, column, the line with a caret, and advice.
    pub fn render(&self, coloured: bool) -> String {
        let renderer = if coloured {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        // The excerpt is cut already, and between characters.
        let renderer = renderer.term_width(10 * EXCERPT_CELLS);
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = level
            .primary_title(&self.message)
            .id(self.code)
            .element(self.primary.to_snippet(AnnotationKind::Primary));
        if let Some(related) = &self.related {
            group = group.element(related.to_snippet(AnnotationKind::Context));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help));
        }
        let shown = renderer.render(&[group]);
        // The renderer counts columns in the excerpt, which is shorter or longer than the line itself
        // where it was cut or made safe. The title, which comes first, may quote anything.
        let (title, mut rest) = shown.split_once('\n').unwrap_or((&shown, ""));
        let mut out = format!("{title}\n");
        for excerpt in std::iter::once(&self.primary).chain(&self.related) {
            let counted = format!("{}\n", excerpt.word_position(excerpt.excerpt_column()));
            if let Some((before, after)) = rest.split_once(&counted) {
                out.push_str(before);
                out.push_str(&excerpt.word_position(excerpt.column));
                out.push('\n');
                rest = after;
            }
        }
        out.push_str(rest);
        for_terminal(&out).into_owned()
    }

    /// Returns the problem in one line: `file:12:5: message`.
    pub fn summarise_line(&self) -> String {
        let place = self.primary.word_position(self.primary.column);
        for_terminal(&format!("{place}: {}", self.message)).into_owned()
    }
}

impl Excerpt {
    fn to_snippet(&self, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let annotation = kind.span(self.mark.clone()).label(&self.label);
        Snippet::source(&self.text)
            .line_start(self.line)
            .path(&self.file)
            .annotation(annotation)
    }

    fn word_position(&self, column: usize) -> String {
        format!("{}:{}:{column}", self.file, self.line)
    }

    fn excerpt_column(&self) -> usize {
        self.text
            .get(..self.mark.start)
            .map_or(0, |before| before.chars().count())
            + 1
    }
}

/// A file that was read, for looking up lines.
pub struct SourceFile<'t> {
    /// The file's name as it was given, made safe.
    pub name: String,
    /// The file's text.
    pub text: &'t str,
}

/// Finds the lines and columns of problems; the result is in the order of the files and their lines.
pub fn locate_problems(mut problems: Vec<Problem>, files: &[SourceFile<'_>]) -> Vec<Diagnostic> {
    problems.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    problems.dedup();
    let mut concerned = vec![false; files.len()];
    for span in problems
        .iter()
        .flat_map(|problem| std::iter::once(problem.span).chain(problem.related.map(|(at, _)| at)))
    {
        if let Some(concerned) = concerned.get_mut(span.file as usize) {
            *concerned = true;
        }
    }
    let lines: Vec<Vec<usize>> = files
        .iter()
        .zip(concerned)
        .map(|(file, concerned)| {
            let text = if concerned { file.text } else { "" };
            memchr::memchr_iter(b'\n', text.as_bytes()).collect()
        })
        .collect();
    let excerpt = |span: Span, label: &str, columns: &mut [ColumnCounter; 2]| -> Option<Excerpt> {
        let (file, breaks) = files
            .get(span.file as usize)
            .zip(lines.get(span.file as usize))?;
        Some(make_excerpt(file, breaks, span, label, columns))
    };
    let (mut of_problems, mut of_related) = <([ColumnCounter; 2], [ColumnCounter; 2])>::default();
    problems
        .into_iter()
        .filter_map(|problem| {
            let primary = excerpt(problem.span, &problem.label, &mut of_problems)?;
            let related = problem
                .related
                .and_then(|(span, what)| excerpt(span, what, &mut of_related));
            let Problem {
                code,
                severity,
                message,
                help,
                ..
            } = problem;
            Some(Diagnostic {
                code,
                severity,
                message,
                help,
                primary,
                related,
            })
        })
        .collect()
}

/// Counts columns of places that follow each other: on a long line each is counted from the one before it.
#[derive(Default)]
struct ColumnCounter {
    /// The file and offset at which the line of the last place begins.
    line: Option<(u32, usize)>,
    /// The last place, and the number of characters before it.
    at: usize,
    before: usize,
}

impl ColumnCounter {
    /// Returns the column of a place, from 1, in the line that begins at `begin`.
    fn count_column(&mut self, text: &str, (file, begin): (u32, usize), at: usize) -> usize {
        if self.line != Some((file, begin)) || at < self.at {
            *self = Self {
                line: Some((file, begin)),
                at: begin,
                before: 0,
            };
        }
        let between = text.get(self.at..at).unwrap_or_default();
        self.before += between.chars().filter(|c| *c != '\u{feff}').count();
        self.at = at;
        self.before + 1
    }
}

fn make_excerpt(
    file: &SourceFile<'_>,
    breaks: &[usize],
    span: Span,
    label: &str,
    [starts, ends]: &mut [ColumnCounter; 2],
) -> Excerpt {
    let text = file.text;
    let mut at = span.start.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let line = breaks.partition_point(|newline| *newline < at);
    let begin = line
        .checked_sub(1)
        .and_then(|before| breaks.get(before))
        .map_or(0, |newline| newline + 1);
    let begin = if begin == 0 && text.starts_with('\u{feff}') {
        3 // A byte order mark is no part of the line.
    } else {
        begin
    };
    let at = at.max(begin);
    let end = breaks.get(line).copied().unwrap_or(text.len());
    let whole = text.get(begin..end).unwrap_or_default();
    let whole = whole.strip_suffix('\r').unwrap_or(whole);
    let from = (at - begin).min(whole.len());
    let mut to = span.end.saturating_sub(begin).clamp(from, whole.len());
    while !whole.is_char_boundary(to) {
        to -= 1;
    }
    let (before, rest) = whole.split_at_checked(from).unwrap_or((whole, ""));
    let (marked, after) = rest.split_at_checked(to - from).unwrap_or((rest, ""));
    let column = starts.count_column(text, (span.file, begin), begin + from);
    let end = end_of(text, breaks, (span.file, span.end.max(at)), ends);
    let (text, mark) = clip_line(
        &display_piece(last_part(before)),
        &display_piece(first_part(marked)),
        &display_piece(first_part(after)),
    );
    Excerpt {
        file: file.name.clone(),
        line: line + 1,
        column,
        end,
        text,
        mark,
        label: label.to_owned(),
    }
}

/// Returns the line and column of an offset, both from 1.
fn end_of(
    text: &str,
    breaks: &[usize],
    (file, at): (u32, usize),
    columns: &mut ColumnCounter,
) -> (usize, usize) {
    let at = text.floor_char_boundary(at);
    let line = breaks.partition_point(|newline| *newline < at);
    let before = line.checked_sub(1).and_then(|line| breaks.get(line));
    let begin = before.map_or(0, |newline| newline + 1);
    (line + 1, columns.count_column(text, (file, begin), at))
}

/// Returns the start of a piece, at most as long as an excerpt could show, so that a line of a megabyte costs little.
fn first_part(piece: &str) -> &str {
    piece
        .char_indices()
        .nth(2 * EXCERPT_CELLS)
        .and_then(|(end, _)| piece.get(..end))
        .unwrap_or(piece)
}

/// Returns the end of a piece, at most as long as an excerpt could show.
fn last_part(piece: &str) -> &str {
    piece
        .char_indices()
        .rev()
        .nth(2 * EXCERPT_CELLS)
        .and_then(|(start, _)| piece.get(start..))
        .unwrap_or(piece)
}

/// Returns a piece of a source line for display, with tabs as blanks and the rest made safe.
fn display_piece(piece: &str) -> String {
    for_terminal(&sanitize_text(&piece.replace('\t', "    "), false)).into_owned()
}

/// Joins a line, cut to fit around its marked part, which takes at least one cell.
fn clip_line(before: &str, marked: &str, after: &str) -> (String, Range<usize>) {
    let marked = fit::cut_to_fit(marked, EXCERPT_CELLS / 2, "...");
    let before = if fit::measure_width(before) > EXCERPT_CELLS / 4
        && fit::measure_width(before) + fit::measure_width(&marked) > EXCERPT_CELLS
    {
        format!("...{}", fit::take_tail(before, EXCERPT_CELLS / 4))
    } else {
        before.to_owned()
    };
    let room =
        EXCERPT_CELLS.saturating_sub(fit::measure_width(&before) + fit::measure_width(&marked));
    let after = fit::cut_to_fit(after, room, "...");
    let start = before.len();
    let text = format!("{before}{marked}{after}");
    let shortest = text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    let end = start + marked.len().max(shortest);
    (text, start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(text: &str, start: usize, end: usize) -> String {
        let file = SourceFile {
            name: "a.toml".to_owned(),
            text,
        };
        let problem = Problem::new_error(
            "unknown-id",
            Span {
                file: 0,
                start,
                end,
            },
            "unknown place 'kandahr'",
        )
        .with_label("not a place")
        .with_help("did you mean 'kandahar'?");
        locate_problems(vec![problem], &[file])
            .iter()
            .map(|found| found.render(false))
            .collect()
    }

    #[test]
    fn a_report_has_everything_that_a_person_needs() {
        let text = "[[event]]\nplaces = [\"kandahr\"]\n";
        insta::assert_snapshot!(report(text, 20, 29), @r#"
        error[unknown-id]: unknown place 'kandahr'
         --> a.toml:2:11
          |
        2 | places = ["kandahr"]
          |           ^^^^^^^^^ not a place
          |
          = help: did you mean 'kandahar'?
        "#);
    }

    #[test]
    fn carets_stand_right_under_any_script() {
        insta::assert_snapshot!(report("a = \"Кабул\"  # كابل\nb = 1", 4, 16), @r#"
        error[unknown-id]: unknown place 'kandahr'
         --> a.toml:1:5
          |
        1 | a = "Кабул"  # كابل
          |     ^^^^^^^ not a place
          |
          = help: did you mean 'kandahar'?
        "#);
    }

    #[test]
    fn nothing_of_the_line_reaches_the_terminal_raw() {
        let shown = report("a = \"\x1b[2J\u{9b}\u{202e}\t\"\r\n", 4, 9);
        assert!(
            !shown.contains(['\x1b', '\u{9b}', '\u{202e}', '\r', '\t']),
            "{shown:?}"
        );
        assert!(shown.contains("^[[2J"), "{shown}");
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = format!("{}HERE{}", "x".repeat(5000), "y".repeat(5000));
        let shown = report(&text, 5000, 5004);
        assert!(
            shown.contains("a.toml:1:5001") && shown.contains("xHEREy"),
            "{shown}"
        );
        assert!(
            shown.lines().all(|line| fit::measure_width(line) < 200),
            "{shown}"
        );
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let shown = report("\u{feff}a = 1", 3, 4);
        assert!(
            shown.contains("a.toml:1:1\n") && shown.contains("1 | a = 1\n"),
            "{shown}"
        );
        assert!(report("\u{feff}a = 1", 0, 0).contains("a.toml:1:1\n"));
    }

    #[test]
    fn both_places_have_the_columns_of_their_lines() {
        let text = format!("{}one\n{}two\n", "\t".repeat(3), "\t".repeat(400));
        let file = SourceFile {
            name: "a.toml".to_owned(),
            text: &text,
        };
        let at = |start: usize| Span {
            file: 0,
            start,
            end: start + 3,
        };
        let problem = Problem::new_error("x", at(407), "at a.toml:2:36 there is one")
            .with_related(at(3), "first here");
        for coloured in [false, true] {
            let shown = locate_problems(vec![problem.clone()], std::slice::from_ref(&file))
                .first()
                .map(|found| found.render(coloured))
                .unwrap_or_default();
            assert!(shown.contains("a.toml:2:401\n"), "{shown}");
            assert!(shown.contains("a.toml:1:4\n"), "{shown}");
        }
    }

    #[test]
    fn any_span_is_survived() {
        for (start, end) in [(0, 0), (3, 2), (99, 120), (1, 2), (2, 900)] {
            report("é\nü", start, end);
        }
        report("", 0, 0);
    }
}
