//! Estimation from a sample of polling stations.

pub mod anytime;
pub mod complete;
mod design;
pub mod distribution;
pub mod division;
mod equations;
pub mod exit_poll;
mod figures;
mod fit;
mod frame;
pub mod headcount;
mod interval;
mod joint;
mod lateness;
mod matrix;
mod model;
pub mod odds;
mod parliament;
mod projection;
pub mod quick_count;
pub mod random;
pub mod rehearse;
pub mod sample;
mod settings;
pub mod spoiled;
mod sums;

pub use design::{Design, Drawn};
pub use figures::{Figures, Target};
pub use fit::{Fit, Missing};
pub use frame::{Frame, FrameError, Strata};
pub use interval::{Interval, Line, Variances};
pub use joint::Joint;
pub use model::{Known, Model};
pub use parliament::{Allocation, House, Parliament, SeatRange, Win, Wins, leaders, parliament};
pub use projection::{Projection, Report};
pub use settings::Settings;
