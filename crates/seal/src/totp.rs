//! One-time codes from an authenticator app:
//! [RFC 6238](https://www.rfc-editor.org/rfc/rfc6238) with SHA-1, six digits, 30 seconds, the
//! parameters that all apps know. One step of clock difference to either side is allowed.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use totp_rs::{Algorithm, Builder, Secret};

use crate::random::{self, NoRandomness};

/// How many seconds a code lasts.
const STEP: u64 = 30;

/// The secret that an app and the server share. `Debug` shows nothing of it.
#[derive(Clone)]
pub struct Totp(Secret);

/// A secret or a name cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TotpError {
    /// The secret is not base 32 or is shorter than 128 bits.
    #[error("a one-time secret is base 32 of at least 128 bits")]
    Secret,
    /// An app would misread the name.
    #[error("the names of the account and of the mission must not contain a colon")]
    Name,
}

impl Totp {
    /// A new secret of 160 bits.
    pub fn generate() -> Result<Self, NoRandomness> {
        Ok(Self(Secret::from(random::bytes::<20>()?.to_vec())))
    }

    /// From the text that was stored.
    pub fn from_secret(base32: &SecretString) -> Result<Self, TotpError> {
        let secret = Secret::try_from_base32(base32.expose_secret());
        let secret = secret.map_err(|_| TotpError::Secret)?;
        if secret.as_ref().len() < 16 { Err(TotpError::Secret) } else { Ok(Self(secret)) }
    }

    /// The text to store, and to type where no camera is at hand.
    pub fn to_secret(&self) -> SecretString {
        self.0.to_base32().into()
    }

    /// The address inside the QR code that an app scans.
    pub fn address(&self, mission: &str, account: &str) -> Result<SecretString, TotpError> {
        let names = self.builder().with_account_name(account).with_issuer(Some(mission));
        let totp = names.build().map_err(|_| TotpError::Name)?;
        Ok(totp.to_url().map_err(|_| TotpError::Name)?.into())
    }

    /// The step of the code, when it is right at this time (seconds of the Unix epoch) and its
    /// step is later than `last`. Store the step: a code that was used once is never right again.
    pub fn check(&self, code: &str, unix_seconds: u64, last: Option<u64>) -> Option<u64> {
        if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let now = unix_seconds / STEP;
        let steps = now.saturating_sub(1)..=now.saturating_add(1);
        // Every step is compared, and each in constant time.
        let mut found = None;
        for step in steps.filter(|step| last.is_none_or(|last| *step > last)) {
            let expected = self.code(step.saturating_mul(STEP))?;
            let same = subtle::ConstantTimeEq::ct_eq(expected.as_bytes(), code.as_bytes());
            if bool::from(same) {
                found = Some(step);
            }
        }
        found
    }

    /// What the app shows at this time (seconds of the Unix epoch).
    pub fn code(&self, unix_seconds: u64) -> Option<String> {
        let totp = self.builder().with_account_name("a").build().ok()?;
        Some(totp.generate(unix_seconds).to_string())
    }

    fn builder(&self) -> Builder {
        let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6);
        builder.with_step_duration(STEP).with_secret(self.0.clone())
    }
}

impl fmt::Debug for Totp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Totp(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published() -> Totp {
        Totp(Secret::from(b"12345678901234567890".to_vec()))
    }

    #[test]
    fn the_codes_of_rfc_6238_are_right() {
        // Appendix B, SHA-1, the last six of the eight digits.
        let table = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (time, code) in table {
            assert_eq!(published().check(code, time, None), Some(time / 30), "{time}");
            assert_eq!(published().check(code, time + 30, None), Some(time / 30), "a slow clock");
            assert_eq!(published().check(code, time + 90, None), None, "too late");
        }
    }

    #[test]
    fn a_code_is_right_once() {
        let step = published().check("287082", 59, None).unwrap();
        assert_eq!(published().check("287082", 59, Some(step)), None);
        assert_eq!(published().check("287083", 59, None), None);
        for code in ["", "28708", "2870822", "28708２", " 287082"] {
            assert_eq!(published().check(code, 59, None), None, "{code}");
        }
    }

    #[test]
    fn a_secret_is_stored_as_text_and_never_shown() {
        let totp = Totp::generate().unwrap();
        let again = Totp::from_secret(&totp.to_secret()).unwrap();
        assert_eq!(again.to_secret().expose_secret(), totp.to_secret().expose_secret());
        assert_eq!(format!("{totp:?}"), "Totp(…)");
        assert!(Totp::from_secret(&"GEZDGNBV".to_owned().into()).is_err(), "too short");
        assert!(Totp::from_secret(&"1".to_owned().into()).is_err());
    }

    #[test]
    fn the_address_is_what_apps_scan() {
        let address = published().address("Sanaq KZ", "clerk").unwrap();
        let address = address.expose_secret();
        assert!(address.starts_with("otpauth://totp/Sanaq%20KZ:clerk?secret=GEZDGNBVGY3TQOJQ"));
        assert_eq!(published().address("a:b", "c").unwrap_err(), TotpError::Name);
    }
}
