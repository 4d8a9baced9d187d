//! The corpus for ODK Collect, forms, files and gateways.

use sanaq_seal::webhook;

use super::{
    archive::{archives, gzip},
    requests::{Hostile, many},
};
use crate::{
    failure::Failure,
    http::{Client, Request},
    mission::{GATEWAY, observer},
    process::Server,
};

/// The address of an observer's ODK Collect.
pub(super) async fn collect(server: &Server, cookie: &str) -> Result<String, Failure> {
    let body = format!("{{\"observer\": \"{}\"}}", observer(60));
    let post = Request::post("/api/desk/collect", body.as_bytes()).by("cookie", cookie);
    let told = Client::connect(server.address).await?.ask(&post).await?.json()?;
    let address = told.get("address").and_then(serde_json::Value::as_str).unwrap_or_default();
    let path = address.find("/odk/").and_then(|at| address.get(at..));
    let path = path.ok_or_else(|| Failure::new("no address for ODK Collect was given"))?;
    Ok(format!("{path}/submission"))
}

/// All of them, by an observer's Collect, an administrator's browser and a gateway.
pub(super) fn all(collect: &str, cookie: &str) -> Result<Vec<Hostile>, Failure> {
    let desk = format!("cookie: {cookie}\r\nx-sanaq: 1\r\n");
    let mut all = Vec::new();
    let mut add = |path: &str, who: &str, kind: &str, what: &str, body: &[u8]| {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{who}content-type: \
             {kind}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let bytes = [head.as_bytes(), body].concat();
        all.push(Hostile { what: format!("{path:.60}, {what}"), bytes });
    };
    for (what, document) in documents() {
        add(collect, "", MULTIPART, what, &multipart(&document));
        add("/api/desk/forms?dry=true&name=x.xml", &desk, "text/xml", what, &document);
    }
    for (what, kind, body) in posts() {
        add(collect, "", &kind, what, &body);
    }
    let files = [
        "/api/desk/forms?dry=true&name=x.xlsx",
        "/api/desk/import/reports?form=turnout&dry=true",
        "/api/desk/import/stations?dry=true",
        "/api/desk/import/observers?dry=true",
    ];
    for (what, file) in archives()?.into_iter().chain(tables()) {
        for path in files {
            add(path, &desk, "application/octet-stream", what, &file);
        }
    }
    let long = "/api/desk/import/stations?dry=true&recipe_toml=%5Bcolumns%5D%0Astation=%22s%22%0A\
        %5Blong%5D%0Aoption=%22o%22%0Afigure=%22n%22%0Aothers=%22x%22%0A";
    for (what, file) in published()? {
        add(long, &desk, "application/octet-stream", what, &file);
    }
    for (what, body) in messages() {
        let seconds = std::time::UNIX_EPOCH.elapsed()?.as_secs().to_string();
        let signature = webhook::sign(
            &GATEWAY.to_owned().into(),
            &[body.as_slice(), seconds.as_bytes()].concat(),
        );
        let signed = format!("x-signature: {signature}\r\nx-timestamp: {seconds}\r\n");
        add("/api/sms/bridge", &signed, "application/json", what, &body);
        add("/api/sms/bridge", "", "application/json", what, &body);
        add("/api/sms/twilio", &signed, "application/x-www-form-urlencoded", what, &body);
    }
    Ok(all)
}

/// One text of a stranger; the status of its answer.
pub(super) async fn message(
    client: &mut Client,
    number: u32,
    signed: bool,
) -> Result<u16, Failure> {
    let text = ["h 1234 a0900 b412", "Привет, что делать?", "E 77 A? @ x", "STOP", "\u{0}"];
    let text = text[usize::try_from(number)? % text.len()];
    let from = format!("+7701{number:07}");
    let body = serde_json::json!({ "id": number.to_string(), "from": from, "text": text });
    let body = body.to_string();
    let seconds = std::time::UNIX_EPOCH.elapsed()?.as_secs().to_string();
    let key = if signed { GATEWAY } else { "the secret of nobody" };
    let signature = webhook::sign(&key.to_owned().into(), format!("{body}{seconds}").as_bytes());
    let signed = [("x-signature", signature.as_str()), ("x-timestamp", seconds.as_str())];
    let post = Request::post("/api/sms/bridge", body.as_bytes()).with(&signed);
    Ok(client.ask(&post).await?.status)
}

const MULTIPART: &str = "multipart/form-data; boundary=x7";

fn multipart(document: &[u8]) -> Vec<u8> {
    let head: &[u8] = b"--x7\r\nContent-Disposition: form-data; name=\"xml_submission_file\"; \
        filename=\"a.xml\"\r\nContent-Type: text/xml\r\n\r\n";
    [head, document, b"\r\n--x7--\r\n"].concat()
}

/// An answered form.
fn filled(inside: &str) -> String {
    format!("<data id=\"turnout\" version=\"1\">{inside}</data>")
}

/// All documents.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let texts = entities().into_iter().chain(endless());
    let mut all: Vec<(&str, Vec<u8>)> =
        texts.map(|(what, text)| (what, text.into_bytes())).collect();
    let plain = filled("<voters>1</voters>");
    all.push(("UTF-16", plain.encode_utf16().flat_map(u16::to_be_bytes).collect()));
    all.push(("9 MB", vec![b' '; 9 << 20]));
    all.push(("no letters at all", vec![0xff; 100_000]));
    all.push(("zeros", vec![0; 1 << 20]));
    all
}

/// Documents that unfold, or lead elsewhere.
fn entities() -> Vec<(&'static str, String)> {
    let laughs =
        many(9, |at| format!("<!ENTITY l{} \"{}\">", at + 1, format!("&l{at};").repeat(10)));
    let typed = |inside: &str, data: &str| format!("<!DOCTYPE d [{inside}]>{}", filled(data));
    let long = format!("<!ENTITY a \"{}\">", "a".repeat(100_000));
    let xform = "<h:html xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><model><instance><data \
        id=\"a\"><b/></data></instance><bind nodeset=\"/data/b\" calculate=\"/data/b\" relevant=\
        \"((((((((\"/></model></h:head><h:body><group ref=\"/data\"><repeat nodeset=\"/data\">\
        <input ref=\"/data/b\"/></repeat></group></h:body></h:html>";
    vec![
        ("a billion laughs", typed(&format!("<!ENTITY l0 \"ha\">{laughs}"), "<a>&l9;</a>")),
        ("a long entity many times", typed(&long, &"&a;".repeat(100_000))),
        ("a file of the server", typed("<!ENTITY a SYSTEM \"file:///etc/passwd\">", "&a;")),
        ("another server", "<!DOCTYPE d SYSTEM \"http://127.0.0.1:9/d.dtd\"><data/>".to_owned()),
        ("a parameter entity", typed("<!ENTITY % p SYSTEM \"file:///dev/zero\"> %p;", "")),
        ("an entity of itself", typed("<!ENTITY a \"&a;\">", "&a;")),
        ("an entity of nobody", filled("<a>&nobody;</a>")),
        ("numbers that are no letters", filled("&#0;&#xD800;&#x110000;&#99999999999;")),
        ("an XForm that is bound to itself", xform.to_owned()),
    ]
}

/// Documents that have no end.
fn endless() -> Vec<(&'static str, String)> {
    let wide = many(400_000, |at| format!("<q{at}/>"));
    let attributes = many(100_000, |at| format!(" a{at}=\"\""));
    let spaces = many(100_000, |at| format!(" xmlns:n{at}=\"u{at}\""));
    let long = "9".repeat(7 << 20);
    let deep = "<a>".repeat(500_000) + &"</a>".repeat(500_000);
    vec![
        ("a million elements inside each other", "<a>".repeat(1_000_000)),
        ("deep, and closed", filled(&deep)),
        ("elements side by side", filled(&wide)),
        ("a hundred thousand attributes", format!("<data id=\"turnout\"{attributes}/>")),
        ("an attribute of 7 MB", format!("<data id=\"{long}\"/>")),
        ("a name of 7 MB", format!("<a{long}/>")),
        ("a text of 7 MB", filled(&format!("<voters>{long}</voters>"))),
        ("a hundred thousand namespaces", format!("<data{spaces}/>")),
        ("comments without end", format!("<data>{}", "<!-- - -->".repeat(700_000))),
        ("a comment that stays open", format!("<data><!--{}", "-".repeat(7 << 20))),
        ("raw text that stays open", format!("<data><![CDATA[{}", "]".repeat(7 << 20))),
        ("ends without a beginning", "</a>".repeat(1_000_000)),
        ("answers to one question", filled(&"<voters>1</voters>".repeat(99_000))),
    ]
}

/// A part of a post.
fn part(head: &str, body: &str) -> String {
    format!("--x7\r\n{head}\r\n\r\n{body}\r\n")
}

fn named(name: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{name}\"")
}

/// Posts whose parts are not what they say: what, the type, the body.
fn posts() -> Vec<(&'static str, String, Vec<u8>)> {
    let xml = part(&named("xml_submission_file"), "<data id=\"turnout\"/>");
    let typed = |boundary: &str| format!("multipart/form-data; boundary={boundary}");
    let other = [
        ("no boundary", "multipart/form-data".to_owned()),
        ("an empty boundary", typed("")),
        ("a long boundary", typed(&"x".repeat(20_000))),
        ("another boundary", typed("y8")),
        ("no multipart", "text/xml".to_owned()),
    ];
    let other = other.map(|(what, kind)| (what, kind, xml.clone().into_bytes()));
    let bodies = bodies(&xml).into_iter();
    other.into_iter().chain(bodies.map(|(what, body)| (what, MULTIPART.to_owned(), body))).collect()
}

fn bodies(xml: &str) -> Vec<(&'static str, Vec<u8>)> {
    let closed = |parts: String| (parts + "--x7--\r\n").into_bytes();
    let long = named(&"a".repeat(1 << 20));
    let out = named("../../keys/log.key") + "; filename=\"../../keys/log.key\"";
    let odd = "Content-Disposition: form-data; name=\"a\\\"\0\u{202e}\"; filename*=x''%";
    let inner = part(&format!("Content-Type: {MULTIPART}"), &xml.repeat(50));
    vec![
        ("nothing", Vec::new()),
        ("only the end", closed(String::new())),
        ("an end that never comes", xml.as_bytes().to_vec()),
        ("a head that never ends", format!("--x7\r\n{long}").into_bytes()),
        ("a part without a name", closed(part("X: y", "z"))),
        ("a part without a head", closed("--x7\r\n\r\nz\r\n".to_owned())),
        ("a name of 1 MB", closed(part(&long, "z"))),
        ("ten thousand heads", closed(part(&many(10_000, |at| format!("X-{at}: y\r\n")), "z"))),
        ("ten thousand parts", closed(part(&named("a"), "z").repeat(10_000))),
        ("a hundred documents", closed(xml.repeat(100))),
        ("a file that leads out", closed(xml.to_owned() + &part(&out, "x"))),
        ("names with odd letters", closed(part(odd, "x"))),
        ("parts in parts", inner.into_bytes()),
        ("a document of 9 MB", multipart(&vec![b'a'; 9 << 20])),
        ("31 MiB of nothing", [xml.as_bytes(), &vec![0; 31 << 20]].concat()),
        ("33 MiB", vec![b'-'; 33 << 20]),
        ("dashes", b"--x7".repeat(500_000)),
    ]
}

/// Tables that are too long, too wide, or never end.
fn tables() -> Vec<(&'static str, Vec<u8>)> {
    let row = format!("a{}b\n", ",".repeat(4_000));
    vec![
        ("an empty table", Vec::new()),
        ("a table of zeros", vec![0; 1 << 20]),
        ("noise", (0..=255_u8).cycle().take(1 << 20).collect()),
        ("commas", vec![b','; 31 << 20]),
        ("wide rows of nothing", row.repeat(7_000).into_bytes()),
        ("one cell of 31 MiB", vec![b'a'; 31 << 20]),
        ("a quote that stays open", [b"id,voters\n\"".to_vec(), vec![b'a'; 20 << 20]].concat()),
        ("quotes", vec![b'"'; 8 << 20]),
        ("line ends", vec![b'\n'; 31 << 20]),
        ("a hundred thousand rows", ["id,voters\n", &"1,2\n".repeat(100_000)].concat().into()),
        ("a million stations", {
            let row = |at| format!("{at},A region with its name/A district,1000\n");
            (String::from("station,area,registered\n") + &many(1_100_000, row)).into()
        }),
        ("a million stations that are none", {
            (String::from("station,area,registered\n") + &many(1_100_000, |_| ",/,x\n".to_owned()))
                .into()
        }),
        ("half of UTF-16", b"\xff\xfea\0,\0\xd8".repeat(10_000)),
        ("formulas", b"id,voters\n=cmd|' /C calc'!A0,=1+1\n".to_vec()),
        ("too large", vec![b'a'; 33 << 20]),
    ]
}

/// Files for a recipe: very many stations, options, and pairs of both; and a list of stations as
/// long as it may be.
fn published() -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    let rows = |row: &dyn Fn(u32) -> String| {
        let text = (0..3_000_000).map(row).collect::<String>();
        gzip(format!("s,o,n\n{text}").as_bytes(), 1)
    };
    Ok(vec![
        ("stations without end", rows(&|at| format!("{at},a,1\n"))?),
        ("options without end", rows(&|at| format!("a,option {at},1\n"))?),
        ("pairs without end", rows(&|at| format!("{},{},1\n", at % 1_000_000, at / 1_000_000))?),
        ("one station again and again", rows(&|_| "a,b,1\n".to_owned())?),
    ])
}

/// What a gateway would not send.
fn messages() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| {
        serde_json::json!({ "id": "1", "from": "+77001234567", "text": text })
            .to_string()
            .into_bytes()
    };
    vec![
        ("nothing", Vec::new()),
        ("deep", b"[".repeat(500_000)),
        ("3 MiB", vec![b'a'; 3 << 20]),
        ("a long text", text(&"h 1234 a0900 ".repeat(2_000))),
        ("as long as may be", text(&"h 1234 a0900 ".repeat(600))),
        ("digits", text(&format!("h 1234 b{}", "9".repeat(8_000)))),
        ("codes", text(&format!("h 1234 {}", "A1B2".repeat(2_000)))),
        ("marks", text(&"@=?!*".repeat(1_600))),
        ("letters upon letters", text(&"a\u{301}\u{302}\u{303}".repeat(1_000))),
        ("right to left", text("\u{202e}h 1234 a0900 b412\u{0}\u{1b}[2J")),
        ("digits of all scripts", text(&"h ١٢٣٤ a٠٩٠٠ ".repeat(300))),
        ("a number without end", {
            let from = "+7".to_owned() + &"7".repeat(1 << 20);
            serde_json::json!({ "id": "1", "from": from, "text": "h" }).to_string().into_bytes()
        }),
        ("percent signs", vec![b'%'; 1 << 20]),
        ("a million fields", b"a=b&".repeat(500_000)),
        ("an empty number", b"{\"id\": \"\", \"from\": \"\", \"text\": \"\"}".to_vec()),
    ]
}
