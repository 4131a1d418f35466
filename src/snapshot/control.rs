//! Who controls each place: the one small rule, from claims to a state.
//!
//! [`at`] takes each place's claims from `claims`, in order and with their ties, and applies them one after
//! the other to a [`PlaceState`]; the table of effects is `PlaceState::apply`. `stated` replays the same
//! claims over a window. The rule must not look at the order of the file, nor at claims that do not count.

use crate::model::claim::{Basis, Claim, Status};
use crate::model::cursor::Cursor;
use crate::model::id::{EventKey, PartyKey, PlaceKey};
use crate::model::moment::Moment;
use crate::model::scenario::Scenario;
use crate::snapshot::claims::{self, gives_place, scope_of};
use crate::snapshot::reference::ClaimRef;
use crate::snapshot::sequence::{Placed, SequenceTurn};

/// The state of a place's holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Control {
    /// Nobody is known to hold it.
    Unknown,
    /// Its holder has rivals.
    Contested,
    /// Another party claims it.
    Claimed,
    /// Its holder holds it.
    Held,
}

impl Control {
    /// The word for it.
    pub fn to_word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Contested => "contested",
            Self::Claimed => "claimed",
            Self::Held => "held",
        }
    }
}

/// The kind of pressure that is put on a place from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PressureKind {
    /// Surrounded.
    Encircled,
    /// Threatened.
    Threatened,
}

impl PressureKind {
    /// The word for it.
    pub fn to_word(self) -> &'static str {
        match self {
            Self::Encircled => "encircled",
            Self::Threatened => "threatened",
        }
    }
}

/// Pressure on a place, and the claim that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pressure {
    /// The kind of pressure.
    pub kind: PressureKind,
    /// By whom.
    pub party: PartyKey,
    /// On whose word.
    pub claim: ClaimRef,
    /// The level of that claim in the order of the place's claims.
    pub level: usize,
}

/// A party with the claim that puts it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contender {
    /// The party.
    pub party: PartyKey,
    /// On whose word.
    pub claim: ClaimRef,
    /// The level of that claim in the order of the place's claims.
    pub level: usize,
}

/// Claims of one moment that give a place to different parties, with nothing that says which came last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The claims.
    pub claims: Vec<ClaimRef>,
    /// Their level in the order of the place's claims.
    pub level: usize,
}

/// The state of a place, with the claims that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceState {
    /// The place.
    pub place: PlaceKey,
    /// The party that holds it; `None` if unknown.
    pub holder: Option<PartyKey>,
    /// On what that rests; `None` is the state before the log.
    pub basis: Option<Basis>,
    /// The claim by which the holder took it; `None` if it has held it since before the log.
    pub since: Option<ClaimRef>,
    /// The party that held it before that claim.
    pub before: Option<PartyKey>,
    /// The party that claims it without a report that confirms it.
    pub mark: Option<Contender>,
    /// The parties that fight for it, in the order in which they came.
    pub rivals: Vec<Contender>,
    /// The pressure on it from outside.
    pub pressure: Option<Pressure>,
    /// The claims that left it with its holder because they tie, as long as nothing settles it.
    pub tie: Option<Tie>,
    /// Every claim by which the place changed hands, oldest first; the last is `since`.
    pub flips: Vec<ClaimRef>,
    /// Every claim by which it was newly contested, claimed, encircled or threatened, oldest first.
    pub challenges: Vec<ClaimRef>,
    /// The last claim that bears the holder out: the one by which it took the place, or a later one.
    pub borne_out: Option<ClaimRef>,
    /// Claims known at the cursor, of the event of `since`, that put that change at another moment.
    pub or_since: Vec<ClaimRef>,
}

impl PlaceState {
    /// The events whose claims the state rests on.
    pub fn supporting_events(&self) -> impl Iterator<Item = EventKey> + '_ {
        let contenders = self.rivals.iter().chain(&self.mark);
        let claims = contenders.map(|contender| contender.claim);
        let pressure = self.pressure.map(|pressure| pressure.claim);
        let all = claims.chain(pressure).chain(self.since);
        all.map(|claim| claim.event)
    }

    /// The state before the log.
    pub fn before_the_log(scenario: &Scenario, place: PlaceKey) -> Self {
        Self {
            place,
            holder: scenario.place(place).holder,
            basis: None,
            since: None,
            before: None,
            mark: None,
            rivals: Vec::new(),
            pressure: None,
            tie: None,
            flips: Vec::new(),
            challenges: Vec::new(),
            borne_out: None,
            or_since: Vec::new(),
        }
    }

    /// Returns the state of its holder.
    pub fn derive_control(&self) -> Control {
        match self {
            Self { holder: None, .. } => Control::Unknown,
            Self { rivals, .. } if !rivals.is_empty() => Control::Contested,
            Self { mark: Some(_), .. } => Control::Claimed,
            _ => Control::Held,
        }
    }

    /// The claims that it rests on.
    pub fn supporting_claims(&self) -> impl Iterator<Item = ClaimRef> {
        let contenders = self.rivals.iter().chain(&self.mark);
        contenders
            .map(|contender| contender.claim)
            .chain(self.pressure.map(|pressure| pressure.claim))
            .chain(self.since)
            .chain(self.borne_out)
    }

    /// Notes the claims that challenge its holder now and by a party that did not do so before.
    fn note_challenges(&mut self, before: &Challenges) {
        let is_new = |rival: &&Contender| !before.rivals.contains(&rival.party);
        let rivals = self.rivals.iter().filter(is_new);
        let rivals = rivals.map(|rival| rival.claim);
        let mark = self.mark.filter(|mark| before.mark != Some(mark.party));
        let pressure = self.pressure;
        let pressure = pressure.filter(|new| before.pressure != Some((new.kind, new.party)));
        self.challenges.extend(
            rivals
                .chain(mark.map(|mark| mark.claim))
                .chain(pressure.map(|pressure| pressure.claim)),
        );
    }

    /// Lets what comes next in the order of claims take effect.
    pub fn apply_turn(&mut self, scenario: &Scenario, placed: &Placed<ClaimRef>) {
        match &placed.turn {
            SequenceTurn::Taken(claim) => self.apply_claim(scenario, *claim, placed.level),
            SequenceTurn::Tied(claims) => self.apply_tie(scenario, claims, placed.level),
            SequenceTurn::Settled(_) => {}
        }
    }

    /// Lets a claim take effect.
    fn apply_claim(&mut self, scenario: &Scenario, reference: ClaimRef, level: usize) {
        let claim = reference.get(scenario);
        let is_holder = self.holder == Some(claim.party);
        let is_borne_out = claim.basis > Basis::Claimed;
        let contender = Contender {
            party: claim.party,
            claim: reference,
            level,
        };
        let pressed = |kind| {
            Some(Pressure {
                kind,
                party: claim.party,
                claim: reference,
                level,
            })
        };
        match claim.status {
            Status::Held if gives_place(claim) && !is_holder => self.change_hands(reference, claim),
            Status::Held if gives_place(claim) => self.strengthen_holder(reference, claim, level),
            Status::Held if !is_holder => self.mark = Some(contender),
            Status::Contested if is_borne_out && !is_holder => self.add_rival(contender),
            Status::Denied
                if !is_holder && self.since.is_some() && self.basis != Some(Basis::Confirmed) =>
            {
                self.add_rival(contender);
            }
            Status::Encircled if is_borne_out && !is_holder => {
                self.pressure = pressed(PressureKind::Encircled);
            }
            Status::Threatened if is_borne_out && !is_holder => {
                self.pressure = pressed(PressureKind::Threatened);
            }
            _ => {}
        }
    }

    /// The place changes hands.
    fn change_hands(&mut self, reference: ClaimRef, claim: &Claim) {
        self.rivals.clear();
        self.mark = None;
        self.pressure = None;
        self.tie = None;
        self.before = self.holder;
        self.holder = Some(claim.party);
        self.basis = Some(claim.basis);
        self.since = Some(reference);
        self.flips.push(reference);
        self.borne_out = Some(reference);
    }

    /// The holder is borne out once more, which settles everything older.
    fn strengthen_holder(&mut self, reference: ClaimRef, claim: &Claim, level: usize) {
        self.borne_out = Some(reference);
        self.basis = self.basis.max(Some(claim.basis));
        self.mark = self.mark.filter(|mark| mark.level >= level);
        self.pressure = self.pressure.filter(|pressure| pressure.level >= level);
        self.tie = self.tie.take().filter(|tie| tie.level >= level);
        self.rivals.retain(|rival| rival.level >= level);
    }

    /// The place stays as it is, since nothing says which of several claims came last; their parties become rivals.
    fn apply_tie(&mut self, scenario: &Scenario, claims: &[ClaimRef], level: usize) {
        for reference in claims {
            let party = reference.get(scenario).party;
            if self.holder != Some(party) {
                self.add_rival(Contender {
                    party,
                    claim: *reference,
                    level,
                });
            }
        }
        self.tie = Some(Tie {
            claims: claims.to_vec(),
            level,
        });
    }

    fn add_rival(&mut self, contender: Contender) {
        match self
            .rivals
            .iter_mut()
            .find(|rival| rival.party == contender.party)
        {
            Some(rival) => *rival = contender,
            None => self.rivals.push(contender),
        }
    }

    /// The other moments at which the event of the last change says that it may have happened, each once.
    pub fn alternative_moments<'s>(
        &self,
        scenario: &'s Scenario,
    ) -> impl Iterator<Item = &'s Moment> {
        self.or_since
            .iter()
            .map(|claim| &claim.get(scenario).provenance.at)
    }

    /// Finds the alternatives to the last change, as far as the cursor knows them, whatever day they name.
    fn note_alternatives(&mut self, scenario: &Scenario, cursor: &Cursor) {
        let Some(since) = self.since else {
            return;
        };
        let flip = since.get(scenario);
        let mut named = vec![flip.provenance.at];
        for (reference, claim) in ClaimRef::of(scenario, since.event) {
            let is_same_change = claim.alternative.is_some()
                && claim.status == Status::Held
                && (claim.place, claim.party) == (flip.place, flip.party)
                && scope_of(scenario, claim) == scope_of(scenario, flip);
            let is_recorded = claim.provenance.known_from <= cursor.known_at();
            if is_same_change && is_recorded && !named.contains(&claim.provenance.at) {
                named.push(claim.provenance.at);
                self.or_since.push(reference);
            }
        }
    }
}

/// The challenges to the holder of a place: by which party, and of what kind.
struct Challenges {
    rivals: Vec<PartyKey>,
    mark: Option<PartyKey>,
    pressure: Option<(PressureKind, PartyKey)>,
}

impl Challenges {
    /// Returns those of a state.
    fn from_state(state: &PlaceState) -> Self {
        let pressure = state.pressure;
        Self {
            rivals: state.rivals.iter().map(|rival| rival.party).collect(),
            mark: state.mark.map(|mark| mark.party),
            pressure: pressure.map(|pressure| (pressure.kind, pressure.party)),
        }
    }
}

/// The state of every place at a cursor, by its row.
pub fn at(scenario: &Scenario, cursor: &Cursor) -> Vec<PlaceState> {
    let by_place = claims::by_place(scenario, cursor, None);
    scenario
        .place_keys()
        .zip(by_place)
        .map(|(place, claims)| {
            let mut state = PlaceState::before_the_log(scenario, place);
            for placed in &claims.turns {
                let before = Challenges::from_state(&state);
                state.apply_turn(scenario, placed);
                state.note_challenges(&before);
            }
            state.note_alternatives(scenario, cursor);
            state
        })
        .collect()
}
