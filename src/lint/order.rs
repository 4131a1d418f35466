//! Warns of claims and deadlines whose order is not clear.
//!
//! Called by `lint`. Ties and claims without effect are decided in `snapshot::sequence` and `snapshot::claims`; here
//! they are reported with advice.

use std::collections::BTreeSet;

use super::log::Log;
use crate::diagnostic::lints::{ORDER_UNCLEAR, TIE};
use crate::diagnostic::{Problem, Span};
use crate::model::claim::Claim;
use crate::model::id::EventKey;
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::snapshot::claims::{self, PlaceClaims};
use crate::snapshot::deadlines;
use crate::snapshot::precedence::Precedence;
use crate::snapshot::reference::{ClaimRef, DeadlineRef};
use crate::snapshot::sequence::Turn;

/// Warns of items that tie, and of claims that only the later end puts in order.
pub(super) fn check(log: &Log<'_>, warnings: &mut Vec<Problem>) {
    let scenario = log.scenario;
    let precedence = Precedence::at(scenario, &log.cursor);
    let counted = scenario.series.iter().flat_map(|series| &series.counts);
    let counted = counted.filter_map(|counts| counts.scope.as_deref());
    let usual = scenario.heading.control_scope.as_str();
    let scopes: BTreeSet<&str> = std::iter::once(usual).chain(counted).collect();
    for scope in scopes {
        for claims in claims::by_place(scenario, &log.cursor, Some(scope)) {
            ties(log, &claims, warnings);
            overlaps(log, &claims, &precedence, warnings);
        }
    }
    deadlines(log, warnings);
}

/// Two items of the log: the one that stands later in the files, and the other.
#[derive(Clone, Copy)]
struct Pair {
    event: EventKey,
    span: Span,
    other: EventKey,
    other_span: Span,
}

impl Pair {
    fn of((one, one_span): (EventKey, Span), (two, two_span): (EventKey, Span)) -> Self {
        let (event, span, other, other_span) = if one_span < two_span {
            (two, two_span, one, one_span)
        } else {
            (one, one_span, two, two_span)
        };
        Self {
            event,
            span,
            other,
            other_span,
        }
    }

    /// Returns advice on how to make clear which of the two came last.
    fn help(self, scenario: &Scenario) -> String {
        if self.event == self.other {
            return "give each an 'at' with its hour, or keep the one that holds".to_owned();
        }
        let other = &scenario.event(self.other).id;
        let event = &scenario.event(self.event).id;
        format!(
            "write the hour in 'at', or when each was first known in 'recorded_at', or after = \"{other}\" in '{event}' if that came last"
        )
    }
}

fn ties(log: &Log<'_>, claims: &PlaceClaims, warnings: &mut Vec<Problem>) {
    let scenario = log.scenario;
    for placed in &claims.turns {
        let Turn::Tied(tied) = &placed.turn else {
            continue;
        };
        let mut told = BTreeSet::new();
        let each = tied
            .iter()
            .filter(|one| told.insert(one.get(scenario).party));
        let each: Vec<ClaimRef> = each.copied().collect();
        let Some((first, others)) = each.split_first() else {
            continue;
        };
        for other in others {
            let spot = |claim: ClaimRef| (claim.event, log.claim(claim));
            let pair = Pair::of(spot(*first), spot(*other));
            let (one, two) = (first.get(scenario), other.get(scenario));
            let party = |claim: &Claim| &scenario.party(claim.party).name;
            let message = format!(
                "'{}' is given to {} and to {} at one moment ({}), and nothing says which came last",
                scenario.place(one.place).id,
                party(one),
                party(two),
                moments(&one.provenance.at, &two.provenance.at),
            );
            warnings.push(
                Problem::warning(&TIE, pair.span, message)
                    .help(pair.help(scenario))
                    .related(pair.other_span, "ties with this one"),
            );
        }
    }
}

/// Returns two moments that end together: once if they are written alike.
fn moments(one: &Moment, two: &Moment) -> String {
    let (one, two) = (one.to_string(), two.to_string());
    if one == two {
        one
    } else {
        format!("{one}, {two}")
    }
}

/// Warns of claims for different parties whose windows meet but end at different seconds.
fn overlaps(
    log: &Log<'_>,
    claims: &PlaceClaims,
    precedence: &Precedence,
    warnings: &mut Vec<Problem>,
) {
    let scenario = log.scenario;
    let taken = claims.turns.iter().filter_map(|placed| match placed.turn {
        Turn::Taken(claim) if claims::gives(claim.get(scenario)) => Some(claim),
        _ => None,
    });
    // The last claim, and the last one of another party than that.
    let (mut last, mut other): (Option<ClaimRef>, Option<ClaimRef>) = (None, None);
    for claim in taken {
        let its = claim.get(scenario);
        let is_of_another = |before: &ClaimRef| before.get(scenario).party != its.party;
        if last.as_ref().is_some_and(is_of_another) {
            other = last;
        }
        let before = other.filter(|before| {
            let (at, was) = (&its.provenance.at, &before.get(scenario).provenance.at);
            at.meets(was)
                && at.effect() != was.effect()
                && !precedence.follows(claim.event, before.event)
                && !precedence.follows(before.event, claim.event)
        });
        last = Some(claim);
        let Some(before) = before else { continue };
        let was = before.get(scenario);
        let party = |claim: &Claim| &scenario.party(claim.party).name;
        let message = format!(
            "'{}' goes to {} here ({}) only because that ends later than {}, when {} took it",
            scenario.place(its.place).id,
            party(its),
            its.provenance.at,
            was.provenance.at,
            party(was),
        );
        let help = if claim.event == before.event {
            "give each the hour in 'at'".to_owned()
        } else {
            let (id, earlier) = (
                &scenario.event(claim.event).id,
                &scenario.event(before.event).id,
            );
            format!("write the hour in 'at', or after = \"{earlier}\" in '{id}' if it came last")
        };
        warnings.push(
            Problem::warning(&ORDER_UNCLEAR, log.claim(claim), message)
                .help(help)
                .related(log.claim(before), "this one ends earlier"),
        );
    }
}

/// Warns of deadlines that two events set to different days at one moment.
fn deadlines(log: &Log<'_>, warnings: &mut Vec<Problem>) {
    let scenario = log.scenario;
    for (id, turns) in deadlines::turns(scenario, &log.cursor) {
        let tied = turns.iter().filter_map(|placed| match &placed.turn {
            Turn::Tied(words) => Some(words),
            _ => None,
        });
        for words in tied {
            let Some((first, others)) = words.split_first() else {
                continue;
            };
            let mut told = BTreeSet::from([first.get(scenario).on.map(|on| on.to_string())]);
            for other in others {
                let (one, two) = (first.get(scenario), other.get(scenario));
                let (Some(on), Some(or)) = (one.on, two.on) else {
                    continue;
                };
                if !told.insert(Some(or.to_string())) {
                    continue;
                }
                let spot = |word: DeadlineRef| (word.event, log.deadline(word));
                let pair = Pair::of(spot(*first), spot(*other));
                let message = format!(
                    "the deadline '{id}' is set to {on} and to {or} at one moment ({}), and nothing says which came last",
                    moments(&one.provenance.at, &two.provenance.at),
                );
                warnings.push(
                    Problem::warning(&TIE, pair.span, message)
                        .help(pair.help(scenario))
                        .related(pair.other_span, "ties with this one"),
                );
            }
        }
    }
}
