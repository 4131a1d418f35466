//! A buffer as text with ANSI colours (ECMA-48 SGR), a style change only where the style changes.
//!
//! Every row ends in a reset and without a link, so that rows can be cut out.

use ratatui::buffer::Buffer;

use crate::frame::sgr::{self, Pen};
use crate::text::fit;
use crate::text::link::{self, Links};

/// The rows of a buffer with their styles, each with a line break.
pub fn write((buffer, links): (&Buffer, &Links)) -> String {
    let area = buffer.area;
    let mut out = Vec::new();
    for y in area.top()..area.bottom() {
        let mut pen = Pen::PLAIN;
        let mut covered = 0;
        let its_links: Vec<_> = links.links_in_row(y).collect();
        let mut link = None;
        for x in area.left()..area.right() {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let Some(cell) = buffer.cell((x, y)) else {
                continue;
            };
            let its = Pen::from_cell(cell);
            if its != pen {
                its.append_set(&mut out);
                pen = its;
            }
            let leads = link::at(&its_links, x);
            if leads != link {
                sgr::append_link(leads, &mut out);
                link = leads;
            }
            out.extend(cell.symbol().bytes());
            covered = fit::measure_width(cell.symbol()).saturating_sub(1);
        }
        if link.is_some() {
            sgr::append_link(None, &mut out);
        }
        Pen::PLAIN.append_set(&mut out);
        out.push(b'\n');
    }
    String::from_utf8_lossy(&out).into_owned()
}
