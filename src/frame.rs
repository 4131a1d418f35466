//! A drawn buffer in another form: as plain text, with ANSI colours, as SVG or HTML, in a recording.
//!
//! Called by the edge for `dateline render` and `dateline cast`; the terminal takes its looks from `sgr`. It sees
//! cells only and never imports `ui`.

pub mod ansi;
pub mod cast;
pub mod html;
pub mod palette;
pub mod sgr;
pub mod shapes;
pub mod shapes_layer;
pub mod spans;
pub mod svg;
pub mod text;
