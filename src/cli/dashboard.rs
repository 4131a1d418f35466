//! Opening the dashboard: arguments in, a terminal taken over, one session after the other until somebody leaves.
//!
//! A session borrows the scenario and ends when a newer state of its file has been loaded; the state of the
//! interface outlives it. What a session does with keys is in `session`, for lines in `cli::plain`.

mod session;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use super::arguments::{AutoChoice, Dashboard, PaletteName, PaneName};
use super::draft::Drafts;
use super::links;
use super::open;
use super::output::{Failure, is_colour_forced, is_coloured, is_utf8};
use super::plain::{self, Voice};
use super::resume;
use super::session_host::{Left, PinnedClock, SessionHost, in_words};
use super::settings::Settings;
use crate::app::action::Pane;
use crate::app::panes;
use crate::app::state::App;
use crate::facts::WordingStyle;
use crate::model::clocks::PreferredZone;
use crate::model::cursor::{Audience, Cursor};
use crate::model::scenario::Scenario;
use crate::plain::rows::SpeechRows;
use crate::scenario::load::LoadError;
use crate::snapshot;
use crate::terminal::{Modes, ScreenMode, Terminal};
use crate::ui::theme::{Depth, FrameStyle};
use crate::watch::{Follower, PollMode as Watch, Start};
use session::DashboardSession;

/// The exit code after a hang-up: 128 and SIGHUP.
const HUNG_UP: u8 = 129;

/// Opens the dashboard on the scenario that is named.
pub(super) fn run(arguments: &Dashboard) -> Result<ExitCode, Failure> {
    if arguments
        .file
        .as_deref()
        .is_some_and(|file| file.as_os_str() == "-")
    {
        return Err(Failure::Usage(
            "the dashboard takes its keys from standard input; name a file, or use 'dateline render -'".to_owned(),
        ));
    }
    let settings = Settings::from_arguments(arguments)?;
    if let Some(lack) = find_lack(settings.plain) {
        return Err(Failure::Usage(lack));
    }
    let opened = Opened::open_file(arguments.file.as_deref(), settings.zone)?;
    let app = build_app(arguments, &settings, &opened)?;
    let wording = WordingStyle {
        words: false,
        ascii: settings.ascii || !is_utf8(),
    };
    let form = match (settings.plain, is_dumb()) {
        (false, _) => ScreenMode::Frames,
        (true, false) => ScreenMode::Lines,
        (true, true) => ScreenMode::BareLines,
    };
    let modes = Modes {
        form,
        mouse: settings.mouse && form == ScreenMode::Frames,
        links: links::link_extent(settings.links, form),
    };
    let terminal = Terminal::enter(modes)
        .map_err(|error| Failure::Usage(format!("cannot set up the terminal: {error}")))?;
    let face = if settings.plain {
        let rows = SpeechRows::new(wording.ascii, form == ScreenMode::BareLines);
        Face::Lines(Box::new(Voice::new(rows)))
    } else {
        Face::Frames(FrameStyle {
            depth: colour_depth(settings.color, settings.palette),
            background: settings.background.into(),
            wording,
        })
    };
    let bell = settings.bell;
    let left = open_and_stay((arguments, bell), opened, app, terminal, face);
    left.or_else(|error| {
        // A terminal that has hung up answers with EIO, perhaps before the hang-up itself is noticed.
        if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) {
            return Ok(ExitCode::from(HUNG_UP));
        }
        Err(Failure::Usage(format!("the terminal is lost: {error}")))
    })
}

/// The pane that is wanted, unless the scenario has nothing for it.
fn first_pane(wanted: PaneName, scenario: &Scenario, cursor: Cursor) -> Pane {
    // The usual one is not worth a look at the log.
    if wanted != PaneName::Provinces
        && panes::list_panes(&snapshot::at(scenario, cursor)).contains(&wanted.into())
    {
        return wanted.into();
    }
    Pane::Places
}

/// How the dashboard shows itself.
enum Face {
    /// As frames.
    Frames(FrameStyle),
    /// As lines.
    Lines(Box<Voice>),
}

/// What is shown, and what is remembered of its file.
struct Opened {
    scenario: Arc<Scenario>,
    start: Option<Start>,
}

impl Opened {
    /// Loads a file, or the scenario that is built in.
    fn open_file(file: Option<&Path>, zone: Option<PreferredZone>) -> Result<Self, Failure> {
        let Some(file) = file else {
            return Ok(Self {
                scenario: Arc::new(open::scenario_in(None, zone)?.scenario),
                start: None,
            });
        };
        let began = SystemTime::now();
        let texts = open::read_named(file, "--at")?;
        let start = Start::from_texts(file, &texts, began);
        let mut loaded = texts.load_scenario().map_err(LoadError::Bad)?;
        loaded.scenario.heading.hours = open::find_zone(zone)?;
        Ok(Self {
            scenario: Arc::new(loaded.scenario),
            start: Some(start),
        })
    }
}

/// The state of the interface as it opens: where the arguments say, else where the file was left.
fn build_app(arguments: &Dashboard, settings: &Settings, opened: &Opened) -> Result<App, Failure> {
    let scenario = &opened.scenario;
    let cursor = open::read_cursor(scenario, &arguments.moment, Audience::Desk)?;
    let mut app = App::new(cursor);
    app.filter = open::read_filter(scenario, &arguments.listed)?;
    app.order = settings.order;
    app.pane = first_pane(settings.pane, scenario, cursor);
    app.has_file = arguments.file.is_some();
    app.file.saved = opened
        .start
        .as_ref()
        .and_then(Start::last_saved)
        .map(in_words);
    app.file.look_at(scenario);
    if let (Some(file), None, false) = (
        &arguments.file,
        &arguments.moment.at,
        arguments.following.forget,
    ) {
        let keeps_clock = arguments.moment.known != "now";
        resume::restore_position(file, scenario, &mut app, keeps_clock);
    }
    Ok(app)
}

/// Follows the file, stays until somebody leaves, and remembers where.
fn open_and_stay(
    (arguments, bell): (&Dashboard, bool),
    opened: Opened,
    mut app: App,
    terminal: Terminal,
    face: Face,
) -> io::Result<ExitCode> {
    let caller = terminal.caller();
    let look = if arguments.following.poll {
        Watch::EverySecond
    } else {
        Watch::WhenReported
    };
    let scenario = Arc::clone(&opened.scenario);
    let follower = opened
        .start
        .map(|start| Follower::start_following(start, scenario, look, move || caller.call()));
    if let Some(Err(error)) = &follower {
        app.notice = Some(format!("the file is not followed: {error}"));
    }
    let follower = follower.and_then(Result::ok);
    let clock = match arguments.moment.now {
        Some(_) => PinnedClock::Since(app.cursor.now, Instant::now()),
        None => PinnedClock::System,
    };
    let file = arguments.file.clone();
    let mut desk = SessionHost::new(terminal, clock, (file, follower), bell);
    let keeps_drafts = arguments
        .file
        .as_ref()
        .filter(|_| !arguments.following.forget);
    desk.drafts = keeps_drafts.and_then(|file| Drafts::for_file(file));
    let left = run_sessions(opened.scenario, &mut app, desk, face);
    if let (Some(file), false) = (&arguments.file, arguments.following.forget) {
        resume::save_position(file, &app);
    }
    left
}

/// One session after the other: each borrows the scenario as it was last loaded.
fn run_sessions(
    mut scenario: Arc<Scenario>,
    app: &mut App,
    mut desk: SessionHost,
    mut face: Face,
) -> io::Result<ExitCode> {
    loop {
        let left = match &mut face {
            Face::Frames(look) => DashboardSession::new(&scenario, app, *look, &mut desk).run()?,
            Face::Lines(voice) => plain::run(&scenario, app, voice, &mut desk)?,
        };
        match left {
            Left::For(code) => {
                desk.keep_draft(app);
                return Ok(code);
            }
            Left::Reloaded(mut next) => {
                if scenario.heading.hours.is_some() {
                    Arc::make_mut(&mut next).heading.hours = scenario.heading.hours;
                }
                scenario = next;
            }
        }
    }
}

/// What is missing for a dashboard, and what does without it.
fn find_lack(is_plain: bool) -> Option<String> {
    let term = std::env::var_os("TERM").unwrap_or_default();
    let lack = match (io::stdin().is_terminal(), io::stdout().is_terminal()) {
        (false, false) => "",
        (false, true) => " for its keys, and standard input is none",
        (true, false) => " to draw on, and standard output is none",
        // Lines do without all of the rest.
        (true, true) if is_plain => return None,
        (true, true) if term.is_empty() => ", and TERM does not say which this is",
        (true, true) if is_dumb() => " that moves its cursor, and TERM says 'dumb'",
        (true, true) => return None,
    };
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let (flag, prints) = if is_plain {
        (" --plain", "all of it")
    } else {
        ("", "a frame")
    };
    let lines = if is_terminal {
        ", 'dateline --plain' says it in lines"
    } else {
        ""
    };
    Some(format!(
        "the dashboard needs a terminal{lack}; 'dateline render{flag} --at 2021-08-13' prints {prints} without one{lines}"
    ))
}

/// Whether the terminal knows no control sequences, by what the environment says of it.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// How many colours the terminal has, by what the environment says of it.
fn colour_depth(when: AutoChoice, palette: PaletteName) -> Depth {
    if !is_coloured(when, true) {
        return Depth::None;
    }
    if palette == PaletteName::Terminal {
        return Depth::Sixteen;
    }
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let (colour, term) = (variable("COLORTERM"), variable("TERM"));
    if matches!(colour.as_str(), "truecolor" | "24bit") || term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") {
        Depth::Indexed
    } else if term.starts_with("vt") && when == AutoChoice::Auto && !is_colour_forced() {
        Depth::None
    } else {
        Depth::Sixteen
    }
}
