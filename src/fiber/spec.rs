//! What a fiber is built from.

use crate::membrane::{AnyMembrane, Conditions, MembraneKind, MrgNode};
use crate::slices::{Shared, finish, in_slices};

use super::{
    Cable, Fiber, FiberKind, Insulated, InsulatedFiber, MrgMorphology, Myelin, Myelinated, Resolution, Unmyelinated,
};

/// Fewest internodes of a fiber: below that there is no middle half to measure in.
const FEWEST_INTERNODES: usize = 4;

/// Everything that decides what a fiber is. [`FiberSpec::new`] gives the published fiber; change its fields for others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FiberSpec {
    /// Kind of fiber.
    pub kind: FiberKind,
    /// Membrane of a patch; every other fiber has its own ([`FiberKind::membrane`]).
    pub membrane: MembraneKind,
    /// Diameter, um: of the whole fiber if it is myelinated, of the axon otherwise.
    pub diameter_um: f64,
    /// Length, mm; a myelinated fiber gets the whole internodes nearest to it ([`Self::actual_length_mm`]).
    pub length_mm: f64,
    /// Resistivity of the axoplasm, ohm cm; `None` for the published one.
    pub axial_resistivity_ohm_cm: Option<f64>,
    /// Distance between nodes, um; `None` for the published one, and for mrg only.
    pub internode_um: Option<f64>,
    /// Lamellae of myelin; `None` for the published number, and for mrg only.
    pub lamellae: Option<f64>,
    /// Temperature, and what differs from the published membrane.
    pub conditions: Conditions,
}

impl FiberSpec {
    /// The published fiber of a diameter and a length (see the fields), at `celsius`.
    pub const fn new(kind: FiberKind, diameter_um: f64, length_mm: f64, celsius: f64) -> Self {
        Self {
            kind,
            membrane: kind.membrane(),
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

    /// The published fiber of this kind, membrane, diameter and length, at `celsius`.
    pub fn published(self, celsius: f64) -> Self {
        Self { membrane: self.membrane, ..Self::new(self.kind, self.diameter_um, self.length_mm, celsius) }
    }

    /// What a stimulus is measured by, in the order of preference: the first of these fibers that conducts. The healthy one;
    /// the published one, here or at the temperature where it is at home.
    pub fn standards(self) -> [Self; 3] {
        let celsius = self.conditions.celsius;
        [self.healthy(), self.published(celsius), self.published(self.membrane.native_celsius())]
    }

    /// A fiber that is this one up to scale, with the factors by which threshold and velocity of this one are larger.
    ///
    /// A uniform cable: its threshold grows as `d^1.5`, its velocity as the square root of `d`. Nodes in perfect myelin: both
    /// are proportional to `d`. A patch: threshold is proportional to its area. An mrg fiber is only itself.
    pub fn unit(self) -> (Self, f64, f64) {
        let d = self.diameter_um;
        let (diameter_um, length_mm, threshold, velocity) = match self.kind {
            FiberKind::Mrg => (d, 0.0, 1.0, 1.0),
            FiberKind::C | FiberKind::Squid => (1.0, 0.0, d.powf(1.5), d.sqrt()),
            FiberKind::Frog => (1.0, 0.0, d, d),
            FiberKind::Patch => (1.0, 1.0, d * self.length_mm, 1.0),
        };
        (Self { diameter_um, length_mm, ..self }, threshold, velocity)
    }

    /// Dimensions of an mrg fiber; `None` for others.
    pub fn morphology(&self) -> Option<MrgMorphology> {
        let published = MrgMorphology::at(self.diameter_um);
        let morphology = MrgMorphology {
            axial_resistivity_ohm_cm: self.resistivity_ohm_cm(),
            axolemma_capacitance: self.conditions.capacitance.unwrap_or(published.axolemma_capacitance),
            ..published.changed(self.internode_um, self.lamellae)
        };
        Some(morphology).filter(|_| self.kind == FiberKind::Mrg)
    }

    /// Dimensions of a frog's fiber; `None` for others.
    pub fn insulated(&self) -> Option<Insulated> {
        let nodes = |spacing_um: f64| self.whole_internodes(spacing_um) + 1;
        let shape = Insulated::frog(self.diameter_um, self.resistivity_ohm_cm(), 1);
        Some(Insulated { nodes: nodes(shape.node_spacing_um), ..shape }).filter(|_| self.kind == FiberKind::Frog)
    }

    /// Distance between nodes, um; `None` where there are none.
    pub fn node_spacing_um(&self) -> Option<f64> {
        let insulated = || self.insulated().map(|shape| shape.node_spacing_um);
        self.morphology().map(|morphology| morphology.node_spacing_um).or_else(insulated)
    }

    /// Internodes of the fiber; 0 for a bare one.
    pub fn internodes(&self) -> usize {
        self.node_spacing_um().map_or(0, |spacing_um| self.whole_internodes(spacing_um))
    }

    /// Whole internodes nearest to the length.
    fn whole_internodes(&self, spacing_um: f64) -> usize {
        ((1000.0 * self.length_mm / spacing_um).round() as usize).max(FEWEST_INTERNODES)
    }

    /// Compartments that the fiber gets.
    pub fn compartments(&self, resolution: Resolution) -> usize {
        match (self.kind, self.internodes()) {
            (FiberKind::Patch, _) => 1,
            (FiberKind::Frog, internodes) => internodes + 1,
            // An odd number has a compartment at the middle, where the spike's shape is measured.
            (_, 0) => ((1e3 * self.length_mm / resolution.dx_um).ceil() as usize).max(21) | 1,
            (_, internodes) => Myelinated::<MrgNode, 4>::compartments(internodes),
        }
    }

    /// Length that the fiber gets, mm: whole internodes where there are any.
    pub fn actual_length_mm(&self) -> f64 {
        match self.node_spacing_um() {
            Some(spacing_um) => spacing_um * self.whole_internodes(spacing_um) as f64 / 1000.0,
            None => self.length_mm,
        }
    }

    /// Diameter of the axon itself, um: under the myelin for a myelinated fiber.
    pub fn axon_diameter_um(&self) -> f64 {
        let insulated = || self.insulated().map(|shape| shape.axon_diameter_um);
        let axon_diameter_um = self.morphology().map(|morphology| morphology.axon_diameter_um).or_else(insulated);
        axon_diameter_um.unwrap_or(self.diameter_um)
    }

    /// Diameter of the axon over that of axon and myelin; `None` for a bare fiber.
    pub fn g_ratio(&self) -> Option<f64> {
        let insulated = || self.insulated().map(|shape| shape.axon_diameter_um / self.diameter_um);
        self.morphology().map(|morphology| morphology.g_ratio()).or_else(insulated)
    }

    /// Resistivity of the axoplasm that the fiber gets, ohm cm.
    pub fn resistivity_ohm_cm(&self) -> f64 {
        self.axial_resistivity_ohm_cm.unwrap_or(self.kind.axial_resistivity_ohm_cm())
    }

    /// Builds the fiber, at rest.
    pub fn build(&self, resolution: Resolution) -> Box<dyn Fiber> {
        finish(self.build_slowly(None, resolution))
    }

    /// Builds the fiber with what is left of its myelin, at rest. Others than mrg have none to lose.
    pub fn build_with(&self, myelin: &Myelin, resolution: Resolution) -> Box<dyn Fiber> {
        finish(self.build_slowly(Some(myelin.clone()), resolution))
    }

    /// [`Self::build_with`] in slices; intact, if nothing is said of the myelin.
    #[cfg_attr(not(figure), inline(never))]
    pub(crate) fn build_slowly(
        self,
        myelin: Option<Myelin>,
        resolution: Resolution,
    ) -> Shared<'static, Box<dyn Fiber>> {
        Box::pin(self.build_in_slices(myelin, resolution))
    }

    async fn build_in_slices(self, myelin: Option<Myelin>, resolution: Resolution) -> Box<dyn Fiber> {
        let (given, dt_ms, membrane) = (&self.conditions, resolution.dt_ms, AnyMembrane::maker(self.membrane));
        if let Some(morphology) = self.morphology() {
            let myelin = myelin.unwrap_or_else(|| Myelin::intact(self.internodes()));
            return Box::new(in_slices!(Myelinated::build(morphology, myelin, membrane, *given, dt_ms)));
        }
        // A figure asks for no frog: see `xtask/table.js`.
        if let Some(shape) = self.insulated().filter(|_| !cfg!(figure)) {
            return Box::new(InsulatedFiber::new(shape, membrane, given, dt_ms));
        }
        Box::new(Unmyelinated::new(self.cable(resolution), membrane, given, dt_ms))
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
