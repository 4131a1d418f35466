//! Lines, bars and fills as rectangles that join from cell to cell, whatever the font.
//!
//! A terminal draws these so that they touch; fonts in a browser leave gaps. `layer` lays the rectangles
//! under the text. Units are a tenth of a cell's width and a twentieth of its height.

/// Units of a cell across.
pub const WIDTH: usize = 10;
/// Units of a cell down.
pub const HEIGHT: usize = 20;

/// A rectangle in tenths of a unit, so that eighths of a cell are whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rectangle {
    /// From the left.
    pub x: usize,
    /// From above.
    pub y: usize,
    /// Across.
    pub width: usize,
    /// Down.
    pub height: usize,
    /// Percent of the colour that covers what is below.
    pub cover: u8,
}

/// Tenths of a unit of a cell: across and down.
pub const CELL: (usize, usize) = (WIDTH * 10, HEIGHT * 10);

/// Whether a symbol is drawn as a shape.
pub fn is_drawn(symbol: &str) -> bool {
    let mut letters = symbol.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => !list_rectangles(letter).is_empty(),
        _ => false,
    }
}

/// The rectangles of a character in its cell; none for one that is text.
pub fn list_rectangles(letter: char) -> Vec<Rectangle> {
    let (width, height) = CELL;
    let whole = |cover| Rectangle {
        x: 0,
        y: 0,
        width,
        height,
        cover,
    };
    match letter {
        // Bars of one to eight eighths from below.
        '▁'..='█' => {
            let eighths = usize::try_from(u32::from(letter) - 0x2580).unwrap_or(8);
            let tall = height * eighths / 8;
            vec![Rectangle {
                y: height - tall,
                height: tall,
                ..whole(100)
            }]
        }
        '▀' => vec![Rectangle {
            height: height / 2,
            ..whole(100)
        }],
        // Bars of seven to one eighths from the left.
        '▉'..='▏' => {
            let eighths = usize::try_from(0x2590 - u32::from(letter)).unwrap_or(8);
            vec![Rectangle {
                width: width * eighths / 8,
                ..whole(100)
            }]
        }
        '░' => vec![whole(25)],
        '▒' => vec![whole(50)],
        '▓' => vec![whole(75)],
        _ => box_arms(letter).map(box_lines).unwrap_or_default(),
    }
}

/// How many lines lead from the middle of a box character: up, right, down, left.
fn box_arms(letter: char) -> Option<[u8; 4]> {
    Some(match letter {
        '─' => [0, 1, 0, 1],
        '│' => [1, 0, 1, 0],
        '┌' => [0, 1, 1, 0],
        '┐' => [0, 0, 1, 1],
        '└' => [1, 1, 0, 0],
        '┘' => [1, 0, 0, 1],
        '├' => [1, 1, 1, 0],
        '┤' => [1, 0, 1, 1],
        '┬' => [0, 1, 1, 1],
        '┴' => [1, 1, 0, 1],
        '┼' => [1, 1, 1, 1],
        '═' => [0, 2, 0, 2],
        '║' => [2, 0, 2, 0],
        '╒' => [0, 2, 1, 0],
        '╕' => [0, 0, 1, 2],
        '╘' => [1, 2, 0, 0],
        '╛' => [1, 0, 0, 2],
        '╞' => [1, 2, 1, 0],
        '╡' => [1, 0, 1, 2],
        '╤' => [0, 2, 1, 2],
        '╧' => [1, 2, 0, 2],
        '╪' => [1, 2, 1, 2],
        _ => return None,
    })
}

/// The lines of a box character: single ones through the middle, double ones to both sides of it.
fn box_lines([up, right, down, left]: [u8; 4]) -> Vec<Rectangle> {
    const THIN: usize = 12;
    let (width, height) = CELL;
    let (middle, centre) = (width / 2, height / 2);
    let places = |count: u8, middle: usize| match count {
        0 => vec![],
        1 => vec![middle - THIN / 2],
        _ => vec![middle - THIN * 2, middle + THIN],
    };
    let horizontal = |count: u8, from: usize, to: usize| {
        let ys = places(count, centre).into_iter();
        ys.map(move |y| (from, y, to - from, THIN))
    };
    let vertical = |count: u8, from: usize, to: usize| {
        let xs = places(count, middle).into_iter();
        xs.map(move |x| (x, from, THIN, to - from))
    };
    // Arms overlap in the middle by half a line, so that corners are closed.
    let (before, behind) = (middle + THIN / 2, middle - THIN / 2);
    let (above, below) = match right.max(left) {
        2 => (centre + THIN * 2, centre - THIN * 2),
        _ => (centre + THIN / 2, centre - THIN / 2),
    };
    let across: Vec<_> = if left == right {
        horizontal(left, 0, width).collect()
    } else {
        let left = horizontal(left, 0, before);
        left.chain(horizontal(right, behind, width)).collect()
    };
    let along: Vec<_> = if up == down {
        vertical(up, 0, height).collect()
    } else {
        let up = vertical(up, 0, above);
        up.chain(vertical(down, below, height)).collect()
    };
    let all = across.into_iter().chain(along);
    all.map(|(x, y, width, height)| Rectangle {
        x,
        y,
        width,
        height,
        cover: 100,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_reach_the_edges_of_their_cells() {
        let (width, height) = CELL;
        for letter in "─│┌┐└┘├┤┬┴┼═║╒╕╘╛╞╡╤╧╪".chars() {
            let [up, right, down, left] = box_arms(letter).unwrap();
            let parts = list_rectangles(letter);
            let touches = |is_at: &dyn Fn(&Rectangle) -> bool| parts.iter().any(is_at);
            assert_eq!(touches(&|part| part.y == 0), up > 0, "{letter} up");
            assert_eq!(
                touches(&|part| part.x + part.width == width),
                right > 0,
                "{letter} right"
            );
            assert_eq!(
                touches(&|part| part.y + part.height == height),
                down > 0,
                "{letter} down"
            );
            assert_eq!(touches(&|part| part.x == 0), left > 0, "{letter} left");
            assert!(
                parts
                    .iter()
                    .all(|part| part.x + part.width <= width && part.y + part.height <= height)
            );
        }
    }

    #[test]
    fn bars_stand_on_the_floor_of_their_cells() {
        for (letter, tall) in [('▁', 25), ('▄', 100), ('▇', 175), ('█', 200)] {
            let [bar] = list_rectangles(letter)[..] else {
                panic!("{letter}")
            };
            assert_eq!(
                (bar.height, bar.y + bar.height, bar.width),
                (tall, CELL.1, CELL.0),
                "{letter}"
            );
        }
        let [half] = list_rectangles('▌')[..] else {
            panic!()
        };
        assert_eq!((half.width, half.height), (CELL.0 / 2, CELL.1));
        assert_eq!(list_rectangles('a'), []);
        assert!(is_drawn("░") && !is_drawn("▲") && !is_drawn("─e"));
    }
}
