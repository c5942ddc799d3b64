NOTICED_MV = 10.0  # a rise above rest that is worth following


def quarter_sites(fiber):
    """Excitable compartments nearest 25, 50 and 75 % of the length; of two that are equally near, the outer one."""
    position = fiber.position_um
    length = position[0] + position[-1]

    def nearest(part, sites):
        return min(sites, key=lambda k: round(abs(position[k] - part * length), 6))

    sites = fiber.excitable
    return nearest(0.25, sites), nearest(0.5, sites), nearest(0.75, sites[::-1])


BARE_SITES = 21


def passage_sites(fiber):
    """Where the passing of spikes is noted: at every node, or at 21 places of a bare cable."""
    if len(fiber.excitable) < len(fiber.segments) or len(fiber.sections) > 1:
        return fiber.excitable
    last = len(fiber.excitable) - 1
    return sorted({fiber.excitable[site * last // (BARE_SITES - 1)] for site in range(BARE_SITES)})


def crossing(times, volts, k, level):
    """When the line from sample k - 1 to sample k crosses `level`."""
    return times[k - 1] + (level - volts[k - 1]) / (volts[k] - volts[k - 1]) * (times[k] - times[k - 1])


def peak_at(times, volts, k):
    """Top of the parabola through samples k - 1, k and k + 1, which need not be equally far apart, but no higher than where the
    lines through the two samples before it and the two after it meet: a parabola shoots over a corner.
    """
    if not 0 < k < len(volts) - 1:
        return volts[k]
    before, after = times[k] - times[k - 1], times[k + 1] - times[k]
    if before <= 0 or after <= 0:
        return volts[k]
    rise, fall = (volts[k] - volts[k - 1]) / before, (volts[k + 1] - volts[k]) / after
    bend = (rise - fall) / (before + after)
    slope = (rise * after + fall * before) / (before + after)
    side = 1 if slope > 0 else -1
    if bend <= 0 or not 0 <= k + 2 * side < len(volts):
        return volts[k]
    near, far = k + side, k + 2 * side
    wide, apart = abs(times[near] - times[k]), abs(times[far] - times[near])
    up, down = (rise if side > 0 else -fall), (volts[near] - volts[far]) / apart if apart > 0 else 0.0
    meeting = up * (volts[near] + down * wide - volts[k]) / (up + down) if up + down > 0 else 0.0
    return volts[k] + min(slope * slope / (4 * bend), max(meeting, 0.0))


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


def first_crossing(times, volts, level):
    """When the voltage first rises through `level`; None if it does not."""
    return next((crossing(times, volts, k, level) for k in range(1, len(volts)) if volts[k - 1] < level <= volts[k]), None)


def travel(passages, quarters, length_um, shortest_ms):
    """Places (um) between which the first spike is timed, and the time that it takes (ms); None if there is no such way.

    `passages` and `quarters` (25 and 75 % of the length) are (um, ms). A spike that begins between the quarters is timed at 25
    and 75 % of the longer way from there to an end, or of the shorter where it did not run the longer one place by place.
    """
    seen = [passage for passage in passages if passage[1] is not None]
    if not seen:
        return None
    origin_um = min(seen, key=lambda passage: passage[1])[0]

    def passed(start, end):
        if start[1] is None or end[1] is None:
            return None
        low, high = sorted((start[0], end[0]))
        between = [time for place, time in passages if low <= place <= high]
        if end[0] < start[0]:
            between.reverse()
        in_turn = None not in between and all(a < b for a, b in zip(between, between[1:]))
        taken = end[1] - start[1]
        return (start[0], end[0], taken) if in_turn and taken > shortest_ms else None

    if origin_um <= quarters[0][0]:
        return passed(*quarters)
    if origin_um >= quarters[1][0]:
        return passed(*quarters[::-1])
    for end_um in sorted((length_um, 0.0), key=lambda end: -abs(end - origin_um)):
        start, end = origin_um + 0.25 * (end_um - origin_um), origin_um + 0.75 * (end_um - origin_um)
        # Of two that are equally near, the outer one.
        way = passed(
            min(passages, key=lambda each: (round(abs(each[0] - start), 3), abs(each[0] - origin_um))),
            min(passages, key=lambda each: (round(abs(each[0] - end), 3), -abs(each[0] - origin_um))),
        )
        if way:
            return way
    return None


def measure(lane, fiber, recording):
    """What `saltatory measure` says of a lane."""
    sites, rests = recording.sites, recording.rest_mv
    # Half way up to the peak of a steadily conducted spike; 50 mV above rest where there is none.
    steady = lane["steady_peak_mv"]
    criteria = [0.5 * (rest + (rest + 100.0 if steady is None else steady)) for rest in rests]
    passed, middle, reached = (
        spikes(recording.times, volts, rest, criterion)
        for volts, rest, criterion in zip(recording.volts[:3], rests, criteria)
    )
    quarters = [
        (fiber.position_um[site], found[0]["time_ms"] if found else None)
        for site, found in ((sites[0], passed), (sites[2], reached))
    ]
    passages = [
        (fiber.position_um[site], first_crossing(recording.times, volts, level))
        for site, volts, level in zip(sites[4:], recording.volts[4:], criteria[4:])
    ]
    length_um = fiber.position_um[0] + fiber.position_um[-1]
    way = travel(passages, quarters, length_um, lane["shortest_travel_ms"])
    shape = after = None
    if middle and reached:
        shape = middle[0]
        after = after_potential(recording.times, recording.volts[1], shape)
    times, far, level = recording.times, recording.volts[3], criteria[3]
    arrivals = [crossing(times, far, k, level) for k in range(1, len(far)) if far[k - 1] < level <= far[k]]
    return {
        "conducts": bool(reached),
        "spikes": len(reached),
        "velocity_m_per_s": way and 1e-3 * abs(way[1] - way[0]) / way[2],
        "velocity_between_mm": way and [1e-3 * way[0], 1e-3 * way[1]],
        "rest_mv": rests[1],
        "peak_mv": shape and shape["peak_mv"],
        "half_width_ms": shape and shape["half_width_ms"],
        "after_potential_mv": after,
        "arrival_ms": arrivals[0] if arrivals else None,
        "last_arrival_ms": arrivals[-1] if arrivals else None,
    }
