//! The scenario that is built in, held against what is known of August 2021.
