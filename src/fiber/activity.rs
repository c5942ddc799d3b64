//! Which stretches of a fiber are awake, and how often they are stepped.
//!
//! A fiber is a row of units, cut into blocks. A block in which something happens is restless. Restless blocks and their
//! neighbours are brisk: they are stepped in every step. Of the others, those in which things only drift back to rest, and their
//! neighbours, are drowsy: they take one long step for a whole stride of steps, together at the stride's beginning, and so run
//! ahead of the time by up to a stride. All others sleep, which is to stay as they are and to be passed over. So there is always
//! a quiet block between what happens and what drowses or sleeps. Blocks become calmer only at the end of a stride, where all are
//! at the same time; they wake whenever they must. Nothing here knows what a unit is, or what makes one restless.

use std::ops::Range;

/// Steps between two looks at what is awake: in so few, a spike crosses a small part of a block. Where there is but one block,
/// a look in the midst of a stride has nothing to wake.
const LOOK: u64 = 4;

/// What goes on in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mood {
    /// At rest.
    Calm,
    /// Drifts back to rest, slowly.
    Drifting,
    /// Everything else.
    Restless,
}

/// How a block is stepped, and since which step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    Asleep(u64),
    Drowsy(u64),
    Brisk,
}

/// What a block was before it changed its pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Was {
    /// It slept for so many steps.
    Asleep(u64),
    /// It drowsed, and is so many steps ahead of the time.
    Drowsy(u64),
}

/// The stretches of a row of units, by their pace, and since when each block has kept it.
#[derive(Clone, Debug)]
pub(super) struct Activity {
    units: usize,
    /// Units in a block; the last may be shorter.
    block: usize,
    /// Steps of a drowsy block's long step, a multiple of `LOOK`.
    stride: u64,
    /// Steps between two looks, a power of two.
    look: u64,
    sleeps: bool,
    mood: Vec<Mood>,
    pace: Vec<Pace>,
    awake: Vec<Range<usize>>,
    brisk: Vec<Range<usize>>,
    drowsy: Vec<Range<usize>>,
    step: u64,
    /// Whether the mood of a block changed since the stretches were last drawn.
    stale: bool,
}

impl Activity {
    /// A row of `units` units in blocks of `block`, both at least 1, all brisk and not allowed to sleep. `stride` is a power of
    /// two, and four at least.
    pub(super) fn new(units: usize, block: usize, stride: u64) -> Self {
        debug_assert!(stride.is_power_of_two() && stride.is_multiple_of(LOOK), "{stride}");
        let blocks = units.div_ceil(block);
        // Stretches are at least three blocks long, but for those at an end, and one block apart; drowsy ones may be one block.
        let stretches = || Vec::with_capacity(blocks / 2 + 2);
        let (mut awake, mut brisk) = (stretches(), stretches());
        awake.push(0..units);
        brisk.push(0..units);
        Self {
            units,
            block,
            stride,
            look: if blocks > 1 { LOOK } else { stride },
            sleeps: false,
            mood: vec![Mood::Restless; blocks],
            pace: vec![Pace::Brisk; blocks],
            awake,
            brisk,
            drowsy: stretches(),
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

    /// The units that do not sleep: ascending ranges that do not touch. So are those of [`Self::brisk`] and [`Self::drowsy`].
    pub(super) fn awake(&self) -> &[Range<usize>] {
        &self.awake
    }

    /// The units that are stepped in every step.
    pub(super) fn brisk(&self) -> &[Range<usize>] {
        &self.brisk
    }

    /// The units that take long steps.
    pub(super) fn drowsy(&self) -> &[Range<usize>] {
        &self.drowsy
    }

    /// Steps of a long step.
    pub(super) fn stride(&self) -> u64 {
        self.stride
    }

    /// Steps since the present stride began. (A division by what is not known to be a power of two takes as long as a small part of a
    /// step.)
    #[inline]
    fn steps_into_stride(&self) -> u64 {
        self.step & (self.stride - 1)
    }

    /// Whether the long step is due.
    #[inline]
    pub(super) fn stride_begins(&self) -> bool {
        !self.drowsy.is_empty() && self.steps_into_stride() == 0
    }

    /// Half steps from the time of the gates of `unit`, in the middle of its last step, to the middle of the long step that begins.
    pub(super) fn half_steps_to_long(&self, unit: usize) -> u64 {
        match self.pace[unit / self.block] {
            Pace::Drowsy(since) if since < self.step => 2 * self.stride,
            _ => self.stride + 1,
        }
    }

    /// Steps for which `unit` has slept; 0 if it is awake.
    pub(super) fn slept(&self, unit: usize) -> u64 {
        match self.pace[unit / self.block] {
            Pace::Asleep(since) => self.step - since,
            _ => 0,
        }
    }

    /// Where the present step begins in the long step of `unit`, from 0 to below 1; `None` if it takes none.
    pub(super) fn part_of_long(&self, unit: usize) -> Option<f64> {
        let drowsy = matches!(self.pace[unit / self.block], Pace::Drowsy(_));
        drowsy.then(|| self.steps_into_stride() as f64 / self.stride as f64)
    }

    /// Makes the block of `unit` restless. Follow it by [`Self::rearrange`].
    #[inline]
    pub(super) fn excite(&mut self, unit: usize) {
        let mood = &mut self.mood[unit / self.block];
        self.stale |= *mood != Mood::Restless;
        *mood = Mood::Restless;
    }

    /// Makes all blocks restless. Follow it by [`Self::rearrange`].
    pub(super) fn excite_all(&mut self) {
        self.stale |= self.mood.iter().any(|mood| *mood != Mood::Restless);
        self.mood.fill(Mood::Restless);
    }

    /// Counts a step; `true` if it is time for [`Self::judge`].
    #[inline]
    pub(super) fn count_step(&mut self) -> bool {
        self.step += 1;
        self.sleeps && self.step & (self.look - 1) == 0
    }

    /// Counts `steps` steps in which nothing happens, if everything sleeps; else does nothing and says so.
    pub(super) fn sleep_on(&mut self, steps: u64) -> bool {
        let asleep = self.awake.is_empty() && !self.stale;
        if asleep {
            self.step += steps;
        }
        asleep
    }

    /// Asks for the mood of each block that is awake, and says how many steps its last step was. Follow it by [`Self::rearrange`].
    pub(super) fn judge(&mut self, mood: impl Fn(Range<usize>, u64) -> Mood) {
        let at_end = self.steps_into_stride() == 0;
        for index in 0..self.mood.len() {
            let steps = match self.pace[index] {
                Pace::Brisk => 1,
                Pace::Drowsy(_) if at_end => self.stride,
                _ => continue,
            };
            let (before, mut now) = (self.mood[index], mood(self.range(index), steps));
            if !at_end {
                now = now.max(before);
            }
            self.stale |= now != before;
            self.mood[index] = now;
        }
    }

    /// Changes the pace of what must wake or may calm down. `wake` is told of each range that has slept or drowsed and no longer
    /// does.
    #[inline]
    pub(super) fn rearrange(&mut self, wake: impl FnMut(Range<usize>, Was)) {
        if self.stale {
            self.redraw(wake);
        }
    }

    fn redraw(&mut self, mut wake: impl FnMut(Range<usize>, Was)) {
        self.stale = false;
        let ahead = (self.stride - self.steps_into_stride()) & (self.stride - 1);
        let [mut awake, mut brisk, mut drowsy] =
            [&mut self.awake, &mut self.brisk, &mut self.drowsy].map(std::mem::take);
        awake.clear();
        brisk.clear();
        drowsy.clear();
        let extend = |stretches: &mut Vec<Range<usize>>, range: &Range<usize>| match stretches.last_mut() {
            Some(before) if before.end == range.start => before.end = range.end,
            _ => stretches.push(range.clone()),
        };
        for index in 0..self.mood.len() {
            let around = index.saturating_sub(1)..(index + 2).min(self.mood.len());
            let range = self.range(index);
            let most = self.mood[around].iter().max().copied().unwrap_or(Mood::Restless);
            let before = self.pace[index];
            let now = match (most, before) {
                (Mood::Calm, Pace::Asleep(since)) => Pace::Asleep(since),
                (Mood::Calm, _) if ahead == 0 => Pace::Asleep(self.step),
                (Mood::Calm | Mood::Drifting, Pace::Drowsy(since)) => Pace::Drowsy(since),
                (Mood::Drifting, _) if ahead == 0 => Pace::Drowsy(self.step),
                _ => Pace::Brisk,
            };
            // What wakes for the sake of what drifts waits for the end of the stride.
            self.stale |= now == Pace::Brisk && most != Mood::Restless;
            self.pace[index] = now;
            match (before, now) {
                (Pace::Asleep(_), Pace::Asleep(_)) | (Pace::Drowsy(_), Pace::Drowsy(_)) | (Pace::Brisk, _) => {}
                (Pace::Asleep(since), _) => wake(range.clone(), Was::Asleep(self.step - since)),
                // Before its first long step it is where it was.
                (Pace::Drowsy(since), _) if since == self.step => {}
                (Pace::Drowsy(_), _) => wake(range.clone(), Was::Drowsy(ahead)),
            }
            match now {
                Pace::Asleep(_) => continue,
                Pace::Drowsy(_) => extend(&mut drowsy, &range),
                Pace::Brisk => extend(&mut brisk, &range),
            }
            extend(&mut awake, &range);
        }
        (self.awake, self.brisk, self.drowsy) = (awake, brisk, drowsy);
    }

    /// Starts anew at step 0, with everything asleep if it may.
    pub(super) fn reset(&mut self) {
        self.step = 0;
        let (mood, pace) = if self.sleeps { (Mood::Calm, Pace::Asleep(0)) } else { (Mood::Restless, Pace::Brisk) };
        self.mood.fill(mood);
        self.pace.fill(pace);
        for stretches in [&mut self.awake, &mut self.brisk, &mut self.drowsy] {
            stretches.clear();
        }
        if !self.sleeps {
            self.awake.push(0..self.units);
            self.brisk.push(0..self.units);
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
        let mut activity = Activity::new(38, 4, LOOK);
        activity.allow_sleep(true);
        activity.reset();
        activity
    }

    /// Counts steps up to the next look, and judges then.
    fn look(activity: &mut Activity, restless: impl Fn(Range<usize>) -> bool) {
        while !activity.count_step() {}
        activity.judge(|range, _| if restless(range) { Mood::Restless } else { Mood::Calm });
    }

    fn stretches(activity: &Activity) -> Vec<(usize, usize)> {
        activity.awake().iter().map(|stretch| (stretch.start, stretch.end)).collect()
    }

    fn changed(activity: &mut Activity) -> Vec<(Range<usize>, Was)> {
        let mut changed = Vec::new();
        activity.rearrange(|range, was| changed.push((range, was)));
        changed
    }

    /// Stretches that are brisk, that drowse, and both.
    fn paces(activity: &Activity) -> [Vec<(usize, usize)>; 3] {
        [activity.brisk(), activity.drowsy(), activity.awake()]
            .map(|stretches| stretches.iter().map(|stretch| (stretch.start, stretch.end)).collect())
    }

    fn woken(activity: &mut Activity) -> Vec<(Range<usize>, u64)> {
        let slept = |(range, was)| match was {
            Was::Asleep(steps) => (range, steps),
            Was::Drowsy(_) => panic!("{range:?} drowsed"),
        };
        changed(activity).into_iter().map(slept).collect()
    }

    #[test]
    fn what_wakes_before_its_first_long_step_has_nothing_to_make_up_for() {
        let mut activity = asleep();
        activity.excite_all();
        activity.rearrange(|_, _| ());
        for _ in 0..LOOK {
            activity.count_step();
        }
        activity.judge(|_, _| Mood::Drifting);
        assert_eq!(changed(&mut activity), []);
        assert_eq!(paces(&activity)[1], [(0, 38)]);
        activity.excite(13);
        assert_eq!(changed(&mut activity), []);
        assert_eq!(paces(&activity)[0], [(8, 20)]);
        // What took its long step is ahead.
        for _ in 0..LOOK - 1 {
            activity.count_step();
        }
        activity.excite(30);
        assert_eq!(changed(&mut activity).last().map(|(_, was)| *was), Some(Was::Drowsy(1)));
    }

    #[test]
    fn without_leave_nothing_sleeps() {
        let mut activity = Activity::new(38, 4, LOOK);
        assert!((0..1000).all(|_| !activity.count_step()));
        activity.reset();
        assert_eq!(stretches(&activity), [(0, 38)]);
    }

    #[test]
    fn a_block_without_neighbours_is_looked_at_where_it_could_calm_down() {
        let looks = |units: usize| {
            let mut activity = Activity::new(units, 4, 4 * LOOK);
            activity.allow_sleep(true);
            (1..=8 * LOOK).filter(|_| activity.count_step()).count()
        };
        assert_eq!([looks(4), looks(5)], [2, 8]);
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

    /// A spike at the left end, behind which units drift back to rest: strides of two looks.
    #[test]
    fn what_drifts_drowses_until_something_comes() {
        let mut activity = Activity::new(38, 4, 2 * LOOK);
        activity.allow_sleep(true);
        activity.reset();
        activity.excite(0);
        woken(&mut activity);
        let mood = |spike: usize, wake: Range<usize>| {
            move |range: Range<usize>, _: u64| match range.contains(&spike) {
                true => Mood::Restless,
                false if wake.contains(&range.start) => Mood::Drifting,
                false => Mood::Calm,
            }
        };
        let steps = |activity: &mut Activity, count: u64, spike: usize, wake: Range<usize>| {
            for _ in 0..count {
                if activity.count_step() {
                    activity.judge(mood(spike, wake.clone()));
                    // Only what slept wakes.
                    activity.rearrange(|_, was| assert!(matches!(was, Was::Asleep(_)), "{was:?}"));
                }
            }
        };
        // Within a stride the spike moves on, and nothing calms down.
        steps(&mut activity, LOOK, 5, 0..4);
        assert_eq!(paces(&activity), [vec![(0, 12)], vec![], vec![(0, 12)]]);
        steps(&mut activity, 2 * LOOK, 9, 0..8);
        steps(&mut activity, LOOK, 13, 0..12);
        assert_eq!(paces(&activity), [vec![(8, 20)], vec![(0, 8)], vec![(0, 20)]]);
        assert!(activity.stride_begins());
        // The first long step brings gates from the middle of a short one.
        let halves = [2, 5, 9].map(|unit| activity.half_steps_to_long(unit));
        assert_eq!(halves, [4 * LOOK, 2 * LOOK + 1, 2 * LOOK + 1]);
        steps(&mut activity, 3, 13, 0..12);
        assert_eq!([2, 9].map(|unit| activity.part_of_long(unit)), [Some(0.375), None]);
        steps(&mut activity, 2 * LOOK - 3, 13, 0..12);
        assert_eq!(activity.half_steps_to_long(5), 4 * LOOK);
        // A current wakes it in the midst of its long step.
        steps(&mut activity, 3, 13, 0..12);
        activity.excite(0);
        assert_eq!(changed(&mut activity), [(0..4, Was::Drowsy(5)), (4..8, Was::Drowsy(5))]);
        assert_eq!(paces(&activity), [vec![(0, 20)], vec![], vec![(0, 20)]]);
    }
}
