//! Head counts, spoiled ballots and exit polls: a day whose truth is known, files that cannot be
//! used, and counts that break careless arithmetic.

use std::{fmt::Write as _, path::Path};

use serde_json::Value;

use crate::{json, sanaq};

/// A small generator of numbers (SplitMix64): the same day on every machine.
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ (word >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// A whole number from 0 to below `bound`.
    fn below(&mut self, bound: u32) -> u32 {
        whole(self.unit() * f64::from(bound)).min(bound - 1)
    }

    /// Nearly normal, with standard deviation 1.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

fn whole(figure: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
    let whole = figure.max(0.0) as u32;
    whole
}

/// Files in a folder of their own.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

/// A list of drawn stations.
fn list(stations: impl Iterator<Item = usize>) -> String {
    stations.fold("station\n".to_owned(), |list, station| format!("{list}{station}\n"))
}

fn number(document: &Value, pointer: &str) -> f64 {
    let found = document.pointer(pointer);
    found.and_then(Value::as_f64).unwrap_or_else(|| panic!("no number {pointer} in {document}"))
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// Runs a command that must refuse its file; the message.
fn refused(command: &str, name: &str, text: &str, more: &[&str]) -> String {
    let folder = Folder::new();
    let path = folder.write(name, text);
    let output = sanaq(&[&[command, &path], more].concat());
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(output.stdout.is_empty() && !message.contains("panicked"), "{message}");
    assert!(message.contains("expected") && message.contains("found"), "{message}");
    message
}

/// What the regions' voters have done by each hour from 7 to 20, with regions that vote early and
/// late.
fn part_by(region: usize, hour: u32) -> f64 {
    let time = (f64::from(hour) - 7.0) / 13.0;
    let lean = [-0.25, -0.1, 0.1, 0.25][region];
    time + lean * time * (1.0 - time)
}

/// The region's curve as an authority publishes it: turnout in percent by some hours.
fn curves() -> String {
    let mut text = "region,hour,turnout\n".to_owned();
    for region in 0..4 {
        for hour in [10, 12, 14, 16, 18, 20] {
            let _ = writeln!(text, "R{region},{hour}:00,{}", 60.0 * part_by(region, hour));
        }
    }
    text
}

/// A day: stations of four regions of which 50 are watched for some hours, some late, some with a
/// gap. Head counts, the list, and the true turnout.
fn day(seed: u64) -> (String, String, f64) {
    let mut dice = Dice(seed);
    let (mut voters, mut register) = (0.0, 0.0);
    let mut text = "station,registered,from,to,entered,region\n".to_owned();
    for station in 0..400 {
        let region = station % 4;
        let registered = 500 + dice.below(2_000);
        let turnout = (0.55 + 0.08 * dice.normal()).clamp(0.1, 0.95);
        let came = f64::from(whole(turnout * f64::from(registered)));
        voters += came;
        register += f64::from(registered);
        if station % 8 >= 4 || dice.unit() > 0.25 {
            continue;
        }
        let (first, last) = (7 + dice.below(5), 16 + dice.below(5));
        let gap = dice.below(6) + 11;
        for hour in first..last {
            if hour == gap {
                continue;
            }
            let part = part_by(region, hour + 1) - part_by(region, hour);
            let entered = whole(came * part * (1.0 + 0.05 * dice.normal()) + 0.5);
            let to = hour + 1;
            let _ =
                writeln!(text, "{station},{registered},{hour:02}:00,{to}:00,{entered},R{region}");
        }
    }
    let drawn = (0..400).filter(|station| station % 8 < 4);
    (text, list(drawn), voters / register)
}

/// 40 days: the true turnout lies in nearly every interval, and the middle is near it.
#[test]
fn turnout_of_a_simulated_day_is_found_from_some_of_its_hours() {
    let folder = Folder::new();
    let curves = folder.write("curves.csv", &curves());
    let (mut inside, mut off) = (0, 0.0);
    for seed in 0..40 {
        let (counts, sample, truth) = day(seed);
        let (counts, sample) = (folder.write("c.csv", &counts), folder.write("s.csv", &sample));
        let found = json(&["turnout", &counts, "--curve", &curves, "--sample", &sample]);
        let [low, high] = ["/turnout/low", "/turnout/high"].map(|end| number(&found, end));
        inside += u32::from((low..=high).contains(&truth));
        off += number(&found, "/turnout/estimate") - truth;
        assert!(high - low > 0.02 && high - low < 0.2, "{low} to {high}");
        assert!(number(&found, "/curve_error") > 0.01);
        assert_eq!(found["refusal"], Value::Null);
        assert!(number(&found, "/stations/missing") > 100.0);
    }
    assert!(inside >= 37, "{inside} of 40 intervals hold the truth");
    assert!((off / 40.0).abs() < 0.01, "{off}");
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let folder = Folder::new();
    let (counts, sample, _) = day(7);
    let (counts, sample) = (folder.write("c.csv", &counts), folder.write("s.csv", &sample));
    let curves = folder.write("curves.csv", &curves());
    for format in ["text", "json"] {
        let bytes = |threads: &str| {
            let arguments = ["turnout", &counts, "--curve", &curves, "--sample", &sample];
            let more = ["--format", format, "--threads", threads];
            let output = sanaq(&[&arguments[..], &more].concat());
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        assert_eq!(bytes("1"), bytes("8"));
    }
}

/// The vector of the design, through a file: 475, 440 and 61 / 0.18 voters of 5,100.
#[test]
fn three_hand_picked_stations_give_the_vector_bounds_and_no_interval() {
    let folder = Folder::new();
    let counts = "station,registered,from,to,entered\n1,1800,10:00,12:00,95\n\
                  2,2400,10,12,88\n3,900,09:00,11:00,61\n";
    let curve = "hour,part\n09:00,.06\n10:00,.14\n11:00,.24\n12:00,.34\n13:00,.43\n";
    let (counts, curve) = (folder.write("c.csv", counts), folder.write("curve.csv", curve));
    let arguments = ["turnout", &counts, "--curve", &curve, "--curve-error", "0.13"];
    let found = json(&[&arguments[..], &["--register", "51000"]].concat());
    let t = (475.0 + 440.0 + 61.0 / 0.18) / 5_100.0;
    close(number(&found, "/visited/turnout"), t);
    close(number(&found, "/visited/bounds/low"), 0.1 * t);
    close(number(&found, "/visited/bounds/high"), 0.1 * t + 0.9);
    assert!(found["turnout"].is_null() && found["error"].is_null());
    let said = found["refusal"].as_str().unwrap();
    assert!(said.contains("at 3 visited stations"), "{said}");
    let more = ["--curve", &curve, "--curve-error", "0.13", "--register", "5099"];
    let text = std::fs::read_to_string(&counts).unwrap();
    let said = refused("turnout", "c.csv", &text, &more);
    assert!(said.contains("found 5099, expected at least 5100"), "{said}");
}

#[test]
fn stations_watched_all_day_need_no_curve() {
    let folder = Folder::new();
    let mut counts = "station,registered,from,to,entered\n".to_owned();
    for station in 0..40 {
        let entered = 500 + station;
        let _ = writeln!(counts, "{station},1000,07:00,13:00,{entered}");
        let _ = writeln!(counts, "{station},1000,13:00,20:00,20");
    }
    let counts = folder.write("c.csv", &counts);
    let sample = folder.write("s.csv", &list(0..40));
    let found = json(&["turnout", &counts, "--sample", &sample]);
    close(number(&found, "/turnout/estimate"), (520.0 + 19.5) / 1_000.0);
    close(number(&found, "/curve_error"), 0.0);
    assert_eq!(found["cautions"].as_array().unwrap().len(), 0, "{found}");
    let message =
        refused("turnout", "c.csv", "station,registered,from,to,entered\n1,9,8,20,1\n", &[]);
    assert!(message.contains("line 2, column from") && message.contains("--curve"), "{message}");
}

#[test]
fn bad_head_counts_are_named() {
    let header = "station,registered,from,to,entered\n1,1000,07:00,20:00,500\n";
    let cases = [
        ("2,0,07:00,20:00,5", "line 3, column registered"),
        ("2,many,07:00,20:00,5", "«many»"),
        ("2,1000,06:00,20:00,5", "line 3, column from"),
        ("2,1000,7:77,20:00,5", "«7:77»"),
        ("2,1000,07:00,07:00,5", "line 3, column to"),
        ("2,1000,07:00,20:00,-5", "line 3, column entered"),
        ("2,1000,07:00,20:00,", "line 3, column entered"),
        (",1000,07:00,20:00,5", "line 3, column station"),
        ("2,1000,07:00,14:00,5\n2,1000,13:00,20:00,5", "line 4, column from"),
        ("2,1000,07:00,14:00,5\n2,1001,14:00,20:00,5", "line 4, column registered"),
    ];
    for (row, part) in cases {
        let message = refused("turnout", "c.csv", &format!("{header}{row}\n"), &[]);
        assert!(message.contains("c.csv") && message.contains(part), "{row}: {message}");
    }
    for (text, part) in [("", "station"), ("station,from\n1,7\n", "registered"), (header, "curve")]
    {
        let folder = Folder::new();
        let curve = folder.write("curve.csv", "hour,part\n07:00,0\n20:00,1\n");
        let message = refused("turnout", "c.csv", text, &["--curve", &curve]);
        assert!(message.contains(part), "{message}");
    }
    let bad_curves = [
        ("hour\n7\n", "part"),
        ("hour,part\n25:00,0\n", "line 2, column hour"),
        ("hour,part\n10:00,0.5\n09:00,0.6\n", "9"),
        ("hour,part\n10:00,0.5\n12:00,0.4\n", "0.4"),
        ("hour,turnout\n10:00,20\n12:00,40\n", "whole day"),
        ("hour,part\n10:00,0.5\n20:00,0.9\n", "found 0.9 at hour 20 as the last part, expected 1"),
        ("region,hour,part\nNorth,10:00,0.5\n", "region"),
    ];
    for (curve, part) in bad_curves {
        let folder = Folder::new();
        let curve = folder.write("curve.csv", curve);
        let message = refused("turnout", "c.csv", header, &["--curve", &curve]);
        assert!(message.contains(part), "{message}");
    }
}

/// 60 drawn stations of 600 with 12 % of invalid ballots.
#[test]
fn twelve_percent_of_spoiled_ballots_are_far_from_an_official_four() {
    let folder = Folder::new();
    let mut dice = Dice(12);
    let mut boxes = "station,ballots,invalid\n".to_owned();
    let (mut all, mut spoiled) = (0_u32, 0_u32);
    for station in 0..60 {
        let ballots = 300 + dice.below(600);
        let invalid = whole(f64::from(ballots) * (0.12 + 0.03 * dice.normal()).max(0.0));
        (all, spoiled) = (all + ballots, spoiled + invalid);
        let _ = writeln!(boxes, "{station},{ballots},{invalid}");
    }
    let boxes = folder.write("boxes.csv", &boxes);
    let sample = folder.write("s.csv", &list(0..60));
    let official = ["spoiled", &boxes, "--official", "0.0395"];
    let found = json(&[&official[..], &["--sample", &sample, "--stations", "600"]].concat());
    close(number(&found, "/share/estimate"), f64::from(spoiled) / f64::from(all));
    let [low, high] = ["/share/low", "/share/high"].map(|end| number(&found, end));
    assert!(low < 0.12 && 0.12 < high && high - low < 0.03, "{low} to {high}");
    assert_eq!(found["official"]["fits"], false);
    assert!(number(&found, "/design_effect") > 1.0);
    // Nobody drew them: no interval, and the comparison is void.
    let found = json(&official);
    assert!(found["share"].is_null() && found["official"]["fits"].is_null());
    close(number(&found, "/visited/share"), f64::from(spoiled) / f64::from(all));
    // All there are: counted.
    let found = json(&["spoiled", &boxes, "--sample", &sample, "--stations", "60"]);
    assert!(found["counted"] == true && found["share"].is_null());
    let output = sanaq(&["spoiled", &boxes, "--sample", &sample, "--stations", "59"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn bad_boxes_are_named() {
    let header = "station,ballots,invalid\n1,100,5\n";
    for (row, part) in [
        ("2,100,101", "line 3, column invalid"),
        ("2,,1", "line 3, column ballots"),
        ("1,100,5", "line 3, column station"),
        ("2,1e3,5", "«1e3»"),
    ] {
        let message = refused("spoiled", "boxes.csv", &format!("{header}{row}\n"), &[]);
        assert!(message.contains("boxes.csv") && message.contains(part), "{row}: {message}");
    }
    refused("spoiled", "boxes.csv", "station,ballots,invalid\n", &[]);
}

/// 40 stations where 40 of each group are asked; supporters of the first answer half as often. The
/// share is off, the bounds hold the truth, and what those who refused voted is what is needed.
#[test]
fn an_exit_poll_with_refusals_bounds_the_truth() {
    let folder = Folder::new();
    let mut answers = "station,group,asked,voters,votes.first,votes.second\n".to_owned();
    for station in 0..40 {
        let more = station % 3;
        for group in ["women", "men"] {
            // 24 of 40 are for the first; 12 of them answer, and all 16 others.
            let _ = writeln!(answers, "{station},{group},40,800,{},{}", 12 + more, 16 - more);
        }
    }
    let answers = folder.write("answers.csv", &answers);
    let sample = folder.write("s.csv", &list(0..40));
    let arguments = ["exit-poll", &answers, "--threshold", "0.6", "--sample", &sample];
    let found = json(&arguments);
    let [low, high] =
        ["low", "high"].map(|end| number(&found, &format!("/options/0/bounds/{end}")));
    assert!(low < 0.6 && 0.6 < high, "{low} to {high}");
    assert!(number(&found, "/options/0/sampling/interval/high") < 0.6, "sampling does not show it");
    close(number(&found, "/refused"), 12.0 / 40.0);
    close(number(&found, "/response"), 28.0 / 40.0);
    let more = (0..40).map(|station| f64::from(station % 3)).sum::<f64>() / 40.0;
    let named = (12.0 + more) / 40.0;
    close(low, named);
    close(number(&found, "/options/0/threshold/refusals/needed"), (0.6 - named) / 0.3);
    assert_eq!(found["options"][0]["threshold"]["refusals"]["possible"], true);
    assert_eq!(
        (&found["lead"]["first"], &found["lead"]["second"]),
        (&"second".into(), &"first".into())
    );
    close(number(&found, "/lead/refusals/needed"), (16.0 - more - 12.0 - more) / 12.0);
    assert!(number(&found, "/lead/low") < number(&found, "/lead/lead"));
    assert_eq!(found["by_group"].as_array().unwrap().len(), 2);
    close(number(&found, "/by_group/0/refused"), 40.0 * 12.0);
    // The same stations, chosen by hand: shares and tipping points, no interval.
    let found = json(&arguments[..4]);
    assert!(found["options"][0]["sampling"].is_null() && found["lead"]["low"].is_null());
    close(number(&found, "/lead/refusals/needed"), (16.0 - more - 12.0 - more) / 12.0);
    let text = String::from_utf8(sanaq(&arguments).stdout).unwrap();
    assert!(text.contains("Tipping point") && text.contains("among those who refused"), "{text}");
}

#[test]
fn bad_answers_are_named() {
    let header = "station,group,asked,voters,votes.a,votes.b\n1,w,20,500,8,2\n";
    for (row, part) in [
        ("1,m,9,500,8,2", "line 3, column asked"),
        ("1,w,20,500,8,2", "line 3, column group"),
        ("1,m,20,501,8,2", "line 3, column voters"),
        ("2,w,20,,8,2", "line 3, column voters"),
        ("2,w,20,500,,2", "line 3, column votes.a"),
        ("2,w,20,500,-1,2", "«-1»"),
    ] {
        let message = refused("exit-poll", "a.csv", &format!("{header}{row}\n"), &[]);
        assert!(message.contains("a.csv") && message.contains(part), "{row}: {message}");
    }
    let message = refused("exit-poll", "a.csv", "station,asked\n1,5\n", &[]);
    assert!(message.contains("votes."), "{message}");
    let message = refused("exit-poll", "a.csv", "station,votes.a\n1,5\n1,6\n", &[]);
    assert!(message.contains("line 3, column station"), "{message}");
}

#[test]
fn a_list_that_does_not_fit_is_told() {
    let folder = Folder::new();
    let boxes = folder.write("boxes.csv", "station,ballots,invalid\n1,100,5\n2,100,9\n");
    let sample = folder.write("s.csv", "station,probability\n2,0.5\n3,0.5\n");
    let found = json(&["spoiled", &boxes, "--sample", &sample]);
    close(number(&found, "/stations/not_drawn"), 1.0);
    close(number(&found, "/stations/missing"), 1.0);
    close(number(&found, "/visited/share"), 0.09);
    assert!(found["refusal"].as_str().unwrap().contains("at 1 visited stations"), "{found}");
    let empty = folder.write("e.csv", "station\n");
    assert_eq!(sanaq(&["spoiled", &boxes, "--sample", &empty]).status.code(), Some(2));
    let bad = folder.write("b.csv", "station,probability\n2,1.5\n");
    let output = sanaq(&["spoiled", &boxes, "--sample", &bad]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("b.csv") && message.contains("line 2"), "{message}");
    assert!(!Path::new("boxes.csv").exists());
}

/// A station drawn with a third of the chance counts three times.
#[test]
fn chances_of_the_list_are_weights() {
    let folder = Folder::new();
    let (mut boxes, mut sample) =
        ("station,ballots,invalid\n".to_owned(), "station,probability\n".to_owned());
    for station in 0..40 {
        let rare = station % 2 == 0;
        let _ = writeln!(boxes, "{station},100,{}", if rare { 20 } else { 10 });
        let _ = writeln!(sample, "{station},{}", if rare { 0.1 } else { 0.3 });
    }
    let (boxes, sample) = (folder.write("b.csv", &boxes), folder.write("s.csv", &sample));
    let found = json(&["spoiled", &boxes, "--sample", &sample]);
    close(number(&found, "/share/estimate"), (3.0 * 0.2 + 0.1) / 4.0);
}

/// Zero counts, one hour, everybody refused, everybody alike: no figure that is none, and no
/// interval of length zero.
#[test]
fn nothing_is_made_of_nothing() {
    let folder = Folder::new();
    let sample = folder.write("s.csv", &list(0..40));
    let curve = folder.write("curve.csv", "hour,part\n07:00,0\n10:00,0.3\n20:00,1\n");
    let rows = |header: &str, row: &str| {
        (0..40).fold(format!("{header}\n"), |text, station| format!("{text}{station},{row}\n"))
    };
    let hours = "station,registered,from,to,entered";
    let boxes = "station,ballots,invalid";
    let answers = "station,asked,votes.a,votes.b";
    let cases = [
        ("turnout", rows(hours, "1000,09:00,10:00,0")),
        ("turnout", rows(hours, "1,19:00,20:00,4000000000")),
        ("turnout", format!("{hours}\n0,1000,09:00,10:00,7\n")),
        ("spoiled", rows(boxes, "0,0")),
        ("spoiled", rows(boxes, "100,0")),
        ("spoiled", rows(boxes, "100,100")),
        ("spoiled", rows(boxes, "100,12")),
        ("spoiled", format!("{boxes}\n0,100,12\n")),
        ("exit-poll", rows(answers, "40,0,0")),
        ("exit-poll", rows(answers, "0,0,0")),
        ("exit-poll", rows(answers, "40,40,0")),
        ("exit-poll", rows(answers, "40,10,10")),
        ("exit-poll", format!("{answers}\n0,40,10,9\n")),
    ];
    for (command, text) in cases {
        let path = folder.write("in.csv", &text);
        let mut arguments = vec![command, &path, "--sample", &sample];
        if command == "turnout" {
            arguments.extend(["--curve", &curve, "--curve-error", "0"]);
        }
        let found = json(&arguments);
        assert!(found["refusal"].is_string(), "{text}: {found}");
        let empty = ["/turnout", "/share", "/error", "/lead/error", "/options/0/sampling"];
        for pointer in empty {
            let value = found.pointer(pointer);
            assert!(value.is_none_or(Value::is_null), "{pointer} of {text}: {found}");
        }
        let text = String::from_utf8(sanaq(&arguments).stdout).unwrap();
        for word in ["NaN", "inf ", "± 0", "-0."] {
            assert!(!text.contains(word), "{text}");
        }
    }
}
