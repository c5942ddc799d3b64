//! `cargo xtask serve`: builds, serves, and builds again when a source changes.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;

use crate::paths::in_checkout;
use crate::process::seconds;
use crate::server::{Served, Site};
use crate::{site, stamp};

/// How often the sources are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);

#[derive(Args)]
pub struct Options {
    /// Port to serve on; if it is taken, the next free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Opens the page in the browser
    #[arg(long)]
    open: bool,
}

/// Serves until Ctrl-C.
pub fn run(options: &Options) -> Result<()> {
    let mut seen = dates_of_sources()?;
    site::build()?;
    site::print_sizes()?;
    let (served, address) = Served::start(built()?, options.port)?;
    ctrlc::set_handler(|| std::process::exit(0)).context("cannot listen for Ctrl-C")?;
    let url = format!("http://{address}/");
    println!("serving {url}");
    if options.open {
        open(&url);
    }
    loop {
        sleep(LOOK_EVERY);
        let now = dates_of_sources()?;
        if now == seen {
            continue;
        }
        seen = now;
        let started = Instant::now();
        match site::build().and_then(|()| built()) {
            Ok(site) => {
                served.replace(site);
                println!("rebuilt in {}", seconds(started.elapsed()));
            }
            // The page that worked last stays until the next change.
            Err(error) => eprintln!("error: {error:#}"),
        }
    }
}

fn built() -> Result<Site> {
    Site::load(&in_checkout("dist"))
}

fn dates_of_sources() -> Result<u64> {
    let sources: Vec<PathBuf> = ["Cargo.toml", "src", "www"].map(in_checkout).into();
    stamp::dates(&sources, &in_checkout("www/pkg"))
}

fn open(url: &str) {
    let mut browser = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    if browser.arg(url).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_err() {
        eprintln!("no browser could be opened: open {url} yourself");
    }
}
