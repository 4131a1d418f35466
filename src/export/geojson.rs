//! Places with their holders as `GeoJSON` (RFC 7946): a point at each seat, the table's columns as properties.
//!
//! Called by `dateline export`. A place without coordinates has a null geometry, as the standard allows.

use std::io::{self, Write};

use serde::Serialize;

use crate::export::json::{cursor_row, list_condition_words, to_json_number};
use crate::export::ndjson::Object;
use crate::export::table::{self, Cell, ExportTable, LogExtent};
use crate::snapshot::filter::Condition;

/// Writes one collection of features, each as it is made, with the conditions of the filter if there is one.
///
/// # Errors
///
/// What the writer gives.
pub fn write(log: &LogExtent<'_>, conditions: &[Condition], mut to: impl Write) -> io::Result<()> {
    let names = table::column_names(ExportTable::Places);
    let cursor = cursor_row(log.scenario, &log.cursor);
    to.write_all(b"{\"type\":\"FeatureCollection\",\"scenario\":")?;
    write_json(&mut to, log.scenario.heading.id.as_str())?;
    to.write_all(b",\"cursor\":")?;
    write_json(&mut to, &cursor)?;
    if !conditions.is_empty() {
        to.write_all(b",\"filter\":")?;
        write_json(&mut to, &list_condition_words(conditions))?;
    }
    let mut before: &[u8] = b",\"features\":[\n";
    table::each_row(log, ExportTable::Places, &mut |cells| {
        to.write_all(before)?;
        before = b",\n";
        write_json(&mut to, &to_feature(&names, cells))
    })?;
    if before != b",\n" {
        to.write_all(before)?;
    }
    to.write_all(b"\n]}\n")?;
    to.flush()
}

fn write_json<T: Serialize + ?Sized>(to: &mut impl Write, value: &T) -> io::Result<()> {
    serde_json::to_writer(to, value).map_err(io::Error::from)
}

#[derive(Serialize)]
struct Feature<'o> {
    r#type: &'static str,
    id: Option<&'o str>,
    geometry: Option<Geometry>,
    properties: Object<'o>,
}

#[derive(Serialize)]
struct Geometry {
    r#type: &'static str,
    coordinates: [serde_json::Number; 2],
}

fn to_feature<'o>(names: &'o [&'static str], cells: &'o [Cell<'o>]) -> Feature<'o> {
    let cell = |name: &str| {
        let place = names.iter().position(|its| *its == name);
        place.and_then(|place| cells.get(place))
    };
    let degrees = |name: &str| match cell(name) {
        Some(Cell::Number(degrees)) => Some(to_json_number(*degrees)),
        _ => None,
    };
    let coordinates = degrees("longitude").zip(degrees("latitude"));
    Feature {
        r#type: "Feature",
        id: match cell("id") {
            Some(Cell::Text(id)) => Some(id),
            _ => None,
        },
        geometry: coordinates.map(|(longitude, latitude)| Geometry {
            r#type: "Point",
            coordinates: [longitude, latitude],
        }),
        properties: Object::from_row(names, cells),
    }
}
