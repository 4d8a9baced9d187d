//! Every parser of ours behind one function from bytes, with examples to begin from.
//!
//! `fuzz/` runs them under libFuzzer; `tests/mutated.rs` runs them on altered examples, the same
//! ones every time, so that the gate looks too. A target ends quietly whatever comes in: a panic is
//! the finding. Where a law holds beyond that (what is written is read back) it is asserted here.
#![expect(clippy::panic, reason = "a broken law is a finding, as a panic is")]

mod forms;
mod proofs;
mod tables;

/// A parser with its name and examples of what it reads.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name: of the fuzz target, and of the folder of its corpus.
    pub name: &'static str,
    /// Reads some bytes.
    pub run: fn(&[u8]),
    /// What it reads without complaint, or nearly.
    pub examples: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "sms", run: forms::sms, examples: forms::messages },
    Target { name: "submission", run: forms::submission, examples: forms::submissions },
    Target { name: "xform", run: forms::xform, examples: forms::xforms },
    Target { name: "xlsform", run: forms::xlsform, examples: forms::workbooks },
    Target { name: "form", run: forms::form, examples: forms::form_files },
    Target { name: "expression", run: forms::expression, examples: forms::expressions },
    Target { name: "election", run: tables::election, examples: tables::elections },
    Target { name: "recipe", run: tables::recipe, examples: tables::recipes },
    Target { name: "results", run: tables::results, examples: tables::files },
    Target { name: "table", run: tables::table, examples: tables::lists },
    Target { name: "receipt", run: proofs::receipt, examples: proofs::receipts },
    Target { name: "tile", run: proofs::tile, examples: proofs::tiles },
    Target { name: "sealed", run: proofs::sealed, examples: proofs::sealed_files },
    Target { name: "event", run: proofs::event, examples: proofs::events },
    Target { name: "photo", run: proofs::photo, examples: proofs::photos },
];

/// The target with this name, run on some bytes.
///
/// # Panics
/// When a parser does, or a law is broken: that is what is looked for.
pub fn run(name: &str, bytes: &[u8]) {
    match TARGETS.iter().find(|target| target.name == name) {
        Some(target) => (target.run)(bytes),
        None => panic!("there is no target «{name}»"),
    }
}

/// Bytes as text; what is not UTF-8 is replaced, so that no input is wasted.
fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
