//! Kinds of characters: hidden ones, parts of a spelling, and the width of each in cells.
//!
//! They decide which characters may be shown, and `fit` measures with them. They are tables of ranges and nothing
//! else; the treatment of a character is decided elsewhere.

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_width::UnicodeWidthChar;

/// Zero-width joiner: part of the spelling in some scripts, and glue between emoji.
pub(super) const JOINER: char = '\u{200d}';

/// Zero-width non-joiner: ordinary spelling in Dari and Persian.
pub(super) const NON_JOINER: char = '\u{200c}';

/// A blank of no width, between the words of scripts that write none.
pub(super) const UNSEEN_BLANK: char = '\u{200b}';

/// From here on every plain character takes two cells.
const FIRST_WIDE: char = '\u{3000}';

/// The frame around a digit that makes it a key.
pub(super) const KEYCAP: char = '\u{20e3}';

/// The selector that makes a symbol an emoji.
pub(super) const EMOJI_SELECTOR: char = '\u{fe0f}';

/// Returns the number of cells that a character takes in a text that is safe.
///
/// Marks that take room of their own (a vowel sign beside its letter) count one, as most terminals
/// and the C library have it; what only shades an emoji or selects its form counts nothing.
pub(super) fn cell_width(character: char) -> usize {
    match character {
        _ if is_plain(character) => 1 + usize::from(character >= FIRST_WIDE),
        '\u{1f3fb}'..='\u{1f3ff}' => 0,
        // A break counts where it is none: in a row it is drawn as a blank.
        '\n' | '\u{17a4}' | '\u{17d8}' => 1,
        _ if takes_room(character) => 1,
        _ => character.width().unwrap_or(0),
    }
}

/// Returns whether the width table counts a vowel sign, prefix or number sign with its letter although terminals give
/// it a cell.
fn takes_room(character: char) -> bool {
    is_prefix(character)
        || matches!(character,
            '\u{9be}' | '\u{9d7}' | '\u{b3e}' | '\u{b57}' | '\u{bbe}' | '\u{bd7}' | '\u{cc0}' | '\u{cc2}'
            | '\u{cc7}'..='\u{cc8}' | '\u{cca}'..='\u{ccb}' | '\u{cd5}'..='\u{cd6}' | '\u{d3e}' | '\u{d57}'
            | '\u{dcf}' | '\u{ddf}' | '\u{1715}' | '\u{1734}' | '\u{1b35}' | '\u{1b3b}' | '\u{1b3d}'
            | '\u{1b43}'..='\u{1b44}' | '\u{1baa}' | '\u{1bf2}'..='\u{1bf3}' | '\u{a8fa}' | '\u{a953}'
            | '\u{a9c0}' | '\u{111c0}' | '\u{11235}' | '\u{1133e}' | '\u{1134d}' | '\u{11357}'
            | '\u{114b0}' | '\u{114bd}' | '\u{115af}' | '\u{116b6}' | '\u{11930}' | '\u{1193d}')
}

/// Returns whether a character is part of the next one, such as a sign over a number.
pub(super) fn is_prefix(character: char) -> bool {
    matches!(character,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{d4e}'
        | '\u{110bd}' | '\u{110cd}' | '\u{111c2}'..='\u{111c3}' | '\u{1193f}' | '\u{11941}'
        | '\u{11a84}'..='\u{11a89}' | '\u{11d46}' | '\u{11f02}')
}

/// Returns whether a character is invisible, breaks the line, turns the direction of what follows, or has no agreed
/// meaning.
pub(super) fn is_hidden(character: char) -> bool {
    let code = u32::from(character);
    matches!(character,
        '\u{80}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{70f}'
        | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffc}' | '\u{13430}'..='\u{1345f}' | '\u{16fe4}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
        // The last two of every plane are no characters.
        || code & 0xfffe == 0xfffe
}

/// Returns whether a character is a letter or sign of one or two cells that needs no further checks.
///
/// Most of what is written in the world and all that panes draw themselves; it only saves looking further.
pub(super) fn is_plain(character: char) -> bool {
    matches!(character,
        ' '..='~' | 'À'..='ʯ' | 'Ά'..='ҁ' | 'Ҋ'..='ԯ' | 'א'..='ת' | 'ؠ'..='ي' | 'ٱ'..='ۓ'
        | '۰'..='۹' | '‐'..='‧' | '‹' | '›' | '\u{2190}'..='\u{22ff}' | '\u{2500}'..='\u{25fc}' | 'ぁ'..='ゖ' | '゠'..='ヿ' | '㐀'..='䶿' | '一'..='鿿' | '가'..='힣')
}

/// Returns whether a character is plain, takes one cell and runs from left to right, so that it never joins another of
/// the kind.
pub(super) fn is_single(character: char) -> bool {
    is_plain(character) && character < FIRST_WIDE && !is_right_to_left(character)
}

/// Returns whether a mark goes over or under letters of any script; stacks of these are drawn over the lines around.
pub(super) fn is_common_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Returns whether a character belongs to the one before it.
pub(super) fn is_mark(character: char) -> bool {
    is_combining_mark(character)
        || matches!(character, '\u{e33}' | '\u{eb3}' | '\u{ff9e}' | '\u{ff9f}')
}

/// Returns whether a character removes the vowel of the letter before it, so that the next letter may join it.
pub(super) fn is_virama(character: char) -> bool {
    canonical_combining_class(character) == 9
}

/// Returns whether a character begins a Hangul syllable and takes the next part of it into its cluster.
pub(super) fn is_hangul_lead(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115f}' | '\u{a960}'..='\u{a97c}')
}

/// Returns whether a vowel or a final of Hangul, which has no width of its own, continues a syllable.
pub(super) fn continues_syllable(character: char, before: char) -> bool {
    let is_vowel = |c| matches!(c, '\u{1161}'..='\u{11a7}' | '\u{d7b0}'..='\u{d7c6}');
    let is_final = |c| matches!(c, '\u{11a8}'..='\u{11ff}' | '\u{d7cb}'..='\u{d7fb}');
    let is_syllable = matches!(before, '\u{ac00}'..='\u{d7a3}');
    // Of 28 syllables in a row the first has no final.
    let is_open = is_syllable && (u32::from(before) - 0xac00).is_multiple_of(28);
    if is_vowel(character) {
        is_hangul_lead(before) || is_vowel(before) || is_open
    } else {
        is_final(character) && (is_vowel(before) || is_final(before) || is_syllable)
    }
}

/// Returns whether a joiner beside this character is part of the spelling, as in Dari or Hindi.
pub(super) fn takes_joiner(character: char) -> bool {
    let has_joiners = matches!(character,
        '\u{600}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1820}'..='\u{18aa}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    has_joiners && !is_hidden(character)
}

/// Returns whether a script separates its words with a blank of no width.
pub(super) fn parts_words_unseen(character: char) -> bool {
    matches!(character,
        '\u{e01}'..='\u{e4e}' | '\u{e81}'..='\u{ece}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}')
}

/// Returns whether a character is a symbol or a picture that a selector makes an emoji.
pub(super) fn is_pictograph(character: char) -> bool {
    matches!(character,
        '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | 'Ⓜ'
        | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '〰' | '〽' | '㊗' | '㊙'
        | '\u{1f000}'..='\u{1f1e5}' | '\u{1f200}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}')
}

/// Returns whether a character gives an emoji another shade of skin.
pub(super) fn is_shade(character: char) -> bool {
    matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Returns whether a character is a regional indicator, two of which make a flag.
pub(super) fn is_flag_letter(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Returns whether a selector can choose a form of this ideograph, as in Japanese names of people and places.
fn is_ideograph(character: char) -> bool {
    matches!(character,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns whether a character selects a form of the one before it.
pub(super) fn is_selector(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Returns whether the form exists: of a symbol as text or emoji, of an ideograph as a variant.
pub(super) fn has_variant(selector: char, before: char) -> bool {
    match selector {
        '\u{fe0e}' | EMOJI_SELECTOR => is_pictograph(before),
        _ => is_selector(selector) && is_ideograph(before),
    }
}

/// Returns whether a character is written from right to left.
pub(super) fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
