//! ODK Collect: submissions with the word in every sensitive answer, in names of files and of
//! instances, and in what cameras write beside a photo.

use sanaq_forms::{
    Answer, Answers, Ask, Form, Place as Question,
    openrosa::{Identity, instance},
};
use sanaq_seal::hash::Hash;
use serde_json::json;

use super::{Day, SECRET, photo, secret};
use crate::{
    failure::{Failure, ensure},
    http::{Client, Request},
    jpeg, mission,
    search::Wanted,
    traffic,
};

/// Observers with ODK Collect.
const DEVICES: u32 = 40;

/// Gives some observers an ODK Collect.
pub(super) async fn addresses(day: &Day) -> Result<Vec<String>, Failure> {
    let mut client = Client::connect(day.server).await?;
    let mut all = Vec::new();
    for number in 0..DEVICES {
        let body = json!({ "observer": mission::observer(number) }).to_string();
        let post = Request::post("/api/desk/collect", body.as_bytes());
        let told = client.ask(&post.by("cookie", &day.cookie)).await?.json()?;
        let address = told.get("address").and_then(serde_json::Value::as_str).unwrap_or_default();
        let path = address.find("/odk/").and_then(|at| address.get(at..));
        let path = path.ok_or_else(|| Failure::new("no address for ODK Collect was given"))?;
        all.push(format!("{path}/submission"));
    }
    Ok(all)
}

/// A submission.
pub(super) async fn send(day: &Day, client: &mut Client, number: u64) -> Result<(), Failure> {
    let forms = day.traffic.forms();
    let (xml, files) = match number / 10 % 3 {
        0 => (filled(&forms.incident, number), vec![("1.jpg", photo("Odk", number))]),
        1 => {
            let bytes = photo("OdkPhoto", number);
            (filled(&forms.protocol, number), vec![("1.jpg", bytes)])
        }
        _ => (unknown(number), Vec::new()),
    };
    let (status, text) = post(day, client, number, &xml, &files).await?;
    ensure(status == 201, || format!("a submission was answered {status}: {text}"))
}

/// A form in which every question that must be sealed is answered with the word, and every photo is
/// a file.
fn filled(form: &Form, number: u64) -> String {
    let clear = sanaq_desk::clear_fields(form);
    let mut answers: Answers = traffic::answers(form, usize::MAX);
    for question in form.questions() {
        let answer = match question.ask {
            Ask::Text if question.id.as_str() == "station-code" => {
                Answer::Text(mission::station(u32::try_from(number % 200).unwrap_or_default()))
            }
            Ask::Text if !clear.contains(&question.id) => Answer::Text(secret("Odk", number)),
            Ask::Photo => Answer::File(file_name("1.jpg")),
            _ => continue,
        };
        answers.set(Question::from(question.id.clone()), answer);
    }
    let name = format!("uuid:{}", secret("Odk", number));
    let xml = instance(form, &answers, &Identity { id: &name, corrects: None });
    let meta = format!("<orx:instanceName>{SECRET} of Asel</orx:instanceName></orx:meta>");
    xml.replace("</orx:meta>", &meta)
}

/// What a person may have called a file.
fn file_name(name: &str) -> String {
    format!("{SECRET} Asel {name}")
}

/// A submission of a form that nobody published.
fn unknown(number: u64) -> String {
    let said = secret("Odk", number);
    format!(
        "<data id=\"unknown\" version=\"7\"><start>2021-01-10T09:00:00.000+06:00</start>\
         <deviceid>collect:{SECRET}</deviceid><phonenumber>+77475931600</phonenumber><names><name>\
         {said}</name></names><meta><instanceID>uuid:{said}</instanceID></meta></data>"
    )
}

/// What is no submission, and what the mission cannot take.
pub(super) async fn refused(day: &Day, client: &mut Client, number: u64) -> Result<(), Failure> {
    let said = secret("Refused", number);
    let documents = [
        format!("<!DOCTYPE d [<!ENTITY a \"{said}\">]><data id=\"incident\"><d>&a;</d></data>"),
        format!("<data id=\"incident\" encrypted=\"yes\"><a>{said}</a></data>"),
        format!("<data id=\"incident\"><description>{said}</description>"),
        said,
    ];
    for xml in documents {
        let (status, text) =
            post(day, client, number, &xml, &[("1.jpg", photo("Refused", number))]).await?;
        ensure(status == 400, || format!("a submission was answered {status}: {text}"))?;
    }
    Ok(())
}

async fn post(
    day: &Day,
    client: &mut Client,
    number: u64,
    xml: &str,
    files: &[(&str, Vec<u8>)],
) -> Result<(u16, String), Failure> {
    let path = &day.collect[usize::try_from(number / 10)? % day.collect.len()];
    let mut body = Vec::new();
    let mut part = |name: &str, file: &str, kind: &str, bytes: &[u8]| {
        let head = format!(
            "--x7\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
             Content-Type: {kind}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    };
    part("xml_submission_file", "form.xml", "text/xml", xml.as_bytes());
    for (name, bytes) in files {
        let name = file_name(name);
        part(&name, &name, "image/jpeg", bytes);
    }
    body.extend_from_slice(b"--x7--\r\n");
    let version = [("x-openrosa-version", "1.0")];
    let post = Request::post(path, &body).of("multipart/form-data; boundary=x7").with(&version);
    let answer = client.ask(&post).await?;
    Ok((answer.status, answer.text()))
}

/// What the data centre is shown of photos is nothing but pixels.
pub(super) async fn seen(day: &Day) -> Result<(), Failure> {
    let wanted = [Wanted::new(SECRET), Wanted::bytes("a photo's place", &jpeg::LATITUDE)];
    let mut client = Client::connect(day.server).await?;
    for bytes in [photo("OdkPhoto", 17), photo("Photo", 14)] {
        let path = format!("/api/desk/photos/{}", Hash::of(&bytes));
        let answer = client.ask(&Request::get(&path).by("cookie", &day.cookie)).await?;
        ensure(answer.status == 200, || format!("a photo: {} {}", answer.status, answer.text()))?;
        let told = wanted.iter().flat_map(|word| word.find(&answer.body)).collect::<Vec<_>>();
        ensure(told.is_empty(), || format!("a photo that is shown holds the word: {told:?}"))?;
    }
    Ok(())
}
