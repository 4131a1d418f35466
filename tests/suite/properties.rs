//! Properties that hold for any log, text, size and sequence of keys.
