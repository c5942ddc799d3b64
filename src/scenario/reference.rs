//! What can stand in a link, as HTML: the part of `www/links.html` that follows from the table and the limits.

use super::document::{by_fiber, default_for, flat};
use super::{Kind, MAX_ELECTRODES, MAX_LANES, MAX_TEXT_BYTES, Parameter, Part, parameters};

/// The parts of a scenario, with the words above their keys and what stands before a key.
const PARTS: [(Part, &str, &str, &str); 4] = [
    (Part::Lane, "lanes", "Keys of a lane", "a."),
    (Part::Stimulus, "stimulus", "Keys of the stimulus", ""),
    (Part::Electrode, "electrodes", "Keys of an electrode", "e1."),
    (Part::View, "view", "Keys of what is shown", ""),
];

/// Grammar and keys of a link, in HTML.
pub fn link_reference_html() -> String {
    let mut html = format!("<h2 id=\"grammar\">Grammar</h2>\n<pre class=\"grammar\">{}</pre>\n", escaped(&grammar()));
    for (part, id, title, prefix) in PARTS {
        html += &format!("<h2 id=\"{id}\">{title}</h2>\n<div class=\"scroll\"><table class=\"keys\">\n");
        let columns =
            ["key", "unit", "default", "allowed", "meaning"].map(|name| format!("<th scope=\"col\">{name}</th>"));
        html += &format!("<thead><tr>{}</tr></thead>\n<tbody>\n", columns.concat());
        for parameter in parameters().filter(|parameter| parameter.part == part) {
            html += &row(parameter, prefix);
        }
        html += "</tbody>\n</table></div>\n";
    }
    html
}

/// The grammar in extended Backus-Naur form, with the keys of the table by their kind.
fn grammar() -> String {
    let keys = |fits: &dyn Fn(&Parameter) -> bool| {
        let ids: Vec<String> =
            parameters().filter(|parameter| fits(parameter)).map(|parameter| format!("\"{}\"", parameter.id)).collect();
        wrapped(&ids)
    };
    let last = char::from(b'a' + (MAX_LANES - 1) as u8);
    format!(
        "link       = address \"#\" scenario
scenario   = [ pair {{ \"&\" pair }} ]                    (* up to {MAX_TEXT_BYTES} bytes, in any order *)
pair       = \"v=1\"
           | [ lane \".\" ] lane-key \"=\" value
           | electrode \".\" electrode-key \"=\" value
           | shared-key \"=\" value
lane       = \"a\" | … | \"{last}\"
electrode  = \"e1\" | … | \"e{MAX_ELECTRODES}\"

value      = word | number | list | myelin            (* as the key's kind says *)
word       = letter {{ letter }}
number     = [ \"-\" | \"+\" ] ( digits [ \".\" [ digits ] ] | \".\" digits ) [ ( \"e\" | \"E\" ) [ \"-\" | \"+\" ] digits ]
list       = number {{ \",\" number }}
myelin     = stretch {{ \",\" stretch }}
stretch    = digits [ \"-\" digits ] \":\" number           (* internodes, counted from 1: percent that is left *)

lane-key   = {}
electrode-key
           = {}
shared-key = {}

(* of words  *)  {}
(* of lists  *)  {}
(* of myelin *)  {}
(* of numbers: all others *)
",
        keys(&|parameter| parameter.part == Part::Lane),
        keys(&|parameter| parameter.part == Part::Electrode),
        keys(&|parameter| matches!(parameter.part, Part::Stimulus | Part::View)),
        keys(&|parameter| matches!(parameter.kind, Kind::Choice(_))),
        keys(&|parameter| matches!(parameter.kind, Kind::List { .. })),
        keys(&|parameter| parameter.kind == Kind::Myelin),
    )
}

/// Alternatives, in lines that begin below each other.
fn wrapped(alternatives: &[String]) -> String {
    let lines: Vec<String> = alternatives.chunks(7).map(|line| line.join(" | ")).collect();
    lines.join("\n           | ")
}

fn lines(texts: Vec<String>) -> String {
    texts.iter().map(|text| escaped(text)).collect::<Vec<_>>().join("<br>")
}

fn row(parameter: &Parameter, prefix: &str) -> String {
    format!(
        "<tr id=\"key-{id}\"><th scope=\"row\"><code>{prefix}{id}</code></th><td>{unit}</td><td>{default}</td>\
         <td>{allowed}</td><td>{meaning}</td></tr>\n",
        id = parameter.id,
        unit = escaped(parameter.unit),
        default = lines(by_fiber(parameter, |fiber| default_for(parameter, fiber))),
        allowed = lines(by_fiber(parameter, |fiber| parameter.allowed(fiber).to_string())),
        meaning = escaped(&flat(parameter.doc)),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
