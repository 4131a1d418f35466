//! The 47 claims of the report from which the flagship scenario started, and what carries each.
//!
//! Each row is looked for in the whole model by its content: who, where, how much, in which words, when
//! and on whose word. Nothing is found by the id of an event.

#![expect(clippy::unwrap_used, reason = "a test that cannot be built fails")]

use dateline::model::claim::{Basis, Provenance, Status};
use dateline::model::event::Event;
use dateline::model::figure::{ForceStatus, Qualifier};
use dateline::model::scenario::Scenario;
use dateline::model::statement::Likelihood;

use crate::support::flagship;

/// What carries a claim; an empty text leaves a field open.
#[derive(Debug)]
enum Carrier {
    /// A claim about a place that the file follows.
    Claim {
        place: &'static str,
        party: &'static str,
        status: &'static str,
        basis: &'static str,
        at: &'static str,
        source: &'static str,
    },
    /// A claim beside it that the file does not follow, with the reason.
    Alternative {
        place: &'static str,
        status: &'static str,
        because: &'static str,
        at: &'static str,
        source: &'static str,
    },
    /// A reading of a series.
    Figure {
        series: &'static str,
        amount: (f64, f64),
        qualifier: &'static str,
        status: &'static str,
        at: &'static str,
        source: &'static str,
    },
    /// A statement.
    Says {
        speaker: &'static str,
        role: &'static str,
        phrase: &'static str,
        likelihood: &'static str,
        at: &'static str,
        source: &'static str,
    },
    /// The headline or body of an event.
    Tells {
        phrase: &'static str,
        at: &'static str,
        source: &'static str,
    },
    /// A day that somebody set.
    Deadline {
        label: &'static str,
        on: &'static str,
        at: &'static str,
        source: &'static str,
    },
    /// What is known of a place.
    Place {
        name: &'static str,
        alias: &'static str,
        note: &'static str,
    },
    /// What is known of a person.
    Person {
        name: &'static str,
        alias: &'static str,
        role: &'static str,
    },
    /// The title of a source.
    Title {
        publisher: &'static str,
        phrase: &'static str,
    },
}

use Carrier::{Alternative, Claim, Deadline, Figure, Person, Place, Says, Tells, Title};

/// Row of the report, what it says, what carries it.
type Row = (&'static str, &'static str, &'static [Carrier]);

#[rustfmt::skip]
const ROWS: [Row; 47] = [
    ("1", "Kandahar captured", &[Claim { place: "Kandahar", party: "Taliban", status: "held", basis: "reported", at: "2021-08-12 late evening", source: "Financial Times via Irish Times" }, Alternative { place: "Kandahar", status: "held", because: "FT", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }]),
    ("2", "Kandahar is the second city", &[Tells { phrase: "the second city", at: "2021-08-12 late evening", source: "Financial Times via Irish Times" }, Place { name: "Kandahar", alias: "", note: "second-largest" }]),
    ("3", "Kabul begins to be encircled", &[Claim { place: "Kabul", party: "Taliban", status: "threatened", basis: "reported", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }, Tells { phrase: "Taliban begin to encircle Kabul", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }, Tells { phrase: "not directly under threat yet", at: "2021-08-13", source: "AP via Los Angeles Times" }]),
    ("4", "Wallace: may become a failed state", &[Says { speaker: "Ben Wallace", role: "UK Secretary of State for Defence", phrase: "may become a failed state", likelihood: "", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }, Person { name: "Ben Wallace", alias: "", role: "UK Secretary of State for Defence" }]),
    ("5", "Lashkar Gah captured", &[Claim { place: "Helmand", party: "Taliban", status: "held", basis: "confirmed", at: "2021-08-13 morning", source: "Al Jazeera live" }, Place { name: "Helmand", alias: "Rashkarga", note: "" }]),
    ("6", "Weeks of fighting there", &[Tells { phrase: "after weeks of fighting", at: "2021-08-13 morning", source: "Al Jazeera live" }, Tells { phrase: "weeks of fighting", at: "2021-08-13 morning", source: "Al Jazeera live" }]),
    ("7", "At least 14 of 34 capitals", &[Figure { series: "Capitals held by the Taliban", amount: (14.0, 14.0), qualifier: "at-least", status: "", at: "2021-08-13 morning", source: "FT report (copy at timeplusnews.com)" }]),
    ("8", "Much of north, south, west", &[Tells { phrase: "Much of north, south and west", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }]),
    ("9", "Nearing Kabul to topple Ghani", &[Tells { phrase: "nearing Kabul", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }, Tells { phrase: "topple the weakened government of President Ghani", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }]),
    ("10", "Haven for al-Qaeda", &[Says { speaker: "Ben Wallace", role: "UK Secretary of State for Defence", phrase: "again shelter al-Qaeda and other international terrorists", likelihood: "", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }]),
    ("11", "Invasion of 2001", &[Tells { phrase: "al-Qaeda brought the invasion of 2001", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }, Tells { phrase: "almost 20 years before", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }]),
    ("12", "Failed states breed extremists (Sky)", &[Says { speaker: "Ben Wallace", role: "UK Secretary of State for Defence", phrase: "To Sky", likelihood: "", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }, Says { speaker: "Ben Wallace", role: "UK Secretary of State for Defence", phrase: "absolutely worried that failed states are breeding grounds", likelihood: "", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }]),
    ("13", "Criticises the end-of-month target", &[Tells { phrase: "criticised Washington for keeping to its target of leaving by the end of August", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }, Tells { phrase: "critical of US exit plan", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }]),
    ("14", "Wrong time; al-Qaeda will probably return", &[Says { speaker: "Ben Wallace", role: "UK Secretary of State for Defence", phrase: "not the right time, nor the right decision", likelihood: "", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }, Says { speaker: "Ben Wallace", role: "UK Secretary of State for Defence", phrase: "will probably come back", likelihood: "likely", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }]),
    ("15", "Civil war (BBC)", &[Says { speaker: "Ben Wallace", role: "UK Secretary of State for Defence", phrase: "To the BBC: the country is heading towards civil war", likelihood: "", at: "2021-08-13 morning +01:00", source: "Reuters via bdnews24" }]),
    ("16", "Johnson to chair Cobra", &[Tells { phrase: "Cobra", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }, Tells { phrase: "Boris Johnson is to chair the emergency committee", at: "2021-08-13 morning +01:00", source: "FT report (copy at timeplusnews.com)" }, Tells { phrase: "Johnson chairs Cobra", at: "2021-08-13 afternoon +01:00", source: "FT report (copy at timeplusnews.com)" }]),
    ("17", "US and UK send troops for embassy staff", &[Tells { phrase: "The US and the UK send troops to bring embassy staff out", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }, Figure { series: "US troops ordered to Kabul", amount: (3000.0, 3000.0), qualifier: "about", status: "announced", at: "2021-08-12 afternoon -04:00", source: "US Department of Defense" }, Figure { series: "UK troops ordered to Kabul", amount: (600.0, 600.0), qualifier: "about", status: "announced", at: "2021-08-12 evening +01:00", source: "The Independent" }]),
    ("18", "Fear of an attack on Kabul", &[Tells { phrase: "an attack on Kabul if there is no settlement", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }]),
    ("19", "Little interest in a deal", &[Tells { phrase: "little interest in a political deal", at: "2021-08-13", source: "FT report (copy at timeplusnews.com)" }]),
    ("20a", "3,000 to Kabul in two days", &[Figure { series: "US troops ordered to Kabul", amount: (3000.0, 3000.0), qualifier: "about", status: "announced", at: "2021-08-12 afternoon -04:00", source: "US Department of Defense" }, Tells { phrase: "within 24-48 hours", at: "2021-08-12 afternoon -04:00", source: "US Department of Defense" }]),
    ("20b", "3,500 on standby in Kuwait", &[Figure { series: "US standby brigade in Kuwait", amount: (3500.0, 4000.0), qualifier: "exactly", status: "announced", at: "2021-08-12 afternoon -04:00", source: "FT report (copy at timeplusnews.com)" }, Tells { phrase: "in case things get worse", at: "2021-08-12 afternoon -04:00", source: "US Department of Defense" }]),
    ("20c", "1,000 to Qatar", &[Figure { series: "US visa support in Qatar", amount: (1000.0, 1000.0), qualifier: "about", status: "announced", at: "2021-08-12 afternoon -04:00", source: "US Department of Defense" }, Tells { phrase: "to process visas", at: "2021-08-12 afternoon -04:00", source: "US Department of Defense" }]),
    ("21", "UK 600 more", &[Figure { series: "UK troops ordered to Kabul", amount: (600.0, 600.0), qualifier: "about", status: "announced", at: "2021-08-12 evening +01:00", source: "The Independent" }, Tells { phrase: "on top of the troops already there", at: "2021-08-12 evening +01:00", source: "The Independent" }]),
    ("22", "To speed up departures", &[Tells { phrase: "speed the exit of some diplomats", at: "2021-08-12 evening +01:00", source: "The Independent" }, Tells { phrase: "Afghans who worked with UK forces", at: "2021-08-12 evening +01:00", source: "The Independent" }]),
    ("23", "Countryside overrun", &[Tells { phrase: "In recent months the Taliban overran much of the countryside", at: "2021-08-13", source: "An unofficial translation of an FT report" }]),
    ("24", "A week of falling capitals", &[Tells { phrase: "One week of falling capitals shifts the balance of power", at: "2021-08-13", source: "An unofficial translation of an FT report" }]),
    ("25", "Kandahar, Herat, Lashkar Gah latest", &[Tells { phrase: "Kandahar, Herat and Lashkar Gah are the latest", at: "2021-08-13", source: "An unofficial translation of an FT report" }, Claim { place: "Kandahar", party: "Taliban", status: "held", basis: "reported", at: "2021-08-12 late evening", source: "Financial Times via Irish Times" }, Claim { place: "Herat", party: "Taliban", status: "held", basis: "reported", at: "2021-08-12 evening", source: "Financial Times via Irish Times" }, Claim { place: "Helmand", party: "Taliban", status: "held", basis: "confirmed", at: "2021-08-13 morning", source: "Al Jazeera live" }]),
    ("26", "Herat captured", &[Claim { place: "Herat", party: "Taliban", status: "held", basis: "reported", at: "2021-08-12 evening", source: "Financial Times via Irish Times" }, Alternative { place: "Herat", status: "held", because: "Ismail Khan", at: "2021-08-13", source: "IANS/Xinhua via Business Standard" }]),
    ("27", "Mazar-i-Sharif resists", &[Claim { place: "Balkh", party: "Government", status: "held", basis: "reported", at: "2021-08-13", source: "Financial Times via Irish Times" }, Tells { phrase: "stronghold of northern warlords hostile to the Taliban", at: "2021-08-13", source: "Financial Times via Irish Times" }]),
    ("28", "Jalalabad resists", &[Claim { place: "Nangarhar", party: "Government", status: "held", basis: "reported", at: "2021-08-13", source: "Financial Times via Irish Times" }, Tells { phrase: "Jalalabad lies east of Kabul", at: "2021-08-13", source: "Financial Times via Irish Times" }]),
    ("29", "Last big cities outside Kabul", &[Tells { phrase: "Mazar-i-Sharif and Jalalabad: last big cities besides Kabul to hold out", at: "2021-08-13", source: "Financial Times via Irish Times" }, Tells { phrase: "Both still resist", at: "2021-08-13", source: "Financial Times via Irish Times" }]),
    ("30", "More than half of the territory", &[Figure { series: "Share of the country held by the Taliban, FT", amount: (50.0, 50.0), qualifier: "more-than", status: "", at: "2021-08-13", source: "An unofficial translation of an FT report" }]),
    ("31", "Envoys stay for talks", &[Tells { phrase: "Taliban envoys stay in Qatar and keep talking while the offensive runs", at: "2021-08-12 +03:00", source: "Qatar Ministry of Foreign Affairs" }]),
    ("32", "Talks with US, UK, Pakistan, China, India", &[Tells { phrase: "India", at: "2021-08-12 +03:00", source: "Qatar Ministry of Foreign Affairs" }, Tells { phrase: "with the US, UK, China and Pakistan", at: "2021-08-12 +03:00", source: "Qatar Ministry of Foreign Affairs" }, Tells { phrase: "UK, China, Pakistan", at: "2021-08-10 +03:00", source: "France 24 / AFP" }, Tells { phrase: "Troika", at: "2021-08-11 +03:00", source: "The Diplomatic Insight" }]),
    ("33", "Statement late on Thursday", &[Tells { phrase: "Late on Thursday", at: "2021-08-12 evening +03:00", source: "FT report (copy at timeplusnews.com)" }]),
    ("34", "Speed up settlement and ceasefire", &[Says { speaker: "Chair of the Doha meetings", role: "Speaks for the participants; Qatar as host", phrase: "speed up the efforts for a political settlement and a full ceasefire", likelihood: "", at: "2021-08-12 evening +03:00", source: "FT report (copy at timeplusnews.com)" }, Person { name: "Chair of the Doha meetings", alias: "", role: "Speaks for the participants" }]),
    ("35", "Khalilzad: stop attacks on cities", &[Says { speaker: "Zalmay Khalilzad", role: "US Special Representative for Afghanistan Reconciliation", phrase: "Attacks on cities must stop at once", likelihood: "", at: "2021-08-12 +03:00", source: "An unofficial translation of an FT report" }, Person { name: "Zalmay Khalilzad", alias: "", role: "US Special Representative for Afghanistan Reconciliation" }]),
    ("36", "Khalilzad: outcast state", &[Says { speaker: "Zalmay Khalilzad", role: "US Special Representative for Afghanistan Reconciliation", phrase: "government imposed by force will be a pariah state", likelihood: "", at: "2021-08-12 +03:00", source: "An unofficial translation of an FT report" }, Says { speaker: "Zalmay Khalilzad", role: "US Special Representative for Afghanistan Reconciliation", phrase: "pariah state", likelihood: "", at: "2021-08-10 +03:00", source: "France 24 / AFP" }]),
    ("37", "Analysts doubt control", &[Says { speaker: "Analysts", role: "Analysts, not named, in the FT report of 13 August", phrase: "doubtful that the Taliban leaders in Qatar control the fighters", likelihood: "", at: "2021-08-13", source: "An unofficial translation of an FT report" }]),
    ("38", "Local forces act alone", &[Says { speaker: "Analysts", role: "Analysts, not named, in the FT report of 13 August", phrase: "Many local forces act on their own", likelihood: "", at: "2021-08-13", source: "An unofficial translation of an FT report" }]),
    ("39", "Chaudhuri on Baradar", &[Says { speaker: "Rudra Chaudhuri", role: "Lecturer, Department of War Studies, King's College London", phrase: "open question how far Baradar and his people in Doha can shape the views", likelihood: "", at: "2021-08-13", source: "An unofficial translation of an FT report" }, Person { name: "Rudra Chaudhuri", alias: "", role: "Department of War Studies, King's College London" }]),
    ("40", "Never been on an aeroplane", &[Says { speaker: "Rudra Chaudhuri", role: "Lecturer, Department of War Studies, King's College London", phrase: "never been on an aeroplane", likelihood: "", at: "2021-08-13", source: "An unofficial translation of an FT report" }]),
    ("41", "Baradar is a co-founder", &[Person { name: "Abdul Ghani Baradar", alias: "", role: "Taliban co-founder" }, Person { name: "Abdul Ghani Baradar", alias: "Baradal", role: "" }, Tells { phrase: "co-founder of the Taliban", at: "2021-08-13", source: "An unofficial translation of an FT report" }, Tells { phrase: "co-founder", at: "2021-08-17 afternoon", source: "Daily Pakistan" }]),
    ("42", "Motorcycles and Kalashnikovs", &[Says { speaker: "Rudra Chaudhuri", role: "Lecturer, Department of War Studies, King's College London", phrase: "In his opinion commanders with Kalashnikovs on motorcycles seem to care less about what Baradar says", likelihood: "", at: "2021-08-13", source: "An unofficial translation of an FT report" }]),
    ("43", "US out by end of month", &[Deadline { label: "US withdrawal complete", on: "2021-08-31", at: "2021-07-08 -04:00", source: "AP via 10TV" }]),
    ("44", "Headline: offensive speeds up, second city taken", &[Tells { phrase: "Kandahar, the second city", at: "2021-08-12 late evening", source: "Financial Times via Irish Times" }, Tells { phrase: "The offensive speeds up", at: "2021-08-12 late evening", source: "Financial Times via Irish Times" }, Title { publisher: "FT report (copy at timeplusnews.com)", phrase: "second city as offensive accelerates" }]),
    ("45", "Credits", &[Tells { phrase: "Islamist militia", at: "2021-08-13 morning", source: "FT report (copy at timeplusnews.com)" }, Tells { phrase: "Two FT journalists in London are credited", at: "2021-08-13 morning", source: "FT report (copy at timeplusnews.com)" }]),
];

/// The word that a scenario has for a value.
fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, has)| has == value).unwrap().0
}

/// Whether something is of this moment and this publisher.
fn is_of(scenario: &Scenario, provenance: &Provenance, at: &str, source: &str) -> bool {
    let mut sources = provenance.sources.iter();
    provenance.at.to_string() == at
        && sources.any(|key| &*scenario.source(*key).publisher == source)
}

fn carries(scenario: &Scenario, carrier: &Carrier) -> bool {
    let any = |test: &dyn Fn(&Event) -> bool| scenario.events.iter().any(test);
    match *carrier {
        Claim { .. } | Alternative { .. } => any(&|event| claims(scenario, event, carrier)),
        Figure { .. } | Deadline { .. } => any(&|event| counts(scenario, event, carrier)),
        Says { .. } | Tells { .. } => any(&|event| tells(scenario, event, carrier)),
        Place { name, alias, note } => scenario.places.iter().any(|place| {
            &*place.name == name
                && (alias.is_empty() || place.aliases.iter().any(|has| &**has == alias))
                && place.note.as_deref().unwrap_or_default().contains(note)
        }),
        Person { name, alias, role } => scenario.persons.iter().any(|person| {
            &*person.name == name
                && (alias.is_empty() || person.aliases.iter().any(|has| &**has == alias))
                && person.role.as_deref().unwrap_or_default().contains(role)
        }),
        Title { publisher, phrase } => scenario.sources.iter().any(|source| {
            let title = source.title.as_deref().unwrap_or_default();
            &*source.publisher == publisher && title.contains(phrase)
        }),
    }
}

fn claims(scenario: &Scenario, event: &Event, carrier: &Carrier) -> bool {
    event.claims().iter().any(|claim| {
        let name = &*scenario.place(claim.place).name;
        let said = word(&Status::WORDS, &claim.status);
        match *carrier {
            Claim {
                place,
                party,
                status,
                basis,
                at,
                source,
            } => {
                claim.alternative.is_none()
                    && (name, said) == (place, status)
                    && &*scenario.party(claim.party).name == party
                    && word(&Basis::WORDS, &claim.basis) == basis
                    && is_of(scenario, &claim.provenance, at, source)
            }
            Alternative {
                place,
                status,
                because,
                at,
                source,
            } => {
                let reason = claim.alternative.as_deref();
                reason.is_some_and(|reason| reason.contains(because))
                    && (name, said) == (place, status)
                    && is_of(scenario, &claim.provenance, at, source)
            }
            _ => false,
        }
    })
}

fn counts(scenario: &Scenario, event: &Event, carrier: &Carrier) -> bool {
    match *carrier {
        Figure {
            series,
            amount,
            qualifier,
            status,
            at,
            source,
        } => event.figures().iter().any(|figure| {
            let has = figure
                .status
                .map_or("", |has| word(&ForceStatus::WORDS, &has));
            &*scenario.one_series(figure.series).label == series
                && (figure.amount.low_end(), figure.amount.high_end()) == amount
                && word(&Qualifier::WORDS, &figure.qualifier) == qualifier
                && has == status
                && is_of(scenario, &figure.provenance, at, source)
        }),
        Deadline {
            label,
            on,
            at,
            source,
        } => event.deadlines().iter().any(|deadline| {
            &*deadline.label == label
                && deadline.on.is_some_and(|day| day.to_string() == on)
                && is_of(scenario, &deadline.provenance, at, source)
        }),
        _ => false,
    }
}

fn tells(scenario: &Scenario, event: &Event, carrier: &Carrier) -> bool {
    match *carrier {
        Says {
            speaker,
            role,
            phrase,
            likelihood,
            at,
            source,
        } => event.statements().iter().any(|said| {
            let person = scenario.person(said.speaker);
            let has = said
                .likelihood
                .map_or("", |has| word(&Likelihood::WORDS, &has));
            &*person.name == speaker
                && person.role.as_deref() == Some(role)
                && said.says.contains(phrase)
                && (likelihood.is_empty() || has == likelihood)
                && is_of(scenario, &said.provenance, at, source)
        }),
        Tells { phrase, at, source } => {
            let body = event.body.as_deref().unwrap_or_default();
            (event.headline.contains(phrase) || body.contains(phrase))
                && is_of(scenario, &event.provenance, at, source)
        }
        _ => false,
    }
}

#[test]
fn every_claim_of_the_report_is_carried_with_its_content() {
    let scenario = flagship();
    let missing: Vec<String> = ROWS
        .iter()
        .flat_map(|(row, claim, carriers)| {
            carriers.iter().map(move |carrier| (row, claim, carrier))
        })
        .filter(|(_, _, carrier)| !carries(scenario, carrier))
        .map(|(row, claim, carrier)| format!("{row} {claim}: {carrier:?}"))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_rows_are_1_to_45_with_20_in_three_parts_and_each_is_carried_by_something() {
    let rows: Vec<&str> = ROWS.iter().map(|(row, ..)| *row).collect();
    let expected: Vec<String> = (1..=45)
        .flat_map(|row| match row {
            20 => vec!["20a".to_owned(), "20b".to_owned(), "20c".to_owned()],
            row => vec![row.to_string()],
        })
        .collect();
    assert_eq!(rows, expected);
    assert!(ROWS.iter().all(|(_, _, carriers)| !carriers.is_empty()));
}

#[test]
fn a_row_fails_where_its_content_is_missing() {
    let mut without = flagship().clone();
    for event in &mut without.events {
        event.claims = Box::default();
        event.figures = Box::default();
        event.desk = None;
        event.body = None;
        event.headline = dateline::text::Text::from_line("-");
    }
    for (row, _, carriers) in &ROWS {
        for carrier in *carriers {
            if !matches!(carrier, Place { .. } | Person { .. } | Title { .. }) {
                assert!(!carries(&without, carrier), "{row}: {carrier:?}");
            }
        }
    }
}
