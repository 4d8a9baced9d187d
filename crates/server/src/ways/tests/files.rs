//! Forms and reports as files.

use axum::http::{Method, StatusCode};
use sanaq_forms::openrosa;
use serde_json::json;

use super::{Answer, Day};

impl Day {
    async fn send_file(&self, path: &str, body: &[u8]) -> Answer {
        self.send(Method::POST, path, &[("cookie", &self.admin)], body.to_vec()).await
    }
}

/// A workbook with a question that no form has a place for.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let rows: [(&str, &[&[&str]]); 3] = [
        (
            "survey",
            &[
                &["type", "name", "label", "trigger"],
                &["text", "station-code", "Station", ""],
                &["integer", "queue", "How many wait", ""],
                &["geotrace", "walk", "The way", "${queue}"],
            ],
        ),
        ("choices", &[&["list_name", "name", "label"]]),
        ("settings", &[&["form_title", "form_id", "version"], &["Queues", "queues", "7"]]),
    ];
    for (name, rows) in rows {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (at, row) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*row) {
                sheet.write_string(at, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_workbook_is_looked_at_published_and_given_back() {
    let day = Day::new(true).await;
    let look = day.send_file("/api/desk/forms?dry=true&name=queues.xlsx", &workbook()).await;
    assert_eq!(look.status, StatusCode::OK, "{}", look.text());
    let told = look.json();
    let findings = told["findings"].as_array().unwrap();
    let row = findings.iter().find(|own| own["row"] == 4 && own["column"] == "type");
    let row = row.unwrap_or_else(|| panic!("{told}"));
    assert_eq!((&row["sheet"], &row["fate"]), (&json!("survey"), &json!("changed")));
    assert_eq!(row["said"]["key"], "said-type-lines");
    assert_eq!(row["said"]["values"], json!({ "found": "geotrace" }));
    assert_eq!(row["message"], row["said"]["text"]);
    assert_eq!((&told["form"], &told["published"]), (&json!("queues"), &json!(false)));
    let id = format!("{:032x}", 70);
    let path = format!("/api/desk/forms?id={id}&name=queues.xlsx");
    for _ in 0..2 {
        let made = day.send_file(&path, &workbook()).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    }
    let listed = day.get("/api/desk/forms").await.json();
    let own = listed["forms"].as_array().unwrap().iter().filter(|form| form["form"] == "queues");
    assert_eq!(own.count(), 1, "{listed}");
    let back = day.get("/api/desk/forms/queues/xlsform").await;
    assert_eq!(back.status, StatusCode::OK);
    let again = day.send_file("/api/desk/forms?dry=true", &back.body).await.json();
    assert_eq!((&again["form"], &again["questions"]), (&json!("queues"), &told["questions"]));
    let xform = day.get("/api/desk/forms/queues/xform").await;
    assert!(openrosa::import(&xform.body).is_ok());
    let read = day.send_file("/api/desk/forms?dry=true", &xform.body).await.json();
    assert_eq!(read["form"], "queues", "{read}");
    for shape in ["paper", "card"] {
        let answer = day.get(&format!("/api/desk/forms/voting/{shape}?language=ru")).await;
        assert_eq!(answer.status, StatusCode::OK, "{shape}: {}", answer.text());
    }
    assert_eq!(day.get("/api/desk/forms/queues/pdf").await.status, StatusCode::NOT_FOUND);
    // Another form under the same version is refused, and what was there stays.
    let path = format!("/api/desk/forms?id={:032x}&name=queues&clear=queue", 71);
    let mut other = xform.text();
    other = other.replace("How many wait", "How many stand");
    let answer = day.send_file(&path, other.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    assert_eq!(answer.json()["said"][0]["key"], "said-version-taken");
    // A file that is no form is refused in words that pages know.
    let answer = day.send_file("/api/desk/forms?dry=true", b"\xd0\xcf\x11\xe0old").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text());
    assert_eq!(answer.json()["said"][0]["key"], "said-book-old");
}

/// The program by which everybody else makes forms: what it makes of our workbook comes in.
#[tokio::test]
async fn what_pyxform_makes_of_our_forms_comes_in() {
    let peers = std::env::var_os("SANAQ_PEERS").map(std::path::PathBuf::from);
    let Some(peers) = peers.filter(|peers| peers.join("bin/xls2xform").exists()) else { return };
    let day = Day::new(true).await;
    for form in ["voting", "turnout"] {
        let book = day.get(&format!("/api/desk/forms/{form}/xlsform")).await;
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("f.xlsx"), folder.path().join("f.xml"));
        std::fs::write(&from, &book.body).unwrap();
        let mut command = std::process::Command::new(peers.join("bin/xls2xform"));
        let made = command.args([&from, &to]).arg("--skip_validate").output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let xml = std::fs::read(&to).unwrap();
        let read = day.send_file("/api/desk/forms?dry=true", &xml).await;
        assert_eq!(read.status, StatusCode::OK, "{}", read.text());
        assert_eq!(read.json()["form"], form);
    }
}

#[tokio::test]
async fn a_file_of_reports_is_told_row_by_row_and_sent_twice_makes_no_second() {
    let day = Day::new(true).await;
    let table = "id,station,observer,voters-listed,voted-so-far,weather\n\
                 r-1,1234,o-1,2000,412,sun\n\
                 r-2,9999,,2000,100,rain\n\
                 r-3,1234,nobody,2000,500,\n\
                 ,1235,,1900,x12,\n";
    let path = "/api/desk/import/reports?form=voting";
    let dry = day.send_file(&format!("{path}&dry=true"), table.as_bytes()).await;
    assert_eq!(dry.status, StatusCode::OK, "{}", dry.text());
    let expected = json!({ "taken": 3, "refused": 1 });
    assert_eq!((dry.json()["counts"].clone(), day.reports()), (expected.clone(), 0));
    let told = day.send_file(path, table.as_bytes()).await.json();
    assert_eq!((told["counts"].clone(), day.reports()), (expected, 3), "{told}");
    assert_eq!(told["unread_columns"], json!(["weather"]));
    let row = |at: usize| told["told"][at].clone();
    assert!(row(1)["reason"].as_str().unwrap().contains("9999"), "{told}");
    assert!(day.holds(row(0)["receipt"].as_str().unwrap()).await);
    assert_eq!((row(2)["line"].clone(), row(2)["fate"].clone()), (json!(4), json!("refused")));
    assert!(row(2)["reason"].as_str().unwrap().contains("nobody"));
    let again = day.send_file(path, table.as_bytes()).await.json();
    assert_eq!(again["counts"], json!({ "repeated": 3, "refused": 1 }), "{again}");
    // A figure was mended in the file: the correction stands beside the report.
    let mended = table.replace("412", "421");
    for fate in ["corrected", "repeated"] {
        let told = day.send_file(path, mended.as_bytes()).await.json();
        assert_eq!(told["told"][0]["fate"], fate, "{told}");
    }
    assert_eq!(day.reports(), 4);
    let report = day.report(row(0)["id"].as_str().unwrap()).await;
    assert_eq!((&report["corrected"], &report["channel"]), (&json!(true), &json!("file")));
    assert_eq!(report["operator"], "admin");
    let faulty = day.report(row(3)["id"].as_str().unwrap()).await;
    assert!(faulty["flags"].as_array().unwrap().contains(&json!("fault")), "kept as it was sent");
    // Another list that counts its rows in the same way corrects nothing of this one.
    let other = "id,station,voters-listed\nr-1,1235,700\n";
    for fate in ["taken", "repeated"] {
        let told = day.send_file(path, other.as_bytes()).await.json();
        assert_eq!(told["told"][0]["fate"], fate, "{told}");
    }
    assert_eq!(day.reports(), 5);
    let unknown = day.send_file("/api/desk/import/reports?form=nothing", b"a\n1\n").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}
