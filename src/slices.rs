//! Long work in slices, so that whoever drives it can look at what is there, show the progress, or stop.
//!
//! What may take long is written once, as an `async fn` that [`pause`]s every few dozen steps of a fiber, or some thousand compartments
//! of one that is built. [`finish`] runs it through; [`Sliced`] goes from pause to pause. No threads, no clock, no executor: a future
//! here is nothing but a computation that remembers where it stopped.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Work that is written once in the module, however many await it.
pub(crate) type Shared<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// The end of a slice.
pub(crate) async fn pause() {
    let mut paused = false;
    poll_fn(|_| if std::mem::replace(&mut paused, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Awaits work within a lane that is built. The fibers of a figure are so short that a lane is built in less than a tenth of a second:
/// there it is run through, so that nothing is in the module that remembers where it stopped.
#[cfg(not(figure))]
macro_rules! in_slices {
    ($work:expr) => {
        $work.await
    };
}
#[cfg(figure)]
macro_rules! in_slices {
    ($work:expr) => {
        crate::slices::finish($work)
    };
}
pub(crate) use in_slices;

/// Runs `work` to its end.
pub(crate) fn finish<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return done;
        }
    }
}

/// Long work on its way.
pub(crate) struct Sliced<T> {
    /// Until it is done.
    work: Option<Shared<'static, T>>,
}

impl<T> Sliced<T> {
    /// Nothing is done yet.
    pub fn new(work: impl Future<Output = T> + 'static) -> Self {
        Self { work: Some(Box::pin(work)) }
    }

    /// Works off so many slices, or to the end; what the work gives, when it has just come to it.
    pub fn advance(&mut self, slices: u32) -> Option<T> {
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..slices {
            if let Poll::Ready(done) = self.work.as_mut()?.as_mut().poll(&mut context) {
                self.work = None;
                return Some(done);
            }
        }
        None
    }

    /// Whether there is nothing left to do.
    pub fn is_done(&self) -> bool {
        self.work.is_none()
    }
}
