//! What a fiber is built from.

use crate::membrane::{CFiber, Conditions, MrgNode, Squid};

use super::{Cable, Fiber, FiberKind, MrgMorphology, Myelin, Myelinated, Resolution, Unmyelinated};

/// Everything that decides what a fiber is. [`FiberSpec::new`] gives the published fiber; change its fields for others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FiberSpec {
    /// Kind of fiber.
    pub kind: FiberKind,
    /// Diameter, um: of the whole fiber if it is myelinated, of the axon otherwise.
    pub diameter_um: f64,
    /// Length, mm; a myelinated fiber gets the whole internodes nearest to it ([`Self::actual_length_mm`]).
    pub length_mm: f64,
    /// Resistivity of the axoplasm, ohm cm; `None` for the published one.
    pub axial_resistivity_ohm_cm: Option<f64>,
    /// Distance between nodes, um; `None` for the published one, and without meaning for a bare fiber.
    pub internode_um: Option<f64>,
    /// Lamellae of myelin; `None` for the published number, and without meaning for a bare fiber.
    pub lamellae: Option<f64>,
    /// Temperature, and what differs from the published membrane.
    pub conditions: Conditions,
}

impl FiberSpec {
    /// The published fiber of a diameter and a length (see the fields), at `celsius`.
    pub const fn new(kind: FiberKind, diameter_um: f64, length_mm: f64, celsius: f64) -> Self {
        Self {
            kind,
            diameter_um,
            length_mm,
            axial_resistivity_ohm_cm: None,
            internode_um: None,
            lamellae: None,
            conditions: Conditions::at(celsius),
        }
    }

    /// The same geometry with the published membrane at the same temperature: no drug, no other potassium, no other
    /// densities of channels. Multiples of threshold mean its threshold, so that a drug leaves the stimulus as it was.
    pub fn healthy(self) -> Self {
        let Conditions { celsius, capacitance, .. } = self.conditions;
        Self { conditions: Conditions { capacitance, ..Conditions::at(celsius) }, ..self }
    }

    /// The published fiber of this kind, diameter and length, at `celsius`.
    pub fn published(self, celsius: f64) -> Self {
        Self::new(self.kind, self.diameter_um, self.length_mm, celsius)
    }

    /// Dimensions of a myelinated fiber; `None` for a bare one.
    pub fn morphology(&self) -> Option<MrgMorphology> {
        match self.kind {
            FiberKind::Mrg => Some(self.mrg_morphology()),
            FiberKind::C | FiberKind::Squid => None,
        }
    }

    /// Internodes of the fiber; 0 for a bare one.
    pub fn internodes(&self) -> usize {
        self.morphology().map_or(0, |morphology| morphology.internodes(self.length_mm))
    }

    /// Compartments that the fiber gets.
    pub fn compartments(&self, resolution: Resolution) -> usize {
        match self.internodes() {
            // An odd number has a compartment at the middle, where the spike's shape is measured.
            0 => ((1e3 * self.length_mm / resolution.dx_um).ceil() as usize).max(21) | 1,
            internodes => Myelinated::<MrgNode, 4>::compartments(internodes),
        }
    }

    /// Length that the fiber gets, mm: whole internodes where there are any.
    pub fn actual_length_mm(&self) -> f64 {
        match self.morphology() {
            Some(morphology) => morphology.node_spacing_um * morphology.internodes(self.length_mm) as f64 / 1000.0,
            None => self.length_mm,
        }
    }

    /// Diameter of the axon itself, um: under the myelin for a myelinated fiber.
    pub fn axon_diameter_um(&self) -> f64 {
        self.morphology().map_or(self.diameter_um, |morphology| morphology.axon_diameter_um)
    }

    /// Resistivity of the axoplasm that the fiber gets, ohm cm.
    pub fn resistivity_ohm_cm(&self) -> f64 {
        self.axial_resistivity_ohm_cm.unwrap_or(self.kind.axial_resistivity_ohm_cm())
    }

    /// Builds the fiber, at rest.
    pub fn build(&self, resolution: Resolution) -> Box<dyn Fiber> {
        self.build_with(&Myelin::intact(self.internodes()), resolution)
    }

    /// Builds the fiber with what is left of its myelin, at rest. A bare fiber has none to lose.
    pub fn build_with(&self, myelin: &Myelin, resolution: Resolution) -> Box<dyn Fiber> {
        let (conditions, dt_ms) = (&self.conditions, resolution.dt_ms);
        match self.kind {
            FiberKind::Mrg => {
                let morphology = self.mrg_morphology();
                Box::new(Myelinated::new(&morphology, myelin, MrgNode::new, conditions, dt_ms))
            }
            FiberKind::C => Box::new(Unmyelinated::new(self.cable(resolution), CFiber::new, conditions, dt_ms)),
            FiberKind::Squid => Box::new(Unmyelinated::new(self.cable(resolution), Squid::new, conditions, dt_ms)),
        }
    }

    fn mrg_morphology(&self) -> MrgMorphology {
        let published = MrgMorphology::at(self.diameter_um);
        MrgMorphology {
            axial_resistivity_ohm_cm: self.resistivity_ohm_cm(),
            axolemma_capacitance: self.conditions.capacitance.unwrap_or(published.axolemma_capacitance),
            ..published.changed(self.internode_um, self.lamellae)
        }
    }

    fn cable(&self, resolution: Resolution) -> Cable {
        let length_um = 1e3 * self.length_mm;
        Cable {
            diameter_um: self.diameter_um,
            length_um,
            axial_resistivity_ohm_cm: self.resistivity_ohm_cm(),
            compartments: self.compartments(resolution),
        }
    }
}
