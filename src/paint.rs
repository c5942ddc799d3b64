//! Voltage as color: rows of pixels painted from a fiber's arrays.

use crate::record::Raster;
use crate::simulation::Simulation;

mod magma;

/// Rise above rest that has the last color of the map, mV.
pub const FULL_SCALE_MV: f64 = 100.0;
/// Fall below rest that has the full cold tint, mV.
const COLD_SCALE_MV: f64 = 30.0;
/// Rise at which the colors are wholly those of the map; below, they come out of the resting axon's own, mV.
const CALM_MV: f64 = 25.0;
/// Tint of a hyperpolarised membrane.
const COLD: [f64; 3] = [64.0, 132.0, 214.0];

/// Background that the colors are made for: at rest an axon is close to it, so that only spikes stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a light page: the map runs from pale to dark.
    Light,
    /// Light ink on a dark page: the map runs from dark to pale.
    Dark,
}

impl Theme {
    /// That of a page that is dark, or is not.
    pub fn of(dark: bool) -> Self {
        if dark { Self::Dark } else { Self::Light }
    }
}

/// As [`color`], as `0xRRGGBB`.
pub fn packed(rise_mv: f64, theme: Theme) -> u32 {
    let [red, green, blue] = color(rise_mv, theme).map(u32::from);
    red << 16 | green << 8 | blue
}

/// Red, green and blue for a membrane `rise_mv` above its rest.
///
/// The map is magma (perceptually uniform, lightness changing steadily, so it reads without color vision and in print),
/// turned over on a light page. At rest an axon has nearly the page's color; below rest it turns cold.
pub fn color(rise_mv: f64, theme: Theme) -> [u8; 3] {
    let rise = (rise_mv / FULL_SCALE_MV).clamp(0.0, 1.0);
    // The ends of the map are left out: pure black and pure white belong to ink and page.
    let (place, at_rest) = match theme {
        Theme::Light => (0.97 - 0.77 * rise, [248.0, 244.0, 232.0]),
        Theme::Dark => (0.14 + 0.82 * rise, [20.0, 22.0, 32.0]),
    };
    let awake = (rise_mv / CALM_MV).clamp(0.0, 1.0);
    let cold = (-rise_mv / COLD_SCALE_MV).clamp(0.0, 1.0);
    let mix = |from: f64, to: f64, part: f64| from + part * (to - from);
    let channels = magma::at(place).map(f64::from);
    std::array::from_fn(|k| mix(mix(at_rest[k], channels[k], awake), COLD[k], cold) as u8)
}

/// Rises from this on have colors of their own in a [`ColorTable`], mV.
const LOWEST_MV: f64 = -COLD_SCALE_MV;
/// Spacing of its colors, mV: neighbours differ by a level or two.
const SPACING_MV: f64 = 0.5;

/// The colors of [`color`] in small steps, for pictures of many pixels.
#[derive(Clone, Debug)]
pub struct ColorTable {
    theme: Theme,
    colors: Vec<[u8; 3]>,
}

impl ColorTable {
    /// The colors for a theme.
    pub fn new(theme: Theme) -> Self {
        let count = ((FULL_SCALE_MV - LOWEST_MV) / SPACING_MV) as usize + 1;
        let colors = (0..count).map(|k| color(LOWEST_MV + SPACING_MV * k as f64, theme)).collect();
        Self { theme, colors }
    }

    /// The theme that it is for.
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// Red, green and blue for a membrane `rise_mv` above its rest.
    pub fn color(&self, rise_mv: f64) -> [u8; 3] {
        let place = ((rise_mv - LOWEST_MV) / SPACING_MV + 0.5) as usize;
        self.colors[place.min(self.colors.len() - 1)]
    }
}

/// Replaces `pixels` by the rows of a picture over place and time from `first_row` on, RGBA, a pixel a value.
pub fn raster(pixels: &mut Vec<u8>, raster: &Raster, first_row: usize, transmembrane: bool, colors: &ColorTable) {
    pixels.clear();
    for row in first_row..raster.rows() {
        for rise_mv in raster.row_mv(row, transmembrane) {
            let [red, green, blue] = colors.color(rise_mv);
            pixels.extend([red, green, blue, 255]);
        }
    }
}

/// Widest row that is painted of a lane, pixels.
const WIDEST: usize = 16_384;

/// Replaces `pixels` by a row of `width` of them, RGBA, that spans `window` (um) of a lane as it is now: see [`strip`].
pub fn lane(
    pixels: &mut Vec<u8>,
    simulation: &Simulation,
    lane: usize,
    transmembrane: bool,
    window: (f64, f64),
    width: usize,
    theme: Theme,
) {
    pixels.resize(4 * width.clamp(1, WIDEST), 0);
    let (voltage, rest) = if transmembrane {
        (simulation.transmembrane_mv(lane), simulation.rest_mv(lane))
    } else {
        (simulation.internal_mv(lane), simulation.rest_internal_mv(lane))
    };
    strip(pixels, simulation.position_um(lane), voltage, rest, window, theme);
}

/// Paints a row of RGBA pixels (4 bytes each) that spans `from_um` to `to_um` of a fiber.
///
/// `position_um` (ascending), `voltage_mv` and `rest_mv` have one value a compartment. A pixel shows the voltage at its
/// centre, interpolated linearly; beyond the ends it is transparent. Slices of different lengths are read as far as the
/// shortest goes.
pub fn strip(
    pixels: &mut [u8],
    position_um: &[f64],
    voltage_mv: &[f64],
    rest_mv: &[f64],
    (from_um, to_um): (f64, f64),
    theme: Theme,
) {
    let count = position_um.len().min(voltage_mv.len()).min(rest_mv.len());
    let columns = pixels.len() / 4;
    let rise = |k: usize| voltage_mv[k] - rest_mv[k];
    // A fiber's ends reach half a compartment beyond the centres of the first and last.
    let reach = if count > 1 { position_um[1] - position_um[0] } else { f64::INFINITY };
    let mut next = position_um[..count].partition_point(|&position| position < from_um);
    for (column, pixel) in pixels.chunks_exact_mut(4).enumerate() {
        let x = from_um + (column as f64 + 0.5) / columns as f64 * (to_um - from_um);
        while next < count && position_um[next] < x {
            next += 1;
        }
        let value = match next {
            0 if count > 0 && x >= position_um[0] - reach => rise(0),
            n if n == count && n > 0 && x <= position_um[n - 1] + reach => rise(n - 1),
            n if n > 0 && n < count => {
                let (left, right) = (position_um[n - 1], position_um[n]);
                let weight = (x - left) / (right - left);
                rise(n - 1) * (1.0 - weight) + rise(n) * weight
            }
            _ => {
                pixel.fill(0);
                continue;
            }
        };
        let [red, green, blue] = color(value, theme);
        pixel.copy_from_slice(&[red, green, blue, 255]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lightness([r, g, b]: [u8; 3]) -> f64 {
        0.2126 * f64::from(r) + 0.7152 * f64::from(g) + 0.0722 * f64::from(b)
    }

    #[test]
    fn lightness_alone_tells_the_voltage() {
        for (theme, sign) in [(Theme::Light, -1.0), (Theme::Dark, 1.0)] {
            let row: Vec<f64> = (0..=20).map(|k| lightness(color(5.0 * f64::from(k), theme))).collect();
            assert!(row.windows(2).all(|pair| sign * (pair[1] - pair[0]) > 0.0), "{theme:?}: {row:?}");
        }
    }

    #[test]
    fn a_strip_interpolates_and_leaves_what_is_outside_clear() {
        let (position, rest) = ([10.0, 20.0, 30.0], [-60.0; 3]);
        let voltage = [-60.0, 40.0, -60.0];
        let mut pixels = [9; 4 * 4];
        // Pixels are centred at 5, 15, 25 and 35 … of 0 to 40; 45 and 55 of the second row lie outside.
        strip(&mut pixels, &position, &voltage, &rest, (0.0, 40.0), Theme::Dark);
        let [r, g, b] = color(50.0, Theme::Dark);
        assert_eq!(pixels[4..8], [r, g, b, 255]);
        assert_eq!(pixels[8..12], [r, g, b, 255]);
        let mut outside = [9; 2 * 4];
        strip(&mut outside, &position, &voltage, &rest, (40.5, 60.5), Theme::Dark);
        assert_eq!(outside, [0; 8]);
    }

    #[test]
    fn the_table_has_the_colors() {
        for theme in [Theme::Light, Theme::Dark] {
            let table = ColorTable::new(theme);
            for k in -100..300 {
                let rise_mv = 0.5 * f64::from(k);
                assert_eq!(table.color(rise_mv), color(rise_mv, theme), "{rise_mv} mV");
            }
            for far in [-1e9, 1e9, f64::NEG_INFINITY, f64::INFINITY] {
                assert_eq!(table.color(far), color(far, theme), "{far} mV");
            }
        }
    }

    #[test]
    fn below_rest_it_turns_blue() {
        let [r, _, b] = color(-30.0, Theme::Light);
        assert!(b > r);
    }
}
