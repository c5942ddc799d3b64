NOTICED_MV = 10.0  # a rise above rest that is worth following


def quarter_sites(fiber):
    """Excitable compartments nearest 25, 50 and 75 % of the length; of two that are equally near, the outer one."""
    position = fiber.position_um
    length = position[0] + position[-1]

    def nearest(part, sites):
        return min(sites, key=lambda k: round(abs(position[k] - part * length), 6))

    sites = fiber.excitable
    return nearest(0.25, sites), nearest(0.5, sites), nearest(0.75, sites[::-1])


def crossing(times, volts, k, level):
    """When the line from sample k - 1 to sample k crosses `level`."""
    return times[k - 1] + (level - volts[k - 1]) / (volts[k] - volts[k - 1]) * (times[k] - times[k - 1])


def peak_at(times, volts, k):
    """Top of the parabola through samples k - 1, k and k + 1, which need not be equally far apart."""
    if k + 1 >= len(volts):
        return volts[k]
    before, after = times[k] - times[k - 1], times[k + 1] - times[k]
    if before <= 0 or after <= 0:
        return volts[k]
    rise, fall = (volts[k] - volts[k - 1]) / before, (volts[k + 1] - volts[k]) / after
    bend = (rise - fall) / (before + after)
    slope = (rise * after + fall * before) / (before + after)
    return volts[k] + slope * slope / (4 * bend) if bend > 0 else volts[k]


def spikes(times, volts, rest, criterion):
    """Spikes in a trace: a rise from rest to at least `criterion` and back below midway between rest and its peak."""
    found, top = [], None
    for k in range(1, len(volts)):
        if top is None:
            if volts[k] > volts[k - 1] and volts[k] > rest + NOTICED_MV:
                top = k
        elif volts[k] > volts[top]:
            top = k
        elif volts[k] < 0.5 * (rest + volts[top]):
            peak = peak_at(times, volts, top)
            if peak >= criterion:
                level = 0.5 * (rest + peak)
                rise = next(j for j in range(top, 0, -1) if volts[j - 1] < level)
                fall = next(j for j in range(top + 1, k + 1) if volts[j] < level)
                up, down = crossing(times, volts, rise, level), crossing(times, volts, fall, level)
                found.append({"time_ms": up, "peak_time_ms": times[top], "peak_mv": peak, "half_width_ms": down - up})
            top = None
    return found


def after_potential(times, volts, spike):
    """Lowest voltage within ten half-widths after the peak; None if the recording ends before."""
    start, end = spike["time_ms"] + spike["half_width_ms"], spike["peak_time_ms"] + 10 * spike["half_width_ms"]
    return min(v for t, v in zip(times, volts) if start <= t <= end) if times[-1] > end else None


def measure(lane, fiber, recording):
    """What `saltatory measure` says of a lane."""
    sites, rests = recording.sites, recording.rest_mv
    # Half way up to the peak of a steadily conducted spike; 50 mV above rest where there is none.
    steady = lane["steady_peak_mv"]
    criteria = [0.5 * (rest + (rest + 100.0 if steady is None else steady)) for rest in rests]
    passed, middle, reached, _ = (
        spikes(recording.times, volts, rest, criterion)
        for volts, rest, criterion in zip(recording.volts, rests, criteria)
    )
    velocity = shape = after = None
    if passed and reached and reached[0]["time_ms"] - passed[0]["time_ms"] > lane["shortest_travel_ms"]:
        distance_um = fiber.position_um[sites[2]] - fiber.position_um[sites[0]]
        velocity = 1e-3 * distance_um / (reached[0]["time_ms"] - passed[0]["time_ms"])
    if middle and reached:
        shape = middle[0]
        after = after_potential(recording.times, recording.volts[1], shape)
    times, far, level = recording.times, recording.volts[3], criteria[3]
    arrivals = [crossing(times, far, k, level) for k in range(1, len(far)) if far[k - 1] < level <= far[k]]
    return {
        "conducts": bool(reached),
        "spikes": len(reached),
        "velocity_m_per_s": velocity,
        "rest_mv": rests[1],
        "peak_mv": shape and shape["peak_mv"],
        "half_width_ms": shape and shape["half_width_ms"],
        "after_potential_mv": after,
        "arrival_ms": arrivals[0] if arrivals else None,
        "last_arrival_ms": arrivals[-1] if arrivals else None,
    }
