//! The claims of the report from which the project started, and what carries each.
