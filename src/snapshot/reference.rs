//! References to items of events: small, and only good for the scenario that they came from.
//!
//! The fold keeps these instead of copies, so that evidence can always be shown. An item is an
//! event's row and its place among the event's claims, figures or deadlines.

use crate::model::claim::Claim;
use crate::model::figure::{Figure, SeriesEnd};
use crate::model::id::EventKey;
use crate::model::scenario::Scenario;
use crate::model::statement::Deadline;

macro_rules! references {
    ($($(#[$doc:meta])* $name:ident: $method:ident -> $item:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            /// The event that carries it.
            pub event: EventKey,
            /// Its place among the event's items of this type.
            pub item: u32,
        }

        impl $name {
            /// The items of this type that an event carries, each with its reference.
            pub fn of(scenario: &Scenario, event: EventKey) -> impl Iterator<Item = (Self, &$item)> {
                (0u32..).zip(scenario.event(event).$method()).map(move |(item, value)| (Self { event, item }, value))
            }

            /// The item.
            pub fn get(self, scenario: &Scenario) -> &$item {
                &scenario.event(self.event).$method()[self.item as usize]
            }
        }
    )*};
}

references! {
    /// A claim of an event.
    ClaimRef: claims -> Claim;
    /// A reading of an event.
    FigureRef: figures -> Figure;
    /// A deadline of an event.
    DeadlineRef: deadlines -> Deadline;
    /// The end of a series.
    EndRef: ends -> SeriesEnd;
}
