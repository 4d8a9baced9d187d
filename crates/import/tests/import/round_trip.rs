//! What is written comes back exactly, in every format, on every run with the same bytes.

use proptest::prelude::*;
use sanaq_election::{Column, StationResults};
use sanaq_import::{Format, write};

use crate::canonical;

const FORMATS: [Format; 3] = [Format::Csv, Format::CsvGzip, Format::Parquet];

fn figure() -> impl Strategy<Value = Option<u32>> {
    prop_oneof![
        1 => Just(None),
        4 => (0u32..3000).prop_map(Some),
        1 => (0..=Column::MAX).prop_map(Some),
    ]
}

/// A text that survives having the white space around it cut off.
fn text(pattern: &'static str) -> impl Strategy<Value = String> {
    pattern.prop_map(|text: String| text.trim().replace('\u{feff}', ""))
}

prop_compose! {
    fn results()(
        lines in prop::sample::subsequence(
            vec!["registered", "issued", "cast", "invalid", "valid", "received", "lost"], 0..7,
        ),
        options in prop::sample::subsequence(vec!["nur-otan", "adal", "c007", "0"], 0..4),
    )(
        rows in prop::collection::vec(
            (
                text("[a-z0-9,\"\n\r;/ é№#'\\-]{0,12}"),
                prop::collection::vec(figure(), lines.len() + options.len()),
            ),
            1..20,
        ),
        lines in Just(lines),
        options in Just(options),
    ) -> StationResults {
        let mut results = StationResults::default();
        for (i, (text, _)) in rows.iter().enumerate() {
            results.stations.push(&format!("{i}-{text}"));
            let area = results.areas.intern(text);
            results.area.push(area);
        }
        let column = |at: usize| rows.iter().map(|(_, figures)| figures[at]).collect::<Column>();
        for (at, line) in lines.iter().enumerate() {
            // A line that nobody reported is no line of the file.
            if column(at).known() > 0 {
                results.lines.push((line.parse().unwrap(), column(at)));
            }
        }
        for (at, option) in options.iter().enumerate() {
            results.votes.push((option.parse().unwrap(), column(lines.len() + at)));
        }
        results
    }
}

fn written(results: &StationResults, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(results, format, &mut bytes).unwrap();
    bytes
}

proptest! {
    #[test]
    fn every_format_gives_back_what_it_was_given(results in results()) {
        for format in FORMATS {
            let bytes = written(&results, format);
            prop_assert_eq!(&bytes, &written(&results, format));
            let import = canonical(&bytes).unwrap();
            let again = import.results;
            prop_assert!(import.warnings.is_empty(), "{:?}", import.warnings);
            prop_assert_eq!(&again.stations, &results.stations);
            for station in 0..results.len() {
                prop_assert_eq!(again.area_path(station), results.area_path(station));
            }
            prop_assert_eq!(&again.lines, &results.lines);
            prop_assert_eq!(&again.votes, &results.votes);
        }
    }
}

#[test]
fn the_header_is_the_promised_one() {
    let mut results = StationResults::default();
    results.stations.push("1");
    let area = results.areas.intern("Region/District");
    results.area.push(area);
    let one: Column = [Some(7)].into_iter().collect();
    results.lines.push(("spoilt".parse().unwrap(), one.clone()));
    results.lines.push(("cast".parse().unwrap(), one.clone()));
    results.votes.push(("adal".parse().unwrap(), one));
    let text = String::from_utf8(written(&results, Format::Csv)).unwrap();
    let expected = "station,area,registered,issued,cast,invalid,valid,votes.adal,line.spoilt\n\
                    1,Region/District,,,7,,,7,7\n";
    assert_eq!(text, expected);
}
