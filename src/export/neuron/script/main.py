def extrapolated(coarse, fine, ratio):
    """Numbers of two grids, whose squared spacings have this ratio, taken to the limit of no spacing."""
    limit = dict(fine)
    for key, value in fine.items():
        if isinstance(value, float) and isinstance(coarse[key], float):
            limit[key] = value + (value - coarse[key]) / (ratio - 1)
    return limit


def measured(lane):
    """A lane's measurement, and how it was computed."""
    fiber = build(lane, fine=True)
    recording = run(lane, fiber)
    result = measure(lane, fiber, recording)
    compartments = len(fiber.segments)
    numerics = {"method": f"{method(lane)}, variable step and order", "tolerance_mv": recording.tolerance}
    numerics |= {"steps": len(recording.times), "grid": "of the model"}
    if lane["structure"]["kind"] == "cable":
        del fiber
        coarser = build(lane, fine=False)
        coarse = measure(lane, coarser, run(lane, coarser))
        numerics["grid"] = f"{len(coarser.segments)} and {compartments} segments, extrapolated to none"
        if coarse["spikes"] == result["spikes"]:
            result = extrapolated(coarse, result, (compartments / len(coarser.segments)) ** 2)
    return {**lane["report"], **result, "dt_ms": None, "compartments": compartments, "numerics": numerics}


CONDUCTED_MV = 30.0  # rise at 75 % of the stretch that is no passive spread


def threshold_na(lane):
    """Smallest pulse into the end that a spike at 75 % of a stretch of the fiber follows, nA."""
    stretch = lane["stretch"]
    lane = {**lane, **stretch, "structure": {**lane["structure"], **stretch["structure"]}}
    return smallest_factor(lane) * lane["electrodes"][0]["waveform"]["current_na"]


def smallest_factor(lane):
    """Smallest factor on all currents with which a spike reaches 75 % of the length, by bisection to 0.1 %."""
    fiber = build(lane, fine=True)
    site = quarter_sites(fiber)[2]
    conducted_mv = lane["membrane"]["start_mv"] + CONDUCTED_MV

    def conducts(scale):
        recording = run(lane, fiber, scale, stop=lambda: fiber.segments[site].v > conducted_mv)
        return max(recording.volts[2]) > conducted_mv

    low, high = 0.9, 1.1
    while conducts(low):
        low, high = low / 1.5, low
    while not conducts(high):
        low, high = high, high * 1.5
    while high - low > 1e-3 * high:
        middle = math.sqrt(low * high)
        if conducts(middle):
            high = middle
        else:
            low = middle
    return high


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threshold", action="store_true", help="also find each lane's threshold, by a dozen runs more")
    parser.add_argument(
        "--factor", action="store_true", help="also find the smallest factor on all currents with which a spike reaches 75 %%"
    )
    parser.add_argument("--keep", metavar="DIR", help="keep the compiled mechanisms below DIR and use them again")
    parser.add_argument("--output", metavar="FILE", help="write there, a line a lane, instead of printing")
    options = parser.parse_args()
    compile_mechanisms(MECHANISMS, options.keep)
    lanes = []
    for lane in SCENARIO["lanes"]:
        h.celsius = lane["report"]["celsius"]
        result = measured(lane)
        result["threshold_na"] = threshold_na(lane) if options.threshold and lane["stretch"] else None
        if options.factor:
            result["smallest_factor"] = smallest_factor(lane)
        lanes.append(result)
    report = {"scenario": SCENARIO["scenario"], "simulator": f"NEURON {neuron.__version__}", "lanes": lanes}
    if options.output:
        pathlib.Path(options.output).write_text(one_lane_a_line(report))
    else:
        print(json.dumps(report, indent=2))


def one_lane_a_line(report):
    """JSON that is short to read and to compare: numbers to nine digits."""
    rounded = [{key: float(f"{v:.9g}") if isinstance(v, float) else v for key, v in lane.items()} for lane in report["lanes"]]
    lanes = ",\n".join("  " + json.dumps(lane) for lane in rounded)
    head = ", ".join(f"{json.dumps(key)}: {json.dumps(report[key])}" for key in ("scenario", "simulator"))
    return "{" + head + ', "lanes": [\n' + lanes + "\n]}\n"


main()
