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
use crate::text::direction::closed;
use crate::text::link::Address;

/// A side that can hold places.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// The one letter that stands for it wherever a state is shown.
    pub letter: char,
    /// The colour that its scenario wishes for, by name.
    pub colour: Option<Text>,
}

impl Party {
    /// Its letter as it stands before a name or a number on the screen.
    pub fn sign(&self) -> String {
        closed(self.letter.encode_utf8(&mut [0; 4])).into_owned()
    }
}

/// The seat of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Capital {
    /// Its name.
    pub name: Text,
    /// Latitude in degrees, -90 to 90.
    pub latitude: Option<f64>,
    /// Longitude in degrees, -180 to 180.
    pub longitude: Option<f64>,
}

/// A place that somebody can control.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// Up to three letters for the map.
    pub code: Option<Text>,
    /// Its seat.
    pub capital: Option<Capital>,
    /// Other spellings of its name and its capital's.
    pub aliases: Box<[Text]>,
    /// The region under which it is listed.
    pub region: Option<Text>,
    /// Column and row on the tile map, from 0.
    pub tile: Option<(u8, u8)>,
    /// Whether it counts among the last holdouts.
    pub major: bool,
    /// People who live there.
    pub population: Option<u64>,
    /// The editor's remark.
    pub note: Option<Text>,
    /// Who held it before the log; `None` is unknown.
    pub holder: Option<PartyKey>,
    /// Its name with what tells it apart, where another place has the same.
    pub distinct_name: Option<Text>,
    /// Its seat's name with what tells it apart, where another seat has the same.
    pub distinct_seat: Option<Text>,
    /// How many letters its name begins with as the name of another place does.
    pub shared_start: u16,
}

impl Place {
    /// The name of its capital, or its own where none is given.
    pub fn seat(&self) -> &Text {
        self.capital
            .as_ref()
            .map_or(&self.name, |capital| &capital.name)
    }

    /// Returns its name as it stands alone, where no region stands beside it.
    pub fn full_name(&self) -> &Text {
        self.distinct_name.as_ref().unwrap_or(&self.name)
    }

    /// Returns its name as it stands beside its region.
    pub fn name_in_region(&self) -> &Text {
        let region = self.region.as_ref();
        let by_region = region.map(|region| format!("{} ({region})", self.name));
        if self.distinct_name.as_deref() == by_region.as_deref() {
            &self.name
        } else {
            self.full_name()
        }
    }

    /// Returns the name of its seat as it stands alone.
    pub fn full_seat(&self) -> &Text {
        self.distinct_seat.as_ref().unwrap_or_else(|| self.seat())
    }

    /// What its tile is called: its code, or the start of its name where none is given.
    pub fn tile_code(&self) -> &Text {
        self.code.as_ref().unwrap_or(&self.name)
    }
}

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Their id.
    pub id: Id,
    /// Their name.
    pub name: Text,
    /// Other spellings.
    pub aliases: Box<[Text]>,
    /// What they are.
    pub role: Option<Text>,
    /// Whose side they are on.
    pub party: Option<PartyKey>,
}

/// Where something is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// Who publishes it.
    pub publisher: Text,
    /// The publisher where there is little room.
    pub short: Option<Text>,
    /// Its title.
    pub title: Option<Text>,
    /// When it was published.
    pub published: Option<Moment>,
    /// Its address.
    pub url: Option<Text>,
    /// How reliable it is.
    pub reliability: Reliability,
}

impl Source {
    /// Where it can be read, if that is on the web.
    pub fn address(&self) -> Option<Address> {
        Address::of(self.url.as_ref()?)
    }

    /// Returns whether it could be read at a moment; what does not say when it was published always could.
    pub fn is_out_by(&self, moment: UnixTime) -> bool {
        self.published.is_none_or(|at| at.start() <= moment)
    }

    /// The publisher's name for a narrow column.
    pub fn short(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.publisher)
    }
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub label: Text,
    /// How urgent its events are where they do not say it themselves.
    pub urgency: Option<Urgency>,
}

/// A moment worth going to.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its id.
    pub id: Id,
    /// When.
    pub at: Moment,
    /// Its name.
    pub label: Text,
    /// What to say there.
    pub note: Option<Text>,
    /// What it is about: the mark is known and public when that is, and has its sources.
    pub event: Option<EventKey>,
}

/// The kinds that every scenario knows.
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

/// What a scenario says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: Text,
    /// The zone of its days and of every moment without one.
    pub zone: TimeZone,
    /// In which zone the hours of its log are shown, if somebody asks for another one; no file says so.
    pub hours: Option<TimeZone>,
    /// First and last day of the ribbon.
    pub days: (Date, Date),
    /// Where a reader begins; a day is meant to its end.
    pub opens_at: Option<Moment>,
    /// What a place is called: province, county, district.
    pub place_label: Text,
    /// What the tally counts: capitals, towns.
    pub tally_label: Text,
    /// What part of a place a claim is about unless it says otherwise.
    pub control_scope: Text,
    /// What control of it means.
    pub control_means: Option<Text>,
    /// The editor's remark.
    pub note: Option<Text>,
}

/// A scenario: tables and one log.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What it says of itself.
    pub heading: Heading,
    /// Parties, in the order of their fills and colours.
    pub parties: Vec<Party>,
    /// Places, in the order of the file.
    pub places: Vec<Place>,
    /// People who speak.
    pub persons: Vec<Person>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Series, in the order of the list.
    pub series: Vec<Series>,
    /// Kinds of events: the usual ones, then the scenario's own.
    pub kinds: Vec<Kind>,
    /// Named moments.
    pub marks: Vec<Mark>,
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
    kind: KindKey => kinds: Kind;
    event: EventKey => events: Event;
}

impl Scenario {
    /// The zone of its days.
    pub fn zone(&self) -> TimeZone {
        self.heading.zone
    }

    /// The zone of its days, and the one in which hours are shown.
    pub fn clocks(&self) -> Clocks {
        Clocks {
            days: self.heading.zone,
            hours: self.heading.hours.unwrap_or(self.heading.zone),
        }
    }

    /// The start of its first day.
    pub fn first_start(&self) -> UnixTime {
        calendar::start_of(self.heading.days.0, self.zone())
    }

    /// The end of its first day.
    pub fn first_end(&self) -> UnixTime {
        calendar::end_of(self.heading.days.0, self.zone())
    }

    /// The end of its last day.
    pub fn last_end(&self) -> UnixTime {
        calendar::end_of(self.heading.days.1, self.zone())
    }

    /// Returns the grade of an item at a cursor: the reliability of the source that is named beside its own
    /// credibility, `F6` without a source.
    pub fn grade(&self, provenance: &Provenance, cursor: &Cursor) -> Grade {
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

    /// Returns where the source by which an item is graded and named at a cursor can be read.
    pub fn address(&self, provenance: &Provenance, cursor: &Cursor) -> Option<Address> {
        self.first_source(provenance, cursor)?.address()
    }

    /// The keys of all places, in the order of the file.
    pub fn place_keys(&self) -> impl Iterator<Item = PlaceKey> + use<> {
        (0..self.places.len()).filter_map(PlaceKey::new)
    }

    /// The keys of all parties, in the order of the file.
    pub fn party_keys(&self) -> impl Iterator<Item = PartyKey> + use<> {
        (0..self.parties.len()).filter_map(PartyKey::new)
    }

    /// The keys of all events, in the order of the log.
    pub fn event_keys(&self) -> impl Iterator<Item = EventKey> + use<> {
        (0..self.events.len()).filter_map(EventKey::new)
    }

    /// The place with an id.
    pub fn place_by_id(&self, id: &str) -> Option<PlaceKey> {
        self.places
            .iter()
            .position(|place| place.id.as_str() == id)
            .and_then(PlaceKey::new)
    }

    /// The event with an id.
    pub fn event_by_id(&self, id: &str) -> Option<EventKey> {
        self.events
            .iter()
            .position(|event| event.id.as_str() == id)
            .and_then(EventKey::new)
    }
}
