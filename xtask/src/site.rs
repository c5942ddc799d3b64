//! Building the static site: Rust to wasm, its JavaScript side, the page.
//!
//! The rule that maps `www/` to `dist/`:
//!
//! - `www/src/` holds sources. Each of [`ENTRIES`] is bundled and minified into a file of the same name in `dist/`.
//! - `www/pkg/` is generated (bindings and their types), `www/test/` is for Node; neither is published.
//! - everything else in `www/` is copied as it is, and names its neighbours as they are called in `dist/`, relatively:
//!   `<script type="module" src="main.js">`. So the site works below any path.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::address::Address;
use crate::checksums;
use crate::paths::{in_checkout, in_target};
use crate::process::{cargo, run_quietly};
use crate::server::Site;
use crate::setup::{self, Packages, npm_program};
use crate::single;
use crate::stamp::{Fingerprint, Stamp, files_below};

/// What is bundled, and so begins a graph of imports.
const ENTRIES: [&str; 3] = ["main.js", "style.css", "later.css"];
/// And by itself, because what it shared with the page would be a file of its own.
const WORKER: &str = "www/src/lab/worker.js";
/// How they are bundled. What only some visitors look at is split off and loaded when they do; it lies beside the engine,
/// which is found from there.
const BUNDLE: [&str; 8] = [
    "--bundle",
    "--minify",
    "--format=esm",
    "--splitting",
    "--chunk-names=part-[hash]",
    "--target=es2022",
    "--outdir=dist",
    "--log-level=warning",
];
/// Directories of `www/` that are not copied.
const UNPUBLISHED: [&str; 3] = ["src", "pkg", "test"];
/// The profile that the modules are compiled by, and its directory.
const PROFILE: &str = "web";
/// How wasm-opt optimizes them. The linker puts the stack first, which grows downwards, and the data behind it (`--stack-first`): the
/// lowest KiB is the last of the stack, and nobody comes so near to its end.
const OPTIMIZATION: [&str; 3] = ["-Oz", "--converge", "--low-memory-unused"];
/// A wasm module made of the engine.
struct Module {
    /// What its bindings are called in `www/pkg/`.
    name: &'static str,
    /// What it is, for whoever waits for it.
    what: &'static str,
    /// What cargo compiles it with, beside what is the same for all.
    arguments: &'static [&'static str],
    /// As the generated bindings and `dist/` call it.
    file: &'static str,
}

/// The engine of the page.
const ENGINE: Module = Module { name: "saltatory", what: "engine", arguments: &[], file: "saltatory_bg.wasm" };
/// The experiments, which are loaded when they are opened.
const LAB: Module = Module {
    name: "saltatory_lab",
    what: "experiments",
    arguments: &["--features", "lab"],
    file: "saltatory_lab_bg.wasm",
};
/// The small engine of a figure in somebody's text: `src/figure.rs`.
const FIGURE: Module = Module { name: "figure", what: "engine of a figure", arguments: &[], file: "figure_bg.wasm" };
/// What is given to the compiler itself.
const FIGURE_FLAGS: [&str; 3] = ["--", "--cfg", "figure"];
const MODULES: [Module; 3] = [ENGINE, LAB, FIGURE];
/// Before that, for a figure's: its control flow is found anew, which makes less of it.
const FIGURE_FLOW: [&str; 3] = ["-Oz", "--flatten", "--rereloop"];
/// What makes it smaller still when it is sent: functions that are called often come first.
const FIGURE_OPTIMIZATION: [&str; 1] = ["--reorder-functions"];
/// What only tools read.
const STRIPPED: [&str; 2] = ["--strip-target-features", "--strip-producers"];
/// Takes out of those of the page and of a figure what nobody hears.
const HUSH: &str = "xtask/hush.js";
/// And out of the page's what writes by formats, of which a figure's has nothing; out of a figure's what it would say of a scenario.
const HUSHED: [(&str, &str); 2] = [(ENGINE.name, "formats"), (FIGURE.name, "texts")];
/// What is written of the table of parameters into `www/pkg/`.
const TABLES: [&str; 3] = ["table.js", "plain.js", "docs.js"];
/// The styles of a figure, which its modules hold as texts: minified into `www/pkg/`.
const FIGURE_STYLES: [&str; 2] = ["figure.css", "controls.css"];
/// What a text includes: modules with all that they need but the engine, each by itself.
const FIGURE_ENTRIES: [&str; 5] =
    ["axon-figure.js", "axon-figure-class.js", "axon-links.js", "axon-frame.js", "embed.js"];
/// What only some figures need: modules that they fetch (`www/src/element/parts-fetched.js`).
const FIGURE_PARTS: [&str; 2] =
    ["axon-figure-controls=www/src/element/controls.js", "axon-figure-de=www/src/element/de.js"];
/// The engine for the scenarios that the small one does not take, with what is drawn of it: such a part with the page's own modules.
const FIGURE_WHOLE: &str = "axon-figure-whole=www/src/element/whole.js";
/// How they are bundled. The page of a frame includes the element as others do.
const FIGURE_BUNDLE: [&str; 7] = [
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--outdir=dist",
    "--external:./axon-figure.js",
    "--log-level=warning",
];
/// What the reader of a text with a figure downloads.
const FIGURE_DOWNLOADED: [&str; 2] = ["axon-figure.js", FIGURE.file];
/// What a visitor of the page downloads, beside what `main.js` imports.
const DOWNLOADED: [&str; 4] = ["index.html", "style.css", "main.js", ENGINE.file];

/// What is made of all that.
const PUBLISHED: [&str; 2] = [single::FILE, checksums::FILE];

/// Brings `dist/` up to date, and installs what that needs.
pub fn build() -> Result<()> {
    let _alone = alone()?;
    setup::npm_packages(Packages::Build)?;
    let modules: Vec<PathBuf> = MODULES.iter().map(made).collect::<Result<_>>()?;
    styles()?;
    table()?;

    let sources = in_checkout("www");
    let mut fingerprint = Fingerprint::default()
        .text(&ENTRIES.join(" "))
        .text(&BUNDLE.join(" "))
        .text(&FIGURE_PARTS.join(" "))
        .text(&FIGURE_BUNDLE.join(" "))
        .files(&sources)?
        .files(&in_checkout("package.json"))?
        .files(&in_checkout("package-lock.json"))?;
    for module in &modules {
        fingerprint = fingerprint.files(module)?;
    }
    let digest = fingerprint.digest();
    let stamp = Stamp::at(in_target("xtask/dist.stamp"));
    let dist = in_checkout("dist");
    if stamp.says(&digest)
        && DOWNLOADED.iter().chain(&FIGURE_DOWNLOADED).chain(&PUBLISHED).all(|file| dist.join(file).is_file())
    {
        return Ok(());
    }
    stamp.clear();
    if dist.exists() {
        fs::remove_dir_all(&dist).context("cannot empty dist/")?;
    }
    fs::create_dir_all(&dist).context("cannot create dist/")?;
    copy_published(&sources, &dist)?;
    for (Module { file, .. }, made) in MODULES.iter().zip(&modules) {
        fs::copy(made, dist.join(file)).with_context(|| format!("cannot write dist/{file}"))?;
    }
    run_quietly(
        "bundle the page",
        npm_program("esbuild").args(ENTRIES.map(|entry| format!("www/src/{entry}"))).args(BUNDLE),
    )?;
    run_quietly("bundle the worker", npm_program("esbuild").arg(WORKER).args(FIGURE_BUNDLE))?;
    preload(&dist)?;
    run_quietly(
        "bundle the figure",
        npm_program("esbuild")
            .args(FIGURE_ENTRIES.map(|entry| format!("www/src/element/{entry}")))
            .args(FIGURE_PARTS)
            .args(FIGURE_BUNDLE)
            .args(["--conditions=figure", "--loader:.css=text"]),
    )?;
    run_quietly("bundle the figure's other engine", npm_program("esbuild").arg(FIGURE_WHOLE).args(FIGURE_BUNDLE))?;
    single::write()?;
    checksums::write()?;
    stamp.set(&digest)
}

/// As [`build`], for a site whose address is known: what its pages say of themselves to other programs is whole then.
pub fn build_for(address: &str) -> Result<()> {
    let address = Address::parse(address)?;
    // This build begins anew, without what other commands left in `dist/`, and so does the next.
    let stamp = Stamp::at(in_target("xtask/dist.stamp"));
    stamp.clear();
    build()?;
    let _alone = alone()?;
    stamp.clear();
    address.write()?;
    checksums::write()
}

/// Compiles the engine's modules and writes their JavaScript side, with types, to `www/pkg/`.
pub fn bindings() -> Result<()> {
    let _alone = alone()?;
    MODULES.iter().try_for_each(write_bindings)?;
    table()
}

/// Writes the table of parameters for the readers and the sliders of figures, and what they mean for the page.
fn table() -> Result<()> {
    let (script, package) = (in_checkout("xtask/table.js"), in_checkout("www/pkg"));
    let digest = Fingerprint::default()
        .files(&script)?
        .files(&package.join(ENGINE.file))?
        .files(&package.join(LAB.file))?
        .digest();
    let stamp = Stamp::at(in_target("xtask/table.stamp"));
    if stamp.says(&digest) && TABLES.iter().all(|name| package.join(name).is_file()) {
        return Ok(());
    }
    run_quietly("write the table of parameters", Command::new("node").arg(script).arg(package))?;
    stamp.set(&digest)
}

/// Minifies the styles of a figure.
fn styles() -> Result<()> {
    let sources = FIGURE_STYLES.map(|name| in_checkout("www/src/element").join(name));
    let package = in_checkout("www/pkg");
    let digest = sources.iter().try_fold(Fingerprint::default(), |print, source| print.files(source))?.digest();
    let stamp = Stamp::at(in_target("xtask/figure-styles.stamp"));
    if stamp.says(&digest) && FIGURE_STYLES.iter().all(|name| package.join(name).is_file()) {
        return Ok(());
    }
    run_quietly(
        "minify the figure's styles",
        npm_program("esbuild")
            .args(sources)
            .args(["--minify", "--target=es2022", "--log-level=warning"])
            .arg(format!("--outdir={}", package.display())),
    )?;
    stamp.set(&digest)
}

/// A module, compiled, bound and optimized.
fn made(module: &Module) -> Result<PathBuf> {
    write_bindings(module)?;
    optimized(module)
}

/// Waits until no other command builds here: `serve` does so at any moment. Others wait until this is dropped.
fn alone() -> Result<File> {
    fs::create_dir_all(in_target("xtask")).context("cannot create target/xtask/")?;
    let file = File::create(in_target("xtask/lock")).context("cannot write target/xtask/lock")?;
    file.lock().context("cannot lock target/xtask/lock")?;
    Ok(file)
}

fn write_bindings(module: &Module) -> Result<()> {
    let Module { name, what, arguments, file } = module;
    setup::wasm_target()?;
    let generator = setup::bindings_generator()?;
    // A target directory of its own: cargo calls the module the same whatever its features are.
    let target = if *name == ENGINE.name { in_target("") } else { in_target("xtask").join(name) };
    // Cargo knows best whether there is anything to compile; asking takes it a fifth of a second.
    run_quietly(
        &format!("compile the {what} to wasm"),
        cargo()
            // Not `build`: that also makes a library for Rust, and leaves out link-time optimization for its sake.
            .args(["rustc", "--lib", "--crate-type", "cdylib", "--profile", PROFILE, "--target", setup::WASM])
            .args(["--no-default-features", "--target-dir"])
            .arg(&target)
            .args(*arguments)
            .args(FIGURE_FLAGS.iter().filter(|_| *name == FIGURE.name))
            .current_dir(in_checkout("")),
    )?;
    let compiled = target.join(setup::WASM).join(PROFILE).join("saltatory.wasm");
    let digest = Fingerprint::default().text(&setup::locked_version("wasm-bindgen")?).files(&compiled)?.digest();
    let stamp = Stamp::at(in_target(&format!("xtask/{name}-bindings.stamp")));
    let package = in_checkout("www/pkg");
    if stamp.says(&digest) && package.join(file).is_file() {
        return Ok(());
    }
    stamp.clear();
    // The bindings are called like the file that they are made from.
    let named = in_target("xtask").join(format!("{name}.wasm"));
    fs::copy(&compiled, &named).with_context(|| format!("cannot write {}", named.display()))?;
    run_quietly(&format!("write the bindings of the {what}"), Command::new(generator).arg(&named).arg(&package))?;
    stamp.set(&digest)
}

/// A module after wasm-opt.
fn optimized(module: &Module) -> Result<PathBuf> {
    let Module { name, what, file, .. } = module;
    let raw = in_checkout("www/pkg").join(file);
    let digest = Fingerprint::default()
        .text(&OPTIMIZATION.join(" "))
        .text(&FIGURE_FLOW.join(" "))
        .text(&FIGURE_OPTIMIZATION.join(" "))
        .text(&STRIPPED.join(" "))
        .files(&raw)?
        .files(&in_checkout(HUSH))?
        .files(&in_checkout("package-lock.json"))?
        .digest();
    let stamp = Stamp::at(in_target(&format!("xtask/{name}-wasm-opt.stamp")));
    let optimized = in_target("xtask").join(file);
    if !(stamp.says(&digest) && optimized.is_file()) {
        stamp.clear();
        let hushed = in_target(&format!("xtask/{name}-hushed.wasm"));
        let raw = if *name != LAB.name {
            let mut hush = Command::new("node");
            run_quietly(
                &format!("hush the {what}"),
                hush.arg(in_checkout(HUSH))
                    .args([&raw, &hushed])
                    .args(HUSHED.iter().filter(|(whose, _)| whose == name).map(|(_, what)| what)),
            )?;
            hushed
        } else {
            raw
        };
        run_quietly(
            &format!("optimize the {what}"),
            npm_program("wasm-opt")
                .args(FIGURE_FLOW.iter().filter(|_| *name == FIGURE.name))
                .args(OPTIMIZATION)
                .args(FIGURE_OPTIMIZATION.iter().filter(|_| *name == FIGURE.name))
                .args(STRIPPED)
                .arg(&raw)
                .arg("-o")
                .arg(&optimized),
        )?;
        stamp.set(&digest)?;
    }
    Ok(optimized)
}

/// Copies what is published as it is.
fn copy_published(sources: &Path, dist: &Path) -> Result<()> {
    for file in files_below(sources)? {
        let name = file.strip_prefix(sources)?;
        if UNPUBLISHED.iter().any(|directory| name.starts_with(directory)) {
            continue;
        }
        // Jekyll, and so GitHub Pages, leaves out what begins with an underscore.
        if name.iter().any(|part| part.to_string_lossy().starts_with('_')) {
            bail!("www/{} cannot be published: rename it, so that nothing begins with an underscore", name.display());
        }
        let copy = dist.join(name);
        if let Some(directory) = copy.parent() {
            fs::create_dir_all(directory).with_context(|| format!("cannot create {}", directory.display()))?;
        }
        fs::copy(&file, &copy).with_context(|| format!("cannot write {}", copy.display()))?;
    }
    Ok(())
}

/// What the program imports to begin with: `main.js` is its entry only, and the bundler puts into one file what parts that are loaded
/// later need, too.
fn first_part(dist: &Path) -> Result<String> {
    let main = fs::read_to_string(dist.join("main.js")).context("cannot read dist/main.js")?;
    let names: Vec<&str> = main.split(&['"', '\''][..]).filter(|text| text.starts_with("./part-")).collect();
    match names[..] {
        [name] => Ok(name.trim_start_matches("./").to_owned()),
        _ => bail!("dist/main.js imports {} files to begin with, not one: {names:?}", names.len()),
    }
}

/// Lets the page ask for that together with its entry.
fn preload(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).context("cannot read dist/index.html")?;
    let line = format!("<link rel=\"modulepreload\" href=\"{}\" />", first_part(dist)?);
    let script = "<script type=\"module\" src=\"main.js\">";
    if !html.contains(script) {
        bail!("www/index.html has no {script}");
    }
    fs::write(&page, html.replacen(script, &format!("{line}\n    {script}"), 1)).context("cannot write dist/index.html")
}

/// Prints what a visitor downloads.
pub fn print_sizes() -> Result<()> {
    let site = Site::load(&in_checkout("dist"))?;
    let kilobytes = |bytes: usize| format!("{:.1} kB", bytes as f64 / 1000.0);
    let line = |name: &str, raw: usize, gzip: usize| {
        println!("{name:<20} {:>10} {:>10} gzip", kilobytes(raw), kilobytes(gzip));
    };
    let part = first_part(&in_checkout("dist"))?;
    let page: Vec<&str> = DOWNLOADED.into_iter().chain([part.as_str()]).collect();
    for (whose, names) in [("the page", &page[..]), ("a figure", &FIGURE_DOWNLOADED[..])] {
        let (mut raw_total, mut gzip_total) = (0, 0);
        for name in names {
            let (raw, gzip) = site.sizes(name).with_context(|| format!("dist/{name} is missing"))?;
            line(name, raw, gzip);
            raw_total += raw;
            gzip_total += gzip;
        }
        line(whose, raw_total, gzip_total);
    }
    // Beside that, for those who open the experiments.
    let (raw, gzip) = site.sizes(LAB.file).with_context(|| format!("dist/{} is missing", LAB.file))?;
    line(LAB.file, raw, gzip);
    Ok(())
}
