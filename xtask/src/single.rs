//! `dist/saltatory.html`: the whole page in one file that runs from disk, for schools that block sites.
//!
//! Its program is bundled with the condition `single`, under which `#files` (package.json) holds the wasm modules and the
//! texts instead of fetching them.

use std::fs;

use anyhow::{Context, Result};

use crate::paths::{in_checkout, in_target};
use crate::process::run_quietly;
use crate::setup::npm_program;

/// What it is called in `dist/`.
pub const FILE: &str = "saltatory.html";
/// How the program is bundled; splitting would make more than one file.
const BUNDLE: [&str; 8] = [
    "www/src/main.js",
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--conditions=single",
    "--loader:.wasm=binary",
    "--log-level=warning",
];

/// Writes it, once `dist/` has the page and its modules.
pub fn write() -> Result<()> {
    let program = in_target("xtask/single.js");
    run_quietly(
        "bundle the single file",
        npm_program("esbuild").args(BUNDLE).arg(format!("--outfile={}", program.display())),
    )?;
    let dist = in_checkout("dist");
    let read =
        |path: &std::path::Path| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    let page = read(&dist.join("index.html"))?;
    let style = format!("<style>\n{}{}</style>", read(&dist.join("style.css"))?, read(&dist.join("later.css"))?);
    let script = format!("<script type=\"module\">\n{}</script>", read(&program)?);
    let icon = read(&dist.join("icon.svg"))?.replace('\n', " ").replace('%', "%25").replace('#', "%23");
    let icon = format!("<link rel=\"icon\" href='data:image/svg+xml,{icon}' />");
    // What names a neighbor in `dist/`, and what stands there instead.
    let parts = [
        ("<link rel=\"icon\"", icon.as_str()),
        ("<link rel=\"stylesheet\"", style.as_str()),
        ("<link rel=\"preload\"", ""),
        ("<link rel=\"modulepreload\"", ""),
        ("<meta property=\"og:image\"", ""),
        ("<script type=\"module\"", script.as_str()),
        ("<img src=\"poster.png\"", ""),
    ];
    let single = assemble(&page, &parts)?;
    fs::write(dist.join(FILE), single).with_context(|| format!("cannot write dist/{FILE}"))
}

/// The page with each line that begins so replaced by the text beside it.
fn assemble(page: &str, parts: &[(&str, &str)]) -> Result<String> {
    let mut lines: Vec<&str> = page.lines().collect();
    for (beginning, instead) in parts {
        let place = lines.iter().position(|line| line.trim_start().starts_with(beginning));
        let place = place.with_context(|| format!("www/index.html has no line that begins with {beginning}"))?;
        lines[place] = instead;
    }
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_replaced_and_missing_ones_noticed() {
        let page = "<head>\n  <link rel=\"icon\" href=\"icon.svg\">\n</head>";
        assert_eq!(assemble(page, &[("<link rel=\"icon\"", "<i>")]).unwrap(), "<head>\n<i>\n</head>\n");
        assert!(assemble(page, &[("<script", "")]).unwrap_err().to_string().contains("<script"));
    }
}
