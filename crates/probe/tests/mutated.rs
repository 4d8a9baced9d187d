//! The targets of the fuzzer on altered examples, the same ones every time.

use sanaq_probe::TARGETS;

/// A small generator: what matters is that every run draws the same.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % most.max(1)
    }

    /// Cuts, doubles, swaps, and bytes that parsers stumble over.
    fn alter(&mut self, bytes: &mut Vec<u8>) {
        const ODD: &[&[u8]] = &[
            b"\0",
            b"\xff",
            b"\"",
            b"<",
            b"]]>",
            b"&x;",
            b"-",
            b"9999999999999999999",
            b"{",
            b"\n",
            "\u{202e}".as_bytes(),
            "Ж".as_bytes(),
            b"1e400",
            b"${",
            b"((((((((",
            b"\\u0000",
        ];
        let at = self.below(bytes.len());
        match self.below(6) {
            0 => bytes.truncate(at),
            1 => {
                let end = (at + self.below(40)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            2 => {
                let end = (at + self.below(20)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let odd = ODD[self.below(ODD.len())];
                bytes.splice(at..at, odd.iter().copied());
            }
            4 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
            _ => {
                let other = self.below(bytes.len());
                if !bytes.is_empty() {
                    bytes.swap(at, other);
                }
            }
        }
    }
}

/// Protects the server: no bytes of others make a parser panic. A finding of the fuzzer becomes an
/// example of its target.
#[test]
fn altered_examples_panic_no_parser() {
    for target in TARGETS {
        let examples = (target.examples)();
        assert!(!examples.is_empty(), "{} has no example", target.name);
        let mut draw = Draw(0x5a4e_4151);
        for example in &examples {
            (target.run)(example);
            for _ in 0..(600 / examples.len()).max(20) {
                let mut bytes = example.clone();
                for _ in 0..=draw.below(4) {
                    draw.alter(&mut bytes);
                }
                (target.run)(&bytes);
            }
        }
    }
}

/// Protects the fuzzer's time: an example that its parser refuses leads nowhere.
#[test]
fn examples_are_what_their_parsers_read() {
    let of = |name: &str| TARGETS.iter().find(|target| target.name == name).unwrap().examples;
    let events = of("event")();
    assert!(events.len() >= sanaq_desk::event::KINDS.len(), "an entry of each kind");
    for entry in events {
        let body = std::str::from_utf8(&entry[1..]).unwrap();
        assert!(serde_json::from_str::<serde_json::Value>(body).is_ok(), "{body}");
    }
    assert_eq!(of("photo")().len(), 2, "the small PNG is a photo");
    assert_eq!(of("results")().len(), 5, "the table becomes a Parquet file; a workbook");
    assert_eq!(of("table")().len(), 4, "lists and a workbook");
    assert_eq!(of("sealed")().len(), 2, "the identity seals");
    assert_eq!(of("xlsform")().len(), 1);
}
