//! The dashboard in lines: keys and signals in, what is new out, until somebody leaves.
//!
//! `cli::dashboard` hands over the terminal. The loop waits for one event, takes all that wait behind it, and
//! says once what has changed by them. A resize says nothing: only the rows that follow are wrapped elsewhere.

use std::io;
use std::process::ExitCode;

use crate::app::keymap;
use crate::app::state::{App, Effect};
use crate::model::scenario::Scenario;
use crate::plain::rows::Rows;
use crate::plain::talk::{Said, Talk};
use crate::terminal::{Event, Terminal};

/// Says everything, then what each key changes.
pub(super) fn run(
    scenario: &Scenario,
    app: App,
    mut rows: Rows,
    mut terminal: Terminal,
) -> io::Result<ExitCode> {
    let mut talk = Talk::new(scenario, app);
    // Whether it stopped by itself: then going on again is no news when it is told of.
    let mut has_stopped = false;
    say(&talk.everything(), &mut rows, &terminal)?;
    loop {
        let mut is_again = false;
        for event in terminal.wait(None)? {
            let effect = match event {
                Event::Key(key) => keymap::lookup(&key, talk.mode())
                    .map_or(Effect::None, |action| talk.act(action)),
                Event::Paste(text) => talk.paste(&text),
                Event::Mouse(..) | Event::Due | Event::Called => Effect::None,
                Event::Resize => {
                    rows.disturbed();
                    Effect::None
                }
                Event::Resumed => {
                    terminal.resume()?;
                    if std::mem::take(&mut has_stopped) {
                        Effect::None
                    } else {
                        rows.disturbed();
                        Effect::Redraw
                    }
                }
            };
            match effect {
                Effect::Quit => return Ok(ExitCode::SUCCESS),
                Effect::Redraw => is_again = true,
                Effect::Suspend => {
                    terminal.suspend()?;
                    rows.begin_again();
                    (is_again, has_stopped) = (true, true);
                }
                Effect::Copy => {
                    if let Some(text) = talk.copied() {
                        terminal.copy(&text)?;
                    }
                }
                Effect::None | Effect::Draw | Effect::Fold => {}
            }
        }
        if let Some(signal) = terminal.signal() {
            return Ok(ExitCode::from(128u8.saturating_add(signal)));
        }
        let said = if is_again {
            talk.everything()
        } else {
            talk.news()
        };
        say(&said, &mut rows, &terminal)?;
    }
}

fn say(said: &Said, rows: &mut Rows, terminal: &Terminal) -> io::Result<()> {
    let text = rows.of(said, terminal.area().width);
    terminal.say(&text, rows.below())
}
