//! A whole scenario: its tables and its log, validated.
//!
//! Only the loader builds one; everything else reads it. Keys that it hands out are rows of its own
//! tables, so indexing with them cannot fail. Nothing here depends on a cursor.

use super::date::Date;
use super::zone::TimeZone;

use super::calendar::{self, UnixTime};
use super::claim::Provenance;
use super::clocks::Clocks;
use super::cursor::Cursor;
use super::event::{Event, Urgency};
use super::figure::Series;
use super::grade::{Grade, Reliability};
use super::id::{EventKey, Id, KindKey, PartyKey, PersonKey, PlaceKey, SeriesKey, SourceKey};
use super::moment::Moment;
use crate::text::Text;
use crate::text::direction::terminate_bidi;
use crate::text::link::Address;

/// A side that can hold places.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: Text,
    /// The letter that stands for it wherever a state is shown.
    pub letter: char,
    /// The name of the colour that the scenario wishes for it.
    pub colour: Option<Text>,
}

impl Party {
    /// Returns the letter for use before a name or a number on the screen, closed if it runs from right to left.
    pub fn display_letter(&self) -> String {
        terminate_bidi(self.letter.encode_utf8(&mut [0; 4])).into_owned()
    }
}

/// The seat of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Capital {
    /// The name.
    pub name: Text,
    /// Latitude in degrees, -90 to 90.
    pub latitude: Option<f64>,
    /// Longitude in degrees, -180 to 180.
    pub longitude: Option<f64>,
}

/// A place that a party can control.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: Text,
    /// Up to three letters for the map.
    pub code: Option<Text>,
    /// The seat.
    pub capital: Option<Capital>,
    /// The other spellings of its name and of its seat's.
    pub aliases: Box<[Text]>,
    /// The region under which it is listed.
    pub region: Option<Text>,
    /// Column and row on the tile map, from 0.
    pub tile: Option<(u8, u8)>,
    /// True if it counts among the last holdouts.
    pub major: bool,
    /// The number of people who live there.
    pub population: Option<u64>,
    /// The editor's remark.
    pub note: Option<Text>,
    /// The holder before the log begins; `None` if unknown.
    pub holder: Option<PartyKey>,
    /// The name with its region or the like, where another place has the same name.
    pub distinct_name: Option<Text>,
    /// The seat's name with its region or the like, where another seat has the same name.
    pub distinct_seat: Option<Text>,
    /// The number of letters with which its name begins like that of another place.
    pub shared_start: u16,
}

impl Place {
    /// Returns the name of the seat, or the place's own if it has none.
    pub fn seat_or_name(&self) -> &Text {
        self.capital
            .as_ref()
            .map_or(&self.name, |capital| &capital.name)
    }

    /// Returns the name for use alone, where no region stands beside it.
    pub fn full_name(&self) -> &Text {
        self.distinct_name.as_ref().unwrap_or(&self.name)
    }

    /// Returns the name for use beside its region.
    pub fn name_in_region(&self) -> &Text {
        let region = self.region.as_ref();
        let by_region = region.map(|region| format!("{} ({region})", self.name));
        if self.distinct_name.as_deref() == by_region.as_deref() {
            &self.name
        } else {
            self.full_name()
        }
    }

    /// Returns the name of the seat for use alone.
    pub fn full_seat(&self) -> &Text {
        self.distinct_seat
            .as_ref()
            .unwrap_or_else(|| self.seat_or_name())
    }

    /// Returns the label of the tile: the code, or the name if it has none.
    pub fn tile_code(&self) -> &Text {
        self.code.as_ref().unwrap_or(&self.name)
    }
}

/// A person who makes statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: Text,
    /// The other spellings of the name.
    pub aliases: Box<[Text]>,
    /// The office or function.
    pub role: Option<Text>,
    /// The party to which the person belongs.
    pub party: Option<PartyKey>,
}

/// A source of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The id.
    pub id: Id,
    /// The publisher.
    pub publisher: Text,
    /// The publisher's name where there is little room.
    pub short: Option<Text>,
    /// The title.
    pub title: Option<Text>,
    /// The moment of publication.
    pub published: Option<Moment>,
    /// The address, as written.
    pub url: Option<Text>,
    /// The reliability.
    pub reliability: Reliability,
}

impl Source {
    /// Returns the address, if it is on the web.
    pub fn web_address(&self) -> Option<Address> {
        Address::from_url(self.url.as_ref()?)
    }

    /// Returns whether it had been published by a moment; a source without a date always had.
    pub fn is_out_by(&self, moment: UnixTime) -> bool {
        self.published.is_none_or(|at| at.start() <= moment)
    }

    /// Returns the publisher's name for a narrow column.
    pub fn short_name(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.publisher)
    }
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventKind {
    /// The id.
    pub id: Id,
    /// The name.
    pub label: Text,
    /// The urgency of events of this kind that give none themselves.
    pub urgency: Option<Urgency>,
}

/// A bookmark: a moment worth returning to.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// The id.
    pub id: Id,
    /// The moment.
    pub at: Moment,
    /// The name.
    pub label: Text,
    /// The text to say there.
    pub note: Option<Text>,
    /// The event that it is about, whose sources and visibility it shares.
    pub event: Option<EventKey>,
}

/// The kinds that every scenario has.
pub const USUAL_KINDS: [&str; 11] = [
    "control",
    "encirclement",
    "deployment",
    "withdrawal",
    "evacuation",
    "talks",
    "meeting",
    "statement",
    "assessment",
    "casualties",
    "humanitarian",
];

/// A name of a zone in which moments of a scenario are written.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneName {
    /// The zone, or the offset that is written instead.
    pub zone: TimeZone,
    /// Its name in sentences: afternoon in Washington.
    pub name: Text,
    /// Its name in a cell.
    pub short: Option<Text>,
}

/// The head of a scenario: title, zone, days and labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// The id.
    pub id: Id,
    /// The title.
    pub title: Text,
    /// The zone of its days and of every moment without a zone of its own.
    pub zone: TimeZone,
    /// The zone in which the hours of the log are shown, if another is asked for; no file sets it.
    pub hours: Option<TimeZone>,
    /// The names that the scenario gives to the zones of others.
    pub zones: Box<[ZoneName]>,
    /// The first and last day of the ribbon.
    pub days: (Date, Date),
    /// The moment at which a reader begins; a day stands for its end.
    pub opens_at: Option<Moment>,
    /// The noun for a place: province, county, district.
    pub place_label: Text,
    /// The noun for what the tally counts: capitals, towns.
    pub tally_label: Text,
    /// The scope of claims that give none themselves.
    pub control_scope: Text,
    /// The meaning of control in this scenario.
    pub control_means: Option<Text>,
    /// The editor's remark.
    pub note: Option<Text>,
}

/// A scenario: tables and one log.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The head.
    pub heading: Heading,
    /// The parties, in the order of their fills and colours.
    pub parties: Vec<Party>,
    /// The places, in the order of the file.
    pub places: Vec<Place>,
    /// The people who speak.
    pub persons: Vec<Person>,
    /// The sources.
    pub sources: Vec<Source>,
    /// The series, in the order of the list.
    pub series: Vec<Series>,
    /// The kinds of events: the usual ones, then the scenario's own.
    pub kinds: Vec<EventKind>,
    /// The bookmarks.
    pub marks: Vec<Bookmark>,
    /// The log: by the end of `at`, then its beginning (the later first), then those with claims last, then
    /// `recorded_at`, then id.
    pub events: Vec<Event>,
    /// For each event, the one that corrects it.
    pub corrected_by: Vec<Option<EventKey>>,
}

macro_rules! rows {
    ($($name:ident: $key:ty => $table:ident: $row:ty;)*) => {
        impl Scenario {$(
            #[doc = concat!("The row of `", stringify!($table), "` that a key of this scenario stands for.")]
            pub fn $name(&self, key: $key) -> &$row {
                &self.$table[key.row()]
            }
        )*}
    };
}

rows! {
    party: PartyKey => parties: Party;
    place: PlaceKey => places: Place;
    person: PersonKey => persons: Person;
    source: SourceKey => sources: Source;
    one_series: SeriesKey => series: Series;
    kind: KindKey => kinds: EventKind;
    event: EventKey => events: Event;
}

impl Scenario {
    /// Returns the zone of the days.
    pub fn zone(&self) -> TimeZone {
        self.heading.zone
    }

    /// Returns the zone of the days, and the one in which hours are shown.
    pub fn clock_zones(&self) -> Clocks {
        Clocks {
            days: self.heading.zone,
            hours: self.heading.hours.unwrap_or(self.heading.zone),
        }
    }

    /// Returns the start of the first day.
    pub fn first_start(&self) -> UnixTime {
        calendar::start_of(self.heading.days.0, self.zone())
    }

    /// Returns the end of the first day.
    pub fn first_end(&self) -> UnixTime {
        calendar::end_of(self.heading.days.0, self.zone())
    }

    /// Returns the end of the last day.
    pub fn last_end(&self) -> UnixTime {
        calendar::end_of(self.heading.days.1, self.zone())
    }

    /// Returns the grade of an item at a cursor: the reliability of the source that is named beside its own
    /// credibility, `F6` without a source.
    pub fn grade_item(&self, provenance: &Provenance, cursor: &Cursor) -> Grade {
        self.first_source(provenance, cursor)
            .map_or_else(Grade::default, |source| Grade {
                reliability: source.reliability,
                credibility: provenance.credibility,
            })
    }

    /// Returns the source by which an item is graded and named at a cursor, the first that was out by then;
    /// `None` for general knowledge.
    pub fn first_source(&self, provenance: &Provenance, cursor: &Cursor) -> Option<&Source> {
        let source = self.sources_out(provenance, cursor).next()?;
        Some(self.source(source))
    }

    /// Returns the sources of an item that were out by what a cursor knows, in the order of the file.
    pub fn sources_out<'s>(
        &'s self,
        provenance: &'s Provenance,
        cursor: &Cursor,
    ) -> impl Iterator<Item = SourceKey> + 's {
        let known_at = cursor.known_at();
        let sources = provenance.sources.iter().copied();
        sources.filter(move |key| self.source(*key).is_out_by(known_at))
    }

    /// Returns the web address of the source by which an item is graded and named at a cursor.
    pub fn source_address(&self, provenance: &Provenance, cursor: &Cursor) -> Option<Address> {
        self.first_source(provenance, cursor)?.web_address()
    }

    /// Returns the keys of all places, in the order of the file.
    pub fn place_keys(&self) -> impl Iterator<Item = PlaceKey> + use<> {
        (0..self.places.len()).filter_map(PlaceKey::new)
    }

    /// Returns the keys of all parties, in the order of the file.
    pub fn party_keys(&self) -> impl Iterator<Item = PartyKey> + use<> {
        (0..self.parties.len()).filter_map(PartyKey::new)
    }

    /// Returns the keys of all events, in the order of the log.
    pub fn event_keys(&self) -> impl Iterator<Item = EventKey> + use<> {
        (0..self.events.len()).filter_map(EventKey::new)
    }

    /// Returns the place with an id.
    pub fn place_by_id(&self, id: &str) -> Option<PlaceKey> {
        self.places
            .iter()
            .position(|place| place.id.as_str() == id)
            .and_then(PlaceKey::new)
    }

    /// Returns the event with an id.
    pub fn event_by_id(&self, id: &str) -> Option<EventKey> {
        self.events
            .iter()
            .position(|event| event.id.as_str() == id)
            .and_then(EventKey::new)
    }
}
