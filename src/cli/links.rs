//! Whether sources are links: whether the terminal can open one, by what the environment says of it.
//!
//! `cli::dashboard` asks. The terminal itself is never asked: an answer may never come. A terminal that cannot open
//! links mostly ignores them, but some draw the address, and all of them pay its bytes.

use super::arguments::AutoChoice;
use crate::terminal::ScreenMode;
use crate::text::link::Extent;

/// How much of a screen is linked; lines have no links.
pub(super) fn link_extent(when: AutoChoice, form: ScreenMode) -> Extent {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let wants = match when {
        _ if form != ScreenMode::Frames => false,
        AutoChoice::Always => true,
        AutoChoice::Never => false,
        AutoChoice::Auto => can_open_links(&variable),
    };
    if wants { Extent::Sparing } else { Extent::None }
}

/// Beginnings of the names of terminals that open links, whatever else is said of them.
const OPENS: [&str; 9] = [
    "alacritty",
    "contour",
    "foot",
    "ghostty",
    "mintty",
    "rio",
    "wezterm",
    "xterm-ghostty",
    "xterm-kitty",
];

/// Beginnings of the names of terminals that do not: consoles, old hardware, emulators that draw the address.
const OPENS_NONE: [&str; 11] = [
    "ansi", "cons", "cygwin", "dumb", "eterm", "linux", "rxvt", "screen", "sun", "vt", "wsvt",
];

/// Programs that open links, as `TERM_PROGRAM` has them.
const PROGRAMS: [&str; 8] = [
    "Hyper",
    "WezTerm",
    "ghostty",
    "iTerm.app",
    "mintty",
    "rio",
    "tmux",
    "vscode",
];

/// Variables that only terminals set which open links.
const SIGNS: [&str; 5] = [
    "DOMTERM",
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "WEZTERM_PANE",
    "WT_SESSION",
];

/// The first version of VTE that does not draw addresses.
const FIRST_VTE: u32 = 5000;

/// Whether the terminal opens links: `FORCE_HYPERLINK` over its program over its name.
fn can_open_links(variable: &dyn Fn(&str) -> String) -> bool {
    let forced = variable("FORCE_HYPERLINK");
    if !forced.is_empty() {
        return forced != "0";
    }
    let term = variable("TERM");
    let is_any_of = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
    // tmux passes links on from version 3.4, and ignores them before; it calls itself screen where tmux is not known.
    if term.starts_with("tmux") || term.starts_with("screen") && !variable("TMUX").is_empty() {
        return true;
    }
    if term.is_empty() || is_any_of(&OPENS_NONE) {
        return false;
    }
    let program = variable("TERM_PROGRAM");
    if program == "Apple_Terminal" || !variable("STY").is_empty() {
        return false;
    }
    let vte = variable("VTE_VERSION").parse::<u32>();
    if let Ok(version) = vte {
        return version >= FIRST_VTE;
    }
    is_any_of(&OPENS)
        || PROGRAMS.contains(&program.as_str())
        || SIGNS.iter().any(|sign| !variable(sign).is_empty())
        // Over SSH the name is all that comes along; terminals of 256 colours that cannot open links ignore them.
        || term.contains("256color")
        || term.ends_with("-direct")
        || matches!(variable("COLORTERM").as_str(), "truecolor" | "24bit")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(variables: &[(&str, &str)], expect: bool) {
        let variable = |name: &str| {
            let found = variables.iter().find(|(its, _)| *its == name);
            found.map_or_else(String::new, |(_, value)| (*value).to_owned())
        };
        assert_eq!(can_open_links(&variable), expect, "{variables:?}");
    }

    #[test]
    fn links_are_sent_where_they_can_be_opened() {
        for term in [
            "xterm-256color",
            "xterm-kitty",
            "alacritty",
            "foot",
            "tmux-256color",
            "tmux",
        ] {
            check(&[("TERM", term)], true);
        }
        for term in [
            "",
            "dumb",
            "linux",
            "vt100",
            "vt220",
            "screen",
            "screen-256color",
            "rxvt-unicode-256color",
            "ansi",
            "xterm",
        ] {
            check(&[("TERM", term)], false);
        }
    }

    #[test]
    fn programs_say_more_than_names() {
        check(&[("TERM", "xterm"), ("TERM_PROGRAM", "iTerm.app")], true);
        check(&[("TERM", "xterm"), ("VTE_VERSION", "7600")], true);
        check(
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "4602")],
            false,
        );
        check(
            &[
                ("TERM", "xterm-256color"),
                ("TERM_PROGRAM", "Apple_Terminal"),
            ],
            false,
        );
        check(&[("TERM", "xterm-256color"), ("STY", "1.pts-0")], false);
        check(&[("TERM", "screen-256color"), ("TMUX", "/tmp/x,1,0")], true);
        check(&[("TERM", "linux"), ("COLORTERM", "truecolor")], false);
        check(&[("TERM", "xterm"), ("COLORTERM", "truecolor")], true);
    }

    #[test]
    fn the_user_has_the_last_word() {
        check(&[("TERM", "linux"), ("FORCE_HYPERLINK", "1")], true);
        check(&[("TERM", "xterm-kitty"), ("FORCE_HYPERLINK", "0")], false);
        assert_eq!(
            link_extent(AutoChoice::Always, ScreenMode::Frames),
            Extent::Sparing
        );
        assert_eq!(
            link_extent(AutoChoice::Never, ScreenMode::Frames),
            Extent::None
        );
        assert_eq!(
            link_extent(AutoChoice::Always, ScreenMode::Lines),
            Extent::None
        );
    }
}
