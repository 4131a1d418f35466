//! The steps of a briefing in sentences, each with what it rests on: what is said aloud in front of people.
//!
//! Small rules from the facts and in the scenario's own words; no sentence says more than the log. Changes of places
//! of which the same is said share one. Presenting draws these, plain mode says them.

use super::figure_sentences::{spoken_time, word_figure_change, word_stated_totals};
use crate::facts::change::{word_further_change, word_opening};
use crate::facts::correction::word_correction;
use crate::facts::moment::{MomentForm, word_moment};
use crate::facts::place::{basis_word, name_place, party_name, word_tie};
use crate::facts::{add_full_stop, deadline};
use crate::model::claim::{Basis, Provenance};
use crate::model::id::{EventKey, PartyKey};
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::BriefingStep;
use crate::snapshot::control::Control;
use crate::snapshot::deadlines::DeadlineState;
use crate::snapshot::ledger::{PlaceChange, PlaceNews, PlaceWhat, Why};

/// The attribution of a sentence: the source behind it, and how strong it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest<'s> {
    /// The one of several subjects of the sentence that it stands behind; empty where it stands behind the whole
    /// sentence.
    pub of: String,
    /// The basis, where that is weaker than a report.
    pub basis: Option<Basis>,
    /// On whose word.
    pub provenance: &'s Provenance,
}

impl Rest<'_> {
    /// Returns the attribution in a few words: `Lashkar Gah AP B1`, `Bamyan Wikipedia C4 (assessed)`.
    pub fn word_briefly(&self, snapshot: &Snapshot<'_>) -> String {
        let scenario = snapshot.scenario;
        let gap = if self.of.is_empty() { "" } else { " " };
        let name = scenario.first_source(self.provenance, &snapshot.cursor);
        let name = name.map_or("no source".into(), |source| {
            source.short_name().bidi_terminated()
        });
        let grade = scenario.grade_item(self.provenance, &snapshot.cursor);
        let basis = self
            .basis
            .map_or_else(String::new, |basis| format!(" ({})", basis_word(basis)));
        format!("{}{gap}{name} {grade}{basis}", self.of)
    }
}

/// A sentence with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence<'s> {
    /// The sentence.
    pub text: String,
    /// The attributions of the sentence, in its order.
    pub attributions: Vec<Rest<'s>>,
    /// True if the sentence is about places: such sentences stay on screen while others are read out.
    pub is_of_places: bool,
}

/// Steps in sentences, one after the other.
pub fn word_steps<'s>(snapshot: &Snapshot<'s>, steps: &[BriefingStep]) -> Vec<Sentence<'s>> {
    let phrase = |news: &PlaceNews| word_place_news(snapshot, news);
    let mut spoken = Vec::new();
    let mut rest = steps;
    while let Some((first, others)) = rest.split_first() {
        let BriefingStep::Place(news) = first else {
            spoken.push(word_other_step(snapshot, first));
            rest = others;
            continue;
        };
        let saying = phrase(news);
        let is_same = |step: &&BriefingStep| matches!(step, BriefingStep::Place(news) if phrase(news) == saying);
        let count = 1 + others.iter().take_while(is_same).count();
        let (same, others) = rest.split_at(count.min(rest.len()));
        spoken.push(of_places(snapshot, &saying, same));
        rest = others;
    }
    spoken
}

/// A step in a sentence of its own.
pub fn word_step<'s>(snapshot: &Snapshot<'s>, step: &BriefingStep) -> Option<Sentence<'s>> {
    word_steps(snapshot, std::slice::from_ref(step)).pop()
}

/// Words in a row: `A, B and C`.
pub fn join_with_and(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// The words about places that stand around their names.
#[derive(PartialEq, Eq)]
struct Saying {
    before: String,
    of_one: String,
    of_several: String,
}

impl Saying {
    fn new(of_one: impl Into<String>, of_several: impl Into<String>) -> Self {
        Self {
            before: String::new(),
            of_one: of_one.into(),
            of_several: of_several.into(),
        }
    }

    fn from_predicate(what: &str) -> Self {
        Self::new(format!("is {what}"), format!("are {what}"))
    }
}

/// Returns what is said of a place: every change of hands in order, then what stands beside its holder.
fn word_place_news(snapshot: &Snapshot<'_>, news: &PlaceNews) -> Saying {
    let scenario = snapshot.scenario;
    let is_flip = |change: &&PlaceChange| change.differs;
    let are_several = news.changes_of_hands().filter(is_flip).count() > 1;
    let mut of_one: Vec<String> = Vec::new();
    let mut of_several: Vec<String> = Vec::new();
    let mut is_tie_mentioned = false;
    for change in &news.changes {
        // Reports that tie are told together.
        if matches!(change.what, PlaceWhat::Tied(_))
            && std::mem::replace(&mut is_tie_mentioned, true)
        {
            continue;
        }
        let saying = place_change(snapshot, change);
        let mut behind = String::new();
        let is_late = change.why != Why::Happened;
        if (are_several || is_late) && change.is_of_hands() && change.differs {
            if word_further_change(news, change) == Some("then again") {
                behind.push_str(" again");
            }
            // A word that went does not say when what stands instead took place.
            let claim = change.claim.map(|claim| claim.get(scenario));
            let its = claim.filter(|claim| change.gives_it_to(claim.party));
            let at = its.map(|claim| claim.provenance.at);
            let at = at.filter(|at| are_several || at.day_in(scenario.zone()) != snapshot.day);
            if let Some(time) = at.and_then(|at| time_of_flip(snapshot, &at)) {
                behind = format!("{behind} {time}");
            }
        }
        of_one.push(saying.of_one + &behind);
        of_several.push(saying.of_several + &behind);
    }
    let joined = |phrase: &[String]| {
        let phrase: Vec<&str> = phrase.iter().map(String::as_str).collect();
        join_with_and(&phrase)
    };
    let claim = news.supporting_claims().next();
    let provenance = claim.map(|claim| &claim.get(scenario).provenance);
    Saying {
        before: word_opening(scenario, news.why, provenance),
        of_one: joined(&of_one),
        of_several: joined(&of_several),
    }
}

/// Returns when a place changed hands, for who hears of several changes: `at 12:00`, `on 12 August`.
fn time_of_flip(snapshot: &Snapshot<'_>, at: &Moment) -> Option<String> {
    if at.day_in(snapshot.scenario.zone()) == snapshot.day {
        return spoken_time(at, snapshot);
    }
    let when = word_moment(at, snapshot, MomentForm::Sentence);
    Some(format!("on {when}"))
}

/// Returns what is said of one change of a place.
fn place_change(snapshot: &Snapshot<'_>, change: &PlaceChange) -> Saying {
    let scenario = snapshot.scenario;
    let name = |party: PartyKey| scenario.party(party).name.as_str();
    // Where two parties face each other, it is clear by whom.
    let clear = |prefix: &str, party: PartyKey| match snapshot.leading_parties().len() {
        ..=2 => String::new(),
        _ => format!(" {prefix} {}", name(party)),
    };
    let state = snapshot.place_state(change.place);
    match change.what {
        PlaceWhat::Holder(..) if !change.differs => {
            Saying::from_predicate(&held_since(snapshot, change))
        }
        PlaceWhat::Holder(_, Some(to)) if scenario.place(change.place).holder == Some(to) => {
            let to = name(to);
            Saying::new(format!("goes back to {to}"), format!("go back to {to}"))
        }
        PlaceWhat::Holder(Some(_), Some(to)) => {
            let to = clear("to", to);
            Saying::new(format!("falls{to}"), format!("fall{to}"))
        }
        PlaceWhat::Holder(None, Some(to)) => {
            Saying::from_predicate(&format!("held by {}", name(to)))
        }
        PlaceWhat::Holder(_, None) => Saying::from_predicate("held by nobody known"),
        PlaceWhat::Control(_, Control::Contested) => {
            let rivals = state
                .map(|state| state.rivals.as_slice())
                .unwrap_or_default();
            let rivals: Vec<&str> = rivals.iter().map(|rival| name(rival.party)).collect();
            let word = Control::Contested.to_word();
            Saying::from_predicate(&format!(
                "{word} by {}{}",
                join_with_and(&rivals),
                word_bare_claim(scenario, change)
            ))
        }
        PlaceWhat::Control(_, Control::Claimed) => {
            let mark = state.and_then(|state| state.mark).map(|mark| mark.party);
            let word = Control::Claimed.to_word();
            Saying::from_predicate(&format!("{word} by {}", party_name(scenario, mark)))
        }
        PlaceWhat::Control(from, _) => {
            Saying::from_predicate(&format!("no longer {}", from.to_word()))
        }
        PlaceWhat::Pressure(_, Some((kind, by))) => {
            Saying::from_predicate(&format!("{}{}", kind.to_word(), clear("by", by)))
        }
        PlaceWhat::Pressure(from, None) => {
            let was = from.map_or("pressed", |(kind, _)| kind.to_word());
            Saying::from_predicate(&format!("no longer {was}"))
        }
        PlaceWhat::Tied(_) => {
            let tie = state.and_then(|state| word_tie(snapshot, state));
            Saying::from_predicate(&tie.unwrap_or_default())
        }
    }
}

/// `held by Taliban since Thu 12 Aug, late evening`
fn held_since(snapshot: &Snapshot<'_>, change: &PlaceChange) -> String {
    let scenario = snapshot.scenario;
    let state = snapshot.place_state(change.place);
    let is_still = state.is_some_and(|state| state.since == change.claim);
    let holder = match change.what {
        PlaceWhat::Holder(_, to) => to,
        _ => state.and_then(|state| state.holder),
    };
    let at = change.claim.map(|claim| claim.get(scenario).provenance.at);
    let since = at.map_or_else(String::new, |at| {
        format!(
            " since {}",
            word_moment(&at, snapshot, MomentForm::Sentence)
        )
    });
    // What was overtaken by an earlier word is told as what it was.
    let overtaken = if is_still {
        ""
    } else {
        ", before it changed hands again"
    };
    format!("held by {}{since}{overtaken}", party_name(scenario, holder))
}

/// The word behind what a party only says of itself.
fn word_bare_claim(scenario: &Scenario, change: &PlaceChange) -> &'static str {
    let basis = change.claim.map(|claim| claim.get(scenario).basis);
    if basis == Some(Basis::Claimed) {
        ", claimed"
    } else {
        ""
    }
}

/// The sentence on places of which the same is said.
fn of_places<'s>(snapshot: &Snapshot<'s>, saying: &Saying, steps: &[BriefingStep]) -> Sentence<'s> {
    let scenario = snapshot.scenario;
    let mut names = Vec::new();
    let mut attributions = Vec::new();
    for step in steps {
        let BriefingStep::Place(news) = step else {
            continue;
        };
        let name = name_place(scenario, news.place);
        names.push(name);
        for claim in news.supporting_claims() {
            let claim = claim.get(scenario);
            let rest = Rest {
                of: name.to_owned(),
                basis: Some(claim.basis).filter(|basis| *basis < Basis::Reported),
                provenance: &claim.provenance,
            };
            // One source that stands for several changes of a place is named once.
            let phrase = rest.word_briefly(snapshot);
            if !attributions
                .iter()
                .any(|other: &Rest<'_>| other.word_briefly(snapshot) == phrase)
            {
                attributions.push(rest);
            }
        }
    }
    let verb = if names.len() == 1 {
        &saying.of_one
    } else {
        &saying.of_several
    };
    Sentence {
        text: add_full_stop(&format!(
            "{}{} {verb}",
            saying.before,
            join_with_and(&names)
        )),
        attributions,
        is_of_places: true,
    }
}

/// The sentence on anything but a place.
fn word_other_step<'s>(snapshot: &Snapshot<'s>, step: &BriefingStep) -> Sentence<'s> {
    let scenario = snapshot.scenario;
    let (text, attributions) = match step {
        BriefingStep::Place(_) => (String::new(), Vec::new()),
        BriefingStep::Figure(change) => word_figure_change(snapshot, change),
        BriefingStep::Stated(all) => word_stated_totals(snapshot, all),
        BriefingStep::Moved(change) => {
            let text = deadline::change_sentence(scenario, change, snapshot.day);
            let text = text.unwrap_or_default();
            let word = change
                .after
                .map(|state| &state.last_word(scenario).provenance);
            let words = change.after.iter().flat_map(DeadlineState::words);
            (
                format!("{}{text}", word_opening(scenario, change.why, word)),
                words.map(|word| &word.get(scenario).provenance).collect(),
            )
        }
        BriefingStep::Ahead(state) => (
            deadline::word_deadline(snapshot, state),
            state
                .words()
                .map(|word| &word.get(scenario).provenance)
                .collect(),
        ),
        BriefingStep::Event(change) => (
            word_headline(snapshot, change.event, change.why),
            vec![&scenario.event(change.event).provenance],
        ),
    };
    let rest = |provenance| Rest {
        of: String::new(),
        basis: None,
        provenance,
    };
    Sentence {
        text: add_full_stop(&text),
        attributions: attributions.into_iter().map(rest).collect(),
        is_of_places: false,
    }
}

/// A headline, with what it corrects.
fn word_headline(snapshot: &Snapshot<'_>, key: EventKey, why: Why) -> String {
    let scenario = snapshot.scenario;
    let headline = &scenario.event(key).headline;
    match word_correction(scenario, &snapshot.cursor, key) {
        Some(correction) => format!("{} {correction}", add_full_stop(headline)),
        None if why == Why::Learnt => {
            let provenance = &scenario.event(key).provenance;
            format!(
                "{}{headline}",
                word_opening(scenario, why, Some(provenance))
            )
        }
        None => headline.to_string(),
    }
}
