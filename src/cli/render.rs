//! `dateline render`: one frame without a terminal, the same bytes on every run.
//!
//! Neither the terminal nor the environment has a say in it: size, glyphs and colours are the arguments' alone.

use std::process::ExitCode;

use super::arguments::{AutoChoice, FrameFormat, Render};
use super::open;
use super::output::{Failure, is_utf8, print_data};
use crate::app::action::Pane;
use crate::app::state::App;
use crate::app::view::{Shown, View};
use crate::facts::WordingStyle;
use crate::facts::moment::{DayForm, KnownForm, word_day, word_hour, word_known};
use crate::frame;
use crate::model::cursor::Audience;
use crate::plain::full_text;
use crate::snapshot::Snapshot;
use crate::text::case_fold::to_ascii;
use crate::text::fit;
use crate::text::for_terminal::for_terminal;
use crate::text::link::Extent;
use crate::ui;
use crate::ui::theme::{Depth, FrameStyle};

/// The size of a frame, unless another is asked for.
const USUAL: (u16, u16) = (120, 40);

/// Draws a frame for the public and prints it.
pub(super) fn run(arguments: &Render) -> Result<ExitCode, Failure> {
    let mut loaded = open::scenario_in(arguments.file.as_deref(), arguments.moment.zone)?;
    let cursor = open::read_cursor(&loaded.scenario, &arguments.moment, Audience::Public)?;
    loaded.scenario = loaded.scenario.public_at(cursor.now);
    let mut app = App::new(cursor);
    app.filter = open::read_filter(&loaded.scenario, &arguments.listed)?;
    if let Some(pane) = arguments.pane {
        app.pane = pane.into();
        app.is_zoomed = true;
    }
    let shown = Shown::at(&loaded.scenario, &app);
    let view = shown.to_view(&app);
    let format = if arguments.plain {
        FrameFormat::Plain
    } else {
        arguments.format
    };
    let depth = match format {
        FrameFormat::Text | FrameFormat::Plain => Depth::None,
        FrameFormat::Ansi | FrameFormat::Svg | FrameFormat::Html => Depth::True,
    };
    // The other formats are made to be kept, and are the same everywhere.
    let is_text = matches!(format, FrameFormat::Text | FrameFormat::Plain);
    let is_ascii = arguments.ascii || is_text && !is_utf8();
    let look = FrameStyle {
        depth,
        background: arguments.background.into(),
        wording: WordingStyle {
            words: false,
            ascii: is_ascii,
        },
    };
    // What is piped on is mostly read by people: only pages and pictures have links by themselves.
    let extent = match (arguments.links, format) {
        (AutoChoice::Never, _) | (AutoChoice::Auto, FrameFormat::Ansi) => Extent::None,
        _ => Extent::All,
    };
    let size = arguments.size.unwrap_or(USUAL);
    let (buffer, links) = match format {
        FrameFormat::Plain => Default::default(),
        _ => ui::linked_frame(&view, look, size, extent),
    };
    let frame = (&buffer, &links);
    let ground = arguments.background.into();
    let title = || word_title(&shown.snapshot);
    print_data(&match format {
        FrameFormat::Text => frame::text::write(&buffer),
        FrameFormat::Ansi => frame::ansi::write(frame),
        FrameFormat::Svg => frame::svg::write(frame, ground, &title()),
        FrameFormat::Html => frame::html::write(frame, ground, &title()),
        FrameFormat::Plain => write_lines(arguments, is_ascii, &view),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The whole of it as lines, wrapped where a size is asked for; of one pane if one is.
fn write_lines(arguments: &Render, is_ascii: bool, view: &View<'_>) -> String {
    let panes = match arguments.pane {
        Some(_) => vec![view.app.pane],
        None => Pane::ALL.to_vec(),
    };
    let columns = arguments.size.map(|(columns, _)| usize::from(columns));
    let mut out = String::new();
    for line in full_text::write_lines(view, &panes) {
        let line = if is_ascii {
            to_ascii(&line)
        } else {
            for_terminal(&line).into_owned()
        };
        match columns {
            Some(columns) if columns > 0 => {
                for row in fit::wrap_text(&line, columns) {
                    out.push_str(&row);
                    out.push('\n');
                }
            }
            _ => {
                out.push_str(&line);
                out.push('\n');
            }
        }
    }
    out
}

/// What a picture is called: the scenario, the moment, the clock.
pub(super) fn word_title(snapshot: &Snapshot<'_>) -> String {
    let zone = snapshot.scenario.zone();
    let cursor = &snapshot.cursor;
    format!(
        "{}. {}, {}, {}",
        snapshot.scenario.heading.title,
        word_day(snapshot.day, DayForm::Weekday, None),
        word_hour(cursor.as_of, zone),
        word_known(cursor, zone, KnownForm::Heading)
    )
}
