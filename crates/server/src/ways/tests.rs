//! The ways in through the server's own router: a mission with stations, forms, observers and
//! gateways, and whatever comes in.

mod files;
mod hostile;
mod leftovers;
mod odk;
mod open;
mod photos;
mod sms;

use std::path::Path;

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
};
use sanaq_desk::Mode;
use sanaq_seal::{sealed::Identity, short::Short, webhook};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::tests::{Mission, PASSWORD, Told};

const SECRET: &str = "a secret of the gateway";
const NUMBER: &str = "+77001234567";
const GATEWAYS: &str = r#"
[[gateway]]
name = "bridge"
kind = "generic"
secret = "a secret of the gateway"

[[gateway]]
name = "twilio"
kind = "twilio"
secret = "a secret of the gateway"
public = "https://mission.example"

[[gateway]]
name = "phone"
kind = "android"
secret = "a secret of the gateway"
"#;

/// A mission on its morning.
struct Day {
    mission: Mission,
    admin: String,
    /// Who can open what is sealed; nobody where the mission has no key.
    officer: Identity,
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

impl Day {
    /// With a key to seal to, or without.
    async fn new(can_seal: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        std::fs::create_dir(&keys).unwrap();
        let gateways = keys.join("gateways.toml");
        std::fs::write(&gateways, GATEWAYS).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let config =
                crate::config::Config::local(folder.path().to_owned(), ([127, 0, 0, 1], 0).into());
            let open = crate::app::Server::open(config, &|_, _| ()).await;
            assert!(open.is_err(), "secrets that others can read are not used");
            std::fs::set_permissions(&gateways, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        let officer = Identity::generate();
        if can_seal {
            std::fs::write(keys.join("recipients.txt"), officer.recipient().to_string()).unwrap();
        }
        let mission = Mission::within(folder).await;
        let admin = mission.sign_in("admin").await;
        let day = Self { mission, admin, officer };
        let rows = json!([{ "code": "1234", "area": "Almaty", "registered": 2000 },
                          { "code": "1235", "area": "Almaty", "registered": 2000 }]);
        day.decided(201, "stations/1", json!({ "rows": rows })).await;
        let body = json!({ "id": format!("{:032x}", 202), "names": ["turnout", "voting"] });
        day.post("/api/desk/forms/builtin", body).await;
        let body = json!({ "id": format!("{:032x}", 203), "names": ["incident"] });
        day.post("/api/desk/forms/builtin", body).await;
        let body = json!({ "id": format!("{:032x}", 204), "name": "kazakhstan-2021" });
        day.post("/api/desk/forms/protocol", body).await;
        let hashes = day.post("/api/desk/phones", json!({ "numbers": ["8 700 123 45 67"] })).await;
        let observer = json!({ "id": "o-1", "language": "kk", "phones": hashes["phones"] });
        day.decided(205, "observer/1", observer).await;
        let deployment = json!({ "observer": "o-1", "station": "1234" });
        day.decided(206, "deployment/1", deployment).await;
        day
    }

    async fn decided(&self, number: u8, kind: &str, body: Value) {
        let told: Told = self.mission.record(&self.admin, number, kind, body).await;
        assert_eq!(told.status, StatusCode::OK, "{kind}: {}", told.body);
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let who = [("cookie", self.admin.as_str())];
        let told = self.mission.ask(Method::POST, path, &who, body).await;
        assert_eq!(told.status, StatusCode::OK, "{path}: {}", told.body);
        told.body
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[("cookie", &self.admin)], Vec::new()).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let path = path.strip_prefix("http://mission.example").unwrap_or(path);
        let mut request = Request::builder().method(method).uri(path);
        request = request.header("x-sanaq", "1").header("host", "mission.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.mission.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = axum::body::to_bytes(response.into_body(), 1 << 26).await.unwrap().to_vec();
        Answer { status, headers, body }
    }

    /// Headers of a signed webhook.
    fn signed(&self, body: &str) -> [(&'static str, String); 3] {
        let stamp = self.mission.server.office.now().to_string();
        let secret = SECRET.to_owned().into();
        let signature = webhook::sign(&secret, format!("{body}{stamp}").as_bytes());
        let kind = "application/json".to_owned();
        [("x-signature", signature), ("x-timestamp", stamp), ("content-type", kind)]
    }

    async fn hook(&self, gateway: &str, body: String) -> Answer {
        let headers = self.signed(&body);
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let path = format!("/api/sms/{gateway}");
        self.send(Method::POST, &path, &headers, body.into_bytes()).await
    }

    /// A message of the observer through the bridge.
    async fn sms(&self, id: &str, text: &str) -> Value {
        self.sms_from(id, NUMBER, text).await
    }

    async fn sms_from(&self, id: &str, from: &str, text: &str) -> Value {
        let answer =
            self.hook("bridge", json!({ "id": id, "from": from, "text": text }).to_string());
        let answer = answer.await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }

    fn reports(&self) -> usize {
        self.mission.server.office.state().reports(Mode::Real)
    }

    /// Whether a short receipt is that of what stands at its place in the log.
    async fn holds(&self, receipt: &str) -> bool {
        let short: Short = receipt.parse().unwrap();
        let mut entries = self.mission.server.office.log.read(short.index).await.unwrap();
        let page = entries.next_page().await.unwrap().unwrap();
        assert_eq!(page[0].sequence, short.index);
        page[0].kind == "report/1" && short.fits(&page[0].leaf)
    }

    /// A report as a coordinator sees it.
    async fn report(&self, id: &str) -> Value {
        let answer = self.get(&format!("/api/desk/views/report?id={id}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }

    async fn view(&self, view: &str) -> Value {
        self.get(&format!("/api/desk/views/{view}")).await.json()
    }

    /// Whether some bytes stand anywhere below the mission's directory.
    fn on_disk(&self, word: &[u8]) -> bool {
        holds(self.mission.folder.path(), word)
    }
}

fn holds(folder: &Path, word: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, word);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(word.len()).any(|part| part == word)
    })
}

/// A photo with what a camera writes beside it: which picture, and a word in its EXIF.
fn photo(shade: u8, word: &str) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(160, 120, |x, y| {
        let light = u8::try_from((x * 7 + y * u32::from(shade)) % 256).unwrap();
        image::Rgb([light, 255 - light, shade])
    });
    let mut jpeg = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    let jpeg = jpeg.into_inner();
    if word.is_empty() {
        return jpeg;
    }
    let exif = [b"Exif\0\0".as_slice(), word.as_bytes()].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

#[tokio::test]
async fn the_passwords_of_a_day_are_the_missions() {
    let day = Day::new(true).await;
    assert!(!day.on_disk(PASSWORD.as_bytes()) && !day.on_disk(b"7001234567"));
}
