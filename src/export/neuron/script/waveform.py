# Waveforms are lists of points (ms, nA) joined by straight lines; where it jumps, two points share a time.
SINE_POINTS = 400  # a period; straight lines between them are off by 3e-5 of the amplitude


def stimulus_points(waveform):
    """Points of one stimulus of amplitude 1 that begins at 0 ms."""
    width = waveform.get("width_ms")
    return {
        "pulse": lambda: rectangle(0.0, width, 1.0),
        "biphasic": lambda: rectangle(0.0, width, 1.0)
        + rectangle(width + waveform["gap_ms"], 2 * width + waveform["gap_ms"], -1.0),
        "ramp": lambda: [(0.0, 0.0), (width, 1.0), (width, 0.0)],
        "sine": lambda: sine(width, waveform["frequency_hz"]),
        "noise": lambda: noise(width, waveform["hold_ms"], waveform["seed"]),
    }[waveform["shape"]]()


def rectangle(start, end, height):
    return [(start, 0.0), (start, height), (end, height), (end, 0.0)]


def sine(width, frequency_hz):
    count = max(math.ceil(width * 1e-3 * frequency_hz * SINE_POINTS), 2)
    points = [(width * k / count, math.sin(math.tau * 1e-3 * frequency_hz * width * k / count)) for k in range(count + 1)]
    return [*points, (width, 0.0)]


def noise(width, hold, seed):
    points = []
    for index in range(math.ceil(width / hold - 1e-9)):
        points += rectangle(index * hold, min((index + 1) * hold, width), gaussian(seed, index))
    return points


def gaussian(seed, index):
    """Normal deviate `index` of `seed`: Box-Muller on two SplitMix64 values (Steele, Lea & Flood, OOPSLA 2014)."""
    mask = (1 << 64) - 1

    def uniform(stream):
        z = (seed * 0xD1342543DE82EF95 + (2 * index + stream + 1) * 0x9E3779B97F4A7C15) & mask
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53 + 2.0**-54

    return math.sqrt(-2 * math.log(uniform(0))) * math.cos(math.tau * uniform(1))


def waveform_points(waveform):
    """Points of a whole waveform, nA."""
    if waveform["shape"] == "train":
        each = [rectangle(start, end, 1.0) for start, end in merged_pulses(waveform)]
    else:
        one = stimulus_points(waveform)
        onsets = [waveform["delay_ms"] + k * waveform["period_ms"] for k in range(waveform["count"])]
        each = [[(onset + t, v) for t, v in one] for onset in onsets]
    return added([(waveform["current_na"], points) for points in each])


def merged_pulses(train):
    """Starts and ends of the pulses of the stimulator, ms: pulses that overlap are one longer pulse."""
    merged = []
    for onset in train["onsets_ms"]:
        end = onset + train["width_ms"]
        if merged and onset <= merged[-1][1]:
            merged[-1][1] = end
        else:
            merged.append([onset, end])
    return merged


def added(parts):
    """The sum of waveforms, given as (factor, points)."""
    parts = [(factor, points) for factor, points in parts if points]
    ordered = sorted(parts, key=lambda part: part[1][0][0])
    if all(a[1][-1][0] < b[1][0][0] for a, b in zip(ordered, ordered[1:])):
        return [(t, factor * v) for factor, points in ordered for t, v in points]
    times = sorted({t for _, points in parts for t, _ in points})

    def at(points, t, after):
        """Value just before or just after `t`."""
        index = (bisect.bisect_right if after else bisect.bisect_left)(points, t, key=lambda point: point[0])
        if index in (0, len(points)):
            return 0.0
        (t0, v0), (t1, v1) = points[index - 1], points[index]
        return v0 + (v1 - v0) * (t - t0) / (t1 - t0)

    return [
        (t, sum(factor * at(points, t, after) for factor, points in parts)) for t in times for after in (False, True)
    ]
