//! The Admiralty code (NATO AJP-2.1): the reliability of a source and the credibility of an item.
//!
//! The two are judged apart and never averaged; an item that nobody judged is `F6` and never reads as verified. Words
//! and order are defined here; panes only print them.

use std::fmt;

/// The reliability of a source, from the least to the most reliable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reliability {
    /// Cannot be judged; the default.
    #[default]
    F,
    /// Unreliable.
    E,
    /// Not usually reliable.
    D,
    /// Fairly reliable.
    C,
    /// Usually reliable.
    B,
    /// Completely reliable.
    A,
}

impl Reliability {
    /// Every reliability with its letter in a scenario.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("A", Self::A),
        ("B", Self::B),
        ("C", Self::C),
        ("D", Self::D),
        ("E", Self::E),
        ("F", Self::F),
    ];

    /// Reads the letter A to F.
    pub fn parse(letter: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(known, _)| *known == letter);
        found.map(|(_, value)| *value)
    }

    /// Returns the meaning of the letter in words.
    pub fn word_meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability not judged",
        }
    }
}

/// The credibility of an item, from the least to the most credible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Credibility {
    /// 6, truth cannot be judged; the default.
    #[default]
    NotJudged,
    /// 5, improbable.
    Improbable,
    /// 4, doubtful.
    Doubtful,
    /// 3, possibly true.
    Possible,
    /// 2, probably true.
    Probable,
    /// 1, confirmed by other sources.
    Confirmed,
}

impl Credibility {
    /// Reads the digit 1 to 6.
    pub fn parse(digit: i64) -> Option<Self> {
        Some(match digit {
            1 => Self::Confirmed,
            2 => Self::Probable,
            3 => Self::Possible,
            4 => Self::Doubtful,
            5 => Self::Improbable,
            6 => Self::NotJudged,
            _ => return None,
        })
    }

    /// Returns the digit 1 to 6.
    pub fn to_digit(self) -> u8 {
        match self {
            Self::Confirmed => 1,
            Self::Probable => 2,
            Self::Possible => 3,
            Self::Doubtful => 4,
            Self::Improbable => 5,
            Self::NotJudged => 6,
        }
    }

    /// Returns the meaning of the digit in words.
    pub fn word_meaning(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed by others",
            Self::Probable => "probably true",
            Self::Possible => "possibly true",
            Self::Doubtful => "doubtful",
            Self::Improbable => "improbable",
            Self::NotJudged => "truth not judged",
        }
    }
}

/// The grade of an item: the reliability of its first source beside its own credibility.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grade {
    /// The reliability of the source.
    pub reliability: Reliability,
    /// The credibility of the item.
    pub credibility: Credibility,
}

impl Grade {
    /// Reads a grade such as `B1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (letter, digit) = text.split_at_checked(1)?;
        let credibility = Credibility::parse(digit.parse().ok()?)?;
        Some(Self {
            reliability: Reliability::parse(letter)?,
            credibility,
        })
    }

    /// Returns whether both judgements are at least as good as the other grade's.
    pub fn is_at_least(self, other: Self) -> bool {
        self.reliability >= other.reliability && self.credibility >= other.credibility
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}{}", self.reliability, self.credibility.to_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_read_and_print() {
        for text in ["A1", "B2", "C3", "D4", "E5", "F6"] {
            assert_eq!(Grade::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", "B", "G1", "B0", "B7", "1B", "é1"] {
            assert_eq!(Grade::parse(bad), None, "{bad}");
        }
        assert_eq!(Grade::default().to_string(), "F6");
    }

    #[test]
    fn the_two_judgements_are_compared_apart() {
        let grade = |text| Grade::parse(text).unwrap();
        assert!(grade("B1").is_at_least(grade("B2")));
        assert!(!grade("A3").is_at_least(grade("B2")));
        assert!(!grade("C1").is_at_least(grade("B2")));
    }
}
