//! Adds events to a scenario in memory: chooses the file and the place, and loads the result.
//!
//! The edge hands over the texts and the addition, checks the problems of the resulting scenario, and hands a good
//! result to `save`. Nothing is written here, and nothing but the new event is changed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::model::zone::TimeZone;

use super::entry::candidates::resolve_alias;
use super::entry::generated_id;
use super::entry::live_log;
use super::entry::source::NewSource;
use super::entry::to_toml::{self, Faults, TextStyle};
use super::entry::{EntryKey, EventEntry};
use super::fragment;
use super::load::{Examined, Texts, shown_name};
use super::source_map::{COMMAND_LINE, EnteredText, Moved, Ways};
use super::splice::inline::{self, InlineEvents};
use super::splice::table_extent::{EventTimes, TableExtent, TextTables, find_tables};
use super::splice::{self, Insertion};
use super::split;
use crate::diagnostic::{Diagnostic, Problem, SourceFile, Span, locate_problems};
use crate::model::calendar::UnixTime;
use crate::model::event::Event;
use crate::model::scenario::Scenario;

/// An event or events to be added.
#[derive(Clone, Copy, Debug)]
pub enum AdditionInput<'w> {
    /// An event that was entered part by part.
    Entry(&'w EventEntry),
    /// A text of `[[event]]` tables, with its name in reports.
    Fragment(&'w str, &'w str),
}

/// An event that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The id.
    pub id: String,
    /// The line of its header in the file as it would be, from 1.
    pub line: usize,
}

/// A scenario with an addition made in memory, before it is saved.
#[derive(Debug)]
pub struct Trial {
    /// The result of loading it, with places given in the old text and in the addition.
    pub examined: Examined<'static>,
    /// The file that would change.
    pub path: PathBuf,
    /// The file's text without the addition.
    pub before: String,
    /// The file's text with the addition.
    pub after: String,
    /// The text that would be added.
    pub text: String,
    /// The text that would be added, cut at the places where its parts go.
    pub parts: Vec<String>,
    /// The events, in the order of the file.
    pub added: Vec<Added>,
    /// A remark on the moment of the event.
    pub notice: Option<String>,
}

impl AdditionInput<'_> {
    /// Returns the name of the addition in reports.
    pub fn display_name(&self) -> &str {
        match self {
            Self::Entry(_) => COMMAND_LINE,
            Self::Fragment(name, _) => name,
        }
    }
}

/// The reason why an addition cannot be made.
#[derive(Debug)]
pub enum Refused {
    /// The addition cannot be read.
    Faults(Vec<Diagnostic>),
    /// A required key is missing.
    Missing(EntryKey),
    /// Another reason, as a sentence.
    Other(String),
}

/// Makes an addition to the texts of a scenario, in memory, and examines the result.
///
/// If `now` is given, an entry into a live log is recorded at that moment, unless it gives another.
///
/// # Errors
///
/// Returns an error if the addition cannot be read or has no place in the scenario.
pub fn stage_addition(
    mut texts: Texts<'static>,
    what: AdditionInput<'_>,
    into: Option<&Path>,
    now: Option<UnixTime>,
) -> Result<Trial, Refused> {
    let scenario = texts.build_scenario();
    let (recorded, notice) = match (what, scenario.as_ref().zip(now)) {
        (AdditionInput::Entry(entry), Some((scenario, now))) => {
            live_log::fill_record_time(entry, scenario, now)
        }
        _ => (None, None),
    };
    let what = recorded.as_ref().map_or(what, AdditionInput::Entry);
    let zone = scenario
        .as_ref()
        .map_or_else(|| texts.find_zone(), Scenario::zone);
    let moments = match what {
        AdditionInput::Entry(entry) => vec![of_entry(entry, zone)?],
        AdditionInput::Fragment(name, text) => {
            fragment::read_event_times(name, text, zone).map_err(Refused::Faults)?
        }
    };
    let (file, place) = find_target(&texts, zone, moments.first().copied().flatten(), into)?;
    let path = texts.list_files().get(file).cloned().unwrap_or_default();
    let text = texts.file_text(file).to_owned();
    let world = (zone, scenario.as_ref());
    let (insertions, entered) = match what {
        AdditionInput::Entry(entry) => {
            let new = moments.first().copied().flatten();
            entry_put(entry, (&text, &place), world, new)?
        }
        AdditionInput::Fragment(name, fragment) => {
            fragment_put((name, fragment), (&text, &place), world, &path)?
        }
    };
    let after = splice::insert_all(&text, &insertions);
    let added = list_added(&after, &insertions);
    let parts: Vec<String> = insertions
        .iter()
        .map(|insertion| insertion.text.clone())
        .collect();
    texts.replace_text(file, after.clone());
    let mut examined = texts.examine_texts();
    examined.moved = Some(Box::new(Moved {
        file: u32::try_from(file).unwrap_or(u32::MAX),
        before: text.clone(),
        insertions,
        entered,
    }));
    let lost = find_unread_event(scenario.as_ref(), &examined, added.len());
    if let Some(lost) = lost {
        return Err(Refused::Other(lost));
    }
    Ok(Trial {
        notice,
        examined,
        path,
        before: text,
        after,
        text: parts.concat(),
        parts,
        added,
    })
}

/// Returns an error text if the new scenario lacks or changes an event of the old one.
fn find_unread_event(
    before: Option<&Scenario>,
    after: &Examined<'_>,
    added: usize,
) -> Option<String> {
    let (before, after) = before.zip(after.scenario.as_ref())?;
    let by_id: HashMap<&str, &Event> = after
        .events
        .iter()
        .map(|event| (event.id.as_str(), event))
        .collect();
    let is_whole = before.events.len() + added == after.events.len()
        && before.events.iter().all(|event| {
            let same = by_id.get(event.id.as_str());
            same.is_some_and(|same| {
                same.headline == event.headline && same.provenance.at == event.provenance.at
            })
        });
    (!is_whole)
        .then(|| "the event cannot be put into this file without changing what it holds".to_owned())
}

/// Returns the times of an entry, or an error if it lacks a required key.
fn of_entry(entry: &EventEntry, zone: TimeZone) -> Result<Option<EventTimes>, Refused> {
    for key in [EntryKey::At, EntryKey::Headline] {
        if entry.get(key).is_none() {
            return Err(Refused::Missing(key));
        }
    }
    let at = entry.get(EntryKey::At).unwrap_or_default();
    Ok(EventTimes::parse_times(
        at,
        entry.get(EntryKey::RecordedAt),
        zone,
    ))
}

/// The layout of the log in a file.
enum LogLayout {
    Tables(TextTables),
    Listed(InlineEvents),
    /// A text whose tables cannot be separated.
    Whole,
}

fn place_in(text: &str, zone: TimeZone) -> LogLayout {
    if let Some(listed) = inline::find_inline_events(split::above_tables(text), zone) {
        return LogLayout::Listed(listed);
    }
    find_tables(text, zone).map_or(LogLayout::Whole, LogLayout::Tables)
}

impl LogLayout {
    fn list_events(&self) -> &[TableExtent] {
        match self {
            Self::Tables(tables) => &tables.events,
            Self::Listed(listed) => &listed.events,
            Self::Whole => &[],
        }
    }
}

/// Finds the file for an addition: the one named by `into`, or the last one with an event of the same day or an
/// earlier one, or the first one with events, or the main file.
fn find_target(
    texts: &Texts<'_>,
    zone: TimeZone,
    new: Option<EventTimes>,
    into: Option<&Path>,
) -> Result<(usize, LogLayout), Refused> {
    let files = texts.list_files();
    if let Some(into) = into {
        let real = into.canonicalize().ok();
        let is_it = |file: &PathBuf| {
            file.as_path() == into || real.is_some() && file.canonicalize().ok() == real
        };
        if let Some(file) = files.iter().position(is_it) {
            return Ok((file, place_in(texts.file_text(file), zone)));
        }
        let names: Vec<String> = files.iter().map(|file| shown_name(file)).collect();
        return Err(Refused::Other(format!(
            "{} is no file of this scenario; its files are {}",
            shown_name(into),
            names.join(", ")
        )));
    }
    let places: Vec<LogLayout> = (0..files.len())
        .map(|file| place_in(texts.file_text(file), zone))
        .collect();
    let has_earlier = |place: &LogLayout| {
        let days = place.list_events().iter().filter_map(|event| event.when);
        new.is_none_or(|new| days.into_iter().any(|when| when.day <= new.day))
    };
    let has_events = |place: &&LogLayout| !place.list_events().is_empty();
    let last = places
        .iter()
        .rposition(|place| has_events(&place) && has_earlier(place));
    let first = || places.iter().position(|place| has_events(&place));
    let file = last.or_else(first).unwrap_or(0);
    let place = places.into_iter().nth(file).unwrap_or(LogLayout::Whole);
    Ok((file, place))
}

type Put = (Vec<Insertion>, EnteredText);

/// Writes an entry as TOML and places it.
fn entry_put(
    entry: &EventEntry,
    (text, place): (&str, &LogLayout),
    (zone, scenario): (TimeZone, Option<&Scenario>),
    new: Option<EventTimes>,
) -> Result<Put, Refused> {
    let style = TextStyle {
        line_end: splice::line_end(text),
        is_aligned: splice::is_aligned(text, place.list_events()),
        is_inline: matches!(place, LogLayout::Listed(_)),
    };
    let spelt =
        |table, typed: &str| scenario.and_then(|scenario| resolve_alias(table, typed, scenario));
    let id = generated_id::make_id(
        entry.get(EntryKey::At).unwrap_or_default(),
        entry.get(EntryKey::Headline).unwrap_or_default(),
        zone,
        &|id| scenario.is_some_and(|scenario| scenario.event_by_id(id).is_some()),
    );
    let sources = new_sources(entry, scenario).map_err(|faults| report_faults(entry, faults))?;
    let written = to_toml::write(entry, (&id, &sources), style, &spelt)
        .map_err(|faults| report_faults(entry, faults))?;
    let mut marks = vec![written.marks];
    let mut tables: Vec<(usize, String)> = Vec::new();
    for source in &sources {
        let table = to_toml::write_source(source, style);
        tables.push((marks.len(), table.text));
        marks.push(table.marks);
    }
    let insertions = match place {
        LogLayout::Listed(listed) => {
            let row = splice::find_index(new, &listed.events);
            let mut all = inline::insert(text, listed, row, (&written.text, style.line_end));
            all.extend(sources_put(text, tables, zone)?);
            all.sort_by_key(|insertion| insertion.at);
            all
        }
        LogLayout::Tables(_) | LogLayout::Whole
            if has_listed_sources(text) && !tables.is_empty() =>
        {
            return Err(sources_are_listed());
        }
        LogLayout::Tables(standing) => put_tables(text, standing, tables, (new, written.text)),
        LogLayout::Whole => put_tables(text, &TextTables::default(), tables, (new, written.text)),
    };
    Ok((insertions, EnteredText::from_entry(entry, marks)))
}

/// Places sources and an event among the tables of a file.
fn put_tables(
    text: &str,
    standing: &TextTables,
    sources: Vec<(usize, String)>,
    (new, event): (Option<EventTimes>, String),
) -> Vec<Insertion> {
    let at = new.map(|new| new.at);
    let mut spots = vec![(
        fragment::find_event_position(new, standing),
        true,
        at,
        0,
        event,
    )];
    for (number, table) in sources {
        spots.push((
            fragment::find_source_position(standing),
            false,
            None,
            number,
            table,
        ));
    }
    fragment::group_insertions(text, standing, spots)
}

/// Places sources in a file whose events stand in one list.
fn sources_put(
    text: &str,
    sources: Vec<(usize, String)>,
    zone: TimeZone,
) -> Result<Vec<Insertion>, Refused> {
    if sources.is_empty() {
        return Ok(Vec::new());
    }
    if has_listed_sources(text) {
        return Err(sources_are_listed());
    }
    let standing = find_tables(text, zone).unwrap_or_default();
    let position = fragment::find_source_position(&standing);
    Ok(splice::insert(text, (position, &standing.sources), sources))
}

/// Returns whether the sources of a file stand in one list, to which no `[[source]]` can be added.
fn has_listed_sources(text: &str) -> bool {
    let above = split::above_tables(text);
    if !above.contains("source") {
        return false;
    }
    let (table, _) = DeTable::parse_recoverable(above);
    table.get_ref().contains_key("source")
}

fn sources_are_listed() -> Refused {
    Refused::Other(
        "the sources of this file stand in one list, which takes no [[source]]; add it there, and name it with --source".to_owned(),
    )
}

/// Returns the sources of an entry that are new to the scenario.
fn new_sources(entry: &EventEntry, scenario: Option<&Scenario>) -> Result<Vec<NewSource>, Faults> {
    let at = entry.get(EntryKey::At).unwrap_or_default();
    let (mut sources, mut faults, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    let parts = entry.parts.iter().enumerate();
    for (number, part) in parts.filter(|(_, part)| part.key == EntryKey::NewSource) {
        if part.text.trim().is_empty() {
            continue;
        }
        match NewSource::read(number, &part.text, at, scenario, &taken) {
            Ok(source) => {
                taken.push(source.id.clone());
                sources.push(source);
            }
            Err(fault) => faults.push((number, fault)),
        }
    }
    if faults.is_empty() {
        Ok(sources)
    } else {
        Err(faults)
    }
}

/// Places a fragment.
fn fragment_put(
    (name, fragment): (&str, &str),
    (text, place): (&str, &LogLayout),
    world: (TimeZone, Option<&Scenario>),
    path: &Path,
) -> Result<Put, Refused> {
    let none = TextTables::default();
    let tables = match place {
        LogLayout::Listed(_) => {
            let name = shown_name(path);
            return Err(Refused::Other(format!(
                "the events of {name} stand in one list, which takes no [[event]]; enter the event by flags"
            )));
        }
        LogLayout::Tables(tables) => tables,
        LogLayout::Whole => &none,
    };
    let put = fragment::place_pieces(name, fragment, (text, tables), world);
    let (pieces, insertions) = put.map_err(Refused::Faults)?;
    let entered = EnteredText {
        name: name.to_owned(),
        text: fragment.to_owned(),
        ways: Ways::Pieces(pieces),
    };
    Ok((insertions, entered))
}

/// Reports the faults of an entry.
fn report_faults(entry: &EventEntry, faults: Faults) -> Refused {
    let entered = EnteredText::from_entry(entry, Vec::new());
    let Ways::Marks(_, starts) = &entered.ways else {
        return Refused::Faults(Vec::new());
    };
    let problem = |(part, fault): (usize, super::entry::grammar::EntryFault)| {
        let start = starts.get(part).copied().unwrap_or(0);
        let span = Span {
            file: 0,
            start: start + fault.range.start,
            end: start + fault.range.end,
        };
        Problem::new_error("entry", span, fault.message).with_help(fault.help)
    };
    let problems = faults.into_iter().map(problem).collect();
    let source = SourceFile {
        name: entered.name.clone(),
        text: &entered.text,
    };
    Refused::Faults(locate_problems(problems, &[source]))
}

/// Lists the added events with the lines of their headers.
fn list_added(after: &str, insertions: &[Insertion]) -> Vec<Added> {
    let mut before = 0;
    let mut added = Vec::new();
    for insertion in insertions {
        if let Some((_, holds)) = &insertion.holds {
            let start = insertion.at + before + holds.start;
            let body = insertion.text.get(holds.clone()).unwrap_or_default();
            added.extend(fragment::list_event_ids(body).into_iter().map(|(at, id)| {
                let above = after.get(..start + at).unwrap_or_default();
                Added {
                    id,
                    line: above.matches('\n').count() + 1,
                }
            }));
        }
        before += insertion.text.len();
    }
    added
}
