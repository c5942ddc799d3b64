//! Sweeps: the library's object in slices, and `saltatory sweep` on several threads.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::process::{Command, Output};

use saltatory::experiment::{Axis, Calibrations, Grid, Row, Sweep, measure};
use serde_json::Value;
use support::runs::scenario;

fn grid(text: &str, over: &[&str]) -> Grid {
    let axes = over.iter().map(|axis| axis.parse::<Axis>().unwrap_or_else(|error| panic!("{axis}: {error}")));
    Grid::new(&scenario(text), axes.collect()).unwrap_or_else(|error| panic!("{text}, {over:?}: {error}"))
}

fn swept(grid: Grid, ticks: u64) -> Vec<Row> {
    let mut sweep = Sweep::new(grid);
    while !sweep.step(ticks) {}
    sweep.rows().to_vec()
}

/// However it is sliced, a sweep is `measure` at every point, in order.
#[test]
fn a_sweep_is_measure_at_every_point() {
    let grid = grid("a.fiber=squid&a.length=20&b.fiber=c", &["a.celsius=6.3,18.5", "strength=0.5:1.5:1"]);
    let rows = swept(grid.clone(), u64::MAX);
    let values: Vec<&[f64]> = rows.iter().map(|row| row.values.as_slice()).collect();
    assert_eq!(values, [[6.3, 0.5], [6.3, 1.5], [18.5, 0.5], [18.5, 1.5]]);
    for row in &rows {
        assert_eq!(Ok(&row.lanes), measure(&scenario(&row.scenario)).as_ref(), "{}", row.scenario);
        assert_eq!(row.lanes[0].conducts, row.values[1] > 1.0, "{}", row.scenario);
        assert_eq!((row.lanes[0].celsius, row.lanes[1].celsius), (row.values[0], 37.0));
    }
    assert_eq!(swept(grid.clone(), 1), rows);
    assert_eq!(swept(grid.clone(), 1000), rows);
    let mut calibrations = Calibrations::default();
    let backwards = (0..4).rev().map(|point| grid.measure_point(point, &mut calibrations));
    assert_eq!(backwards.collect::<Vec<_>>(), rows.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn a_sweep_can_be_cancelled_and_keeps_what_is_done() {
    let mut sweep = Sweep::new(grid("fiber=squid&length=20", &["celsius=5:30:1"]));
    while sweep.rows().len() < 2 {
        assert!(!sweep.step(64));
    }
    sweep.step(16);
    sweep.cancel();
    assert!(sweep.is_done() && sweep.step(1000));
    assert_eq!((sweep.rows().len(), sweep.grid().points().len()), (2, 26));
}

/// A value in the scenario gives way to those of the sweep; the keys of a lane follow the rules of scenario text.
#[test]
fn points_are_the_scenario_with_the_values_behind_it() {
    let texts = |text: &str, over: &str| -> Vec<String> {
        grid(text, &[over]).points().iter().map(ToString::to_string).collect()
    };
    assert_eq!(texts("fiber=c&diameter=2", "diameter=0.5,1"), ["v=1&fiber=c&diameter=0.5", "v=1&fiber=c&diameter=1"]);
    assert_eq!(texts("", "diameter=16"), ["v=1&diameter=16"]);
    assert_eq!(texts("", "a.diameter=16"), ["v=1&a.diameter=16"]);
    assert_eq!(texts("fiber=c&e1.at=3", "e1.current=2"), ["v=1&fiber=c&e1.at=3&e1.current=2"]);
    assert_eq!(texts("a.diameter=16", "strength=2"), ["v=1&a.diameter=16&strength=2"]);
}

#[test]
fn what_is_not_allowed_is_refused() {
    for (text, over) in [
        ("fiber=mrg", &["diameter=0.5,10"][..]),
        ("fiber=mrg", &["diameter=5.7:30:1"]),
        ("fiber=mrg", &["a.diameter=10"]),
        ("a.diameter=16", &["diameter=10"]),
        ("", &["b.diameter=nan"]),
        ("", &["b.diameter="]),
        ("", &["b.diameter"]),
        ("", &["fiber=1"]),
        ("", &["stim=1,2"]),
        ("", &["slow=1,2"]),
        ("", &["hue=1,2"]),
        ("", &["g.diameter=10"]),
        ("fiber=c", &["celsius=37", "celsius=30"]),
        ("fiber=c", &["celsius=37", "diameter=1", "length=5"]),
        ("fiber=c", &["celsius=10:30:0.1", "diameter=1:11:0.1"]),
        ("fiber=c", &[]),
    ] {
        let axes: Result<Vec<Axis>, _> = over.iter().map(|axis| axis.parse()).collect();
        let refused = axes.and_then(|axes| Grid::new(&scenario(text), axes)).err();
        let message = refused.unwrap_or_else(|| panic!("{text}, {over:?} is taken")).to_string();
        assert!(message.contains("allowed"), "{message}");
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_saltatory")).arg("sweep").args(arguments).output().expect("the binary runs")
}

fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), error.as_ref()), (Some(0), ""), "{arguments:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// The same bytes whatever the number of threads.
#[test]
fn threads_do_not_change_what_is_printed() {
    for format in ["csv", "json"] {
        let with = |threads| {
            let grid = ["fiber=squid&length=20", "--over", "celsius=5:25:4", "--over", "diameter=476,100"];
            printed(&[&grid[..], &["--format", format, "--threads", threads]].concat())
        };
        let one = with("1");
        assert_eq!(one, with("2"));
        assert_eq!(one, with("7"));
    }
}

/// The cells of a line: commas between quotation marks belong to a cell.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match (character, cells.last_mut()) {
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => cells.push(String::new()),
            (character, Some(cell)) => cell.push(character),
            (_, None) => {}
        }
    }
    cells
}

#[test]
fn csv_and_json_say_the_same() {
    let arguments = ["a.length=6&b.fiber=c&b.length=2", "--over", "strength=0.5,1.5"];
    let csv = printed(&arguments);
    let mut lines = csv.lines().map(cells);
    let head = lines.next().expect("a head");
    assert_eq!(head[..3], ["strength", "lane", "fiber"]);
    let json: Value = serde_json::from_str(&printed(&[&arguments[..], &["--format", "json"]].concat())).expect("JSON");
    assert_eq!(json["over"][0]["key"], "strength");
    for point in json["points"].as_array().expect("points") {
        for (letter, lane) in ["a", "b"].iter().zip(point["lanes"].as_array().expect("lanes")) {
            let line = lines.next().expect("a line");
            assert_eq!(line.len(), head.len());
            assert_eq!((&line[0], line[1].as_str()), (&point["at"]["strength"].to_string(), *letter));
            for (column, cell) in head.iter().zip(&line).skip(2) {
                let same = match &lane[column.as_str()] {
                    Value::Null => cell.is_empty(),
                    Value::String(text) => text == cell,
                    // Reading JSON may change the last bit.
                    Value::Number(number) => {
                        let (ours, theirs) = (cell.parse().unwrap_or(f64::NAN), number.as_f64().expect("a number"));
                        f64::abs(ours - theirs) <= 1e-14 * theirs.abs()
                    }
                    // Lists hold numbers that JSON may change, too: their lengths.
                    Value::Array(list) => {
                        serde_json::from_str(cell).is_ok_and(|cell: Vec<Value>| cell.len() == list.len())
                    }
                    other => cell.parse().is_ok_and(|flag: bool| *other == flag),
                };
                assert!(same, "{column}: {cell} against {}", lane[column.as_str()]);
            }
        }
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn the_command_refuses_bad_input() {
    for arguments in [
        &["fiber=mrg"][..],
        &["fiber=mrg", "--over", "diameter=0.5,10"],
        &["fiber=mrg", "--over", "diameter=10", "--threads", "0"],
        &["fiber=mrg", "--over", "diameter=10", "--threads", "many"],
        &["fiber=mrg", "--over", "diameter=10", "--format", "xml"],
        &["fiber=frogs", "--over", "diameter=10"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}
