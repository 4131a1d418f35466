//! A scenario as the public may see it: as if what must not be published had never been written.
//!
//! Commands whose output leaves the desk fold this one, so that no list, count, label or message of theirs can
//! tell what the file holds beyond it. With an event goes what it alone names: sources, people, series, kinds,
//! parties and marks. Every field of the log stands in a pattern here, so that a new one cannot be forgotten.

use super::calendar::UnixTime;
use super::claim::{Claim, Provenance};
use super::event::{Correction, DeskFields, Event, PubStatus};
use super::figure::{Figure, Series, SeriesEnd, Terms};
use super::id::{EventKey, KindKey, PartyKey, PersonKey, SeriesKey, SourceKey};
use super::scenario::{Bookmark, Person, Scenario, USUAL_KINDS};
use super::statement::{Deadline, Statement};

/// The reason why every key that stays leads to a row.
const KEPT: &str = "a row that something public names is kept";

impl Event {
    /// Returns whether it may be published at a moment.
    pub fn is_public_at(&self, now: UnixTime) -> bool {
        let is_over = |until: &super::moment::Moment| until.effective_at() <= now;
        self.pub_status() == PubStatus::Usable && self.embargoed_until().is_none_or(is_over)
    }
}

impl Scenario {
    /// Returns the scenario without the events that must not be published at a moment, and without what only they
    /// name.
    #[must_use]
    pub fn public_at(mut self, now: UnixTime) -> Self {
        let is_public: Vec<bool> = self
            .events
            .iter()
            .map(|event| event.is_public_at(now))
            .collect();
        if is_public.iter().all(|is_public| *is_public) {
            return self;
        }
        let rows = RetainedTables::from_scenario(&self, &is_public);
        let bases: Vec<Option<EventKey>> = self
            .event_keys()
            .map(|key| {
                let is_public_itself = is_public.get(key.row()) == Some(&true);
                is_public_itself.then(|| public_base(&self, key, &is_public))?
            })
            .collect();
        let events = std::mem::take(&mut self.events).into_iter().zip(bases);
        self.events = events
            .enumerate()
            .filter(|(row, _)| rows.events.renumber_row(*row).is_some())
            .map(|(_, (mut event, base))| {
                rows.renumber_event(&mut event, base);
                event
            })
            .collect();
        self.corrected_by = index_corrections(&self.events);
        rows.renumber_tables(&mut self);
        self
    }
}

/// Returns the public event that a correction replaces, itself or through corrections that are not public.
fn public_base(scenario: &Scenario, key: EventKey, is_public: &[bool]) -> Option<EventKey> {
    let mut base = scenario.event(key).corrects()?.event;
    while is_public.get(base.row()) == Some(&false) {
        base = scenario.event(base).corrects()?.event;
    }
    Some(base)
}

/// Returns, for each event, the one that corrects it.
fn index_corrections(events: &[Event]) -> Vec<Option<EventKey>> {
    let mut corrected_by = vec![None; events.len()];
    for (row, event) in events.iter().enumerate() {
        let corrected = event.corrects().map(|correction| correction.event.row());
        if let Some(entry) = corrected.and_then(|corrected| corrected_by.get_mut(corrected)) {
            *entry = EventKey::new(row);
        }
    }
    corrected_by
}

/// The rows of a table that stay, with their new numbers.
struct RetainedRows(Vec<Option<usize>>);

impl RetainedRows {
    fn from_flags(is_retained: impl Iterator<Item = bool>) -> Self {
        let mut next = 0;
        let number = |is_retained: bool| {
            is_retained.then(|| {
                next += 1;
                next - 1
            })
        };
        Self(is_retained.map(number).collect())
    }

    /// Returns the new number of a row; `None` if it is removed.
    fn renumber_row(&self, old: usize) -> Option<usize> {
        self.0.get(old).copied().flatten()
    }

    /// Removes from a table the rows that do not stay.
    fn retain_rows<T>(&self, table: &mut Vec<T>) {
        let mut old = 0;
        table.retain(|_| {
            old += 1;
            self.renumber_row(old - 1).is_some()
        });
    }
}

/// The use of each row of a table: by something public, and by something else.
struct Uses(Vec<(bool, bool)>);

impl Uses {
    fn new(rows: usize) -> Self {
        Self(vec![(false, false); rows])
    }

    fn note_use(&mut self, row: usize, is_public: bool) {
        if let Some((by_public, by_others)) = self.0.get_mut(row) {
            *by_public |= is_public;
            *by_others |= !is_public;
        }
    }

    /// Returns the rows to keep: those that something public names, or that nothing names.
    fn retained_rows(&self) -> RetainedRows {
        let uses = self.0.iter();
        RetainedRows::from_flags(uses.map(|(by_public, by_others)| *by_public || !by_others))
    }
}

/// The rows that stay in each table that the log names.
struct RetainedTables {
    parties: RetainedRows,
    persons: RetainedRows,
    sources: RetainedRows,
    series: RetainedRows,
    kinds: RetainedRows,
    events: RetainedRows,
}

impl RetainedTables {
    fn from_scenario(scenario: &Scenario, is_public: &[bool]) -> Self {
        let mut parties = Uses::new(scenario.parties.len());
        let mut persons = Uses::new(scenario.persons.len());
        let mut sources = Uses::new(scenario.sources.len());
        let mut series = Uses::new(scenario.series.len());
        let mut kinds = Uses::new(scenario.kinds.len());
        for (event, &is_public) in scenario.events.iter().zip(is_public) {
            for source in event.all_provenances().flat_map(|its| &its.sources) {
                sources.note_use(source.row(), is_public);
            }
            for claim in event.claims() {
                parties.note_use(claim.party.row(), is_public);
            }
            for named in event.named_series() {
                series.note_use(named.row(), is_public);
            }
            for phrase in event.statements() {
                persons.note_use(phrase.speaker.row(), is_public);
            }
            if let Some(kind) = event.kind {
                // The usual kinds belong to every scenario.
                kinds.note_use(kind.row(), is_public || kind.row() < USUAL_KINDS.len());
            }
        }
        let (persons, series) = (persons.retained_rows(), series.retained_rows());
        let holders = scenario.places.iter().filter_map(|place| place.holder);
        for party in holders {
            parties.note_use(party.row(), true);
        }
        for (row, person) in scenario.persons.iter().enumerate() {
            if let Some(party) = person.party {
                parties.note_use(party.row(), persons.renumber_row(row).is_some());
            }
        }
        for (row, one) in scenario.series.iter().enumerate() {
            if let Some(counts) = &one.counts {
                parties.note_use(counts.party.row(), series.renumber_row(row).is_some());
            }
        }
        Self {
            parties: parties.retained_rows(),
            persons,
            sources: sources.retained_rows(),
            series,
            kinds: kinds.retained_rows(),
            events: RetainedRows::from_flags(is_public.iter().copied()),
        }
    }

    fn new_party_key(&self, old: PartyKey) -> PartyKey {
        let new = self.parties.renumber_row(old.row());
        new.and_then(PartyKey::new).expect(KEPT)
    }

    fn new_series_key(&self, old: SeriesKey) -> SeriesKey {
        let new = self.series.renumber_row(old.row());
        new.and_then(SeriesKey::new).expect(KEPT)
    }

    fn new_event_key(&self, old: EventKey) -> Option<EventKey> {
        self.events.renumber_row(old.row()).and_then(EventKey::new)
    }

    fn renumber_event(&self, event: &mut Event, base: Option<EventKey>) {
        let Event {
            id: _,
            kind,
            headline: _,
            body: _,
            places: _,
            claims,
            figures,
            provenance,
            desk,
        } = event;
        if let Some(kind) = kind {
            let new = self.kinds.renumber_row(kind.row());
            *kind = new.and_then(KindKey::new).expect(KEPT);
        }
        for claim in claims {
            self.renumber_claim(claim);
        }
        for figure in figures {
            self.renumber_figure(figure);
        }
        self.renumber_sources(provenance);
        if let Some(desk) = desk {
            self.renumber_desk(desk, base);
        }
    }

    fn renumber_claim(&self, claim: &mut Claim) {
        let Claim {
            place: _,
            party,
            status: _,
            basis: _,
            scope: _,
            alternative: _,
            note: _,
            provenance,
        } = claim;
        *party = self.new_party_key(*party);
        self.renumber_sources(provenance);
    }

    fn renumber_figure(&self, figure: &mut Figure) {
        let Figure {
            series,
            amount: _,
            qualifier: _,
            status: _,
            terms,
            note: _,
            provenance,
        } = figure;
        *series = self.new_series_key(*series);
        if let Some(terms) = terms {
            let Terms {
                adds_to,
                until: _,
                printed: _,
                scope: _,
            } = terms.as_mut();
            *adds_to = adds_to.map(|series| self.new_series_key(series));
        }
        self.renumber_sources(provenance);
    }

    fn renumber_desk(&self, desk: &mut DeskFields, base: Option<EventKey>) {
        let DeskFields {
            corrects,
            after,
            embargoed_until: _,
            note: _,
            editor_note: _,
            pub_status: _,
            tags: _,
            urgency: _,
            statements,
            deadlines,
            ends,
        } = desk;
        *after = after.and_then(|after| self.new_event_key(after));
        *corrects = corrects.take().and_then(|correction| {
            let event = self.new_event_key(base?)?;
            Some(Correction {
                event,
                ..correction
            })
        });
        for phrase in statements {
            let Statement {
                speaker,
                says: _,
                likelihood: _,
                confidence: _,
                provenance,
            } = phrase;
            let new = self.persons.renumber_row(speaker.row());
            *speaker = new.and_then(PersonKey::new).expect(KEPT);
            self.renumber_sources(provenance);
        }
        for end in ends {
            let SeriesEnd {
                series,
                status: _,
                note: _,
                provenance,
            } = end;
            *series = self.new_series_key(*series);
            self.renumber_sources(provenance);
        }
        for deadline in deadlines {
            let Deadline {
                id: _,
                on: _,
                label: _,
                short: _,
                outcome: _,
                provenance,
            } = deadline;
            self.renumber_sources(provenance);
        }
    }

    fn renumber_sources(&self, provenance: &mut Provenance) {
        let Provenance {
            at: _,
            recorded_at: _,
            is_recorded: _,
            known_from: _,
            sources,
            credibility: _,
        } = provenance;
        for source in sources {
            let new = self.sources.renumber_row(source.row());
            *source = new.and_then(SourceKey::new).expect(KEPT);
        }
    }

    fn renumber_tables(&self, scenario: &mut Scenario) {
        let Scenario {
            heading: _,
            parties,
            places,
            persons,
            sources,
            series,
            kinds,
            marks,
            events: _,
            corrected_by: _,
        } = scenario;
        self.parties.retain_rows(parties);
        self.persons.retain_rows(persons);
        self.sources.retain_rows(sources);
        self.series.retain_rows(series);
        self.kinds.retain_rows(kinds);
        for holder in places.iter_mut().filter_map(|place| place.holder.as_mut()) {
            *holder = self.new_party_key(*holder);
        }
        let of_person =
            |person: &mut Person| person.party = person.party.map(|its| self.new_party_key(its));
        persons.iter_mut().for_each(of_person);
        let of_series = |one: &mut Series| {
            if let Some(counts) = &mut one.counts {
                counts.party = self.new_party_key(counts.party);
            }
        };
        series.iter_mut().for_each(of_series);
        marks.retain_mut(|mark: &mut Bookmark| {
            let about = mark.event;
            mark.event = about.and_then(|event| self.new_event_key(event));
            about.is_none() || mark.event.is_some()
        });
    }
}
