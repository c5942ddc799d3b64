//! Rows of a sweep as comma-separated values (RFC 4180, but lines end in a line feed).

use saltatory::experiment::{Axis, Row};
use saltatory::simulation::Measurement;
use serde_json::Value;

/// A line for each lane at each point. Columns: the parameters swept, the lane, what `measure` prints of it (unless a
/// parameter of the same name has said it already), and the error of a point that could not be run.
pub fn csv(axes: &[Axis], rows: &[Row]) -> String {
    let keys: Vec<&str> = axes.iter().map(|axis| axis.key.as_str()).collect();
    let measured = rows.iter().find_map(|row| row.lanes.first()).map(fields).unwrap_or_default();
    let columns: Vec<String> =
        measured.into_iter().map(|(name, _)| name).filter(|name| !keys.contains(&name.as_str())).collect();
    let head = keys.iter().map(|key| (*key).to_owned()).chain(["lane".to_owned()]).chain(columns.iter().cloned());
    let mut text = line(head.chain(["error".to_owned()]));
    for row in rows {
        let values: Vec<String> = row.values.iter().map(f64::to_string).collect();
        let error = row.error.as_ref().map(ToString::to_string).unwrap_or_default();
        if row.lanes.is_empty() {
            let empty = std::iter::repeat_n(String::new(), columns.len() + 1);
            text += &line(values.iter().cloned().chain(empty).chain([error.clone()]));
        }
        for (letter, lane) in ('a'..).zip(&row.lanes) {
            let fields = fields(lane);
            let cell = |column: &String| {
                let found = fields.iter().find(|(name, _)| name == column);
                found.map(|(_, value)| in_cell(value)).unwrap_or_default()
            };
            let cells = values.iter().cloned().chain([letter.to_string()]).chain(columns.iter().map(cell));
            text += &line(cells.chain([error.clone()]));
        }
    }
    text
}

/// Names and values of a measurement in the order of its declaration; a structure in it is taken apart (`outer.inner`).
fn fields(lane: &Measurement) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    flatten("", serde_json::to_value(lane).unwrap_or_default(), &mut found);
    found
}

fn flatten(prefix: &str, value: Value, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                let name = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
                flatten(&name, value, found);
            }
        }
        value => found.push((prefix.to_owned(), value)),
    }
}

/// Nothing for null; a list as JSON.
fn in_cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = |cell: String| {
        if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    };
    cells.map(quoted).collect::<Vec<_>>().join(",") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let cells = ["plain", "a,b", "say \"so\"", ""].map(str::to_owned);
        assert_eq!(line(cells.into_iter()), "plain,\"a,b\",\"say \"\"so\"\"\",\n");
    }

    #[test]
    fn structures_are_taken_apart_in_order() {
        let mut found = Vec::new();
        flatten("", serde_json::json!({ "b": 1, "a": { "y": null, "x": [1, 2] } }), &mut found);
        let cells: Vec<(&str, String)> = found.iter().map(|(name, value)| (name.as_str(), in_cell(value))).collect();
        assert_eq!(cells, [("b", "1".to_owned()), ("a.y", String::new()), ("a.x", "[1,2]".to_owned())]);
    }
}
