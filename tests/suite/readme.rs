//! What the README shows is what the program does: its frame, its example, its commands.

use std::fs;

use dateline::model::cursor::{Audience, Cursor, Known};
use dateline::scenario::{built_in, load};

fn readme() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))
        .expect("the README is at the root")
}

/// The fenced block between two comments.
fn block(name: &str) -> String {
    let readme = readme();
    let block = readme
        .split_once(&format!("<!-- {name}"))
        .and_then(|(_, rest)| rest.split_once("<!-- /"))
        .and_then(|(block, _)| block.split_once("```"))
        .and_then(|(_, block)| block.split_once('\n'))
        .and_then(|(_, block)| block.split_once("```"));
    block
        .expect("a fenced block between two comments")
        .0
        .to_owned()
}

fn frame(columns: u16, rows: u16) -> String {
    use dateline::app::{state::App, view::Shown};
    use dateline::ui::{self, theme::Look};
    let loaded = built_in::load().expect("it loads");
    let scenario = &loaded.scenario;
    let as_of = scenario
        .heading
        .opens_at
        .expect("it opens somewhere")
        .effect();
    let cursor = Cursor {
        as_of,
        known: Known::Now,
        audience: Audience::Public,
        now: as_of,
    };
    let app = App::new(cursor);
    let shown = Shown::at(scenario, &app);
    let buffer = ui::frame(&shown.view(&app), Look::default(), (columns, rows));
    dateline::frame::text::write(&buffer)
}

#[test]
fn the_picture_is_a_real_frame() {
    let real: Vec<String> = frame(80, 24)
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    assert_eq!(block("frame:").trim_end(), real.join("\n").trim_end());
}

#[test]
fn the_lines_of_plain_mode_are_real_lines() {
    use dateline::app::action::Pane;
    use dateline::app::{state::App, view::Shown};
    use dateline::plain::whole;
    let loaded = built_in::load().expect("it loads");
    let scenario = &loaded.scenario;
    let app = App::new(crate::support::cursor(scenario, "2021-08-13", "now"));
    let mut real = whole::lines(&Shown::at(scenario, &app).view(&app), &Pane::ALL).into_iter();
    for line in block("plain").lines() {
        assert!(
            real.any(|real| real == line),
            "not said, or not in this order: {line}"
        );
    }
}

#[test]
fn the_example_is_a_scenario_without_problems() {
    let scenario = match load::text("README.md", &block("example")) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!(
            "{}",
            problems
                .iter()
                .map(|problem| problem.render(false))
                .collect::<String>()
        ),
    };
    assert_eq!(scenario.events.len(), 1);
    assert_eq!(scenario.events[0].claims.len(), 2);
}

#[test]
fn the_example_is_what_new_writes() {
    let template = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/template.toml");
    assert_eq!(
        block("example"),
        fs::read_to_string(template).expect("it is there")
    );
}

#[test]
fn the_commands_are_those_of_the_project() {
    assert!(block("run").trim() == "cargo run --release");
    assert!(block("test").trim().starts_with("cargo test"));
}

#[test]
fn the_words_are_those_that_the_loader_knows() {
    use dateline::model::claim::{Basis, Status};
    use dateline::model::event::{CorrectionKind, PubStatus};
    use dateline::model::figure::{ForceStatus, Group, Measure, Qualifier};
    use dateline::model::scenario::USUAL_KINDS;
    use dateline::model::statement::{Confidence, Likelihood};

    fn words<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
        table.iter().map(|(word, _)| *word).collect()
    }

    let readme = readme();
    for (key, known) in [
        ("`status` of a claim", words(&Status::WORDS)),
        ("`basis` of a claim", words(&Basis::WORDS)),
        ("`qualifier` of a figure", words(&Qualifier::WORDS)),
        ("`status` of a figure", words(&ForceStatus::WORDS)),
        ("`group` of a series", words(&Group::WORDS)),
        ("`measure` of a series", words(&Measure::WORDS)),
        ("`kind` of an event", USUAL_KINDS.to_vec()),
        ("`likelihood` of a statement", words(&Likelihood::WORDS)),
        ("`confidence` of a statement", words(&Confidence::WORDS)),
        ("`kind` of a correction", words(&CorrectionKind::WORDS)),
        ("`pub_status`", words(&PubStatus::WORDS)),
    ] {
        let row = readme
            .lines()
            .find(|line| line.starts_with(&format!("| {key}")))
            .unwrap_or_default();
        for word in known {
            assert!(row.contains(word), "{key} has no {word}: {row}");
        }
    }
}

#[test]
fn the_words_of_stated_totals_are_those_of_the_screen() {
    use dateline::format;
    use dateline::snapshot::stated::Verdict;
    let readme = readme();
    for verdict in [
        Verdict::Consistent,
        Verdict::ConsistentWithDisputed,
        Verdict::Behind,
        Verdict::Ahead,
    ] {
        for word in format::verdict(verdict) {
            assert!(readme.contains(&format!("`{word}`")), "{word}");
        }
    }
}
