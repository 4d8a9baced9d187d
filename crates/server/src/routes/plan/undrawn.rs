//! Why a sample cannot be drawn, for the coordinator who asked for it.

use sanaq_estimate::{FrameError, sample::SampleError};
use sanaq_said::{Said, said};

/// What is wrong with a plan.
pub(super) fn plan(error: &SampleError) -> Said {
    match *error {
        SampleError::TooFew { wanted, least, strata } => said!(
            "said-sample-few",
            "a sample of {wanted} stations is too small for {strata} strata with their minimum: \
             expected at least {least}",
            wanted,
            strata,
            least
        ),
        SampleError::TooMany { wanted, frame } => said!(
            "said-sample-many",
            "a sample of {wanted} stations with its reserves is too large: there are {frame}",
            wanted,
            frame
        ),
        SampleError::NoRegister => said!(
            "said-sample-no-register",
            "the stations have no registers of voters, by which this method divides the sample"
        ),
        SampleError::NoPrevious => said!(
            "said-sample-no-previous",
            "this method divides the sample by the result of an earlier election: bring its file"
        ),
        SampleError::NoCluster => {
            said!("said-sample-no-cluster", "found clusters of 0 stations, expected at least 1")
        }
        SampleError::WithClusters(_) => said!(
            "said-sample-clusters",
            "clusters are divided by their number of stations and used whole: expected the \
             proportional method without reserves"
        ),
    }
}

/// What is wrong with the stations.
pub(super) fn frame(error: &FrameError) -> Said {
    match error {
        FrameError::Empty => {
            said!("said-sample-no-stations", "the mission has no stations yet: bring their list")
        }
        // The mission has each code once, and the labels are made of its stations.
        FrameError::Twice(_) | FrameError::Labels { .. } => {
            said!("said-sample-frame", "no sample can be drawn: {why}", why = error.to_string())
        }
    }
}
