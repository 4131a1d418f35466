//! The warnings that a scenario allows, and the entries that allow nothing.
//!
//! `lint` hands over every warning. A warning is allowed by its code in the table of its place or of its related
//! place, or in `[scenario]`.

use std::collections::BTreeMap;

use super::cover::Cover;
use crate::diagnostic::Problem;
use crate::diagnostic::lints::{self, UNUSED_ALLOW};
use crate::scenario::lint::AllowedLint;
use crate::scenario::names::find_nearest;

/// The places where one lint is allowed.
struct Allowed {
    /// The tables that allow it, each with the index of its entry.
    tables: Cover,
    /// The indexes of the entries that allow it everywhere.
    everywhere: Vec<usize>,
}

/// Removes the warnings that are allowed; returns a warning for each entry that allows nothing.
pub(super) fn settle_allowed(warnings: &mut Vec<Problem>, allows: &[AllowedLint]) -> Vec<Problem> {
    let mut by_code: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, allow) in allows.iter().enumerate() {
        by_code.entry(&allow.code).or_default().push(number);
    }
    let covers = |number: &usize| allows.get(*number).and_then(|allow| allow.covers);
    let by_code: BTreeMap<&str, Allowed> = by_code
        .into_iter()
        .map(|(code, numbers)| {
            let tables = numbers.iter();
            let tables = tables.filter_map(|number| Some((covers(number)?, *number)));
            let everywhere = numbers.iter().filter(|number| covers(number).is_none());
            let allowed = Allowed {
                tables: Cover::from_spans(tables),
                everywhere: everywhere.copied().collect(),
            };
            (code, allowed)
        })
        .collect();
    let mut is_used = vec![false; allows.len()];
    warnings.retain(|warning| {
        let Some(allowed) = by_code.get(warning.code) else {
            return true;
        };
        let related = warning.related.map(|(place, _)| place);
        let places = std::iter::once(warning.span).chain(related);
        let tables = places.flat_map(|place| allowed.tables.list_over(place));
        let mut is_allowed = false;
        for number in tables.chain(allowed.everywhere.iter().copied()) {
            is_allowed = true;
            if let Some(is_used) = is_used.get_mut(number) {
                *is_used = true;
            }
        }
        !is_allowed
    });
    let unused = allows.iter().zip(is_used).filter(|(_, is_used)| !is_used);
    unused.map(|(allow, _)| in_vain(allow)).collect()
}

fn in_vain(allow: &AllowedLint) -> Problem {
    let code = &allow.code;
    if lints::find_lint(code).is_some() {
        let message = format!("'{code}' is allowed here, where there is nothing to allow");
        return Problem::new_warning(&UNUSED_ALLOW, allow.span, message).with_help("take it out");
    }
    let known = find_nearest(code, lints::ALL.iter().map(|lint| lint.code));
    let help = known.map_or_else(
        || "'dateline check --help' lists the codes that can be allowed".to_owned(),
        |known| format!("did you mean '{known}'?"),
    );
    Problem::new_warning(
        &UNUSED_ALLOW,
        allow.span,
        format!("there is no lint '{code}'"),
    )
    .with_help(help)
}
