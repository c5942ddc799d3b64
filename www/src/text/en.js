// @ts-check
import { figure, rare } from "./en-figure.js";

/**
 * What a first visit says, in English; `en-later.js` has the rest. Other languages have the same keys; what one lacks is said in English.
 *
 * `{name}` stands for a value. Labels of parameters come from the engine's table, and are overridden by `parameter.<id>`.
 */
export const en = {
  ...figure,
  ...rare,

  "hint.patch": "It has one voltage: nothing travels.",
  "hint.myelinated": "Current enters only at the nodes: the spike jumps.",
  "hint.squid": "Current enters everywhere along the axon.",
  "hint.bare": "Current enters everywhere: the spike crawls.",

  "scale.note": "Diameters are drawn to one scale, {times} times larger than lengths{thin}{nodes}.",
  "scale.thin": "; the thinnest are drawn thicker",
  "scale.nodes": "; the gaps at the nodes, 1 µm long, are widened to be seen",

  "legend.current": "current flowing in",
  "legend.rest": "rest",
  "legend.full": "+100 mV",

  "page.title": "Saltatory: spikes on axons",
  "page.cannot-start": "The simulation cannot start",
  "page.missing": "This part of the page could not be loaded. Try again when there is a network.",
  "page.again": "Try again",
  "page.reload": "{reason}. Reload the page to try again.",

  "lane.menu": "Lane {letter}",
  "lane.duplicate": "Duplicate",
  "lane.up": "Move up",
  "lane.down": "Move down",
  "lane.remove": "Remove",
  "lane.add": "Add a fiber",
  "lane.full": "Six is the most: remove one first.",

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
  "zoom.tools": "Part that is seen",

  "time.title": "Time line",
  "time.rest": "At {ms}: {summary}",
  "time.busy": "on the way to {ms}",

  channels: "Na⁺ channels {na} % open, {naFlow} · K⁺ channels {k} % open, {kFlow}",
  "channels.in": "{pa} pA/µm² in",
  "channels.out": "{pa} pA/µm² out",

  "speed.title": "How fast is that?",
  "speed.about": "like {name}",
  "speed.times": "{ratio} × {name}",
  "speed.tortoise": "a tortoise",
  "speed.crawling": "a crawling infant",
  "speed.walking": "walking",
  "speed.jogging": "jogging",
  "speed.cycling": "cycling",
  "speed.sprinting": "a sprinter",
  "speed.town": "a car in town",
  "speed.motorway": "a car on a motorway",
  "speed.train": "a fast train",
  "speed.racing": "a racing car",

  "order.1": "1st",
  "order.2": "2nd",
  "order.3": "3rd",
  "order.4": "4th",
  "order.5": "5th",
  "order.6": "6th",
  "order.home": "{place}, {text}",

  "scale.long": "Lengths are drawn {times} times larger than diameters{thin}{nodes}.",
  "scale.close":
    "Lengths are true; thicknesses are not. Each channel stands for thousands: as many are open as the gates say.",

  "clock.preparing": "finding out what this fiber can do",

  "action.copied": "Copied",
  "action.copy-failed": "It is in the address bar",

  "panels.title": "Ways to look",
  "panel.spacetime": "Space and time",
  "panel.traces": "Traces",
  "panel.phase": "Phase plane",
  "panel.experiments": "Experiments",
  "panel.guide": "Guide",

  "picture.role": "picture with a cursor: arrow keys move it",
  "spacetime.caption":
    "Position across, as above; time down. The slope is the velocity: the flatter, the faster.",
  "spacetime.steps": "Steps are jumps from node to node.",
  "spacetime.common": "One time for all",
  "spacetime.picture": "{title}: voltage over place and time",
  "spacetime.span": "its own time: {from} to {to} ms from top to bottom",
  "spacetime.span-common": "{from} to {to} ms from top to bottom",

  "save.title": "Save",
  "save.of": "Save: {what}",
  "save.png": "Picture (PNG)",
  "save.svg": "Picture (SVG)",
  "save.csv": "Table (CSV)",
  "save.video": "A video of a run",
  "save.page": "The whole page, in one file",

  "hide.show": "Show everything",

  "controls.shared": "Stimulus and clock",
  "controls.more": "More",
  "controls.default": "{label}: default",
  "unit.slower": "× slower",
  "controls.slider": "{label}, slider",
  "controls.auto": "auto",
  "controls.automatic": "automatic",
  "controls.strength": "= {list} nA",
  "controls.and": " and ",
  "controls.add-electrode": "Add an electrode",
  "controls.electrode": "Electrode {number}",
  "controls.remove": "Remove",
  "controls.remove-electrode": "Remove electrode {number}",

  "touch.lane": ", lane {letter}",
  "touch.stimulator": "Fire at the left end{lane}",
  "touch.stimulator-title": "Press to send a spike from here, in all fibers",
  "touch.electrode": "Electrode {number}{lane}; Enter fires it, Delete takes it away",
  "touch.probe": "Probe {number}{lane}; Delete takes it away",
  "touch.place": "{mm} mm",
  "touch.add-electrode": "+ Electrode",
  "touch.add-electrode-title":
    "An electrode that fires now; so does pressing twice on a fiber, or holding a finger on it",
  "touch.add-probe": "+ Probe",
  "touch.add-probe-title": "One more place to be recorded",
  "touch.changed": "{text}, changed on the way",
  "touch.changed-title":
    "It was changed while its spike was on the way. Replay runs what the link says from the start.",

  "brush.title": "Myelin brush: draw over internodes",
  "brush.help":
    "Then draw over the internodes, or move the frame along them with the arrow keys and press Space",
  "brush.strip": "Strip myelin",
  "brush.left": "to",
  "brush.amount": "Myelin that is left, %",
  "brush.restore": "Restore",
  "brush.cursor": "Internode{lane}; Space strips or restores it",
  "brush.internode": "internode {number} of {count}, {percent} % of its myelin",

  "drug.label": "Drug",
  "drug.none": "none",

  "figure.title": "Simulation",
  "notice.number": "a number from {min} to {max} {unit}",
  "notice.kept": "{value} is still used",

  "why.inexcitable": "Why it failed: no pulse makes this fiber conduct.",
  "why.weak": "Why it failed: the pulse of {given} nA is below the threshold of {threshold} nA.",
  "why.start": "Why it failed: the stimulated end did not fire.",
  "why.place": "Why it failed: the spike died out behind {mm} mm.",
  "why.node":
    "Why it failed: node {node} was reached but did not fire. Its safety factor was {factor}, and {usual} at the nodes before it: too little of the current came through.",
};
