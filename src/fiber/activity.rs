//! Which stretches of a fiber are awake.
//!
//! A fiber is a row of units, cut into blocks. A block in which something happens is restless. Restless blocks and their
//! neighbours are awake; all others sleep, which is to stay as they are and to be passed over. So there is always a quiet
//! block between what happens and what sleeps. Nothing here knows what a unit is, or what makes one restless.

use std::ops::Range;

/// Steps between two looks at what is awake: in so few, a spike crosses a small part of a block.
const LOOK: u64 = 4;

/// The awake stretches of a row of units, and since when each block has slept.
#[derive(Clone, Debug)]
pub(super) struct Activity {
    units: usize,
    /// Units in a block; the last may be shorter.
    block: usize,
    sleeps: bool,
    restless: Vec<bool>,
    /// Step at which the block fell asleep; `None` while it is awake.
    asleep_since: Vec<Option<u64>>,
    awake: Vec<Range<usize>>,
    step: u64,
    /// Whether a block became restless, or calm, since the stretches were last drawn.
    stale: bool,
}

impl Activity {
    /// A row of `units` units in blocks of `block`, both at least 1, all awake and not allowed to sleep.
    pub(super) fn new(units: usize, block: usize) -> Self {
        let blocks = units.div_ceil(block);
        // Stretches are at least three blocks long, but for those at an end, and one block apart.
        let mut awake = Vec::with_capacity(blocks / 4 + 2);
        awake.push(0..units);
        Self {
            units,
            block,
            sleeps: false,
            restless: vec![true; blocks],
            asleep_since: vec![None; blocks],
            awake,
            step: 0,
            stale: false,
        }
    }

    /// Allows sleep, or forbids it and makes everything restless. Follow it by [`Self::rearrange`].
    pub(super) fn allow_sleep(&mut self, allowed: bool) {
        self.sleeps = allowed;
        if !allowed {
            self.excite_all();
        }
    }

    /// The awake units: ascending ranges that do not touch.
    pub(super) fn awake(&self) -> &[Range<usize>] {
        &self.awake
    }

    /// Steps for which `unit` has slept; 0 if it is awake.
    pub(super) fn slept(&self, unit: usize) -> u64 {
        self.asleep_since[unit / self.block].map_or(0, |since| self.step - since)
    }

    /// Makes the block of `unit` restless. Follow it by [`Self::rearrange`].
    #[inline]
    pub(super) fn excite(&mut self, unit: usize) {
        let restless = &mut self.restless[unit / self.block];
        self.stale |= !*restless;
        *restless = true;
    }

    /// Makes all blocks restless. Follow it by [`Self::rearrange`].
    pub(super) fn excite_all(&mut self) {
        self.stale |= self.restless.contains(&false);
        self.restless.fill(true);
    }

    /// Counts a step; `true` if it is time for [`Self::judge`].
    #[inline]
    pub(super) fn count_step(&mut self) -> bool {
        self.step += 1;
        self.sleeps && self.step.is_multiple_of(LOOK)
    }

    /// Counts `steps` steps in which nothing happens, if everything sleeps; else does nothing and says so.
    pub(super) fn sleep_on(&mut self, steps: u64) -> bool {
        let asleep = self.awake.is_empty() && !self.stale;
        if asleep {
            self.step += steps;
        }
        asleep
    }

    /// Asks of each awake block whether it is restless. Follow it by [`Self::rearrange`].
    pub(super) fn judge(&mut self, restless: impl Fn(Range<usize>) -> bool) {
        for index in 0..self.restless.len() {
            if self.asleep_since[index].is_none() {
                let now = restless(self.range(index));
                self.stale |= now != self.restless[index];
                self.restless[index] = now;
            }
        }
    }

    /// Wakes what must be awake and lets sleep what may. `wake` is told of each range that wakes, and how many steps it slept.
    #[inline]
    pub(super) fn rearrange(&mut self, wake: impl FnMut(Range<usize>, u64)) {
        if self.stale {
            self.redraw(wake);
        }
    }

    fn redraw(&mut self, mut wake: impl FnMut(Range<usize>, u64)) {
        self.stale = false;
        self.awake.clear();
        for index in 0..self.restless.len() {
            let around = index.saturating_sub(1)..(index + 2).min(self.restless.len());
            let range = self.range(index);
            if !self.restless[around].contains(&true) {
                self.asleep_since[index].get_or_insert(self.step);
                continue;
            }
            if let Some(since) = self.asleep_since[index].take() {
                wake(range.clone(), self.step - since);
            }
            match self.awake.last_mut() {
                Some(before) if before.end == range.start => before.end = range.end,
                _ => self.awake.push(range),
            }
        }
    }

    /// Starts anew at step 0, with everything asleep if it may.
    pub(super) fn reset(&mut self) {
        self.step = 0;
        self.restless.fill(!self.sleeps);
        self.asleep_since.fill(self.sleeps.then_some(0));
        self.awake.clear();
        if !self.sleeps {
            self.awake.push(0..self.units);
        }
        self.stale = false;
    }

    fn range(&self, index: usize) -> Range<usize> {
        index * self.block..((index + 1) * self.block).min(self.units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten blocks of four units, the last of two; asleep.
    fn asleep() -> Activity {
        let mut activity = Activity::new(38, 4);
        activity.allow_sleep(true);
        activity.reset();
        activity
    }

    /// Counts steps up to the next look, and judges then.
    fn look(activity: &mut Activity, restless: impl Fn(Range<usize>) -> bool) {
        while !activity.count_step() {}
        activity.judge(restless);
    }

    fn stretches(activity: &Activity) -> Vec<(usize, usize)> {
        activity.awake().iter().map(|stretch| (stretch.start, stretch.end)).collect()
    }

    fn woken(activity: &mut Activity) -> Vec<(Range<usize>, u64)> {
        let mut woken = Vec::new();
        activity.rearrange(|range, slept| woken.push((range, slept)));
        woken
    }

    #[test]
    fn without_leave_nothing_sleeps() {
        let mut activity = Activity::new(38, 4);
        assert!((0..1000).all(|_| !activity.count_step()));
        activity.reset();
        assert_eq!(stretches(&activity), [(0, 38)]);
    }

    #[test]
    fn what_is_excited_wakes_with_its_neighbours() {
        let mut activity = asleep();
        assert_eq!(stretches(&activity), []);
        for _ in 0..5 {
            activity.count_step();
        }
        activity.excite(13);
        assert_eq!(woken(&mut activity), [(8..12, 5), (12..16, 5), (16..20, 5)]);
        activity.excite(37);
        assert_eq!(woken(&mut activity), [(32..36, 5), (36..38, 5)]);
        assert_eq!(stretches(&activity), [(8, 20), (32, 38)]);
        // Already restless: nothing changes.
        activity.excite(12);
        assert_eq!(woken(&mut activity), []);
    }

    #[test]
    fn stretches_move_merge_and_end() {
        let mut activity = asleep();
        activity.excite(0);
        activity.excite(37);
        woken(&mut activity);
        assert_eq!(stretches(&activity), [(0, 8), (32, 38)]);
        // Two spikes run towards each other.
        for (left, right, expected) in
            [(4, 35, vec![(0, 12), (28, 38)]), (8, 31, vec![(4, 16), (24, 36)]), (12, 27, vec![(8, 32)])]
        {
            look(&mut activity, |range| range.contains(&left) || range.contains(&right));
            woken(&mut activity);
            assert_eq!(stretches(&activity), expected);
        }
        look(&mut activity, |_| false);
        assert_eq!(woken(&mut activity), []);
        assert_eq!(stretches(&activity), []);
    }

    #[test]
    fn sleep_is_counted_block_by_block() {
        let mut activity = asleep();
        activity.excite_all();
        woken(&mut activity);
        assert_eq!(stretches(&activity), [(0, 38)]);
        look(&mut activity, |range| range.start < 20);
        woken(&mut activity);
        look(&mut activity, |range| range.start < 16);
        woken(&mut activity);
        assert_eq!(stretches(&activity), [(0, 20)]);
        activity.allow_sleep(false);
        assert_eq!(woken(&mut activity), [(20..24, 0), (24..28, LOOK), (28..32, LOOK), (32..36, LOOK), (36..38, LOOK)]);
    }
}
