//! Text that could do harm, and what no output may hold: generators and judges for the tests that need them.
//!
//! The judges know nothing of how text is made safe; they look at what came out. How often the tests
//! try is told by [`cases`], so that they can be left to run for longer.

use dateline::text::fit;
use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

/// How many cases a test tries: as usual, or as many as `PROPTEST_CASES` says.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|count| count.parse().ok()).unwrap_or(usual),
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::default()
    }
}

/// Sequences that act on a terminal, and controls in both encodings.
const SEQUENCES: [&str; 16] = [
    "\x1b[31m",
    "\x1b[2J\x1b[H",
    "\x1b]0;title\x07",
    "\x1b]8;;http://a\x1b\\",
    "\x1b]52;c;aGk=\x07",
    "\x1bP+q544e\x1b\\",
    "\x1b[?1049l",
    "\x1bc",
    "\u{9b}31m",
    "\u{9d}0;title\u{9c}",
    "\u{90}q\u{9c}",
    "\u{85}",
    "\r\n",
    "\t",
    "\x07",
    "\x7f",
];

/// Names in the scripts of the world, and what reads like facts of the program's own.
const NAMES: [&str; 20] = [
    "Kandahar",
    "Mazar-i-Sharif",
    "کندهار",
    "جلال\u{200c}آباد",
    "می\u{200c}شود",
    "ירושלים",
    "東京都千代田区",
    "한국어",
    "กรุงเทพ",
    "नई दिल्ली क\u{94d}षत्रिय",
    "ঢাকা",
    "தமிழ்நாடு",
    "ភ្នំ\u{200b}ពេញ",
    "လျှို့ဝှက်",
    "Zu\u{308}rich",
    "ﷺ",
    "ｶﾞｷﾞ",
    "葛\u{e0100}城",
    "۱۴ و ۱۸",
    "13:00 12 Aug 3,000",
];

/// Pictures that terminals measure differently.
const EMOJI: [&str; 10] = [
    "👩\u{200d}👩\u{200d}👧\u{200d}👦",
    "🏳\u{fe0f}\u{200d}🌈",
    "👍🏽",
    "🇦🇫",
    "🇦",
    "1\u{fe0f}\u{20e3}",
    "⚠\u{fe0f}",
    "❤\u{fe0e}",
    "👩🏻\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👩🏿",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
];

/// What nobody sees, and what turns or breaks a line.
const HIDDEN: &str = "[\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{17b4}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\
                      \u{3164}\u{fe00}-\u{fe0f}\u{feff}\u{ffa0}\u{fff9}-\u{fffc}\u{1d173}\u{e0001}\u{e0041}\u{e0100}\u{e000}\
                      \u{f0000}\u{fdd0}\u{fffe}\u{10ffff}]{1,3}";

/// Stacks of marks.
const MARKS: &str = "[\u{300}\u{301}\u{336}\u{489}\u{20dd}\u{5b0}\u{64b}\u{93f}\u{94d}\u{9be}\u{e33}\u{e47}\u{1039}\u{1161}\
                     \u{11a8}\u{ff9e}]{1,40}";

/// A piece of text, most of them of a kind that has done harm somewhere.
fn piece() -> impl Strategy<Value = String> {
    let one_of = |texts: &'static [&str]| prop::sample::select(texts).prop_map(str::to_owned);
    prop_oneof![
        3 => one_of(&SEQUENCES),
        4 => one_of(&NAMES),
        3 => one_of(&EMOJI),
        3 => HIDDEN,
        2 => MARKS,
        1 => "[\\x00-\\x1f\\x7f-\u{9f}]{1,3}",
        3 => "[ -~]{1,12}",
        1 => "[\u{600}\u{6dd}\u{d4e}ᄀ가क\u{94d}ᬕ\u{1b44}]{1,16}",
        1 => "[a-z東ا]{60,120}",
        1 => any::<String>(),
    ]
}

/// Text in which anything may stand, with something to see at its end.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let long = prop_oneof![30 => Just(1_usize), 1 => Just(400)];
    (prop::collection::vec(piece(), 0..5), long)
        .prop_map(|(pieces, times)| format!("{}.", pieces.concat().repeat(times)))
}

/// Whether nobody would see a character, or see something else turned by it; what has no meaning too.
fn is_unseen(letter: char) -> bool {
    let code = u32::from(letter);
    letter.is_control()
        || code & 0xfffe == 0xfffe
        || matches!(code,
            0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
            | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xfe00..=0xfe0f
            | 0xfeff | 0xffa0 | 0xfff0..=0xfffc | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff
            | 0xf0000..=0x10_ffff)
}

/// Whether a script spells with joiners.
fn has_joiners(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| {
        matches!(u32::from(letter), 0x600..=0xdff | 0x1000..=0x109f | 0x1780..=0x18aa | 0xfb50..=0xfefe)
    })
}

/// How many characters without width may follow each other: a little more than the longest spellings have.
const MOST_MARKS: usize = 12;

/// Finds what must not stand in a line of a screen or of a report.
pub(crate) fn fault_in_line(line: &str) -> Option<String> {
    let mut before: Option<char> = None;
    let mut marks = 0;
    for letter in line.chars() {
        let is_spelling = match letter {
            '\u{200c}' | '\u{200d}' => has_joiners(before),
            // The mark of direction behind text from right to left, of which a popup may cover the rest.
            '\u{200e}' => true,
            _ => false,
        };
        if is_unseen(letter) && !is_spelling {
            return Some(format!("{letter:?} in {line:?}"));
        }
        marks = if letter.width() == Some(0) {
            marks + 1
        } else {
            0
        };
        if marks > MOST_MARKS {
            return Some(format!("a stack in {line:?}"));
        }
        let (ours, theirs) = (
            fit::measure_width(letter.encode_utf8(&mut [0; 4])),
            letter.width(),
        );
        // Vowel signs and the like that the C library counts and this table does not.
        if Some(ours) != theirs
            && (ours, theirs) != (1, Some(0))
            && !matches!(letter, '\u{17a4}' | '\u{17d8}')
        {
            return Some(format!("{letter:?} is {ours} wide in {line:?}"));
        }
        before = Some(letter);
    }
    None
}

/// Finds what must not stand in a frame of text, or in its rows.
pub(crate) fn fault_in_frame(
    text: &str,
    (columns, rows): (u16, u16),
    ascii: bool,
) -> Option<String> {
    let lines: Vec<&str> = text.split_terminator('\n').collect();
    if lines.len() != usize::from(rows) {
        return Some(format!("{} rows, not {rows}", lines.len()));
    }
    lines.iter().find_map(|line| {
        if fit::measure_width(line) != usize::from(columns) {
            return Some(format!(
                "{} cells, not {columns}: {line:?}",
                fit::measure_width(line)
            ));
        }
        if ascii && !line.is_ascii() {
            return Some(format!("not ASCII: {line:?}"));
        }
        fault_in_line(line)
    })
}

/// A text without the sequences that set colours, the only ones that a report or a frame may hold.
pub(crate) fn uncoloured(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('\x1b');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let rest = part.strip_prefix('[').map(|rest| {
            rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ';')
        });
        let rest = rest.and_then(|rest| rest.strip_prefix('m'));
        out.push_str(rest.ok_or_else(|| format!("a sequence: {part:?}"))?);
    }
    Ok(out)
}

/// Finds what must not stand in data: whatever shows nothing, but for spellings and emoji, which stay whole.
pub(crate) fn fault_in_data(data: &str) -> Option<String> {
    let mut before: Option<char> = None;
    for letter in data.chars() {
        let is_emoji = |letter: char| matches!(u32::from(letter), 0xa9..=0xae | 0x203c..=0x3299 | 0xfe0f | 0x1_f000..=0x1_faff);
        let is_spelling = match letter {
            '\n' => true,
            '\u{200c}' => has_joiners(before),
            '\u{200d}' => has_joiners(before) || before.is_some_and(is_emoji),
            '\u{200b}' => before
                .is_some_and(|before| matches!(u32::from(before), 0xe01..=0xece | 0x1000..=0x17d3)),
            '\u{fe0e}' | '\u{fe0f}' => before.is_some_and(|before| {
                is_emoji(before) || before.is_ascii_digit() || "#*".contains(before)
            }),
            '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => {
                before.is_some_and(|before| u32::from(before) >= 0x3400)
            }
            _ => false,
        };
        if is_unseen(letter) && !is_spelling {
            return Some(format!("{letter:?} in {data:?}"));
        }
        before = Some(letter);
    }
    None
}
