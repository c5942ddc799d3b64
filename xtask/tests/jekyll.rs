//! What `cargo xtask test` says where Jekyll is missing and cannot be had: one line, and it goes on without.

use std::process::Command;

#[test]
fn one_line_says_that_jekyll_is_missing() {
    // Where no program is found, neither is Jekyll, nor what would install it; nor is what the next step needs.
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("test").env("PATH", "").output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("Jekyll")).collect();
    let [line] = lines[..] else { panic!("{said}") };
    assert!(line.starts_with("figures in a Jekyll blog are not tested, for want of Jekyll: "), "{line}");
    assert!(!output.status.success(), "without cargo nothing can be tested");
}
