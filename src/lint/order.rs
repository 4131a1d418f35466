//! Warns of claims and deadlines whose order is not clear.
//!
//! Called by `lint`. Ties and claims without effect are decided in `snapshot::sequence` and `snapshot::claims`; here
//! they are reported with advice.

use std::collections::BTreeSet;

use super::log::LintLog;
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
use crate::snapshot::sequence::SequenceTurn;

/// Warns of items that tie, and of claims that only the later end puts in order.
pub(super) fn check_order(log: &LintLog<'_>, warnings: &mut Vec<Problem>) {
    let scenario = log.scenario;
    let precedence = Precedence::at(scenario, &log.cursor);
    let counted = scenario.series.iter().flat_map(|series| &series.counts);
    let counted = counted.filter_map(|counts| counts.scope.as_deref());
    let usual = scenario.heading.control_scope.as_str();
    let scopes: BTreeSet<&str> = std::iter::once(usual).chain(counted).collect();
    for scope in scopes {
        for claims in claims::by_place(scenario, &log.cursor, Some(scope)) {
            warn_of_ties(log, &claims, warnings);
            warn_of_overlaps(log, &claims, &precedence, warnings);
        }
    }
    warn_of_deadlines(log, warnings);
}

/// Two items of the log: the one that stands later in the files, and the other.
#[derive(Clone, Copy)]
struct ItemPair {
    event: EventKey,
    span: Span,
    other: EventKey,
    other_span: Span,
}

impl ItemPair {
    fn in_file_order((one, one_span): (EventKey, Span), (two, two_span): (EventKey, Span)) -> Self {
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
    fn advise_order(self, scenario: &Scenario) -> String {
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

fn warn_of_ties(log: &LintLog<'_>, claims: &PlaceClaims, warnings: &mut Vec<Problem>) {
    let scenario = log.scenario;
    for placed in &claims.turns {
        let SequenceTurn::Tied(tied) = &placed.turn else {
            continue;
        };
        let mut reported = BTreeSet::new();
        let each = tied
            .iter()
            .filter(|one| reported.insert(one.get(scenario).party));
        let each: Vec<ClaimRef> = each.copied().collect();
        let Some((first, others)) = each.split_first() else {
            continue;
        };
        for other in others {
            let position = |claim: ClaimRef| (claim.event, log.find_claim(claim));
            let pair = ItemPair::in_file_order(position(*first), position(*other));
            let (one, two) = (first.get(scenario), other.get(scenario));
            let party = |claim: &Claim| &scenario.party(claim.party).name;
            let message = format!(
                "'{}' is given to {} and to {} at one moment ({}), and nothing says which came last",
                scenario.place(one.place).id,
                party(one),
                party(two),
                word_moments(&one.provenance.at, &two.provenance.at),
            );
            warnings.push(
                Problem::new_warning(&TIE, pair.span, message)
                    .with_help(pair.advise_order(scenario))
                    .with_related(pair.other_span, "ties with this one"),
            );
        }
    }
}

/// Returns two moments that end together: once if they are written alike.
fn word_moments(one: &Moment, two: &Moment) -> String {
    let (one, two) = (one.to_string(), two.to_string());
    if one == two {
        one
    } else {
        format!("{one}, {two}")
    }
}

/// Warns of claims for different parties whose windows meet but end at different seconds.
fn warn_of_overlaps(
    log: &LintLog<'_>,
    claims: &PlaceClaims,
    precedence: &Precedence,
    warnings: &mut Vec<Problem>,
) {
    let scenario = log.scenario;
    let taken = claims.turns.iter().filter_map(|placed| match placed.turn {
        SequenceTurn::Taken(claim) if claims::gives_place(claim.get(scenario)) => Some(claim),
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
            at.overlaps_with(was)
                && at.effective_at() != was.effective_at()
                && !precedence.follows_event(claim.event, before.event)
                && !precedence.follows_event(before.event, claim.event)
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
            Problem::new_warning(&ORDER_UNCLEAR, log.find_claim(claim), message)
                .with_help(help)
                .with_related(log.find_claim(before), "this one ends earlier"),
        );
    }
}

/// Warns of deadlines that two events set to different days at one moment.
fn warn_of_deadlines(log: &LintLog<'_>, warnings: &mut Vec<Problem>) {
    let scenario = log.scenario;
    for (id, turns) in deadlines::turns_by_id(scenario, &log.cursor) {
        let tied = turns.iter().filter_map(|placed| match &placed.turn {
            SequenceTurn::Tied(words) => Some(words),
            _ => None,
        });
        for words in tied {
            let Some((first, others)) = words.split_first() else {
                continue;
            };
            let mut reported = BTreeSet::from([first.get(scenario).on.map(|on| on.to_string())]);
            for other in others {
                let (one, two) = (first.get(scenario), other.get(scenario));
                let (Some(on), Some(or)) = (one.on, two.on) else {
                    continue;
                };
                if !reported.insert(Some(or.to_string())) {
                    continue;
                }
                let position = |word: DeadlineRef| (word.event, log.find_deadline(word));
                let pair = ItemPair::in_file_order(position(*first), position(*other));
                let message = format!(
                    "the deadline '{id}' is set to {on} and to {or} at one moment ({}), and nothing says which came last",
                    word_moments(&one.provenance.at, &two.provenance.at),
                );
                warnings.push(
                    Problem::new_warning(&TIE, pair.span, message)
                        .with_help(pair.advise_order(scenario))
                        .with_related(pair.other_span, "ties with this one"),
                );
            }
        }
    }
}
