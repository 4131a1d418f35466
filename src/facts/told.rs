//! The steps of a briefing in sentences, each with what it rests on: what is said aloud in front of people.
//!
//! Small rules from the facts and in the scenario's own words; no sentence says more than the log. Changes of places
//! of which the same is said share one. Presenting draws these, plain mode says them.

use crate::facts::change::{further, late_word};
use crate::facts::correction::corrects;
use crate::facts::moment::{MomentForm, word_moment};
use crate::facts::place::{basis_word, party_name, spoken};
use crate::facts::reading::{amount, in_force, others, trend};
use crate::facts::{Style, deadline, number, stopped, verdict};
use crate::model::claim::{Basis, Provenance};
use crate::model::id::{EventKey, PartyKey};
use crate::model::moment::{Moment, Part, Precision};
use crate::model::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::snapshot::briefing::Step;
use crate::snapshot::control::{Control, PressureKind};
use crate::snapshot::ledger::{FigureChange, PlaceChange, PlaceNews, PlaceWhat, Why};
use crate::snapshot::reference::FigureRef;
use crate::snapshot::stated::Stated;

/// What a sentence rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest<'s> {
    /// Which of several things that are said; empty where it is all of the sentence.
    pub of: String,
    /// The basis, where that is weaker than a report.
    pub basis: Option<Basis>,
    /// On whose word.
    pub provenance: &'s Provenance,
}

impl Rest<'_> {
    /// What it rests on in few words: `Lashkar Gah AP B1`, `Bamyan Wikipedia C4 (assessed)`.
    pub fn short(&self, snapshot: &Snapshot<'_>) -> String {
        let scenario = snapshot.scenario;
        let gap = if self.of.is_empty() { "" } else { " " };
        let name = scenario.first_source(self.provenance, &snapshot.cursor);
        let name = name.map_or("no source".into(), |source| source.short().closed());
        let grade = scenario.grade(self.provenance, &snapshot.cursor);
        let basis = self
            .basis
            .map_or_else(String::new, |basis| format!(" ({})", basis_word(basis)));
        format!("{}{gap}{name} {grade}{basis}", self.of)
    }
}

/// A sentence with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<'s> {
    /// The sentence.
    pub text: String,
    /// What it rests on, in its order.
    pub rests: Vec<Rest<'s>>,
    /// Whether it is about places: such sentences stay while others are said.
    pub is_of_places: bool,
}

/// Steps in sentences, one after the other.
pub fn sentences<'s>(snapshot: &Snapshot<'s>, steps: &[Step]) -> Vec<Told<'s>> {
    let said = |news: &PlaceNews| place(snapshot, news);
    let mut told = Vec::new();
    let mut rest = steps;
    while let Some((first, others)) = rest.split_first() {
        let Step::Place(news) = first else {
            told.push(other(snapshot, first));
            rest = others;
            continue;
        };
        let saying = said(news);
        let is_same = |step: &&Step| matches!(step, Step::Place(news) if said(news) == saying);
        let count = 1 + others.iter().take_while(is_same).count();
        let (same, others) = rest.split_at(count.min(rest.len()));
        told.push(of_places(snapshot, &saying, same));
        rest = others;
    }
    told
}

/// A step in a sentence of its own.
pub fn sentence<'s>(snapshot: &Snapshot<'s>, step: &Step) -> Option<Told<'s>> {
    sentences(snapshot, std::slice::from_ref(step)).pop()
}

/// Words in a row: `A, B and C`.
pub fn listed(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Returns the word for why something is told that did not happen on the day; empty for what did.
pub fn why_word(scenario: &Scenario, why: Why, provenance: Option<&Provenance>) -> &'static str {
    match why {
        Why::Happened => "",
        Why::Corrected => "corrected",
        Why::Learnt => provenance.map_or("reported late", |its| late_word(scenario, its)),
    }
}

/// Returns the same at the start of a sentence.
fn begun(scenario: &Scenario, why: Why, provenance: Option<&Provenance>) -> String {
    match super::capitalised(why_word(scenario, why, provenance)) {
        word if word.is_empty() => word,
        word => format!("{word}: "),
    }
}

/// What is said of places around their names.
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

    fn is(what: &str) -> Self {
        Self::new(format!("is {what}"), format!("are {what}"))
    }
}

/// Returns what is said of a place: every change of hands in order, then what stands beside its holder.
fn place(snapshot: &Snapshot<'_>, news: &PlaceNews) -> Saying {
    let scenario = snapshot.scenario;
    let is_flip = |change: &&PlaceChange| change.differs;
    let are_several = news.hands().filter(is_flip).count() > 1;
    let mut of_one: Vec<String> = Vec::new();
    let mut of_several: Vec<String> = Vec::new();
    for change in &news.changes {
        let saying = place_change(snapshot, change);
        let mut behind = String::new();
        let is_late = change.why != Why::Happened;
        if (are_several || is_late) && change.is_of_hands() && change.differs {
            if further(news, change) == Some("then again") {
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
    let joined = |said: &[String]| {
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        listed(&said)
    };
    let claim = news.claims().next();
    let provenance = claim.map(|claim| &claim.get(scenario).provenance);
    Saying {
        before: begun(scenario, news.why, provenance),
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
    let clear = |prefix: &str, party: PartyKey| match snapshot.leading().len() {
        ..=2 => String::new(),
        _ => format!(" {prefix} {}", name(party)),
    };
    let state = snapshot.place(change.place);
    match change.what {
        PlaceWhat::Holder(..) if !change.differs => Saying::is(&held_since(snapshot, change)),
        PlaceWhat::Holder(_, Some(to)) if scenario.place(change.place).holder == Some(to) => {
            let to = name(to);
            Saying::new(format!("goes back to {to}"), format!("go back to {to}"))
        }
        PlaceWhat::Holder(Some(_), Some(to)) => {
            let to = clear("to", to);
            Saying::new(format!("falls{to}"), format!("fall{to}"))
        }
        PlaceWhat::Holder(None, Some(to)) => Saying::is(&format!("held by {}", name(to))),
        PlaceWhat::Holder(_, None) => Saying::is("held by nobody known"),
        PlaceWhat::Control(_, Control::Contested) => {
            let rivals = state
                .map(|state| state.rivals.as_slice())
                .unwrap_or_default();
            let rivals: Vec<&str> = rivals.iter().map(|rival| name(rival.party)).collect();
            let word = Control::Contested.word();
            Saying::is(&format!(
                "{word} by {}{}",
                listed(&rivals),
                claimed(scenario, change)
            ))
        }
        PlaceWhat::Control(_, Control::Claimed) => {
            let mark = state.and_then(|state| state.mark).map(|mark| mark.party);
            let word = Control::Claimed.word();
            Saying::is(&format!("{word} by {}", party_name(scenario, mark)))
        }
        PlaceWhat::Control(from, _) => Saying::is(&format!("no longer {}", from.word())),
        PlaceWhat::Pressure(_, Some((PressureKind::Encircled, by))) => {
            Saying::is(&format!("being encircled{}", clear("by", by)))
        }
        PlaceWhat::Pressure(_, Some((kind, by))) => {
            Saying::is(&format!("{}{}", kind.word(), clear("by", by)))
        }
        PlaceWhat::Pressure(from, None) => {
            let was = from.map_or("pressed", |(kind, _)| kind.word());
            Saying::is(&format!("no longer {was}"))
        }
    }
}

/// `held by Taliban since Thu 12 Aug, late evening`
fn held_since(snapshot: &Snapshot<'_>, change: &PlaceChange) -> String {
    let scenario = snapshot.scenario;
    let state = snapshot.place(change.place);
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
fn claimed(scenario: &Scenario, change: &PlaceChange) -> &'static str {
    let basis = change.claim.map(|claim| claim.get(scenario).basis);
    if basis == Some(Basis::Claimed) {
        ", claimed"
    } else {
        ""
    }
}

/// The sentence on places of which the same is said.
fn of_places<'s>(snapshot: &Snapshot<'s>, saying: &Saying, steps: &[Step]) -> Told<'s> {
    let scenario = snapshot.scenario;
    let mut names = Vec::new();
    let mut rests = Vec::new();
    for step in steps {
        let Step::Place(news) = step else {
            continue;
        };
        let name = spoken(scenario, news.place);
        names.push(name);
        for claim in news.claims() {
            let claim = claim.get(scenario);
            let rest = Rest {
                of: name.to_owned(),
                basis: Some(claim.basis).filter(|basis| *basis < Basis::Reported),
                provenance: &claim.provenance,
            };
            // One source that stands for several changes of a place is named once.
            let said = rest.short(snapshot);
            if !rests
                .iter()
                .any(|other: &Rest<'_>| other.short(snapshot) == said)
            {
                rests.push(rest);
            }
        }
    }
    let verb = if names.len() == 1 {
        &saying.of_one
    } else {
        &saying.of_several
    };
    Told {
        text: stopped(&format!("{}{} {verb}", saying.before, listed(&names))),
        rests,
        is_of_places: true,
    }
}

/// The sentence on anything but a place.
fn other<'s>(snapshot: &Snapshot<'s>, step: &Step) -> Told<'s> {
    let scenario = snapshot.scenario;
    let (text, rests) = match step {
        Step::Place(_) => (String::new(), Vec::new()),
        Step::Figure(change) => figure(snapshot, change),
        Step::Stated(all) => stated(snapshot, all),
        Step::Moved(change) => {
            let text = deadline::change_sentence(scenario, change, snapshot.day);
            let text = text.unwrap_or_default();
            let word = change.after.map(|state| &state.word(scenario).provenance);
            (
                format!("{}{text}", begun(scenario, change.why, word)),
                word.into_iter().collect(),
            )
        }
        Step::Ahead(state) => (
            deadline::sentence(snapshot, state),
            vec![&state.deadline.get(scenario).provenance],
        ),
        Step::Event(change) => (
            event(snapshot, change.event, change.why),
            vec![&scenario.event(change.event).provenance],
        ),
    };
    let rest = |provenance| Rest {
        of: String::new(),
        basis: None,
        provenance,
    };
    Told {
        text: stopped(&text),
        rests: rests.into_iter().map(rest).collect(),
        is_of_places: false,
    }
}

/// `US troops ordered to Kabul: about 3,000, announced; up from 1,000`, and what else was said at that moment.
fn figure<'s>(snapshot: &Snapshot<'s>, change: &FigureChange) -> (String, Vec<&'s Provenance>) {
    let scenario = snapshot.scenario;
    let label = scenario.one_series(change.pair.key.series).label.closed();
    let lead = format!(
        "{}{label}",
        begun(scenario, change.why, figure_word(scenario, change))
    );
    let mut readings = snapshot.figures.iter();
    let Some(reading) = readings.find(|reading| reading.key == change.pair.key) else {
        return no_longer(snapshot, change, &lead);
    };
    let mut text = format!("{lead}: {}", in_force(snapshot, reading));
    let trend = trend(snapshot, reading);
    if !reading.previous.is_empty() && !trend.is_empty() {
        // Names in it keep their capitals.
        let (first, others) = trend.split_once(' ').unwrap_or((&trend, ""));
        text = format!("{text}; {} {others}", first.to_lowercase());
    }
    let provenance = |figure: FigureRef| &figure.get(scenario).provenance;
    let mut rests = vec![provenance(reading.figure)];
    if reading.is_added(scenario) {
        rests.extend(reading.others.iter().map(|figure| provenance(*figure)));
    }
    for (other, said) in others(snapshot, reading) {
        text = format!("{text}; {said}");
        rests.push(provenance(other));
    }
    (text, rests)
}

/// Returns when and on whose word a figure is another one.
pub fn figure_word<'s>(scenario: &'s Scenario, change: &FigureChange) -> Option<&'s Provenance> {
    let figure = change.pair.after.first().or(change.pair.before.first());
    figure.map(|figure| &figure.get(scenario).provenance)
}

/// What is no longer in force is named with whose word it was; that it ended, with who says so.
fn no_longer<'s>(
    snapshot: &Snapshot<'s>,
    change: &FigureChange,
    lead: &str,
) -> (String, Vec<&'s Provenance>) {
    let scenario = snapshot.scenario;
    let before = change
        .pair
        .before
        .first()
        .map(|before| before.get(scenario));
    let was = before.map_or_else(String::new, |before| {
        format!(" (it was {})", amount(snapshot, before))
    });
    let ended = change.pair.ended.map(|end| &end.get(scenario).provenance);
    let word = if ended.is_some() {
        "ended"
    } else {
        "no longer in force"
    };
    let before = before.map(|before| &before.provenance);
    let rests = ended.into_iter().chain(before).collect();
    (format!("{lead}: {word}{was}"), rests)
}

/// `Counted 18. Stated: AP 18; Financial Times, in the morning, at least 14`. The last one needs no time of day.
fn stated<'s>(snapshot: &Snapshot<'s>, all: &[Stated]) -> (String, Vec<&'s Provenance>) {
    let scenario = snapshot.scenario;
    let mut said = Vec::new();
    let mut rests = Vec::new();
    for (place, stated) in all.iter().enumerate() {
        let figure = stated.figure.get(scenario);
        let source = scenario.first_source(&figure.provenance, &snapshot.cursor);
        let source = source.map_or("no source".into(), |source| source.publisher.closed());
        let time = spoken_time(&figure.provenance.at, snapshot).filter(|_| place > 0);
        let time = time.map_or_else(String::new, |time| format!(", {time},"));
        let number = number::amount(figure.amount, figure.qualifier, Style::WORDS);
        let [word, _] = verdict(stated.verdict);
        let differs = if stated.verdict.agrees() {
            String::new()
        } else {
            format!(" ({word})")
        };
        said.push(format!("{source}{time} {number}{differs}"));
        rests.push(&figure.provenance);
    }
    let counted = all.first().map_or(0, |stated| stated.counted);
    // Where the log can count more than one thing, which one is meant must be said.
    let countable = snapshot.named_series();
    let countable = countable.filter(|one| one.compared_counts().is_some());
    let series = all.first().filter(|_| countable.count() > 1);
    let label = series.map_or_else(String::new, |stated| {
        let series = stated.figure.get(scenario).series;
        format!("{}: ", scenario.one_series(series).label.closed())
    });
    let word = if label.is_empty() {
        "Counted"
    } else {
        "counted"
    };
    let text = format!("{label}{word} {counted}. Stated: {}", said.join("; "));
    (text, rests)
}

/// A time of day in a sentence: `in the morning`, `at 08:31`; `None` for a day.
fn spoken_time(at: &Moment, snapshot: &Snapshot<'_>) -> Option<String> {
    let time = word_moment(at, snapshot, MomentForm::SpokenTime);
    (!time.is_empty()).then(|| match at.precision() {
        Precision::Clock | Precision::Part(Part::Midday | Part::Night) => format!("at {time}"),
        Precision::Part(Part::Early) | Precision::Day => time,
        Precision::Part(_) => format!("in the {time}"),
    })
}

/// A headline, with what it corrects.
fn event(snapshot: &Snapshot<'_>, key: EventKey, why: Why) -> String {
    let scenario = snapshot.scenario;
    let headline = &scenario.event(key).headline;
    match corrects(scenario, &snapshot.cursor, key) {
        Some(correction) => format!("{} {correction}", stopped(headline)),
        None if why == Why::Learnt => {
            let provenance = &scenario.event(key).provenance;
            format!("{}{headline}", begun(scenario, why, Some(provenance)))
        }
        None => headline.to_string(),
    }
}
