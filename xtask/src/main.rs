//! The project's own commands: `cargo xtask serve | build | package | test | validate | screenshot | frames | soak`.
//!
//! Each command first installs what it needs and does not find ([`setup`]), and runs only the steps whose inputs have
//! changed ([`stamp`]). What is said on the way goes to standard error; results go to standard output.

mod address;
mod checksums;
mod frames;
mod onlooker;
mod package;
mod paths;
mod poster;
mod preview;
mod process;
mod screenshot;
mod serve;
mod server;
mod setup;
mod single;
mod site;
mod soak;
mod stamp;
mod test;
mod validate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, serves and tests Saltatory.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the playground and serves it on this machine, again after every change
    Serve(serve::Options),
    /// Leaves the static site in dist/
    Build {
        /// Where the site will be, for example https://you.example/axons/: previews of links and oEmbed need whole addresses
        #[arg(long, value_name = "URL")]
        address: Option<String>,
    },
    /// Leaves a package for npm in dist/npm/, and the site in dist/
    Package,
    /// Runs every check and test
    Test(test::Options),
    /// Compares the engine with references, closed forms and NEURON, as a table
    Validate(validate::Options),
    /// Takes a picture of the page in Chromium
    Screenshot(screenshot::Options),
    /// Makes the still picture of a figure, for readers without scripts
    Poster(poster::Options),
    /// Makes the site's own pictures: beside links to it, and of the default figure
    Preview,
    /// Measures how long the page works in a frame, over eleven scenarios
    Frames(frames::Options),
    /// Uses the page for an hour and watches its memory
    Soak(soak::Options),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Serve(options) => serve::run(&options),
        Command::Build { address } => {
            address.map_or_else(site::build, |address| site::build_for(&address)).and_then(|()| site::print_sizes())
        }
        Command::Package => package::make(),
        Command::Test(options) => test::run(&options),
        Command::Validate(options) => validate::run(&options),
        Command::Screenshot(options) => screenshot::run(&options),
        Command::Poster(options) => poster::run(&options),
        Command::Preview => preview::run(),
        Command::Frames(options) => frames::run(&options),
        Command::Soak(options) => soak::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
