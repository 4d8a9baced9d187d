//! What nobody honest sends: refused or kept and flagged; the server goes on answering.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{
    Day,
    odk::{address, submit},
    photo,
};

/// Headers, body, and the status of the answer.
type Post<'a> = (&'a [(&'a str, &'a str)], &'a [u8], u16);

#[tokio::test]
async fn hostile_submissions_are_refused_and_the_server_goes_on() {
    let day = Day::new(true).await;
    let address = address(&day).await;
    let deep = format!("<data id='voting'>{}", "<a>".repeat(100_000));
    let wide = format!("<data id='voting'>{}</data>", "<a/>".repeat(200_000));
    let bombs = [
        "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><data id='voting'>&b;</data>",
        "<!DOCTYPE d SYSTEM 'file:///etc/passwd'><data id='voting'/>",
        "<data id='voting'>&undefined;</data>",
        "<data id='voting'",
        "\u{0}",
        "",
        "<data id='voting' encrypted='yes'/>",
        deep.as_str(),
        wide.as_str(),
    ];
    for bomb in bombs {
        let told = submit(&day, &address, bomb, &[]).await;
        let start: String = bomb.chars().take(40).collect();
        assert_eq!(told.status, StatusCode::BAD_REQUEST, "{start}: {}", told.text());
        assert!(told.text().contains("submit_error"), "{}", told.text());
    }
    let path = format!("{address}/submission");
    let kind = "multipart/form-data; boundary=x7";
    let posts: [Post<'_>; 6] = [
        (&[("content-type", "application/json")], b"{}", 400),
        (&[("content-type", "multipart/form-data")], b"", 400),
        (&[("content-type", kind)], b"--x7\r\nContent-Disposition: form-data; name=\"xml", 400),
        (&[("content-type", kind)], b"--x7--\r\n", 400),
        (&[("content-type", kind), ("content-length", "99999999999")], b"", 413),
        (&[], &[0xff; 999], 400),
    ];
    for (headers, body, status) in posts {
        let told = day.send(Method::POST, &path, headers, body.to_vec()).await;
        assert_eq!(told.status.as_u16(), status, "{headers:?}: {}", told.text());
    }
    let parts = "--x7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".repeat(300);
    let told = day.send(Method::POST, &path, &[("content-type", kind)], parts.into_bytes()).await;
    assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", told.text());
    assert_eq!((day.reports(), day.get("/health").await.status), (0, StatusCode::OK));
}

/// A header that promises 60,000 by 60,000 pixels, a picture of another kind, a torn one: the
/// report is kept and flagged, and nothing is unpacked.
#[tokio::test]
async fn pixel_bombs_and_false_photos_are_flagged() {
    let day = Day::new(true).await;
    let address = address(&day).await;
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let mut bomb = png.into_inner();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let torn = photo(7, "")[..200].to_vec();
    let form = {
        let state = day.mission.server.office.state();
        let form = state.forms().find(|view| view.id.starts_with("protocol-"));
        form.unwrap().id
    };
    let files = [("bomb", bomb), ("gif", b"GIF89a\x01\x00\x01\x00CANARY".to_vec()), ("torn", torn)];
    for (name, bytes) in &files {
        let said = [
            ("station-code", sanaq_forms::Answer::Text("1234".to_owned())),
            ("page-1", sanaq_forms::Answer::File("p.jpg".to_owned())),
        ];
        let xml = super::odk::filled(&day, &form, &format!("uuid:{name}"), None, &said);
        let told = submit(&day, &address, &xml, &[("p.jpg", bytes)]).await;
        assert_eq!(told.status, StatusCode::CREATED, "{name}: {}", told.text());
        assert!(told.text().contains("cannot be read"), "{}", told.text());
        let id = crate::routes::odk::instance_id(&format!("uuid:{name}")).to_string();
        let report = day.report(&id).await;
        let fault = json!({ "place": "page-1", "code": "unreadable" });
        assert!(report["faults"].as_array().unwrap().contains(&fault), "{name}: {report}");
    }
    assert!(!day.on_disk(b"CANARY"), "what is no photo lies sealed");
}

#[tokio::test]
async fn hostile_messages_and_files_are_refused_or_kept() {
    let day = Day::new(true).await;
    for body in ["", "{", "[]", "{\"id\":1}", "{\"id\":\"\",\"from\":\"+7\",\"text\":\"\"}"] {
        let answer = day.hook("bridge", body.to_owned()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}: {}", answer.text());
    }
    let long = json!({ "id": "1", "from": "+7", "text": "x".repeat(9_000) }).to_string();
    assert_eq!(day.hook("bridge", long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let odd =
        ["", "\u{0}\u{1b}[2J", "=1+1", "<b>&", "h", "h 1234", "\u{202e}h 1234 a0900", "R 1234 =5"];
    for (number, text) in odd.iter().enumerate() {
        let told = day.sms(&format!("odd-{number}"), text).await;
        assert!(!told["reply"].as_str().unwrap().contains('⟦'), "{text:?}: {told}");
    }
    let zip_bomb = {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write_string(0, 0, "no survey").unwrap();
        book.save_to_buffer().unwrap()
    };
    let files: [&[u8]; 6] =
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<h:html/>", b"\xff\xfe\x00", &zip_bomb];
    for file in files {
        for path in ["/api/desk/forms?dry=true", "/api/desk/import/reports?form=voting&dry=true"] {
            let cookie = [("cookie", day.admin.as_str())];
            let answer = day.send(Method::POST, path, &cookie, file.to_vec()).await;
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.text());
        }
    }
    assert_eq!(day.get("/health").await.status, StatusCode::OK);
}
