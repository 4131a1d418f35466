//! Web addresses, and the cells of a frame that link to them.
//!
//! Panes record the cells while they draw, since a buffer has no room for it; `terminal` and the pictures of `frame`
//! make links of them. Only an [`Address`] gets into a sequence or an attribute, so its safety is decided here.
//! Nothing is drawn here.

use std::fmt::Write as _;
use std::ops::Range;

/// The most bytes of an address that every terminal takes; a longer one is no link, since a part of it would lead
/// elsewhere.
const MOST_BYTES: usize = 2000;

/// Visible ASCII characters that an address may not contain (RFC 3986).
const REFUSED: &[u8] = b"\"<>\\^`{|}";

/// A web address of printable ASCII characters without blanks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(Box<str>);

impl Address {
    /// Makes an address of a text; `None` for one that is not on the web (`http`, `https`) or too long.
    pub fn from_url(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let is_web = ["http", "https"]
            .iter()
            .any(|web| scheme.eq_ignore_ascii_case(web));
        if !is_web || rest.is_empty() || url.len() > MOST_BYTES {
            return None;
        }
        let mut safe = String::with_capacity(url.len());
        for byte in url.bytes() {
            if byte.is_ascii_graphic() && !REFUSED.contains(&byte) {
                safe.push(char::from(byte));
            } else {
                let _ = write!(safe, "%{byte:02X}");
            }
        }
        (safe.len() <= MOST_BYTES).then(|| Self(safe.into()))
    }

    /// Returns the address as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The sources of a list that are drawn as links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// No source.
    #[default]
    None,
    /// The sources of the evidence, of the detail line and of a list that has the whole screen: an address has more
    /// bytes than a row, and every move in a list beside others would send one.
    Sparing,
    /// Every source that is shown.
    All,
}

/// Neighbouring cells of a row that link to one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSpan {
    /// The row.
    pub y: u16,
    /// The columns.
    pub columns: Range<u16>,
    /// The address that they link to.
    pub address: Address,
}

/// The cells of a frame that are links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    extent: Extent,
    runs: Vec<LinkSpan>,
}

impl Links {
    /// Makes an empty list that takes links up to an extent.
    pub fn new(extent: Extent) -> Self {
        Self {
            extent,
            runs: Vec::new(),
        }
    }

    /// Returns the extent of the links wanted.
    pub fn link_extent(&self) -> Extent {
        self.extent
    }

    /// Links `cells` cells from a place on to an address, unless no links are wanted.
    pub fn link_cells(&mut self, (x, y): (u16, u16), cells: u16, address: Option<&Address>) {
        let Some(address) = address.filter(|_| self.extent != Extent::None && cells > 0) else {
            return;
        };
        let columns = x..x.saturating_add(cells);
        self.remove_links(y..y.saturating_add(1), &columns);
        self.runs.push(LinkSpan {
            y,
            columns,
            address: address.clone(),
        });
    }

    /// Removes the links of some rows and columns, over which something else is drawn.
    pub fn remove_links(&mut self, rows: Range<u16>, columns: &Range<u16>) {
        let cut = |run: LinkSpan| {
            let is_covered = rows.contains(&run.y);
            let before = run.columns.start..run.columns.end.min(columns.start);
            let behind = run.columns.start.max(columns.end)..run.columns.end;
            let parts = if is_covered {
                [before, behind]
            } else {
                [run.columns.clone(), 0..0]
            };
            parts
                .into_iter()
                .filter(|columns| !columns.is_empty())
                .map(move |columns| LinkSpan {
                    columns,
                    ..run.clone()
                })
        };
        if !self.runs.is_empty() {
            self.runs = std::mem::take(&mut self.runs)
                .into_iter()
                .flat_map(cut)
                .collect();
        }
    }

    /// Returns whether no cell is a link.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Returns the links of a row, in the order in which they were added.
    pub fn links_in_row(&self, y: u16) -> impl Iterator<Item = &LinkSpan> {
        self.runs.iter().filter(move |run| run.y == y)
    }
}

/// Returns the address that a column links to, given the links of its row.
pub fn at<'r>(runs: &[&'r LinkSpan], x: u16) -> Option<&'r Address> {
    runs.iter()
        .find(|run| run.columns.contains(&x))
        .map(|run| &run.address)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn address(url: &str) -> Option<String> {
        Address::from_url(url).map(|address| address.as_str().to_owned())
    }

    #[test]
    fn only_the_web_can_be_opened() {
        assert_eq!(
            address("https://example.org/a?b=c&d#e").as_deref(),
            Some("https://example.org/a?b=c&d#e")
        );
        assert!(address("HTTP://example.org").is_some());
        for other in [
            "",
            "example.org",
            "file:///etc/passwd",
            "javascript://x",
            "https://",
            "https:/example.org",
            " https://example.org",
        ] {
            assert_eq!(address(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_not_printable_ascii_is_percent_encoded() {
        assert_eq!(
            address("https://x/\u{1b}]8;;\u{7}a b\"é").as_deref(),
            Some("https://x/%1B]8;;%07a%20b%22%C3%A9")
        );
    }

    #[test]
    fn a_long_address_is_none() {
        let long = |count| format!("https://example.org/{}", "a".repeat(count));
        assert_eq!(address(&long(1980)).map(|it| it.len()), Some(2000));
        assert_eq!(address(&long(1981)), None);
        // Encoded it is too long.
        assert_eq!(
            address(&format!("https://example.org/{}", "é".repeat(600))),
            None
        );
    }

    #[test]
    fn what_is_drawn_over_leads_nowhere() {
        let there = Address::from_url("https://example.org");
        let other = Address::from_url("https://example.net");
        let mut links = Links::new(Extent::All);
        links.link_cells((2, 1), 10, there.as_ref());
        links.remove_links(0..3, &(5..7));
        links.link_cells((10, 1), 5, other.as_ref());
        let shown: Vec<_> = links
            .links_in_row(1)
            .map(|run| (run.columns.clone(), run.address.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                (2..5, "https://example.org"),
                (7..10, "https://example.org"),
                (10..15, "https://example.net")
            ]
        );
        links.remove_links(0..1, &(0..80));
        assert_eq!(links.links_in_row(1).count(), 3);
        links.remove_links(0..9, &(0..80));
        assert!(links.is_empty());
    }

    #[test]
    fn without_links_nothing_is_noted() {
        let mut links = Links::default();
        links.link_cells((0, 0), 5, Address::from_url("https://example.org").as_ref());
        assert!(links.is_empty());
    }

    proptest! {
        #[test]
        fn an_address_never_ends_a_sequence(url in "(http|https)://\\PC{0,40}|https://[\\x00-\\xff]{1,60}") {
            if let Some(address) = Address::from_url(&url) {
                prop_assert!(address.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert!(address.as_str().len() <= MOST_BYTES);
            }
        }
    }
}
