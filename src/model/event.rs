//! Events: the entries of the log, each with the items that it carries.
//!
//! Rare fields of an event are boxed, so that a log of a million events stays small. Whether an event can be seen at a
//! cursor is decided in `snapshot`.

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
    /// The whole event is withdrawn; it carries no items any more.
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

/// A reference to the event that this one replaces.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The event that it replaces.
    pub event: EventKey,
    /// The kind of the correction.
    pub kind: CorrectionKind,
    /// The reason given for it.
    pub reason: Option<Text>,
}

/// The publication status of an event (IPTC ninjs).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PubStatus {
    /// May be published.
    #[default]
    Usable,
    /// Not to be published yet; the desk sees it.
    Withheld,
    /// Not to be published at all; nobody sees it.
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

/// The urgency of an event, from 1, the most urgent, to 9 (IPTC ninjs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Urgency(NonZeroU8);

impl Urgency {
    /// Reads the digit 1 to 9.
    pub fn parse(digit: i64) -> Option<Self> {
        let digit = u8::try_from(digit).ok().filter(|digit| *digit <= 9)?;
        NonZeroU8::new(digit).map(Self)
    }

    /// Returns the digit 1 to 9.
    pub fn to_digit(self) -> u8 {
        self.0.get()
    }
}

/// The fields that only some events have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeskFields {
    /// The event that this one replaces.
    pub corrects: Option<Correction>,
    /// An event that had happened before this one.
    pub after: Option<EventKey>,
    /// The moment until which it must not be published.
    pub embargoed_until: Option<Moment>,
    /// The editor's remark, for readers.
    pub note: Option<Text>,
    /// The editor's remark for the desk; it never leaves it.
    pub editor_note: Option<Text>,
    /// The publication status.
    pub pub_status: PubStatus,
    /// The urgency, where the scenario gives one.
    pub urgency: Option<Urgency>,
    /// The words that group events.
    pub tags: Box<[Text]>,
    /// The statements that people made.
    pub statements: Box<[Statement]>,
    /// The deadlines that were set, moved or ended.
    pub deadlines: Box<[Deadline]>,
    /// The series that end.
    pub ends: Box<[SeriesEnd]>,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The id.
    pub id: Id,
    /// The kind of event.
    pub kind: Option<KindKey>,
    /// The headline shown in the timeline.
    pub headline: Text,
    /// The text below the headline.
    pub body: Option<Text>,
    /// The places where it happened.
    pub places: Box<[PlaceKey]>,
    /// The claims about who controls a place.
    pub claims: Box<[Claim]>,
    /// The readings of series.
    pub figures: Box<[Figure]>,
    /// The times, sources and credibility of the event.
    pub provenance: Provenance,
    /// The fields that only some events have.
    pub desk: Option<Box<DeskFields>>,
}

impl Event {
    /// Returns the correction of another event, if this is one.
    pub fn corrects(&self) -> Option<&Correction> {
        self.desk.as_ref()?.corrects.as_ref()
    }

    /// Returns the event that had happened before this one, where the scenario gives one.
    pub fn after(&self) -> Option<EventKey> {
        self.desk.as_ref()?.after
    }

    /// Returns the publication status.
    pub fn pub_status(&self) -> PubStatus {
        self.desk
            .as_ref()
            .map_or(PubStatus::Usable, |desk| desk.pub_status)
    }

    /// Returns the urgency, where the scenario gives one.
    pub fn urgency(&self) -> Option<Urgency> {
        self.desk.as_ref()?.urgency
    }

    /// Returns the moment until which it must not be published.
    pub fn embargoed_until(&self) -> Option<&Moment> {
        self.desk.as_ref()?.embargoed_until.as_ref()
    }

    /// Returns the editor's remark for readers.
    pub fn note(&self) -> Option<&Text> {
        self.desk.as_ref()?.note.as_ref()
    }

    /// Returns the claims about who controls a place.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// Returns the readings of series.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// Returns the editor's remark for the desk, which never leaves it.
    pub fn editor_note(&self) -> Option<&Text> {
        self.desk.as_ref()?.editor_note.as_ref()
    }

    /// Returns the provenance of every item: claims, figures, statements, deadlines and ends of series.
    pub fn item_provenances(&self) -> impl Iterator<Item = &Provenance> {
        let claims = self.claims.iter().map(|claim| &claim.provenance);
        let figures = self.figures.iter().map(|figure| &figure.provenance);
        let statements = self
            .statements()
            .iter()
            .map(|statement| &statement.provenance);
        let deadlines = self.deadlines().iter().map(|deadline| &deadline.provenance);
        let ends = self.ends().iter().map(|end| &end.provenance);
        claims
            .chain(figures)
            .chain(statements)
            .chain(deadlines)
            .chain(ends)
    }

    /// Returns the provenance of the event, then that of every item.
    pub fn all_provenances(&self) -> impl Iterator<Item = &Provenance> {
        std::iter::once(&self.provenance).chain(self.item_provenances())
    }

    /// Returns the series that the event names: of its readings, of the series these add to, and of its ends.
    pub fn named_series(&self) -> impl Iterator<Item = SeriesKey> {
        let figures = self.figures.iter();
        let figures =
            figures.flat_map(|figure| std::iter::once(figure.series).chain(figure.adds_to()));
        figures.chain(self.ends().iter().map(|end| end.series))
    }

    /// Returns the words that group events.
    pub fn tags(&self) -> &[Text] {
        self.desk.as_ref().map_or(&[], |desk| &desk.tags)
    }

    /// Returns the statements that people made.
    pub fn statements(&self) -> &[Statement] {
        self.desk.as_ref().map_or(&[], |desk| &desk.statements)
    }

    /// Returns the series that end.
    pub fn ends(&self) -> &[SeriesEnd] {
        self.desk.as_ref().map_or(&[], |desk| &desk.ends)
    }

    /// Returns the deadlines that were set, moved or ended.
    pub fn deadlines(&self) -> &[Deadline] {
        self.desk.as_ref().map_or(&[], |desk| &desk.deadlines)
    }
}
