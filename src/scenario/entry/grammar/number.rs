//! Numbers as people type them: `3,000`, `3_000`, `~16000`, `>=14`, `-5`, `5300-5800`, `66.7 %`.
//!
//! `grammar` calls it for figures. A number keeps its digits as they were typed.

use crate::model::figure::Qualifier;

/// A number or a range as written, with the qualifier that a sign before it gives.
pub(super) struct Number {
    pub(super) amount: (String, Option<String>),
    pub(super) qualifier: Option<Qualifier>,
}

/// A mistake in a number, with advice.
pub(super) struct Wrong {
    pub(super) what: &'static str,
    pub(super) help: String,
}

fn no_number(help: &str) -> Wrong {
    Wrong {
        what: "is not a number",
        help: help.to_owned(),
    }
}

const HELP: &str = "write a number such as 3000, or a range such as 5300-5800";

/// The signs that stand for a qualifier; the longer ones first.
const SIGNS: [(&str, Qualifier); 9] = [
    (">=", Qualifier::AtLeast),
    ("≥", Qualifier::AtLeast),
    ("<=", Qualifier::UpTo),
    ("≤", Qualifier::UpTo),
    ("<~", Qualifier::Nearly),
    ("~", Qualifier::About),
    (">", Qualifier::MoreThan),
    ("<", Qualifier::FewerThan),
    ("=", Qualifier::Exactly),
];

/// Reads a number or a range.
pub(super) fn read(text: &str) -> Result<Number, Wrong> {
    let sign = SIGNS
        .iter()
        .find_map(|(sign, qualifier)| Some((text.strip_prefix(sign)?, *qualifier)));
    let (text, qualifier) = sign.map_or((text, None), |(rest, qualifier)| (rest, Some(qualifier)));
    let text = text.trim_end_matches(['%', ' ']);
    let range = ["..", "–", " to ", "-"]
        .iter()
        .find_map(|between| split_range(text, between));
    let amount = match range {
        Some((low, high)) => (parse_number(low)?, Some(parse_number(high)?)),
        None => (parse_number(text)?, None),
    };
    Ok(Number { amount, qualifier })
}

/// Splits a range at the separator; one at the very start is the sign of a number.
fn split_range<'t>(text: &'t str, between: &str) -> Option<(&'t str, &'t str)> {
    let (at, _) = text.match_indices(between).find(|(at, _)| *at > 0)?;
    Some((text.get(..at)?, text.get(at + between.len()..)?))
}

/// Reads one number, in groups of three digits if it is long.
fn parse_number(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(size) => parse_positive(size).map(|size| format!("-{size}")),
        None => parse_positive(text),
    }
}

/// Reads one number without a sign.
fn parse_positive(text: &str) -> Result<String, Wrong> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let is_parting =
        |letter: char| matches!(letter, ',' | '_' | '\'' | ' ' | '\u{a0}' | '\u{202f}');
    let mut groups = whole.split(is_parting);
    let first = groups.next().unwrap_or_default();
    let mut digits = first.to_owned();
    for group in groups {
        // A comma before anything but three digits is meant as a point.
        if group.len() != 3 {
            return Err(no_number("write thousands as 3,000 and fractions as 66.7"));
        }
        digits.push_str(group);
    }
    let are_digits =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if first.is_empty() || !are_digits(&digits) || !fraction.is_none_or(are_digits) {
        return Err(no_number(HELP));
    }
    if let Some(fraction) = fraction.filter(|fraction| is_ambiguous(whole, fraction)) {
        let short = match fraction.trim_end_matches('0') {
            "" => "0".to_owned(),
            short if short.len() < fraction.len() => short.to_owned(),
            short => format!("{short}0"),
        };
        return Err(Wrong {
            what: "could mean thousands or a fraction",
            help: format!("write {whole}{fraction} or {whole}.{short}"),
        });
    }
    let digits = digits.trim_start_matches('0');
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if digits.len() > 4 && place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    if out.is_empty() {
        out.push('0');
    }
    Ok(fraction.map_or_else(|| out.clone(), |fraction| format!("{out}.{fraction}")))
}

/// Returns whether a point before three digits could separate thousands, as it does in many countries.
fn is_ambiguous(whole: &str, fraction: &str) -> bool {
    fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn numbers_are_read_however_they_are_typed() {
        for (typed, written) in [
            ("3000", "3000"),
            ("3,000", "3000"),
            ("1 431 000", "1_431_000"),
            ("16_000", "16_000"),
            ("007", "7"),
            ("0", "0"),
            ("66.70 %", "66.70"),
            ("≥14", "14"),
            ("0.125", "0.125"),
            ("1,431.250", "1431.250"),
            ("3.0", "3.0"),
            ("-5", "-5"),
            ("−12,000", "-12_000"),
        ] {
            assert_eq!(
                read(typed).ok().map(|read| read.amount),
                Some((written.to_owned(), None))
            );
        }
        for typed in [
            "", "x", "3k", "66,7", "1e9", "--5", "- 5", "5-", "1.", ".5", "3..4..5", "nan", "٣",
        ] {
            assert!(read(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_point_that_could_part_thousands_is_refused() {
        for (typed, help) in [
            ("3.000", "write 3000 or 3.0"),
            ("~16.500", "write 16500 or 16.5"),
            ("5.300-5.800", "write 5300 or 5.3"),
            ("66.715", "write 66715 or 66.7150"),
        ] {
            assert_eq!(
                read(typed).err().map(|wrong| wrong.help).as_deref(),
                Some(help)
            );
        }
    }
}
