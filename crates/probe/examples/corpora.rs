//! Writes the examples of every fuzz target into folders of files:
//! `cargo run -p sanaq-probe --example corpora -- fuzz/corpus`.

use std::{io::Error, path::PathBuf};

fn main() -> Result<(), Error> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| Error::other("expected a folder: fuzz/corpus"))?;
    for target in sanaq_probe::TARGETS {
        let own = folder.join(target.name);
        std::fs::create_dir_all(&own)?;
        for (number, example) in (target.examples)().iter().enumerate() {
            std::fs::write(own.join(format!("example-{number:02}")), example)?;
        }
    }
    Ok(())
}
