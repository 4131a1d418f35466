//! Whole frames, as text: what a person sees at each size, and what holds at every size and date.
//!
//! `Screen::new(scenario).at("2021-08-13").size(80, 24).keys("Right t 3 Down").text()` presses the keys
//! as the dashboard does. The frames under `snapshots` are read against the drawings of the screens.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

mod comparing;
mod direction;
mod everywhere;
mod finding;
mod following;
mod form;
mod hindsight;
mod hostile;
mod links;
mod namesakes;
mod pictures;
mod plain;
mod playing;
mod present;
pub(crate) mod publication;
mod reach;
mod room;
mod stepping;
mod styles;
mod touching;
mod withheld;
mod years;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dateline::app::action::Action;
use dateline::app::keymap;
use dateline::app::state::{App, Effect};
use dateline::app::view::{Shown, View};
use dateline::facts::WordingStyle;
use dateline::frame;
use dateline::model::scenario::Scenario;
use dateline::ui;
use dateline::ui::theme::{Background, Depth, FrameStyle};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::support::cursor;

/// A screen to be: of what, at which moment, how large, after which keys.
#[derive(Clone)]
pub(crate) struct Screen<'s> {
    scenario: &'s Scenario,
    at: String,
    known: String,
    size: (u16, u16),
    keys: String,
    look: FrameStyle,
}

impl<'s> Screen<'s> {
    pub(crate) fn new(scenario: &'s Scenario) -> Self {
        Self {
            scenario,
            at: "2021-08-13".to_owned(),
            known: "now".to_owned(),
            size: (120, 40),
            keys: String::new(),
            look: FrameStyle::default(),
        }
    }

    pub(crate) fn at(mut self, at: &str) -> Self {
        at.clone_into(&mut self.at);
        self
    }

    pub(crate) fn known(mut self, known: &str) -> Self {
        known.clone_into(&mut self.known);
        self
    }

    fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    fn keys(mut self, keys: &str) -> Self {
        keys.clone_into(&mut self.keys);
        self
    }

    fn ascii(mut self) -> Self {
        self.look.wording = WordingStyle {
            ascii: true,
            ..self.look.wording
        };
        self
    }

    fn coloured(mut self, depth: Depth, background: Background) -> Self {
        self.look.depth = depth;
        self.look.background = background;
        self
    }

    /// Opens the dashboard and presses the keys.
    #[track_caller]
    pub(crate) fn play(&self) -> Played<'s> {
        let mut played = Played::open(self);
        for name in self.keys.split_whitespace() {
            played.press(key(name));
        }
        played
    }

    #[track_caller]
    pub(crate) fn buffer(&self) -> Buffer {
        self.play().buffer()
    }

    #[track_caller]
    fn text(&self) -> String {
        frame::text::write(&self.buffer())
    }
}

/// A dashboard after some keys, as `cli::dashboard` has it.
pub(crate) struct Played<'s> {
    pub(crate) app: App,
    shown: Shown<'s>,
    size: (u16, u16),
    look: FrameStyle,
}

impl<'s> Played<'s> {
    fn open(screen: &Screen<'s>) -> Self {
        let app = App::new(cursor(screen.scenario, &screen.at, &screen.known));
        Self {
            shown: Shown::at(screen.scenario, &app),
            app,
            size: screen.size,
            look: screen.look,
        }
    }

    pub(crate) fn view(&self) -> View<'_> {
        self.shown.to_view(&self.app)
    }

    pub(crate) fn press(&mut self, key: KeyEvent) {
        let Some(action) = keymap::find_action(&key, self.app.key_mode()) else {
            self.app.stop_playing();
            return;
        };
        self.act(action);
    }

    fn act(&mut self, action: Action) {
        let rows = ui::list_page_steps(&self.view(), Rect::new(0, 0, self.size.0, self.size.1));
        let Shown {
            snapshot, listing, ..
        } = &self.shown;
        if self.app.update(action, snapshot, listing, rows) == Effect::Fold {
            self.fold();
        }
    }

    /// Lets the next step of what plays be due.
    fn tick(&mut self) {
        if self.app.play_on(&self.shown.snapshot) == Effect::Fold {
            self.fold();
        }
    }

    pub(crate) fn fold(&mut self) {
        self.shown
            .renew_folds(self.shown.snapshot.scenario, &self.app);
    }

    pub(crate) fn buffer(&self) -> Buffer {
        ui::draw_frame(&self.view(), self.look, self.size)
    }
}

/// A key by its name in the key table.
#[track_caller]
pub(crate) fn key(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let mut letters = name.chars();
    match (name, letters.next(), letters.next()) {
        ("Left", ..) => plain(KeyCode::Left),
        ("Right", ..) => plain(KeyCode::Right),
        ("Up", ..) => plain(KeyCode::Up),
        ("Down", ..) => plain(KeyCode::Down),
        ("Home", ..) => plain(KeyCode::Home),
        ("End", ..) => plain(KeyCode::End),
        ("PgUp", ..) => plain(KeyCode::PageUp),
        ("PgDn", ..) => plain(KeyCode::PageDown),
        ("Enter", ..) => plain(KeyCode::Enter),
        ("Tab", ..) => plain(KeyCode::Tab),
        ("Shift-Tab", ..) => plain(KeyCode::BackTab),
        ("F5", ..) => plain(KeyCode::F(5)),
        ("Esc", ..) => plain(KeyCode::Esc),
        ("Space", ..) => plain(KeyCode::Char(' ')),
        ("Backspace", ..) => plain(KeyCode::Backspace),
        (_, Some(letter), None) => plain(KeyCode::Char(letter)),
        (_, Some('^'), Some(letter)) => KeyEvent::new(
            KeyCode::Char(letter.to_ascii_lowercase()),
            KeyModifiers::CONTROL,
        ),
        _ => panic!("no key is called {name}"),
    }
}
