//! Cryptography in one place: the only crate of the project that names cryptographic crates.
//!
//! * **The log's tree**: [`tree`] (RFC 6962), [`tile`] (C2SP tlog-tiles), [`note`] (signed-note),
//!   [`checkpoint`] (tlog-checkpoint and tlog-cosignature), [`witness`] (tlog-witness),
//!   [`proof`] (tlog-proof).
//! * **Entries and receipts**: [`canonical`] and [`entry`] say which bytes are hashed,
//!   [`receipt`] what a reporter takes away and how anybody checks it offline, [`short`] what
//!   fits into a text message.
//! * **Sealing**: [`sealed`] encrypts to the mission's recipients in the `age` format, padded.
//! * **Access**: [`password`], [`token`], [`totp`], [`code`], [`webhook`].
//!
//! Nothing here reads a file, a socket or a clock: time is a parameter. Random numbers come from
//! the operating system through [`random`] alone (and through `age`, which draws its own).
//! Secrets have types whose `Debug` shows nothing.
//!
//! ```
//! use sanaq_seal::{note::SigningKey, receipt::{Keys, Promise, Verified, verify_receipt}};
//! use sanaq_seal::{entry::Nonce, hash::Hash};
//!
//! let key = SigningKey::generate("mission.example/log")?;
//! let leaf = sanaq_seal::entry::leaf(&Nonce::generate()?, b"{\"id\":\"...\"}");
//! let receipt = Promise { origin: key.name().to_owned(), index: 7, leaf }.sign(&key)?;
//! let keys: Keys = key.verifier().to_string().parse()?;
//! assert!(matches!(verify_receipt(&receipt, &keys)?, Verified::Promised(_)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod canonical;
pub mod checkpoint;
pub mod code;
pub mod entry;
pub mod hash;
pub mod note;
pub mod password;
pub mod proof;
pub mod random;
pub mod receipt;
pub mod sealed;
pub mod short;
pub mod tile;
pub mod token;
pub mod totp;
pub mod tree;
pub mod webhook;
pub mod witness;

pub use secrecy::{ExposeSecret, SecretSlice, SecretString};
