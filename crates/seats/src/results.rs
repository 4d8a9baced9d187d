//! Station results into a poll: the sums that the law is applied to.

use sanaq_election::{Contest, OptionInfo, StationIndex, StationResults, Votes};

use crate::poll::{Ballots, InputError, Poll};

/// The contest with the options that the results name, where it names none itself.
pub fn with_options_of(contest: &Contest, results: &StationResults) -> Contest {
    let mut contest = contest.clone();
    if contest.options.is_empty() {
        let ids = results.votes.iter().map(|(id, _)| id.clone());
        contest.options = ids.map(OptionInfo::bare).collect();
    }
    contest
}

impl Poll {
    /// The poll that station results add up to; `turnout` is the line that the law counts.
    pub fn of_results(
        contest: &Contest,
        results: &StationResults,
        turnout: &str,
    ) -> Result<Self, InputError> {
        if contest.districts.is_empty() {
            let all: Vec<StationIndex> = (0..results.len()).collect();
            return Ok(Self::national(ballots(contest, results, turnout, &all)?));
        }
        let mut stations: Vec<Vec<StationIndex>> = vec![Vec::new(); contest.districts.len()];
        for station in 0..results.len() {
            let path = results.area_path(station);
            let covers = |area: &str| {
                path == area || path.strip_prefix(area).is_some_and(|rest| rest.starts_with('/'))
            };
            let home = contest.districts.iter().position(|district| {
                covers(district.area.as_deref().unwrap_or_else(|| district.id.as_str()))
            });
            match home.and_then(|at| stations.get_mut(at)) {
                Some(district) => district.push(station),
                None => return Err(InputError::Unknown("the district of every station")),
            }
        }
        let districts = stations.iter().map(|all| ballots(contest, results, turnout, all));
        Self::of_districts(districts.collect::<Result<_, _>>()?)
    }
}

/// The sums of some stations. A line counts as known only where every station has it.
fn ballots(
    contest: &Contest,
    results: &StationResults,
    turnout: &str,
    stations: &[StationIndex],
) -> Result<Ballots, InputError> {
    let votes = results.votes.iter().map(|(id, column)| {
        let votes = stations.iter().filter_map(|station| column.get(*station));
        (id.as_str(), votes.map(u64::from).sum())
    });
    let line = |name: &str| {
        let column = results.line(name)?;
        let sum = stations.iter().map(|station| column.get(*station).map(u64::from)).sum();
        let sum: Option<u64> = sum;
        sum.map(Votes)
    };
    let ballots = Ballots::by_id(contest, votes)?;
    let cast = || {
        let sum: Option<u64> = stations.iter().map(|s| results.cast(*s).map(u64::from)).sum();
        sum.map(Votes)
    };
    Ok(Ballots {
        valid: line("valid"),
        cast: line("cast").or_else(cast),
        registered: line("registered"),
        turnout: line(turnout),
        ..ballots
    })
}
