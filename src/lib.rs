//! Spikes on axons: a cable-equation engine for myelinated and unmyelinated fibers.
//!
//! A [`Scenario`] is text (`fiber=mrg&diameter=10`); a [`Simulation`] runs it; [`experiment::measure`] runs it to the end.
//!
//! ```
//! use saltatory::{Scenario, Simulation};
//!
//! let scenario: Scenario = "fiber=squid".parse()?;
//! let mut simulation = Simulation::new(&scenario)?;
//! simulation.advance(12.0); // ms
//! let velocity = simulation.measure(0).velocity_m_per_s.expect("a spike is conducted");
//! assert!((velocity - 12.31).abs() < 0.01);
//! # Ok::<(), saltatory::ScenarioError>(())
//! ```
//!
//! # Equations
//!
//! Along a bare axon `C dV/dt + I_ion(V, gates) = d / (4 Ra) d²V/dx²`; under myelin there are two potentials, inside and
//! periaxonal ([`fiber::Myelinated`]). Every gate obeys `dx/dt = rate (steady - x)` ([`membrane`]). Time is stepped by the
//! staggered Crank-Nicolson rule, second order ([`fiber`]); bare axons use a compact rule of fourth order in space
//! ([`fiber::Unmyelinated`]); steps and grids are powers and roots chosen by a convergence study ([`fiber::Resolution`]).
//!
//! # Units
//!
//! mV, ms, um (positions and diameters), mm (lengths), nA (stimuli), C; per area mS/cm², uF/cm², uA/cm² inside the membranes,
//! mA/cm² where currents are shown. They stand in names and at every constant. Depolarising and outward are positive.
//!
//! # Map
//!
//! | module | what |
//! |---|---|
//! | [`scenario`] | the table of parameters, text of a scenario, errors |
//! | [`membrane`] | a file for each published membrane; conditions and drugs |
//! | [`fiber`] | morphology into compartments, and one step of them |
//! | [`cable`] | linear solvers: arrays in, voltages out |
//! | [`stimulus`] | what an electrode injects, and when |
//! | [`measure`] | spikes read off a voltage |
//! | [`simulation`] | the facade: all lanes on one clock |
//! | [`experiment`] | protocols: runs to the end, thresholds, refractory periods, rates; sweeps |
//! | [`paint`] | voltage into color |
//! | [`record`] | what a lane did: traces at probes, a picture over place and time |
//! | `export` | scenarios for other simulators (with the feature `cli`) |

pub mod cable;
pub mod experiment;
#[cfg(feature = "cli")]
pub mod export;
pub mod fiber;
pub mod measure;
pub mod membrane;
pub mod paint;
pub mod record;
pub mod scenario;
pub mod simulation;
mod slices;
pub mod stimulus;

pub use scenario::{Scenario, ScenarioError};
pub use simulation::Simulation;

// One module of the page, one boundary: what a visitor does not ask for is not loaded.
#[cfg(all(target_arch = "wasm32", not(feature = "lab"), not(figure)))]
pub mod wasm;
#[cfg(all(target_arch = "wasm32", feature = "lab", not(figure)))]
#[path = "wasm/lab.rs"]
pub mod wasm;

#[cfg(all(target_arch = "wasm32", figure))]
pub mod figure;
