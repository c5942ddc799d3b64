EDGE_MS = 1e-3  # length of a jump of a field: IDA cannot follow a potential that jumps


def sloped(points):
    """The same with every jump drawn out into an edge."""
    slope = []
    for k, (t, v) in enumerate(points):
        jumped = k > 0 and points[k - 1][0] == t
        slope.append((t + EDGE_MS if jumped else t, v))
    return slope


def attach(fiber, electrodes, scale=1.0):
    """Electrodes into and beside `fiber`, currents times `scale`; what is returned must be kept while it runs."""
    kept, outside = [], []
    for electrode in electrodes:
        place, points = electrode["place"], waveform_points(electrode["waveform"])
        if place["kind"] == "outside":
            outside.append((place, points))
            continue
        nearest = min(range(len(fiber.segments)), key=lambda k: abs(fiber.position_um[k] - place["at_um"]))
        clamp = h.IClamp(fiber.segments[nearest])
        clamp.delay, clamp.dur = 0, 1e9
        kept += [clamp, *play(clamp._ref_amp, [(t, scale * v) for t, v in points])]
    if outside:
        for segment, x_um in zip(fiber.segments, fiber.position_um):
            parts = [(scale * field_mv_per_na(place, x_um), points) for place, points in outside]
            kept += play(segment._ref_e_extracellular, sloped(added(parts)))
    return kept


def field_mv_per_na(place, x_um):
    """Potential of a point source in a wide medium: rho I / (4 pi r). ohm cm nA / cm is nV."""
    r_cm = 1e-4 * math.hypot(x_um - place["at_um"], place["distance_um"])
    return 1e-6 * place["resistivity_ohm_cm"] / (4 * math.pi * r_cm)


def play(reference, points):
    if not points:
        return []
    points = [*points, (1e9, 0.0)]  # NEURON takes no notice of a jump at the very end
    times, values = h.Vector([t for t, _ in points]), h.Vector([v for _, v in points])
    values.play(reference, times, 1)
    return [times, values]


def last_end_ms(electrodes):
    ends = (points[-1][0] for points in (waveform_points(each["waveform"]) for each in electrodes) if points)
    return max(ends, default=0.0)


def has_field(lane):
    return any(electrode["place"]["kind"] == "outside" for electrode in lane["electrodes"])
