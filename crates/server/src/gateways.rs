//! Gateways for text messages, as `keys/gateways.toml` of the data directory names them: what comes
//! in from them is believed by their secret, what goes out is handed to their address.

use std::path::Path;

use secrecy::SecretString;
use serde::Deserialize;

use crate::keys::KeyError;

/// How a gateway speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// JSON that is signed with HMAC-SHA-256, for a bridge of one's own.
    Generic,
    /// Twilio, and what imitates it.
    Twilio,
    /// A telephone with the app SMS Gateway for Android.
    Android,
}

/// A gateway.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gateway {
    /// What it is called in addresses.
    pub(crate) name: String,
    /// How it speaks.
    pub(crate) kind: Kind,
    /// What signs what it sends, and lets us send by it. Twilio: the token of the account.
    pub(crate) secret: SecretString,
    /// Twilio: the account's SID. Android: the user's name.
    #[serde(default)]
    pub(crate) account: Option<String>,
    /// Android: the user's password, where it is not the secret that signs.
    #[serde(default)]
    pub(crate) password: Option<SecretString>,
    /// Where messages are handed in; without it the gateway only brings messages.
    #[serde(default)]
    pub(crate) url: Option<String>,
    /// The number or name that messages come from.
    #[serde(default)]
    pub(crate) from: Option<String>,
    /// The address of this server as the gateway reaches it, `https://mission.example`.
    #[serde(default)]
    pub(crate) public: Option<String>,
    /// What a segment costs, in thousandths of the currency.
    #[serde(default)]
    pub(crate) price: u64,
    /// What all messages of the mission may cost together, in thousandths.
    #[serde(default)]
    pub(crate) budget: Option<u64>,
}

impl Gateway {
    /// Where the app for Android takes messages: its address may be written with or without the
    /// last part.
    pub(crate) fn messages(&self) -> Option<String> {
        let url = self.url.as_deref()?.trim_end_matches('/');
        Some(if url.ends_with("/messages") { url.to_owned() } else { format!("{url}/messages") })
    }
}

/// All gateways, in the order of the file: the first that sends is tried first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gateways {
    #[serde(default)]
    gateway: Vec<Gateway>,
}

impl Gateways {
    /// Reads the file below a data directory; none where there is no file.
    pub(crate) fn open(data: &Path) -> Result<Self, KeyError> {
        let path = data.join("keys").join("gateways.toml");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(KeyError::File { path, error }),
        };
        if !is_private(&path) {
            let why = "expected a file that only its owner can read: chmod 600".to_owned();
            return Err(KeyError::NoKey { path, why });
        }
        Self::read(&text).map_err(|why| KeyError::NoKey { path, why })
    }

    fn read(text: &str) -> Result<Self, String> {
        // What stands in the file is secret, so the line is named and not shown.
        let gateways: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.unwrap_or_default().lines().count().max(1);
            format!("line {line}: {}", error.message())
        })?;
        for (at, own) in gateways.gateway.iter().enumerate() {
            own.check()?;
            if gateways.gateway.iter().take(at).any(|other| other.name == own.name) {
                return Err(format!("the gateway «{}» stands twice", own.name));
            }
        }
        Ok(gateways)
    }

    /// The gateway with a name.
    pub(crate) fn find(&self, name: &str) -> Option<&Gateway> {
        self.gateway.iter().find(|own| own.name == name)
    }

    /// Those that messages can be handed to, the preferred one first.
    pub(crate) fn senders(&self) -> impl Iterator<Item = &Gateway> {
        self.gateway.iter().filter(|own| own.url.is_some())
    }
}

/// Whether nobody but its owner can read a file.
fn is_private(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(path).is_ok_and(|file| file.permissions().mode().trailing_zeros() >= 6)
    }
    #[cfg(not(unix))]
    {
        path.exists()
    }
}

impl Gateway {
    fn check(&self) -> Result<(), String> {
        let name = &self.name;
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        if name.is_empty() || !name.chars().all(plain) {
            return Err(format!("name: found «{name}», expected letters, digits, - or _"));
        }
        if secrecy::ExposeSecret::expose_secret(&self.secret).len() < 16 {
            return Err(format!("the secret of «{name}» is too short: expected 16 letters"));
        }
        for url in [&self.url, &self.public].into_iter().flatten() {
            if !url.starts_with("https://") && !url.starts_with("http://") {
                return Err(format!("«{name}»: found the address «{url}», expected https://…"));
            }
        }
        let sends = self.url.is_some();
        if sends && self.kind != Kind::Generic && self.account.is_none() {
            return Err(format!("«{name}» has an address to send by and no account"));
        }
        if sends && self.kind == Kind::Twilio && self.from.is_none() {
            return Err(format!("«{name}» has no number that its messages come from"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gateways_are_read_in_order_and_only_some_send() {
        let text = "[[gateway]]\nname = \"in\"\nkind = \"generic\"\nsecret = \"0123456789abcdef\"\n\
            [[gateway]]\nname = \"out\"\nkind = \"twilio\"\nsecret = \"0123456789abcdef\"\n\
            account = \"AC1\"\nurl = \"https://api.twilio.com\"\nfrom = \"+15005550006\"\n";
        let gateways = Gateways::read(text).unwrap();
        assert_eq!(gateways.find("in").unwrap().kind, Kind::Generic);
        assert!(gateways.find("in").unwrap().url.is_none());
        assert!(gateways.find("out").unwrap().url.is_some());
        let senders: Vec<&str> = gateways.senders().map(|own| own.name.as_str()).collect();
        assert_eq!(senders, ["out"]);
        assert!(!format!("{gateways:?}").contains("0123456789abcdef"), "secrets do not show");
    }

    #[test]
    fn a_fault_is_named_by_its_line_and_shows_no_secret() {
        let wrong = "[[gateway]]\nname = \"a\"\nkind = \"pigeon\"\nsecret = \"0123456789abcdef\"\n";
        let said = Gateways::read(wrong).unwrap_err();
        assert!(said.starts_with("line 3") && !said.contains("0123456789"), "{said}");
        let short = "[[gateway]]\nname = \"a\"\nkind = \"generic\"\nsecret = \"x\"\n";
        assert!(Gateways::read(short).is_err(), "an empty or short secret is none");
        let twice =
            "[[gateway]]\nname = \"a\"\nkind = \"generic\"\nsecret = \"0123456789abcdef\"\n";
        assert!(Gateways::read(&twice.repeat(2)).is_err());
    }
}
