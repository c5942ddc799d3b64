//! What a step of each fiber costs, and the default scene: `cargo bench --no-default-features`.
//!
//! (With the command line as well, Cargo would build the library twice under one name: once to unwind, for benches, and
//! once to abort, for the binary; rust-lang/cargo#6313.)
//!
//! Spikes are on their way in the fibers that are stepped: some compartments are then far from rest, as on the page.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let mut criterion = criterion::Criterion::default().configure_from_args();
    native::steps(&mut criterion);
    native::scene(&mut criterion);
    criterion.final_summary();
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use criterion::{BatchSize, Criterion};
    use saltatory::fiber::{FiberKind, FiberSpec, Resolution};
    use saltatory::{Scenario, Simulation};

    /// One step of a fiber that is stimulated again and again, soon after the last spike has left it.
    pub fn steps(criterion: &mut Criterion) {
        for (name, kind, diameter_um, length_mm, celsius, pulse_na, period_ms) in [
            ("mrg 10 um, 51 nodes", FiberKind::Mrg, 10.0, 57.5, 37.0, 2.0, 4.0),
            ("c 6.9 um, 23 mm", FiberKind::C, 6.9, 23.0, 37.0, 4.0, 20.0),
            ("squid 476 um, 100 mm", FiberKind::Squid, 476.0, 100.0, 6.3, 2830.0, 20.0),
        ] {
            let spec = FiberSpec::new(kind, diameter_um, length_mm, celsius);
            let mut fiber = spec.build(Resolution::default_for(&spec));
            let (dt_ms, pulse_ms) = (fiber.dt_ms(), if kind == FiberKind::Mrg { 0.1 } else { 0.5 });
            let mut since_ms = 0.0;
            criterion.bench_function(&format!("step: {name}"), |bencher| {
                bencher.iter(|| {
                    fiber.step(&[if since_ms < pulse_ms { pulse_na } else { 0.0 }]);
                    since_ms = if since_ms < period_ms { since_ms + dt_ms } else { 0.0 };
                });
            });
        }
    }

    /// The default scene from the stimulus until the bare lane's spike is home; building it is not counted.
    pub fn scene(criterion: &mut Criterion) {
        let built = || Simulation::new(&Scenario::default()).unwrap_or_else(|error| panic!("{error}"));
        let mut group = criterion.benchmark_group("default scene");
        group.sample_size(20).bench_function("18 ms", |bencher| {
            bencher.iter_batched(built, |mut simulation| simulation.advance(18.0), BatchSize::LargeInput);
        });
        group.finish();
    }
}
