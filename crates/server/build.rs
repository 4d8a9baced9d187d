//! Says when the program must be built anew because the web apps were: a file that is new in their
//! folder is nothing that the compiler would notice by itself. Only a release holds the files; a
//! debug build reads them from the folder.

use std::io::Write as _;

fn main() {
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let watched = if release { "../../web/dist" } else { "build.rs" };
    let _ = writeln!(std::io::stdout(), "cargo:rerun-if-changed={watched}");
}
