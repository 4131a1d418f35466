//! Events: the entries of the log, each with the items that it carries.
//!
//! What is rare in an event stands in [`Desk`], boxed, so that a log of a million events stays small.
//! Whether an event can be seen at a cursor is decided in `snapshot::visible`.

use std::num::NonZeroU8;

use super::claim::{Claim, Provenance};
use super::figure::{Figure, SeriesEnd};
use super::id::{EventKey, Id, KindKey, PlaceKey, SeriesKey};
use super::moment::Moment;
use super::statement::{Deadline, Statement};
use crate::text::Text;

/// The kind of a correction, as news agencies name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CorrectionKind {
    /// Something of substance was wrong.
    Corrected,
    /// Something minor was wrong.
    Refile,
    /// The whole event is taken back; it carries no items any more.
    Withdrawn,
}

impl CorrectionKind {
    /// Every kind with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("corrected", Self::Corrected),
        ("refile", Self::Refile),
        ("withdrawn", Self::Withdrawn),
    ];
}

/// That an event replaces another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The event that it replaces.
    pub event: EventKey,
    /// In what way.
    pub kind: CorrectionKind,
    /// Why.
    pub reason: Option<Text>,
}

/// Whether an event may be published (IPTC ninjs).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PubStatus {
    /// It may.
    #[default]
    Usable,
    /// Not yet; the desk sees it.
    Withheld,
    /// Never; nobody sees it.
    Cancelled,
}

impl PubStatus {
    /// Every publication status with its word in a scenario.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("usable", Self::Usable),
        ("withheld", Self::Withheld),
        ("cancelled", Self::Cancelled),
    ];
}

/// How urgent an event is, from 1, the most urgent, to 9 (IPTC ninjs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Urgency(NonZeroU8);

impl Urgency {
    /// Reads the digit 1 to 9.
    pub fn parse(digit: i64) -> Option<Self> {
        let digit = u8::try_from(digit).ok().filter(|digit| *digit <= 9)?;
        NonZeroU8::new(digit).map(Self)
    }

    /// Returns the digit 1 to 9.
    pub fn digit(self) -> u8 {
        self.0.get()
    }
}

/// What only some events have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The event that this one replaces.
    pub corrects: Option<Correction>,
    /// An event that had happened by then.
    pub after: Option<EventKey>,
    /// Until when it must not be published.
    pub embargoed_until: Option<Moment>,
    /// The editor's remark, for readers.
    pub note: Option<Text>,
    /// The editor's remark for the desk; it never leaves it.
    pub editor_note: Option<Text>,
    /// Whether it may be published.
    pub pub_status: PubStatus,
    /// How urgent it is, where the scenario says so.
    pub urgency: Option<Urgency>,
    /// Words that group events.
    pub tags: Box<[Text]>,
    /// What people said.
    pub statements: Box<[Statement]>,
    /// Days that were set, moved or dropped.
    pub deadlines: Box<[Deadline]>,
    /// Series that are over.
    pub ends: Box<[SeriesEnd]>,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: Id,
    /// What kind of event it is.
    pub kind: Option<KindKey>,
    /// The line of the timeline.
    pub headline: Text,
    /// What more there is to say.
    pub body: Option<Text>,
    /// Where it happened.
    pub places: Box<[PlaceKey]>,
    /// Claims about who controls a place.
    pub claims: Box<[Claim]>,
    /// Readings of series.
    pub figures: Box<[Figure]>,
    /// When, known when, and on whose word.
    pub provenance: Provenance,
    /// What only some events have.
    pub desk: Option<Box<Desk>>,
}

impl Event {
    /// The event that this one replaces, and how.
    pub fn corrects(&self) -> Option<&Correction> {
        self.desk.as_ref()?.corrects.as_ref()
    }

    /// An event that had happened by then.
    pub fn after(&self) -> Option<EventKey> {
        self.desk.as_ref()?.after
    }

    /// Whether it may be published.
    pub fn pub_status(&self) -> PubStatus {
        self.desk
            .as_ref()
            .map_or(PubStatus::Usable, |desk| desk.pub_status)
    }

    /// Returns how urgent it is, where the scenario says so.
    pub fn urgency(&self) -> Option<Urgency> {
        self.desk.as_ref()?.urgency
    }

    /// Until when it must not be published.
    pub fn embargoed_until(&self) -> Option<&Moment> {
        self.desk.as_ref()?.embargoed_until.as_ref()
    }

    /// The editor's remark, for readers.
    pub fn note(&self) -> Option<&Text> {
        self.desk.as_ref()?.note.as_ref()
    }

    /// Claims about who controls a place.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// Readings of series.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The editor's remark for the desk; it never leaves it.
    pub fn editor_note(&self) -> Option<&Text> {
        self.desk.as_ref()?.editor_note.as_ref()
    }

    /// What its items are judged by: claims, figures, statements, deadlines.
    pub fn items(&self) -> impl Iterator<Item = &Provenance> {
        let claims = self.claims.iter().map(|claim| &claim.provenance);
        let figures = self.figures.iter().map(|figure| &figure.provenance);
        let statements = self.statements().iter().map(|said| &said.provenance);
        let deadlines = self.deadlines().iter().map(|deadline| &deadline.provenance);
        let ends = self.ends().iter().map(|end| &end.provenance);
        claims
            .chain(figures)
            .chain(statements)
            .chain(deadlines)
            .chain(ends)
    }

    /// What it and its items are judged by.
    pub fn provenances(&self) -> impl Iterator<Item = &Provenance> {
        std::iter::once(&self.provenance).chain(self.items())
    }

    /// Returns the series that it names: of its readings, of what these add to, and of what is over.
    pub fn named_series(&self) -> impl Iterator<Item = SeriesKey> {
        let figures = self.figures.iter();
        let figures =
            figures.flat_map(|figure| std::iter::once(figure.series).chain(figure.adds_to()));
        figures.chain(self.ends().iter().map(|end| end.series))
    }

    /// Words that group events.
    pub fn tags(&self) -> &[Text] {
        self.desk.as_ref().map_or(&[], |desk| &desk.tags)
    }

    /// What people said.
    pub fn statements(&self) -> &[Statement] {
        self.desk.as_ref().map_or(&[], |desk| &desk.statements)
    }

    /// Series that are over.
    pub fn ends(&self) -> &[SeriesEnd] {
        self.desk.as_ref().map_or(&[], |desk| &desk.ends)
    }

    /// Days that were set, moved or dropped.
    pub fn deadlines(&self) -> &[Deadline] {
        self.desk.as_ref().map_or(&[], |desk| &desk.deadlines)
    }
}
