//! What keys do while the form is open: typing in a row, going from row to row, completing ids.
//!
//! `App::update` hands them here. Nothing but the edge saves, and nothing here loses what was typed.

use tui_input::{Input, InputRequest};

use crate::app::action::{Action, Pane};
use crate::app::edit::Edit;
use crate::app::form::{Asked, EventForm, FormField};
use crate::app::keymap::{Mode, hint_in, hint_key};
use crate::app::prompt::sanitize_typed;
use crate::app::state::{App, Effect};
use crate::model::calendar::{self, UnixTime};
use crate::model::cursor::KnownAt;
use crate::model::id::{EventKey, Id};
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::scenario::entry::candidates::{Completions, complete_value};
use crate::scenario::entry::live_log::{is_live, to_the_minute};
use crate::scenario::entry::{EntryKey, EventEntry};
use crate::snapshot::filter::Filter;
use crate::snapshot::query::{self, Listing};
use crate::snapshot::{self, Snapshot};

/// How much can be typed in a row, and how much of a pasted text is taken.
const LONGEST: usize = 4000;

/// How many rows a page up or down goes.
const PAGE: isize = 7;

impl App {
    /// What concerns the form before anything else: its keys while it is open, and leaving while it is begun.
    pub(super) fn before_all(
        &mut self,
        action: Action,
        snapshot: &Snapshot<'_>,
        listing: &Listing,
    ) -> Option<Effect> {
        if let Some(form) = &mut self.form {
            form.asked.take_if(|asked| match asked {
                Asked::Leaving => action != Action::Quit,
                Asked::Emptying => action != Action::Discard,
                Asked::Unsourced => action != Action::Save,
            });
        }
        match action {
            Action::Quit => self.asks_first().then_some(Effect::Stay),
            Action::Help | Action::Redraw | Action::Suspend => None,
            action if self.key_mode() == Mode::Form => {
                Some(self.update_form(action, snapshot.scenario))
            }
            Action::AddEvent => Some(self.open_form(snapshot, listing)),
            _ => None,
        }
    }

    /// Opens the form as it was left, or a new one at the cursor and on the selected place.
    fn open_form(&mut self, snapshot: &Snapshot<'_>, listing: &Listing) -> Effect {
        if !self.has_file {
            self.notice = Some(
                "The built-in example cannot be edited; `dateline new FILE` writes one of your own."
                    .to_owned(),
            );
            return Effect::Draw;
        }
        if let Some(form) = self.form.as_mut().filter(|form| form.is_begun()) {
            form.is_open = true;
            self.notice = form.restored.take().map(|saved| {
                format!(
                    "This is the draft of {saved}; {} twice discards it",
                    hint_in(Mode::Form, Action::Discard)
                )
            });
            // What was wrong with the file may have been mended since.
            form.problem = None;
            return Effect::Draw;
        }
        let zone = snapshot.scenario.zone();
        let local = calendar::to_local_time(self.cursor.as_of, zone);
        let now = self.cursor.now;
        let is_now = is_live(snapshot.scenario, now) && snapshot.day == calendar::day_of(now, zone);
        let at = if is_now {
            to_the_minute(snapshot.scenario, now)
        } else if self.cursor.is_end_of_day(zone) {
            local.date().to_string()
        } else {
            local.to_string().get(..16).unwrap_or_default().to_owned()
        };
        let place = self.selection.place_in(snapshot, listing);
        let place = place.map(|(_, place)| snapshot.scenario.place(place).id.as_str());
        self.form = Some(Box::new(EventForm::new(&at, place)));
        Effect::Draw
    }

    /// What a key does while the form is open.
    fn update_form(&mut self, action: Action, scenario: &Scenario) -> Effect {
        let Some(form) = &mut self.form else {
            return Effect::None;
        };
        match action {
            Action::Edit(Edit::Leave) => {
                form.is_open = false;
                let is_retained = form.is_begun();
                self.notice = is_retained.then(|| {
                    format!(
                        "the new event is kept: {} goes back to it",
                        hint_key(Action::AddEvent)
                    )
                });
                Effect::Draw
            }
            Action::Edit(edit) => form.edit_line(edit, scenario),
            Action::FieldBefore => form.move_row(-1),
            Action::FieldAfter => form.move_row(1),
            Action::PageUp => form.move_row(-PAGE),
            Action::PageDown => form.move_row(PAGE),
            Action::Save => Effect::Save,
            Action::Discard => self.discard_form(),
            _ => Effect::None,
        }
    }

    /// Returns whether it is still to be asked if the event may do without a source.
    pub fn asks_for_source(&self) -> bool {
        let form = self.form.as_ref();
        form.is_some_and(|form| {
            form.asked != Some(Asked::Unsourced) && !form.read_entry().0.has_source()
        })
    }

    /// Asks whether an event that names no source is meant to be saved so.
    pub fn ask_for_source(&mut self) {
        let Some(form) = self.form.as_mut() else {
            return;
        };
        form.show_refusal(Vec::new());
        form.asked = Some(Asked::Unsourced);
        let row = form
            .fields
            .iter()
            .position(|field| field.key == EntryKey::Source);
        form.row = row.unwrap_or(form.row);
        self.notice = Some(format!(
            "No source is named; {} again saves it without one",
            hint_in(Mode::Form, Action::Save)
        ));
    }

    /// Returns whether a draft may be put into the form: nothing stands there that somebody has begun.
    pub fn can_take_draft(&self) -> bool {
        self.has_file
            && self.key_mode() != Mode::Input
            && self.form.as_ref().is_none_or(|form| !form.is_begun())
    }

    /// Puts a draft into the form, which the next `a` opens.
    pub fn take_draft(&mut self, entry: &EventEntry, saved: &str) {
        let mut form = EventForm::new("", None);
        form.restore_entry(entry);
        form.is_open = false;
        form.restored = Some(saved.to_owned());
        self.form = Some(Box::new(form));
    }

    /// Throws away what was entered, asked once where there is something to lose.
    fn discard_form(&mut self) -> Effect {
        let begun = self.form.as_mut().filter(|form| form.is_begun());
        if let Some(form) = begun.filter(|form| form.asked != Some(Asked::Emptying)) {
            form.asked = Some(Asked::Emptying);
            self.notice = Some("this empties the form; the same key again does it".to_owned());
        } else {
            let had = self.form.take().is_some_and(|form| form.is_begun());
            let words = if had {
                "the new event is thrown away"
            } else {
                "the form was empty"
            };
            self.notice = Some(words.to_owned());
        }
        Effect::Draw
    }

    /// Takes that the event was written: the form goes, and the dashboard will stand on it in the scenario's next state.
    pub fn form_saved(&mut self, id: &str, notice: String) {
        self.form = None;
        self.arrives_at = Id::parse(id).map(|id| (id, notice.clone()));
        self.notice = Some(notice);
    }

    /// Whether an event that the scenario's next state brings is the one that was written here.
    pub fn has_saved(&self, event: &Id) -> bool {
        self.arrives_at.as_ref().is_some_and(|(id, _)| id == event)
    }

    /// Stands on the event that was written, once it is there: at a date that shows it, and without a filter that would hide it.
    pub fn select_saved(&mut self, scenario: &Scenario) {
        let arrives = self
            .arrives_at
            .take_if(|(id, _)| scenario.event_by_id(id.as_str()).is_some());
        let Some((id, notice)) = arrives else {
            return;
        };
        let key = scenario.event_by_id(id.as_str());
        let Some((key, event)) = key.map(|key| (key, scenario.event(key))) else {
            return;
        };
        let at = event.provenance.at.effective_at();
        if at > self.cursor.as_of {
            let day = calendar::day_of(at, scenario.zone());
            self.go_to(Some(calendar::end_of(day, scenario.zone())));
        }
        let known = event.provenance.known_from;
        let is_known = match self.cursor.known {
            KnownAt::Now => true,
            KnownAt::Then => known <= self.cursor.as_of,
            KnownAt::At(moment) => known <= moment,
        };
        if !is_known {
            self.cursor.known = KnownAt::Now;
        }
        let hides = self.filter_hides(key, scenario);
        if hides {
            self.filter.clear();
        }
        self.notice = Some(if hides {
            format!("the filter is off, it hides this event; {notice}")
        } else {
            notice
        });
        self.selection.event = Some(event.id.clone());
        if let Some(claim) = event.claims.first() {
            self.selection.place = Some(scenario.place(claim.place).id.clone());
        }
        self.pane = Pane::Timeline;
    }

    /// Whether an event would be listed here without the filter, and is not with it.
    fn filter_hides(&self, event: EventKey, scenario: &Scenario) -> bool {
        if self.filter.is_empty() {
            return false;
        }
        let snapshot = snapshot::at(scenario, self.cursor);
        let filter = Filter::from_conditions(&self.filter, scenario);
        snapshot.events.contains(&event)
            && !query::list_snapshot(&snapshot, &filter, self.order)
                .events
                .contains(&event)
    }

    /// Puts a pasted text into the row of the open form.
    pub(super) fn paste_in_form(&mut self, text: &str) -> Effect {
        let Some(form) = &mut self.form else {
            return Effect::None;
        };
        let text: String = text
            .trim_matches(['\r', '\n'])
            .chars()
            .take(LONGEST)
            .collect();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let is_block = matches!(
            form.current_field().map(|field| field.key),
            Some(EntryKey::Body | EntryKey::Note | EntryKey::EditorNote)
        );
        form.insert(&if is_block {
            text
        } else {
            text.replace(['\t', '\n'], " ")
        });
        Effect::Draw
    }

    /// Whether leaving would lose an event that somebody has begun, which is asked once.
    fn asks_first(&mut self) -> bool {
        let begun = self.form.as_mut().filter(|form| form.is_begun());
        let Some(form) = begun.filter(|form| form.asked != Some(Asked::Leaving)) else {
            return false;
        };
        form.asked = Some(Asked::Leaving);
        self.notice = Some("not saved; the same key again leaves".to_owned());
        true
    }

    /// Whether the form takes the keys, but for what is open over it.
    pub(super) fn is_form_open(&self) -> bool {
        self.form.as_ref().is_some_and(|form| form.is_open)
    }
}

impl EventForm {
    fn edit_line(&mut self, edit: Edit, scenario: &Scenario) -> Effect {
        let request = match edit {
            Edit::Insert(letter) => {
                self.insert(letter.encode_utf8(&mut [0; 4]));
                return Effect::Draw;
            }
            Edit::Complete => return self.complete_word(scenario),
            Edit::Backspace => InputRequest::DeletePrevChar,
            Edit::Delete => InputRequest::DeleteNextChar,
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::Clear => InputRequest::DeleteLine,
            Edit::Leave | Edit::Accept | Edit::Earlier | Edit::Later => return Effect::None,
        };
        if let Some(field) = self.fields.get_mut(self.row) {
            field.is_proposed = false;
            field.input.handle(request);
        }
        self.mark_changed();
        Effect::Draw
    }

    /// Puts letters in at the cursor, made safe.
    fn insert(&mut self, letters: &str) {
        if let Some(field) = self.fields.get_mut(self.row) {
            if std::mem::take(&mut field.is_proposed) {
                field.input = Input::default();
            }
            let (before, behind) = field.split_at_cursor();
            let room = LONGEST.saturating_sub(field.typed_text().chars().count());
            let letters = letters.chars().take(room);
            // Line breaks stay; what stands before decides what a mark or a joiner may do.
            let raw: String = before.chars().chain(letters).collect();
            let lines: Vec<String> = raw.split('\n').map(sanitize_typed).collect();
            let shown = lines.join("\n");
            let cursor = shown.chars().count();
            field.input = Input::new(format!("{shown}{behind}")).with_cursor(cursor);
        }
        self.mark_changed();
    }

    fn mark_changed(&mut self) {
        self.stem = None;
        if let Some(field) = self.fields.get_mut(self.row) {
            field.problem = None;
        }
        self.grow_rows();
    }

    fn move_row(&mut self, by: isize) -> Effect {
        let last = self.fields.len().saturating_sub(1);
        let row = self.row.saturating_add_signed(by).min(last);
        self.stem = None;
        if row == self.row {
            return Effect::None;
        }
        self.row = row;
        Effect::Draw
    }

    /// What the word before the cursor could become.
    pub fn list_completions(&self, scenario: &Scenario) -> Completions {
        let Some(field) = self.current_field() else {
            return Completions::default();
        };
        let before = self
            .stem
            .as_ref()
            .map_or_else(|| field.split_at_cursor().0, |(stem, _)| stem.clone());
        let at = self.fields.iter().find(|field| field.key == EntryKey::At);
        let mut found = complete_value(field.key, &before, entered_time(at, scenario), scenario);
        // The place that is selected is the likeliest one.
        if field.key == EntryKey::Claim && before.trim().is_empty() {
            let place = self.place.as_deref();
            found
                .found
                .sort_by_key(|known| Some(known.id.as_str()) != place);
        }
        found
    }

    /// Completes what is typed; pressed again, with the next one that it could be. Goes on where there is nothing to complete.
    fn complete_word(&mut self, scenario: &Scenario) -> Effect {
        let Completions { from, found } = self.list_completions(scenario);
        let Some(field) = self.fields.get_mut(self.row) else {
            return Effect::None;
        };
        let (before, behind) = field.split_at_cursor();
        let (stem, turn) = self.stem.take().unwrap_or((before, 0));
        let head = stem.get(..from).unwrap_or_default();
        let next = found
            .get(turn % found.len().max(1))
            .map(|known| format!("{head}{}", known.id));
        let Some(next) = next.filter(|next| found.len() > 1 || *next != stem) else {
            return self.move_row(1);
        };
        let cursor = next.chars().count();
        field.input = Input::new(format!("{next}{behind}")).with_cursor(cursor);
        self.mark_changed();
        self.stem = Some((stem, turn + 1));
        Effect::Draw
    }
}

/// When the event is entered to have happened.
fn entered_time(at: Option<&FormField>, scenario: &Scenario) -> Option<UnixTime> {
    let moment = Moment::parse(at?.typed_text().trim(), scenario.zone()).ok()?;
    Some(moment.effective_at())
}
