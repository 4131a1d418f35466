//! What a scenario means, rule by rule.
