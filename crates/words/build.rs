//! Lists the files of `words/`, so that one that is added is there without a line of code.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let missing = |name| move |_| io::Error::other(format!("cargo says no {name}"));
    let here = env::var("CARGO_MANIFEST_DIR").map_err(missing("CARGO_MANIFEST_DIR"))?;
    let out = env::var("OUT_DIR").map_err(missing("OUT_DIR"))?;
    let folder = Path::new(&here).join("../../words");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let mut list = String::from("[\n");
    for name in names {
        let stem = name.strip_suffix(".ftl").and_then(|stem| stem.split_once('-'));
        let Some((about, tag)) = stem else { continue };
        let path = folder.join(&name).canonicalize()?.display().to_string();
        // Writing to a text does not fail.
        let _ = writeln!(list, "    ({about:?}, {tag:?}, include_str!({path:?})),");
    }
    list.push_str("]\n");
    fs::write(Path::new(&out).join("files.rs"), list)
}
