//! Where things lie: in the checkout, in cargo's target directory, and in the cache that outlives both.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A path in the checkout.
pub fn in_checkout(path: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("xtask lies in the checkout").join(path)
}

/// A path in cargo's target directory, wherever the environment or a configuration file puts it: this program was started
/// from `debug` in there.
pub fn in_target(path: &str) -> PathBuf {
    let own = env::current_exe().ok();
    let target = own.as_deref().and_then(Path::parent).and_then(Path::parent);
    target.map_or_else(|| in_checkout("target"), Path::to_path_buf).join(path)
}

/// A path among the tools that every checkout of this user shares.
pub fn in_cache(path: &str) -> Result<PathBuf> {
    let base = if let Some(cache) = env::var_os("XDG_CACHE_HOME").filter(|cache| Path::new(cache).is_absolute()) {
        PathBuf::from(cache)
    } else if let Some(cache) = env::var_os("LOCALAPPDATA").filter(|_| cfg!(windows)) {
        PathBuf::from(cache)
    } else {
        let home =
            env::home_dir().context("no home directory is known: set XDG_CACHE_HOME to a directory for tools")?;
        home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" })
    };
    Ok(base.join("saltatory").join(path))
}

/// The program of this name on the PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|directory| directory.join(&name)).find(|path| path.is_file())
}
