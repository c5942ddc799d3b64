//! The map of colors: magma, by S. van der Walt and N. Smith, its colors joined by a spline as the crate `colorous` does it.
//!
//! Neighbors differ by a few levels. So the modules for the browser hold by how much: packed, that is a fifth of the colors themselves.

use std::sync::LazyLock;

const COLORS: usize = 256;
/// How many levels each color is above the one before it, of red, green and blue: 4 stands for none. The first is above black.
const STEPS: [&[u8; COLORS]; 3] = [
    b"45445445455545555555565555556556556556566565666566566656656656656566565656566565656566\
      56565656656566565665656656566566566565665665665656656566565656565656556555655555555555\
      455455454545445445445444454444454444444444444444444444444444444434444444443444444444",
    b"44544545454545545545545545454544544445443444443444344444454445454545545455455455454554\
      55454545545454554545454545454545455454545454554545545545545555545555565555655655656656\
      656665666666566666666566666666566666665666666566666566666566666566666566665666665666",
    b"85565666766666666667666676676676766767676676666665665565555455545454544544544445444444\
      44445444434444444444344443444344344343443434343433433433433433343333433334334334334434\
      344444444445445454554555555555555556555655655656565656656566566566656666566666665666",
];

/// Levels of red, green and blue.
static LEVELS: LazyLock<[[f32; COLORS]; 3]> = LazyLock::new(|| {
    STEPS.map(|steps| {
        let mut level = 0.0;
        steps.map(|step| {
            level += f32::from(step) - f32::from(b'4');
            level
        })
    })
});

/// Red, green and blue at a place on the map, of 0 to 1 but for its ends.
pub fn at(place: f64) -> [u8; 3] {
    let spans = COLORS - 1;
    let place = place as f32;
    let before = ((place * spans as f32) as usize).clamp(1, spans - 2);
    // A uniform cubic B-spline: the weights of the four nearest.
    let t1 = (place - before as f32 / spans as f32) * spans as f32;
    let t2 = t1 * t1;
    let t3 = t2 * t1;
    LEVELS.each_ref().map(|levels| {
        (((1.0 - 3.0 * t1 + 3.0 * t2 - t3) * levels[before - 1]
            + (4.0 - 6.0 * t2 + 3.0 * t3) * levels[before]
            + (1.0 + 3.0 * t1 + 3.0 * t2 - 3.0 * t3) * levels[before + 1]
            + t3 * levels[before + 2])
            / 6.0) as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colors_are_those_of_colorous() {
        for k in 500..99_500 {
            let place = f64::from(k) / 1e5;
            let color = colorous::MAGMA.eval_continuous(place);
            assert_eq!(at(place), [color.r, color.g, color.b], "at {place}");
        }
    }
}
