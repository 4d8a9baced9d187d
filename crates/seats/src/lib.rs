//! The law of seats: from the votes of a contest and its rules to who is elected.
//!
//! [`allocate`] applies the law step by step in exact integers and keeps the working: every whole
//! quota, every remainder and quotient that won a seat. What the law leaves open is an answer, not
//! an error: a tie, a second round, a missed quorum, nobody over the threshold. [`Allocator`] gives
//! the same seats without the working, a million times a second, for estimates.
//!
//! Architecture invariant: no float; no tie is broken unless the law says how.
//!
//! ```
//! use sanaq_seats::{Ballots, Poll, allocate};
//!
//! let election = sanaq_election::builtin::election("kazakhstan-2021").unwrap().unwrap();
//! let votes = [5_148_074, 792_828, 659_019, 383_023, 258_618];
//! let outcome = allocate(&election.contest, &Poll::national(Ballots::of(&votes))).unwrap();
//! let seats: Vec<u32> = outcome.options.iter().map(|option| option.seats.get()).collect();
//! assert_eq!(seats, [76, 12, 10, 0, 0]);
//! ```

mod admission;
mod allocator;
mod choice;
mod district;
mod divisor;
mod list;
mod outcome;
mod poll;
mod quotient;
mod referendum;
mod remainder;
mod results;
mod standing;
mod winner;

pub use allocator::{Allocator, Ending, Unsupported, Wholes};
pub use outcome::{
    Admission, Basis, DistrictOutcome, LetInBy, Note, OptionOutcome, Outcome, Quorum, Situation,
    Step, Tie,
};
pub use poll::{Ballots, InputError, Poll, with_seats, with_threshold};
pub use results::with_options_of;
pub use standing::Standing;

use sanaq_election::{Contest, Formula};

/// Applies the law of a contest to the votes of a poll.
///
/// # Errors
/// When the poll does not fit the contest, or lacks a figure that the law asks for. Whatever the
/// law can bring about is an [`Outcome`].
pub fn allocate(contest: &Contest, poll: &Poll) -> Result<Outcome, InputError> {
    poll.check(contest)?;
    let mut outcome = match &contest.rules.formula {
        Formula::Majority(majority) => winner::majority(contest, majority, poll)?,
        Formula::Referendum(referendum) => referendum::decide(contest, referendum, poll)?,
        _ if contest.districts.is_empty() => list::nation(contest, poll)?,
        _ => district::nation(contest, poll)?,
    };
    outcome.notes.splice(0..0, poll.notes());
    Ok(outcome)
}
