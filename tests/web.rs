//! The engine in a browser: the class that JavaScript holds, its errors and its views into memory.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, Error, Float64Array, JSON, Reflect, Uint32Array, WebAssembly};
use saltatory::wasm::{Building, Calibrations, Simulation, open, schema};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).expect(key)
}

fn number(object: &JsValue, key: &str) -> f64 {
    get(object, key).as_f64().unwrap_or_else(|| panic!("{key} is not a number"))
}

fn word(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_else(|| panic!("{key} is not a text"))
}

/// A simulation as the page makes it.
fn begun(text: &str) -> Result<Simulation, JsValue> {
    let mut building = Building::new(text, &Calibrations::new(), true)?;
    while !building.advance(100) {}
    Ok(building.simulation()?.expect("it was asked for"))
}

fn simulation(text: &str) -> Simulation {
    begun(text).unwrap_or_else(|error| panic!("{text}: {}", word(&error, "message")))
}

/// What an `Error` says of the key, what was given and what is allowed.
fn parts(thrown: JsValue) -> [String; 3] {
    let error: &Error = thrown.dyn_ref().expect("an Error");
    assert_eq!(String::from(error.name()), "ScenarioError");
    let [key, given] = ["key", "given"].map(|part| word(&thrown, part));
    // Words with places, and the values for them.
    let [words, values] = <[JsValue; 2]>::try_from(Array::from(&get(&thrown, "allowed")).to_vec()).expect("two parts");
    let values = Array::from(&values).to_vec();
    let texts = values.iter().map(|value| value.as_string().expect("a text"));
    let allowed = texts.fold(words.as_string().expect("a text"), |text, value| text.replacen("{}", &value, 1));
    assert_eq!(String::from(error.message()), format!("{key}: {given} given, allowed: {allowed}"));
    [key, given, allowed]
}

#[wasm_bindgen_test]
fn a_spike_arrives() {
    let mut simulation = simulation("fiber=mrg&length=23");
    assert_eq!((simulation.lanes(), simulation.time_ms()), (1, 0.0));
    let before = simulation.measure(0).expect("lane 0");
    assert!(get(&before, "velocity_m_per_s").is_null() && get(&before, "arrival_ms").is_null());
    let ticks = simulation.advance(2.0);
    assert_eq!(ticks * simulation.tick_ms(), 2.0);
    let measured = simulation.measure(0).expect("lane 0");
    assert_eq!(get(&measured, "conducts"), JsValue::TRUE);
    // The last event is the spike at the last of 21 nodes.
    let events: Array = simulation.take_events().expect("events").unchecked_into();
    let last = events.get(events.length() - 1);
    assert_eq!((number(&last, "site"), number(&last, "position_um")), (20.0, 23_000.0));
    assert_eq!(number(&last, "time_ms"), number(&measured, "arrival_ms"));
    simulation.reset();
    assert_eq!(simulation.time_ms(), 0.0);
    assert!(get(&simulation.measure(0).expect("lane 0"), "arrival_ms").is_null());
}

/// The same numbers as `tests/links.rs` has for the native engine.
#[wasm_bindgen_test]
fn the_default_scene_measures_what_it_measures_natively() {
    let mut simulation = simulation("");
    assert_eq!(simulation.lanes(), 2);
    simulation.advance(20.0);
    for (lane, expected) in [56.235_896_705, 1.301_064_288_2].into_iter().enumerate() {
        let velocity = number(&simulation.measure(lane).expect("lane"), "velocity_m_per_s");
        assert!((velocity / expected - 1.0).abs() < 1e-6, "{velocity} against {expected} m/s");
    }
}

#[wasm_bindgen_test]
fn errors_name_key_given_and_allowed() {
    let error = begun("b.diameter=99").err().expect("refused");
    assert_eq!(parts(error), ["b.diameter", "99", "0.2 to 20 um"]);
    let error = begun("fiber=toad").err().expect("refused");
    assert_eq!(parts(error), ["fiber", "toad", "mrg, c, squid, frog, patch"]);
}

#[wasm_bindgen_test]
fn a_refused_change_leaves_the_simulation_as_it_was() {
    let mut simulation = simulation("fiber=mrg&length=10");
    simulation.advance(0.25);
    let error = simulation.set("diameter", "0.3").expect_err("refused");
    assert_eq!(parts(error), ["diameter", "0.3", "1 to 20 um"]);
    assert_eq!(parts(simulation.set("fibre", "c").expect_err("refused"))[0], "fibre");
    assert_eq!((simulation.scenario().as_str(), simulation.time_ms()), ("v=1&length=10", 0.25));
    simulation.set("strength", "2").expect("allowed");
    simulation.stimulate().expect("allowed");
    assert_eq!(simulation.scenario(), "v=1&length=10&strength=2&stim=0,0.25");
    assert!(simulation.advance(0.25) > 0.0);
}

#[wasm_bindgen_test]
fn odd_input_is_an_error_and_not_a_trap() {
    let mut simulation = simulation("");
    for time in [f64::NAN, -1.0, f64::NEG_INFINITY, f64::INFINITY, 0.0, -0.0, 1e-12] {
        assert_eq!(simulation.advance(time), 0.0, "advance({time})");
    }
    for lane in [2, 6, u32::MAX as usize] {
        let given = lane.to_string();
        let expected = ["lane", given.as_str(), "0 to 1"];
        assert_eq!(parts(simulation.info(lane).expect_err("refused")), expected);
        assert_eq!(parts(simulation.measure(lane).expect_err("refused")), expected);
        assert_eq!(parts(simulation.internal_mv_ptr(lane).expect_err("refused")), expected);
        assert_eq!(parts(simulation.ionic_current_ptr(lane).expect_err("refused")), expected);
        assert!(simulation.settled(lane).is_err() && simulation.compartments(lane).is_err());
    }
    for text in ["\u{0}", "a.b.c=1", "🦑=🦑", "diameter=1e999", "%", "fiber=c&&&=", "stim=,,,"] {
        open(text).expect("lenient reading never fails");
        let _ = begun(text);
    }
    assert!(simulation.advance(1.0) > 0.0);
}

#[wasm_bindgen_test]
fn lenient_reading_returns_notices() {
    let opened = open("diameter=0.3&colour=red&fiber=mrg").expect("opened");
    assert_eq!(word(&opened, "scenario"), "v=1&diameter=1");
    let notices: Array = get(&opened, "notices").unchecked_into();
    let said = notices.iter().map(|notice| {
        let instead = String::from(JSON::stringify(&get(&notice, "instead")).expect("plain data"));
        [word(&notice, "key"), word(&notice, "given"), instead]
    });
    let expected = [["diameter", "0.3", r#"["{} is used",["1"]]"#], ["colour", "red", r#"["it is ignored",[]]"#]];
    assert_eq!(said.collect::<Vec<_>>(), expected);
}

#[wasm_bindgen_test]
fn the_schema_is_the_table() {
    let parameters: Array = schema().expect("schema").unchecked_into();
    let ids: Vec<String> = parameters.iter().map(|parameter| word(&parameter, "id")).collect();
    let expected =
        ["fiber", "diameter", "length", "celsius", "amplitude", "duration", "strength", "stim", "slow", "show"];
    assert!(expected.iter().all(|id| ids.iter().any(|known| known == id)), "{ids:?}");
    let text = String::from(JSON::stringify(&parameters).expect("plain data"));
    assert!(text.contains(r#""min":1,"max":20,"default":10"#), "{text}");
}

fn memory() -> JsValue {
    wasm_bindgen::memory().unchecked_into::<WebAssembly::Memory>().buffer()
}

fn floats(pointer: *const f64, length: usize) -> Float64Array {
    Float64Array::new_with_byte_offset_and_length(&memory(), pointer as u32, length as u32)
}

/// All views of lane 0, built as JavaScript builds them: voltages, currents, positions.
fn views(simulation: &mut Simulation) -> [Float64Array; 4] {
    let (n, nodes) = (simulation.compartments(0).expect("n"), simulation.excitable_len(0).expect("nodes"));
    [
        floats(simulation.internal_mv_ptr(0).expect("pointer"), n),
        floats(simulation.transmembrane_mv_ptr(0).expect("pointer"), n),
        floats(simulation.position_um_ptr(0).expect("pointer"), n),
        floats(simulation.ionic_current_ptr(0).expect("pointer"), nodes),
    ]
}

#[wasm_bindgen_test]
fn views_are_right_before_and_after_memory_grows() {
    let mut simulation = simulation("fiber=mrg&length=23");
    simulation.advance(0.25);
    let before = views(&mut simulation);
    let values = before.each_ref().map(Float64Array::to_vec);
    let [internal, transmembrane, position, current] = &values;
    assert_eq!((internal.len(), transmembrane.len(), position.len(), current.len()), (221, 221, 221, 21));
    // Voltages of a spike under way, a fiber of 23 mm, sodium flowing in somewhere.
    assert!(transmembrane.iter().copied().fold(f64::MIN, f64::max) > 0.0 && internal.iter().all(|v| v.abs() < 150.0));
    assert_eq!((position[0], position[220]), (0.0, 23_000.0));
    assert!(current.iter().copied().fold(f64::MAX, f64::min) < -0.1, "{current:?}");
    let nodes = Uint32Array::new_with_byte_offset_and_length(
        &memory(),
        simulation.excitable_ptr(0).expect("pointer") as u32,
        simulation.excitable_len(0).expect("length") as u32,
    );
    assert_eq!(nodes.to_vec(), (0..21).map(|node| 11 * node).collect::<Vec<u32>>());

    let bytes = number(&memory(), "byteLength");
    let ballast = std::hint::black_box(vec![1u8; 64 << 20]);
    assert!(number(&memory(), "byteLength") > bytes, "memory has grown");
    assert!(before.iter().all(|view| view.length() == 0), "a view that was kept is detached");
    assert_eq!(views(&mut simulation).map(|view| view.to_vec()), values);
    simulation.advance(0.25);
    assert_ne!(views(&mut simulation)[0].to_vec(), values[0]);
    drop(ballast);
}

fn get_len(value: &JsValue) -> u32 {
    value.unchecked_ref::<Array>().length()
}

#[wasm_bindgen_test]
fn what_happened_can_be_read() {
    let mut simulation = simulation("fiber=mrg&length=23");
    simulation.record(false);
    assert!(simulation.probes(0).expect("lane 0").is_empty() && simulation.raster(0).expect("lane 0").is_empty());
    assert_eq!(simulation.trace_len(0, 0).expect("lane 0"), 0);
    simulation.record(true);
    simulation.advance(1.0);
    let quantities = simulation.quantities(0).expect("lane 0");
    let count = get_len(&quantities);
    assert_eq!(word(&quantities.unchecked_ref::<Array>().get(0), "kind"), "voltage");
    assert_eq!(simulation.probes(0).expect("lane 0"), [11_500.0]);
    assert_eq!(simulation.site_um(0, 11_000.0).expect("lane 0"), 11_500.0);
    let now = floats(simulation.values_ptr(0, 11_000.0).expect("lane 0"), count as usize).to_vec();
    let samples = simulation.trace_len(0, 0).expect("lane 0");
    assert!(samples > 100);
    for column in 0..=count as usize {
        let samples = floats(simulation.trace_ptr(0, 0, column).expect("lane 0"), samples).to_vec();
        assert!(samples.iter().all(|value| value.is_finite()));
        if column == 1 {
            assert!(
                samples.iter().copied().fold(f64::MIN, f64::max) > 0.0
                    && (samples[samples.len() - 1] - now[0]).abs() < 1.0
            );
        }
    }
    let [columns, rows, known_from_ms, start_ms, row_ms, first_row] = simulation.raster(0).expect("lane 0")[..] else {
        panic!("six numbers")
    };
    assert!(columns == 221.0 && rows > 100.0 && rows * row_ms >= 0.5, "{columns} {rows} {row_ms}");
    assert_eq!([known_from_ms, start_ms, first_row], [0.0; 3]);
    assert!(simulation.raster_mv(0, 11_500.0, 0.3, true).expect("lane 0").is_some_and(|mv| mv.abs() < 100.0));
    assert_eq!(simulation.raster_mv(0, 11_500.0, 3.0, true).expect("lane 0"), None);
    assert!(simulation.acts_live("myelin", "3:0") && !simulation.acts_live("diameter", "9"));
    assert!(simulation.sodium_available(0).expect("lane 0") > 0.0);
    assert!(simulation.quantities(1).is_err() && simulation.probes(1).is_err() && simulation.raster(1).is_err());
}
