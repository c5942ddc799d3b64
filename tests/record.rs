//! What can be read off a place, traces at probes, and the picture over place and time.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use saltatory::Simulation;
use saltatory::record::{MOST_ROWS, MOST_SAMPLES, QuantityKind, Raster, Trace};

use support::assert_near;
use support::runs::simulation;

const FIBERS: [&str; 9] = [
    "fiber=mrg&length=10",
    "fiber=mrg&length=10&lidocaine=300",
    "fiber=c&length=5",
    "fiber=c&length=5&lidocaine=300",
    "fiber=squid&length=50",
    "fiber=frog&length=20",
    "fiber=frog&length=20&lidocaine=100",
    "fiber=patch&membrane=mrg",
    "fiber=patch&membrane=frog&stim=0,2",
];

fn recorded(text: &str) -> Simulation {
    let mut simulation = simulation(text);
    simulation.record(true);
    simulation
}

fn ids(simulation: &Simulation, kind: QuantityKind) -> Vec<&'static str> {
    simulation.quantities(0).iter().filter(|quantity| quantity.kind == kind).map(|quantity| quantity.id).collect()
}

fn value(simulation: &Simulation, site: usize, id: &str) -> f64 {
    let index = simulation.quantities(0).iter().position(|quantity| quantity.id == id).expect(id);
    simulation.values(0, site)[index]
}

fn trace(simulation: &Simulation, probe: usize) -> &Trace {
    simulation.trace(0, probe).expect("a trace")
}

#[test]
fn each_membrane_has_its_own_gates_and_channels() {
    use QuantityKind::{Current, Gate, Voltage};
    for (text, gates, currents) in [
        ("fiber=mrg&length=10", "mp m h s", "i_na i_nap i_k i_leak i_c"),
        ("fiber=mrg&length=10&lidocaine=10", "mp m h s b", "i_na i_nap i_k i_leak i_c"),
        ("fiber=c&length=5", "m h n l", "i_na i_k i_leak i_c"),
        ("fiber=squid&length=20", "m h n", "i_na i_k i_leak i_c"),
        ("fiber=frog&length=20", "m h n p", "i_na i_k i_p i_leak i_c"),
        ("fiber=patch", "m h n", "i_na i_k i_leak i_c"),
    ] {
        let simulation = simulation(text);
        assert_eq!(ids(&simulation, Voltage), ["v", "v_in"], "{text}");
        assert_eq!(ids(&simulation, Gate).join(" "), gates, "{text}");
        assert_eq!(ids(&simulation, Current).join(" "), currents, "{text}");
        assert!(simulation.quantities(0).iter().all(|quantity| quantity.label != "Gate"), "{text}");
        assert_eq!(simulation.values(0, 0).len(), simulation.quantities(0).len());
    }
}

/// At every moment the channels' currents add up to the ionic current, gates lie between 0 and 1, and voltages are those of
/// the site's compartment.
#[test]
fn currents_by_channel_are_the_ionic_current() {
    for text in FIBERS {
        let mut simulation = simulation(text);
        let quantities = simulation.quantities(0);
        for _ in 0..40 {
            simulation.advance(0.1);
            let total = simulation.ionic_current_ma_per_cm2(0).to_vec();
            for site in [0, total.len() / 2, total.len() - 1] {
                let values = simulation.values(0, site);
                let compartment = simulation.excitable(0)[site];
                assert_eq!(values[0], simulation.transmembrane_mv(0)[compartment], "{text}");
                assert_eq!(values[1], simulation.internal_mv(0)[compartment], "{text}");
                let channels = quantities.iter().zip(&values).filter(|(quantity, _)| quantity.id != "i_c");
                let mut sum = 0.0;
                for (quantity, value) in channels {
                    match quantity.kind {
                        QuantityKind::Gate => assert!((0.0..=1.0).contains(value), "{text}: {quantity:?} {value}"),
                        QuantityKind::Current => sum += value,
                        QuantityKind::Voltage => {}
                    }
                }
                assert_near(text, sum, total[site], 1e-9 * (1.0 + total[site].abs()));
            }
        }
    }
}

/// Hodgkin & Huxley (1952) at their axon's rest, equations 12 to 24, and Ohm's law with their conductances.
#[test]
fn the_squid_axon_at_rest_has_the_values_of_the_paper() {
    let simulation = simulation("fiber=squid&length=20");
    let v = value(&simulation, 3, "v");
    assert_near("rest, mV", v, -64.974, 1e-3);
    let u = v + 65.0;
    let steady = |alpha: f64, beta: f64| alpha / (alpha + beta);
    let m = steady(0.1 * (25.0 - u) / (((25.0 - u) / 10.0).exp() - 1.0), 4.0 * (-u / 18.0).exp());
    let h = steady(0.07 * (-u / 20.0).exp(), 1.0 / (((30.0 - u) / 10.0).exp() + 1.0));
    let n = steady(0.01 * (10.0 - u) / (((10.0 - u) / 10.0).exp() - 1.0), 0.125 * (-u / 80.0).exp());
    for (id, expected) in [
        ("m", m),
        ("h", h),
        ("n", n),
        ("i_na", 0.12 * m.powi(3) * h * (v - 50.0)),
        ("i_k", 0.036 * n.powi(4) * (v + 77.0)),
        ("i_leak", 0.0003 * (v + 54.3)),
        ("i_c", 0.0),
    ] {
        assert_near(id, value(&simulation, 3, id), expected, 1e-6);
    }
}

/// A patch has no neighbours: once the stimulus is over, what its channels let in charges it. Gates and capacitive current are
/// those of the middle of a step, so that Ohm's law (Hodgkin & Huxley's reversal potentials) holds with its middle voltage.
#[test]
fn a_patch_is_charged_by_its_channels() {
    let mut simulation = simulation("fiber=patch");
    simulation.advance(0.75);
    let (mut largest, mut before) = (0.0f64, value(&simulation, 0, "v"));
    for _ in 0..400 {
        simulation.advance(simulation.tick_ms());
        let v = value(&simulation, 0, "v");
        let at_middle = |(id, reversal)| value(&simulation, 0, id) * (0.5 * (v + before) - reversal) / (v - reversal);
        let ionic: f64 = [("i_na", 50.0), ("i_k", -77.0), ("i_leak", -54.3)].map(at_middle).iter().sum();
        let capacitive = value(&simulation, 0, "i_c");
        assert_near("mA/cm2", capacitive, -ionic, 1e-9);
        (largest, before) = (largest.max(capacitive.abs()), v);
    }
    assert!(largest > 0.25, "{largest} mA/cm2");
}

#[test]
fn a_place_between_nodes_is_the_nearest_node() {
    let simulation = simulation("fiber=mrg&length=10");
    for (um, node) in [(-5.0, 0), (0.0, 0), (574.0, 0), (576.0, 1), (1150.0, 1), (1e9, 9), (f64::NAN, 0)] {
        assert_eq!(simulation.site_near(0, um), node, "{um} um");
        assert_eq!(simulation.site_um(0, node), 1150.0 * node as f64);
    }
}

/// Between two samples voltages move by half a millivolt and gates by a hundredth, or by twice that in the last step: straight
/// lines between them are within 1.5 mV and 0.03 of every step.
#[test]
fn a_trace_is_the_voltage_and_the_gates_at_its_place() {
    for text in FIBERS {
        let mut simulation = recorded(text);
        let site = simulation.site_near(0, simulation.probes_um(0)[0]);
        let quantities = simulation.quantities(0);
        let mut every: Vec<(f64, Vec<f64>)> = vec![(0.0, simulation.values(0, site))];
        while simulation.time_ms() < 8.0 {
            simulation.advance(simulation.tick_ms());
            every.push((simulation.time_ms(), simulation.values(0, site)));
        }
        let trace = trace(&simulation, 0);
        assert!(trace.len() < every.len() / 2, "{text}: {} of {}", trace.len(), every.len());
        let times = trace.column(0);
        assert!(times[0] == 0.0 && times.windows(2).all(|pair| pair[0] < pair[1]), "{text}");
        for (index, quantity) in quantities.iter().enumerate() {
            let near = match quantity.kind {
                QuantityKind::Voltage => 1.5,
                QuantityKind::Gate => 0.03,
                QuantityKind::Current => continue,
            };
            let samples = trace.column(1 + index);
            for (time_ms, values) in &every {
                let next = times.partition_point(|time| time < time_ms);
                let Some(after) = samples.get(next) else { continue };
                let line = match next.checked_sub(1) {
                    None => *after,
                    Some(before) => {
                        let part = (time_ms - times[before]) / (times[next] - times[before]);
                        samples[before] + part * (after - samples[before])
                    }
                };
                // An electrode's pulse makes the internal potential jump, as nothing else can.
                assert_near(&format!("{text}: {} at {time_ms} ms", quantity.id), line, values[index], near);
            }
        }
        assert_eq!(trace.column(1 + quantities.len()), [0.0; 0]);
    }
}

/// Hundreds of spikes are still there, in bounded memory, from the first to the last.
#[test]
fn a_full_trace_becomes_coarser() {
    let mut simulation = recorded("fiber=patch&celsius=18.5&strength=0&e1.current=100&e1.width=100000");
    let mut peaks = [f64::MIN; 15];
    while simulation.time_ms() < 1500.0 {
        let window = (simulation.time_ms() / 100.0) as usize;
        simulation.advance(simulation.tick_ms());
        peaks[window] = peaks[window].max(simulation.transmembrane_mv(0)[0]);
    }
    assert!(simulation.measure(0).spikes > 300, "{} spikes", simulation.measure(0).spikes);
    let trace = trace(&simulation, 0);
    assert!((MOST_SAMPLES / 2..=MOST_SAMPLES).contains(&trace.len()), "{}", trace.len());
    let (times, v) = (trace.column(0), trace.column(1));
    assert_eq!(times[0], 0.0);
    assert!(times.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] < 20.0));
    assert!(simulation.time_ms() - times[times.len() - 1] < 20.0);
    for (window, expected) in peaks.into_iter().enumerate() {
        let here = times.iter().zip(v).filter(|(time, _)| (*time / 100.0) as usize == window);
        let peak = here.map(|(_, v)| *v).fold(f64::MIN, f64::max);
        // Twice the largest distance between samples.
        assert_near(&format!("mV, window {window}"), peak, expected, 8.0);
    }
}

#[test]
fn probes_follow_the_scenario() {
    // The middle of the shorter lane, 23 mm, is node 10 of the first, and the compartment nearest to it of the second.
    let mut scene = recorded("");
    assert_eq!(scene.probes_um(0), [11_500.0]);
    assert_near("um", scene.probes_um(1)[0], 11_500.0, 50.0);
    scene.advance(1.0);
    let before = scene.trace(0, 0).expect("a trace").len();
    assert!(before > 100, "{before}");
    // Another probe is added: the first stays, the second begins now.
    scene.set("probe", "11.5,20").expect("allowed");
    assert_eq!(scene.probes_um(0), [11_500.0, 19_550.0]);
    assert_eq!(scene.trace(0, 0).expect("a trace").len(), before);
    assert_eq!(scene.trace(0, 1).expect("a trace").column(0), [1.0]);
    scene.advance(1.0);
    // The first moves.
    scene.set("probe", "2,20").expect("allowed");
    assert_eq!(scene.trace(0, 0).expect("a trace").column(0), [2.0]);
    assert_eq!(scene.trace(0, 1).expect("a trace").column(0)[0], 1.0);
    scene.set("probe", "").expect("allowed");
    assert_eq!((scene.probes_um(0).len(), scene.probes_um(1).len()), (1, 1));
    scene.reset();
    assert_eq!(scene.trace(0, 0).expect("a trace").column(0), [0.0]);
    // A new fiber is recorded as well.
    scene.set("a.diameter", "16").expect("allowed");
    assert_eq!((scene.time_ms(), scene.probes_um(0)), (0.0, vec![10_500.0]));
    scene.record(false);
    assert!(scene.probes_um(0).is_empty() && scene.trace(0, 0).is_none() && scene.raster(0).is_none());
}

/// In the picture the crest of a spike has the slope of its velocity, and its height; about 200 rows hold its travel.
#[test]
fn the_picture_shows_velocity_and_peak() {
    for text in ["fiber=mrg&length=57.5", "fiber=squid&length=100", "fiber=c&length=20", "fiber=frog&length=50"] {
        let mut simulation = recorded(text);
        while simulation.measure(0).arrival_ms.is_none() {
            simulation.advance(simulation.tick_ms());
        }
        let arrival_rows =
            simulation.measure(0).arrival_ms.unwrap_or(f64::NAN) / only_row_ms(simulation.raster(0).expect("on"));
        assert!((150.0..420.0).contains(&arrival_rows), "{text}: {arrival_rows} rows");
        simulation.advance(2.0);
        let raster = simulation.raster(0).expect("on");
        let crest = |column: usize| {
            let rises: Vec<f64> =
                (0..raster.rows()).map(|row| raster.row_mv(row, true).nth(column).unwrap_or(f64::NAN)).collect();
            let highest = rises.iter().copied().fold(f64::MIN, f64::max);
            let row = rises.iter().position(|rise| *rise == highest).unwrap_or(0);
            (only_row_ms(raster) * (row as f64 + 0.5), highest)
        };
        let length_mm = simulation.info(0).length_mm;
        // Columns at nodes, for the myelinated fibers: each 10 or so of them.
        let (left, right) = (raster.columns() / 4, 3 * raster.columns() / 4);
        let ((start_ms, _), (end_ms, _)) = (crest(left), crest(right));
        let velocity = (right - left) as f64 / raster.columns() as f64 * length_mm / (end_ms - start_ms);
        let measured = simulation.measure(0);
        let expected = measured.velocity_m_per_s.expect("a velocity");
        assert_near(&format!("{text}: m/s"), velocity, expected, 0.03 * expected);
        let highest = (0..raster.columns()).map(|column| crest(column).1).fold(f64::MIN, f64::max);
        let peak = measured.peak_mv.expect("a peak") - measured.rest_mv;
        assert!(highest > 0.97 * peak, "{text}: {highest} of {peak} mV");
    }
}

/// Time of a row of a picture that has one stretch, from 0 on.
fn only_row_ms(raster: &Raster) -> f64 {
    let [stretch] = raster.stretches() else { panic!("{:?}", raster.stretches()) };
    assert_eq!((stretch.start_ms, stretch.first_row), (0.0, 0));
    stretch.row_ms
}

/// The highest rise at `um` between two times.
fn highest_mv(raster: &Raster, um: f64, from_ms: f64, to_ms: f64) -> f64 {
    let times = (0..400).map(|k| from_ms + (to_ms - from_ms) * f64::from(k) / 400.0);
    times.map(|time_ms| raster.rise_mv(um, time_ms, true)).fold(f64::MIN, f64::max)
}

/// When the rows of what never pauses run out they last twice as long, and what they showed is still there.
#[test]
fn rows_are_merged_when_they_run_out() {
    let mut simulation = recorded("fiber=squid&length=30&strength=0&e1.current=2000&e1.width=200&sleep=off");
    simulation.advance(8.0);
    let before = simulation.raster(0).expect("on").clone();
    let (row_ms, middle) = (only_row_ms(&before), 15_000.0);
    simulation.advance(130.0);
    let after = simulation.raster(0).expect("on");
    let doublings = (only_row_ms(after) / row_ms).log2();
    assert!(doublings >= 1.0 && doublings.fract() == 0.0, "{doublings}");
    assert!((MOST_ROWS / 2..=MOST_ROWS).contains(&after.rows()), "{}", after.rows());
    assert_eq!(highest_mv(&before, middle, 0.0, 8.0), highest_mv(after, middle, 0.0, 8.0));
    // It fires at about 15 ms.
    for from_ms in [20.0, 60.0, 100.0] {
        let rise = highest_mv(after, middle, from_ms, from_ms + 20.0);
        assert!(rise > 75.0, "{rise} mV after {from_ms} ms");
    }
    // The potential itself, with its rest.
    assert!(simulation.recorded_mv(0, middle, 50.0, true).is_some_and(|mv| (-80.0..50.0).contains(&mv)));
    for (um, ms) in [(-1.0, 1.0), (30_001.0, 1.0), (1.0, 139.0), (1.0, -1.0), (f64::NAN, 1.0), (1.0, f64::NAN)] {
        assert_eq!(simulation.recorded_mv(0, um, ms, true), None, "{um} um, {ms} ms");
    }
}

/// The picture of a late spike is as fine as that of the first, as long as there is one pause before it; the earlier ones stay.
#[test]
fn a_late_spike_is_as_fine_as_the_first() {
    for (text, onsets, around_ms) in [
        ("fiber=mrg&length=23&stim=0,40,500,2000", vec![0.0, 40.0, 500.0, 2000.0], 3.0),
        ("fiber=squid&length=30&stim=0,60,120&sleep=off", vec![0.0, 60.0, 120.0], 15.0),
    ] {
        let mut simulation = recorded(text);
        simulation.advance(around_ms);
        let before = simulation.raster(0).expect("on").clone();
        let middle = simulation.position_um(0)[simulation.position_um(0).len() / 2];
        let first = before.stretches()[0];
        simulation.advance(onsets[onsets.len() - 1]);
        let after = simulation.raster(0).expect("on");
        let stretches = after.stretches();
        assert_eq!(stretches.len(), onsets.len(), "{text}: {stretches:?}");
        // Half of the rows are its own: rows of a long after-potential may have been merged once more than the first's.
        assert!(stretches[stretches.len() - 1].row_ms <= 2.0 * first.row_ms, "{text}: {stretches:?}");
        assert_eq!(after.known_from_ms(), 0.0);
        assert!(after.rows() <= MOST_ROWS);
        let expected = highest_mv(&before, middle, 0.0, around_ms);
        for onset in &onsets {
            let rise = highest_mv(after, middle, *onset, onset + around_ms);
            assert_near(&format!("{text}: mV after {onset} ms"), rise, expected, 0.02 * expected);
        }
        // Between them it is near rest.
        let gap = highest_mv(after, middle, onsets[0] + 25.0, onsets[1] - 1.0);
        assert!(gap < 10.0, "{text}: {gap} mV");
    }
}

/// After more spikes than there is room for the first are forgotten, and the picture says from when on it knows.
#[test]
fn of_very_many_spikes_the_last_are_known() {
    let mut simulation = recorded("fiber=mrg&length=5&strength=0&e1.current=20&e1.width=0.1&e1.count=200&e1.period=30");
    simulation.advance(30.0 * 200.0);
    let raster = simulation.raster(0).expect("on");
    assert!(raster.rows() <= MOST_ROWS && raster.stretches().len() == 128, "{}", raster.stretches().len());
    let known_from_ms = raster.known_from_ms();
    assert_near("ms", known_from_ms, 72.0 * 30.0, 1.0);
    assert_eq!(simulation.recorded_mv(0, 2500.0, known_from_ms - 1.0, true), None);
    let middle = simulation.position_um(0)[simulation.position_um(0).len() / 2];
    for spike in 72..200 {
        let onset = 30.0 * f64::from(spike);
        let rise = highest_mv(simulation.raster(0).expect("on"), middle, onset, onset + 2.0);
        assert!(rise > 50.0, "{rise} mV of spike {spike}");
    }
}

/// A long fiber sleeps but for the stretch around the spike, and the picture still has all of its way.
#[test]
fn the_way_of_a_spike_through_a_sleeping_fiber_is_recorded() {
    let mut simulation = recorded("fiber=mrg&length=1000");
    simulation.advance(30.0);
    let raster = simulation.raster(0).expect("on");
    assert_eq!(raster.columns(), 1024);
    for column in 0..1024 {
        let highest =
            (0..raster.rows()).filter_map(|row| raster.row_mv(row, false).nth(column)).fold(f64::MIN, f64::max);
        assert!(highest > 60.0, "column {column}: {highest} mV");
    }
}

/// Recording looks, and touches nothing: the same bits with it and without.
#[test]
fn recording_changes_nothing() {
    for text in ["", "a.fiber=squid&b.fiber=frog&length=20"] {
        let Ok(scenario) = text.parse::<saltatory::Scenario>() else { continue };
        let mut with = Simulation::new(&scenario).expect("a simulation");
        let mut without = Simulation::new(&scenario).expect("a simulation");
        with.record(true);
        for simulation in [&mut with, &mut without] {
            simulation.advance(3.0);
        }
        for lane in 0..2 {
            assert_eq!(with.internal_mv(lane), without.internal_mv(lane));
            assert_eq!(with.measure(lane), without.measure(lane));
        }
    }
}

/// Sodium channels are inactivated by a spike and recover; with lidocaine fewer come back.
#[test]
fn sodium_channels_recover() {
    let mut simulation = simulation("fiber=squid&length=30");
    assert_near("available", simulation.sodium_available(0), 1.0, 1e-4);
    simulation.advance(3.0);
    assert!(simulation.sodium_available(0) < 0.3, "{}", simulation.sodium_available(0));
    simulation.advance(40.0);
    assert_near("available", simulation.sodium_available(0), 1.0, 0.05);
}

/// A node is 1 um long and a column a tenth of an internode: without care only those nodes show that a column's centre meets.
#[test]
fn every_node_is_seen_in_the_picture_across_the_membrane() {
    let mut simulation = recorded("fiber=mrg&length=23");
    simulation.advance(1.5);
    let raster = simulation.raster(0).expect("a raster");
    let position = simulation.position_um(0);
    let highest = |um: f64| {
        let times = (0..raster.rows()).map(|row| (row as f64 + 0.5) * only_row_ms(raster));
        times.map(|ms| raster.rise_mv(um, ms, true)).fold(0.0, f64::max)
    };
    let peaks: Vec<f64> = simulation.excitable(0).iter().map(|&node| highest(position[node])).collect();
    assert!(peaks.len() > 15);
    assert!(peaks.iter().all(|&peak| (90.0..130.0).contains(&peak)), "{peaks:?}");
}

/// The slope of a trace is that of the voltage: no sample stands twice while the voltage is on its way.
#[test]
fn a_spike_has_no_steps() {
    for text in ["fiber=mrg&length=23", "fiber=c&length=10"] {
        let mut simulation = recorded(text);
        simulation.advance(12.0);
        let trace = trace(&simulation, 0);
        let v = trace.column(1);
        let top = (0..v.len()).max_by(|&a, &b| v[a].total_cmp(&v[b])).expect("samples");
        let rising = (1..top).filter(|&k| v[k] - v[0] > 5.0);
        assert!(rising.clone().count() > 20, "{text}");
        assert!(rising.clone().all(|k| v[k] > v[k - 1]), "{text}: up");
        let falling = (top + 2..v.len()).take_while(|&k| v[k] - v[0] > 10.0);
        assert!(falling.clone().all(|k| v[k] < v[k - 1]), "{text}: down");
    }
}
