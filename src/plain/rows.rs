//! What is said, as rows of a terminal: words wrapped at its width, the cursor on the selected line.
//!
//! Rows only follow each other on the usual screen: what was said stays and can be read again. Afterwards the
//! cursor stands at the start of the selected line, which is what a braille line follows, or in what is typed.
//! A bare terminal gets no control sequence: there it stands at the start of the last row.

use crate::plain::session::{SpeechEnd, Typed, Utterance};
use crate::text::case_fold::to_ascii;
use crate::text::fit;
use crate::text::for_terminal::for_terminal;

/// Makes rows of what is said.
#[derive(Clone, Debug)]
pub struct SpeechRows {
    is_ascii: bool,
    is_bare: bool,
    /// Cells of a row.
    cells: usize,
    /// Whether anything stands above.
    has_begun: bool,
    /// Rows below the cursor.
    below: usize,
    /// Cells taken in the row in which something is typed; `None` where that takes more than one row.
    used: Option<usize>,
}

/// The fewest cells of a row.
const LEAST: usize = 1;

/// More rows than a screen has: a terminal goes no further down than its last one.
const BOTTOM: usize = 999;

impl SpeechRows {
    /// Rows of nothing yet; in ASCII alone or not, for a bare terminal or not.
    pub fn new(is_ascii: bool, is_bare: bool) -> Self {
        Self {
            is_ascii,
            is_bare,
            cells: LEAST,
            has_begun: false,
            below: 0,
            used: None,
        }
    }

    /// The rows that stand below the cursor, which whoever writes there next must step over.
    pub fn rows_below(&self) -> u16 {
        u16::try_from(self.below).unwrap_or(u16::MAX)
    }

    /// Says that the rows below the cursor may be others now: the terminal has another size and wrapped anew what
    /// is selected, or something else wrote there. What comes next goes below everything.
    pub fn mark_disturbed(&mut self) {
        if self.below > 0 {
            self.below = BOTTOM;
        }
    }

    /// Begins again in an empty row: the terminal was left and something else was there.
    pub fn begin_again(&mut self) {
        (self.has_begun, self.below) = (false, 0);
    }

    /// What to send for what is said, on a terminal of so many columns.
    pub fn write_utterance(&mut self, utterance: &Utterance, columns: u16) -> String {
        // The last column stays free: terminals differ in what they do behind it.
        self.cells = usize::from(columns).saturating_sub(1).max(LEAST);
        match utterance {
            Utterance::Nothing => String::new(),
            Utterance::Lines(lines, end) => {
                let mut out = self.down_to_the_end();
                match end {
                    SpeechEnd::Typed(typed) => {
                        out.push_str(&self.write_rows(lines));
                        out.push_str(&self.write_prompt(typed));
                    }
                    SpeechEnd::Selected(count) => {
                        let (above, selected) = lines.split_at(lines.len().saturating_sub(*count));
                        out.push_str(&self.write_rows(above));
                        out.push_str(&self.write_rows(selected));
                        out.push('\r');
                        out.push_str(&self.back_to_the_first_of(selected));
                    }
                }
                out
            }
            Utterance::Typed(before, now) => self.write_echo(before, now),
        }
    }

    /// From the start of what is selected to its last row.
    fn down_to_the_end(&mut self) -> String {
        match std::mem::take(&mut self.below) {
            0 => String::new(),
            rows => format!("\x1b[{rows}B"),
        }
    }

    /// From the last row of what is selected to its first.
    fn back_to_the_first_of(&mut self, selected: &[String]) -> String {
        let rows = selected.iter().map(|line| self.wrap_line(line).len());
        self.below = rows.sum::<usize>().saturating_sub(1);
        if self.is_bare || self.below == 0 {
            self.below = 0;
            return String::new();
        }
        format!("\x1b[{}A", self.below)
    }

    /// The rows of a line.
    fn wrap_line(&self, line: &str) -> Vec<String> {
        fit::wrap_text(&self.display_text(line), self.cells)
    }

    fn display_text(&self, text: &str) -> String {
        let text = for_terminal(text);
        if self.is_ascii {
            to_ascii(&text)
        } else {
            text.into_owned()
        }
    }

    /// Lines, each from the start of a row.
    fn write_rows(&mut self, lines: &[String]) -> String {
        let mut out = String::new();
        for line in lines {
            for row in self.wrap_line(line) {
                out.push_str(self.break_before());
                out.push_str(&row);
            }
        }
        out
    }

    /// The line break before a row; none before the first one.
    fn break_before(&mut self) -> &'static str {
        if std::mem::replace(&mut self.has_begun, true) {
            "\r\n"
        } else {
            ""
        }
    }

    /// The line in which something is typed, with the cursor where it is there.
    fn write_prompt(&mut self, typed: &Typed) -> String {
        let (before, behind) = (
            self.display_text(&typed.before),
            self.display_text(&typed.behind),
        );
        let used = fit::measure_width(&typed.prompt_label()) + fit::measure_width(&before);
        let back = fit::measure_width(&behind);
        if used + back <= self.cells {
            self.used = Some(used);
            let start = self.break_before();
            let back = "\u{8}".repeat(back);
            return format!("{start}{}{before}{behind}{back}", typed.prompt_label());
        }
        // Nothing goes back over the edge of a row: what is behind the cursor is said before.
        self.used = None;
        let mut out = String::new();
        if !behind.is_empty() {
            out = self.write_rows(&[format!("Behind the cursor: {behind}")]);
        }
        let mut rest = format!("{}{before}", typed.prompt_label());
        while !rest.is_empty() {
            // A letter that is wider than the terminal has a row of its own.
            let mut heads = (self.cells..).map(|cells| fit::take_head(&rest, cells));
            let row = heads
                .find(|row| !row.is_empty())
                .unwrap_or(&rest)
                .to_owned();
            out.push_str(self.break_before());
            out.push_str(&row);
            rest = rest.split_off(row.len());
        }
        out
    }

    /// What changes in the row in which something is typed.
    fn write_echo(&mut self, before: &Typed, now: &Typed) -> String {
        let Some(used) = self.used else {
            return self.write_prompt(now);
        };
        let (old, new) = (
            self.display_text(&before.before),
            self.display_text(&now.before),
        );
        let (old_behind, behind) = (
            self.display_text(&before.behind),
            self.display_text(&now.behind),
        );
        let moved = fit::measure_width(&new).abs_diff(fit::measure_width(&old));
        let is_same_text = format!("{old}{old_behind}") == format!("{new}{behind}");
        let at_end = old_behind.is_empty() && behind.is_empty();
        if let (true, Some(more)) = (at_end || is_same_text, new.strip_prefix(&old)) {
            if used + fit::measure_width(more) + fit::measure_width(&behind) <= self.cells {
                self.used = Some(used + moved);
                return more.to_owned();
            }
        } else if is_same_text {
            self.used = Some(used - moved);
            return "\u{8}".repeat(moved);
        } else if at_end && old.starts_with(&new) {
            self.used = Some(used - moved);
            return "\u{8} \u{8}".repeat(moved);
        }
        self.write_prompt(now)
    }
}
