class Fiber:
    """A fiber in NEURON: compartments in order from the stimulated end.

    segments: the compartments; position_um: their centers; excitable: indices of those with gated channels.
    """

    def __init__(self):
        self.sections, self.segments, self.position_um, self.excitable = [], [], [], []

    def transmembrane_mv(self, index):
        return self.segments[index].v


def build(lane, fine):
    """The fiber of `lane`; `fine` chooses the finer of the two grids of a bare cable."""
    structure = lane["structure"]
    return BUILDERS[structure["kind"]](lane, structure, fine)


def add_membrane(section, membrane, density=1.0):
    """Inserts the membrane with the gated channels, at a part of its density."""
    section.insert(membrane["mechanism"])
    for name, value in {**membrane["parameters"], "density": density}.items():
        setattr(section, f"{name}_{membrane['mechanism']}", value)


def build_cable(lane, structure, fine):
    """A bare cable: one section of an odd number of segments, so that one lies at the middle."""
    fiber = Fiber()
    section = h.Section(name="axon")
    section.L, section.diam, section.Ra = structure["length_um"], structure["diameter_um"], structure["axial_ohm_cm"]
    longest_um = structure["segment_um"] * (1 if fine else 2)
    count = max(math.ceil(section.L / longest_um), 101) | 1
    section.nseg = count
    section.cm = structure["capacitance_uf_per_cm2"]
    add_membrane(section, lane["membrane"])
    if has_field(lane):
        section.insert("extracellular")  # as it comes: nothing between the membrane and e_extracellular
    fiber.sections = [section]
    fiber.segments = [section((k + 0.5) / count) for k in range(count)]
    fiber.position_um = [(k + 0.5) * section.L / count for k in range(count)]
    fiber.excitable = list(range(count))
    return fiber


def build_patch(lane, structure, fine):
    """A piece of membrane with one voltage."""
    fiber = Fiber()
    section = h.Section(name="patch")
    section.L, section.diam, section.nseg = structure["length_um"], structure["diameter_um"], 1
    section.cm = structure["capacitance_uf_per_cm2"]
    add_membrane(section, lane["membrane"])
    fiber.sections, fiber.segments, fiber.position_um, fiber.excitable = [section], [section(0.5)], [section.L / 2], [0]
    return fiber


def build_insulated(lane, structure, fine):
    """Nodes in perfect myelin: a section a node, as resistive as the axon from this node's center to the next one's."""
    fiber = Fiber()
    for index in range(structure["internodes"] + 1):
        section = h.Section(name=f"node_{index}")
        section.L, section.diam, section.nseg = structure["node_length_um"], structure["node_diameter_um"], 1
        section.Ra = structure["axial_ohm_cm"] * structure["node_spacing_um"] / section.L
        section.cm = structure["capacitance_uf_per_cm2"]
        add_membrane(section, lane["membrane"])
        if has_field(lane):
            section.insert("extracellular")
        if index:
            section.connect(fiber.sections[-1](1), 0)
        fiber.sections.append(section)
        fiber.segments.append(section(0.5))
        fiber.position_um.append(index * structure["node_spacing_um"])
        fiber.excitable.append(index)
    return fiber


def build_double_cable(lane, structure, fine):
    """Axon, periaxonal space and myelin, a segment an element, as in the published model.

    Internodes without lamellae are grounded, and may have the nodes' membrane in them. Diameters are the true ones. Layer 0 of `extracellular` is the periaxonal space with the myelin around it; layer 1 is
    grounded. Myelin values are those of its own area, pi D L with the fiber diameter D, hence the factor D / d.
    """
    fiber = Fiber()
    fiber_um, axon_um, node_um = (structure[f"{part}_diameter_um"] for part in ("fiber", "axon", "node"))
    lengths = {name: structure[f"{name}_length_um"] for name in ("node", "mysa", "flut", "stin")}
    half = ["mysa", "flut"]
    internode = half + ["stin"] * structure["stin_elements"] + half[::-1]

    def add(element, internode_index):
        section = h.Section(name=f"{element}_{len(fiber.sections)}")
        narrow = element in ("node", "mysa")
        d_um = node_um if narrow else axon_um
        gap_um = structure["node_gap_um" if narrow else "internode_gap_um"]
        section.L, section.diam, section.nseg = lengths[element], d_um, 1
        section.Ra = structure["axial_ohm_cm"]
        section.insert("extracellular")
        ring_um2 = math.pi * ((d_um / 2 + gap_um) ** 2 - (d_um / 2) ** 2)
        # ohm cm / um2 is 1e8 ohm/cm: 1e2 MOhm/cm
        section.xraxial[0] = 1e2 * structure["periaxonal_ohm_cm"] / ring_um2
        section.cm = structure["capacitance_uf_per_cm2"]
        if element == "node":
            add_membrane(section, lane["membrane"])
        else:
            section.insert("pas")
            section.g_pas = structure[f"{element}_leak_s_per_cm2"]
            section.e_pas = structure["leak_reversal_mv"]
        membranes = 0 if element == "node" else 2 * structure["lamellae"][internode_index]
        if membranes == 0:
            section.xg[0], section.xc[0] = 1e10, 0  # no myelin: grounded
            if element != "node" and structure["spread"] > 0:
                add_membrane(section, lane["membrane"], structure["spread"])
        else:
            section.xg[0] = structure["lamella_s_per_cm2"] / membranes * fiber_um / d_um
            section.xc[0] = structure["lamella_uf_per_cm2"] / membranes * fiber_um / d_um
        if fiber.sections:
            section.connect(fiber.sections[-1](1), 0)
        fiber.sections.append(section)
        fiber.segments.append(section(0.5))

    for index in range(structure["internodes"]):
        add("node", None)
        for element in internode:
            add(element, index)
    add("node", None)
    edge_um = -lengths["node"] / 2
    for section in fiber.sections:
        fiber.position_um.append(edge_um + section.L / 2)
        edge_um += section.L
    fiber.excitable = list(range(0, len(fiber.sections), len(internode) + 1))
    return fiber


BUILDERS = {
    "cable": build_cable,
    "double_cable": build_double_cable,
    "insulated": build_insulated,
    "patch": build_patch,
}
