//! The real binary: arguments, exit codes, pipes and a few runs in a pseudo-terminal.
