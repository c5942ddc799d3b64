//! Long work in slices, so that whoever drives it can look at what is there, show the progress, or stop.
//!
//! What may take long is written once, as an `async fn` that [`pause`]s every few dozen steps of a fiber. [`finish`] runs it
//! through; [`super::Experiment`] and [`super::Calibrating`] go from pause to pause. No threads, no clock, no executor: a future here is nothing but a
//! computation that remembers where it stopped.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The end of a slice.
pub(super) async fn pause() {
    let mut paused = false;
    poll_fn(|_| if std::mem::replace(&mut paused, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Runs `work` to its end.
pub(super) fn finish<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return done;
        }
    }
}
