//! Names and docs that anybody can read, grep and guess. Each rule has an allowance for what stands; it only falls.

use std::collections::BTreeMap;

use super::source::{SourceFile, read_source};

/// Words of a private dialect, which name nothing that a newcomer could guess.
const DIALECT: &[&str] = &[
    "told", "teller", "kept", "spot", "deaf", "said", "heard", "hears", "minds", "rests", "sought",
    "meant", "lacks", "brings", "bring", "goes", "mends",
];

/// Names of one word that everybody knows, and names that traits of the standard library demand.
const KNOWN: &[&str] = &[
    "new", "from", "len", "draw", "parse", "default", "fmt", "next", "drop", "main", "get", "run",
    "iter", "deref", "eq", "cmp", "hash", "clone", "write", "read", "insert", "push", "pop",
    "update", "at", "index",
];

/// Beginnings of docs that are riddles rather than sentences.
const RIDDLES: &[&str] = &[
    "What", "Whether", "How", "Where", "Who", "Whose", "When", "Which", "The same", "That", "It ",
    "Of ", "So ",
];

/// Fails where more stands than is allowed.
#[track_caller]
fn assert_allowance(found: &[String], allowance: usize, rule: &str) {
    assert!(
        found.len() <= allowance,
        "{rule}: {} where {allowance} are allowed:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// Returns what a rule finds in each file, with the file's path before it.
fn list(rule: impl Fn(&SourceFile) -> Vec<String>) -> Vec<String> {
    let files = read_source(false);
    let found = files.iter().flat_map(|file| {
        let names = rule(file);
        names
            .into_iter()
            .map(|name| format!("{}: {name}", file.path))
    });
    found.collect()
}

#[test]
fn a_type_has_its_name_for_itself() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in read_source(false) {
        for name in &file.types {
            places
                .entry(name.clone())
                .or_default()
                .push(file.path.clone());
        }
    }
    places.retain(|_, files| files.len() > 1);
    let found: Vec<String> = places
        .iter()
        .flat_map(|(name, files)| files.iter().map(move |file| format!("{file}: {name}")))
        .collect();
    assert_allowance(&found, 0, "types that share a name");
}

#[test]
fn a_function_says_what_it_does_to_what() {
    let all = list(|file| file.functions.clone()).len();
    let found = list(|file| {
        let is_short = |name: &&String| !name.contains('_') && !KNOWN.contains(&name.as_str());
        file.functions.iter().filter(is_short).cloned().collect()
    });
    assert_allowance(&found, all * 4 / 100, "functions with a name of one word");
}

#[test]
fn a_parameter_is_no_tuple() {
    let found = list(|file| file.tuple_parameters.clone());
    assert_allowance(&found, 95, "functions with a tuple for a parameter");
}

#[test]
fn names_are_no_private_dialect() {
    let found = list(|file| {
        let is_dialect = |word: &&String| {
            let mut parts = word.split('_').flat_map(split_capitals);
            parts.any(|part| DIALECT.contains(&part.as_str()))
        };
        file.words.iter().filter(is_dialect).cloned().collect()
    });
    assert_allowance(&found, 0, "words of a private dialect");
}

/// Splits `SourceFile` into `source` and `file`.
fn split_capitals(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for letter in word.chars() {
        if letter.is_uppercase() {
            parts.push(String::new());
        }
        parts.last_mut().unwrap().extend(letter.to_lowercase());
    }
    parts
}

#[test]
fn docs_are_sentences() {
    let found = list(|file| {
        let is_riddle = |line: &&String| RIDDLES.iter().any(|start| line.starts_with(start));
        file.docs.iter().filter(is_riddle).cloned().collect()
    });
    let all = list(|file| file.docs.clone()).len();
    assert_allowance(&found, all * 15 / 100, "docs that begin with a riddle");
}
