//! The tables of a scenario as typed: one plain struct for each table, every field with its span.
//!
//! `parse` fills these, `validate` turns them into the model, `schema` prints their keys. Unknown keys are errors
//! here; values are not judged in this file. The comments on tables and keys are shown by editors that know the
//! schema.

pub(super) mod value;

use serde::Deserialize;
use toml::Spanned;

use super::shape::{FieldType, SchemaShape, TableKey};
use crate::model::claim::{Basis, Status};
use crate::model::event::{CorrectionKind, PubStatus};
use crate::model::figure::{ForceStatus, Group, Measure, Qualifier};
use crate::model::grade::Reliability;
use crate::model::statement::{Confidence, Likelihood, Outcome};
pub(super) use value::FieldText;
use value::{Digit, KindName, Letter, Name, RawMoment, Reasons, TextBlock, TextLine};

pub(super) type Maybe<'i, K = TextLine> = Option<FieldText<'i, K>>;
pub(super) type RawWhen<'i> = Option<Spanned<RawMoment<'i>>>;
pub(super) type RawWords<'i, K = TextLine> = Option<Vec<FieldText<'i, K>>>;
pub(super) type RawGrade = Option<Spanned<Digit<6>>>;
/// The urgency, as typed.
pub(super) type Level = Option<Spanned<Digit<9>>>;
pub(super) type RawAllow<'i> = Option<Reasons<'i>>;

macro_rules! tables {
    ($($(#[doc = $about:literal])* $name:ident { $($(#[doc = $what:literal])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[doc = $about])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields, bound(deserialize = "'de: 'i, 'i: 'de"))]
        pub(super) struct $name<'i> {
            $($(#[doc = $what])* pub(super) $field: $kind,)*
        }

        impl<'i> SchemaShape for $name<'i> {
            const FORM: &'static FieldType = &FieldType::Table(
                concat!($($about),*),
                &[$(TableKey::from_field::<$kind>(stringify!($field), concat!($($what),*)),)*],
            );
        }
    )*};
}

tables! {
    /// What the scenario says of itself.
    RawScenario {
        /// The scenario's own id, such as river-crisis.
        id: FieldText<'i, Name>,
        /// The title in the header.
        title: FieldText<'i>,
        /// The time zone of every date without one: an IANA name such as Asia/Kabul, or UTC.
        zone: FieldText<'i>,
        /// The first and the last day of the ribbon; what lies outside stays searchable.
        days: Spanned<Vec<Spanned<RawMoment<'i>>>>,
        /// The moment at which a reader begins; the last day if left out.
        opens_at: RawWhen<'i>,
        /// What the zones of others are called.
        zones: Option<Vec<Spanned<RawZone<'i>>>>,
        /// What places and their tally are called.
        labels: Option<RawLabels<'i>>,
        /// What control of a place means.
        control: Option<RawControl<'i>>,
        /// A remark for readers.
        note: Maybe<'i, TextBlock>,
        /// Lints of `dateline check` that are allowed in the whole scenario, each with the reason.
        allow: RawAllow<'i>,
    }
    /// What a zone is called that moments of the scenario are written in; a zone without a name goes by its city.
    RawZone {
        /// The zone as it stands behind a moment: an IANA name such as Asia/Kabul, or an offset such as -04:00.
        zone: FieldText<'i>,
        /// Its name in sentences, such as Washington: afternoon in Washington.
        name: FieldText<'i>,
        /// Its name in a cell, in two or three letters, such as US.
        short: Maybe<'i>,
    }
    /// What places and their tally are called.
    RawLabels {
        /// One place: province, county, district.
        place: Maybe<'i>,
        /// What the tally counts: Capitals, Towns.
        tally: Maybe<'i>,
    }
    /// What control of a place means.
    RawControl {
        /// The part of a place that a claim is about unless it says otherwise; only such claims move the state.
        scope: Maybe<'i>,
        /// What has to be true of it, in words.
        means: Maybe<'i>,
    }
    /// A side that can hold places.
    RawParty {
        /// The id by which claims and places name it.
        id: FieldText<'i, Name>,
        /// Its name.
        name: FieldText<'i>,
        /// The one letter that stands for it wherever a state is shown.
        letter: FieldText<'i, Letter>,
        /// The colour that it should have: red or orange, blue or cyan, green or teal, magenta, yellow, grey.
        colour: Maybe<'i>,
        /// Lints that are allowed in this table, each with the reason.
        allow: RawAllow<'i>,
    }
    /// A place that a party can hold.
    RawPlace {
        /// The id by which claims and events name it.
        id: FieldText<'i, Name>,
        /// Its name.
        name: FieldText<'i>,
        /// Up to three letters for the map.
        code: Maybe<'i>,
        /// Its seat.
        capital: Option<RawCapital<'i>>,
        /// Other spellings of its name and its capital's, for searching.
        aliases: RawWords<'i>,
        /// The region under which it is listed.
        region: Maybe<'i>,
        /// Its column and row on the map, each from 0 to 63.
        tile: Option<Spanned<Vec<i64>>>,
        /// Whether it counts among the last holdouts.
        major: Option<bool>,
        /// How many people live there.
        population: Option<Spanned<i64>>,
        /// A remark for readers.
        note: Maybe<'i, TextBlock>,
        /// The id of the party that held it before the log; unknown if left out.
        holder: Maybe<'i, Name>,
        /// Lints that are allowed in this table, each with the reason.
        allow: RawAllow<'i>,
    }
    /// The seat of a place.
    RawCapital {
        /// Its name.
        name: FieldText<'i>,
        /// Its latitude in degrees, from -90 to 90.
        lat: Option<Spanned<f64>>,
        /// Its longitude in degrees, from -180 to 180.
        lon: Option<Spanned<f64>>,
    }
    /// Somebody who speaks.
    RawPerson {
        /// The id by which statements name them.
        id: FieldText<'i, Name>,
        /// Their name.
        name: FieldText<'i>,
        /// Other spellings, for searching.
        aliases: RawWords<'i>,
        /// What they are.
        role: Maybe<'i>,
        /// The id of the party on whose side they are.
        party: Maybe<'i, Name>,
        /// Lints that are allowed in this table, each with the reason.
        allow: RawAllow<'i>,
    }
    /// Where something is said: an article, a page, a paper.
    RawSource {
        /// The id by which events and items name it.
        id: FieldText<'i, Name>,
        /// Who publishes it.
        publisher: FieldText<'i>,
        /// Its title.
        title: Maybe<'i>,
        /// When it was published.
        published: RawWhen<'i>,
        /// Its address.
        url: Maybe<'i>,
        /// How reliable it is, in the Admiralty code: A completely, B usually, C fairly, D not usually,
        /// E unreliable, F not judged; F if left out.
        reliability: Maybe<'i, Reliability>,
        /// The publisher's name where there is little room.
        short: Maybe<'i>,
        /// Lints that are allowed in this table, each with the reason.
        allow: RawAllow<'i>,
    }
    /// One kind of number, counted one way, about one thing.
    RawSeries {
        /// The id by which figures name it.
        id: FieldText<'i, Name>,
        /// Its name on screen.
        label: FieldText<'i>,
        /// Its name where there is little room.
        short: Maybe<'i>,
        /// The group under which it is listed.
        group: FieldText<'i, Group>,
        /// What is counted: troops, people, percent.
        unit: FieldText<'i>,
        /// One of what is counted, such as death or person, for where there is one.
        one: Maybe<'i>,
        /// What kind of count it is: stock (there now), cumulative (all since a day), period (in one period),
        /// increment (added, never summed).
        measure: FieldText<'i, Measure>,
        /// Whose and where: the limits of what the number says.
        scope: Maybe<'i>,
        /// Since when a cumulative series counts.
        since: RawWhen<'i>,
        /// The length of a period, such as 24h.
        period: Maybe<'i>,
        /// What the log itself can count, so that a stated total is compared with it.
        counts: Option<RawCounts<'i>>,
        /// The id of the series to whose last reading the increments of this one add.
        adds_to: Maybe<'i, Name>,
        /// Whether it leads panes, reports and presenting.
        key: Option<bool>,
        /// Lints that are allowed in this table, each with the reason.
        allow: RawAllow<'i>,
    }
    /// What the log itself can count for a series.
    RawCounts {
        /// The id of the party whose places are counted.
        party: FieldText<'i, Name>,
        /// Claims of this scope; the scenario's own if left out.
        scope: Maybe<'i>,
        /// Among how many the source counts, where the log has only some of them; its totals are then told, not compared.
        of: Option<Spanned<i64>>,
    }
    /// A kind of event beside the usual ones, or another label for a usual one.
    RawKind {
        /// The id by which events name it.
        id: FieldText<'i, Name>,
        /// Its name.
        label: Maybe<'i>,
        /// How urgent its events are, 1 (most) to 9, where they do not say it themselves.
        urgency: Level,
        /// Lints that are allowed in this table, each with the reason.
        allow: RawAllow<'i>,
    }
    /// A moment worth going to.
    RawMark {
        /// Its id.
        id: FieldText<'i, Name>,
        /// When.
        at: Spanned<RawMoment<'i>>,
        /// Its name.
        label: FieldText<'i>,
        /// What to say there.
        note: Maybe<'i, TextBlock>,
        /// The id of the event that it is about: the mark is known and public when that is, and has its sources.
        event: Maybe<'i, Name>,
        /// Lints that are allowed in this table, each with the reason.
        allow: RawAllow<'i>,
    }
    /// One entry of the log.
    RawEvent {
        /// Its id, by which a correction names it.
        id: FieldText<'i, Name>,
        /// When it happened: a date, a part of a day ("2021-08-12 late evening"), or a time.
        at: Spanned<RawMoment<'i>>,
        /// When it could first be known; when it happened if left out.
        recorded_at: RawWhen<'i>,
        /// Its kind: a usual one, or one that a kind table declares.
        kind: Maybe<'i, KindName>,
        /// The line of the timeline.
        headline: FieldText<'i>,
        /// What more there is to say.
        body: Maybe<'i, TextBlock>,
        /// The ids of the places where it happened.
        places: RawWords<'i, Name>,
        /// Words that group events.
        tags: RawWords<'i>,
        /// The ids of the sources that say so, the one to be named first; its items inherit them.
        sources: RawWords<'i, Name>,
        /// How credible it is: 1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful,
        /// 5 improbable, 6 not judged; 6 if left out. Its items inherit it.
        credibility: RawGrade,
        /// How urgent it is, 1 (most) to 9 as in IPTC ninjs: the most urgent leads the news of its day. Left out, it
        /// follows from what the event changes.
        urgency: Level,
        /// A remark for readers.
        note: Maybe<'i, TextBlock>,
        /// The event that this one replaces.
        corrects: Option<Spanned<RawCorrects<'i>>>,
        /// The id of an event that had happened by then, where their moments do not say which came first.
        after: Maybe<'i, Name>,
        /// Whether it may be published; usable if left out.
        pub_status: Maybe<'i, PubStatus>,
        /// Until when it must not be published.
        embargoed_until: RawWhen<'i>,
        /// A remark for the desk; it never leaves it.
        editor_note: Maybe<'i, TextBlock>,
        /// Who controls which place.
        claims: Option<Vec<Spanned<RawClaim<'i>>>>,
        /// Readings of series.
        figures: Option<Vec<Spanned<RawFigure<'i>>>>,
        /// What people said.
        statements: Option<Vec<Spanned<RawStatement<'i>>>>,
        /// Days that are set, moved or dropped, and whether they were met.
        deadlines: Option<Vec<Spanned<RawDeadline<'i>>>>,
        /// Lints that are allowed in this event and its items, each with the reason.
        allow: RawAllow<'i>,
    }
    /// The event that is replaced, and how.
    RawCorrects {
        /// The id of the event that is replaced.
        event: FieldText<'i, Name>,
        /// corrected (something of substance), refile (something minor), or withdrawn (taken back).
        kind: FieldText<'i, CorrectionKind>,
        /// Why.
        reason: Maybe<'i>,
    }
    /// A claim about who controls a place.
    RawClaim {
        /// The id of the place.
        place: FieldText<'i, Name>,
        /// The id of the party: the holder claimed or the one denying; for contested, encircled and
        /// threatened the challenger.
        party: FieldText<'i, Name>,
        /// What is claimed; held if left out.
        status: Maybe<'i, Status>,
        /// On what it rests; reported if left out. A bare claim (claimed) marks a place and never flips it.
        basis: Maybe<'i, Basis>,
        /// The part of the place that it is about, if not that of the scenario; such a claim moves nothing.
        scope: Maybe<'i>,
        /// Why the editor does not follow it; it is shown with the reason and moves nothing.
        alternative: Maybe<'i>,
        /// A remark for readers.
        note: Maybe<'i, TextBlock>,
        /// When, if not when its event happened.
        at: RawWhen<'i>,
        /// When it could first be known, if not when its event could.
        recorded_at: RawWhen<'i>,
        /// The ids of the sources that say so, if not those of its event.
        sources: RawWords<'i, Name>,
        /// How credible it is, 1 to 6, if not as its event.
        credibility: RawGrade,
        /// Lints that are allowed for this claim, each with the reason.
        allow: RawAllow<'i>,
    }
    /// A reading of a series: a value, or low and high; or its end.
    RawFigure {
        /// The id of the series.
        series: FieldText<'i, Name>,
        /// The number.
        value: Option<Spanned<f64>>,
        /// The lower end of a range.
        low: Option<Spanned<f64>>,
        /// The upper end of a range.
        high: Option<Spanned<f64>>,
        /// How the source words the number; exactly if left out; a range is exact or about.
        qualifier: Maybe<'i, Qualifier>,
        /// For forces, where they are on their way.
        status: Maybe<'i, ForceStatus>,
        /// The source's own words, which sentences use instead of the number.
        printed: Maybe<'i>,
        /// The limits of what it says, if not those of its series; it is compared only with figures of the same.
        scope: Maybe<'i>,
        /// Until when it is in force, such as the day of which a forecast speaks; nothing older comes back.
        until: RawWhen<'i>,
        /// The id of the series to whose last reading an increment adds, if not as its series says.
        adds_to: Maybe<'i, Name>,
        /// Whether the series, of this status, has no reading in force from then on; needs no value.
        ends: Option<bool>,
        /// A remark for readers.
        note: Maybe<'i, TextBlock>,
        /// As at when, if not when its event happened.
        at: RawWhen<'i>,
        /// When it could first be known, if not when its event could.
        recorded_at: RawWhen<'i>,
        /// The ids of the sources that say so, if not those of its event.
        sources: RawWords<'i, Name>,
        /// How credible it is, 1 to 6, if not as its event.
        credibility: RawGrade,
        /// Lints that are allowed for this figure, each with the reason.
        allow: RawAllow<'i>,
    }
    /// What a person said.
    RawStatement {
        /// The id of the person.
        speaker: FieldText<'i, Name>,
        /// What they said, in the editor's words.
        says: FieldText<'i>,
        /// How likely they call what is to come (ICD 203); never of what has happened.
        likelihood: Maybe<'i, Likelihood>,
        /// How sure they are of their grounds.
        confidence: Maybe<'i, Confidence>,
        /// When, if not when its event happened.
        at: RawWhen<'i>,
        /// When it could first be known, if not when its event could.
        recorded_at: RawWhen<'i>,
        /// The ids of the sources that say so, if not those of its event.
        sources: RawWords<'i, Name>,
        /// How credible it is, 1 to 6, if not as its event.
        credibility: RawGrade,
        /// Lints that are allowed for this statement, each with the reason.
        allow: RawAllow<'i>,
    }
    /// A day that is set or moved, or how it ended.
    RawDeadline {
        /// Its id, by which a later event moves, drops, meets or misses it.
        id: FieldText<'i, Name>,
        /// The day; needed unless it is dropped, met or missed.
        on: RawWhen<'i>,
        /// Its name; needed unless it is dropped, met or missed.
        label: Maybe<'i>,
        /// Its name where there is little room.
        short: Maybe<'i>,
        /// Whether it no longer stands.
        dropped: Option<bool>,
        /// Whether what it was for was done, at the moment of its event.
        met: Option<bool>,
        /// Whether it passed without what it was for; somebody has to say so.
        missed: Option<bool>,
        /// When that was said, if not when its event happened.
        at: RawWhen<'i>,
        /// When it could first be known, if not when its event could.
        recorded_at: RawWhen<'i>,
        /// The ids of the sources that say so, if not those of its event.
        sources: RawWords<'i, Name>,
        /// How credible it is, 1 to 6, if not as its event.
        credibility: RawGrade,
        /// Lints that are allowed for this deadline, each with the reason.
        allow: RawAllow<'i>,
    }
}

impl RawFigure<'_> {
    /// Returns whether it gives a number; an end of a series may do without.
    pub(super) fn is_reading(&self) -> bool {
        let has_number = self.value.is_some() || self.low.is_some() || self.high.is_some();
        has_number || self.ends != Some(true)
    }
}

impl RawDeadline<'_> {
    /// Returns the outcome that this gives for the deadline, the first of several.
    pub(super) fn find_outcome(&self) -> Option<Outcome> {
        self.list_outcomes().next()
    }

    /// Returns every outcome that this gives for the deadline.
    pub(super) fn list_outcomes(&self) -> impl Iterator<Item = Outcome> {
        let found = [
            (self.dropped, Outcome::Dropped),
            (self.met, Outcome::Met),
            (self.missed, Outcome::Missed),
        ];
        let found = found.into_iter().filter(|(is_so, _)| *is_so == Some(true));
        found.map(|(_, outcome)| outcome)
    }
}
