//! Files that nobody else may read, and passphrases.

use std::{
    io::{BufRead as _, IsTerminal as _, Write as _},
    path::Path,
};

use secrecy::{ExposeSecret as _, SecretString};

use crate::exit::Failure;

/// Writes a new file that only its owner reads, durably. One that is there is not touched.
pub(crate) fn create(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: path.to_owned(), source };
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(failed)
}

/// Replaces a file that only its owner reads: after a crash it is the old one or the new one.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(content).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    // The name is durable when its folder is. Not every system lets us ask for that.
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Makes a folder that only its owner enters; one that is there stays as it is.
pub(crate) fn folder(path: &Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let failed = |source| Failure::Write { path: path.to_owned(), source };
    builder.create(path).map_err(failed)
}

/// A passphrase: from a terminal without showing it, else the first line of standard input.
pub(crate) fn passphrase(what: &str) -> Result<SecretString, Failure> {
    let failed = |error: std::io::Error| Failure::Input(format!("the passphrase: {error}"));
    let text = if std::io::stdin().is_terminal() {
        rpassword::prompt_password(format!("{what}: ")).map_err(failed)?
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(failed)?;
        line
    };
    Ok(text.trim_end_matches(['\r', '\n']).to_owned().into())
}

/// The shortest passphrase that keeps a key for some years if its file is taken.
const SHORTEST: usize = 12;

/// A new passphrase, typed twice where somebody types.
pub(crate) fn new_passphrase() -> Result<SecretString, Failure> {
    let first = passphrase("a passphrase for the new key")?;
    if first.expose_secret().chars().count() < SHORTEST {
        let expected = format!("expected a passphrase of at least {SHORTEST} letters");
        return Err(Failure::Input(format!("{expected}: six random words are good ones")));
    }
    if std::io::stdin().is_terminal() {
        let again = passphrase("the same once more")?;
        if again.expose_secret() != first.expose_secret() {
            return Err(Failure::Input("the two passphrases differ".to_owned()));
        }
    }
    Ok(first)
}
