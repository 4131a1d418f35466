//! Filters as people type them: conditions by a word and a value, such as `kind control; grade B`.
//!
//! The prompt and the command line read them here, so that both mean the same; `query` applies the
//! [`Filter`]. A condition names ids, not rows, so that it survives a reload of the file.

use std::collections::BTreeSet;
use std::fmt;

use crate::model::calendar::UnixTime;
use crate::model::event::Event;
use crate::model::grade::{Credibility, Grade, Reliability};
use crate::model::id::{KindKey, PartyKey, PersonKey, PlaceKey, SourceKey};
use crate::model::scenario::{Party, Person, Place, Scenario, Source};
use crate::text::case_fold::case_fold;
use crate::text::{Text, quote_text};

/// The conditions for what is listed: one of each kind must hold, for every kind that is set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Events of one of these kinds, and what they are about.
    pub kind: Vec<KindKey>,
    /// Events with one of these tags, and what they are about.
    pub tag: Vec<String>,
    /// The parties, one of which an item must concern.
    pub party: Vec<PartyKey>,
    /// The places, one of which an item must concern.
    pub place: Vec<PlaceKey>,
    /// The regions, one of which must contain a place that an item concerns.
    pub region: Vec<String>,
    /// The people, one of whom must have said an item.
    pub person: Vec<PersonKey>,
    /// The sources, one of which must stand behind an item.
    pub sources: Option<Vec<SourceKey>>,
    /// The lowest grade that an item may have.
    pub grade: Option<Grade>,
    /// The moment from which on an item must have happened or been recorded.
    pub changed_since: Option<UnixTime>,
    /// The texts, one of which an item must contain.
    pub text: Vec<String>,
}

/// The property that a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The kind of an event.
    Kind,
    /// A tag of an event.
    Tag,
    /// A party.
    Party,
    /// A place.
    Place,
    /// A region.
    Region,
    /// The person who speaks.
    Person,
    /// The source that publishes.
    Source,
    /// The least grade.
    Grade,
    /// The moment after which something changed.
    Since,
    /// A text.
    Text,
}

impl By {
    /// The word for each, in the order of help.
    pub const WORDS: [(&str, Self); 10] = [
        ("kind", Self::Kind),
        ("tag", Self::Tag),
        ("party", Self::Party),
        ("place", Self::Place),
        ("region", Self::Region),
        ("person", Self::Person),
        ("source", Self::Source),
        ("grade", Self::Grade),
        ("since", Self::Since),
        ("text", Self::Text),
    ];

    fn from_word(word: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.map(|(_, by)| *by)
    }

    fn to_word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, by)| *by == self);
        found.map_or("", |(word, _)| *word)
    }
}

/// One condition of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    by: By,
    /// The id or the text that is meant; a moment in seconds.
    value: String,
    /// The value as it is shown.
    shown: String,
}

impl fmt::Display for Condition {
    /// `kind control`, `grade A-B`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.by.to_word(), self.shown)
    }
}

impl Condition {
    /// Returns the property that it looks at.
    pub fn by(&self) -> By {
        self.by
    }
}

/// Conditions as they are shown, those by one word together: `kind control or encirclement`, `grade A-B`.
pub fn word_conditions(conditions: &[Condition]) -> Vec<String> {
    let mut groups: Vec<(By, String)> = Vec::new();
    for condition in conditions {
        let group = groups.iter_mut().find(|(by, _)| *by == condition.by);
        match group {
            Some((_, phrase)) => {
                phrase.push_str(" or ");
                phrase.push_str(&condition.shown);
            }
            None => groups.push((condition.by, condition.to_string())),
        }
    }
    groups.into_iter().map(|(_, phrase)| phrase).collect()
}

/// A function that reads a typed date and returns it with the text to show for it.
pub type ReadMoment<'m> = &'m dyn Fn(&str) -> Result<(UnixTime, String), String>;

/// Reads conditions that are parted by semicolons or commas. Of several by the same word one must hold; a later grade
/// or moment replaces an earlier one.
///
/// A value without a word is looked for among kinds, places, parties, regions, people and sources.
///
/// # Errors
///
/// What was not understood, in a sentence.
pub fn read(
    text: &str,
    scenario: &Scenario,
    moment: ReadMoment<'_>,
) -> Result<Vec<Condition>, String> {
    let mut conditions: Vec<Condition> = Vec::new();
    let parts = text.split([';', ',']).map(str::trim);
    let mut parts = parts.filter(|part| !part.is_empty()).peekable();
    while let Some(part) = parts.next() {
        let (word, value) = part.split_once([' ', '=', ':']).unwrap_or((part, ""));
        let by = By::from_word(&case_fold(word));
        let mut value = value.trim().to_owned();
        // The comma of `aug 15, 2021` parts no conditions.
        while let Some(longer) = parts.peek().map(|next| format!("{value} {next}"))
            && by == Some(By::Since)
            && moment(&longer).is_ok()
        {
            value = longer;
            parts.next();
        }
        let condition = match by {
            Some(by) => parse_condition(by, &value, scenario, moment)?,
            None => guess_condition(part, scenario)?,
        };
        // There is one least grade and one moment: the last that is given. Of all else either will do.
        let is_one = matches!(condition.by, By::Grade | By::Since);
        conditions.retain(|other| {
            other.by != condition.by || (!is_one && other.value != condition.value)
        });
        conditions.push(condition);
    }
    Ok(conditions)
}

/// One condition.
///
/// # Errors
///
/// What was not understood, in a sentence.
pub fn parse_condition(
    by: By,
    value: &str,
    scenario: &Scenario,
    moment: ReadMoment<'_>,
) -> Result<Condition, String> {
    if value.is_empty() {
        return Err(word_missing_value(by));
    }
    let (value, shown) = match by {
        By::Grade => parse_grade(value)?,
        By::Since => {
            let (at, shown) = moment(value)?;
            (at.0.to_string(), shown)
        }
        By::Text => (value.to_owned(), value.to_owned()),
        _ => resolve_value(by, value, scenario)?,
    };
    Ok(Condition { by, value, shown })
}

/// Returns the hint for a property that was typed without a value.
fn word_missing_value(by: By) -> String {
    match by {
        By::Grade => "grade at least: A to F, or such as B2".to_owned(),
        By::Since => "since when, such as since 12 Aug".to_owned(),
        By::Text => "which text".to_owned(),
        by => format!("which {}", by.to_word()),
    }
}

fn parse_grade(value: &str) -> Result<(String, String), String> {
    let typed = value.to_uppercase();
    let letter = Reliability::parse(&typed);
    if let Some(reliability) = letter {
        let shown = if reliability == Reliability::A {
            "A".to_owned()
        } else {
            format!("A-{typed}")
        };
        let least = Grade {
            reliability,
            credibility: Credibility::NotJudged,
        };
        return Ok((least.to_string(), shown));
    }
    Grade::parse(&typed)
        .map(|grade| (grade.to_string(), format!("{grade} or better")))
        .ok_or_else(|| format!("'{}' is no grade; A to F, or such as B2", quote_text(value)))
}

/// Something of a scenario that can be asked for: its id, how it is shown, and what it may be called.
struct NamedItem {
    id: String,
    shown: String,
    names: Vec<String>,
    /// Names that mean it only if nothing has them as its own.
    others: Vec<String>,
}

impl NamedItem {
    fn new<'n>(id: &str, shown: &str, names: impl Iterator<Item = &'n str>) -> Self {
        let names = names
            .map(case_fold)
            .chain([case_fold(id), case_fold(shown)])
            .collect();
        Self {
            id: id.to_owned(),
            shown: shown.to_owned(),
            names,
            others: Vec::new(),
        }
    }

    /// Tells whether one of its names is a folded text, or begins with it.
    fn has_name(&self, test: &dyn Fn(&str) -> bool) -> bool {
        let mut names = self.names.iter().chain(&self.others);
        names.any(|name| test(name))
    }
}

/// Everything that a word can ask for.
fn list_named_items(by: By, scenario: &Scenario) -> Vec<NamedItem> {
    let none = std::iter::empty;
    match by {
        By::Kind => {
            let kinds = scenario.kinds.iter();
            kinds
                .map(|kind| NamedItem::new(kind.id.as_str(), &kind.label, none()))
                .collect()
        }
        By::Tag => {
            let tags = scenario.events.iter().flat_map(Event::tags);
            let tags: BTreeSet<&str> = tags.map(Text::as_str).collect();
            tags.into_iter()
                .map(|tag| NamedItem::new(tag, tag, none()))
                .collect()
        }
        By::Party => scenario.parties.iter().map(name_party).collect(),
        By::Place => scenario.places.iter().map(name_place).collect(),
        By::Region => {
            let mut seen: Vec<&Text> = Vec::new();
            for region in scenario
                .places
                .iter()
                .filter_map(|place| place.region.as_ref())
            {
                if !seen.contains(&region) {
                    seen.push(region);
                }
            }
            seen.into_iter()
                .map(|region| NamedItem::new(region, region, none()))
                .collect()
        }
        By::Person => scenario.persons.iter().map(name_person).collect(),
        By::Source => scenario.sources.iter().map(name_publisher).collect(),
        By::Grade | By::Since | By::Text => Vec::new(),
    }
}

fn name_party(party: &Party) -> NamedItem {
    let letter = party.letter.to_string();
    NamedItem::new(
        party.id.as_str(),
        &party.name,
        std::iter::once(letter.as_str()),
    )
}

fn name_place(place: &Place) -> NamedItem {
    let own = [&place.name, place.seat_or_name(), place.full_seat()];
    let own = own.into_iter().map(Text::as_str);
    let others = place.aliases.iter().chain(&place.code);
    NamedItem {
        others: others.map(|name| case_fold(name)).collect(),
        ..NamedItem::new(place.id.as_str(), place.full_name(), own)
    }
}

/// People are called by their last names too.
fn name_person(person: &Person) -> NamedItem {
    let last = person.name.split_whitespace().next_back();
    let names = person.aliases.iter().map(Text::as_str).chain(last);
    NamedItem::new(person.id.as_str(), &person.name, names)
}

/// Makes a source searchable by name: it stands for every source with the same name on screen.
fn name_publisher(source: &Source) -> NamedItem {
    let names = [source.id.as_str(), source.publisher.as_str()];
    NamedItem::new(source.short_name(), source.short_name(), names.into_iter())
}

/// Parts the ids of a condition that means several.
const AND: char = '\n';

/// Returns the ids of what is asked for, and how it is shown: all that have the name as a whole, else what begins with
/// it if only one does.
fn resolve_value(by: By, value: &str, scenario: &Scenario) -> Result<(String, String), String> {
    let typed = case_fold(value);
    let known = list_named_items(by, scenario);
    let begins = |named: &&NamedItem| named.has_name(&|name| name.starts_with(&typed));
    let mut found: Vec<&NamedItem> = known
        .iter()
        .filter(|named| named.names.contains(&typed))
        .collect();
    if found.is_empty() {
        found.extend(known.iter().filter(|named| named.others.contains(&typed)));
    }
    let is_whole = !found.is_empty();
    if !is_whole {
        found.extend(known.iter().filter(begins));
    }
    let mut seen = BTreeSet::new();
    found.retain(|named| seen.insert(named.id.as_str()));
    if !is_whole && found.len() > 1 {
        return Err(format!(
            "{} '{}' could be several",
            by.to_word(),
            quote_text(value)
        ));
    }
    let Some(first) = found.first() else {
        return Err(format!(
            "{} '{}' is not here",
            by.to_word(),
            quote_text(value)
        ));
    };
    let ids: Vec<&str> = found.iter().map(|named| named.id.as_str()).collect();
    let shown = match ids.len() {
        1 => first.shown.clone(),
        count => format!("{} (all {count})", quote_text(value)),
    };
    Ok((ids.join(&AND.to_string()), shown))
}

/// A value without a word: the first of the words that knows it.
fn guess_condition(value: &str, scenario: &Scenario) -> Result<Condition, String> {
    let lookups = [
        By::Kind,
        By::Place,
        By::Party,
        By::Region,
        By::Person,
        By::Source,
        By::Tag,
    ];
    let found = lookups
        .into_iter()
        .find_map(|by| Some((by, resolve_value(by, value, scenario).ok()?)));
    match found {
        Some((by, (value, shown))) => Ok(Condition { by, value, shown }),
        None => Err(format!(
            "'{}' is not here; kind, place, party, region, person, source, tag, grade, since or text",
            quote_text(value)
        )),
    }
}

/// Returns the completions of the last condition in a text, each with the conditions before it.
pub fn complete_condition(text: &str, scenario: &Scenario) -> Vec<String> {
    let start = text.rfind([';', ',']).map_or(0, |at| at + 1);
    let (before, last) = text.split_at(start);
    let blank = if before.is_empty() { "" } else { " " };
    let last = last.trim_start();
    let found: Vec<String> = match last.split_once([' ', '=', ':']) {
        None => {
            let words = By::WORDS.iter().map(|(word, _)| *word);
            words
                .filter(|word| word.starts_with(&case_fold(last)))
                .map(|word| format!("{word} "))
                .collect()
        }
        Some((word, value)) => {
            let typed = case_fold(value.trim());
            let Some(by) = By::from_word(&case_fold(word)) else {
                return Vec::new();
            };
            let mut shown: Vec<String> = list_named_items(by, scenario)
                .into_iter()
                .filter(|named| named.has_name(&|name| name.starts_with(&typed)))
                .map(|named| named.shown)
                .collect();
            shown.dedup();
            shown
                .into_iter()
                .map(|shown| format!("{word} {shown}"))
                .collect()
        }
    };
    let mut seen = BTreeSet::new();
    found
        .into_iter()
        .filter(|entry| seen.insert(entry.clone()))
        .map(|entry| format!("{before}{blank}{entry}"))
        .collect()
}

impl Filter {
    /// The filter of some conditions; one that names what the scenario no longer has holds for nothing.
    pub fn from_conditions(conditions: &[Condition], scenario: &Scenario) -> Self {
        let mut filter = Self::default();
        for Condition { by, value, .. } in conditions {
            if *by == By::Text {
                filter.text.push(value.clone());
                continue;
            }
            for value in value.split(AND) {
                filter.add_value(*by, value, scenario);
            }
        }
        filter
    }

    /// Adds what one id stands for.
    fn add_value(&mut self, by: By, value: &str, scenario: &Scenario) {
        match by {
            By::Kind => {
                let row = scenario
                    .kinds
                    .iter()
                    .position(|kind| kind.id.as_str() == value);
                self.kind.extend(row.and_then(KindKey::new));
            }
            By::Party => {
                let row = scenario
                    .parties
                    .iter()
                    .position(|party| party.id.as_str() == value);
                self.party.extend(row.and_then(PartyKey::new));
            }
            By::Place => self.place.extend(scenario.place_by_id(value)),
            By::Person => {
                let row = scenario
                    .persons
                    .iter()
                    .position(|person| person.id.as_str() == value);
                self.person.extend(row.and_then(PersonKey::new));
            }
            By::Source => {
                let rows = scenario.sources.iter().enumerate();
                let its = rows.filter(|(_, source)| source.short_name().as_str() == value);
                let its = its.filter_map(|(row, _)| SourceKey::new(row));
                self.sources.get_or_insert_default().extend(its);
            }
            By::Tag => self.tag.push(value.to_owned()),
            By::Region => self.region.push(value.to_owned()),
            By::Grade => self.grade = Grade::parse(value),
            By::Since => self.changed_since = value.parse().ok().map(UnixTime),
            By::Text => self.text.push(value.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::built_in;

    fn moment(text: &str) -> Result<(UnixTime, String), String> {
        match text {
            "12 Aug" => Ok((UnixTime(1_628_792_999), "12 Aug".to_owned())),
            _ => Err(format!("'{text}' is no date")),
        }
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let loaded = built_in::load_built_in().unwrap();
        let shown = match read(text, &loaded.scenario, &moment) {
            Ok(conditions) => word_conditions(&conditions).join("; "),
            Err(reason) => reason,
        };
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn conditions_are_read_as_people_write_them() {
        check("", "");
        check("kind control; grade B", "kind control; grade A-B");
        check("KIND=Control, grade:b2", "kind control; grade B2 or better");
        check("grade A", "grade A");
        check("place rashkarga", "place Helmand");
        check("place kand", "place Kandahar");
        check("party T", "party Taliban");
        check("region north-east", "region North-East");
        check("person baradal", "person Abdul Ghani Baradar");
        check("source ft", "source FT");
        check("since 12 Aug", "since 12 Aug");
        check("text fall; kabul", "text fall; place Kabul");
        check("kind control; kind talks", "kind control or talks");
        check("kind control, talks", "kind control or talks");
        check(
            "place kabul; grade B; helmand; kabul",
            "grade A-B; place Helmand or Kabul",
        );
        check("grade A; grade B", "grade A-B");
        check("kabul", "place Kabul");
        check("taliban; control", "party Taliban; kind control");
    }

    #[test]
    fn what_is_not_understood_is_said() {
        check("kind", "which kind");
        check("kind controll", "kind 'controll' is not here");
        check("place pa", "place 'pa' could be several");
        check("grade", "grade at least: A to F, or such as B2");
        check("grade G", "'G' is no grade; A to F, or such as B2");
        check("since whenever", "'whenever' is no date");
        check(
            "kandahr",
            "'kandahr' is not here; kind, place, party, region, person, source, tag, grade, since or text",
        );
    }

    #[test]
    fn conditions_survive_a_reload_and_name_what_is_gone() {
        let loaded = built_in::load_built_in().unwrap();
        let scenario = &loaded.scenario;
        let conditions = read("place kabul; party T; source AP", scenario, &moment).unwrap();
        let filter = Filter::from_conditions(&conditions, scenario);
        assert_eq!(filter.place, [scenario.place_by_id("kabul").unwrap()]);
        assert!(!filter.party.is_empty());
        let sources = filter.sources.unwrap();
        assert!(sources.len() > 1);
        for source in sources {
            assert_eq!(scenario.source(source).short_name().as_str(), "AP");
        }
    }

    #[test]
    fn words_and_values_are_completed() {
        let loaded = built_in::load_built_in().unwrap();
        let complete = |text| complete_condition(text, &loaded.scenario).join("|");
        assert_eq!(complete("p"), "party |place |person ");
        assert_eq!(complete("place kand"), "place Kandahar");
        assert_eq!(complete("kind control; gr"), "kind control; grade ");
        assert_eq!(
            complete("kind control; region north"),
            "kind control; region North|kind control; region North-East"
        );
        assert_eq!(complete("nothing x"), "");
    }
}
