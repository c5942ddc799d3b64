SETTLE_STEPS_MS = (0.1, 0.02, 0.005)  # the next where one goes round in circles
SETTLED_MV = 1e-8  # change in one look that counts as none
SETTLE_LOOK_STEPS = 200
SETTLE_LOOKS = 100

# Largest local error, mV: of CVODE; of IDA (NEURON's DASPK), which everything with `extracellular` needs. IDA sometimes finds
# no consistent start after a jump of a current at a tight tolerance: then the next one is tried.
TOLERANCES = {"CVODE": [1e-6, 1e-5], "IDA": [1e-4, 1e-3, 1e-2]}
ACTIVE = 0.2  # part of a spike's height above rest that counts as activity


class Recording:
    """Voltage across the membrane at every step of the solver: at 25, 50 and 75 % of the length and at the far end, and at the
    places where the passing of spikes is noted.
    """

    def __init__(self, fiber):
        self.sites = [*quarter_sites(fiber), fiber.excitable[-1], *passage_sites(fiber)]
        self._times = h.Vector().record(h._ref_t)
        self._volts = [h.Vector().record(fiber.segments[site]._ref_v) for site in self.sites]
        self.rest_mv = []

    def read(self):
        self.times, self.volts = list(self._times), [list(each) for each in self._volts]
        return self


def settle(membrane):
    """Lets the fiber come to its true rest before time 0, by implicit Euler steps that no stimulus disturbs.

    The gates are so quick meanwhile that they follow the voltage: the steady state is the same, and a fiber that would fire
    or ring on its way there, or for ever, comes there too.
    """
    solver.active(0)
    h.secondorder = 0
    quick = f"quick_{membrane['mechanism']}"
    setattr(h, quick, 1e9)
    h.finitialize(membrane["start_mv"])
    h.t = -1e9
    for step_ms in SETTLE_STEPS_MS:
        h.dt, before = step_ms, None
        for _ in range(SETTLE_LOOKS):
            for _ in range(SETTLE_LOOK_STEPS):
                h.fadvance()
            now = [segment.v for section in h.allsec() for segment in section]
            if before and max(abs(a - b) for a, b in zip(now, before)) < SETTLED_MV:
                setattr(h, quick, 1)
                return
            before = now
    raise RuntimeError("the fiber does not come to rest")


def method(lane):
    return "IDA" if lane["structure"]["kind"] == "double_cable" or has_field(lane) else "CVODE"


def run(lane, fiber, scale=1.0, stop=None):
    """Runs `lane` on `fiber`, currents times `scale`, until nothing more happens, or `stop()`; returns the recording."""
    for tolerance in TOLERANCES[method(lane)]:
        try:
            return attempt(lane, fiber, scale, stop, tolerance)
        except RuntimeError as error:
            failure = error
    raise failure


def attempt(lane, fiber, scale, stop, tolerance):
    electrodes = attach(fiber, lane["electrodes"], scale)
    recording = Recording(fiber)
    settle(lane["membrane"])
    rest = {k: fiber.segments[k].v for k in fiber.excitable}
    recording.rest_mv = [rest[site] for site in recording.sites]
    recording.tolerance = tolerance

    solver.active(1)
    solver.use_daspk(int(method(lane) == "IDA"))
    solver.atol(tolerance)
    h.t = 0
    solver.re_init()
    h.frecord_init()

    steady = lane["steady_peak_mv"]
    rise = 100.0 if steady is None else steady - recording.rest_mv[1]
    last_active = last_end_ms(lane["electrodes"])
    look_ms = lane["quiet_ms"] / 32
    while h.t < lane["end_ms"]:
        solver.solve(h.t + look_ms)
        if stop and stop():
            break
        if any(fiber.segments[k].v - v > ACTIVE * rise for k, v in rest.items()):
            last_active = max(last_active, h.t)
        if h.t - last_active > lane["quiet_ms"]:
            break
    del electrodes
    return recording.read()
