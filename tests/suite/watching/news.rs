//! What a newer state of a file has that the one before had not.

use dateline::model::id::Id;
use dateline::model::scenario::Scenario;
use dateline::snapshot::version::{Gone, compare_versions};

use super::event;
use crate::support::scenario;

fn of(events: &[(&str, &str)]) -> Scenario {
    let events: Vec<String> = events.iter().map(|(id, line)| event(id, line)).collect();
    scenario(&events.concat())
}

fn ids(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

#[test]
fn events_are_told_apart_by_id_and_content() {
    let old = of(&[("a", "one"), ("b", "two"), ("c", "three")]);
    let new = of(&[("b", "two"), ("c", "changed"), ("d", "four")]);
    let news = compare_versions(&old, &new, &mut Gone::default());
    assert_eq!(ids(&news.new), ["d"]);
    assert_eq!(ids(&news.changed), ["c"]);
    assert_eq!(news.gone, 1);
}

#[test]
fn an_event_that_comes_back_as_it_was_is_no_news() {
    let whole = of(&[("a", "one"), ("b", "two")]);
    let half = of(&[("a", "one")]);
    let mut gone = Gone::default();
    assert_eq!(compare_versions(&whole, &half, &mut gone).gone, 1);
    let back = compare_versions(&half, &whole, &mut gone);
    assert!(back.new.is_empty() && back.changed.is_empty());
    compare_versions(&whole, &half, &mut gone);
    let other = of(&[("a", "one"), ("b", "changed")]);
    assert_eq!(ids(&compare_versions(&half, &other, &mut gone).new), ["b"]);
}

#[test]
fn rows_of_tables_that_move_change_no_event() {
    let claim = "[[event]]\nid = \"fall\"\nat = 2021-01-10\nheadline = \"x\"\nsources = [\"good\"]\nclaims = [{ place = \"north\", party = \"red\" }]\n";
    let old = scenario(claim);
    let source = "[[source]]\nid = \"first\"\npublisher = \"First\"\n";
    let moved = crate::support::TABLES.replacen("[[source]]", &format!("{source}[[source]]"), 1);
    let moved = moved.replacen(
        "[[place]]",
        "[[place]]\nid = \"first\"\nname = \"First\"\n[[place]]",
        1,
    );
    let new =
        dateline::scenario::load::load_text("moved.toml", &format!("{moved}{claim}")).unwrap();
    let news = compare_versions(&old, &new.scenario, &mut Gone::default());
    assert_eq!(news, dateline::snapshot::version::VersionNews::default());
}

#[test]
fn every_part_of_an_event_counts() {
    let base =
        "[[event]]\nid = \"fall\"\nat = 2021-01-10\nheadline = \"x\"\nsources = [\"good\"]\n";
    let old = scenario(base);
    for line in [
        "body = \"more\"\n",
        "recorded_at = 2021-01-11\n",
        "kind = \"control\"\n",
        "places = [\"north\"]\n",
        "credibility = 2\n",
        "note = \"a note\"\n",
        "editor_note = \"a note\"\n",
        "pub_status = \"withheld\"\n",
        "embargoed_until = 2021-01-12\n",
        "tags = [\"a-tag\"]\n",
        "claims = [{ place = \"north\", party = \"red\" }]\n",
        "statements = [{ speaker = \"speaker\", says = \"yes\" }]\n",
        "deadlines = [{ id = \"end\", on = 2021-01-20, label = \"End\" }]\n",
    ] {
        let new = scenario(&format!("{base}{line}"));
        let news = compare_versions(&old, &new, &mut Gone::default());
        assert_eq!(ids(&news.changed), ["fall"], "{line}");
    }
}
