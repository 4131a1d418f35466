//! Frames as SVG and HTML: the same text, the same colours, lines that join, nothing that is markup.

use dateline::app::state::App;
use dateline::app::view::Shown;
use dateline::frame::palette::Ground;
use dateline::frame::{html, spans, svg, text};
use dateline::model::scenario::Scenario;
use dateline::text::link::Links;
use dateline::ui;
use dateline::ui::theme::{Background, Depth, FrameStyle};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::everything;
use crate::support::{cursor_of, flagship, scenario};

/// A frame of a scenario, in true colours.
pub(super) fn frame(scenario: &Scenario, at: &str, size: (u16, u16)) -> Buffer {
    let app = App::new(cursor_of(scenario, at));
    let look = FrameStyle {
        depth: Depth::True,
        background: Background::Dark,
        ..FrameStyle::default()
    };
    ui::draw_frame(&Shown::at(scenario, &app).to_view(&app), look, size)
}

/// What is written between a start and an end, without tags and with entities resolved.
fn rows(picture: &str, start: &str, end: &str) -> Vec<String> {
    let parts = picture.split(start).skip(1);
    parts
        .map(|part| {
            let part = part.split(end).next().unwrap();
            let mut text = String::new();
            for piece in part.split('<') {
                text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
            }
            let entities = [
                ("&lt;", "<"),
                ("&gt;", ">"),
                ("&quot;", "\""),
                ("&#39;", "'"),
                ("&amp;", "&"),
            ];
            entities
                .iter()
                .fold(text, |text, (entity, sign)| text.replace(entity, sign))
        })
        .collect()
}

/// A scenario whose texts are wide, accented and would be markup.
fn hostile() -> Scenario {
    scenario(
        "[[place]]\nid = 'tokyo'\nname = '東京都'\nregion = 'Upper'\nholder = 'red'\n\
         [[place]]\nid = 'angle'\nname = '<b>&\"x\"'\nregion = 'Upper'\nholder = 'blue'\n\
         [[event]]\nid = 'a'\nat = 2021-01-10\nheadline = '</text><script>alert(1)</script> 東京 & Qandahār'\n\
         sources = ['good']\nclaims = [{ place = 'tokyo', party = 'blue' }]\n",
    )
}

#[test]
fn a_picture_has_the_text_of_the_frame() {
    let (small, hostile) = (everything(), hostile());
    for (scenario, at) in [
        (flagship(), "2021-08-13"),
        (flagship(), "2021-08-13 12:00 | then"),
        (&small, "2021-01-10"),
        (&hostile, "2021-01-10"),
    ] {
        for size in [(120, 40), (160, 48), (80, 24), (40, 12), (20, 2)] {
            let buffer = frame(scenario, at, size);
            let plain = text::write(&buffer);
            let plain: Vec<&str> = plain.lines().map(str::trim_end).collect();
            let picture = svg::write((&buffer, &Links::default()), Ground::Dark, "a");
            let written: Vec<&str> = plain
                .iter()
                .copied()
                .filter(|line| !line.is_empty())
                .collect();
            assert_eq!(
                rows(&picture, "<text ", "</text>"),
                written,
                "{at} {size:?}"
            );
            let page = html::write((&buffer, &Links::default()), Ground::Dark, "a");
            let page = page.split_once("<pre>").unwrap().1;
            assert_eq!(rows(page, "<div>", "</div>"), plain, "{at} {size:?}");
        }
    }
}

#[test]
fn every_cell_has_its_colour_and_stands_at_its_place() {
    for (scenario, at) in [(flagship(), "2021-08-13"), (&hostile(), "2021-01-10")] {
        let buffer = frame(scenario, at, (120, 40));
        for (y, row) in (0..).zip(spans::split_runs(&buffer, Ground::Dark)) {
            let mut next = 0;
            for run in row {
                assert!(run.column >= next, "runs do not overlap");
                next = run.column + run.cells;
                let x = u16::try_from(run.column).unwrap();
                let cell = buffer.cell((x, y)).unwrap();
                assert!(
                    run.text.starts_with(cell.symbol()),
                    "{run:?} {:?}",
                    cell.symbol()
                );
                let colour = match cell.fg {
                    Color::Rgb(red, green, blue) => Some((red, green, blue)),
                    _ => None,
                };
                if cell.symbol() != " " {
                    assert_eq!(run.look.text, colour, "{run:?}");
                    assert_eq!(
                        run.look.bold,
                        cell.modifier.contains(Modifier::BOLD),
                        "{run:?}"
                    );
                }
            }
        }
    }
}

/// A buffer with some text in each row.
fn drawn(lines: &[&str]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 10, u16::try_from(lines.len()).unwrap()));
    for (y, line) in (0..).zip(lines) {
        buffer.set_string(0, y, line, Style::new());
    }
    buffer
}

#[test]
fn lines_and_bars_join() {
    let picture = svg::write(
        (&drawn(&["──┬──", "  │", "▄▄█", "░░"]), &Links::default()),
        Ground::Light,
        "a",
    );
    // One rectangle for the rule, one from its middle down, one for the wall; bars of one height are one.
    for rectangle in [
        r#"<rect x="0" y="9.4" width="50" height="1.2""#,
        r#"<rect x="24.4" y="9.4" width="1.2" height="10.6""#,
        r#"<rect x="24.4" y="20" width="1.2" height="20""#,
        r#"<rect x="0" y="50" width="20" height="10""#,
        r#"<rect x="20" y="40" width="10" height="20""#,
        r##"<rect x="0" y="60" width="20" height="20" fill="#1a1a1a" fill-opacity=".25""##,
    ] {
        assert!(picture.contains(rectangle), "{rectangle}\n{picture}");
    }
}

#[test]
fn wide_characters_take_two_cells() {
    let buffer = drawn(&["a東b"]);
    let picture = svg::write((&buffer, &Links::default()), Ground::Dark, "a");
    assert!(
        picture.contains(
            "<tspan x=\"10\" textLength=\"20\" lengthAdjust=\"spacingAndGlyphs\">東</tspan>"
        ),
        "{picture}"
    );
    assert!(
        picture.contains("<tspan x=\"30\" textLength=\"10\">b</tspan>"),
        "{picture}"
    );
    assert!(html::write((&buffer, &Links::default()), Ground::Dark, "a").contains("a<b>東</b>b"));
}

#[test]
fn no_text_is_markup() {
    let hostile = hostile();
    let buffer = frame(&hostile, "2021-01-10", (160, 48));
    for picture in [
        svg::write(
            (&buffer, &Links::default()),
            Ground::Dark,
            "</title><script>",
        ),
        html::write(
            (&buffer, &Links::default()),
            Ground::Dark,
            "</title><script>",
        ),
    ] {
        assert!(!picture.contains("<script"), "{picture}");
        assert_eq!(picture.matches("</title>").count(), 1);
        // Whatever opens is closed.
        for tag in [
            "svg", "text", "tspan", "g", "pre", "div", "span", "u", "i", "b",
        ] {
            let opened = [" ", ">"].map(|end| picture.matches(&format!("<{tag}{end}")).count());
            assert_eq!(
                opened.iter().sum::<usize>(),
                picture.matches(&format!("</{tag}>")).count(),
                "{tag}"
            );
        }
    }
}

#[test]
fn whole_pictures() {
    let buffer = frame(&everything(), "2021-01-10", (60, 20));
    insta::assert_snapshot!(
        "frame_svg",
        svg::write((&buffer, &Links::default()), Ground::Dark, "A small frame")
    );
    insta::assert_snapshot!(
        "frame_html",
        html::write((&buffer, &Links::default()), Ground::Light, "A small frame")
    );
}
