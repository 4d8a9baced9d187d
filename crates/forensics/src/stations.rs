//! Station results as the tests need them: four counts each, for one option.

use sanaq_election::{AreaId, Election, OptionId, StationIndex, StationResults};

/// The counts of all stations that the tests can use at all, for one option.
#[derive(Clone, Debug)]
pub struct Stations<'a> {
    /// Where they come from.
    pub results: &'a StationResults,
    /// The option under test.
    pub option: OptionId,
    /// The counts.
    pub counts: Vec<Counts>,
    /// Whether the source has a register of voters.
    pub has_register: bool,
    /// Whether the source says how many ballots were cast.
    pub has_ballots: bool,
}

/// One station's counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The station in the table.
    pub station: StationIndex,
    /// Its area.
    pub area: AreaId,
    /// Registered voters; 0 where unknown.
    pub registered: u32,
    /// The ballots that turnout counts (the protocol's `turnout` line): issued or cast.
    pub turned_out: u32,
    /// Ballots found in the boxes: the denominator of the result.
    pub cast: u32,
    /// The option's votes.
    pub votes: u32,
}

impl Counts {
    /// Ballots that turnout counts over registered voters.
    pub fn turnout(&self) -> Option<f64> {
        (self.registered > 0).then(|| f64::from(self.turned_out) / f64::from(self.registered))
    }

    /// Ballots in the boxes over registered voters.
    pub fn cast_turnout(&self) -> Option<f64> {
        (self.registered > 0).then(|| f64::from(self.cast) / f64::from(self.registered))
    }

    /// The option's votes over the ballots in the boxes.
    pub fn share(&self) -> Option<f64> {
        (self.cast > 0).then(|| f64::from(self.votes) / f64::from(self.cast))
    }
}

impl<'a> Stations<'a> {
    /// Picks the counts for `option`. Stations without ballots or without the option's votes are
    /// left out; where only valid votes are known, they stand in for the ballots.
    pub fn new(
        results: &'a StationResults,
        election: Option<&Election>,
        option: &OptionId,
    ) -> Self {
        let turnout_line = election.map_or("cast", |e| e.protocol.turnout.as_str());
        let registered = results.line("registered");
        let turned_out = results.line(turnout_line);
        let (cast, valid, invalid) =
            (results.line("cast"), results.line("valid"), results.line("invalid"));
        let votes = results.votes_of(option);
        let ballots = |i: StationIndex| {
            let summed = || {
                let (valid, invalid) = (valid?.get(i)?, invalid?.get(i)?);
                valid.checked_add(invalid)
            };
            let summed = || summed().or_else(|| valid?.get(i));
            cast.and_then(|column| column.get(i)).or_else(summed)
        };
        let pick = |i: StationIndex| {
            let cast = ballots(i)?;
            Some(Counts {
                station: i,
                area: results.area.get(i).copied().unwrap_or_default(),
                registered: registered.and_then(|column| column.get(i)).unwrap_or(0),
                turned_out: turned_out.and_then(|column| column.get(i)).unwrap_or(cast),
                cast,
                votes: votes?.get(i)?,
            })
        };
        let counts: Vec<Counts> = (0..results.len()).filter_map(pick).collect();
        let has_register = counts.iter().any(|counts| counts.registered > 0);
        let has_ballots = cast.or(valid).is_some_and(|column| column.known() > 0);
        Self { results, option: option.clone(), counts, has_register, has_ballots }
    }

    /// The same without counts, to be filled with a part of them.
    pub(crate) fn clone_shell(&self) -> Self {
        Self {
            results: self.results,
            option: self.option.clone(),
            counts: Vec::new(),
            has_register: self.has_register,
            has_ballots: self.has_ballots,
        }
    }
}
