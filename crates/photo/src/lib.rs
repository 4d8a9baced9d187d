//! Photos of protocols and of what observers saw.
//!
//! A photo is refused before it is decoded when its header promises more pixels than allowed. What
//! others get to see is a derivative: decoded, turned upright and written anew, so that nothing of
//! the file but its pixels is left (no place, no time, no device). Photos can be compared by a
//! fingerprint, so that one that was handed in for two stations is found.

mod fingerprint;
mod open;
mod segments;
mod write;

pub use fingerprint::{Fingerprint, NEAR};
pub use open::{Limits, Photo, Refusal};
pub use segments::is_bare;
pub use write::grey_jpeg;
