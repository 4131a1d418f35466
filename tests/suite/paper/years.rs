//! A year that is not the cursor's stands in every pane, line, report and export.

use std::process::Command;

/// What is written of a scenario whose items are of 2021, 2023 and 2024.
fn written(arguments: &[&str]) -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/paper/years.toml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let output = command.args(arguments).arg(file).output();
    let output = output.expect("the program runs");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_year_that_is_not_the_cursors_is_always_shown() {
    let at = ["--at", "2024-08-13"];
    for (arguments, expect) in [
        (
            ["render", "--size", "120x40"].as_slice(),
            [
                "13 Aug 2023 B2",
                "13 Aug 2021 B2",
                "13 Aug 2023 W",
                "20 Aug W",
            ]
            .as_slice(),
        ),
        (
            &["render", "--size", "160x48"],
            &["13 Aug 2023", "13 Aug 2021", "20 Aug W"],
        ),
        (
            &["render", "--size", "80x24"],
            &["13 Aug 2023", "13 Aug 2021"],
        ),
        (
            &["render", "--plain"],
            &["13 August 2023", "13 August 2021", "since 1 August 2021"],
        ),
        (
            &["brief"],
            &["people since 1 Aug 2021", "13 Aug 2023, known 13 Aug"],
        ),
        (&["brief", "--format", "html"], &["people since 1 Aug 2021"]),
        (
            &["brief", "--since", "2023-08-01"],
            &["changes since the end of 31 July 2023"],
        ),
    ] {
        let text = written(&[arguments, at.as_slice()].concat());
        for words in expect {
            assert!(
                text.contains(words),
                "{arguments:?} has no '{words}':\n{text}"
            );
        }
    }
    let early = written(&["render", "--size", "120x40", "--at", "2021-08-13"]);
    assert!(early.contains("20 Aug 2024"), "{early}");
    let difference = written(&["diff", "2023-08-12", "2024-08-13"]);
    assert!(
        difference.contains("people since 1 Aug 2021"),
        "{difference}"
    );
    let known = written(&[
        "render",
        "--at",
        "2021-08-13",
        "--known",
        "2024-08-13",
        "--size",
        "120x40",
    ]);
    assert!(known.contains("known by 13 Aug 2024"), "{known}");
}
