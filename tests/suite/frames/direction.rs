//! Names from right to left: a terminal that turns them turns nothing else in the row.
//!
//! The rows of frames are put in order as such a terminal does it, by the algorithm of Unicode with lines
//! from left to right, and whatever is not a letter from right to left must stay where it was.

use dateline::model::scenario::Scenario;
use dateline::scenario::load;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::{Screen, key};

/// A scenario whose every text is in Dari.
const TABLES: &str = r#"format = 1
[scenario]
id = "dari"
title = "افغانستان و سقوط کابل"
zone = "UTC"
days = [2021-01-01, 2021-01-31]
labels = { place = "ولایت", tally = "مرکزها" }
control = { scope = "مرکز", means = "مقام ولایت" }
[[party]]
id = "a"
name = "طالبان"
letter = "ط"
[[party]]
id = "b"
name = "حکومت"
letter = "ح"
[[party]]
id = "c"
name = "مردم"
letter = "م"
[[source]]
id = "s"
publisher = "خبرگزاری پژواک"
short = "پژو"
title = "کندهار سقوط کرد"
published = 2021-01-10
reliability = "B"
[[source]]
id = "t"
publisher = "آژانس"
reliability = "C"
[[person]]
id = "p"
name = "والی"
role = "سخنگو"
[[kind]]
id = "k"
label = "نبرد"
[[mark]]
id = "m"
at = 2021-01-10
label = "روز نبرد"
[[series]]
id = "x"
label = "نیروها در کندهار"
short = "نیرو"
group = "forces"
unit = "نفر"
measure = "stock"
[[series]]
id = "y"
label = "مرکزهای طالبان"
group = "territory"
unit = "مرکز"
measure = "stock"
counts = { party = "a" }
"#;

/// A place, with its name for `!` and its number for `#`.
const PLACE: &str = r#"
[[place]]
id = "p#"
name = "!"
capital = { name = "شهر !" }
region = "جنوب"
tile = [#, 0]
major = true
population = 12000
holder = "b"
note = "شهر دوم"
"#;

/// An event with marks, a figure, two totals, a statement and a deadline.
const EVENT: &str = r#"
[[event]]
id = "e#"
at = 2021-01-1#
kind = "k"
headline = "نبرد در کندهار و هرات"
body = "نیروها شهر را گرفتند"
sources = ["s", "t"]
credibility = 2
places = ["p0"]
claims = [
  { place = "p#", party = "a", note = "والی گفت" },
  { place = "p5", party = "c", status = "encircled" },
  { place = "p0", party = "b", status = "contested" },
]
figures = [
  { series = "x", value = 60#, qualifier = "about", status = "in-place" },
  { series = "y", value = 2, sources = ["t"] },
  { series = "y", value = 5, qualifier = "at-least" },
]
statements = [{ speaker = "p", says = "شهر پس گرفته می‌شود", likelihood = "likely" }]
deadlines = [{ id = "d#", on = 2021-01-2#, label = "پایان مهلت" }]
"#;

const PLACES: [&str; 8] = [
    "کندهار",
    "جلال\u{200c}آباد",
    "کابل",
    "مزار شریف",
    "هرات",
    "بدخشان",
    "بلخ",
    "لغمان",
];

fn dari() -> Scenario {
    let mut text = TABLES.to_owned();
    for (row, name) in PLACES.iter().enumerate() {
        text += &PLACE.replace('!', name).replace('#', &row.to_string());
    }
    text.extend((0..4).map(|row| EVENT.replace('#', &row.to_string())));
    match load::load_text("dari.toml", &text) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{}", problems[0].render(false)),
    }
}

/// What a terminal would turn in a row beside the letters that run to the left.
fn turned(row: &str) -> String {
    let info = BidiInfo::new(row, Some(Level::ltr()));
    // Between two names from right to left a comma reads well either way.
    let is_word = |letter: char| {
        use BidiClass::{AL, AN, BN, NSM, R, WS};
        matches!(bidi_class(letter), AL | AN | BN | NSM | R | WS) || ",.:;".contains(letter)
    };
    row.char_indices()
        .filter(|(at, letter)| info.levels[*at].number() > 0 && !is_word(*letter))
        .map(|(_, letter)| letter)
        .collect()
}

/// Keys that open everything in which a name may stand beside a number.
const KEYS: [&str; 31] = [
    "",
    "2",
    "3",
    "4",
    "z",
    "2 z",
    "3 z",
    "4 z",
    "t",
    "s",
    "Enter",
    "Down Enter",
    "2 Enter",
    "3 Enter",
    "o",
    "3 z Down Down",
    "/ ک",
    "/ ک Enter n",
    "/ ن",
    "f ک Enter",
    "f ط ا Enter 3",
    "f Tab ک Tab",
    "b",
    "b PgDn PgDn",
    "b PgDn PgDn PgDn PgDn",
    "b PgDn PgDn PgDn PgDn PgDn PgDn",
    "b l PgDn PgDn PgDn PgDn PgDn",
    "b h PgDn PgDn PgDn f",
    "b p",
    "b PgDn PgDn PgDn p PgDn",
    "b t PgDn PgDn PgDn",
];

#[test]
fn numbers_and_signs_beside_names_stay_where_they_are() {
    assert_eq!(turned("کندهار   12 Aug, کابل (3)"), "12(3)");
    assert_eq!(turned("کندهار\u{200e}   12 Aug, کابل\u{200e} (3)"), "");
    let scenario = dari();
    let mut found = std::collections::BTreeSet::new();
    for size in [
        (30, 5),
        (40, 12),
        (59, 19),
        (60, 20),
        (80, 24),
        (100, 30),
        (120, 40),
        (160, 48),
        (220, 60),
    ] {
        for keys in KEYS {
            for date in ["2021-01-10", "2021-01-22"] {
                let text = Screen::new(&scenario)
                    .at(date)
                    .size(size.0, size.1)
                    .keys(keys)
                    .text();
                for row in text.lines() {
                    if !turned(row).is_empty() {
                        found.insert(format!("{size:?} {keys} {date} [{}]: {row}", turned(row)));
                    }
                }
            }
        }
    }
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_is_typed_from_right_to_left_turns_nothing() {
    let scenario = dari();
    let mut played = Screen::new(&scenario).at("2021-01-10").size(80, 24).play();
    played.press(key("g"));
    for letter in "کندهار".chars() {
        played.press(key(&letter.to_string()));
    }
    let text = dateline::frame::text::write(&played.buffer());
    let prompt = text.lines().last().unwrap();
    assert!(prompt.starts_with(" go to: کندهار"), "{prompt}");
    assert_eq!(turned(prompt), "", "{prompt}");
}
