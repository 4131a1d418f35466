//! Warns of headlines that give the number of one of their event's figures without its qualifier.
//!
//! Called by `lint`. Only English is checked, as the words of qualifiers are English. The numbers that a qualifier
//! allows are decided in `snapshot`.

use super::log::LintLog;
use crate::diagnostic::Problem;
use crate::diagnostic::lints::HEADLINE_DROPS_QUALIFIER;
use crate::facts::{WordingStyle, number};
use crate::model::figure::{Amount, Qualifier};
use crate::snapshot::reference::FigureRef;

/// Numbers that headlines spell out, from one.
const SPELT: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// Warns of figures whose number stands in the headline without the words of its qualifier.
pub(super) fn check_headline(log: &LintLog<'_>, warnings: &mut Vec<Problem>) {
    for key in log.scenario.event_keys() {
        let headline = &log.scenario.event(key).headline;
        for (reference, figure) in FigureRef::of(log.scenario, key) {
            let Amount::Value(value) = figure.amount else {
                continue;
            };
            if drops_qualifier(headline, value, figure.qualifier) {
                let series = log.scenario.one_series(figure.series);
                let message = format!(
                    "the headline says '{}', the figure {}",
                    number::word_amount(
                        Amount::Value(value),
                        Qualifier::Exactly,
                        WordingStyle::WORDS
                    ),
                    number::word_figure(figure, series, WordingStyle::WORDS),
                );
                warnings.push(
                    Problem::new_warning(
                        &HEADLINE_DROPS_QUALIFIER,
                        log.find_figure(reference),
                        message,
                    )
                    .with_help("put the qualifier before the number in the headline"),
                );
            }
        }
    }
}

/// Returns whether a headline has this number, and nowhere the words of the qualifier before it.
fn drops_qualifier(headline: &str, value: f64, qualifier: Qualifier) -> bool {
    let phrases = list_phrases(qualifier);
    if phrases.is_empty() {
        return false;
    }
    let mut before = String::new();
    let mut stands_bare = false;
    for word in headline.split_whitespace() {
        if is_number(word, value) {
            let ends_with = |phrase: &&str| {
                let rest = before.strip_suffix(*phrase);
                rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
            };
            if phrases.iter().any(ends_with) {
                return false;
            }
            stands_bare = true;
        }
        if !before.is_empty() {
            before.push(' ');
        }
        before.push_str(&word.to_lowercase());
    }
    stands_bare
}

/// Returns whether a word of a headline is this number, in digits or spelt out.
fn is_number(word: &str, value: f64) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let plain: String = word.chars().filter(|c| *c != ',' && *c != '_').collect();
    let spelt = || {
        let lower = plain.to_lowercase();
        let row = SPELT.iter().position(|spelt| *spelt == lower)?;
        u32::try_from(row + 1).ok().map(f64::from)
    };
    let number = if plain.starts_with(|c: char| c.is_ascii_digit()) {
        plain.parse().ok()
    } else {
        spelt()
    };
    number == Some(value)
}

/// Returns the words that say a qualifier before a number; none for the number itself.
fn list_phrases(qualifier: Qualifier) -> &'static [&'static str] {
    match qualifier {
        Qualifier::Exactly => &[],
        Qualifier::AtLeast => &["at least", "no fewer than", "no less than"],
        Qualifier::MoreThan => &["more than", "over", "upwards of", "above"],
        Qualifier::About => &[
            "about",
            "around",
            "roughly",
            "approximately",
            "some",
            "estimated",
        ],
        Qualifier::Nearly => &["nearly", "almost", "close to", "just under"],
        Qualifier::UpTo => &["up to", "as many as", "at most"],
        Qualifier::FewerThan => &["fewer than", "less than", "under", "below"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_the_words_of_its_figure() {
        use Qualifier::{About, AtLeast, Exactly, FewerThan, MoreThan, Nearly, UpTo};
        for (headline, value, qualifier, drops) in [
            ("21,600 out in 24 hours", 21_600.0, About, true),
            ("About 21,600 out in 24 hours", 21_600.0, About, false),
            ("21600 out, roughly 21,600 in all", 21_600.0, About, false),
            ("21,600 out in 24 hours", 21_600.0, Exactly, false),
            ("121,600 out in 24 hours", 21_600.0, About, false),
            ("Nearly 6,000 troops", 6000.0, Nearly, false),
            ("About 6,000 troops", 6000.0, Nearly, true),
            ("Force for Kabul: 6,000.", 6000.0, Nearly, true),
            ("Seven dead at the airport", 7.0, AtLeast, true),
            ("At least seven dead", 7.0, AtLeast, false),
            ("More than 1,000 (British)", 1000.0, MoreThan, false),
            ("Moreover 1,000 British", 1000.0, MoreThan, true),
            ("Up to 600 soldiers", 600.0, UpTo, false),
            ("as many as ten civilians", 10.0, UpTo, false),
            ("Fewer than 4,000 remain", 4000.0, FewerThan, false),
            ("Storm 2.5 metres above", 2.5, About, true),
        ] {
            assert_eq!(
                drops_qualifier(headline, value, qualifier),
                drops,
                "{headline}"
            );
        }
    }
}
