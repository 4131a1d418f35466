//! The decoder against another one: streams of keys, clicks and pastes mean to it what they mean to the crate `termina`,
//! however they are cut up, and what is none of these means the same however it is cut up.
//!
//! `DATELINE_TEST_SECONDS=60` lets both loops go on for so long.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyModifiers};
use termina::event::{
    Event as Other, KeyCode as OtherCode, Modifiers, MouseButton, MouseEventKind,
};

use super::decode::{Decoder, TerminalEvent, Touch};

/// Numbers that follow from a seed (`SplitMix64`).
struct Random(u64);

impl Random {
    fn draw_below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }

    fn pick_one<'p, T: ?Sized>(&mut self, from: &[&'p T]) -> &'p T {
        from[self.draw_below(from.len())]
    }
}

/// Runs a test with one seed after the other.
fn run_seeds(what: &str, least: u64, test: impl Fn(u64, &mut Random)) {
    let seconds = std::env::var("DATELINE_TEST_SECONDS").ok();
    let until = seconds
        .and_then(|seconds| seconds.parse().ok())
        .map(Duration::from_secs);
    let start = Instant::now();
    let mut seed = 0;
    while seed < least || until.is_some_and(|until| start.elapsed() < until) {
        test(seed, &mut Random(seed));
        seed += 1;
    }
    eprintln!("{what}: {seed} seeds");
}

/// What one decoder takes, in words.
fn of_own(event: &TerminalEvent) -> String {
    let key = |code: KeyCode, modifiers: KeyModifiers| {
        // Which letter was typed says whether Shift was held.
        let is_letter = matches!(code, KeyCode::Char(_));
        let shift = modifiers.contains(KeyModifiers::SHIFT) && !is_letter;
        let [alt, control] =
            [KeyModifiers::ALT, KeyModifiers::CONTROL].map(|it| modifiers.contains(it));
        format!("{code:?} {shift} {alt} {control}")
    };
    match event {
        TerminalEvent::Key(event) => key(event.code, event.modifiers),
        TerminalEvent::Paste(text) => format!("paste {text}"),
        TerminalEvent::Mouse(touch, cell) => format!("{touch:?} {cell:?}"),
        other => format!("{other:?}"),
    }
}

/// What the other one takes, in the same words; nothing for what the dashboard does not take.
fn of_other(event: &Other) -> Option<String> {
    Some(match event {
        Other::Key(event) => {
            let code = match event.code {
                OtherCode::Char(letter) => KeyCode::Char(letter),
                OtherCode::Enter => KeyCode::Enter,
                OtherCode::Backspace => KeyCode::Backspace,
                OtherCode::Tab => KeyCode::Tab,
                OtherCode::Escape => KeyCode::Esc,
                OtherCode::Left => KeyCode::Left,
                OtherCode::Right => KeyCode::Right,
                OtherCode::Up => KeyCode::Up,
                OtherCode::Down => KeyCode::Down,
                OtherCode::Home => KeyCode::Home,
                OtherCode::End => KeyCode::End,
                OtherCode::BackTab => KeyCode::BackTab,
                OtherCode::PageUp => KeyCode::PageUp,
                OtherCode::PageDown => KeyCode::PageDown,
                OtherCode::Insert => KeyCode::Insert,
                OtherCode::Delete => KeyCode::Delete,
                OtherCode::Function(number) => KeyCode::F(number),
                _ => return None,
            };
            let has = |it: Modifiers| event.modifiers.contains(it);
            let shift = has(Modifiers::SHIFT) && !matches!(code, KeyCode::Char(_));
            format!(
                "{code:?} {shift} {} {}",
                has(Modifiers::ALT),
                has(Modifiers::CONTROL)
            )
        }
        Other::Paste(text) => format!("paste {text}"),
        Other::Mouse(event) => {
            let touch = match event.kind {
                MouseEventKind::Down(MouseButton::Left) => Touch::Click,
                MouseEventKind::ScrollUp => Touch::WheelUp,
                MouseEventKind::ScrollDown => Touch::WheelDown,
                _ => return None,
            };
            format!("{touch:?} {:?}", (event.column, event.row))
        }
        _ => return None,
    })
}

/// One key, click or paste as a terminal sends it.
fn random_sequence(random: &mut Random) -> String {
    match random.draw_below(9) {
        0 => random
            .pick_one(&["a", "Q", "7", " ", "/", "é", "Ж", "東", "🜚", "~"])
            .to_owned(),
        1 => random
            .pick_one(&["\r", "\t", "\x7f", "\x01", "\x03", "\x0c", "\x1a", "\0"])
            .to_owned(),
        2 => format!(
            "\x1b[{}",
            random.pick_one(&["A", "B", "C", "D", "H", "F", "Z"])
        ),
        3 => format!(
            "\x1bO{}",
            random.pick_one(&["A", "B", "C", "D", "H", "F", "P", "Q", "R", "S"])
        ),
        4 => format!(
            "\x1b[{}~",
            random.pick_one(&["1", "2", "3", "4", "5", "6", "15", "17", "21", "23", "24"])
        ),
        5 => format!(
            "\x1b[1;{}{}",
            2 + random.draw_below(7),
            random.pick_one(&["A", "B", "C", "D", "H", "F", "P", "S"])
        ),
        6 => format!(
            "\x1b[{};{}~",
            random.pick_one(&["2", "3", "5", "6", "15"]),
            2 + random.draw_below(7)
        ),
        7 => {
            let last = random.pick_one(&["M", "m"]);
            let button = random.pick_one(&["0", "64", "65"]);
            format!(
                "\x1b[<{button};{};{}{last}",
                1 + random.draw_below(300),
                1 + random.draw_below(100)
            )
        }
        _ => format!(
            "\x1b[200~{}\x1b[201~",
            random.pick_one(&["", "text", "a\nb", "q\x1b[A", "é東"])
        ),
    }
}

/// Feeds a decoder bytes in pieces that are cut anywhere.
fn feed_in_pieces(bytes: &[u8], random: &mut Random) -> Vec<String> {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(1 + random.draw_below(rest.len()));
        events.extend(decoder.feed_bytes(piece));
        rest = behind;
    }
    events.extend(decoder.give_up());
    events.iter().map(of_own).collect()
}

#[test]
fn what_terminals_send_means_the_same_to_another_decoder() {
    run_seeds("decoder against termina", 2000, |seed, random| {
        let count = 1 + random.draw_below(12);
        let sent: String = (0..count).map(|_| random_sequence(random)).collect();
        let mut other = termina::Parser::default();
        other.parse(sent.as_bytes(), false);
        let mut expected = Vec::new();
        while let Some(event) = other.pop() {
            expected.extend(of_other(&event));
        }
        let found = feed_in_pieces(sent.as_bytes(), random);
        assert_eq!(found, expected, "seed {seed}: {sent:?}");
    });
}

#[test]
fn any_bytes_mean_the_same_however_they_are_cut_up() {
    const PIECES: [&[u8]; 20] = [
        b"\x1b",
        b"[",
        b"O",
        b"]",
        b"P",
        b"<",
        b"0;",
        b"200~",
        b"201~",
        b"M",
        b"m",
        b"~",
        b"u",
        b"\x07",
        b"\\",
        b"\xe6\x9d",
        b"\xff",
        b"x",
        b"1;5",
        b"\x18",
    ];
    run_seeds("decoder on any bytes", 2000, |seed, random| {
        let count = 1 + random.draw_below(24);
        let bytes: Vec<u8> = (0..count)
            .flat_map(|_| random.pick_one(&PIECES))
            .copied()
            .collect();
        let mut whole = Decoder::default();
        let mut expected = whole.feed_bytes(&bytes);
        expected.extend(whole.give_up());
        let expected: Vec<String> = expected.iter().map(of_own).collect();
        let found = feed_in_pieces(&bytes, random);
        assert_eq!(found, expected, "seed {seed}: {}", bytes.escape_ascii());
    });
}
