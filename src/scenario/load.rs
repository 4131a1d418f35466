//! Opens and reads scenarios: the one place where files become a model.
//!
//! The edge opens a scenario from a file, a stream or a text, or reads its texts to examine them. The model is built
//! in `build`. Nothing here prints.

use std::borrow::Cow;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::model::zone::TimeZone;

use super::build::build_model;
use super::chunks::{cut_pieces, parse_run};
use super::lint::LintNotes;
use super::parse::{self, ParsedTables};
use super::read::{self, Refusal};
use super::source_map::Moved;
use super::span_base::SpanBase;
use super::{include, split};
use crate::diagnostic::{Diagnostic, Problem, SourceFile, Span, locate_problems};
use crate::model::scenario::Scenario;
use crate::text::{safe_bytes, sanitize_text};

/// The most text that a scenario may have in all its files: one gibibyte.
pub const MOST_BYTES: u64 = 1 << 30;

/// A scenario with the files it was read from.
#[derive(Debug)]
pub struct Loaded {
    /// The model.
    pub scenario: Scenario,
    /// The files, the main one first; empty if it did not come from a file.
    pub files: Vec<PathBuf>,
}

/// The reason why a scenario cannot be loaded.
#[derive(Debug)]
pub enum LoadError {
    /// A file that cannot be read: its name, and the reason.
    Unreadable(String, String),
    /// A file that can be read but holds no scenario: its name, and the reason.
    Unusable(String, String),
    /// The problems of the scenario.
    Bad(Vec<Diagnostic>),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(name, reason) | Self::Unusable(name, reason) => {
                write!(f, "{name}: {reason}")
            }
            Self::Bad(problems) => {
                let first = problems
                    .first()
                    .map(Diagnostic::summarise_line)
                    .unwrap_or_default();
                write!(f, "{first}, {} in all", problems.len())
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// A scenario that was read to be checked, even if it has errors.
#[derive(Debug)]
pub struct Examined<'t> {
    /// The model, if there are no errors.
    pub scenario: Option<Scenario>,
    /// The errors.
    pub problems: Vec<Problem>,
    /// The findings of the lints in the texts.
    pub notes: LintNotes,
    /// The addition made to one of the texts, if they differ from the files.
    pub(super) moved: Option<Box<Moved>>,
    texts: Texts<'t>,
}

impl Examined<'_> {
    /// Finds the lines and columns of problems in the texts.
    pub fn locate_problems(&self, problems: Vec<Problem>) -> Vec<Diagnostic> {
        let sources = self.texts.list_sources();
        match &self.moved {
            None => locate_problems(problems, &sources),
            Some(moved) => locate_problems(
                moved.map_problems(problems, sources.len()),
                &moved.list_texts(sources),
            ),
        }
    }
}

/// Loads a scenario from a file and those that it includes.
pub fn load_file(path: &Path) -> Result<Loaded, LoadError> {
    Texts::of_file(path)?
        .load_scenario()
        .map_err(LoadError::Bad)
}

/// Loads a scenario from a stream, such as standard input; it cannot include files.
pub fn load_stream(name: &str, from: impl Read) -> Result<Loaded, LoadError> {
    Texts::of_reader(name, from)?
        .load_scenario()
        .map_err(LoadError::Bad)
}

/// Loads a scenario from a text; it cannot include files.
pub fn load_text(name: &str, text: &str) -> Result<Loaded, Vec<Diagnostic>> {
    Texts::of_text(name, text).load_scenario()
}

/// The files and folders from which the texts of a scenario come.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parts {
    /// The files, the main one first, and the paths that patterns name outright, which need not exist.
    pub paths: Vec<PathBuf>,
    /// The folders in which any file may belong to the scenario.
    pub folders: Vec<PathBuf>,
}

impl Parts {
    /// Finds the files and folders of a scenario, as far as its main file can be read.
    pub fn of_file(path: &Path) -> Self {
        let main = read::read_file(path, MOST_BYTES).unwrap_or_default();
        Self::of_text(path, &main)
    }

    fn of_text(path: &Path, main: &str) -> Self {
        let patterns = read_patterns(split::above_tables(main));
        let (folders, paths) = include::looked_in(path, &patterns);
        let included = include::list_included(path, &patterns, &mut Vec::new());
        let main = std::iter::once(path.to_owned());
        Self {
            paths: main.chain(included).chain(paths).collect(),
            folders,
        }
    }
}

/// The texts of a scenario as read, the main file first.
#[derive(Debug)]
pub struct Texts<'t> {
    files: Vec<PathBuf>,
    names: Vec<String>,
    contents: Vec<Cow<'t, str>>,
    problems: Vec<Problem>,
}

impl<'t> Texts<'t> {
    /// Reads a file and those that it includes.
    pub fn of_file(path: &Path) -> Result<Self, LoadError> {
        let main = read_file(path, MOST_BYTES)?;
        let mut room = MOST_BYTES.saturating_sub(main.len() as u64);
        let mut problems = Vec::new();
        let included = list_included(path, split::above_tables(&main), &mut problems);
        let mut read = Self {
            files: vec![path.to_owned()],
            names: vec![shown_name(path)],
            contents: vec![main.into()],
            problems,
        };
        for path in included {
            let text = read_file(&path, room)?;
            room = room.saturating_sub(text.len() as u64);
            read.contents.push(text.into());
            read.names.push(shown_name(&path));
            read.files.push(path);
        }
        Ok(read)
    }

    /// Returns the files and folders of the texts; none if they did not come from a file.
    pub fn list_parts(&self) -> Parts {
        match (self.files.first(), self.contents.first()) {
            (Some(path), Some(main)) => Parts::of_text(path, main),
            _ => Parts::default(),
        }
    }

    /// Returns a hash of the texts and their names.
    pub fn hash_texts(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.names.hash(&mut hasher);
        self.contents.hash(&mut hasher);
        hasher.finish()
    }

    /// Returns the number of bytes in all texts.
    pub fn count_bytes(&self) -> usize {
        self.contents.iter().map(|text| text.len()).sum()
    }

    /// Reads a stream.
    pub fn of_reader(name: &str, from: impl Read) -> Result<Self, LoadError> {
        let text = read::read_stream(from, 0, MOST_BYTES)
            .map_err(|refusal| to_load_error(name, &refusal))?;
        Ok(Self::from_text(name, text.into()))
    }

    /// Reads a fragment of a scenario from a stream.
    pub fn read_fragment(name: &str, from: impl Read) -> Result<String, LoadError> {
        read::read_stream(from, 0, MOST_BYTES)
            .map_err(|refusal| to_load_error(name, &of_fragment(refusal)))
    }

    /// Reads a fragment of a scenario from a file.
    pub fn fragment_of_file(path: &Path) -> Result<String, LoadError> {
        read::read_file(path, MOST_BYTES)
            .map_err(|refusal| to_load_error(&shown_name(path), &of_fragment(refusal)))
    }

    /// Makes the texts of a scenario from one text.
    pub fn of_text(name: &str, text: &'t str) -> Self {
        Self::from_text(name, text.into())
    }

    /// Makes the texts from one that is no file, and so cannot include others.
    fn from_text(name: &str, text: Cow<'t, str>) -> Self {
        let refuse = |(span, _)| {
            Problem::new_error(include::CODE, span, "only a file can include others")
                .with_help("save this text as a file, or leave 'include' out")
        };
        let patterns = read_patterns(split::above_tables(&text));
        Self {
            files: Vec::new(),
            names: vec![sanitize_text(name, false).into_owned()],
            problems: patterns.into_iter().map(refuse).collect(),
            contents: vec![text],
        }
    }

    /// Builds the scenario, or returns every problem in it.
    pub fn load_scenario(mut self) -> Result<Loaded, Vec<Diagnostic>> {
        let problems = std::mem::take(&mut self.problems);
        let built = build_model(&self.list_sources(), problems, false);
        match built.scenario {
            Some(scenario) => Ok(Loaded {
                scenario,
                files: self.files,
            }),
            None => Err(locate_problems(built.problems, &self.list_sources())),
        }
    }

    /// Builds the scenario as far as possible, with every error and warning.
    pub fn examine_texts(mut self) -> Examined<'t> {
        let problems = std::mem::take(&mut self.problems);
        let built = build_model(&self.list_sources(), problems, true);
        Examined {
            scenario: built.scenario,
            problems: built.problems,
            notes: built.notes.unwrap_or_default(),
            moved: None,
            texts: self,
        }
    }

    /// Returns the files, the main one first; none if the texts did not come from a file.
    pub fn list_files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Returns the text of a file by its index.
    pub(super) fn file_text(&self, file: usize) -> &str {
        self.contents.get(file).map_or("", |text| text.as_ref())
    }

    /// Returns the text of a file by its real path.
    pub fn text_of(&self, real: &Path) -> Option<&str> {
        Some(self.file_text(self.number_of(real)?))
    }

    fn number_of(&self, real: &Path) -> Option<usize> {
        let is_it = |file: &PathBuf| file.canonicalize().is_ok_and(|file| file == real);
        self.files.iter().position(is_it)
    }

    /// Examines the scenario with another text for one file, which is named by its real path.
    pub fn examine_with(mut self, real: &Path, text: String) -> Examined<'t> {
        if let Some(number) = self.number_of(real) {
            self.replace_text(number, text);
        }
        self.examine_texts()
    }

    /// Replaces the text of a file.
    pub(super) fn replace_text(&mut self, file: usize, text: String) {
        if let Some(content) = self.contents.get_mut(file) {
            *content = text.into();
        }
    }

    /// Builds the scenario if it has no errors.
    pub(super) fn build_scenario(&self) -> Option<Scenario> {
        build_model(&self.list_sources(), self.problems.clone(), false).scenario
    }

    /// Returns the zone that the main file names, whatever else is wrong with it; UTC if it names none.
    pub fn find_zone(&self) -> TimeZone {
        self.of_main(|tables, _| {
            let heading = tables.scenario.first();
            let zone =
                heading.and_then(|row| TimeZone::parse(row.raw.get_ref().zone.get_ref()).ok());
            zone.unwrap_or(TimeZone::UTC)
        })
    }

    /// Returns whether the main file can be read and holds nothing but events and sources.
    pub(super) fn is_part(&self) -> bool {
        self.of_main(|tables, is_sound| {
            let heading = tables.scenario.len() + tables.format.len() + tables.include.len();
            let sides = tables.parties.len() + tables.places.len() + tables.persons.len();
            let rest = tables.series.len() + tables.kinds.len() + tables.marks.len();
            is_sound && heading + sides + rest == 0 && !tables.is_empty()
        })
    }

    /// Returns whether the main file holds a heading, a format or includes, whatever is wrong with it.
    pub(super) fn has_heading(&self) -> bool {
        self.of_main(|tables, _| {
            tables.scenario.len() + tables.format.len() + tables.include.len() > 0
        })
    }

    fn of_main<T>(&self, look: impl FnOnce(&ParsedTables<'_>, bool) -> T) -> T {
        let sources = self.list_sources();
        let main = sources.get(..1).unwrap_or_default();
        let mut tables = ParsedTables::default();
        let (mixed, plain) = cut_pieces(main);
        let mut problems = Vec::new();
        parse_run(&mixed, main, &mut tables, &mut problems);
        tables
            .headed
            .extend(plain.iter().map(|piece| (piece.file, "event")));
        look(&tables, problems.is_empty())
    }

    fn list_sources(&self) -> Vec<SourceFile<'_>> {
        let names = self.names.iter().cloned();
        let files = names.zip(&self.contents);
        files
            .map(|(name, text)| SourceFile { name, text })
            .collect()
    }
}

/// Returns a path made safe for display.
pub fn shown_name(path: &Path) -> String {
    safe_bytes(path.as_os_str().as_encoded_bytes())
}

fn read_file(path: &Path, room: u64) -> Result<String, LoadError> {
    read::read_file(path, room).map_err(|refusal| to_load_error(&shown_name(path), &refusal))
}

/// Words the refusal of an empty fragment, which needs an event and not a whole scenario.
fn of_fragment(refusal: Refusal) -> Refusal {
    if refusal.reason == read::EMPTY {
        return Refusal {
            reason: "there is nothing in it; an event begins with [[event]]".to_owned(),
            ..refusal
        };
    }
    refusal
}

fn to_load_error(name: &str, refusal: &Refusal) -> LoadError {
    let name = sanitize_text(name, false).into_owned();
    let reason = sanitize_text(&refusal.reason, false).into_owned();
    if refusal.is_content {
        LoadError::Unusable(name, reason)
    } else {
        LoadError::Unreadable(name, reason)
    }
}

/// Returns the patterns of `include` with their places; errors in the text are reported when all of it is parsed.
pub(super) fn read_patterns(above_tables: &str) -> Vec<(Span, String)> {
    if !above_tables.contains("include") {
        return Vec::new();
    }
    let origin = SpanBase { file: 0, base: 0 };
    let mut heading = ParsedTables::default();
    parse::read_piece(above_tables, origin, &mut heading, &mut Vec::new());
    let patterns = heading.include.iter().flat_map(|row| row.raw.get_ref());
    patterns
        .map(|pattern| {
            (
                origin.to_file_span(pattern.span()),
                pattern.get_ref().to_string(),
            )
        })
        .collect()
}

fn list_included(main: &Path, above_tables: &str, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let patterns = read_patterns(above_tables);
    if patterns.is_empty() {
        return Vec::new();
    }
    include::list_included(main, &patterns, problems)
}
