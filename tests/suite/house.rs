//! The house rules: who may import whom, one meaning a key.
