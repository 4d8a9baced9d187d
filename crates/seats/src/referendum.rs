//! A proposal that is adopted or rejected, with quorums of turnout and of approval.
//!
//! A turnout quorum asks that enough voters take part, an approval quorum that enough of all voters
//! approve. Both are in many laws, though the Venice Commission's *Code of Good Practice on
//! Referendums* (2007, III.7) advises against them.

use sanaq_election::{Contest, Ratio, Referendum};

use crate::{
    admission, list,
    outcome::{Outcome, Quorum, Situation},
    poll::{InputError, Poll},
    winner::{reaches, turnout_missed},
};

/// Decides a referendum.
pub(crate) fn decide(
    contest: &Contest,
    referendum: &Referendum,
    poll: &Poll,
) -> Result<Outcome, InputError> {
    let mut outcome = list::blank(contest, poll)?;
    outcome.shares_of = referendum.majority.of;
    let ballots = &poll.nation;
    let whole = ballots.whole(referendum.majority.of)?;
    let admitted = admission::admit(contest, ballots, None, &[])?;
    let admitted = admitted.options.into_iter().enumerate();
    for (option, (place, admission)) in outcome.options.iter_mut().zip(admitted) {
        option.share = Ratio::new(ballots.votes_of(place), whole);
        option.admission = admission;
    }
    let place = contest.options.iter().position(|option| option.id == referendum.approve);
    let place = place.ok_or(InputError::Unknown("the option that adopts the proposal"))?;
    let approve = ballots.votes_of(place);
    outcome.situation = match turnout_missed(contest, ballots)? {
        Some(missed) => missed,
        None if !reaches(referendum.majority, approve, whole) => Situation::Rejected,
        None => match contest.rules.approval_quorum {
            Some(bar) if !reaches(bar, approve, ballots.whole(bar.of)?) => {
                Situation::QuorumMissed {
                    quorum: Quorum::Approval,
                    reached: Ratio::new(approve, ballots.whole(bar.of)?),
                    needed: bar.share,
                }
            }
            _ => Situation::Adopted,
        },
    };
    let adopted = outcome.situation == Situation::Adopted;
    if let Some(option) = outcome.options.get_mut(place) {
        option.passed = adopted;
    }
    Ok(outcome)
}
