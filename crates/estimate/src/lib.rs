//! Estimation from a sample of polling stations.

pub mod anytime;
pub mod distribution;
mod equations;
pub mod exit_poll;
mod fit;
pub mod headcount;
mod interval;
mod joint;
mod lateness;
mod matrix;
mod model;
pub mod odds;
mod parliament;
mod projection;
pub mod random;
mod settings;
pub mod spoiled;
mod sums;

pub use fit::{Fit, Missing};
pub use interval::{Interval, Line, Variances};
pub use joint::Joint;
pub use model::{Known, Model};
pub use parliament::{Allocation, House, Parliament, SeatRange, parliament};
pub use projection::{Projection, Report};
pub use settings::Settings;
