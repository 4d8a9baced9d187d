//! What was voted: the votes of each option and the figures that shares are taken of.

use sanaq_election::{
    Contest, ContestKind, Denominator, Formula, OptionId, Ratio, Seats, Threshold, Votes,
};

use crate::outcome::Note;

/// The figures of the country or of one district.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballots {
    /// The votes of each option, in the order of the contest's options.
    pub votes: Vec<Votes>,
    /// Valid votes; nothing: the sum of the options' votes.
    pub valid: Option<Votes>,
    /// Ballots cast, where known.
    pub cast: Option<Votes>,
    /// Registered voters, where known.
    pub registered: Option<Votes>,
    /// What the law counts as turnout, where it is not the ballots cast.
    pub turnout: Option<Votes>,
}

/// A whole poll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Poll {
    /// The country.
    pub nation: Ballots,
    /// Its districts in the order of the contest's; empty where the contest has none.
    pub districts: Vec<Ballots>,
}

/// Votes that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// The votes are not those of this contest's options.
    #[error("found votes of {found} options, expected {expected}, those of the contest")]
    Options {
        /// How many.
        found: usize,
        /// How many the contest has.
        expected: usize,
    },
    /// An option that the contest does not know.
    #[error("found votes of «{0}», which is no option of this contest: expected {1}")]
    UnknownOption(String, String),
    /// An option with votes given twice.
    #[error("found votes of «{0}» twice, expected them once")]
    Twice(OptionId),
    /// An option without votes given: unknown is not zero.
    #[error("found no votes of «{0}», expected a number, 0 if it has none")]
    NoVotes(OptionId),
    /// The districts are not those of the contest.
    #[error("found votes of {found} districts, expected {expected}, those of the contest")]
    Districts {
        /// How many.
        found: usize,
        /// How many the contest has.
        expected: usize,
    },
    /// A figure that the law asks for is unknown.
    #[error("found no figure for {0}, which the law of this contest asks for")]
    Unknown(&'static str),
    /// Votes too many to add up.
    #[error("found more votes than can be counted in 64 bits")]
    TooMany,
    /// Another number of seats was asked for where the districts fix it.
    #[error("found {0} seats, expected none: the districts of this contest fix their own")]
    FixedByDistricts(Seats),
    /// Another number of seats was asked for in a contest that has one.
    #[error("found {0} seats, expected 1 in this kind of contest, and at least 1 in any")]
    SeatsOfKind(Seats),
    /// Another threshold was asked for in a contest that has none.
    #[error("found a threshold, expected one only in a contest of lists")]
    NoThreshold,
}

impl Ballots {
    /// Votes alone, in the order of the contest's options.
    pub fn of(votes: &[u64]) -> Self {
        Self { votes: votes.iter().copied().map(Votes).collect(), ..Self::default() }
    }

    /// Votes by the names of options, in whatever order; every option must be there.
    pub fn by_id<'a>(
        contest: &Contest,
        votes: impl IntoIterator<Item = (&'a str, u64)>,
    ) -> Result<Self, InputError> {
        let mut found: Vec<Option<u64>> = vec![None; contest.options.len()];
        for (id, votes) in votes {
            let known = contest.options.iter().zip(&mut found);
            let Some((option, slot)) = known.into_iter().find(|(o, _)| o.id.as_str() == id) else {
                let known: Vec<_> = contest.options.iter().map(|o| o.id.as_str()).collect();
                return Err(InputError::UnknownOption(id.to_owned(), known.join(", ")));
            };
            if slot.replace(votes).is_some() {
                return Err(InputError::Twice(option.id.clone()));
            }
        }
        let votes = contest.options.iter().zip(found).map(|(option, votes)| {
            votes.map(Votes).ok_or_else(|| InputError::NoVotes(option.id.clone()))
        });
        Ok(Self { votes: votes.collect::<Result<_, _>>()?, ..Self::default() })
    }

    /// The sum of all options' votes.
    pub(crate) fn sum(&self) -> Result<u64, InputError> {
        let mut sum = 0u64;
        for votes in &self.votes {
            sum = sum.checked_add(votes.get()).ok_or(InputError::TooMany)?;
        }
        Ok(sum)
    }

    /// The whole that a share is taken of.
    pub(crate) fn whole(&self, of: Denominator) -> Result<u64, InputError> {
        match of {
            Denominator::Valid => self.valid.map_or_else(|| self.sum(), |votes| Ok(votes.get())),
            Denominator::Cast => self.cast.map(Votes::get).ok_or(InputError::Unknown("cast")),
            Denominator::Registered => {
                self.registered.map(Votes::get).ok_or(InputError::Unknown("registered"))
            }
        }
    }

    /// Those who took part, as the law counts them.
    pub(crate) fn took_part(&self) -> Result<u64, InputError> {
        self.turnout.or(self.cast).map(Votes::get).ok_or(InputError::Unknown("turnout"))
    }

    pub(crate) fn votes_of(&self, option: usize) -> u64 {
        self.votes.get(option).map_or(0, |votes| votes.get())
    }
}

impl Poll {
    /// A poll in one nation-wide district.
    pub fn national(nation: Ballots) -> Self {
        Self { nation, districts: Vec::new() }
    }

    /// A poll in districts; the nation's figures are their sums, unknown where one is unknown.
    pub fn of_districts(districts: Vec<Ballots>) -> Result<Self, InputError> {
        let options = districts.iter().map(|district| district.votes.len()).max().unwrap_or(0);
        let mut votes = vec![0u64; options];
        for district in &districts {
            for (sum, votes) in votes.iter_mut().zip(&district.votes) {
                *sum = sum.checked_add(votes.get()).ok_or(InputError::TooMany)?;
            }
        }
        let line = |of: fn(&Ballots) -> Option<Votes>| {
            districts.iter().try_fold(0u64, |sum, d| sum.checked_add(of(d)?.get())).map(Votes)
        };
        let nation = Ballots {
            votes: votes.into_iter().map(Votes).collect(),
            valid: line(|district| district.valid),
            cast: line(|district| district.cast),
            registered: line(|district| district.registered),
            turnout: line(|district| district.turnout),
        };
        Ok(Self { nation, districts })
    }

    /// Whether the poll is one of this contest.
    pub(crate) fn check(&self, contest: &Contest) -> Result<(), InputError> {
        let (found, expected) = (self.districts.len(), contest.districts.len());
        if found != expected {
            return Err(InputError::Districts { found, expected });
        }
        for ballots in self.districts.iter().chain([&self.nation]) {
            let (found, expected) = (ballots.votes.len(), contest.options.len());
            if found != expected {
                return Err(InputError::Options { found, expected });
            }
            ballots.sum()?;
        }
        Ok(())
    }

    /// What a reader should know about the figures.
    pub(crate) fn notes(&self) -> Option<Note> {
        let sum = Votes(self.nation.sum().ok()?);
        match self.nation.valid {
            None => Some(Note::ValidIsSumOfVotes { sum }),
            Some(valid) if valid != sum => Some(Note::ValidDiffers { valid, sum }),
            Some(_) => None,
        }
    }
}

/// The contest with another number of seats.
///
/// # Errors
/// Where districts fix the seats, or the kind of contest has only one.
pub fn with_seats(contest: &Contest, seats: Seats) -> Result<Contest, InputError> {
    if !contest.districts.is_empty() {
        return Err(InputError::FixedByDistricts(seats));
    }
    let single = matches!(contest.kind, ContestKind::Majority | ContestKind::Referendum);
    if seats.get() == 0 || (single && seats.get() != 1) {
        return Err(InputError::SeatsOfKind(seats));
    }
    Ok(Contest { seats, ..contest.clone() })
}

/// The contest with another share that an ordinary list needs. What the law asks of coalitions,
/// minorities and independents stays as it is.
///
/// # Errors
/// In a contest that is not one of lists.
pub fn with_threshold(contest: &Contest, share: Ratio) -> Result<Contest, InputError> {
    if !matches!(contest.rules.formula, Formula::LargestRemainder(_) | Formula::Divisor(_)) {
        return Err(InputError::NoThreshold);
    }
    let mut contest = contest.clone();
    let threshold = contest.rules.threshold.get_or_insert(Threshold::of(share, Denominator::Valid));
    threshold.share = share;
    Ok(contest)
}
