//! `dateline diff`: the change ledger between two moments.
//!
//! The public's cursors: what is withheld or embargoed never leaves by here.

use std::path::Path;
use std::process::ExitCode;

use crate::model::zone::TimeZone;

use super::arguments::{Diff, DiffFormat};
use super::open;
use super::output::{Failure, print_data, print_with};
use crate::export::diff::{ComparedEnds, compose_ledger, json};
use crate::export::document::{markdown, text};
use crate::model::cursor::{Audience, Cursor};
use crate::model::moment::Moment;
use crate::snapshot::narrowed::Filtered;
use crate::snapshot::{self, Fold, ledger};
use crate::text::quote_text;

/// Compares the two moments and writes what lies between them.
pub(super) fn run(arguments: &Diff) -> Result<ExitCode, Failure> {
    in_order(arguments)?;
    let loaded = open::scenario_in(arguments.file.as_deref(), arguments.clock.zone)?;
    let asked = &arguments.clock;
    let clock = open::read_clock(
        &loaded.scenario,
        &asked.known,
        asked.now.as_deref(),
        Audience::Public,
    )?;
    let scenario = &loaded.scenario.public_at(clock.now);
    let end = |name: &str, when: &str| -> Result<Fold<'_>, Failure> {
        let as_of = open::read_moment(scenario, name, when)?;
        Ok(Fold::at(scenario, Cursor { as_of, ..clock }))
    };
    let ends = (end("FROM", &arguments.from)?, end("TO", &arguments.to)?);
    let [from, to] = ledger::in_order(&ends.0, &ends.1);
    let ledger = ledger::compare_folds(from, to);
    let conditions = open::read_filter(scenario, &arguments.listed)?;
    let [older, newer] = [from, to].map(|end| snapshot::at(scenario, end.cursor));
    let filtered = Filtered::between(&older, &newer, &ledger, &conditions);
    let compared = ComparedEnds {
        from,
        to,
        ledger: &ledger,
        filtered: filtered.as_ref(),
    };
    match arguments.format {
        DiffFormat::Text => {
            let document = compose_ledger(compared, arguments.ascii);
            print_data(&text::write(&document, arguments.ascii))?;
        }
        DiffFormat::Md => {
            let document = compose_ledger(compared, arguments.ascii);
            print_data(&markdown::write(&document))?;
        }
        DiffFormat::Json => print_with(|to| json::write(compared, to))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// That FILE comes last, to who names it before a moment as in other commands.
fn in_order(arguments: &Diff) -> Result<(), Failure> {
    let Some(last) = arguments.file.as_deref().and_then(Path::to_str) else {
        return Ok(());
    };
    let given = [("FROM", &arguments.from), ("TO", &arguments.to)];
    // In which zone does not matter to whether it is one.
    let is_moment = |text: &str| Moment::parse(text, TimeZone::UTC).is_ok();
    let Some((name, file)) = given.into_iter().find(|(_, text)| !is_moment(text)) else {
        return Ok(());
    };
    if !is_moment(last) {
        return Ok(());
    }
    let file = quote_text(file);
    let others = given.into_iter().filter(|(other, _)| *other != name);
    let moments = others.map(|(_, text)| text.as_str()).chain([last]);
    let moments: Vec<String> = moments
        .map(|text| {
            let text = quote_text(text);
            if text.contains(' ') {
                format!("\"{text}\"")
            } else {
                text.clone()
            }
        })
        .collect();
    Err(Failure::Usage(format!(
        "{name} '{file}' is not a moment, and FILE comes last\nwrite dateline diff {} {file}",
        moments.join(" ")
    )))
}
