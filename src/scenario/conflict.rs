//! Merge conflicts: the markers that git leaves in a file where two versions differ.
//!
//! `build` looks for them before anything is parsed, since the text between them cannot be read, and one message a
//! conflict says more than the parser's errors.

use crate::diagnostic::{Problem, SourceFile, Span};

const BEGIN: &str = "<<<<<<< ";
const MIDDLE: &str = "=======";
const END: &str = ">>>>>>> ";

/// The most conflicts reported for one file.
const MOST: usize = 20;

/// Reports every merge conflict in some texts.
pub(super) fn find_conflicts(files: &[SourceFile<'_>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (number, file) in (0..).zip(files) {
        let text = file.text.as_bytes();
        if memchr::memmem::find(text, BEGIN.as_bytes()).is_some() {
            problems.extend(in_text(number, file.text).take(MOST));
        }
    }
    problems
}

fn in_text(file: u32, text: &str) -> impl Iterator<Item = Problem> {
    let mut begun: Option<(usize, usize, bool)> = None;
    let mut at = 0;
    let lines = text.split_inclusive('\n').zip(1_usize..);
    lines.filter_map(move |(line, number)| {
        let start = at;
        at += line.len();
        let bare = line.trim_end();
        if bare.starts_with(BEGIN) {
            begun = Some((start, number, false));
        } else if bare == MIDDLE {
            begun = begun.map(|(start, first, _)| (start, first, true));
        } else if bare.starts_with(END)
            && let Some((from, first, true)) = begun.take()
        {
            let end = text.get(from..).and_then(|rest| rest.find('\n'));
            let span = Span {
                file,
                start: from,
                end: end.map_or(text.len(), |end| from + end),
            };
            let message = format!("a merge conflict, lines {first} to {number}");
            let help = "keep one version or both, and take the lines with <<<<<<<, ======= and >>>>>>> out";
            return Some(Problem::new_error("conflict", span, message).with_help(help));
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_is_three_lines_in_their_order() {
        for (text, expect) in [
            ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", "2-6"),
            ("<<<<<<< a\r\n=======\r\n>>>>>>> b", "1-3"),
            (
                "<<<<<<< a\n||||||| base\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n>>>>>>> b\n",
                "1-4 5-7",
            ),
            ("<<<<<<< a\n>>>>>>> b\n", ""),
            ("=======\n>>>>>>> b\n", ""),
            (" <<<<<<< a\n=======\n>>>>>>> b\n", ""),
        ] {
            let found: Vec<String> = in_text(0, text)
                .map(|problem| {
                    let lines = problem.message.replace("a merge conflict, lines ", "");
                    lines.replace(" to ", "-")
                })
                .collect();
            assert_eq!(found.join(" "), expect, "{text:?}");
        }
    }
}
