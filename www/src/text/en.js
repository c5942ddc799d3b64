// @ts-check
/**
 * Everything that the page says, in English. Other languages have the same keys; what one lacks is said in English.
 *
 * `{name}` stands for a value. Labels of parameters come from the engine's table, and are overridden by `parameter.<id>`.
 */
export const en = {
  "page.title": "Saltatory: spikes on axons",
  "page.lead": "A nerve carries a spike at walking pace, or as fast as a racing car.",
  "page.invitation": "Press to send one.",
  "page.sources":
    "Everything that moves is the cable equation, solved as you watch: McIntyre, Richardson & Grill 2002 (myelinated), Sundt, Gamper & Jaffe 2015 (C fiber), Hodgkin & Huxley 1952 (squid), Frankenhaeuser & Huxley 1964 (frog). Velocities are those of the command line, and within half a percent of NEURON’s.",
  "page.cannot-start": "The simulation cannot start",
  "page.reload": "{reason}. Reload the page to try again.",

  "fiber.mrg": "With myelin",
  "fiber.squid": "Squid giant axon",
  "fiber.frog": "Frog, with myelin",
  "fiber.patch": "Patch of membrane",
  "fiber.c": "Bare C fiber",
  "fiber.counterpart": "The same axon, bare",
  "fiber.lettered": "{name} ({letter})",

  "membrane.mrg": "node of a mammalian motor axon",
  "membrane.c": "C fiber",
  "membrane.squid": "squid giant axon",
  "membrane.frog": "node of a frog",

  "lane.patch": "{membrane}, {celsius} °C",
  "lane.myelinated": "{diameter} µm fiber, {axon} µm axon inside, {celsius} °C",
  "lane.squid": "{diameter} µm axon, {celsius} °C",
  "lane.bare": "{diameter} µm axon with a C fiber’s membrane, {celsius} °C",
  "lane.picture": "{title}, {particulars}. Spike: {progress}.",

  "lane.menu": "Lane {letter}",
  "lane.duplicate": "Duplicate",
  "lane.up": "Move up",
  "lane.down": "Move down",
  "lane.remove": "Remove",
  "lane.add": "Add a fiber",

  "preset.a-alpha": "A-alpha: motor, muscle spindle",
  "preset.a-beta": "A-beta: touch",
  "preset.a-delta": "A-delta: sharp pain, cold",
  "preset.b": "B: autonomic",
  "preset.c": "C: dull pain, warmth",
  "preset.squid": "Squid giant axon, 18.5 °C",
  "preset.frog": "Frog, with myelin, 20 °C",
  "preset.note": "{diameter} µm, {velocity}",
  "race.name": "The race",
  "race.title": "2 m/s to 121 m/s over 1.8 m, from toe to brain",

  "zoom.title": "Fibers: arrow keys move along them, plus and minus zoom, Home shows the whole",
  "zoom.in": "Zoom in",
  "zoom.out": "Zoom out",
  "zoom.whole": "Whole",
  "zoom.node": "One node",
  "zoom.patch": "Close-up",
  "zoom.follow": "Follow",

  "time.title": "Time line",
  "time.busy": "on the way to {ms}",

  "order.1": "1st",
  "order.2": "2nd",
  "order.3": "3rd",
  "order.4": "4th",
  "order.5": "5th",
  "order.6": "6th",
  "order.home": "{place}, {text}",

  "hint.patch": "It has one voltage: nothing travels.",
  "hint.myelinated": "Current enters only at the nodes: the spike jumps.",
  "hint.squid": "Current enters everywhere along the axon.",
  "hint.bare": "Current enters everywhere: the spike crawls.",

  "progress.home": "home after {ms}",
  "progress.nearly": "nearly home",
  "progress.going": "on its way",
  "progress.none": "no spike",
  "progress.stopped": "stopped at {mm} mm",
  "progress.stopped-node": "stopped at node {node}, {mm} mm",

  "verdict.myelin": "{ratio} times faster with myelin",
  "verdict.other": "{winner}: {ratio} times faster than {loser}",

  "scale.note": "Diameters are drawn to one scale, {times} times larger than lengths{thin}{nodes}.",
  "scale.long": "Lengths are drawn {times} times larger than diameters{thin}{nodes}.",
  "scale.thin": "; the thinnest are drawn thicker",
  "scale.nodes": "; the gaps at the nodes, 1 µm long, are widened to be seen",

  "clock.time": "{ms} ms of nerve",
  "clock.rate": "1 s here = {ms} ms there ({ratio})",
  "clock.real": "real time",
  "clock.faster": "{times} times faster since the first is home",
  "clock.limited": "slowed to what this machine can compute",

  "legend.current": "current flowing in",
  "legend.rest": "rest",
  "legend.full": "+100 mV",

  "action.stimulate": "Stimulate",
  "action.play": "Play",
  "action.pause": "Pause",
  "action.replay": "Replay",
  "action.step": "Step",
  "action.reset": "Reset",
  "action.undo": "Undo",
  "action.redo": "Redo",
  "action.copy": "Copy link",
  "action.copied": "Copied",
  "action.copy-failed": "It is in the address bar",

  "panels.title": "Ways to look",
  "panel.spacetime": "Space and time",
  "panel.traces": "Traces",
  "panel.phase": "Phase plane",
  "panel.experiments": "Experiments",
  "panel.guide": "Guide",

  "action.help": "Help",
  "action.close": "Close",
  "action.sound": "Sound",
  "action.sound-on": "Hear a click wherever a spike arrives",
  "action.sound-off": "Silence",
  "action.language": "Language",

  "action.share": "Share",
  "action.copy-text": "Copy",

  "share.title": "Pass it on",
  "share.link": "Link",
  "share.code": "The same link, for a phone’s camera",
  "share.too-long": "The link is too long for a code that a camera reads: save a file instead.",
  "share.embed": "In your own page",
  "share.element": "As an element",
  "share.frame": "As a frame, where scripts are not allowed",
  "share.words": "A spike on an axon, computed",
  "share.file": "As a file",
  "share.save": "Save this scenario",
  "share.open": "Open a scenario:",
  "share.no-scenario": "{name} is too long to be a scenario; nothing was changed",

  "help.title": "How this works",
  "help.about":
    "Every picture here is computed while you watch: the cable equation of a nerve fiber, with the ion channels of its membrane, solved in steps of a few thousandths of a millisecond. Nothing is a recording, and everything can be changed.",
  "help.picture": "The picture",
  "help.picture-profile":
    "The curve above each axon is the voltage along it. A spike is the hill that runs to the right.",
  "help.picture-axon":
    "The axon is drawn to scale across; its color is the same voltage. Light sheaths are myelin, the gaps between them the nodes.",
  "help.picture-current":
    "Arrows and ribbons show where sodium current flows in: that is what carries the spike on.",
  "help.picture-clock":
    "Time is slowed, and the clock says by how much. It goes faster once the first spike is home, so that nobody waits long for the slow one.",
  "help.keys": "Keys",
  "help.key-tab": "from one control to the next",
  "help.key-press": "presses the button that has the focus",
  "help.key-arrows": "move the slider, tab or mark that has the focus",
  "help.key-undo": "takes the last change back",
  "help.key-redo": "makes it again",
  "help.key-escape": "closes this",
  "help.share": "Passing it on",
  "help.share-text":
    "The address of the page holds everything that you have set. Whoever opens it sees the same simulation, today and later.",

  "controls.shared": "Stimulus and clock",
  "controls.more": "More",
  "controls.default": "{label}: default",
  "controls.slider": "{label}, slider",
  "controls.auto": "auto",
  "controls.automatic": "automatic",
  "controls.strength": "= {list} nA",
  "controls.and": " and ",
  "controls.add-electrode": "Add an electrode",
  "controls.electrode": "Electrode {number}",
  "controls.remove": "Remove",

  "guide.prediction": "What do you expect?",
  "guide.run": "Try it",
  "guide.right": "As you expected.",
  "guide.wrong": "Not as you expected.",
  "guide.unreadable": "The guide cannot be read: {reason}",

  "figure.title": "Simulation",
  "controls.title": "Parameters",
  "notice.title": "Notes on this link",
  "notice.given": "{given} given, allowed: {allowed}; {instead}.",
  "notice.nothing": "nothing",
  "notice.no-pulse": "no pulse was added",
};
