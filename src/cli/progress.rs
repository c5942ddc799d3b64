//! What a person at a terminal sees of long work. All of it stands on standard error, and only if that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Time from one picture of a spinner to the next: what is done sooner shows none.
const TICK: Duration = Duration::from_millis(200);

/// A bar with what is done of `points`, and how long the rest will take.
pub fn bar(points: usize) -> ProgressBar {
    let bar = styled(ProgressBar::new(points as u64), "{bar:40} {pos}/{len} points, {elapsed} gone, {eta} to go");
    bar.tick();
    bar
}

/// How long work has gone on whose end is not known.
pub fn spinner() -> ProgressBar {
    let spinner = styled(ProgressBar::new_spinner(), "{spinner} {elapsed} gone");
    spinner.enable_steady_tick(TICK);
    spinner
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    // The templates are constants: if one were wrong, the default style would do.
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
