//! What is folded for who presents: the steps of the cursor, what the room sees while it is held, what comes next.
//!
//! `Shown` makes one while the interface presents. What the room sees is always public.

use crate::app::present::Presentation;
use crate::app::state::App;
use crate::model::cursor::Cursor;
use crate::model::scenario::Scenario;
use crate::snapshot::briefing::{self, Briefing, BriefingStep};
use crate::snapshot::{self, Snapshot};

/// A snapshot with what there is to say of it.
#[derive(Clone, Debug)]
pub struct Folded<'s> {
    /// The facts.
    pub snapshot: Snapshot<'s>,
    /// What there is to say.
    pub briefing: Briefing,
}

/// What is folded for who presents.
#[derive(Clone, Debug)]
pub struct Presented<'s> {
    /// What there is to say at the cursor.
    pub briefing: Briefing,
    /// What the room sees while it is held, and how many steps of it are told.
    pub held: Option<(Box<Folded<'s>>, usize)>,
    /// The next day, where nothing is left to say of this one and somebody reads notes.
    pub next: Option<Box<Folded<'s>>>,
}

impl<'s> Presented<'s> {
    /// Folds what presenting needs beside a snapshot of the cursor.
    pub(super) fn fold_presented(app: &App, snapshot: &Snapshot<'s>) -> Option<Box<Self>> {
        let present = app.present.as_ref()?;
        let scenario = snapshot.scenario;
        let briefing = briefing::at(snapshot);
        let spoken = present.count_spoken(&app.cursor, &briefing);
        let held = present.held.map(|held| {
            let folded = fold_at(scenario, held.cursor);
            let spoken = held.spoken.min(folded.briefing.steps.len());
            (folded, spoken)
        });
        Some(Box::new(Self {
            next: next(present, snapshot, briefing.steps.len() - spoken),
            briefing,
            held,
        }))
    }
}

impl<'s> Presented<'s> {
    /// What the next step leads to, seen from a snapshot of the cursor: on which day, and what it says there first.
    pub fn next_step<'p>(
        &'p self,
        here: &'p Snapshot<'s>,
        spoken: usize,
    ) -> Option<(&'p Snapshot<'s>, Option<&'p BriefingStep>)> {
        if let Some(step) = self.briefing.steps.get(spoken) {
            return Some((here, Some(step)));
        }
        let next = self.next.as_deref()?;
        Some((&next.snapshot, next.briefing.steps.first()))
    }
}

/// The next day, where it comes next.
fn next<'s>(
    present: &Presentation,
    snapshot: &Snapshot<'s>,
    left: usize,
) -> Option<Box<Folded<'s>>> {
    if !present.has_notes || left > 0 {
        return None;
    }
    let as_of = briefing::day_after(snapshot.scenario, &snapshot.cursor)?;
    let cursor = Cursor {
        as_of,
        ..snapshot.cursor
    };
    Some(fold_at(snapshot.scenario, cursor))
}

fn fold_at(scenario: &Scenario, cursor: Cursor) -> Box<Folded<'_>> {
    let snapshot = snapshot::at(scenario, cursor);
    Box::new(Folded {
        briefing: briefing::at(&snapshot),
        snapshot,
    })
}
