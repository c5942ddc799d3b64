//! `cargo xtask preview`: `www/preview.png`, the picture that programs show beside a link to the site, and `www/poster.png`, the
//! default figure for readers without scripts. To be made again when page or figure look otherwise.

use anyhow::Result;

use crate::onlooker;
use crate::paths::in_checkout;
use crate::poster;

/// What they show: the default scene, when the spike in the myelinated fiber is half way, without controls.
const SCENARIO: &str = "v=1&moment=0.3&hide=all";

/// Builds page and figure and takes their pictures.
pub fn run() -> Result<()> {
    let out = in_checkout("www/preview.png");
    onlooker::picture("the preview", "preview.js", &format!("#{SCENARIO}"), &out, &[])?;
    poster::run(&poster::Options::usual(SCENARIO, in_checkout("www/poster.png")))
}
