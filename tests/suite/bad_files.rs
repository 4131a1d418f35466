//! Files that are wrong, one fixture a rule: the report that a person reads.
