//! Maps many small pieces on as many threads as there are cores.
//!
//! The results are in the order of the pieces, so that they never depend on the number of threads. It knows nothing
//! about the work itself.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The number of pieces in one run.
const RUN: usize = 32;

/// The number of runs that are worth another thread.
const RUNS_A_THREAD: usize = 2;

/// Maps runs of pieces on several threads; the results are in the order of the pieces.
pub(super) fn map_chunks<P: Sync, R: Send>(
    pieces: &[P],
    each: impl Fn(&[P]) -> R + Sync,
) -> Vec<R> {
    let runs: Vec<&[P]> = pieces.chunks(RUN).collect();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(runs.len() / RUNS_A_THREAD);
    if threads <= 1 {
        return runs.into_iter().map(each).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(run) = runs.get(number) else {
                return done;
            };
            done.push((number, each(run)));
        }
    };
    let mut results = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut results = take();
        for other in others {
            match other.join() {
                Ok(done) => results.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    });
    results.sort_unstable_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map_chunks;

    #[test]
    fn results_keep_the_order_of_the_pieces() {
        for count in [0_usize, 1, 31, 32, 33, 1000, 4096] {
            let pieces: Vec<usize> = (0..count).collect();
            let back: Vec<usize> = map_chunks(&pieces, <[usize]>::to_vec).concat();
            assert_eq!(back, pieces);
        }
    }
}
