//! Numbers as sources word them: never rounded, never shortened, never without their qualifier.
//!
//! Used by panes and exports alike. Signs on narrow screens, words where there is room.

use super::moment::{DayForm, word_day};
use crate::model::date::Date;
use crate::model::zone::TimeZone;

use crate::facts::WordingStyle;
use crate::facts::sign::{DOWN, UP};
use crate::model::figure::{Amount, Figure, ForceStatus, Group, Measure, Qualifier, Series};
use crate::model::scenario::Scenario;
use crate::snapshot::reference::FigureRef;
use crate::text::Text;

/// A number with commas between its thousands and no more decimals than it has.
pub fn format_number(value: f64) -> String {
    let shown = value.to_string();
    let (whole, decimals) = shown
        .split_once('.')
        .map_or((shown.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (sign, whole) = whole
        .strip_prefix('-')
        .map_or(("", whole), |size| ("-", size));
    let mut out = String::with_capacity(shown.len() + whole.len() / 3);
    out.push_str(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

/// A whole number with commas between its thousands.
pub fn format_count(value: usize) -> String {
    u32::try_from(value).map_or_else(
        |_| value.to_string(),
        |value| format_number(f64::from(value)),
    )
}

/// Returns a number of things with their noun: `1 event`, `36 events`.
pub fn word_quantity(value: usize, plural: &str) -> String {
    if value == 1 {
        format!("1 {}", super::to_singular(plural))
    } else {
        format!("{} {plural}", format_count(value))
    }
}

/// Returns a number of things out of all of them: `2 of 11 events`, or `11 events` where it is all of them.
pub fn counted_of(value: usize, all: usize, plural: &str) -> String {
    if value < all {
        format!("{} of {} {plural}", format_count(value), format_count(all))
    } else {
        word_quantity(value, plural)
    }
}

/// An amount with its qualifier: `~600`, `≥14`, `3,500–4,000`, or `about 600`, `at least 14`, `3,500 to 4,000`.
pub fn word_amount(amount: Amount, qualifier: Qualifier, style: WordingStyle) -> String {
    let number = match (amount, style) {
        (Amount::Value(value), _) => format_number(value),
        (Amount::Range(low, high), style) if style.words || low < 0.0 => {
            format!("{} to {}", format_number(low), format_number(high))
        }
        (Amount::Range(low, high), WordingStyle { ascii: true, .. }) => {
            format!("{}-{}", format_number(low), format_number(high))
        }
        (Amount::Range(low, high), _) => format!("{}–{}", format_number(low), format_number(high)),
    };
    format!("{}{number}", word_qualifier(qualifier, style))
}

/// Returns the qualifier that stands before a number: a sign without a blank, or words with one.
fn word_qualifier(qualifier: Qualifier, style: WordingStyle) -> &'static str {
    match (qualifier, style) {
        (Qualifier::Exactly, _) => "",
        (Qualifier::AtLeast, WordingStyle { words: true, .. }) => "at least ",
        (Qualifier::MoreThan, WordingStyle { words: true, .. }) => "more than ",
        (Qualifier::About, WordingStyle { words: true, .. }) => "about ",
        // It has no sign: "nearly 6,000" is less than 6,000, and "about" need not be.
        (Qualifier::Nearly, _) => "nearly ",
        (Qualifier::UpTo, WordingStyle { words: true, .. }) => "up to ",
        (Qualifier::FewerThan, WordingStyle { words: true, .. }) => "fewer than ",
        (Qualifier::AtLeast, WordingStyle { ascii: true, .. }) => ">=",
        (Qualifier::UpTo, WordingStyle { ascii: true, .. }) => "<=",
        (Qualifier::AtLeast, _) => "≥",
        (Qualifier::UpTo, _) => "≤",
        (Qualifier::MoreThan, _) => ">",
        (Qualifier::FewerThan, _) => "<",
        (Qualifier::About, _) => "~",
    }
}

/// A reading with its qualifier and, for shares, the percent sign: `~600`, `>66.7 %`.
pub fn word_figure(figure: &Figure, series: &Series, style: WordingStyle) -> String {
    let unit = if is_percent(series) { " %" } else { "" };
    format!(
        "{}{unit}",
        word_amount(figure.amount, figure.qualifier, style)
    )
}

/// Returns a reading with the word for one that was added to another before it: `~200 more`.
pub fn word_increment(
    figure: &Figure,
    series: &Series,
    is_more: bool,
    style: WordingStyle,
) -> String {
    let more = if is_more { " more" } else { "" };
    format!("{}{more}", word_figure(figure, series, style))
}

/// Returns increments in a row, each with its word: `about 3,000, then about 1,000 more`.
pub fn one_after_another(
    scenario: &Scenario,
    figures: &[FigureRef],
    style: WordingStyle,
) -> String {
    let phrase = figures.iter().enumerate().map(|(place, figure)| {
        let figure = figure.get(scenario);
        let series = scenario.one_series(figure.series);
        word_increment(figure, series, place > 0, style)
    });
    phrase.collect::<Vec<String>>().join(", then ")
}

/// Returns what a reading says in a sentence: the source's own words, where they are kept, else its number.
pub fn quote_figure(
    figure: &Figure,
    series: &Series,
    is_more: bool,
    style: WordingStyle,
) -> String {
    match figure.printed() {
        Some(words) => words.bidi_terminated().into_owned(),
        None => word_increment(figure, series, is_more, style),
    }
}

/// A reading in each of the ways in which somebody may seek it: `about 3,000 troops`, `~3,000 troops`, `about 3000 troops`.
pub fn list_search_forms(figure: &Figure, series: &Series) -> [String; 3] {
    let unit = unit_behind(figure, series);
    let words = format!("{}{unit}", word_figure(figure, series, WordingStyle::WORDS));
    let signs = format!("{}{unit}", word_figure(figure, series, WordingStyle::SIGNS));
    let typed = words.replace(',', "");
    [words, signs, typed]
}

/// The unit in words behind a figure, with a blank: ` troops`, ` death` behind 1, ` of 67 counties` where the source counts
/// among so many; nothing for shares, which have their sign.
pub fn unit_behind(figure: &Figure, series: &Series) -> String {
    if is_percent(series) {
        return String::new();
    }
    let of = series.counts.as_ref().and_then(|counts| counts.of);
    let of = of.map_or_else(String::new, |of| {
        format!(" of {}", format_number(f64::from(of)))
    });
    let is_one =
        matches!(figure.amount, Amount::Value(value) if value.abs().total_cmp(&1.0).is_eq());
    let one = series.one.as_ref().filter(|_| is_one && of.is_empty());
    format!("{of} {}", one.unwrap_or(&series.unit).bidi_terminated())
}

/// Returns the unit behind a figure that stands behind the label of its series, which may name it already.
pub fn unit_behind_label(figure: &Figure, series: &Series) -> String {
    let of = series.counts.as_ref().and_then(|counts| counts.of);
    let label = series.label.to_lowercase();
    let is_named = |unit: &Text| {
        let unit = unit.to_lowercase();
        label
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| word == unit)
    };
    let are_named = is_named(&series.unit) || series.one.as_ref().is_some_and(is_named);
    match of {
        None if are_named => String::new(),
        _ => unit_behind(figure, series),
    }
}

/// Reports whether a series is a share in percent.
fn is_percent(series: &Series) -> bool {
    matches!(series.unit.as_str(), "percent" | "%")
}

/// Returns the name of a group in the list of figures.
pub fn name_group(group: Group) -> &'static str {
    match group {
        Group::Forces => "Troops",
        Group::Evacuation => "Evacuated",
        Group::Casualties => "Casualties",
        Group::Territory => "Territory",
        Group::Displacement => "Displaced",
        Group::Other => "Other",
    }
}

/// The name of the deadlines in the list of figures.
pub const DEADLINES: &str = "Deadlines";

/// The name of the old readings at the end of the list of figures.
pub const OLDER: &str = "Older than a week";

/// Returns the words that a measure adds to a number: `since 14 Aug`, `in 24h`; empty for a stock. The year is given
/// where it is not the one looked at.
pub fn word_measure(series: &Series, zone: TimeZone, looked_at: Date) -> String {
    measure_since(series, zone, |day| {
        word_day(day, DayForm::Short, Some(looked_at))
    })
}

/// Returns the full words that a measure adds to a number: `since 14 August`, with the year where it is not the one
/// looked at.
pub fn measure_in_full(series: &Series, zone: TimeZone, looked_at: Date) -> String {
    measure_since(series, zone, |day| {
        word_day(day, DayForm::Long, Some(looked_at))
    })
}

fn measure_since(series: &Series, zone: TimeZone, since_day: impl Fn(Date) -> String) -> String {
    match (series.measure, &series.since, &series.period) {
        (Measure::Cumulative, Some(since), _) => {
            format!("since {}", since_day(since.day_in(zone)))
        }
        (Measure::Cumulative, None, _) => "in all".to_owned(),
        (Measure::Period, _, Some(period)) => format!("in {period}"),
        (Measure::Period, _, None) | (Measure::Increment | Measure::Stock, ..) => String::new(),
    }
}

/// Returns the words for the stage of a movement of troops.
pub fn force_status(status: ForceStatus) -> String {
    super::find_word(&ForceStatus::WORDS, status).replace('-', " ")
}

/// Returns the same where there is hardly room; it is never left out.
pub fn short_force_status(status: ForceStatus) -> &'static str {
    match status {
        ForceStatus::Announced => "ann.",
        ForceStatus::EnRoute => "on way",
        ForceStatus::InPlace => "there",
        ForceStatus::Withdrawn => "gone",
    }
}

/// A change of a count: `▲5`, `^5` or `up 5`; empty for none.
pub fn word_count_change(gained: usize, lost: usize, style: WordingStyle) -> String {
    let (up, down) = if style.words {
        ("up ", "down ")
    } else {
        (UP.choose_form(style.ascii), DOWN.choose_form(style.ascii))
    };
    match gained.cmp(&lost) {
        std::cmp::Ordering::Greater => format!("{up}{}", format_count(gained - lost)),
        std::cmp::Ordering::Less => format!("{down}{}", format_count(lost - gained)),
        std::cmp::Ordering::Equal => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_never_rounded() {
        for (value, expect) in [
            (0.0, "0"),
            (14.0, "14"),
            (999.0, "999"),
            (3000.0, "3,000"),
            (123_456_789.0, "123,456,789"),
            (66.7, "66.7"),
            (1234.5, "1,234.5"),
            (-123.0, "-123"),
            (-123_456.5, "-123,456.5"),
        ] {
            assert_eq!(format_number(value), expect);
        }
        assert_eq!(format_count(17_000), "17,000");
    }

    #[test]
    fn qualifiers_stay_with_their_number() {
        use Qualifier::{About, AtLeast, Exactly, FewerThan, MoreThan, Nearly, UpTo};
        let ascii = WordingStyle {
            words: false,
            ascii: true,
        };
        for (qualifier, signs, words, plain) in [
            (Exactly, "4,000", "4,000", "4,000"),
            (AtLeast, "≥4,000", "at least 4,000", ">=4,000"),
            (MoreThan, ">4,000", "more than 4,000", ">4,000"),
            (About, "~4,000", "about 4,000", "~4,000"),
            (Nearly, "nearly 4,000", "nearly 4,000", "nearly 4,000"),
            (UpTo, "≤4,000", "up to 4,000", "<=4,000"),
            (FewerThan, "<4,000", "fewer than 4,000", "<4,000"),
        ] {
            let value = Amount::Value(4000.0);
            assert_eq!(word_amount(value, qualifier, WordingStyle::SIGNS), signs);
            assert_eq!(word_amount(value, qualifier, WordingStyle::WORDS), words);
            assert_eq!(word_amount(value, qualifier, ascii), plain);
        }
        let range = Amount::Range(3500.0, 4000.0);
        assert_eq!(
            word_amount(range, Exactly, WordingStyle::SIGNS),
            "3,500–4,000"
        );
        assert_eq!(
            word_amount(range, About, WordingStyle::WORDS),
            "about 3,500 to 4,000"
        );
        assert_eq!(word_amount(range, Exactly, ascii), "3,500-4,000");
    }

    #[test]
    fn changes_say_their_direction() {
        assert_eq!(word_count_change(5, 0, WordingStyle::SIGNS), "▲5");
        assert_eq!(word_count_change(1, 6, WordingStyle::WORDS), "down 5");
        assert_eq!(
            word_count_change(
                0,
                5,
                WordingStyle {
                    words: false,
                    ascii: true
                }
            ),
            "v5"
        );
        assert_eq!(word_count_change(2, 2, WordingStyle::SIGNS), "");
    }
}
