//! The items of an event: claims, statements and deadlines; `figures` has the figures.
//!
//! `events` calls these with the event's own provenance, from which an item inherits every field that it does not
//! give. Each is one function from a raw table to the model's type.

use crate::model::date::Date;
use toml::Spanned;

use super::{FieldChecker, World};
use crate::diagnostic::Problem;
use crate::model::claim::{Claim, Provenance};
use crate::model::event::Urgency;
use crate::model::grade::Credibility;
use crate::model::id::{PartyKey, PersonKey, PlaceKey, SourceKey};
use crate::model::moment::Moment;
use crate::model::statement::{Deadline, Outcome, Statement};
use crate::scenario::explain::{CREDIBILITY_HELP, URGENCY_HELP};
use crate::scenario::raw::value::{Digit, Name};
use crate::scenario::raw::{
    RawAllow, RawClaim, RawDeadline, RawEvent, RawGrade, RawStatement, RawWhen, RawWords,
};
use crate::text::Text;

/// The fields of an item that it may inherit, and the lints that it allows.
pub(super) struct Own<'r, 'i> {
    pub(super) at: &'r RawWhen<'i>,
    pub(super) recorded_at: &'r RawWhen<'i>,
    pub(super) sources: &'r RawWords<'i, Name>,
    pub(super) credibility: &'r RawGrade,
    pub(super) allow: &'r RawAllow<'i>,
}

macro_rules! own {
    ($raw:expr) => {
        Own {
            at: &$raw.at,
            recorded_at: &$raw.recorded_at,
            sources: &$raw.sources,
            credibility: &$raw.credibility,
            allow: &$raw.allow,
        }
    };
}
pub(super) use own;

/// The provenance of an event or an item, as far as it could be read.
pub(super) struct ReadProvenance {
    at: Option<Moment>,
    recorded_at: Option<Moment>,
    is_recorded: bool,
    sources: Box<[SourceKey]>,
    credibility: Credibility,
}

impl ReadProvenance {
    /// Converts it to the model; a part that could not be read gets a placeholder, since there will be no scenario.
    pub(super) fn into_provenance(self, world: &World) -> Provenance {
        let stand_in = || Moment::from_day(Date::default(), world.zone);
        let at = self.at.unwrap_or_else(stand_in);
        let recorded_at = self.recorded_at.unwrap_or(at);
        let recorded = recorded_at.effective_at();
        Provenance {
            at,
            recorded_at,
            known_from: world
                .first_out(&self.sources)
                .map_or(recorded, |out| recorded.max(out)),
            is_recorded: self.is_recorded,
            sources: self.sources,
            credibility: self.credibility,
        }
    }
}

impl FieldChecker<'_> {
    /// Reads the provenance of an event; its record time is its own moment unless it gives another.
    pub(super) fn read_event_provenance(
        &mut self,
        raw: &RawEvent<'_>,
        world: &World,
    ) -> ReadProvenance {
        let at = self.read_moment(&raw.at, world.zone);
        let recorded_at = match &raw.recorded_at {
            Some(field) => self.read_moment(field, world.zone),
            None => at,
        };
        let found = ReadProvenance {
            at,
            recorded_at,
            is_recorded: raw.recorded_at.is_some(),
            sources: self.read_sources(&raw.sources, world),
            credibility: self
                .read_credibility(raw.credibility.as_ref())
                .unwrap_or_default(),
        };
        if let Some(field) = &raw.recorded_at {
            self.known_after_it_began(field, &found, world);
        }
        found
    }

    /// Reads the provenance of an item: its own fields before those of its event.
    pub(super) fn read_item_provenance(
        &mut self,
        own: &Own<'_, '_>,
        event: &ReadProvenance,
        world: &World,
    ) -> Provenance {
        self.check_reasons(own.allow);
        let at = match own.at {
            Some(field) => self.read_moment(field, world.zone),
            None => event.at,
        };
        let recorded_at = match own.recorded_at {
            Some(field) => self.read_moment(field, world.zone),
            None => event.recorded_at,
        };
        let sources = match own.sources {
            Some(_) => self.read_sources(own.sources, world),
            None => event.sources.clone(),
        };
        let credibility = self.read_credibility(own.credibility.as_ref());
        let found = ReadProvenance {
            at,
            recorded_at,
            is_recorded: own.recorded_at.is_some() || event.is_recorded,
            sources,
            credibility: credibility.unwrap_or(event.credibility),
        };
        if let Some(field) = own.recorded_at.as_ref().or(own.at.as_ref()) {
            self.known_after_it_began(field, &found, world);
        }
        found.into_provenance(world)
    }

    /// Refuses a record time before the item can have happened.
    fn known_after_it_began<T>(
        &mut self,
        field: &Spanned<T>,
        found: &ReadProvenance,
        world: &World,
    ) {
        let (Some(at), Some(known)) = (found.at, found.recorded_at) else {
            return;
        };
        // In another zone than the scenario's own, days and parts of days would be other windows.
        if world.is_zone_known && known.effective_at() < at.start() {
            let message = format!("known at {known}, before it happened at {at}");
            let problem = Problem::new_error("known-before", self.to_span(field), message);
            self.add_problem(problem.with_help(
                "'recorded_at' is when it could first be known; it cannot end before 'at' begins, and is the event's own unless the item has one",
            ));
        }
    }

    fn read_sources(&mut self, fields: &RawWords<'_, Name>, world: &World) -> Box<[SourceKey]> {
        fields
            .iter()
            .flatten()
            .filter_map(|field| {
                self.find_row(field, &world.sources, "source")
                    .and_then(SourceKey::new)
            })
            .collect()
    }

    fn read_credibility(&mut self, field: Option<&Spanned<Digit<6>>>) -> Option<Credibility> {
        self.read_digit(field, "credibility", CREDIBILITY_HELP, Credibility::parse)
    }

    /// Reads an urgency.
    pub(super) fn read_urgency(&mut self, field: Option<&Spanned<Digit<9>>>) -> Option<Urgency> {
        self.read_digit(field, "urgency", URGENCY_HELP, Urgency::parse)
    }

    /// Reads a digit of a scale, or explains what its digits mean.
    fn read_digit<T, const LAST: i64>(
        &mut self,
        field: Option<&Spanned<Digit<LAST>>>,
        name: &str,
        help: &'static str,
        parse: impl FnOnce(i64) -> Option<T>,
    ) -> Option<T> {
        let field = field?;
        let Digit(digit) = *field.get_ref();
        let value = parse(digit);
        if value.is_none() {
            let message = format!("'{name}' cannot be {digit}");
            let problem = Problem::new_error("bad-number", self.to_span(field), message);
            self.add_problem(problem.with_help(help));
        }
        value
    }

    pub(super) fn read_claim(
        &mut self,
        raw: &RawClaim<'_>,
        event: &ReadProvenance,
        world: &World,
    ) -> Option<Claim> {
        let place = self
            .find_row(&raw.place, &world.places, "place")
            .and_then(PlaceKey::new);
        let party = self
            .find_row(&raw.party, &world.parties, "party")
            .and_then(PartyKey::new);
        let provenance = self.read_item_provenance(&own!(raw), event, world);
        Some(Claim {
            status: self.maybe_word(&raw.status, "status").unwrap_or_default(),
            basis: self.maybe_word(&raw.basis, "basis").unwrap_or_default(),
            scope: self.maybe_line(&raw.scope, "scope"),
            alternative: self.maybe_line(&raw.alternative, "alternative"),
            note: Self::read_note(&raw.note),
            place: place?,
            party: party?,
            provenance,
        })
    }

    pub(super) fn read_statement(
        &mut self,
        raw: &RawStatement<'_>,
        event: &ReadProvenance,
        world: &World,
    ) -> Option<Statement> {
        let speaker = self
            .find_row(&raw.speaker, &world.persons, "person")
            .and_then(PersonKey::new);
        let provenance = self.read_item_provenance(&own!(raw), event, world);
        Some(Statement {
            says: self.read_line(&raw.says, "says"),
            likelihood: self.maybe_word(&raw.likelihood, "likelihood"),
            confidence: self.maybe_word(&raw.confidence, "confidence"),
            speaker: speaker?,
            provenance,
        })
    }

    pub(super) fn read_deadline(
        &mut self,
        raw: &Spanned<RawDeadline<'_>>,
        event: &ReadProvenance,
        world: &World,
    ) -> Option<Deadline> {
        let span = self.to_span(raw);
        let raw = raw.get_ref();
        let id = self.read_id(&raw.id);
        let outcome = raw.find_outcome();
        if raw.list_outcomes().count() > 1 {
            let message = "a deadline ends in one way only";
            let problem = Problem::new_error("shape", span, message);
            self.add_problem(
                problem.with_help("write one of dropped = true, met = true and missed = true"),
            );
        }
        let on = self.maybe_moment(&raw.on, world.zone);
        if raw.on.is_none() && outcome.is_none() {
            let problem = Problem::new_error("missing-key", span, "'on' is missing in a deadline");
            self.add_problem(problem.with_help(
                "write on = 2021-08-31, or how it ended: met = true, missed = true or dropped = true",
            ));
        }
        let label = self.maybe_line(&raw.label, "label");
        if label.is_none() && outcome.is_none() {
            let problem =
                Problem::new_error("missing-key", span, "'label' is missing in a deadline");
            self.add_problem(problem.with_help("write label = \"US withdrawal\""));
        }
        let provenance = self.read_item_provenance(&own!(raw), event, world);
        if outcome == Some(Outcome::Missed) && provenance.sources.is_empty() {
            let message = "nobody says that this deadline was missed";
            let problem = Problem::new_error("missing-key", span, message);
            self.add_problem(problem.with_help(
                "write sources = [\"...\"] in the event or here; without a word of it a deadline has only passed",
            ));
        }
        let id = id?;
        Some(Deadline {
            label: label.unwrap_or_else(|| Text::from_line(id.as_str())),
            short: self.maybe_line(&raw.short, "short"),
            id,
            on,
            outcome,
            provenance,
        })
    }
}
