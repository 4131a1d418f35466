//! The program: hands the arguments to [`dateline::cli`] and leaves with its exit code. Nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run()
}
