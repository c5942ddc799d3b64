// @ts-check
/** What the lanes, their clock and their buttons say, in English: all that a figure in somebody's text needs. */
export const figure = {
  "fiber.mrg": "With myelin",
  "fiber.squid": "Squid giant axon",
  "fiber.c": "Bare C fiber",
  "fiber.counterpart": "The same axon, bare",
  "fiber.lettered": "{name} ({letter})",

  "lane.myelinated": "{diameter} µm fiber, {axon} µm axon inside, {celsius} °C",
  "lane.squid": "{diameter} µm axon, {celsius} °C",
  "lane.bare": "{diameter} µm axon with a C fiber’s membrane, {celsius} °C",
  "lane.picture": "{title}, {particulars}. Spike: {progress}.",

  "progress.home": "home after {ms}",
  "progress.nearly": "nearly home",
  "progress.going": "on its way",
  "progress.none": "no spike",
  "progress.stopped": "stopped at {mm} mm",
  "progress.stopped-node": "stopped at node {node}, {mm} mm",

  "verdict.myelin": "{ratio} times faster with myelin",
  "verdict.other": "{winner}: {ratio} times faster than {loser}",

  "clock.time": "{ms} ms of nerve",
  "clock.rate": "1 s here = {ms} ms there ({ratio})",
  "clock.real": "real time",
  "clock.faster": "{times} times faster since the first is home",
  "clock.limited": "slowed by this machine",

  "action.stimulate": "Stimulate",
  "action.play": "Play",
  "action.pause": "Pause",
  "action.replay": "Replay",

  "notice.no-pulse": "no pulse was added",

  "figure.cannot": "This figure cannot be computed here",
};

/** And what they say of scenarios that the small engine does not take: it comes with the whole one. */
export const rare = {
  "fiber.frog": "Frog, with myelin",
  "fiber.patch": "Patch of membrane",
  "membrane.mrg": "node of a mammalian motor axon",
  "membrane.c": "C fiber",
  "membrane.squid": "squid giant axon",
  "membrane.frog": "node of a frog",
  "lane.patch": "{membrane}, {celsius} °C",
  "notice.given": "{given} given, allowed: {allowed}; {instead}.",
  "notice.nothing": "nothing",
};
