//! Loops over seeds: the same inputs every time, more of them where there is time.
//!
//! `DATELINE_TEST_SECONDS=60` lets each loop go on for so long; `DATELINE_TEST_SEED=17` runs one seed alone, which is
//! what a failure names.

use std::time::{Duration, Instant};

/// Numbers that follow from a seed (`SplitMix64`).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`, which must not be 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap_or(u64::MAX)).unwrap_or(0)
    }

    /// Returns whether something that happens once in `times` happens now.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn pick<'p, T>(&mut self, from: &'p [T]) -> &'p T {
        &from[self.below(from.len())]
    }
}

/// Runs a test with one seed after the other, at least `least` of them; returns how many there were.
pub(crate) fn run_seeds(what: &str, least: u64, mut test: impl FnMut(u64, &mut Random)) -> u64 {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    if let Some(seed) = number("DATELINE_TEST_SEED") {
        test(seed, &mut Random::new(seed));
        return 1;
    }
    let until = number("DATELINE_TEST_SECONDS").map(Duration::from_secs);
    let start = Instant::now();
    let mut seed = 0;
    while seed < least || until.is_some_and(|until| start.elapsed() < until) {
        test(seed, &mut Random::new(seed));
        seed += 1;
    }
    eprintln!("{what}: {seed} seeds");
    seed
}
