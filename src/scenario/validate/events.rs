//! One event of the log, on its own: its fields, and the items that inherit from it.
//!
//! `load` calls [`draft`] for each event, on as many threads as there are. What concerns several
//! events (ids used twice, what corrects what) waits until `log::assemble` has all drafts.

use super::{Check, World};
use crate::diagnostic::{Problem, Span};
use crate::model::claim::Provenance;
use crate::model::event::{Correction, CorrectionKind, Desk, Event, PubStatus};
use crate::model::id::{EventKey, Id, KindKey, PlaceKey};
use crate::scenario::parse::Row;
use crate::scenario::raw::{RawCorrects, RawEvent};
use crate::text::Text;

/// An event whose references to other events are still ids.
pub(in crate::scenario) struct Draft {
    pub(in crate::scenario) event: Event,
    /// Where its id stands.
    pub(in crate::scenario) span: Span,
    /// What it corrects, by id.
    pub(in crate::scenario) corrects: Option<Box<Target>>,
}

/// The event that a draft corrects.
pub(in crate::scenario) struct Target {
    /// Its id, as typed.
    pub(in crate::scenario) id: Box<str>,
    /// Where it is named.
    pub(in crate::scenario) span: Span,
}

/// Validates one event; `None` if it cannot be drafted, with the reasons among the problems.
pub(in crate::scenario) fn draft(
    row: &Row<RawEvent<'_>>,
    world: &World,
    problems: &mut Vec<Problem>,
) -> Option<Draft> {
    let mut check = Check {
        origin: row.origin,
        problems,
    };
    let raw = row.raw.get_ref();
    let id = check.id(&raw.id);
    let span = check.span(&raw.id);
    let at = check.moment(&raw.at, world.zone);
    let recorded_at = check.maybe_moment(&raw.recorded_at, world.zone);
    let kind = raw
        .kind
        .as_ref()
        .and_then(|kind| check.row(kind, &world.kinds, "kind"))
        .and_then(KindKey::new);
    let headline = check.line(&raw.headline, "headline");
    let body = check.note(&raw.body);
    let places = raw.places.iter().flatten();
    let places = places
        .filter_map(|place| {
            check
                .row(place, &world.places, "place")
                .and_then(PlaceKey::new)
        })
        .collect();
    let sources = check.sources(&raw.sources, world);
    let credibility = raw
        .credibility
        .as_ref()
        .and_then(|field| check.credibility(field))
        .unwrap_or_default();
    // Items are looked at even where the event's own moment is wrong; what they inherit does not matter then.
    let at_or_else = at.unwrap_or_else(|| {
        crate::model::moment::Moment::day(chrono::NaiveDate::default(), world.zone)
    });
    let recorded_at = if raw.recorded_at.is_some() {
        recorded_at
    } else {
        Some(at_or_else)
    };
    let provenance = Provenance {
        at: at_or_else,
        recorded_at: recorded_at.unwrap_or(at_or_else),
        sources,
        credibility,
    };
    if let (Some(field), Some(_)) = (&raw.recorded_at, at) {
        check.known_after_it_began(field, &provenance);
    }
    let claims = raw.claims.iter().flatten();
    let claims = claims
        .filter_map(|claim| check.claim(claim.get_ref(), &provenance, world))
        .collect();
    let figures = raw.figures.iter().flatten();
    let figures = figures
        .filter_map(|figure| check.figure(figure, &provenance, world))
        .collect();
    let (desk, corrects) = check.desk(raw, &provenance, world);
    let event = Event {
        id: id?,
        kind,
        headline,
        body,
        places,
        claims,
        figures,
        provenance,
        desk,
    };
    at.and(recorded_at).map(|_| Draft {
        event,
        span,
        corrects,
    })
}

impl Check<'_> {
    fn desk(
        &mut self,
        raw: &RawEvent<'_>,
        event: &Provenance,
        world: &World,
    ) -> (Option<Box<Desk>>, Option<Box<Target>>) {
        let correction = raw
            .corrects
            .as_ref()
            .and_then(|corrects| self.correction(corrects.get_ref(), raw));
        let (corrects, target) = correction.unzip();
        let statements = raw.statements.iter().flatten();
        let deadlines = raw.deadlines.iter().flatten();
        let desk = Desk {
            corrects,
            embargoed_until: self.maybe_moment(&raw.embargoed_until, world.zone),
            note: self.note(&raw.note),
            editor_note: self.note(&raw.editor_note),
            pub_status: self
                .maybe_word(&raw.pub_status, &PubStatus::WORDS, "pub_status")
                .unwrap_or_default(),
            tags: self.lines(&raw.tags, "tags"),
            statements: statements
                .filter_map(|raw| self.statement(raw.get_ref(), event, world))
                .collect(),
            deadlines: deadlines
                .filter_map(|raw| self.deadline(raw, event, world))
                .collect(),
        };
        let desk = (desk != Desk::default()).then(|| Box::new(desk));
        (desk, target.map(Box::new))
    }

    /// What an event corrects; the key of the other event is a stand-in until the log is assembled.
    fn correction(
        &mut self,
        raw: &RawCorrects<'_>,
        event: &RawEvent<'_>,
    ) -> Option<(Correction, Target)> {
        let kind = self.word(&raw.kind, &CorrectionKind::WORDS, "kind");
        let reason: Option<Text> = self.maybe_line(&raw.reason, "reason");
        let id = self.id(&raw.event);
        let span = self.span(&raw.event);
        let carries = event.claims.as_ref().is_some_and(|items| !items.is_empty())
            || event
                .figures
                .as_ref()
                .is_some_and(|items| !items.is_empty())
            || event
                .statements
                .as_ref()
                .is_some_and(|items| !items.is_empty())
            || event
                .deadlines
                .as_ref()
                .is_some_and(|items| !items.is_empty());
        if kind == Some(CorrectionKind::Withdrawn) && carries {
            let problem = Problem::error(
                "withdrawn-items",
                self.span(&raw.kind),
                "an event that withdraws another carries no items",
            );
            self.report(problem.help("move the claims, figures, statements and deadlines to an event of their own, or write corrected"));
        }
        let target = Target {
            id: id.as_ref().map(Id::as_str)?.into(),
            span,
        };
        Some((
            Correction {
                event: EventKey::new(0)?,
                kind: kind?,
                reason,
            },
            target,
        ))
    }
}
