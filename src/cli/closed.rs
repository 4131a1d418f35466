//! Which standard streams were closed when the program was started.
//!
//! Rust opens /dev/null in place of a closed stream before `main`, lest a file take its number; data would
//! then vanish there unnoticed, and afterwards nothing tells it from a /dev/null that was meant. So it is
//! looked up before that, once. `output` and `open` ask.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::io::fcntl_getfd;

static INPUT: AtomicBool = AtomicBool::new(false);
static OUTPUT: AtomicBool = AtomicBool::new(false);

/// Runs before `main` and Rust's own preparations: a question to the kernel is all that may be done here.
#[ctor::ctor]
fn look_up_streams() {
    INPUT.store(
        fcntl_getfd(rustix::stdio::stdin()).is_err(),
        Ordering::Relaxed,
    );
    OUTPUT.store(
        fcntl_getfd(rustix::stdio::stdout()).is_err(),
        Ordering::Relaxed,
    );
}

/// # Errors
///
/// If standard input was closed.
pub(super) fn check_input() -> io::Result<()> {
    refuse_closed(&INPUT)
}

/// # Errors
///
/// If standard output was closed.
pub(super) fn check_output() -> io::Result<()> {
    refuse_closed(&OUTPUT)
}

fn refuse_closed(is_closed: &AtomicBool) -> io::Result<()> {
    if is_closed.load(Ordering::Relaxed) {
        return Err(io::Error::other("it is closed"));
    }
    Ok(())
}
