//! Numbers as sources word them: never rounded, never shortened, never without their qualifier.
//!
//! Used by panes and exports alike. Signs on narrow screens, words where there is room.

use super::moment::{DayForm, word_day};
use crate::model::date::Date;
use crate::model::zone::TimeZone;

use crate::facts::Style;
use crate::facts::sign::{DOWN, UP};
use crate::model::figure::{Amount, Figure, ForceStatus, Group, Measure, Qualifier, Series};
use crate::model::scenario::Scenario;
use crate::snapshot::reference::FigureRef;
use crate::text::Text;

/// A number with commas between its thousands and no more decimals than it has.
pub fn plain(value: f64) -> String {
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
pub fn count(value: usize) -> String {
    u32::try_from(value).map_or_else(|_| value.to_string(), |value| plain(f64::from(value)))
}

/// How many of something there are: `1 event`, `36 events`.
pub fn counted(value: usize, plural: &str) -> String {
    if value == 1 {
        format!("1 {}", super::singular(plural))
    } else {
        format!("{} {plural}", count(value))
    }
}

/// How many there are of how many: `2 of 11 events`, or `11 events` where it is all of them.
pub fn counted_of(value: usize, all: usize, plural: &str) -> String {
    if value < all {
        format!("{} of {} {plural}", count(value), count(all))
    } else {
        counted(value, plural)
    }
}

/// An amount with its qualifier: `~600`, `≥14`, `3,500–4,000`, or `about 600`, `at least 14`, `3,500 to 4,000`.
pub fn amount(amount: Amount, qualifier: Qualifier, style: Style) -> String {
    let number = match (amount, style) {
        (Amount::Value(value), _) => plain(value),
        (Amount::Range(low, high), style) if style.words || low < 0.0 => {
            format!("{} to {}", plain(low), plain(high))
        }
        (Amount::Range(low, high), Style { ascii: true, .. }) => {
            format!("{}-{}", plain(low), plain(high))
        }
        (Amount::Range(low, high), _) => format!("{}–{}", plain(low), plain(high)),
    };
    format!("{}{number}", sign(qualifier, style))
}

/// What stands before a number: a sign without a blank, or words with one.
fn sign(qualifier: Qualifier, style: Style) -> &'static str {
    match (qualifier, style) {
        (Qualifier::Exactly, _) => "",
        (Qualifier::AtLeast, Style { words: true, .. }) => "at least ",
        (Qualifier::MoreThan, Style { words: true, .. }) => "more than ",
        (Qualifier::About, Style { words: true, .. }) => "about ",
        // It has no sign: "nearly 6,000" is less than 6,000, and "about" need not be.
        (Qualifier::Nearly, _) => "nearly ",
        (Qualifier::UpTo, Style { words: true, .. }) => "up to ",
        (Qualifier::FewerThan, Style { words: true, .. }) => "fewer than ",
        (Qualifier::AtLeast, Style { ascii: true, .. }) => ">=",
        (Qualifier::UpTo, Style { ascii: true, .. }) => "<=",
        (Qualifier::AtLeast, _) => "≥",
        (Qualifier::UpTo, _) => "≤",
        (Qualifier::MoreThan, _) => ">",
        (Qualifier::FewerThan, _) => "<",
        (Qualifier::About, _) => "~",
    }
}

/// A reading with its qualifier and, for shares, the percent sign: `~600`, `>66.7 %`.
pub fn figure(figure: &Figure, series: &Series, style: Style) -> String {
    let unit = if is_percent(series) { " %" } else { "" };
    format!("{}{unit}", amount(figure.amount, figure.qualifier, style))
}

/// Returns a reading with the word for one that was added to another before it: `~200 more`.
pub fn added(figure: &Figure, series: &Series, is_more: bool, style: Style) -> String {
    let more = if is_more { " more" } else { "" };
    format!("{}{more}", self::figure(figure, series, style))
}

/// Returns increments in a row, each with its word: `about 3,000, then about 1,000 more`.
pub fn one_after_another(scenario: &Scenario, figures: &[FigureRef], style: Style) -> String {
    let said = figures.iter().enumerate().map(|(place, figure)| {
        let figure = figure.get(scenario);
        let series = scenario.one_series(figure.series);
        added(figure, series, place > 0, style)
    });
    said.collect::<Vec<String>>().join(", then ")
}

/// Returns what a reading says in a sentence: the source's own words, where they are kept, else its number.
pub fn spoken(figure: &Figure, series: &Series, is_more: bool, style: Style) -> String {
    match figure.printed() {
        Some(words) => words.closed().into_owned(),
        None => added(figure, series, is_more, style),
    }
}

/// A reading in each of the ways in which somebody may seek it: `about 3,000 troops`, `~3,000 troops`, `about 3000 troops`.
pub fn sought(figure: &Figure, series: &Series) -> [String; 3] {
    let unit = unit_behind(figure, series);
    let words = format!("{}{unit}", self::figure(figure, series, Style::WORDS));
    let signs = format!("{}{unit}", self::figure(figure, series, Style::SIGNS));
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
    let of = of.map_or_else(String::new, |of| format!(" of {}", plain(f64::from(of))));
    let is_one =
        matches!(figure.amount, Amount::Value(value) if value.abs().total_cmp(&1.0).is_eq());
    let one = series.one.as_ref().filter(|_| is_one && of.is_empty());
    format!("{of} {}", one.unwrap_or(&series.unit).closed())
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

/// Whether a series is a share in percent.
fn is_percent(series: &Series) -> bool {
    matches!(series.unit.as_str(), "percent" | "%")
}

/// What the list of figures calls a group.
pub fn group(group: Group) -> &'static str {
    match group {
        Group::Forces => "Troops",
        Group::Evacuation => "Evacuated",
        Group::Casualties => "Casualties",
        Group::Territory => "Territory",
        Group::Displacement => "Displaced",
        Group::Other => "Other",
    }
}

/// What the list of figures calls the deadlines among them.
pub const DEADLINES: &str = "Deadlines";

/// What the list of figures calls those that stand at its end.
pub const OLDER: &str = "Older than a week";

/// What a measure adds to a number: `since 14 Aug`, `in 24h`; empty for a stock. The year is said where it is not the one
/// looked at.
pub fn measure(series: &Series, zone: TimeZone, looked_at: Date) -> String {
    measure_since(series, zone, |day| {
        word_day(day, DayForm::Short, Some(looked_at))
    })
}

/// What a measure adds to a number in full words: `since 14 August`, the year said where it is not the one looked at.
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

/// Where troops are on their way, in words.
pub fn force_status(status: ForceStatus) -> String {
    super::word(&ForceStatus::WORDS, status).replace('-', " ")
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
pub fn change(gained: usize, lost: usize, style: Style) -> String {
    let (up, down) = if style.words {
        ("up ", "down ")
    } else {
        (UP.show(style.ascii), DOWN.show(style.ascii))
    };
    match gained.cmp(&lost) {
        std::cmp::Ordering::Greater => format!("{up}{}", count(gained - lost)),
        std::cmp::Ordering::Less => format!("{down}{}", count(lost - gained)),
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
            assert_eq!(plain(value), expect);
        }
        assert_eq!(count(17_000), "17,000");
    }

    #[test]
    fn qualifiers_stay_with_their_number() {
        use Qualifier::{About, AtLeast, Exactly, FewerThan, MoreThan, Nearly, UpTo};
        let ascii = Style {
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
            assert_eq!(amount(value, qualifier, Style::SIGNS), signs);
            assert_eq!(amount(value, qualifier, Style::WORDS), words);
            assert_eq!(amount(value, qualifier, ascii), plain);
        }
        let range = Amount::Range(3500.0, 4000.0);
        assert_eq!(amount(range, Exactly, Style::SIGNS), "3,500–4,000");
        assert_eq!(amount(range, About, Style::WORDS), "about 3,500 to 4,000");
        assert_eq!(amount(range, Exactly, ascii), "3,500-4,000");
    }

    #[test]
    fn changes_say_their_direction() {
        assert_eq!(change(5, 0, Style::SIGNS), "▲5");
        assert_eq!(change(1, 6, Style::WORDS), "down 5");
        assert_eq!(
            change(
                0,
                5,
                Style {
                    words: false,
                    ascii: true
                }
            ),
            "v5"
        );
        assert_eq!(change(2, 2, Style::SIGNS), "");
    }
}
