//! Signatures under what gateways send and under what we send to others: HMAC
//! ([RFC 2104](https://www.rfc-editor.org/rfc/rfc2104)).

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha1::Sha1;
use sha2::Sha256;

use crate::hash::{from_hex, to_hex};

/// HMAC-SHA-256 of a body in hex: for the header of a webhook.
pub fn sign(key: &SecretString, body: &[u8]) -> String {
    let tag = mac::<Hmac<Sha256>>(key, body).map(|mac| mac.finalize().into_bytes());
    tag.map(|tag| to_hex(&tag)).unwrap_or_default()
}

/// Whether a body bears the HMAC-SHA-256 of the key, in hex with or without `sha256=` before it;
/// in constant time. An empty key never fits.
pub fn verify(key: &SecretString, body: &[u8], signature: &str) -> bool {
    let hex = signature.strip_prefix("sha256=").unwrap_or(signature);
    let tag = from_hex::<32>(hex);
    let mac = mac::<Hmac<Sha256>>(key, body);
    tag.zip(mac).is_some_and(|(tag, mac)| mac.verify_slice(&tag).is_ok())
}

/// Whether a form post bears Twilio's signature: HMAC-SHA-1, in base 64, over the address and the
/// form's names and values in the order of the names; in constant time.
pub fn verify_twilio(
    key: &SecretString,
    address: &str,
    form: &[(String, String)],
    signature: &str,
) -> bool {
    let tag = STANDARD.decode(signature).ok();
    let mac = mac::<Hmac<Sha1>>(key, twilio_text(address, form).as_bytes());
    tag.zip(mac).is_some_and(|(tag, mac)| mac.verify_slice(&tag).is_ok())
}

/// Twilio's signature under a form post: for gateways of one's own that imitate it.
pub fn sign_twilio(key: &SecretString, address: &str, form: &[(String, String)]) -> String {
    let mac = mac::<Hmac<Sha1>>(key, twilio_text(address, form).as_bytes());
    mac.map(|mac| STANDARD.encode(mac.finalize().into_bytes())).unwrap_or_default()
}

fn twilio_text(address: &str, form: &[(String, String)]) -> String {
    let mut fields: Vec<&(String, String)> = form.iter().collect();
    fields.sort();
    let mut text = address.to_owned();
    for (name, value) in fields {
        text.push_str(name);
        text.push_str(value);
    }
    text
}

fn mac<M: Mac + KeyInit>(key: &SecretString, body: &[u8]) -> Option<M> {
    let key = key.expose_secret().as_bytes();
    let mut mac = <M as KeyInit>::new_from_slice(key).ok().filter(|_| !key.is_empty())?;
    mac.update(body);
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> SecretString {
        text.to_owned().into()
    }

    #[test]
    fn the_second_case_of_rfc_4231_is_right() {
        let tag = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        let body = b"what do ya want for nothing?";
        assert_eq!(sign(&key("Jefe"), body), tag);
        assert!(verify(&key("Jefe"), body, tag));
        assert!(verify(&key("Jefe"), body, &format!("sha256={tag}")));
    }

    #[test]
    fn no_bit_of_body_or_signature_can_change_and_no_key_is_no_key() {
        let (secret, body) = (key("secret"), b"{}".to_vec());
        let tag = sign(&secret, &body);
        for bit in 0..16 {
            let mut changed = body.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!verify(&secret, &changed, &tag));
        }
        for at in 0..tag.len() {
            let mut changed: Vec<char> = tag.chars().collect();
            changed[at] = if changed[at] == '0' { '1' } else { '0' };
            assert!(!verify(&secret, &body, &changed.into_iter().collect::<String>()));
        }
        assert!(!verify(&key("other"), &body, &tag));
        assert!(!verify(&key(""), &body, &sign(&key(""), &body)));
        assert!(!verify(&secret, &body, ""));
    }

    #[test]
    fn twilios_published_example_is_right() {
        let form: Vec<(String, String)> = [
            ("To", "+18005551212"),
            ("From", "+14158675310"),
            ("Digits", "1234"),
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+14158675310"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
        let address = "https://example.com/myapp.php?foo=1&bar=2";
        let (secret, signature) = (key("12345"), "L/OH5YylLD5NRKLltdqwSvS0BnU=");
        assert!(verify_twilio(&secret, address, &form, signature));
        assert_eq!(sign_twilio(&secret, address, &form), signature);
        assert!(!verify_twilio(&secret, address, &form[1..], signature));
        assert!(!verify_twilio(&secret, address, &form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    }
}
