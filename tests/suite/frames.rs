//! Whole frames of the dashboard, as text.
