//! The situation report: one page, the same words in every form, nothing that was not known.

use dateline::export::brief;
use dateline::export::document::parts::{Document, DocumentBlock, DocumentWords};
use dateline::export::document::{html, markdown, text};
use dateline::model::calendar;
use dateline::model::scenario::{Scenario, USUAL_KINDS};
use dateline::snapshot::ledger::Why;
use dateline::snapshot::{self, Fold, ledger};
use dateline::text::fit;

use super::everything;
use crate::support::{cursor_of, flagship, logged};

/// The report at a cursor, or at one `since` another.
pub(super) fn document(scenario: &Scenario, what: &str, ascii: bool) -> Document {
    let (at, since) = what
        .split_once(" since ")
        .map_or((what, None), |(at, since)| (at, Some(since)));
    let cursor = cursor_of(scenario, at);
    let snapshot = snapshot::at(scenario, cursor);
    let mut before = cursor.day_before(scenario.zone());
    let changes = match since {
        None => snapshot.changes.clone(),
        Some(since) => {
            before.as_of = cursor_of(scenario, since).as_of;
            ledger::compare_folds(&Fold::at(scenario, before), &Fold::at(scenario, cursor))
        }
    };
    brief::compose_brief(&snapshot, (&before, &changes), ascii)
}

pub(super) fn as_text(scenario: &Scenario, what: &str) -> String {
    text::write(&document(scenario, what, false), false)
}

#[test]
fn whole_reports() {
    let small = everything();
    insta::assert_snapshot!("brief_small", as_text(&small, "2021-01-10"));
    insta::assert_snapshot!(
        "brief_small_then",
        as_text(&small, "2021-01-10 12:00 | then")
    );
    insta::assert_snapshot!(
        "brief_small_since",
        as_text(&small, "2021-01-12 since 2021-01-01")
    );
    let report = document(&small, "2021-01-10", false);
    insta::assert_snapshot!("brief_small_markdown", markdown::write(&report));
    insta::assert_snapshot!("brief_small_html", html::write(&report));
    let day = document(flagship(), "2021-08-13", false);
    insta::assert_snapshot!("brief_flagship", text::write(&day, false));
    insta::assert_snapshot!("brief_flagship_markdown", markdown::write(&day));
    insta::assert_snapshot!("brief_flagship_html", html::write(&day));
    insta::assert_snapshot!(
        "brief_flagship_noon",
        as_text(flagship(), "2021-08-13 12:00 | then")
    );
}

/// The cursors of every other day of the flagship scenario's August, known now and then, and of its ends.
fn days() -> Vec<String> {
    let (first, last) = flagship().heading.days;
    let august = (1..=31).step_by(2).map(|day| format!("2021-08-{day:02}"));
    august
        .chain([first.to_string(), last.to_string()])
        .flat_map(|day| [format!("{day} | then"), day])
        .collect()
}

#[test]
fn the_day_of_the_flagship_is_one_page() {
    let report = as_text(flagship(), "2021-08-13");
    assert!(
        report.lines().count() <= 70,
        "{} lines",
        report.lines().count()
    );
}

#[test]
fn every_day_of_the_flagship_is_one_page() {
    let (first, last) = flagship().heading.days;
    for day in 0..=calendar::days_between(first, last) {
        let day = calendar::add_days(first, day).unwrap();
        for what in [day.to_string(), format!("{day} | then")] {
            let lines = as_text(flagship(), &what).lines().count();
            assert!(lines <= 70, "{what}: {lines} lines");
        }
    }
}

/// No figure in force goes without a word: it has its row, stands in the line of older ones, or is counted.
#[test]
fn figures_older_than_a_week_are_named() {
    let flat = as_text(flagship(), "2021-08-13");
    let flat = flat.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["about 16,000 ", "about 2,500 ", "about 9,600 "] {
        let line = flat.split("Older than a week").nth(1).unwrap();
        assert!(line.contains(said), "{said}\n{flat}");
    }
}

#[test]
fn lines_fit_a_page_and_ascii_is_ascii() {
    for what in days() {
        for line in as_text(flagship(), &what).lines() {
            assert!(fit::measure_width(line) <= text::WIDTH, "{what}: {line}");
        }
        let plain = text::write(&document(flagship(), &what, true), true);
        assert!(plain.is_ascii(), "{what}\n{plain}");
    }
}

/// All that a document says, piece by piece.
fn said(document: &Document) -> Vec<String> {
    let mut said = vec![document.title.clone()];
    said.extend(document.about.clone());
    for block in &document.blocks {
        match block {
            DocumentBlock::Section(text) | DocumentBlock::Heading(text) => said.push(text.clone()),
            DocumentBlock::Facts(facts) => {
                for (name, words) in facts {
                    said.extend([name.clone(), words.to_string()]);
                }
            }
            DocumentBlock::Table(table) => {
                said.extend(table.rows.iter().flatten().map(DocumentWords::to_string));
            }
            DocumentBlock::Items(items) => said.extend(items.iter().map(DocumentWords::to_string)),
            DocumentBlock::Paragraph(words) => said.push(words.to_string()),
            DocumentBlock::Map(_) | DocumentBlock::Verbatim(_) => {}
        }
    }
    said
}

/// A text with what stands between angle brackets taken out and entities resolved.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(out, |text, (entity, sign)| text.replace(entity, sign))
}

/// Markdown as a reader sees it: without marks, escapes and addresses.
fn without_marks(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown.replace("**", "");
    while let Some((before, behind)) = rest.split_once("](") {
        out.push_str(before);
        rest = behind
            .split_once(')')
            .map_or(String::new(), |(_, behind)| behind.to_owned());
    }
    out.push_str(&rest);
    let escapes = [
        ("&lt;", "<"),
        ("&amp;", "&"),
        ("\\[", "\u{1}"),
        ("\\]", "\u{2}"),
        ("[", ""),
        ("\u{1}", "["),
        ("\u{2}", "]"),
        ("\\", ""),
    ];
    escapes
        .iter()
        .fold(out, |text, (escape, sign)| text.replace(escape, sign))
}

#[test]
fn every_form_says_the_same() {
    let small = everything();
    for (scenario, cursors) in [
        (
            &small,
            vec![
                "2021-01-10".to_owned(),
                "2021-01-10 12:00 | then".to_owned(),
            ],
        ),
        (flagship(), days()),
    ] {
        for what in cursors {
            let report = document(scenario, &what, false);
            let (page, marked) = (html::write(&report), markdown::write(&report));
            let (page, marked) = (without_tags(&page), without_marks(&marked));
            let plain = text::write(&report, false);
            let plain_words: std::collections::HashSet<&str> = plain
                .split(|letter: char| !letter.is_alphanumeric())
                .collect();
            for piece in said(&report) {
                let piece = piece.trim();
                assert!(page.contains(piece), "{what}: {piece}\n{page}");
                assert!(marked.contains(piece), "{what}: {piece}\n{marked}");
                for word in piece.split(|letter: char| !letter.is_alphanumeric()) {
                    assert!(
                        plain_words.contains(word) || word.is_empty(),
                        "{what}: {word} of {piece}\n{plain}"
                    );
                }
            }
        }
    }
}

/// Every tag that the page may have; anything else came from a scenario.
const TAGS: [&str; 36] = [
    "!DOCTYPE", "html", "/html", "head", "/head", "meta", "title", "/title", "style", "/style",
    "body", "/body", "main", "/main", "header", "/header", "h1", "/h1", "h2", "/h2", "p", "/p",
    "section", "/section", "table", "/table", "tbody", "/tbody", "tr", "/tr", "td", "/td", "a",
    "/a", "b", "/b",
];
const MORE_TAGS: [&str; 20] = [
    "ul", "/ul", "li", "/li", "dl", "/dl", "dt", "/dt", "dd", "/dd", "strong", "/strong", "span",
    "/span", "svg", "/svg", "g", "/g", "rect", "text",
];

#[test]
fn a_page_has_no_script_and_no_tag_of_a_scenario() {
    let hostile = logged(&[
        "a @ 2021-01-02 | set kind = 'talks' | headline <script>alert(1)</script> & \"quoted\"",
        "b @ 2021-01-02 | say says = '<i onmouseover=alert(1)>', likelihood = 'likely'",
    ]);
    for (scenario, what) in [
        (&hostile, "2021-01-02"),
        (&everything(), "2021-01-10"),
        (flagship(), "2021-08-13"),
    ] {
        let page = html::write(&document(scenario, what, false));
        for tag in page.split('<').skip(1) {
            let name: String = tag
                .chars()
                .take_while(|letter| !" >\n".contains(*letter))
                .collect();
            let is_known = TAGS.iter().chain(&MORE_TAGS).any(|tag| *tag == name) || name == "/text";
            assert!(is_known, "<{name}\n{page}");
            let attributes = tag.split('>').next().unwrap();
            assert!(!attributes.contains(" on"), "<{attributes}\n{page}");
        }
        assert!(!page.contains("javascript:"), "{page}");
    }
    let page = html::write(&document(&hostile, "2021-01-02", false));
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;"),
        "{page}"
    );
}

#[test]
fn links_lead_to_the_web_alone() {
    let source = "[[source]]\nid = 'bad'\npublisher = 'Bad'\nurl = 'javascript:alert(1)'\n";
    let event = "[[event]]\nid = 'a'\nat = 2021-01-02\nheadline = 'A'\nsources = ['bad']\n";
    let scenario = crate::support::scenario(&format!("{source}{event}"));
    let report = document(&scenario, "2021-01-02", false);
    for form in [html::write(&report), markdown::write(&report)] {
        assert!(
            form.contains("Bad") && !form.contains("javascript"),
            "{form}"
        );
    }
}

#[test]
fn what_is_recorded_later_is_only_counted() {
    let lines = ["a @ 2021-01-10 | claim party = 'red' | figure value = 5 | say says = 'Now'"];
    let later = [
        "late @ 2021-01-10 ~ 2021-01-20 | claim place = 'south', party = 'red' | figure value = 9 | say says = 'Later'",
        "fix @ 2021-01-10 ~ 2021-01-20 | figure value = 6 | set corrects = { event = 'a', kind = 'corrected', reason = 'a slip' }",
    ];
    let (before, after) = (logged(&lines), logged(&[&lines[..], &later].concat()));
    let (a, b) = (
        as_text(&before, "2021-01-10 | then"),
        as_text(&after, "2021-01-10 | then"),
    );
    assert!(b.contains("2 later reports not shown"), "{b}");
    assert_eq!(a, b.replace(";\n2 later reports not shown", ""));
    assert!(
        as_text(&after, "2021-01-10").contains("A slip")
            || as_text(&after, "2021-01-10").contains("a slip")
    );
}

#[test]
fn long_lists_say_how_much_they_leave_out() {
    let lines: Vec<String> = (0..20)
        .map(|row| format!("e{row} @ 2021-01-10 | set kind = 'talks' | headline Round {row}"))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let report = as_text(&logged(&lines), "2021-01-10");
    assert!(
        report.contains("News: 20 events")
            && report.contains("Diplomacy and statements, 8 more in the log"),
        "{report}"
    );
    assert!(
        report.contains("Round 11") || report.contains("Round 9"),
        "{report}"
    );
}

/// The words of a report without its line ends.
fn flat(report: &str) -> String {
    report.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_said_is_in_the_report_in_events_of_every_kind() {
    let items = [
        "",
        " | claim party = 'red'",
        " | figure value = 5",
        " | deadline on = 2021-01-20, label = 'Exit'",
    ];
    let words = [
        "says = 'It holds'",
        "says = 'It holds', likelihood = 'likely'",
    ];
    for kind in USUAL_KINDS {
        for item in items {
            for said in words {
                let line = format!(
                    "a @ 2021-01-10 | set kind = '{kind}'{item} | say {said} | say says = 'And more'"
                );
                // Eight events lead; behind them it stands in a list.
                let leads: Vec<String> = (0..8)
                    .map(|row| format!("lead{row} @ 2021-01-10 | set urgency = 1"))
                    .collect();
                let mut lines: Vec<&str> = leads.iter().map(String::as_str).collect();
                for behind in [false, true] {
                    let all = if behind { lines.clone() } else { Vec::new() };
                    let report = flat(&as_text(
                        &logged(&[all, vec![line.as_str()]].concat()),
                        "2021-01-10",
                    ));
                    for words in ["It holds", "And more"] {
                        assert!(report.contains(words), "{line}\n{report}");
                    }
                }
                lines.clear();
            }
        }
    }
}

/// Every event of the day is told by its words or its items, or stands in a count of what is left in the log.
#[test]
fn every_event_of_a_day_is_in_its_report() {
    for what in days() {
        let snapshot = crate::support::snapshot(flagship(), &what);
        let report = flat(&as_text(flagship(), &what));
        let news = snapshot.changes.events.iter();
        let news = news.filter(|change| change.why == Why::Happened);
        let untold = news.filter(|change| {
            let event = flagship().event(change.event);
            let has_items = !event.claims().is_empty() || !event.figures().is_empty();
            !has_items
                && !report.contains(event.headline.as_str())
                && !event
                    .statements()
                    .iter()
                    .any(|said| report.contains(said.says.trim_end_matches('.')))
        });
        let untold = untold.count();
        let counted: usize = report
            .split(" more in the log")
            .filter_map(|before| before.rsplit(' ').next()?.parse::<usize>().ok())
            .sum();
        assert!(untold <= counted, "{what}: {untold} of {counted}\n{report}");
    }
}

#[test]
fn a_correction_is_told_once_as_the_news_that_it_is() {
    let lines = [
        "a @ 2021-01-10 | headline Two ships leave",
        "b @ 2021-01-10 ~ 2021-01-11 | headline Three ships leave | set corrects = { event = 'a', kind = 'corrected', reason = 'a slip' }",
    ];
    let report = flat(&as_text(&logged(&lines), "2021-01-10"));
    assert!(
        report.contains("- Three ships leave; corrects 'Two ships leave': a slip"),
        "{report}"
    );
    assert_eq!(report.matches("Three ships").count(), 1, "{report}");
    for what in days() {
        let report = flat(&as_text(flagship(), &what));
        for event in &flagship().events {
            if let Some(correction) = event.corrects() {
                let told = report.matches(event.headline.as_str()).count();
                let named = report.matches(flagship().event(correction.event).headline.as_str());
                assert!(told <= 1, "{what}: {}\n{report}", event.headline);
                assert!(named.count() <= 1, "{what}: {}\n{report}", event.headline);
            }
        }
    }
}

#[test]
fn readings_that_disagree_are_told_and_many_are_counted() {
    let lines: Vec<String> = (0..7)
        .map(|row| {
            let figure = format!("value = 1{row}0, status = 'in-place'");
            format!("e{row} @ 2021-01-10 | figure {figure}, sources = ['plain']")
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let report = as_text(&logged(&lines), "2021-01-10");
    assert_eq!(
        report.matches("Troops in the north:").count(),
        3,
        "{report}"
    );
    assert!(report.contains("another count; 4 more"), "{report}");
    assert!(!report.contains("Nothing is disputed"), "{report}");
}

#[test]
fn a_quiet_day_says_so() {
    let report = as_text(
        &logged(&["a @ 2021-01-02 | claim party = 'red'"]),
        "2021-01-20",
    );
    let before = as_text(&logged(&["a @ 2021-01-02"]), "2021-01-01");
    assert!(before.contains("None is named."), "{before}");
    for words in [
        "no places changed hands",
        "Nothing new.",
        "None stands.",
        "Nothing is disputed, nothing was reported late, nothing was corrected.",
    ] {
        assert!(report.contains(words), "{words}\n{report}");
    }
}
