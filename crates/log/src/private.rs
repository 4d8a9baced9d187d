//! Files and folders that only their owner reads, whatever the umask of the process.

use std::{io, path::Path};

/// Makes a folder, and those above it, for its owner only; one that is there stays as it is.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes an empty file for its owner only, or takes it away from others.
pub(crate) fn file(path: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    close(path)
}

/// Takes a file or folder away from everybody but its owner. Where others own it, and it is theirs
/// to say who reads it, it stays as it is.
pub(crate) fn close(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mut permissions = std::fs::metadata(path)?.permissions();
        let mode = permissions.mode();
        if mode & 0o077 != 0 {
            permissions.set_mode(mode & 0o700);
            match std::fs::set_permissions(path, permissions) {
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
                done => done?,
            }
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn what_is_made_is_its_owners_and_what_was_open_is_closed() {
        let above = tempfile::tempdir().unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let inner = above.path().join("a/b");
        folder(&inner).unwrap();
        assert_eq!((mode(&inner), mode(&above.path().join("a"))), (0o700, 0o700));
        let path = inner.join("log");
        std::fs::write(&path, "what is there stays").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o664)).unwrap();
        file(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "what is there stays");
        let fresh = inner.join("fresh");
        file(&fresh).unwrap();
        assert_eq!(mode(&fresh), 0o600);
    }
}
