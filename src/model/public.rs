//! A scenario as the public may see it: as if what must not be published had never been written.
//!
//! Commands whose output leaves the desk fold this one, so that no list, count, label or message of theirs can
//! tell what the file holds beyond it. With an event goes what it alone names: sources, people, series, kinds,
//! parties and marks. Every field of the log stands in a pattern here, so that a new one cannot be forgotten.

use super::calendar::UnixTime;
use super::claim::{Claim, Provenance};
use super::event::{Correction, Desk, Event, PubStatus};
use super::figure::{Figure, Series, SeriesEnd, Terms};
use super::id::{EventKey, KindKey, PartyKey, PersonKey, SeriesKey, SourceKey};
use super::scenario::{Mark, Person, Scenario, USUAL_KINDS};
use super::statement::{Deadline, Statement};

/// The reason why every key that stays leads to a row.
const KEPT: &str = "a row that something public names is kept";

impl Event {
    /// Returns whether it may be published at a moment.
    pub fn is_public_at(&self, now: UnixTime) -> bool {
        let is_over = |until: &super::moment::Moment| until.effect() <= now;
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
        let rows = Kept::of(&self, &is_public);
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
            .filter(|(row, _)| rows.events.row(*row).is_some())
            .map(|(_, (mut event, base))| {
                rows.renumber_event(&mut event, base);
                event
            })
            .collect();
        self.corrected_by = corrections(&self.events);
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
fn corrections(events: &[Event]) -> Vec<Option<EventKey>> {
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
struct Rows(Vec<Option<usize>>);

impl Rows {
    fn of(is_kept: impl Iterator<Item = bool>) -> Self {
        let mut next = 0;
        let number = |is_kept: bool| {
            is_kept.then(|| {
                next += 1;
                next - 1
            })
        };
        Self(is_kept.map(number).collect())
    }

    /// Returns the new number of a row; `None` if it is removed.
    fn row(&self, old: usize) -> Option<usize> {
        self.0.get(old).copied().flatten()
    }

    /// Removes from a table the rows that do not stay.
    fn keep<T>(&self, table: &mut Vec<T>) {
        let mut old = 0;
        table.retain(|_| {
            old += 1;
            self.row(old - 1).is_some()
        });
    }
}

/// The use of each row of a table: by something public, and by something else.
struct Uses(Vec<(bool, bool)>);

impl Uses {
    fn new(rows: usize) -> Self {
        Self(vec![(false, false); rows])
    }

    fn name(&mut self, row: usize, is_public: bool) {
        if let Some((by_public, by_others)) = self.0.get_mut(row) {
            *by_public |= is_public;
            *by_others |= !is_public;
        }
    }

    /// Returns the rows to keep: those that something public names, or that nothing names.
    fn kept(&self) -> Rows {
        let uses = self.0.iter();
        Rows::of(uses.map(|(by_public, by_others)| *by_public || !by_others))
    }
}

/// The rows that stay in each table that the log names.
struct Kept {
    parties: Rows,
    persons: Rows,
    sources: Rows,
    series: Rows,
    kinds: Rows,
    events: Rows,
}

impl Kept {
    fn of(scenario: &Scenario, is_public: &[bool]) -> Self {
        let mut parties = Uses::new(scenario.parties.len());
        let mut persons = Uses::new(scenario.persons.len());
        let mut sources = Uses::new(scenario.sources.len());
        let mut series = Uses::new(scenario.series.len());
        let mut kinds = Uses::new(scenario.kinds.len());
        for (event, &is_public) in scenario.events.iter().zip(is_public) {
            for source in event.provenances().flat_map(|its| &its.sources) {
                sources.name(source.row(), is_public);
            }
            for claim in event.claims() {
                parties.name(claim.party.row(), is_public);
            }
            for named in event.named_series() {
                series.name(named.row(), is_public);
            }
            for said in event.statements() {
                persons.name(said.speaker.row(), is_public);
            }
            if let Some(kind) = event.kind {
                // The usual kinds belong to every scenario.
                kinds.name(kind.row(), is_public || kind.row() < USUAL_KINDS.len());
            }
        }
        let (persons, series) = (persons.kept(), series.kept());
        let holders = scenario.places.iter().filter_map(|place| place.holder);
        for party in holders {
            parties.name(party.row(), true);
        }
        for (row, person) in scenario.persons.iter().enumerate() {
            if let Some(party) = person.party {
                parties.name(party.row(), persons.row(row).is_some());
            }
        }
        for (row, one) in scenario.series.iter().enumerate() {
            if let Some(counts) = &one.counts {
                parties.name(counts.party.row(), series.row(row).is_some());
            }
        }
        Self {
            parties: parties.kept(),
            persons,
            sources: sources.kept(),
            series,
            kinds: kinds.kept(),
            events: Rows::of(is_public.iter().copied()),
        }
    }

    fn party(&self, old: PartyKey) -> PartyKey {
        let new = self.parties.row(old.row());
        new.and_then(PartyKey::new).expect(KEPT)
    }

    fn series(&self, old: SeriesKey) -> SeriesKey {
        let new = self.series.row(old.row());
        new.and_then(SeriesKey::new).expect(KEPT)
    }

    fn event(&self, old: EventKey) -> Option<EventKey> {
        self.events.row(old.row()).and_then(EventKey::new)
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
            let new = self.kinds.row(kind.row());
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
        *party = self.party(*party);
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
        *series = self.series(*series);
        if let Some(terms) = terms {
            let Terms {
                adds_to,
                until: _,
                printed: _,
                scope: _,
            } = terms.as_mut();
            *adds_to = adds_to.map(|series| self.series(series));
        }
        self.renumber_sources(provenance);
    }

    fn renumber_desk(&self, desk: &mut Desk, base: Option<EventKey>) {
        let Desk {
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
        *after = after.and_then(|after| self.event(after));
        *corrects = corrects.take().and_then(|correction| {
            let event = self.event(base?)?;
            Some(Correction {
                event,
                ..correction
            })
        });
        for said in statements {
            let Statement {
                speaker,
                says: _,
                likelihood: _,
                confidence: _,
                provenance,
            } = said;
            let new = self.persons.row(speaker.row());
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
            *series = self.series(*series);
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
            let new = self.sources.row(source.row());
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
        self.parties.keep(parties);
        self.persons.keep(persons);
        self.sources.keep(sources);
        self.series.keep(series);
        self.kinds.keep(kinds);
        for holder in places.iter_mut().filter_map(|place| place.holder.as_mut()) {
            *holder = self.party(*holder);
        }
        let of_person =
            |person: &mut Person| person.party = person.party.map(|its| self.party(its));
        persons.iter_mut().for_each(of_person);
        let of_series = |one: &mut Series| {
            if let Some(counts) = &mut one.counts {
                counts.party = self.party(counts.party);
            }
        };
        series.iter_mut().for_each(of_series);
        marks.retain_mut(|mark: &mut Mark| {
            let about = mark.event;
            mark.event = about.and_then(|event| self.event(event));
            about.is_none() || mark.event.is_some()
        });
    }
}
