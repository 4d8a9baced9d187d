//! Languages and scripts: a form in Arabic goes every way that a form goes, and whoever changes the
//! language changes words and nothing else.

use axum::http::{Method, Request, StatusCode, header};
use sanaq_forms::{Form, Item, Texts};
use serde_json::{Value, json};

use super::day::{Day, id};

const TITLE: &str = "عدّ الناخبين";
const QUESTION: &str = "كم ناخبًا تسلّم ورقة الاقتراع؟";

/// The head count with its title and one question in Arabic; everything else as it is.
fn arabic() -> Form {
    let mut form = sanaq_forms::builtin::form("turnout").unwrap().unwrap();
    form.version = "2".into();
    form.title.set("ar", TITLE);
    for item in &mut form.items {
        let Item::Group(group) = item else { continue };
        for item in &mut group.items {
            let Item::Question(question) = item else { continue };
            if question.id.as_str() == "voters" {
                question.label.set("ar", QUESTION);
            }
        }
    }
    form
}

async fn published() -> Day {
    let day = Day::new("").await;
    let form = arabic();
    let clear = sanaq_desk::clear_fields(&form);
    day.record(sanaq_desk::event::Published { form, clear }).await;
    day
}

/// 14: a form in Arabic could not be built. Here it goes out as a workbook and as an `XForm`, comes
/// back the same, reaches the phone, and is printed from right to left.
#[tokio::test]
async fn a_form_in_arabic_goes_every_way() {
    let day = published().await;
    let admin = day.mission.sign_in("admin").await;
    for shape in ["xlsform", "xform"] {
        let path = format!("/api/desk/forms/turnout/{shape}");
        let request = Request::get(&path).header("cookie", &admin);
        let request = request.body(axum::body::Body::empty()).unwrap();
        let router = day.mission.router.clone();
        let told = tower::ServiceExt::oneshot(router, request).await.unwrap();
        assert_eq!(told.status(), StatusCode::OK, "{shape}");
        let bytes = axum::body::to_bytes(told.into_body(), 1 << 22).await.unwrap();
        let back = if shape == "xlsform" {
            sanaq_forms::xlsform::import(&bytes, "turnout").unwrap().form
        } else {
            sanaq_forms::openrosa::import(&bytes).unwrap().form
        };
        let label = |texts: &Texts| texts.exact("ar").map(str::to_owned);
        let voters = back.question(&"voters".parse().unwrap()).unwrap();
        assert_eq!(label(&voters.label).as_deref(), Some(QUESTION), "{shape}");
    }
    let phone = day.mission.phone(&admin, "o-7", 150).await;
    let who = [("authorization", phone.as_str())];
    let told = day.mission.ask(Method::GET, "/api/phone", &who, Value::Null).await;
    assert!(told.body["forms"].to_string().contains(QUESTION));
    let path = "/api/desk/print/blank-form?form=turnout&language=ar";
    let page = day.get("coordinator", path).await.as_str().unwrap().to_owned();
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
    assert!(page.contains(TITLE) && page.contains(QUESTION), "{page}");
    assert!(page.contains("text-align:start"), "nothing holds to the left: {page}");
}

/// 14: choosing another language made everything unusable. Here only words change, whichever
/// language it is, and nothing that was reported.
#[tokio::test]
async fn another_language_changes_words_and_nothing_else() {
    let day = published().await;
    let languages = ["ar", "en", "kk", "ru", "xx", "", "ar-EG", "<script>"];
    for (number, language) in (1_u32..).zip(languages) {
        let name = format!("w-{number}");
        let observer = json!({ "id": name, "language": language });
        let told = day.decide("coordinator", 100 + number, "observer/1", observer).await;
        assert_eq!(told.status, StatusCode::OK, "{language}: {}", told.body);
        day.deploy(&name, "2").await;
        let report = json!({ "id": id(number), "form": "turnout", "version": "2",
            "station": "2", "observer": name, "answers": { "voters": { "integer": 100 } } });
        assert_eq!(day.file(report).await.status, StatusCode::OK);
        for page in ["blank-form?form=turnout", "crib-card?form=turnout", "deployments?x"] {
            let language = language.replace('<', "%3C").replace('>', "%3E");
            let path = format!("/api/desk/print/{page}&language={language}");
            let page = day.get("coordinator", &path).await.as_str().unwrap().to_owned();
            assert!(page.starts_with("<!doctype html>") && !page.contains("<script"), "{page}");
            let rtl = page.contains("dir=\"rtl\"");
            assert_eq!(rtl, page.contains("lang=\"ar\""), "{path}");
        }
    }
    let lines = day.csv("analyst", "form=turnout").await;
    assert_eq!(lines.len(), languages.len() + 1);
    let answers: Vec<&str> =
        lines[1..].iter().map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!(answers, ["100"; 8], "{lines:?}");
    let overview = day.get("analyst", "/api/desk/views/overview").await;
    assert_eq!(overview["total"]["reports"], 8);
}

/// 13: texts in other character sets were not read until days before the vote. The same report in
/// six ways of typing it is the same report.
#[tokio::test]
async fn a_text_is_read_in_whatever_digits_and_letters_it_is_typed() {
    let gateway = "[[gateway]]\nname = \"main\"\nkind = \"generic\"\nsecret = \
                   \"0123456789abcdef0123456789abcdef\"\n";
    let day = Day::new(gateway).await;
    let secret = "0123456789abcdef0123456789abcdef".to_owned().into();
    let texts = [
        "H 1 A0900 B412",
        "h1a٠٩٠٠b٤١٢",
        "Н 1 А0900 В412",
        "h, 1; a0900; b412.",
        "Ｈ １ Ａ０９００ Ｂ４１２",
        "h १ a०९०० b४१२",
    ];
    for (number, text) in (1..).zip(texts) {
        let from = format!("+7701000000{number}");
        let body = json!({ "id": format!("m-{number}"), "from": from, "text": text });
        let stamp = day.mission.server.office.now().to_string();
        let signed = sanaq_seal::webhook::sign(&secret, format!("{body}{stamp}").as_bytes());
        let who = [("x-signature", signed.as_str()), ("x-timestamp", stamp.as_str())];
        let told = day.mission.ask(Method::POST, "/api/sms/main", &who, body).await;
        assert_eq!(told.body["status"], "filed", "{text}: {}", told.body);
    }
    let lines = day.csv("coordinator", "form=turnout").await;
    assert_eq!(lines.len(), 7);
    let columns: Vec<&str> = lines[0].trim_end().split(',').collect();
    let at = |name: &str| columns.iter().position(|own| *own == name).unwrap();
    for line in &lines[1..] {
        let cells: Vec<&str> = line.trim_end().split(',').collect();
        assert_eq!((cells[at("station")], cells[at("voters")]), ("1", "412"), "{line}");
        assert!(cells[at("until")].starts_with("09:00"), "{line}");
    }
}

/// A page in another language is a page for a browser, not a file to keep.
#[tokio::test]
async fn pages_say_in_which_characters_they_are_written() {
    let day = published().await;
    let admin = day.mission.sign_in("admin").await;
    let request = Request::get("/api/desk/print/blank-form?form=turnout&language=ar");
    let request = request.header("cookie", admin).body(axum::body::Body::empty()).unwrap();
    let told = tower::ServiceExt::oneshot(day.mission.router.clone(), request).await.unwrap();
    assert_eq!(told.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
}
