//! Fingerprints of files, and the stamps that remember with which fingerprint a step last succeeded.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A digest of everything that a step depends on.
///
/// Contents count, not dates: a `git checkout` there and back leaves the fingerprint as it was.
#[derive(Default)]
pub struct Fingerprint(DefaultHasher);

impl Fingerprint {
    /// Adds a text, for example a version.
    pub fn text(mut self, text: &str) -> Self {
        text.hash(&mut self.0);
        self
    }

    /// Adds a file, or all files of a directory, with their names.
    pub fn files(mut self, path: &Path) -> Result<Self> {
        for file in files_below(path)? {
            file.hash(&mut self.0);
            fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?.hash(&mut self.0);
        }
        Ok(self)
    }

    /// The digest as text.
    pub fn digest(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Where a step writes down the fingerprint with which it succeeded.
pub struct Stamp(PathBuf);

impl Stamp {
    /// The stamp in this file.
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Whether the step last succeeded with this digest.
    pub fn says(&self, digest: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|stamped| stamped == digest)
    }

    /// Remembers this digest.
    pub fn set(&self, digest: &str) -> Result<()> {
        if let Some(directory) = self.0.parent() {
            fs::create_dir_all(directory).with_context(|| format!("cannot create {}", directory.display()))?;
        }
        fs::write(&self.0, digest).with_context(|| format!("cannot write {}", self.0.display()))
    }

    /// Forgets, so that a step that fails half-way is not taken for done.
    pub fn clear(&self) {
        // A stamp that is not there says as little as one that was removed.
        let _ = fs::remove_file(&self.0);
    }
}

/// A digest of dates and lengths: cheap enough to take twice a second.
pub fn dates(paths: &[PathBuf], skip: &Path) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        for file in files_below(path)?.into_iter().filter(|file| !file.starts_with(skip)) {
            // A file may go between being listed and being looked at: an editor's own temporary file does.
            let Ok(about) = fs::metadata(&file) else { continue };
            (file, about.len(), about.modified().ok()).hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

/// The file itself, or all files below a directory, in the order of their names.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))? {
        found.extend(files_below(&entry?.path())?);
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let directory = std::env::temp_dir().join(format!("saltatory-stamp-{}-{name}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        directory
    }

    fn digest(directory: &Path) -> String {
        Fingerprint::default().text("1").files(directory).unwrap().digest()
    }

    #[test]
    fn a_fingerprint_follows_contents_and_names() {
        let directory = scratch("fingerprint");
        fs::write(directory.join("a"), "one").unwrap();
        let first = digest(&directory);
        fs::write(directory.join("a"), "two").unwrap();
        assert_ne!(first, digest(&directory));
        fs::write(directory.join("a"), "one").unwrap();
        assert_eq!(first, digest(&directory));
        fs::rename(directory.join("a"), directory.join("b")).unwrap();
        assert_ne!(first, digest(&directory));
        fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn a_stamp_says_only_what_it_was_told() {
        let directory = scratch("stamp");
        let stamp = Stamp::at(directory.join("below/stamp"));
        assert!(!stamp.says("1"));
        stamp.set("1").unwrap();
        assert!(stamp.says("1") && !stamp.says("2"));
        stamp.clear();
        assert!(!stamp.says("1"));
        fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn dates_ignore_what_is_skipped() {
        let directory = scratch("dates");
        fs::create_dir_all(directory.join("pkg")).unwrap();
        fs::write(directory.join("a"), "one").unwrap();
        let look = || dates(std::slice::from_ref(&directory), &directory.join("pkg")).unwrap();
        let first = look();
        fs::write(directory.join("pkg/b"), "made").unwrap();
        assert_eq!(first, look());
        fs::write(directory.join("a"), "three").unwrap();
        assert_ne!(first, look());
        fs::remove_dir_all(directory).unwrap();
    }
}
