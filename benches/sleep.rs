//! What sleep saves where a fiber is at rest, and what it costs where it is not: `cargo bench --no-default-features --bench sleep`.
//!
//! Each fiber is timed in turns with sleep and without, so that both see the same spike and the same machine; the shortest turn
//! of each counts. Prints the time of a step either way, and the ratio.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use native::{Case, compare};
    use saltatory::fiber::FiberKind::{C, Mrg, Patch, Squid};

    println!("{:34} {:>9} {:>12} {:>12} {:>8}", "", "awake", "all, us", "sleep, us", "ratio");
    let case =
        Case { kind: C, diameter_um: 1.0, length_mm: 1800.0, pulse: (0.25, 0.5), period_ms: None, settle_ms: 200.0 };
    compare("c 1 um, 1.8 m, one spike", &case, 12);
    let long =
        Case { kind: Mrg, diameter_um: 10.0, length_mm: 1150.0, pulse: (2.0, 0.1), period_ms: None, settle_ms: 4.0 };
    compare("mrg 10 um, 1.15 m, one spike", &long, 20);
    let short =
        Case { kind: C, diameter_um: 1.0, length_mm: 0.3, pulse: (0.25, 0.5), period_ms: Some(20.0), settle_ms: 30.0 };
    compare("c 1 um, 21 compartments, always on", &short, 5_000);
    let busy =
        Case { kind: C, diameter_um: 6.9, length_mm: 23.0, pulse: (4.0, 0.5), period_ms: Some(20.0), settle_ms: 30.0 };
    compare("c 6.9 um, 23 mm, always on", &busy, 250);
    let busy = Case { kind: Squid, diameter_um: 476.0, length_mm: 100.0, pulse: (2830.0, 0.5), ..busy };
    compare("squid 476 um, 100 mm, always on", &busy, 250);
    let patch = Case { kind: Patch, diameter_um: 100.0, length_mm: 1.0, pulse: (100.0, 0.5), ..busy };
    compare("patch of squid, always on", &patch, 20_000);
    let busy = Case { kind: Mrg, diameter_um: 10.0, length_mm: 57.5, pulse: (2.0, 0.1), period_ms: Some(4.0), ..busy };
    compare("mrg 10 um, 51 nodes, always on", &busy, 250);
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::time::Instant;

    use saltatory::fiber::{Fiber, FiberKind, FiberSpec, Resolution};

    /// Turns of either kind.
    const TURNS: usize = 200;

    /// A fiber and what is done to it.
    #[derive(Clone, Copy)]
    pub struct Case {
        pub kind: FiberKind,
        pub diameter_um: f64,
        pub length_mm: f64,
        /// Pulses into the left end, nA and ms.
        pub pulse: (f64, f64),
        /// From pulse to pulse, ms; `None` for one pulse only.
        pub period_ms: Option<f64>,
        /// Time before the first turn, ms.
        pub settle_ms: f64,
    }

    /// Times turns of `steps` steps.
    pub fn compare(name: &str, case: &Case, steps: usize) {
        let celsius = if matches!(case.kind, FiberKind::Squid | FiberKind::Patch) { 6.3 } else { 37.0 };
        let spec = FiberSpec::new(case.kind, case.diameter_um, case.length_mm, celsius);
        let mut fiber = spec.build(Resolution::default_for(&spec));
        fiber.allow_sleep(true);
        fiber.reset();
        let (dt_ms, mut time_ms) = (fiber.dt_ms(), 0.0);
        let mut run = |fiber: &mut dyn Fiber, steps: usize| {
            for _ in 0..steps {
                let since_ms = case.period_ms.map_or(time_ms, |period_ms| time_ms % period_ms);
                fiber.step(&[if since_ms < case.pulse.1 { case.pulse.0 } else { 0.0 }]);
                time_ms += dt_ms;
            }
        };
        run(fiber.as_mut(), (case.settle_ms / dt_ms) as usize);
        let mut best_us = [f64::INFINITY; 2];
        let mut awake = 1.0;
        for _ in 0..TURNS {
            for (sleeps, best_us) in [false, true].into_iter().zip(&mut best_us) {
                fiber.allow_sleep(sleeps);
                run(fiber.as_mut(), 16);
                let start = Instant::now();
                run(fiber.as_mut(), steps);
                *best_us = best_us.min(1e6 * start.elapsed().as_secs_f64() / steps as f64);
            }
            let units: usize = fiber.awake().iter().map(ExactSizeIterator::len).sum();
            awake = units as f64 / fiber.excitable().len() as f64;
        }
        let [all, sleep] = best_us;
        println!("{name:34} {:>7.1} % {all:>12.3} {sleep:>12.3} {:>8.3}", 100.0 * awake, all / sleep);
    }
}
