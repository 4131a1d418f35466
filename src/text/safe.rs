//! Makes text from outside safe to show, visibly: the one way in for every string.
//!
//! Scenario texts, problems, file names, arguments and typed text all come through here, once. Nothing is dropped
//! without a trace. Characters are classified elsewhere.

use std::borrow::Cow;

use super::kind::{
    EMOJI_SELECTOR, JOINER, KEYCAP, NON_JOINER, UNSEEN_BLANK, cell_width, continues_syllable,
    has_variant, is_common_mark, is_flag_letter, is_hangul_lead, is_hidden, is_mark, is_pictograph,
    is_plain, is_prefix, is_selector, is_shade, is_virama, parts_words_unseen, takes_joiner,
};

/// The most accents that one letter keeps; terminals draw longer stacks over their neighbours.
const MOST_MARKS: usize = 4;

/// The most characters that may follow the first one of a cluster: the longest emoji has nine, and
/// so have the longest conjuncts of Indic scripts.
const LONGEST: usize = 10;

/// The character that replaces one that must not be shown.
pub(super) const REPLACEMENT: char = '\u{FFFD}';

/// Makes a string safe, visibly: controls in caret notation (ESC is `^[`, and a C1 control is the ESC and
/// the letter that mean the same, so that a sequence reads alike in both encodings), and every
/// invisible or direction-changing character as U+FFFD. Nothing is dropped without a trace.
///
/// What is invisible but part of a spelling stays: joiners between letters of scripts that
/// need them, and what makes one emoji of several characters. Line breaks stay if `keep_breaks` says so.
pub fn sanitize_text(raw: &str, keep_breaks: bool) -> Cow<'_, str> {
    let plain = |byte: u8| (0x20..0x7f).contains(&byte) || (keep_breaks && byte == b'\n');
    let Some(first) = raw.bytes().position(|byte| !plain(byte)) else {
        return Cow::Borrowed(raw);
    };
    // What is plain needs no look, but the last of it may carry a mark.
    let (start, raw) = raw.split_at(first.saturating_sub(1));
    let mut out = Safe::default();
    out.text.reserve(start.len() + raw.len() + 8);
    out.text.push_str(start);
    let mut rest = raw;
    while let Some(character) = rest.chars().next() {
        // The scripts from Devanagari to Tibetan have nothing that is hidden, and nothing that is plain.
        let is_indic = matches!(character, '\u{900}'..='\u{fff}');
        if !is_indic && is_plain(character) && !out.draws_next() {
            let end = rest.find(|letter| !is_plain(letter));
            let (letters, behind) = rest.split_at(end.unwrap_or(rest.len()));
            out.push_letters(letters);
            rest = behind;
            continue;
        }
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
        let after = rest.chars().next();
        match character {
            _ if is_indic && is_mark(character) => out.push_mark(character),
            _ if is_indic => out.push_spacing(character),
            '\n' if keep_breaks => out.push_blank(character),
            '\r' if keep_breaks && after == Some('\n') => {}
            '\0'..='\x1f' | '\x7f'..='\u{9f}' => out.push_control(character),
            _ => out.push_other(character, after),
        }
    }
    Cow::Owned(out.text)
}

/// Makes a name of bytes safe, such as a file's: bytes that are not UTF-8 stand as `\xff`.
pub fn safe_bytes(raw: &[u8]) -> String {
    let mut out = String::with_capacity(raw.len());
    for chunk in raw.utf8_chunks() {
        out.push_str(&sanitize_text(chunk.valid(), false));
        out.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    out
}

/// The text made safe so far, and what may follow its last character.
#[derive(Default)]
struct Safe {
    text: String,
    /// The last character, as it stands in the text.
    before: Option<char>,
    /// True if a mark may stand on it.
    bears: bool,
    /// True if the next letter belongs to its cluster, as behind a virama or a joiner.
    links: bool,
    /// True if it is the first of the two letters of a flag.
    is_half_a_flag: bool,
    /// The accents in its cluster.
    marks: usize,
    /// The characters that follow the first one of its cluster.
    length: usize,
}

impl Safe {
    fn push_character(&mut self, character: char) {
        self.text.push(character);
        self.before = Some(character);
        self.is_half_a_flag = false;
    }

    /// Appends a character that begins a cluster.
    fn begin_cluster(&mut self, character: char) {
        self.push_character(character);
        (self.bears, self.links) = (character != ' ', false);
        (self.marks, self.length) = (0, 0);
    }

    /// Appends a replacement character; behind a character that draws it in, it still counts as part of that cluster.
    fn push_replacement(&mut self) {
        let length = if self.draws_next() {
            self.length + 1
        } else {
            0
        };
        self.begin_cluster(REPLACEMENT);
        self.length = length.min(LONGEST);
    }

    /// Appends plain letters behind a character that does not draw them into its cluster.
    fn push_letters(&mut self, letters: &str) {
        let mut each = letters.chars();
        if let Some(last) = each.next_back() {
            self.text.push_str(each.as_str());
            self.begin_cluster(last);
        }
    }

    /// Returns whether the last character draws the next one into its cluster.
    fn draws_next(&self) -> bool {
        let draws = |before| is_prefix(before) || is_hangul_lead(before);
        self.before.is_some_and(draws)
    }

    /// Appends a character on which no mark can stand.
    fn push_blank(&mut self, character: char) {
        self.begin_cluster(character);
        self.bears = false;
    }

    /// Appends a character with a width of its own; a cluster that grows too long is broken by a visible replacement.
    fn push_spacing(&mut self, character: char) {
        if character == REPLACEMENT {
            return self.push_replacement();
        }
        let pairs = self.is_half_a_flag && is_flag_letter(character);
        let continues = pairs || self.draws_next() || (self.links && !is_plain(character));
        let mut length = if continues { self.length + 1 } else { 0 };
        let is_broken = length > LONGEST;
        if is_broken {
            self.begin_cluster(REPLACEMENT);
            length = 0;
        }
        self.begin_cluster(character);
        self.length = length;
        self.is_half_a_flag = is_flag_letter(character) && (!pairs || is_broken);
    }

    fn push_control(&mut self, character: char) {
        let code = u32::from(character);
        self.push_spacing('^');
        let code = if code < 0x80 {
            code ^ 0x40
        } else {
            self.begin_cluster('[');
            code - 0x40
        };
        self.push_blank(char::from_u32(code).unwrap_or(REPLACEMENT));
    }

    fn push_other(&mut self, character: char, after: Option<char>) {
        if self.parts_words(character, after) {
            self.push_blank(character);
        } else if self.follows_spelling(character, after) {
            self.push_follower(character);
        } else if is_hidden(character) || is_shade(character) {
            self.push_replacement();
        } else if is_mark(character) {
            self.push_mark(character);
        } else if cell_width(character) == 0 {
            self.push_replacement();
        } else if character.is_whitespace() {
            self.push_blank(character);
        } else {
            self.push_spacing(character);
        }
    }

    /// Returns whether this is the blank of no width that separates words in some scripts.
    fn parts_words(&self, character: char, after: Option<char>) -> bool {
        let is_between = |beside: Option<char>| beside.is_some_and(parts_words_unseen);
        character == UNSEEN_BLANK
            && is_between(self.before)
            && is_between(after)
            && !after.is_some_and(is_mark)
    }

    /// Returns whether a character that shows nothing by itself is part of the spelling here.
    fn follows_spelling(&self, character: char, after: Option<char>) -> bool {
        let Some(before) = self.before else {
            return false;
        };
        // A joiner needs room for one more: without that it would join nothing.
        let has_room = self.length + 2 <= LONGEST;
        let is_emoji = is_pictograph(before) || before == EMOJI_SELECTOR || is_shade(before);
        match character {
            JOINER | NON_JOINER if takes_joiner(before) => {
                has_room && (is_virama(before) || after.is_some_and(takes_joiner))
            }
            JOINER => has_room && is_emoji && after.is_some_and(is_pictograph),
            EMOJI_SELECTOR if matches!(before, '0'..='9' | '#' | '*') => after == Some(KEYCAP),
            _ if is_selector(character) => has_variant(character, before),
            _ if is_shade(character) => is_pictograph(before),
            _ => continues_syllable(character, before),
        }
    }

    fn push_follower(&mut self, character: char) {
        if self.length >= LONGEST {
            return self.push_replacement();
        }
        self.push_character(character);
        self.length += 1;
        self.links |= character == JOINER;
    }

    /// Appends a mark to the last character; the first mark too many becomes a replacement, and later ones are left
    /// out.
    fn push_mark(&mut self, character: char) {
        if !self.bears {
            return self.push_replacement();
        }
        self.marks += usize::from(is_common_mark(character));
        self.length += 1;
        if self.marks <= MOST_MARKS && self.length <= LONGEST {
            self.push_character(character);
            self.links |= is_virama(character);
        } else if self.before != Some(REPLACEMENT) {
            self.push_character(REPLACEMENT);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[track_caller]
    fn check(raw: &str, expect: &str) {
        assert_eq!(sanitize_text(raw, false), expect);
        assert_eq!(sanitize_text(expect, false), expect, "twice");
    }

    #[track_caller]
    fn check_kept(text: &str) {
        check(text, text);
    }

    #[test]
    fn sequences_read_alike_in_both_encodings() {
        check("\x1b[31mred\x1b[0m", "^[[31mred^[[0m");
        check("\u{9b}31mred", "^[[31mred");
        check(
            "\x1b]8;;http://a\x1b\\b\u{9d}8;;\u{9c}",
            "^[]8;;http://a^[\\b^[]8;;^[\\",
        );
        check("\u{80}\u{85}\u{9f}", "^[@^[E^[_");
        check("a\tb\r\nc\0\x7f", "a^Ib^M^Jc^@^?");
    }

    #[test]
    fn what_cannot_be_seen_becomes_visible() {
        for hidden in [
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{180e}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{2028}',
            '\u{2029}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{206f}',
            '\u{3164}',
            '\u{e000}',
            '\u{fdd0}',
            '\u{fe00}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff9}',
            '\u{fffb}',
            '\u{fffc}',
            '\u{fffe}',
            '\u{1d159}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{f0000}',
            '\u{10ffff}',
            '\u{1f3fb}',
        ] {
            check(&format!("Ka{hidden}bul"), "Ka\u{fffd}bul");
            check(&format!("{hidden}"), "\u{fffd}");
            check(&format!("کا{hidden}"), "کا\u{fffd}");
        }
    }

    #[test]
    fn what_draws_others_into_its_cluster_does_not_make_it_endless() {
        let marks = "\u{e47}\u{64b}\u{ff9e}\u{e47}\u{64b}\u{ff9e}\u{e47}\u{64b}\u{ff9e}\u{e47}";
        let shown = sanitize_text(&format!("\u{600}\u{600}\u{200b}{marks}"), false).into_owned();
        check_kept(&shown);
        assert!(shown.chars().count() <= LONGEST + 2, "{shown:?}");
    }

    #[test]
    fn spellings_keep_what_they_need() {
        for text in [
            "می\u{200c}شود",
            "جلال\u{200c}آباد",
            "क\u{94d}\u{200d}ष",
            "ന\u{d4d}\u{200d}",
            "র\u{200d}\u{9cd}য",
            "ශ\u{dca}\u{200d}ර\u{dd3}",
            "ភ្នំ\u{200b}ពេញ",
            "လျှို့ဝှက်",
            "Qandahār",
            "ệ",
            "한국어를 배우는 사람들이 많이 있습니다",
            "\u{1112}\u{1161}\u{11ab}",
            "葛\u{e0100}城市",
            "👩\u{200d}👩\u{200d}👧\u{200d}👦",
            "🏳\u{fe0f}\u{200d}🌈",
            "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏽",
            "1\u{fe0f}\u{20e3}",
            "✈\u{fe0f} 17 ⚠\u{fe0f}",
            "🇦🇫",
        ] {
            check_kept(text);
        }
        check("a\u{200c}b", "a\u{fffd}b");
        check("ا\u{200d}\u{200d}ا", "ا\u{fffd}\u{fffd}ا");
        check("کابل\u{200c} ", "کابل\u{fffd} ");
        check("👩\u{200d}", "👩\u{fffd}");
        check("❤\u{fe0f}\u{fe0f}\u{e0101}", "❤\u{fe0f}\u{fffd}\u{fffd}");
    }

    #[test]
    fn stacks_and_clusters_are_capped() {
        let many = |base: char, mark: &str| format!("{base}{}z", mark.repeat(300));
        check(
            &many('a', "\u{301}"),
            "a\u{301}\u{301}\u{301}\u{301}\u{fffd}z",
        );
        for (base, mark) in [
            ('ก', "\u{e47}"),
            ('क', "\u{93e}"),
            ('क', "\u{94d}क"),
            ('क', "\u{94d}\u{93c}क"),
            ('ก', "\u{e33}"),
            ('\u{1100}', "\u{1100}"),
            ('\u{1100}', "\u{1161}"),
            ('한', "\u{11ab}"),
            ('\u{600}', "\u{600}"),
            ('👩', "\u{200d}👩"),
            ('ｶ', "\u{ff9e}"),
        ] {
            let shown = sanitize_text(&many(base, mark), false).into_owned();
            let longest = shown
                .graphemes(true)
                .map(|cluster| cluster.chars().count())
                .max();
            // Behind a sign over numbers even the replacement is a part of the cluster.
            assert!(longest <= Some(LONGEST + 2), "{base}{mark}: {longest:?}");
            assert!(shown.contains(REPLACEMENT), "{base}{mark}");
            assert!(shown.ends_with('z'), "{base}{mark}");
            assert_eq!(sanitize_text(&shown, false), shown, "twice");
        }
        check("\u{301}a", "\u{fffd}a");
        check("a \u{301}b\t\u{301}", "a \u{fffd}b^I\u{fffd}");
        assert_eq!(sanitize_text("a\n\u{301}b\r\n", true), "a\n\u{fffd}b\n");
    }

    #[test]
    fn names_of_files_show_every_byte() {
        assert_eq!(safe_bytes(b"caf\xe9.toml"), "caf\\xe9.toml");
        assert_eq!(safe_bytes(b"a\x9b31m\x1b[2J\n"), "a\\x9b31m^[[2J^J");
        assert_eq!(safe_bytes("کابل.toml".as_bytes()), "کابل.toml");
    }

    /// Text of everything that could do harm, beside scripts that need some of it.
    pub(in crate::text) fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[ -~]{0,4}",
            2 => "[\\x00-\\x1f\\x7f-\\u{9f}]{1,3}",
            4 => "[\u{300}\u{301}\u{94d}\u{93c}\u{93e}\u{e33}\u{e47}\u{5b0}\u{64b}\u{9be}\u{20e3}\u{ff9e}\u{11ab}\u{1161}]{1,14}",
            4 => "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{ad}\u{fe00}\u{fe0e}\u{fe0f}\u{feff}\u{3164}\u{e0100}\u{e0041}\u{2028}]{1,2}",
            4 => "[کابلجعअकषरবাமக่กนข가ᄀᄒ東京都한ｶ\u{600}\u{d4e}\u{1039}\u{1000}]{1,6}",
            3 => "[👩❤✈🏳🌈🇦🇫\u{1f3fd}1#©]{1,4}",
            1 => any::<String>(),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_safe_stays_as_it_is(text in nasty(), keep_breaks in any::<bool>()) {
            let shown = sanitize_text(&text, keep_breaks);
            prop_assert_eq!(sanitize_text(&shown, keep_breaks), shown.as_ref(), "{:?}", text);
            for cluster in shown.graphemes(true) {
                prop_assert!(cluster.chars().count() <= LONGEST + 2, "{cluster:?} of {text:?}");
                prop_assert!(cells_of(cluster) > 0 || cluster == "\n" || cluster == "\u{200b}", "{cluster:?} of {text:?}");
            }
        }
    }

    fn cells_of(text: &str) -> usize {
        text.chars().map(cell_width).sum()
    }
}
