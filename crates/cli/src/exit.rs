//! What can go wrong, and the exit code that says so.

use std::{io, path::PathBuf, process::ExitCode};

/// Why a command ended without doing its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The input or the arguments cannot be used.
    #[error("{0}")]
    Input(String),
    /// A file cannot be read.
    #[error("{}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    /// A file cannot be written.
    #[error("{}: cannot be written: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    /// The terminal or the pipe that reads us is gone.
    #[error("standard output: {0}")]
    Output(io::Error),
    /// A fault of the program itself.
    #[error("a fault inside sanaq, please report it: {0}")]
    Inside(String),
}

impl Failure {
    /// Wraps an error of the input.
    pub(crate) fn input<E: std::error::Error>(error: E) -> Self {
        Self::Input(error.to_string())
    }

    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// 2 for what the user can mend, 1 for what we must.
    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Self::Input(_) | Self::Read { .. } | Self::Write { .. } => ExitCode::from(2),
            Self::Output(_) | Self::Inside(_) => ExitCode::from(1),
        }
    }
}
