//! Ids as people write them, and keys as the model uses them.
//!
//! An [`Id`] is the stable name in the file; the interface keeps selections by it, so that they
//! survive a reload. A key is a row number in one table of one loaded scenario and never outlives it.

use std::fmt;

/// An id: lower-case words of ASCII letters and digits, joined by single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

/// The pattern of an id, as a regular expression.
pub const ID_PATTERN: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

impl Id {
    /// Reads an id; `None` unless it matches [`ID_PATTERN`].
    pub fn parse(text: &str) -> Option<Self> {
        let word = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        text.split('-').all(word).then(|| Self(text.into()))
    }

    /// Returns the id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// Returns the key of a row; `None` past the four thousand million rows that a table may have.
            pub fn new(row: usize) -> Option<Self> {
                u32::try_from(row).ok().map(Self)
            }

            /// Returns the row that the key stands for.
            pub fn row(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

keys! {
    /// A party's row in its scenario.
    PartyKey
    /// A place's row in its scenario.
    PlaceKey
    /// A person's row in its scenario.
    PersonKey
    /// A source's row in its scenario.
    SourceKey
    /// A series' row in its scenario.
    SeriesKey
    /// A kind's row in its scenario.
    KindKey
    /// An event's row in its scenario.
    EventKey
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn ids_are_kebab_case() {
        for good in ["a", "kandahar", "sar-e-pol", "c17-823-aboard", "2021"] {
            assert_eq!(
                Id::parse(good).map(|id| id.to_string()).as_deref(),
                Some(good)
            );
        }
        for bad in ["", "-a", "a-", "a--b", "Kandahar", "sar_e_pol", "a b", "é"] {
            assert_eq!(Id::parse(bad), None, "{bad:?}");
        }
    }
}
