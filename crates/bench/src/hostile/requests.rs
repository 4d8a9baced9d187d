//! The corpus: bytes of requests, and what is wrong with each.

/// A request as it goes over the wire.
pub(super) struct Hostile {
    pub(super) what: String,
    pub(super) bytes: Vec<u8>,
}

/// All of them, as an observer's phone and as an administrator's browser.
pub(super) fn all(bearer: &str, cookie: &str) -> Vec<Hostile> {
    let phone = format!("authorization: {bearer}\r\n");
    let desk = format!("cookie: {cookie}\r\nx-sanaq: 1\r\n");
    let mut all = protocol(&phone);
    let raw = |what: &str, head: String, body: Vec<u8>| {
        let mut bytes = head.into_bytes();
        bytes.extend(body);
        Hostile { what: what.to_owned(), bytes }
    };
    let post = |who: &str, path: &str, kind: &str, body: &[u8]| {
        let length = body.len();
        format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{who}content-type: \
             {kind}\r\ncontent-length: {length}\r\n\r\n"
        )
    };
    let entries = ["/api/reports", "/api/session", "/api/join"].map(|path| (path, phone.as_str()));
    let entries = entries.into_iter().chain([
        ("/api/desk/events", desk.as_str()),
        ("/api/desk/reports", desk.as_str()),
        ("/api/desk/messages", desk.as_str()),
        ("/log/cosignature", ""),
    ]);
    for (path, who) in entries {
        for (what, body) in bodies() {
            for kind in ["application/json", "text/plain; charset=utf-7", "multipart/form-data"] {
                let head = post(who, path, kind, &body);
                all.push(raw(&format!("{path}, {kind}, {what}"), head, body.clone()));
            }
        }
    }
    for (what, kind, body) in events() {
        let id = "0".repeat(32);
        let text = format!("{{\"id\": \"{id}\", \"kind\": \"{kind}\", \"body\": {body}}}");
        let head = post(&desk, "/api/desk/events", "application/json", text.as_bytes());
        all.push(raw(&format!("an event, {what}"), head, text.into_bytes()));
    }
    for path in paths() {
        let get =
            format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{phone}{desk}\r\n");
        all.push(raw(&format!("GET {path:.80}"), get, Vec::new()));
        let put = format!(
            "PUT {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{phone}\
             content-length: 1\r\n\r\n"
        );
        all.push(raw(&format!("PUT {path:.80}"), put, b"x".to_vec()));
    }
    all
}

/// So many pieces of text in a row.
pub(super) fn many(count: u32, piece: impl Fn(u32) -> String) -> String {
    (0..count).map(piece).collect()
}

/// What breaks the rules of HTTP/1.1 (RFC 9112).
fn protocol(phone: &str) -> Vec<Hostile> {
    let post = format!("POST /api/reports HTTP/1.1\r\nhost: x\r\n{phone}");
    let many = many(10_000, |at| format!("x-{at}: y\r\n"));
    let long = "a".repeat(1 << 20);
    let chunked = format!("{post}transfer-encoding: chunked\r\n\r\n");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("noise", (0..=255_u8).cycle().take(100_000).collect()),
        ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(50)),
        ("HTTP/2 without asking", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0".to_vec()),
        ("a version that is none", b"GET /health HTTP/9.9\r\nhost: x\r\n\r\n".to_vec()),
        ("ten thousand headers", format!("{post}{many}\r\n").into_bytes()),
        ("a long header", format!("{post}x: {long}\r\n\r\n").into_bytes()),
        ("a long path", format!("GET /{long} HTTP/1.1\r\nhost: x\r\n\r\n").into_bytes()),
        ("a long method", format!("{long} / HTTP/1.1\r\nhost: x\r\n\r\n").into_bytes()),
        ("a negative length", format!("{post}content-length: -1\r\n\r\n").into_bytes()),
        ("two lengths", format!("{post}content-length: 2\r\ncontent-length: 9\r\n\r\n{{}}").into()),
        ("a length beyond all", format!("{post}content-length: {}\r\n\r\n{{}}", u64::MAX).into()),
        ("length and chunks", format!("{chunked}content-length: 4\r\n\r\n0\r\n\r\n").into_bytes()),
        ("a chunk beyond all", format!("{chunked}ffffffffffffffff\r\nx").into_bytes()),
        ("a chunk without a size", format!("{chunked}zz\r\nx\r\n0\r\n\r\n").into_bytes()),
        ("many tiny chunks", [chunked.as_bytes(), &b"1\r\n[\r\n".repeat(200_000)].concat()),
        ("a smuggled request", format!("{chunked}0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n").into()),
        ("a NUL in a header", format!("{post}x: a\0b\r\n\r\n").into_bytes()),
        ("a line break in a header", format!("{post}x: a\rb\r\n\r\n").into_bytes()),
        ("many cookies", format!("{post}cookie: {}\r\n\r\n", "a=b; ".repeat(20_000)).into_bytes()),
        ("forged addresses", format!("{post}x-forwarded-for: {long}\r\n\r\n").into_bytes()),
    ];
    let hostile = |(what, bytes): (&str, Vec<u8>)| Hostile { what: what.to_owned(), bytes };
    cases.into_iter().map(hostile).collect()
}

/// Bodies that are no report: deep, endless, contradictory, not text.
fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let id = "0".repeat(32);
    let report = |more: &str| {
        format!("{{\"id\": \"{id}\", \"form\": \"turnout\", \"version\": \"1\"{more}}}")
            .into_bytes()
    };
    let laughs = "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">\
        <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d SYSTEM \"file:///etc/passwd\">]>\
        <turnout id=\"turnout\">&c;&d;</turnout>";
    let deep = "<a>".repeat(100_000);
    let gzip = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03".repeat(1_000);
    let answers = |text: &str| report(&format!(", \"answers\": {text}"));
    let many = many(20_000, |at| format!("\"q{at}\": {{\"integer\": 1}},"));
    vec![
        ("nothing", Vec::new()),
        ("deep lists", b"[".repeat(1_000_000)),
        ("deep objects", b"{\"a\":".repeat(300_000)),
        ("a report in a deep list", [b"[".repeat(50_000), report("")].concat()),
        ("a number beyond all", answers("{\"voters\": {\"integer\": 1e999999999}}")),
        (
            "many digits",
            answers(&format!("{{\"voters\": {{\"integer\": {}}}}}", "9".repeat(200_000))),
        ),
        (
            "a decimal of many digits",
            answers(&format!("{{\"voters\": {{\"decimal\": \"0.{}\"}}}}", "3".repeat(100_000))),
        ),
        ("not UTF-8", [report(", \"station\": \""), vec![0xff, 0xfe, 0xc0, 0x80]].concat()),
        ("half a surrogate", report(", \"station\": \"\\ud800\"")),
        ("NUL", report(", \"station\": \"a\\u0000b\"")),
        ("the same key twice", report(", \"form\": \"voting\", \"form\": \"turnout\"")),
        ("a byte-order mark", [b"\xef\xbb\xbf".to_vec(), report("")].concat()),
        ("a long station", report(&format!(", \"station\": \"{}\"", "7".repeat(1_500_000)))),
        ("too large", vec![b' '; 3 << 20]),
        ("many answers", answers(&format!("{{{}}}", many.trim_end_matches(',')))),
        (
            "a place of many repetitions",
            answers(&format!("{{\"a[{}]\": {{}}}}", "9,".repeat(9_999))),
        ),
        ("too many reports", format!("{{\"reports\": [{}0]}}", "0,".repeat(500_000)).into_bytes()),
        (
            "a time that cannot be",
            report(", \"made\": 9223372036854775807, \"clock\": -2147483648"),
        ),
        (
            "a place that cannot be",
            report(", \"location\": {\"latitude\": 9223372036854775807, \"longitude\": -9e99}"),
        ),
        ("a correction of itself", report(&format!(", \"corrects\": \"{id}\""))),
        ("formulas", report(", \"station\": \"=cmd|' /C calc'!A0\"")),
        ("right to left", report(", \"station\": \"\u{202e}\u{2066}\u{feff}12\"")),
        ("entities", laughs.as_bytes().to_vec()),
        ("deep markup", deep.into_bytes()),
        ("packed", gzip),
    ]
}

/// Decisions of an administrator that no page would send.
fn events() -> Vec<(&'static str, &'static str, String)> {
    let toml = |text: &str| format!("{{\"name\": \"x\", \"toml\": {}}}", serde_json::json!(text));
    let form = |constraint: &str| {
        format!(
            "{{\"form\": {{\"id\": \"h\", \"version\": \"1\", \"title\": {{\"en\": \"h\"}}, \
             \"kind\": \"other\", \"language\": \"en\", \"items\": [{{\"question\": {{\"id\": \
             \"a\", \"ask\": \"text\", \"label\": {{\"en\": \"a\"}}, \"constraint\": {}}}}}]}}, \
             \"clear\": []}}",
            serde_json::json!(constraint)
        )
    };
    let rows = many(20_000, |at| format!("{{\"code\": \"{at}\", \"area\": \"/////\"}},"));
    vec![
        ("a deep election", "contest/1", toml(&"[".repeat(500_000))),
        ("an election of dots", "contest/1", toml(&format!("a{} = 1", ".a".repeat(100_000)))),
        ("an election without end", "contest/1", toml(&"x = [\n".repeat(100_000))),
        ("a condition in brackets", "form/1", form(&"(".repeat(200_000))),
        ("a condition of minuses", "form/1", form(&format!("{}1", "-".repeat(200_000)))),
        ("a pattern that explodes", "form/1", form("regex(., '(a{1000}){1000}{1000}')")),
        ("a pattern that goes back", "form/1", form("regex(., '(a+)+$')")),
        (
            "many stations of one code",
            "stations/1",
            format!("{{\"rows\": [{}]}}", rows.trim_end_matches(',')),
        ),
        ("a zone that is none", "zones/1", "{\"\": \"../../etc/passwd\"}".to_owned()),
        (
            "a day that is none",
            "schedule/1",
            "{\"date\": \"9999-99-99\", \"expected\": []}".to_owned(),
        ),
    ]
}

/// Paths that lead out, or nowhere.
fn paths() -> Vec<String> {
    let out = ["../../etc/passwd", "..%2f..%2fkeys%2flog.key", "%00", "%c0%ae%c0%ae/", "con", "."];
    let places = ["/api/blobs/", "/log/tile/", "/api/receipts/", "/api/desk/photos/", "/"];
    let mut all: Vec<String> =
        places.iter().flat_map(|place| out.map(|out| format!("{place}{out}"))).collect();
    let zeros = "0".repeat(64);
    all.extend([
        format!("/log/witness/{}", u64::MAX),
        "/log/witness/-1".to_owned(),
        "/log/tile/63/x999/x999/x999/x999/x999/999".to_owned(),
        "/log/tile/0/000.p/65535".to_owned(),
        format!("/api/blobs/{zeros}?offset={}", u64::MAX),
        format!("/api/blobs/{zeros}?offset=-1&offset=2"),
        format!("/api/blobs/{}", "f".repeat(100_000)),
        format!("/api/desk/views/station?station={}", "%00".repeat(10_000)),
        format!("/api/desk/views/overview?area={}", "a/".repeat(10_000)),
        "/api/desk/views/trail?from=18446744073709551615&limit=18446744073709551615".to_owned(),
        "/api/desk/export?form=%27;drop%20table%20entry".to_owned(),
    ]);
    all
}
