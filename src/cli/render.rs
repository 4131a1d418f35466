//! `dateline render`: one frame without a terminal, the same bytes on every run.
//!
//! Neither the terminal nor the environment has a say in it: size, glyphs and colours are the arguments' alone.

use std::process::ExitCode;

use super::arguments::{FrameFormat, PaneName, Render};
use super::open;
use super::output::{Failure, print};
use crate::app::action::Pane;
use crate::app::state::App;
use crate::app::view::Shown;
use crate::format::Style;
use crate::frame;
use crate::model::cursor::Audience;
use crate::ui;
use crate::ui::theme::{Depth, Look};

/// Draws a frame for the public and prints it.
pub(super) fn run(arguments: &Render) -> Result<ExitCode, Failure> {
    let loaded = open::scenario(arguments.file.as_deref())?;
    let cursor = open::cursor(&loaded.scenario, &arguments.moment, Audience::Public)?;
    let mut app = App::new(cursor);
    app.filter = open::filter(&loaded.scenario, &arguments.listed)?;
    if let Some(pane) = arguments.pane {
        app.pane = match pane {
            PaneName::Provinces => Pane::Places,
            PaneName::Figures => Pane::Figures,
            PaneName::Timeline => Pane::Timeline,
            PaneName::Map => Pane::Map,
        };
        app.is_zoomed = true;
    }
    let depth = if arguments.format == FrameFormat::Ansi {
        Depth::True
    } else {
        Depth::None
    };
    let wording = Style {
        words: false,
        ascii: arguments.ascii,
    };
    let look = Look {
        depth,
        background: arguments.background.into(),
        wording,
    };
    let shown = Shown::at(&loaded.scenario, &app);
    let buffer = ui::frame(&shown.view(&app), look, arguments.size);
    print(&match arguments.format {
        FrameFormat::Text => frame::text::write(&buffer),
        FrameFormat::Ansi => frame::ansi::write(&buffer),
    })?;
    Ok(ExitCode::SUCCESS)
}
