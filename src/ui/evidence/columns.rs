//! The columns of evidence where an item is one line: what, both clocks, on what it rests, who says so, the grade.
//!
//! `ui::evidence` lays its rows out with it; which items there are is its business.

use ratatui::layout::Rect;

use crate::app::sheet::{Sheet, SheetItem};
use crate::text::fit;
use crate::text::link::Links;
use crate::ui::paint::{self, StyledPiece};
use crate::ui::theme::{FrameStyle, Role};

/// Cells of the columns of an item.
pub(super) struct EvidenceColumns {
    pub(super) what: usize,
    pub(super) happened: usize,
    pub(super) known: usize,
    pub(super) basis: usize,
    pub(super) source: usize,
}

impl EvidenceColumns {
    /// Headlines need room: where there is little, both clocks and the basis leave it to them.
    pub(super) fn from_sheet(sheet: &Sheet, width: u16) -> Self {
        let longest = sheet
            .list_items()
            .map(|item| fit::measure_width(&item.what))
            .max()
            .unwrap_or(0);
        let (mut happened, mut known, mut basis) = (16, 16, 9);
        if width < 100 && longest > 24 {
            (known, basis) = (0, 0);
        }
        if sheet.list_items().all(|item| item.happened.is_empty()) {
            (happened, known, basis) = (0, 0, 0);
        }
        let gaps = 2 + [happened, known, basis]
            .iter()
            .filter(|cells| **cells > 0)
            .count();
        // Gutter 1 and grade 2.
        let left = usize::from(width).saturating_sub(3 + happened + known + basis + gaps);
        let what = longest
            .clamp(16, (left * 2 / 3).max(16))
            .min(left.saturating_sub(8));
        Self {
            what,
            happened,
            known,
            basis,
            source: left.saturating_sub(what),
        }
    }

    /// Notes where the source of an item can be read.
    pub(super) fn link_source(&self, linked: &mut Links, area: Rect, row: usize, item: &SheetItem) {
        let before = [self.what, self.happened, self.known, self.basis];
        let before: usize = before
            .iter()
            .filter(|cells| **cells > 0)
            .map(|cells| cells + 1)
            .sum();
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        let name = fit::take_head(&item.source, self.source);
        paint::link_text(linked, area, (before + 1, row), name, item.address.as_ref());
    }

    /// An item in one line.
    pub(super) fn item_line(
        &self,
        look: FrameStyle,
        item: &SheetItem,
        is_selected: bool,
    ) -> Vec<StyledPiece> {
        let cut = look.wording.cut_mark();
        let cells = [
            (&item.what, self.what),
            (&item.happened, self.happened),
            (&item.known, self.known),
            (&item.basis, self.basis),
            (&item.source, self.source),
        ];
        let shown = cells.into_iter().filter(|(_, cells)| *cells > 0);
        let mut text: Vec<String> = shown
            .map(|(cell, cells)| fit::align_left(cell, cells, cut))
            .collect();
        text.push(item.grade.clone());
        let text = text.join(" ");
        vec![
            paint::marker_piece(look, is_selected, true),
            (text, look.role_style(Role::Text)),
        ]
    }
}
