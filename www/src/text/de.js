// @ts-check
/** Everything that the page says, in German. */

/** @import { Key } from "./text.js" */

/** @type {Partial<Record<Key | `${"parameter" | "choice" | "unit"}.${string}`, string>>} */
export const de = {
  "page.title": "Saltatory: Spikes auf Axonen",
  "page.lead": "Ein Nerv leitet einen Spike im Schritttempo, oder so schnell wie ein Rennwagen.",
  "page.invitation": "Senden Sie einen.",
  "page.sources":
    "Alles, was sich bewegt, ist die Kabelgleichung, gelöst, während Sie zusehen: McIntyre, Richardson & Grill 2002 (mit Myelin), Sundt, Gamper & Jaffe 2015 (C-Faser), Hodgkin & Huxley 1952 (Kalmar), Frankenhaeuser & Huxley 1964 (Frosch). Die Geschwindigkeiten sind die der Kommandozeile und liegen innerhalb eines halben Prozents bei denen von NEURON.",
  "page.cannot-start": "Die Simulation kann nicht beginnen",
  "page.reload": "{reason}. Laden Sie die Seite neu, um es noch einmal zu versuchen.",

  "fiber.mrg": "Mit Myelin",
  "fiber.squid": "Riesenaxon des Kalmars",
  "fiber.frog": "Frosch, mit Myelin",
  "fiber.patch": "Ein Stück Membran",
  "fiber.c": "Nackte C-Faser",
  "fiber.counterpart": "Dasselbe Axon, nackt",

  "membrane.mrg": "Schnürring eines Motoraxons von Säugern",
  "membrane.c": "C-Faser",
  "membrane.squid": "Riesenaxon des Kalmars",
  "membrane.frog": "Schnürring eines Froschs",

  "lane.myelinated": "Faser von {diameter} µm, darin ein Axon von {axon} µm, {celsius} °C",
  "lane.squid": "Axon von {diameter} µm, {celsius} °C",
  "lane.bare": "Axon von {diameter} µm mit der Membran einer C-Faser, {celsius} °C",
  "lane.picture": "{title}, {particulars}. Spike: {progress}.",

  "lane.menu": "Bahn {letter}",
  "lane.duplicate": "Verdoppeln",
  "lane.up": "Nach oben",
  "lane.down": "Nach unten",
  "lane.remove": "Entfernen",
  "lane.add": "Faser hinzufügen",

  "preset.a-alpha": "A-alpha: Motorik, Muskelspindel",
  "preset.a-beta": "A-beta: Berührung",
  "preset.a-delta": "A-delta: heller Schmerz, Kälte",
  "preset.b": "B: vegetativ",
  "preset.c": "C: dumpfer Schmerz, Wärme",
  "preset.squid": "Riesenaxon des Kalmars, 18,5 °C",
  "preset.frog": "Frosch, mit Myelin, 20 °C",
  "preset.note": "{diameter} µm, {velocity}",
  "race.name": "Das Rennen",
  "race.title": "2 m/s bis 121 m/s über 1,8 m, von der Zehe zum Hirn",

  "zoom.title": "Fasern: Pfeiltasten gehen an ihnen entlang, Plus und Minus vergrößern, Pos1 zeigt alles",
  "zoom.in": "Näher",
  "zoom.out": "Weiter weg",
  "zoom.whole": "Alles",
  "zoom.node": "Ein Schnürring",
  "zoom.patch": "Von nahem",
  "zoom.follow": "Folgen",

  "scale.long": "Längen sind {times}-mal größer gezeichnet als Durchmesser{thin}{nodes}.",

  "hint.patch": "Es hat eine einzige Spannung: nichts läuft.",
  "hint.myelinated": "Strom fließt nur an den Schnürringen hinein: der Spike springt.",
  "hint.squid": "Strom fließt überall am Axon hinein.",
  "hint.bare": "Strom fließt überall hinein: der Spike kriecht.",

  "progress.home": "am Ziel nach {ms}",
  "progress.nearly": "fast am Ziel",
  "progress.going": "unterwegs",
  "progress.none": "kein Spike",
  "progress.stopped": "blieb bei {mm} mm stehen",
  "progress.stopped-node": "blieb bei Schnürring {node} stehen, {mm} mm",

  "verdict.myelin": "{ratio}-mal schneller mit Myelin",
  "verdict.other": "{winner}: {ratio}-mal schneller als {loser}",

  "scale.note":
    "Durchmesser haben untereinander einen Maßstab, {times}-mal größer als der der Längen{thin}{nodes}.",
  "scale.thin": "; die dünnsten sind dicker gezeichnet",
  "scale.nodes": "; die Lücken an den Schnürringen, 1 µm lang, sind verbreitert, damit man sie sieht",

  "clock.time": "{ms} ms im Nerv",
  "clock.rate": "1 s hier = {ms} ms dort ({ratio})",
  "clock.real": "Echtzeit",
  "clock.faster": "{times}-mal schneller, seit der erste am Ziel ist",
  "clock.limited": "so langsam, wie dieses Gerät rechnen kann",

  "legend.current": "Strom, der hineinfließt",
  "legend.rest": "Ruhe",

  "action.stimulate": "Reizen",
  "action.play": "Weiter",
  "action.pause": "Anhalten",
  "action.replay": "Noch einmal",
  "action.step": "Schritt",
  "action.reset": "Zurück",
  "action.undo": "Rückgängig",
  "action.redo": "Wiederholen",
  "action.copy": "Link kopieren",
  "action.copied": "Kopiert",
  "action.copy-failed": "Er steht in der Adresszeile",
  "action.help": "Hilfe",
  "action.close": "Schließen",
  "action.sound": "Ton",
  "action.sound-on": "Ein Klick, wo immer ein Spike ankommt",
  "action.sound-off": "Stille",
  "action.language": "Sprache",

  "panels.title": "Arten hinzusehen",
  "panel.spacetime": "Raum und Zeit",
  "panel.traces": "Verläufe",
  "panel.phase": "Phasenebene",
  "panel.experiments": "Messreihen",
  "panel.guide": "Versuche",

  "guide.prediction": "Was erwarten Sie?",
  "guide.run": "Ausprobieren",
  "guide.right": "Wie Sie es erwartet haben.",
  "guide.wrong": "Anders, als Sie es erwartet haben.",
  "guide.unreadable": "Die Versuche lassen sich nicht lesen: {reason}",

  "figure.title": "Simulation",
  "controls.title": "Einstellungen",
  "controls.shared": "Reiz und Uhr",
  "controls.more": "Mehr",
  "controls.default": "{label}: Vorgabe",
  "controls.slider": "{label}, Regler",
  "controls.auto": "auto",
  "controls.automatic": "automatisch",
  "controls.strength": "= {list} nA",
  "controls.and": " und ",
  "controls.add-electrode": "Elektrode hinzufügen",
  "controls.electrode": "Elektrode {number}",
  "controls.remove": "Entfernen",

  "notice.title": "Hinweise zu diesem Link",
  "notice.given": "{given} gegeben, erlaubt: {allowed}; {instead}.",
  "notice.nothing": "nichts",
  "notice.no-pulse": "kein Reiz kam hinzu",

  "action.share": "Teilen",
  "action.copy-text": "Kopieren",

  "share.title": "Weitergeben",
  "share.link": "Link",
  "share.code": "Derselbe Link, für die Kamera eines Telefons",
  "share.too-long":
    "Der Link ist zu lang für einen Code, den eine Kamera liest: sichern Sie stattdessen eine Datei.",
  "share.embed": "In Ihrer eigenen Seite",
  "share.element": "Als Element",
  "share.frame": "Als Rahmen, wo keine Skripte erlaubt sind",
  "share.words": "Ein berechneter Spike auf einem Axon",
  "share.file": "Als Datei",
  "share.save": "Dieses Szenario sichern",
  "share.open": "Ein Szenario öffnen:",
  "share.no-scenario": "{name} ist zu lang für ein Szenario; nichts wurde geändert",

  "help.title": "Wie das hier geht",
  "help.about":
    "Jedes Bild hier wird berechnet, während Sie zusehen: die Kabelgleichung einer Nervenfaser mit den Ionenkanälen ihrer Membran, gelöst in Schritten von einigen tausendstel Millisekunden. Nichts ist eine Aufnahme, und alles lässt sich ändern.",
  "help.picture": "Das Bild",
  "help.picture-profile":
    "Die Kurve über jedem Axon ist die Spannung an jeder Stelle. Ein Spike ist der Hügel, der nach rechts läuft.",
  "help.picture-axon":
    "Die Dicke des Axons ist maßstäblich; seine Farbe ist dieselbe Spannung. Helle Hüllen sind Myelin, die Lücken dazwischen die Schnürringe.",
  "help.picture-current":
    "Pfeile und Bänder zeigen, wo Natriumstrom hineinfließt: er ist es, der den Spike weiterträgt.",
  "help.picture-clock":
    "Die Zeit ist gedehnt, und die Uhr sagt, um wie viel. Sie geht schneller, sobald der erste Spike am Ziel ist, damit niemand lange auf den langsamen wartet.",
  "help.keys": "Tasten",
  "help.key-tab": "von einem Bedienelement zum nächsten",
  "help.key-press": "drückt die Taste, die ausgewählt ist",
  "help.key-arrows": "bewegen Regler, Reiter oder Marken, die ausgewählt sind",
  "help.key-undo": "nimmt die letzte Änderung zurück",
  "help.key-redo": "macht sie noch einmal",
  "help.key-escape": "schließt dieses Fenster",
  "help.share": "Weitergeben",
  "help.share-text":
    "Die Adresse der Seite enthält alles, was Sie eingestellt haben. Wer sie öffnet, sieht dieselbe Simulation, heute und später.",

  "parameter.fiber": "Faser",
  "parameter.membrane": "Membran",
  "parameter.diameter": "Durchmesser",
  "parameter.length": "Länge",
  "parameter.celsius": "Temperatur",
  "parameter.amplitude": "Reizstrom",
  "parameter.duration": "Reizdauer",
  "parameter.strength": "Reizstärke",
  "parameter.slow": "Zeitlupe",
  "parameter.show": "Spannung",
  "parameter.leak": "Leckleitfähigkeit",
  "parameter.capacitance": "Kapazität",
  "parameter.internode": "Internodium",
  "parameter.lamellae": "Lamellen",
  "parameter.myelin": "Myelin",

  "choice.fiber.mrg": "Mit Myelin (MRG 2002)",
  "choice.fiber.c": "C-Faser (Sundt 2015)",
  "choice.fiber.squid": "Kalmar (Hodgkin-Huxley 1952)",
  "choice.fiber.frog": "Frosch (Frankenhaeuser-Huxley 1964)",
  "choice.fiber.patch": "Ein Stück Membran",
  "choice.show.internal": "Im Axon",
  "choice.show.transmembrane": "Über der Membran",

  "unit.x threshold": "× Schwelle",
  "unit.x": "× langsamer",
};
