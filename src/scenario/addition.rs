//! Adding events to a scenario: which of its files, where in it, and what the loader says of the result.
//!
//! The edge calls [`trial`] with the texts as they are and what was entered, looks at the problems of the whole
//! scenario as it would be, and hands what is good to `save`. Nothing is written here, and nothing but the new
//! event is changed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::model::zone::TimeZone;

use super::cut;
use super::entry::known::meant;
use super::entry::live;
use super::entry::made;
use super::entry::source::NewSource;
use super::entry::written::{self, Faults, Style};
use super::entry::{Entry, Key};
use super::fragment;
use super::load::{Examined, Texts, shown_name};
use super::moved::{COMMAND_LINE, Entered, Moved, Ways};
use super::splice::inline::{self, Listed};
use super::splice::standing::{Standing, Tables, When, tables};
use super::splice::{self, Insertion};
use crate::diagnostic::{Diagnostic, Problem, SourceFile, Span, locate};
use crate::model::calendar::UnixTime;
use crate::model::event::Event;
use crate::model::scenario::Scenario;

/// What is to be added.
#[derive(Clone, Copy, Debug)]
pub enum What<'w> {
    /// An event that was entered part by part.
    Entry(&'w Entry),
    /// A text of `[[event]]` tables, with what it is called in reports.
    Fragment(&'w str, &'w str),
}

/// An event that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its id.
    pub id: String,
    /// The line of its header in the file as it would be, from 1.
    pub line: usize,
}

/// The scenario as it would be with something added.
#[derive(Debug)]
pub struct Trial {
    /// What the loader says of all of it, told of the old text and of what was entered.
    pub examined: Examined<'static>,
    /// Which file would change.
    pub path: PathBuf,
    /// Its text as it is.
    pub before: String,
    /// Its text as it would be.
    pub after: String,
    /// What would be put into it.
    pub text: String,
    /// The same in the parts that stand in different places, in their order.
    pub parts: Vec<String>,
    /// The events, in the order of the file.
    pub added: Vec<Added>,
    /// What there is to say of its moment.
    pub notice: Option<String>,
}

impl What<'_> {
    /// What it is called in reports.
    pub fn name(&self) -> &str {
        match self {
            Self::Entry(_) => COMMAND_LINE,
            Self::Fragment(name, _) => name,
        }
    }
}

/// Why there is nothing to try.
#[derive(Debug)]
pub enum Refused {
    /// What was entered cannot be read.
    Faults(Vec<Diagnostic>),
    /// A key that an event must have was not entered.
    Missing(Key),
    /// Something else, in a sentence.
    Other(String),
}

/// Puts what was entered into the texts of a scenario, in memory, and examines the result.
///
/// With the present, an entry into a live log is known from then, unless it says otherwise.
///
/// # Errors
///
/// What was entered cannot be read, or there is no place for it.
pub fn trial(
    mut texts: Texts<'static>,
    what: What<'_>,
    into: Option<&Path>,
    now: Option<UnixTime>,
) -> Result<Trial, Refused> {
    let scenario = texts.scenario();
    let (recorded, notice) = match (what, scenario.as_ref().zip(now)) {
        (What::Entry(entry), Some((scenario, now))) => live::given(entry, scenario, now),
        _ => (None, None),
    };
    let what = recorded.as_ref().map_or(what, What::Entry);
    let zone = scenario
        .as_ref()
        .map_or_else(|| texts.zone(), Scenario::zone);
    let moments = match what {
        What::Entry(entry) => vec![of_entry(entry, zone)?],
        What::Fragment(name, text) => {
            fragment::moments(name, text, zone).map_err(Refused::Faults)?
        }
    };
    let (file, place) = target(&texts, zone, moments.first().copied().flatten(), into)?;
    let path = texts.files().get(file).cloned().unwrap_or_default();
    let text = texts.content(file).to_owned();
    let world = (zone, scenario.as_ref());
    let (insertions, entered) = match what {
        What::Entry(entry) => {
            let new = moments.first().copied().flatten();
            entry_put(entry, (&text, &place), world, new)?
        }
        What::Fragment(name, fragment) => {
            fragment_put((name, fragment), (&text, &place), world, &path)?
        }
    };
    let after = splice::spliced(&text, &insertions);
    let added = added(&after, &insertions);
    let parts: Vec<String> = insertions
        .iter()
        .map(|insertion| insertion.text.clone())
        .collect();
    texts.replace(file, after.clone());
    let mut examined = texts.examine();
    examined.moved = Some(Box::new(Moved {
        file: u32::try_from(file).unwrap_or(u32::MAX),
        before: text.clone(),
        insertions,
        entered,
    }));
    let lost = lost(scenario.as_ref(), &examined, added.len());
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

/// What is missing of the log as it was, if anything is: a new text must hold all that the old one held.
fn lost(before: Option<&Scenario>, after: &Examined<'_>, added: usize) -> Option<String> {
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

/// When an entry happened, with its other needs.
fn of_entry(entry: &Entry, zone: TimeZone) -> Result<Option<When>, Refused> {
    for key in [Key::At, Key::Headline] {
        if entry.get(key).is_none() {
            return Err(Refused::Missing(key));
        }
    }
    let at = entry.get(Key::At).unwrap_or_default();
    Ok(When::of(at, entry.get(Key::RecordedAt), zone))
}

/// What the log of a file looks like.
enum Place {
    Tables(Tables),
    Listed(Listed),
    /// A text whose tables cannot be told apart.
    Whole,
}

fn place_in(text: &str, zone: TimeZone) -> Place {
    if let Some(listed) = inline::listed(cut::above_tables(text), zone) {
        return Place::Listed(listed);
    }
    tables(text, zone).map_or(Place::Whole, Place::Tables)
}

impl Place {
    fn events(&self) -> &[Standing] {
        match self {
            Self::Tables(tables) => &tables.events,
            Self::Listed(listed) => &listed.events,
            Self::Whole => &[],
        }
    }
}

/// The file that gets an event: the one that is named, else the last one that has an event of its day or before,
/// else the first one with events, else the main one.
fn target(
    texts: &Texts<'_>,
    zone: TimeZone,
    new: Option<When>,
    into: Option<&Path>,
) -> Result<(usize, Place), Refused> {
    let files = texts.files();
    if let Some(into) = into {
        let real = into.canonicalize().ok();
        let is_it = |file: &PathBuf| {
            file.as_path() == into || real.is_some() && file.canonicalize().ok() == real
        };
        if let Some(file) = files.iter().position(is_it) {
            return Ok((file, place_in(texts.content(file), zone)));
        }
        let names: Vec<String> = files.iter().map(|file| shown_name(file)).collect();
        return Err(Refused::Other(format!(
            "{} is no file of this scenario; its files are {}",
            shown_name(into),
            names.join(", ")
        )));
    }
    let places: Vec<Place> = (0..files.len())
        .map(|file| place_in(texts.content(file), zone))
        .collect();
    let has_earlier = |place: &Place| {
        let days = place.events().iter().filter_map(|event| event.when);
        new.is_none_or(|new| days.into_iter().any(|when| when.day <= new.day))
    };
    let has_events = |place: &&Place| !place.events().is_empty();
    let last = places
        .iter()
        .rposition(|place| has_events(&place) && has_earlier(place));
    let first = || places.iter().position(|place| has_events(&place));
    let file = last.or_else(first).unwrap_or(0);
    let place = places.into_iter().nth(file).unwrap_or(Place::Whole);
    Ok((file, place))
}

type Put = (Vec<Insertion>, Entered);

/// Writes an entry and puts it where it belongs.
fn entry_put(
    entry: &Entry,
    (text, place): (&str, &Place),
    (zone, scenario): (TimeZone, Option<&Scenario>),
    new: Option<When>,
) -> Result<Put, Refused> {
    let style = Style {
        line_end: splice::line_end(text),
        is_aligned: splice::is_aligned(text, place.events()),
        is_inline: matches!(place, Place::Listed(_)),
    };
    let spelt = |table, typed: &str| scenario.and_then(|scenario| meant(table, typed, scenario));
    let id = made::id(
        entry.get(Key::At).unwrap_or_default(),
        entry.get(Key::Headline).unwrap_or_default(),
        zone,
        &|id| scenario.is_some_and(|scenario| scenario.event_by_id(id).is_some()),
    );
    let sources = new_sources(entry, scenario).map_err(|faults| told(entry, faults))?;
    let written = written::write(entry, (&id, &sources), style, &spelt)
        .map_err(|faults| told(entry, faults))?;
    let mut marks = vec![written.marks];
    let mut tables: Vec<(usize, String)> = Vec::new();
    for source in &sources {
        let table = written::write_source(source, style);
        tables.push((marks.len(), table.text));
        marks.push(table.marks);
    }
    let insertions = match place {
        Place::Listed(listed) => {
            let row = splice::row(new, &listed.events);
            let mut all = inline::insert(text, listed, row, (&written.text, style.line_end));
            all.extend(sources_put(text, tables, zone)?);
            all.sort_by_key(|insertion| insertion.at);
            all
        }
        Place::Tables(_) | Place::Whole if has_listed_sources(text) && !tables.is_empty() => {
            return Err(sources_are_listed());
        }
        Place::Tables(standing) => put_tables(text, standing, tables, (new, written.text)),
        Place::Whole => put_tables(text, &Tables::default(), tables, (new, written.text)),
    };
    Ok((insertions, Entered::entry(entry, marks)))
}

/// Puts sources and an event where they belong.
fn put_tables(
    text: &str,
    standing: &Tables,
    sources: Vec<(usize, String)>,
    (new, event): (Option<When>, String),
) -> Vec<Insertion> {
    let at = new.map(|new| new.at);
    let mut spots = vec![(fragment::event_spot(new, standing), true, at, 0, event)];
    for (number, table) in sources {
        spots.push((fragment::source_spot(standing), false, None, number, table));
    }
    fragment::insertions(text, standing, spots)
}

/// Puts sources behind the others of a file whose events stand in one list.
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
    let standing = tables(text, zone).unwrap_or_default();
    let spot = fragment::source_spot(&standing);
    Ok(splice::insert(text, (spot, &standing.sources), sources))
}

/// Whether the sources of a file stand in one list, which takes no `[[source]]` behind it.
fn has_listed_sources(text: &str) -> bool {
    let above = cut::above_tables(text);
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

/// The sources of an entry that the scenario does not have yet.
fn new_sources(entry: &Entry, scenario: Option<&Scenario>) -> Result<Vec<NewSource>, Faults> {
    let at = entry.get(Key::At).unwrap_or_default();
    let (mut sources, mut faults, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    let parts = entry.parts.iter().enumerate();
    for (number, part) in parts.filter(|(_, part)| part.key == Key::NewSource) {
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

/// Puts a fragment where it belongs.
fn fragment_put(
    (name, fragment): (&str, &str),
    (text, place): (&str, &Place),
    world: (TimeZone, Option<&Scenario>),
    path: &Path,
) -> Result<Put, Refused> {
    let none = Tables::default();
    let tables = match place {
        Place::Listed(_) => {
            let name = shown_name(path);
            return Err(Refused::Other(format!(
                "the events of {name} stand in one list, which takes no [[event]]; enter the event by flags"
            )));
        }
        Place::Tables(tables) => tables,
        Place::Whole => &none,
    };
    let put = fragment::put(name, fragment, (text, tables), world);
    let (pieces, insertions) = put.map_err(Refused::Faults)?;
    let entered = Entered {
        name: name.to_owned(),
        text: fragment.to_owned(),
        ways: Ways::Pieces(pieces),
    };
    Ok((insertions, entered))
}

/// Faults of an entry as a report.
fn told(entry: &Entry, faults: Faults) -> Refused {
    let entered = Entered::entry(entry, Vec::new());
    let Ways::Marks(_, starts) = &entered.ways else {
        return Refused::Faults(Vec::new());
    };
    let problem = |(part, fault): (usize, super::entry::grammar::Fault)| {
        let start = starts.get(part).copied().unwrap_or(0);
        let span = Span {
            file: 0,
            start: start + fault.range.start,
            end: start + fault.range.end,
        };
        Problem::error("entry", span, fault.message).help(fault.help)
    };
    let problems = faults.into_iter().map(problem).collect();
    let source = SourceFile {
        name: entered.name.clone(),
        text: &entered.text,
    };
    Refused::Faults(locate(problems, &[source]))
}

/// The events of what was put into a text, with the lines of their headers.
fn added(after: &str, insertions: &[Insertion]) -> Vec<Added> {
    let mut before = 0;
    let mut added = Vec::new();
    for insertion in insertions {
        if let Some((_, holds)) = &insertion.holds {
            let start = insertion.at + before + holds.start;
            let body = insertion.text.get(holds.clone()).unwrap_or_default();
            added.extend(fragment::ids(body).into_iter().map(|(at, id)| {
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
