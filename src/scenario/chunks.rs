//! The pieces of a scenario's texts, each of which parses on its own.
//!
//! `build` takes them in order, a run of them on each core. Texts are cut in `cut` and pieces are read in `parse`.

use super::parse::{self, ParsedTables};
use super::span_base::SpanBase;
use super::split;
use crate::diagnostic::{Problem, SourceFile};

/// A piece of one file's text that parses on its own.
#[derive(Clone, Copy, Default)]
pub(super) struct Chunk {
    pub(super) file: u32,
    from: u32,
    to: u32,
}

/// The number of pieces read at once; with more, freeing the parser's memory becomes slow.
const AT_ONCE: usize = 8;

/// Reads pieces in order, several at once where they follow each other.
pub(super) fn parse_run<'i>(
    run: &[Chunk],
    files: &[SourceFile<'i>],
    into: &mut ParsedTables<'i>,
    problems: &mut Vec<Problem>,
) {
    let text = |piece: Chunk| -> &'i str {
        let range = piece.from as usize..piece.to as usize;
        let file = files.get(piece.file as usize);
        file.and_then(|file| file.text.get(range))
            .unwrap_or_default()
    };
    let origin = |piece: Chunk| SpanBase {
        file: piece.file,
        base: piece.from as usize,
    };
    let runs = run.chunk_by(|a, b| a.file == b.file && a.to == b.from);
    for chunk in runs.flat_map(|run| run.chunks(AT_ONCE)) {
        let whole = match chunk {
            [first, .., last] => Chunk {
                to: last.to,
                ..*first
            },
            _ => Chunk::default(),
        };
        if chunk.len() > 1 && parse::read_several(text(whole), origin(whole), into, problems) {
            continue;
        }
        for piece in chunk {
            parse::read_piece(text(*piece), origin(*piece), into, problems);
        }
    }
}

/// Cuts all texts into pieces: those that may hold any table, and those that hold nothing but events.
pub(super) fn cut_pieces(files: &[SourceFile<'_>]) -> (Vec<Chunk>, Vec<Chunk>) {
    let (mut mixed, mut plain) = (Vec::new(), Vec::new());
    for (number, source) in files.iter().enumerate() {
        let file = u32::try_from(number).unwrap_or(u32::MAX);
        let end = u32::try_from(source.text.len()).unwrap_or(u32::MAX);
        let cuts = split::find_cuts(source.text).unwrap_or_default();
        let first = cuts.first().map_or(end, |cut| cut.at);
        mixed.push(Chunk {
            file,
            from: 0,
            to: first,
        });
        let ends = cuts.iter().skip(1).map(|cut| cut.at).chain([end]);
        plain.reserve_exact(cuts.iter().filter(|cut| cut.plain).count());
        for (cut, to) in cuts.iter().zip(ends) {
            let from = cut.at;
            if cut.plain { &mut plain } else { &mut mixed }.push(Chunk { file, from, to });
        }
    }
    (mixed, plain)
}
