//! Makes an id for an event that has none, from its day and the first words of its headline.
//!
//! `addition` and `fragment` call it. The result is always a valid id, and one that is not taken.

use crate::model::zone::TimeZone;

use crate::model::moment::Moment;
use crate::text::case_fold::strip_accents;

/// The longest part of an id that comes from a headline.
const LONGEST_SLUG: usize = 40;

/// Makes an unused id: the day, then the first words of the headline.
pub(in crate::scenario) fn make_id(
    at: &str,
    headline: &str,
    zone: TimeZone,
    is_taken: &dyn Fn(&str) -> bool,
) -> String {
    let day = Moment::parse(at, zone).map(|moment| moment.written_local().date().to_string());
    let mut slug = make_slug(headline);
    if slug.is_empty() {
        slug.push_str("event");
    }
    let id = day.map_or_else(|_| slug.clone(), |day| format!("{day}-{slug}"));
    number_if_taken(id, is_taken)
}

/// Makes an unused id of a source: its publisher, then the date with which a moment begins.
pub(in crate::scenario) fn source_id(
    publisher: &str,
    day: &str,
    is_taken: &dyn Fn(&str) -> bool,
) -> String {
    let mut id = make_slug(publisher);
    if id.is_empty() {
        id.push_str("source");
    }
    let day = make_slug(day.trim().get(..10).unwrap_or(day));
    if !day.is_empty() {
        id.push('-');
        id.push_str(&day);
    }
    number_if_taken(id, is_taken)
}

/// Returns the first words of a text in the form of an id.
fn make_slug(text: &str) -> String {
    let folded = strip_accents(text).to_ascii_lowercase().replace('\'', "");
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST_SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST_SLUG));
    }
    slug
}

/// Returns an id, with a number behind it if it is taken.
fn number_if_taken(id: String, is_taken: &dyn Fn(&str) -> bool) -> String {
    let mut numbered = (2_u32..).map(|number| format!("{id}-{number}"));
    if is_taken(&id) {
        numbered.find(|id| !is_taken(id)).unwrap_or(id)
    } else {
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::Id;

    #[test]
    fn ids_are_ids_whatever_the_headline() {
        let taken = |id: &str| id == "2021-08-13-herat-falls" || id == "2021-08-13-herat-falls-2";
        for (at, headline, expect) in [
            (
                "2021-08-13",
                "Kandahar, the second city, falls",
                "2021-08-13-kandahar-the-second-city-falls",
            ),
            (
                "2021-08-13 morning",
                "Herat falls",
                "2021-08-13-herat-falls-3",
            ),
            (
                "2021-08-13T23:00:00-05:00",
                "Qandahār's \"fall\"",
                "2021-08-13-qandahars-fall",
            ),
            ("soon", "قندهار", "event"),
            ("2021-08-13", "--- !", "2021-08-13-event"),
        ] {
            assert_eq!(make_id(at, headline, TimeZone::UTC, &taken), expect);
        }
        let long = make_id("2021-08-13", &"x".repeat(500), TimeZone::UTC, &taken);
        assert!(long.len() < 60 && Id::parse(&long).is_some());
    }
}
