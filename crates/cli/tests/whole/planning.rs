//! `docs/planning.md` as it stands, against a real server: a mission is set up by its commands, and
//! what the server projects is what the program estimates from the server's own files.

use std::{fmt::Write as _, path::Path, process::Command};

use serde_json::{Value, json};

use crate::{sanaq, serve::Server};

/// The commands of a part of the page.
fn commands(part: &str) -> String {
    let page = include_str!("../../../../docs/planning.md");
    let (_, rest) = page.split_once(&format!("## {part}\n")).unwrap();
    let part = rest.split("\n## ").next().unwrap();
    let blocks = part.split("```sh\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap()).collect()
}

/// Runs commands in a folder; they stop at the first that fails.
fn run(folder: &Path, server: &Server, commands: &str) {
    let mut shell = Command::new("bash");
    shell.args(["-euo", "pipefail", "-c", commands]).current_dir(folder);
    shell.env("SERVER", format!("http://{}", server.address));
    shell.env("PASSWORD", server.password.as_deref().unwrap());
    let output = shell.env("SANAQ", env!("CARGO_BIN_EXE_sanaq")).output().unwrap();
    let (said, told) = (String::from_utf8_lossy(&output.stdout), output.stderr);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&told));
}

/// A protocol with the figures of a simulated station.
fn protocol(number: usize, columns: &[&str], cells: &[&str]) -> Value {
    let mut answers = serde_json::Map::new();
    for (column, cell) in columns.iter().zip(cells).filter(|(column, _)| **column != "area") {
        if let Ok(figure) = cell.parse::<u32>()
            && *column != "station"
        {
            answers.insert((*column).to_owned(), json!({ "integer": figure }));
        }
    }
    json!({ "id": format!("{number:032x}"), "form": "protocol-majilis-lists",
        "version": "2021-01-10", "station": cells[0], "observer": format!("o-{number}"),
        "answers": answers })
}

/// Protects the page, and whoever publishes a projection: it can be recomputed from its files.
#[test]
fn the_page_on_planning_sets_up_a_mission_whose_projection_anybody_can_check() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let country = path("country.csv");
    let words = ["simulate", "--election", "kazakhstan-2021", "--stations", "2000", "--seed", "7"];
    let output = sanaq(&[&words[..], &["--out", country.to_str().unwrap()]].concat());
    assert!(output.status.success());
    let country = std::fs::read_to_string(country).unwrap();
    let columns: Vec<&str> = country.lines().next().unwrap().split(',').collect();
    let rows: Vec<Vec<&str>> =
        country.lines().skip(1).map(|row| row.split(',').collect()).collect();
    let mut stations = String::from("station,area,registered\n");
    for row in &rows {
        writeln!(stations, "{},{},{}", row[0], row[1], row[2]).unwrap();
    }
    std::fs::write(path("stations.csv"), stations).unwrap();
    let server = Server::start(&path("mission"));
    run(folder.path(), &server, &commands("Before election day"));
    let sheet = std::fs::read_to_string(path("sheet.html")).unwrap();
    assert_eq!(sheet.matches("<svg").count(), 60);

    let sample = std::fs::read_to_string(path("sample.csv")).unwrap();
    let cookies = std::fs::read_to_string(path("cookies")).unwrap();
    let session = cookies.lines().last().unwrap().split('\t').next_back().unwrap();
    let cookie = format!("sanaq={session}");
    let drawn = sample.lines().skip(1).map(|line| line.split(',').next().unwrap());
    // Three quarters of the sample have reported.
    for (number, code) in (1..).zip(drawn).filter(|(number, _)| number % 4 != 0) {
        let row = rows.iter().find(|row| row[0] == code).unwrap();
        let report = protocol(number, &columns, row);
        let told = server.ask("POST", "/api/desk/reports", &[("cookie", &cookie)], &report);
        assert_eq!(told.status, 200, "{}", told.body);
    }
    run(folder.path(), &server, &commands("On the evening"));
    let read = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(path(name)).unwrap()).unwrap()
    };
    let (projected, estimated) = (read("projection.json"), read("estimate.json"));
    assert_eq!(projected["stations"]["used"], 45, "{projected}");
    assert!(projected["options"][0]["share"]["estimate"].is_f64());
    for (key, figure) in estimated.as_object().unwrap() {
        // Remarks about files are about other files; everything else must be the same.
        if key != "input_warnings" {
            assert_eq!(projected[key], *figure, "{key}");
        }
    }
}
