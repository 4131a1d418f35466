//! Validates one event of the log by itself: its fields, and the items that inherit from it.
//!
//! `load` calls it for each event, on as many threads as there are. Checks across events (duplicate ids, corrections)
//! wait until `log` has all drafts.

use toml::Spanned;

use super::items::ReadProvenance;
use super::{FieldChecker, World};
use crate::diagnostic::{Problem, Span};
use crate::model::event::{Correction, CorrectionKind, DeskFields, Event};
use crate::model::id::{EventKey, Id, KindKey, PlaceKey};
use crate::scenario::lint::Spots;
use crate::scenario::names::put_right;
use crate::scenario::parse::{Lost, ParsedRow};
use crate::scenario::raw::{RawCorrects, RawEvent};
use crate::text::Text;

/// An event whose references to other events are still ids.
pub(in crate::scenario) struct EventDraft {
    pub(in crate::scenario) event: Event,
    /// The place of its id.
    pub(in crate::scenario) span: Span,
    /// The fields that few drafts have; boxed, since there may be a million drafts.
    pub(in crate::scenario) rare: Option<Box<Rare>>,
    /// True if no error was found in it.
    pub(in crate::scenario) is_sound: bool,
}

/// The fields that few drafts have.
#[derive(Default)]
pub(in crate::scenario) struct Rare {
    /// The event that it corrects.
    pub(in crate::scenario) corrects: Option<DraftTarget>,
    /// The event that had happened before it.
    pub(in crate::scenario) after: Option<DraftTarget>,
    /// The deadlines that it ends.
    pub(in crate::scenario) ends: Box<[DraftTarget]>,
    /// The places of its items, for the lints.
    pub(in crate::scenario) spots: Option<Box<Spots>>,
}

impl Rare {
    /// Makes the fields from references to other events; `None` if there are none.
    fn from_targets(
        corrects: Option<DraftTarget>,
        after: Option<DraftTarget>,
        ends: Box<[DraftTarget]>,
    ) -> Option<Box<Self>> {
        let is_there = corrects.is_some() || after.is_some() || !ends.is_empty();
        is_there.then(|| {
            Box::new(Self {
                corrects,
                after,
                ends,
                spots: None,
            })
        })
    }
}

impl EventDraft {
    /// Returns the event that it corrects.
    pub(in crate::scenario) fn corrected_event(&self) -> Option<&DraftTarget> {
        self.rare.as_ref()?.corrects.as_ref()
    }

    /// Returns the event that had happened before it.
    pub(in crate::scenario) fn earlier_event(&self) -> Option<&DraftTarget> {
        self.rare.as_ref()?.after.as_ref()
    }

    /// Returns the deadlines that it ends.
    pub(in crate::scenario) fn ended_deadlines(&self) -> &[DraftTarget] {
        self.rare.as_ref().map_or(&[], |rare| &rare.ends)
    }
}

/// A reference from a draft to another event or to a deadline.
pub(in crate::scenario) struct DraftTarget {
    /// The id, as typed.
    pub(in crate::scenario) id: Box<str>,
    /// The place of the reference.
    pub(in crate::scenario) span: Span,
}

/// Validates one event; `None` if it has no id by which others could name it.
///
/// A draft with problems is as good as any: once there is a problem there will be no scenario, but
/// what other events say of this one can still be judged.
pub(in crate::scenario) fn draft_event(
    row: &ParsedRow<RawEvent<'_>>,
    world: &World,
    lost: &mut Lost,
    problems: &mut Vec<Problem>,
) -> Option<EventDraft> {
    let before = problems.len();
    let mut check = FieldChecker {
        origin: row.origin,
        problems,
    };
    let raw = row.raw.get_ref();
    check.check_reasons(&raw.allow);
    let id = check.read_id(&raw.id);
    if id.is_none() {
        for name in [raw.id.get_ref(), put_right(raw.id.get_ref()).as_str()] {
            lost.add_table("event", Some((name, None)));
        }
    }
    let span = check.to_span(&raw.id);
    let found = check.read_event_provenance(raw, world);
    let kind = raw.kind.as_ref();
    let kind = kind
        .and_then(|kind| check.find_row(kind, &world.kinds, "kind"))
        .and_then(KindKey::new);
    let headline = check.read_line(&raw.headline, "headline");
    let body = FieldChecker::read_note(&raw.body);
    let places = raw.places.iter().flatten();
    let places = places
        .filter_map(|place| check.find_row(place, &world.places, "place"))
        .filter_map(PlaceKey::new)
        .collect();
    let claims = raw.claims.iter().flatten();
    let claims = claims
        .filter_map(|claim| check.read_claim(claim.get_ref(), &found, world))
        .collect();
    let figures = raw.figures.iter().flatten();
    let figures = figures
        .filter_map(|figure| check.read_figure(figure, &found, world))
        .collect();
    let (desk, corrects) = check.read_desk_fields(raw, &found, world);
    let after = raw.after.as_ref().map(|after| DraftTarget {
        id: (&**after.get_ref()).into(),
        span: check.to_span(after),
    });
    let ends = check.read_ends(raw);
    let event = Event {
        id: id?,
        kind,
        headline,
        body,
        places,
        claims,
        figures,
        provenance: found.into_provenance(world),
        desk,
    };
    Some(EventDraft {
        event,
        span,
        rare: Rare::from_targets(corrects, after, ends),
        is_sound: problems.len() == before,
    })
}

impl FieldChecker<'_> {
    fn read_desk_fields(
        &mut self,
        raw: &RawEvent<'_>,
        event: &ReadProvenance,
        world: &World,
    ) -> (Option<Box<DeskFields>>, Option<DraftTarget>) {
        let correction = raw
            .corrects
            .as_ref()
            .and_then(|corrects| self.read_correction(corrects.get_ref(), raw));
        let (corrects, target) = correction.unzip();
        let statements = raw.statements.iter().flatten();
        let deadlines = raw.deadlines.iter().flatten();
        let figures = raw.figures.iter().flatten();
        let desk = DeskFields {
            corrects,
            after: raw.after.as_ref().and_then(|_| EventKey::new(0)),
            embargoed_until: self.maybe_moment(&raw.embargoed_until, world.zone),
            note: Self::read_note(&raw.note),
            editor_note: Self::read_note(&raw.editor_note),
            pub_status: self
                .maybe_word(&raw.pub_status, "pub_status")
                .unwrap_or_default(),
            urgency: self.read_urgency(raw.urgency.as_ref()),
            tags: self.read_lines(&raw.tags, "tags"),
            statements: statements
                .filter_map(|raw| self.read_statement(raw.get_ref(), event, world))
                .collect(),
            deadlines: deadlines
                .filter_map(|raw| self.read_deadline(raw, event, world))
                .collect(),
            ends: figures
                .filter_map(|raw| self.series_end(raw.get_ref(), event, world))
                .collect(),
        };
        let desk = (desk != DeskFields::default()).then(|| Box::new(desk));
        (desk, target)
    }

    /// Returns the deadlines that an event ends, as far as their ids are valid.
    fn read_ends(&self, raw: &RawEvent<'_>) -> Box<[DraftTarget]> {
        let deadlines = raw.deadlines.iter().flatten().map(Spanned::get_ref);
        deadlines
            .filter(|deadline| deadline.find_outcome().is_some())
            .filter_map(|deadline| {
                let id = Id::parse(deadline.id.get_ref())?;
                Some(DraftTarget {
                    id: id.as_str().into(),
                    span: self.to_span(&deadline.id),
                })
            })
            .collect()
    }

    /// Reads a correction; the key of the other event is a placeholder until the log is assembled.
    fn read_correction(
        &mut self,
        raw: &RawCorrects<'_>,
        event: &RawEvent<'_>,
    ) -> Option<(Correction, DraftTarget)> {
        let kind = self.read_word(&raw.kind, "kind");
        let reason: Option<Text> = self.maybe_line(&raw.reason, "reason");
        let span = self.to_span(&raw.event);
        let items = [
            event.claims.as_ref().map_or(0, Vec::len),
            event.figures.as_ref().map_or(0, Vec::len),
            event.statements.as_ref().map_or(0, Vec::len),
            event.deadlines.as_ref().map_or(0, Vec::len),
        ];
        let carries = items.into_iter().any(|count| count > 0);
        if kind == Some(CorrectionKind::Withdrawn) && carries {
            let problem = Problem::new_error(
                "withdrawn-items",
                self.to_span(&raw.kind),
                "an event that withdraws another carries no items",
            );
            self.add_problem(problem.with_help("move the claims, figures, statements and deadlines to an event of their own, or write corrected"));
        }
        let target = DraftTarget {
            id: (&**raw.event.get_ref()).into(),
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
