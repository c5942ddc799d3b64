//! Running other programs, so that whoever waits sees what for and how long.

use std::env;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A step shorter than this says nothing.
const UNNOTICED: Duration = Duration::from_millis(500);
/// How often the time on a terminal moves.
const TICK: Duration = Duration::from_millis(100);
/// How often a log hears from a long step.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How much of a program's last line stands behind the time, in characters.
const TAIL_WIDTH: usize = 48;

/// The cargo that runs this.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a step whose output matters only if it fails; says what is done meanwhile, and for how long.
pub fn run_quietly(what: &str, command: &mut Command) -> Result<()> {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| not_started(command))?;

    let (sender, output) = mpsc::channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);

    let mut progress = Progress::new(what, started);
    let mut transcript = Vec::new();
    loop {
        match output.recv_timeout(TICK) {
            Ok(bytes) => transcript.extend(bytes),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        progress.tick(&transcript);
    }
    let status = child.wait().with_context(|| format!("{what}: lost sight of the program"))?;
    progress.end(status.success());
    if !status.success() {
        io::stderr().write_all(&transcript)?;
        bail!("could not {what} ({status}); the output above says why");
    }
    Ok(())
}

/// Runs a program whose output is for the reader.
pub fn run_aloud(what: &str, command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| not_started(command))?;
    if !status.success() {
        bail!("{what} failed ({status})");
    }
    Ok(())
}

/// What a program answers on standard output.
pub fn answer(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| not_started(command))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed: {}", name_of(command), complaint.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A time as people say it.
pub fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// The one line that stands for a step: it ticks on a terminal, and in a log it comes back now and then.
struct Progress<'a> {
    what: &'a str,
    started: Instant,
    on_terminal: bool,
    last_said: Option<Instant>,
}

impl<'a> Progress<'a> {
    fn new(what: &'a str, started: Instant) -> Self {
        Self { what, started, on_terminal: io::stderr().is_terminal(), last_said: None }
    }

    fn tick(&mut self, transcript: &[u8]) {
        let pause = if self.on_terminal { TICK } else { HEARTBEAT };
        let since = self.last_said.map_or(self.started.elapsed() > UNNOTICED, |said| said.elapsed() > pause);
        if !since {
            return;
        }
        let (what, time) = (self.what, seconds(self.started.elapsed()));
        match (self.on_terminal, self.last_said) {
            (true, _) => eprint!("\r\x1b[K{what} … {time}  {}", last_line(transcript)),
            (false, None) => eprintln!("{what} …"),
            (false, Some(_)) => eprintln!("{what} … {time}  {}", last_line(transcript)),
        }
        self.last_said = Some(Instant::now());
    }

    fn end(&self, success: bool) {
        if self.on_terminal && self.last_said.is_some() {
            eprint!("\r\x1b[K");
        }
        let (what, time) = (self.what, seconds(self.started.elapsed()));
        match success {
            true if self.last_said.is_some() => eprintln!("{what}: {time}"),
            true => {}
            false => eprintln!("{what}: failed after {time}"),
        }
    }
}

/// Sends on what a program writes, from a thread of its own.
fn forward(stream: Option<impl Read + Send + 'static>, sender: Sender<Vec<u8>>) {
    let Some(mut stream) = stream else { return };
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = stream.read(&mut buffer) {
            if sender.send(buffer[..length].to_vec()).is_err() {
                break;
            }
        }
    });
}

fn last_line(transcript: &[u8]) -> String {
    let recent = &transcript[transcript.len().saturating_sub(1024)..];
    let recent = String::from_utf8_lossy(recent);
    let line = recent.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    line.chars().take(TAIL_WIDTH).collect()
}

fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()
}

fn not_started(command: &Command) -> String {
    format!("{} cannot be started: is it installed?", name_of(command))
}
