//! Bytes from the terminal to keys, pastes and clicks, however they are cut up on the way.
//!
//! `events` feeds it what it reads and says when nothing more comes. crossterm's own reader is not used: it
//! stops taking keys behind half a sequence, behind 1,024 bytes at once and at the end of a terminal. Pure;
//! knows no clock.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What the dashboard takes: what the terminal sends, and what wakes it besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TerminalEvent {
    /// A key was pressed.
    Key(KeyEvent),
    /// A text was pasted.
    Paste(String),
    /// A mouse button or the wheel, at which column and row; both count from 0.
    Mouse(Touch, (u16, u16)),
    /// The terminal has another size.
    Resize,
    /// Somebody outside asks the program to stop, as Ctrl-Z does.
    Stop,
    /// The program goes on after it was stopped.
    Resumed,
    /// The moment that the dashboard waited for has come.
    Due,
    /// Another thread of the program has something for the dashboard.
    Called,
}

/// What is done with a mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// Its first button was pressed.
    Click,
    /// Its wheel was turned away from the hand.
    WheelUp,
    /// Its wheel was turned towards the hand.
    WheelDown,
}

/// How long the next byte of a sequence may take, on a slow line too; then an Esc is the key.
const PATIENCE: Duration = Duration::from_millis(265);
/// How long after that the rest of a sequence is still known for what it is.
const LATE_PATIENCE: Duration = Duration::from_secs(1);
/// How long a paste may pause.
const PASTE_PATIENCE: Duration = Duration::from_secs(1);

/// The length of a control sequence without parameters.
const SHORT: usize = 3;
/// The longest control sequence that is waited for; every known one is shorter.
const LONGEST: usize = 256;
/// The longest command string that is waited for.
const LONGEST_STRING: usize = 1 << 16;
/// The most bytes that are kept of a paste.
const MOST_PASTED: usize = 1 << 16;

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What begins a sequence of bytes.
enum SequenceStart {
    /// More bytes must come before it is known.
    Incomplete,
    /// So many bytes, and what they mean, if anything.
    Taken(usize, Option<TerminalEvent>),
    /// So many bytes, and a paste begins behind them.
    PasteBegins(usize),
}

/// A sequence whose rest took too long.
struct LateSequence {
    /// Its bytes, as far as they have come.
    bytes: Vec<u8>,
    /// How many of them have been acted on or dropped; the others are keys if no sequence comes of them.
    settled: usize,
}

impl LateSequence {
    /// Returns whether its bytes may be those of a sequence, rather than an Esc and a key behind it.
    fn is_sequence(&self) -> bool {
        match self.bytes.get(1..).unwrap_or_default() {
            [b'[' | b'O', ..] | [b']' | b'P'] => true,
            [b']' | b'P', second, ..] => matches!(second, b'0'..=b'9' | b'+' | b'$' | b'>' | b'!'),
            _ => false,
        }
    }
}

/// Bytes that have come and are not understood yet.
#[derive(Default)]
pub(super) struct Decoder {
    pending: Vec<u8>,
    /// What took too long, while its rest may still come.
    late: Option<LateSequence>,
    /// What has been pasted, until the end of it comes.
    paste: Option<Vec<u8>>,
}

impl Decoder {
    /// Takes bytes, and gives what they mean.
    pub(super) fn feed_bytes(&mut self, bytes: &[u8]) -> Vec<TerminalEvent> {
        let mut events = Vec::new();
        let mut rest = std::mem::take(&mut self.pending);
        match self.late.take() {
            Some(late) => rest.extend(self.drop_rest(late, bytes)),
            None => rest.extend(bytes),
        }
        let mut at = 0;
        while let Some(bytes) = rest.get(at..).filter(|bytes| !bytes.is_empty()) {
            if let Some(paste) = &mut self.paste {
                match take_pasted(paste, bytes) {
                    Some(used) => at += used,
                    None => return events,
                }
                events.extend(self.end_of_paste());
                continue;
            }
            match decode_first(bytes) {
                SequenceStart::Taken(used, event) => {
                    at += used;
                    events.extend(event);
                }
                SequenceStart::PasteBegins(used) => {
                    at += used;
                    self.paste = Some(Vec::new());
                }
                SequenceStart::Incomplete => break,
            }
        }
        self.pending = rest.split_off(at.min(rest.len()));
        events
    }

    /// Takes the rest of a sequence that took too long, which is no key any more; returns what is left to be decoded.
    fn drop_rest(&mut self, mut late: LateSequence, bytes: &[u8]) -> Vec<u8> {
        late.bytes.extend(bytes);
        let dropped = match decode_first(&late.bytes) {
            _ if !late.is_sequence() => late.settled,
            SequenceStart::Incomplete => {
                if late.settled > 1 {
                    late.settled = late.bytes.len();
                }
                self.late = Some(late);
                return Vec::new();
            }
            SequenceStart::PasteBegins(used) => {
                self.paste = Some(Vec::new());
                used
            }
            // A letter that no sequence of a key ends with is a key, unless numbers stand before it.
            SequenceStart::Taken(used, event) if event.is_some() || used > SHORT => used,
            SequenceStart::Taken(..) => late.settled,
        };
        late.bytes.split_off(dropped.max(late.settled))
    }

    /// How long to wait for the rest of what has begun; `None` if nothing has.
    pub(super) fn remaining_wait(&self) -> Option<Duration> {
        match (&self.paste, &self.late) {
            (Some(_), _) => Some(PASTE_PATIENCE),
            (None, Some(late)) if late.settled == late.bytes.len() => Some(LATE_PATIENCE),
            (None, None) if self.pending.is_empty() => None,
            (None, _) => Some(PATIENCE),
        }
    }

    /// Returns whether a sequence has begun, or the rest of one is waited for; a paste is none.
    pub(super) fn is_in_sequence(&self) -> bool {
        self.paste.is_none() && (self.late.is_some() || !self.pending.is_empty())
    }

    /// Nothing more comes for now: an Esc alone is the key, a paste ends, and half a sequence is dropped, with what may
    /// still come of it.
    pub(super) fn give_up(&mut self) -> Vec<TerminalEvent> {
        if let Some(mut late) = self.late.take() {
            let typed = late.bytes.split_off(late.settled);
            let mut events = self.feed_bytes(&typed);
            self.pending.clear();
            events.extend(self.end_of_paste());
            return events;
        }
        let pending = std::mem::take(&mut self.pending);
        let pasted = self.end_of_paste();
        if pasted.is_some() || pending.first() != Some(&ESC) {
            return pasted.into_iter().collect();
        }
        let is_key = pending.len() == 1;
        self.late = Some(LateSequence {
            settled: pending.len(),
            bytes: pending,
        });
        is_key
            .then(|| key_event(KeyCode::Esc))
            .into_iter()
            .collect()
    }

    fn end_of_paste(&mut self) -> Option<TerminalEvent> {
        let pasted = self.paste.take()?;
        Some(TerminalEvent::Paste(
            String::from_utf8_lossy(&pasted).into_owned(),
        ))
    }
}

/// Adds bytes to a paste; how many of them, if its end is among them.
fn take_pasted(paste: &mut Vec<u8>, bytes: &[u8]) -> Option<usize> {
    // The end may have begun with what came before.
    let from = paste.len().saturating_sub(PASTE_END.len() - 1);
    let before = paste.len();
    paste.extend(bytes);
    let end = paste.get(from..).and_then(|tail| {
        tail.windows(PASTE_END.len())
            .position(|window| window == PASTE_END)
    });
    let Some(end) = end.map(|end| from + end) else {
        if paste.len() > MOST_PASTED + PASTE_END.len() {
            paste.drain(MOST_PASTED..paste.len() - PASTE_END.len());
        }
        return None;
    };
    paste.truncate(end.min(MOST_PASTED));
    Some(end + PASTE_END.len() - before)
}

/// The first key, click or sequence of some bytes.
fn decode_first(bytes: &[u8]) -> SequenceStart {
    match bytes {
        [] | [ESC] => SequenceStart::Incomplete,
        [ESC, b'[', ..] => decode_csi(bytes),
        [ESC, b'O', rest @ ..] => match rest.first() {
            None => SequenceStart::Incomplete,
            Some(last @ b' '..) => SequenceStart::Taken(3, lettered_key(*last).map(key_event)),
            Some(_) => SequenceStart::Taken(2, None),
        },
        [ESC, b']' | b'P' | b'X' | b'^' | b'_', ..] => decode_string(bytes),
        // No key with Alt means anything here: on a slow line it is Esc, and the next key behind it.
        [ESC, _, ..] => SequenceStart::Taken(1, Some(key_event(KeyCode::Esc))),
        [control @ (..b' ' | 0x7f), ..] => {
            SequenceStart::Taken(1, Some(TerminalEvent::Key(of_control(*control))))
        }
        [first, ..] => decode_letter(*first, bytes),
    }
}

/// A letter in UTF-8; bytes that are none are dropped one by one.
fn decode_letter(first: u8, bytes: &[u8]) -> SequenceStart {
    let length = match first {
        ..0x80 => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return SequenceStart::Taken(1, None),
    };
    let found = bytes.get(..length.min(bytes.len())).unwrap_or_default();
    match std::str::from_utf8(found) {
        Ok(text) => SequenceStart::Taken(
            length,
            text.chars().next().map(KeyCode::Char).map(key_event),
        ),
        Err(error) if error.error_len().is_none() => SequenceStart::Incomplete,
        Err(_) => SequenceStart::Taken(1, None),
    }
}

/// The key behind a control character.
fn of_control(byte: u8) -> KeyEvent {
    let letter = |letter: u8| KeyEvent::new(KeyCode::Char(letter.into()), KeyModifiers::CONTROL);
    match byte {
        b'\r' | b'\n' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        // Which of the two the key sends differs from terminal to terminal.
        0x08 | 0x7f => KeyCode::Backspace.into(),
        ESC => KeyCode::Esc.into(),
        0 => letter(b' '),
        0x01..=0x1a => letter(byte + 0x60),
        _ => letter(byte + 0x18),
    }
}

/// A command string of a terminal, such as a late answer to what another program asked. Means nothing here.
fn decode_string(bytes: &[u8]) -> SequenceStart {
    let behind = bytes.iter().enumerate().skip(2);
    for (i, byte) in behind {
        match (byte, bytes.get(i + 1)) {
            (0x07, _) => return SequenceStart::Taken(i + 1, None),
            (&ESC, Some(b'\\')) => return SequenceStart::Taken(i + 2, None),
            (&ESC, Some(_)) => return SequenceStart::Taken(i, None),
            _ if i > LONGEST_STRING => return SequenceStart::Taken(i, None),
            _ => {}
        }
    }
    SequenceStart::Incomplete
}

/// A control sequence: parameters, intermediates, and a last byte that says what it is.
fn decode_csi(bytes: &[u8]) -> SequenceStart {
    if let [_, _, b'[', rest @ ..] = bytes {
        // F1 to F5 of the Linux console.
        return match rest.first() {
            None => SequenceStart::Incomplete,
            Some(last @ b'A'..=b'E') => {
                SequenceStart::Taken(4, Some(key_event(KeyCode::F(last - b'A' + 1))))
            }
            Some(_) => SequenceStart::Taken(3, None),
        };
    }
    let body = bytes.get(2..).unwrap_or_default();
    let Some(length) = body.iter().position(|byte| !matches!(byte, b' '..=b'?')) else {
        return if body.len() > LONGEST {
            SequenceStart::Taken(bytes.len(), None)
        } else {
            SequenceStart::Incomplete
        };
    };
    let (parameters, last) = (body.get(..length).unwrap_or_default(), body.get(length));
    let used = length + 3;
    match (parameters, last) {
        // What breaks a sequence off begins something new.
        (_, None | Some(..b'@' | 0x7f..)) => SequenceStart::Taken(used - 1, None),
        (b"200", Some(b'~')) => SequenceStart::PasteBegins(used),
        // A click in the oldest form: three bytes follow.
        (b"", Some(b'M')) if bytes.len() < used + 3 => SequenceStart::Incomplete,
        (b"", Some(b'M')) => SequenceStart::Taken(used + 3, None),
        ([b'<', parameters @ ..], Some(last @ (b'M' | b'm'))) => {
            SequenceStart::Taken(used, decode_mouse(parameters, *last == b'M'))
        }
        (_, Some(last)) => {
            SequenceStart::Taken(used, of_sequence(parameters, *last).map(TerminalEvent::Key))
        }
    }
}

/// The numbers of a sequence's parameters; one that is left out is 0, and what stands behind a colon is left out.
fn parse_numbers(parameters: &[u8]) -> Option<Vec<u32>> {
    let text = std::str::from_utf8(parameters).ok()?;
    let number = |part: &str| {
        let number = part.split(':').next().unwrap_or_default();
        if number.is_empty() {
            Some(0)
        } else {
            number.parse().ok()
        }
    };
    text.split(';').map(number).collect()
}

/// The key of a control sequence; its release is none.
fn of_sequence(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    if parameters.ends_with(b":3") {
        return None;
    }
    let numbers = parse_numbers(parameters)?;
    let number = |i: usize| numbers.get(i).copied().unwrap_or(0);
    let modifiers = parse_modifiers(number(1));
    let code = match last {
        b'~' if number(0) == 27 => of_code(number(2), modifiers)?,
        b'~' => numbered_key(number(0))?,
        b'u' => of_code(number(0), modifiers)?,
        b'Z' => return Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        // Shift with an arrow, as rxvt says it.
        b'a'..=b'd' if parameters.is_empty() => {
            return Some(KeyEvent::new(
                lettered_key(last - 0x20)?,
                KeyModifiers::SHIFT,
            ));
        }
        // A report of where the cursor is has the form of F3, and a click in an old form that of Enter.
        b'R' | b'M' => return None,
        _ => lettered_key(last)?,
    };
    Some(KeyEvent::new(code, modifiers))
}

/// The keys with a letter, in control sequences and behind `ESC O`.
fn lettered_key(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The keys with a number.
fn numbered_key(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(u8::try_from(number - 10).ok()?),
        17..=21 => KeyCode::F(u8::try_from(number - 11).ok()?),
        23 | 24 => KeyCode::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

/// The key with the code of a character, as terminals with extended keys say it.
fn of_code(code: u32, modifiers: KeyModifiers) -> Option<KeyCode> {
    let letter = char::from_u32(code)?;
    Some(match letter {
        '\r' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\x1b' => KeyCode::Esc,
        '\x08' | '\x7f' => KeyCode::Backspace,
        _ if letter.is_control() => return None,
        _ if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::Char(letter.to_ascii_uppercase()),
        _ => KeyCode::Char(letter),
    })
}

/// Shift, Alt and Ctrl of a sequence's second parameter, which is 1 without any.
fn parse_modifiers(number: u32) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, bits & 1 != 0);
    modifiers.set(KeyModifiers::ALT, bits & 2 != 0);
    modifiers.set(KeyModifiers::CONTROL, bits & 4 != 0);
    modifiers
}

/// A press of the first button, or a turn of the wheel; the rest of what a mouse does means nothing here.
fn decode_mouse(parameters: &[u8], is_press: bool) -> Option<TerminalEvent> {
    let &[what, column, row] = parse_numbers(parameters)?.as_slice() else {
        return None;
    };
    let (is_wheel, is_move) = (what & 0x40 != 0, what & 0x20 != 0);
    let touch = match (is_wheel, what & 3) {
        (true, 0) => Touch::WheelUp,
        (true, 1) => Touch::WheelDown,
        (false, 0) if is_press && !is_move => Touch::Click,
        _ => return None,
    };
    // Terminals count from 1, and some say 0 at the edge.
    let cell = |number: u32| u16::try_from(number.saturating_sub(1)).unwrap_or(u16::MAX);
    Some(TerminalEvent::Mouse(touch, (cell(column), cell(row))))
}

fn key_event(code: KeyCode) -> TerminalEvent {
    TerminalEvent::Key(code.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What some bytes mean when nothing follows, in short: `Up`, `^c`, `!x` with Alt, `+Up` with Shift.
    fn meaning(pieces: &[&[u8]]) -> String {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        for piece in pieces {
            events.extend(decoder.feed_bytes(piece));
        }
        while decoder.remaining_wait().is_some() {
            events.extend(decoder.give_up());
        }
        let words: Vec<String> = events.iter().map(word).collect();
        words.join(" ")
    }

    fn word(event: &TerminalEvent) -> String {
        match event {
            TerminalEvent::Key(key) => {
                let signs = [
                    (KeyModifiers::ALT, "!"),
                    (KeyModifiers::CONTROL, "^"),
                    (KeyModifiers::SHIFT, "+"),
                ];
                let held = signs.iter().filter(|(its, _)| key.modifiers.contains(*its));
                let held: String = held.map(|(_, sign)| *sign).collect();
                match key.code {
                    KeyCode::Char(letter) => format!("{held}{letter}"),
                    KeyCode::F(number) => format!("{held}F{number}"),
                    code => format!("{held}{code:?}"),
                }
            }
            TerminalEvent::Paste(text) => format!("{text:?}"),
            TerminalEvent::Mouse(touch, (column, row)) => format!("{touch:?}@{column},{row}"),
            other => format!("{other:?}"),
        }
    }

    const CASES: &[(&[u8], &str)] = &[
        (b"q?Q \xc3\xa9\xe2\x82\xac\xf0\x9f\x9a\x80", "q ? Q   é € 🚀"),
        (b"\r\n\t\x7f\x08", "Enter Enter Tab Backspace Backspace"),
        (b"\x03\x1a\x0c\x15\x00\x1c", "^c ^z ^l ^u ^  ^4"),
        (b"\x1b", "Esc"),
        (b"\x1b\x1b", "Esc Esc"),
        (b"\x1b\x1b[C", "Esc Right"),
        (b"\x1bx\x1b\xc3\xa9\x1b\x03", "Esc x Esc é Esc ^c"),
        (b"\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left"),
        (b"\x1bOA\x1bOB\x1bOC\x1bOD\x1bOM", "Up Down Right Left Enter"),
        (b"\x1b[H\x1b[F\x1bOH\x1bOF\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "Home End Home End Home End Home End"),
        (b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Insert Delete PageUp PageDown"),
        (b"\x1b[1;2A\x1b[1;5C\x1b[1;3D\x1b[a\x1b[3;2~", "+Up ^Right !Left +Up +Delete"),
        (b"\x1b[Z\x1b[1;2Z", "+BackTab +BackTab"),
        (b"\x1bOP\x1b[11~\x1b[[A\x1b[1;2P\x1b[15~\x1b[24~", "F1 F1 F1 +F1 F5 F12"),
        (b"\x1b[113u\x1b[99;5u\x1b[27u\x1b[104;2u\x1b[27;5;99~", "q ^c Esc +H ^c"),
        (b"\x1b[97;1:3u\x1b[1;1:3Aq", "q"),
        (b"\x1b[<0;1;1M\x1b[<0;300;200m\x1b[<65;2;3M", "Click@0,0 WheelDown@1,2"),
        // Coordinates that no cell has.
        (b"\x1b[<0;0;0M\x1b[<0;99999;1Mq", "Click@0,0 Click@65535,0 q"),
        (b"\x1b[<0;1M\x1b[<1;;;M\x1b[<99999999999;1;1Mq", "q"),
        // The older ways to say a click; two of these bytes are letters.
        (b"\x1b[M qq\x1b[M   \x1b[0;0;0Mj", "j"),
        (b"\x1b[200~q\x1b[D\r\x03\x1b[201~q", r#""q\u{1b}[D\r\u{3}" q"#),
        (b"\x1b[200~\x1b[201~", r#""""#),
        (b"\x1b[200~caf\xe9", r#""caf�""#),
        // What another program had asked for, and focus: no keys.
        (b"\x1b]11;rgb:00/00/00\x07\x1b]11;q\x1b\\\x1bP1+rq\x1b\\\x1b[?62;4c\x1b[24;80R\x1b[I\x1b[Oq", "q"),
        // Broken off: what breaks it off counts.
        (b"\x1b[\x03", "^c"),
        (b"\x1b[1;\x1b[A", "Up"),
        (b"\x1b[?\x03", "^c"),
        (b"\x1bO\x1b[A", "Up"),
        (b"\x1b]11;\x1b[A", "Up"),
        // Nothing that is known.
        (b"\x1b[99999999999~\x1b[?7$y\x1b[5n\x1b[200;1u\x1b[[Zq", "È Z q"),
        (b"\xff\xfe\x80\xc3q\xe2\x82q\xed\xa0\x80", "q q"),
        // Halves that nothing follows.
        (b"\x1b[", ""),
        (b"\x1bO", ""),
        (b"\x1b[1;5", ""),
        (b"\x1b[M q", ""),
        (b"\x1b]0;title", ""),
        (b"\xe2\x82", ""),
    ];

    #[test]
    fn bytes_mean_the_same_however_they_are_cut_up() {
        for (bytes, expected) in CASES {
            let shown = bytes.escape_ascii();
            assert_eq!(&meaning(&[bytes]), expected, "{shown}");
            for at in 0..bytes.len() {
                let (before, after) = bytes.split_at(at);
                assert_eq!(&meaning(&[before, after]), expected, "{shown} cut at {at}");
            }
            let each: Vec<&[u8]> = bytes.chunks(1).collect();
            assert_eq!(&meaning(&each), expected, "{shown} byte by byte");
        }
    }

    #[test]
    fn half_a_sequence_holds_up_no_later_key() {
        for half in CASES.iter().filter(|(_, meaning)| meaning.is_empty()) {
            let mut decoder = Decoder::default();
            assert!(decoder.feed_bytes(half.0).is_empty());
            assert_eq!(decoder.remaining_wait(), Some(PATIENCE));
            assert!(decoder.give_up().is_empty());
            while decoder.remaining_wait().is_some() {
                assert!(decoder.give_up().is_empty());
            }
            assert_eq!(decoder.feed_bytes(b"q"), [key_event(KeyCode::Char('q'))]);
        }
        let mut decoder = Decoder::default();
        assert!(decoder.feed_bytes(b"\x1b[200~q").is_empty());
        assert_eq!(decoder.remaining_wait(), Some(PASTE_PATIENCE));
        assert_eq!(decoder.give_up(), [TerminalEvent::Paste("q".to_owned())]);
        assert_eq!(decoder.feed_bytes(b"q"), [key_event(KeyCode::Char('q'))]);
    }

    /// What pieces mean if every one but the first comes too late.
    fn late_meaning(pieces: &[&[u8]]) -> String {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        for piece in pieces {
            events.extend(decoder.feed_bytes(piece));
            if decoder
                .remaining_wait()
                .is_some_and(|it| it < LATE_PATIENCE)
            {
                events.extend(decoder.give_up());
            }
        }
        while decoder.remaining_wait().is_some() {
            events.extend(decoder.give_up());
        }
        let words: Vec<String> = events.iter().map(word).collect();
        words.join(" ")
    }

    #[test]
    fn what_is_left_of_a_late_sequence_is_no_key() {
        for (pieces, expected) in [
            (&[b"\x1b".as_slice(), b"[6~"] as &[&[u8]], "Esc"),
            (&[b"\x1b", b"OA", b"q"], "Esc q"),
            (&[b"\x1b", b"[1;5Cq"], "Esc q"),
            (&[b"\x1b", b"[<0;3;4M"], "Esc"),
            (&[b"\x1b", b"]11;rgb:00/00/00\x07q"], "Esc q"),
            (&[b"\x1b", b"[200~q\x1b[201~j"], r#"Esc "q" j"#),
            (&[b"\x1b[", b"6~", b"q"], "q"),
            (&[b"\x1b[", b"6", b"~q"], "q"),
            (&[b"\x1b[", b"C\x1b[C"], "Right"),
            (&[b"\x1bO", b"P"], ""),
            (&[b"\x1b[24;8", b"0R", b"q"], "q"),
            (&[b"\x1b[?62", b";4c"], ""),
            (&[b"\x1b[M ", b"qq", b"j"], "j"),
            (&[b"\x1b]11;rgb:0", b"0/00", b"\x1b\\q"], "q"),
            (&[b"\x1b[20", b"0~q\x1b[201~"], r#""q""#),
            // Ctrl-C is itself in all of them.
            (&[b"\x1b", b"[1;\x03"], "Esc ^c"),
            (&[b"\x1b", b"[1\x03"], "Esc [ 1 ^c"),
            (&[b"\x1b[1;", b"\x03"], "^c"),
            // Keys that somebody pressed behind an Esc.
            (&[b"\x1b", b"["], "Esc ["),
            (&[b"\x1b", b"[", b"["], "Esc [ ["),
            (&[b"\x1b", b"[[["], "Esc [ [ ["),
            (&[b"\x1b", b"[l"], "Esc [ l"),
            (&[b"\x1b", b"]]"], "Esc ] ]"),
            (&[b"\x1b", b"]", b"1"], "Esc ] 1"),
            (&[b"\x1b", b"o", b"q"], "Esc o q"),
            (&[b"\x1b", b"\x1b"], "Esc Esc"),
            (&[b"\x1b", b"\x1b[C"], "Esc Right"),
            (&[b"\x1b[", b"q"], "q"),
        ] {
            let shown: Vec<String> = pieces
                .iter()
                .map(|it| it.escape_ascii().to_string())
                .collect();
            assert_eq!(late_meaning(pieces), expected, "{shown:?}");
        }
    }

    #[test]
    fn nothing_is_kept_without_bound() {
        let mut decoder = Decoder::default();
        let much = vec![b'1'; 4096];
        let retained =
            |decoder: &Decoder| decoder.pending.len() + decoder.paste.as_ref().map_or(0, Vec::len);
        for start in [b"\x1b[".as_slice(), b"\x1b]", b"\x1b[200~"] {
            decoder.feed_bytes(start);
            for _ in 0..40 {
                decoder.feed_bytes(&much);
                assert!(retained(&decoder) < LONGEST_STRING + 2 * much.len());
            }
            while decoder.remaining_wait().is_some() {
                decoder.give_up();
            }
        }
        decoder.feed_bytes(b"\x1b[200~");
        for _ in 0..40 {
            decoder.feed_bytes(&much);
        }
        let events = decoder.feed_bytes(b"\x1b[201~q");
        let [TerminalEvent::Paste(text), last] = events.as_slice() else {
            panic!("{events:?}");
        };
        assert_eq!((text.len(), word(last).as_str()), (MOST_PASTED, "q"));
    }
}
