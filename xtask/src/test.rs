//! `cargo xtask test`: every check and test, the quick ones first.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::package;
use crate::paths::in_checkout;
use crate::process::{cargo, run_aloud, seconds};
use crate::setup::{self, Packages, npm_program};
use crate::site;

/// How long wasm-bindgen's test runner waits for the tests in the browser, in seconds.
const BROWSER_TIMEOUT: &str = "300";
/// After how many milliseconds Node takes a test for one that hangs. The longest, all pictures of the page, needs a quarter of it on a
/// busy machine.
const HANGING: &str = "--test-timeout=900000";
/// The target and features of the engine in the browser.
const IN_WASM: [&str; 3] = ["--target", setup::WASM, "--no-default-features"];

#[derive(Args)]
pub struct Options {
    /// Runs this step only; may be given several times
    #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(STEPS.map(|step| step.name)))]
    only: Vec<String>,

    /// Also opens the page in a second browser
    #[arg(long)]
    all: bool,
}

/// The step that only `--all` or its name asks for.
const SECOND_BROWSER: &str = "firefox";
/// The step that is left out where what it needs is missing and nobody asked for it.
const BLOG: &str = "jekyll";

/// Something that can fail, under a name of its own.
struct Step {
    name: &'static str,
    what: &'static str,
    /// Installs what the step needs. Done for all steps before the first, so that what is missing is known early.
    set_up: fn() -> Result<()>,
    run: fn() -> Result<()>,
}

const STEPS: [Step; 13] = [
    Step { name: "fmt", what: "Rust formatting", set_up: nothing, run: fmt },
    Step { name: "clippy", what: "clippy on the host", set_up: nothing, run: clippy },
    Step { name: "clippy-wasm", what: "clippy on wasm32", set_up: setup::wasm_target, run: clippy_wasm },
    Step { name: "doc", what: "documentation of the engine", set_up: nothing, run: doc },
    Step { name: "native", what: "Rust tests on the host", set_up: nothing, run: native },
    Step { name: "wasm", what: "Rust tests in Chromium", set_up: wasm_tools, run: wasm },
    Step { name: "build", what: "build of dist/", set_up: site_tools, run: build },
    Step { name: "biome", what: "Biome", set_up: all_packages, run: biome },
    Step { name: "types", what: "types of the JavaScript", set_up: site_tools, run: types },
    Step { name: "node", what: "JavaScript tests in Node", set_up: site_tools, run: node },
    Step { name: "browser", what: "the page in Chromium", set_up: browser_tools, run: browser },
    Step { name: BLOG, what: "figures in a Jekyll blog", set_up: blog_tools, run: blog },
    Step { name: SECOND_BROWSER, what: "the page in Firefox", set_up: firefox_tools, run: firefox },
];

/// Runs the steps in their order and stops at the first that fails.
pub fn run(options: &Options) -> Result<()> {
    let wanted = |step: &&Step| match options.only.as_slice() {
        [] if options.all => true,
        [] => step.name != SECOND_BROWSER && (step.name != BLOG || setup::jekyll_soon()),
        only => only.iter().any(|name| name == step.name),
    };
    let steps: Vec<_> = STEPS.iter().filter(wanted).collect();
    for step in &steps {
        (step.set_up)()?;
    }
    for (index, step) in steps.iter().enumerate() {
        eprintln!("\n── {} of {}: {} ({})", index + 1, steps.len(), step.what, step.name);
        let started = Instant::now();
        (step.run)()?;
        // The last word belongs to the last test runner: its summary, which has the time in it.
        if !["browser", BLOG, SECOND_BROWSER].contains(&step.name) {
            eprintln!("{}: {}", step.what, seconds(started.elapsed()));
        }
    }
    Ok(())
}

fn nothing() -> Result<()> {
    Ok(())
}

fn all_packages() -> Result<()> {
    setup::npm_packages(Packages::All)
}

fn site_tools() -> Result<()> {
    all_packages()?;
    setup::wasm_target()?;
    setup::bindings_generator().map(drop)
}

fn wasm_tools() -> Result<()> {
    setup::wasm_target()?;
    setup::chromium()?;
    setup::test_runner().map(drop)
}

fn browser_tools() -> Result<()> {
    site_tools()?;
    setup::chromium().map(drop)
}

fn blog_tools() -> Result<()> {
    browser_tools()?;
    setup::jekyll()
}

fn firefox_tools() -> Result<()> {
    site_tools()?;
    setup::firefox().map(drop)
}

fn fmt() -> Result<()> {
    run_cargo("cargo fmt", cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    run_cargo("clippy", cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm() -> Result<()> {
    let mut command = cargo();
    command.args(["clippy", "--lib", "--test", "web"]).args(IN_WASM).args(["--", "-D", "warnings"]);
    run_cargo("clippy for wasm32", &mut command)?;
    let mut figure = cargo();
    figure.args(["clippy", "--lib"]).args(IN_WASM).args(["--", "-D", "warnings", "--cfg", "figure"]);
    run_cargo("clippy for the engine of a figure", &mut figure)?;
    let mut command = cargo();
    command.args(["clippy", "--lib", "--features", "lab"]).args(IN_WASM).args(["--", "-D", "warnings"]);
    run_cargo("clippy of the experiments for wasm32", &mut command)
}

fn doc() -> Result<()> {
    run_cargo("cargo doc", cargo().args(["doc", "--no-deps", "--lib"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn native() -> Result<()> {
    run_cargo("cargo test", cargo().args(["test", "--workspace"]))
}

fn wasm() -> Result<()> {
    let mut command = cargo();
    command
        .args(["test", "--test", "web"])
        .args(IN_WASM)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", setup::test_runner()?)
        .env("CHROMEDRIVER", setup::chromium()?.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_TIMEOUT);
    run_cargo("cargo test for wasm32", &mut command)
}

fn build() -> Result<()> {
    site::build()?;
    site::print_sizes()
}

fn biome() -> Result<()> {
    // Left to itself it colors every letter, also in a log.
    let colors = if io::stdout().is_terminal() { "--colors=force" } else { "--colors=off" };
    run_aloud("biome", npm_program("biome").args(["ci", "--error-on-warnings", colors]))
}

fn types() -> Result<()> {
    site::bindings()?;
    run_aloud("tsc", &mut npm_program("tsc"))?;
    // The figure's modules with its own engine under them: it lacks nothing that they ask for.
    run_aloud("tsc for the figure", npm_program("tsc").args(["-p", "tsconfig.figure.json"]))
}

fn node() -> Result<()> {
    site::bindings()?;
    run_aloud("node --test", &mut node_tests("www/test")?)
}

fn browser() -> Result<()> {
    package::make()?;
    let chromium = setup::chromium()?;
    run_aloud("node --test", node_tests("tests/browser")?.env("CHROME", chromium.browser))
}

fn blog() -> Result<()> {
    site::build()?;
    let chromium = setup::chromium()?;
    run_aloud("node --test", node_tests("tests/jekyll")?.env("CHROME", chromium.browser))
}

fn firefox() -> Result<()> {
    site::build()?;
    run_aloud("node --test", node_tests("tests/firefox")?.env("FIREFOX", setup::firefox()?))
}

fn run_cargo(what: &str, command: &mut Command) -> Result<()> {
    run_aloud(what, command.current_dir(in_checkout("")))
}

/// Node's test runner on the `*.test.js` of a directory. They are named one by one: Node 20 knows no patterns.
fn node_tests(directory: &str) -> Result<Command> {
    let listed = fs::read_dir(in_checkout(directory)).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = listed.filter(|path| path.to_string_lossy().ends_with(".test.js")).collect();
    if files.is_empty() {
        bail!("{directory}/ has no *.test.js");
    }
    files.sort();
    let mut command = Command::new("node");
    // One file at a time: what is measured in one page must not suffer from another.
    command.args(["--test", "--test-concurrency=1", HANGING]).args(files).current_dir(in_checkout(""));
    Ok(command)
}
