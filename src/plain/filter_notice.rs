//! What a key led to where the lines themselves do not say: what was found, what is typed would do, why nothing came.
//!
//! Called by `talk`. Silence would leave open whether a key was heard.

use crate::app::action::Action;
use crate::app::edit::Edit;
use crate::app::present::Lead;
use crate::app::prompt::Answer;
use crate::app::view::View;
use crate::facts::moment::{DayForm, word_day, word_instant};
use crate::facts::person;
use crate::model::calendar;
use crate::model::cursor::KnownAt;
use crate::model::scenario::Scenario;
use crate::plain::spoken_state::SpokenState;
use crate::plain::words::end_sentence;
use crate::snapshot::filter;
use crate::snapshot::matches::Hit;
use crate::text::sanitize_text;

/// What was found of what is sought, or that nothing is sought any more.
pub(super) fn word_found(view: &View<'_>) -> String {
    let Some(search) = &view.app.search else {
        return end_sentence("the search is over");
    };
    let text = sanitize_text(&search.text, false);
    end_sentence(&view.hit_number().map_or_else(
        || format!("no match for {text}"),
        |number| {
            let person = match search.current {
                Some(Hit::Person(key, event)) => {
                    let found = person::word_person(view.snapshot.scenario, key, event);
                    format!(": {found}")
                }
                _ => String::new(),
            };
            format!("match {number} of {} for {text}{person}", view.hits.len())
        },
    ))
}

/// What is typed would do.
pub(super) fn leads_to(view: &View<'_>) -> Option<String> {
    let prompt = view.app.prompt.as_ref()?;
    let phrase = match prompt.read_answer(view.snapshot).ok()? {
        Answer::GoTo(at) | Answer::KnownAt(KnownAt::At(at)) => word_instant(
            at,
            view.snapshot.scenario.zone(),
            DayForm::LongWeekday,
            None,
        ),
        Answer::KnownAt(KnownAt::Now) => "as now known".to_owned(),
        Answer::KnownAt(KnownAt::Then) => "as known then".to_owned(),
        Answer::Filter(conditions) => filter::word_conditions(&conditions).join("; "),
        Answer::Search | Answer::Mark(_) => return None,
    };
    (!phrase.is_empty()).then(|| end_sentence(&format!("that is {phrase}")))
}

/// Why what is typed was not taken.
pub(super) fn not_understood(view: &View<'_>) -> Option<String> {
    let prompt = view.app.prompt.as_ref()?;
    let reason = prompt.read_answer(view.snapshot).err()?;
    Some(end_sentence(&reason))
}

/// Why a key changed nothing: silence would leave open whether it was heard.
pub(super) fn nothing_new(scenario: &Scenario, last: Action, now: &SpokenState) -> Option<String> {
    let looked_at = calendar::day_of(now.cursor.as_of, scenario.zone());
    let (first, end) = scenario.heading.days;
    let words = match last {
        Action::DayBack | Action::First | Action::Present(Lead::Before) => {
            return Some(format!(
                "First day of the record ({})",
                word_day(first, DayForm::Short, Some(looked_at))
            ));
        }
        Action::DayOn | Action::Last | Action::Present(Lead::After) => {
            return Some(format!(
                "Last day of the record ({})",
                word_day(end, DayForm::Short, Some(looked_at))
            ));
        }
        Action::ChangeBefore => "No earlier change",
        Action::ChangeAfter => "No later change",
        Action::Swap => "both dates are the same",
        Action::DateBefore => "there is no date to go back to",
        Action::LineUp | Action::PageUp => "first line",
        Action::LineDown | Action::PageDown => "last line",
        Action::NextPane | Action::PaneBefore => "there is no other pane",
        Action::Open(pane) if pane == now.pane => "that pane is open already",
        Action::Open(_) => "there is no such pane",
        Action::Faster | Action::Slower => "Not playing",
        Action::Unmark => "There is no bookmark to take off",
        Action::Zoom => "every line is said in full: there is nothing to zoom",
        Action::Neighbour(_) => "no place lies there",
        Action::Evidence | Action::Related => "there is nothing more to open",
        Action::Back => "there is nothing to go back to",
        Action::Edit(Edit::Leave) => "left without a change",
        Action::Edit(Edit::Accept) => "nothing changes by it",
        Action::Sort => "figures have one order",
        Action::ClearFilter => "there is no filter",
        Action::NextMatch | Action::MatchBefore if now.search.is_none() => "No search",
        Action::NextMatch | Action::MatchBefore => "there is no other match",
        _ => return None,
    };
    Some(words.to_owned())
}
