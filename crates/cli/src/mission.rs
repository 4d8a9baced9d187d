//! Where a mission is kept, as commands of the server take it.

use std::{net::SocketAddr, path::PathBuf};

use sanaq_log::{Place, blob::S3};
use sanaq_server::Config;

use crate::{exit::Failure, progress};

/// Where a mission is kept.
#[derive(clap::Args)]
pub(crate) struct Kept {
    /// The directory of the mission: its keys, its photos, and its log unless --database names one.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The database of the log instead of a file; several servers may share it.
    #[arg(long, value_name = "postgres://USER@HOST/NAME")]
    database: Option<String>,
    /// The bucket of an S3 store for photos and sealed answers, instead of the directory; needed
    /// where several servers share a mission. Its access key is read from the environment:
    /// `SANAQ_S3_KEY` and `SANAQ_S3_SECRET`.
    #[arg(long, value_name = "BUCKET")]
    bucket: Option<String>,
    /// The address of the S3 store, unless it is Amazon's.
    #[arg(long, value_name = "URL", requires = "bucket")]
    s3: Option<String>,
    /// The region of the S3 store.
    #[arg(long, value_name = "NAME", default_value = "us-east-1")]
    s3_region: String,
    /// The log's name, which its signatures bear: a domain and a path. It cannot be changed later.
    #[arg(long, value_name = "NAME", default_value = "localhost/log")]
    origin: String,
}

impl Kept {
    /// What a server is told; it listens on `listen`.
    pub(crate) fn config(&self, listen: SocketAddr) -> Result<Config, Failure> {
        let mut config = Config::local(self.data.clone(), listen);
        if let Some(database) = &self.database {
            let Place::Postgres(address) = Place::parse(database) else {
                return Err(Failure::Input(
                    "--database: expected postgres://…, found something else".to_owned(),
                ));
            };
            config.place = Place::Postgres(address);
        }
        if let Some(bucket) = &self.bucket {
            let secret = |name: &str| {
                std::env::var(name).map_err(|_| {
                    Failure::Input(format!("--bucket: expected the environment variable {name}"))
                })
            };
            config.photos = Some(S3 {
                bucket: bucket.clone(),
                endpoint: self.s3.clone(),
                region: self.s3_region.clone(),
                key: secret("SANAQ_S3_KEY")?,
                secret: secret("SANAQ_S3_SECRET")?.into(),
            });
        }
        config.origin.clone_from(&self.origin);
        Ok(config)
    }

    /// For commands that do not listen.
    pub(crate) fn silent(&self) -> Result<Config, Failure> {
        self.config(SocketAddr::from(([127, 0, 0, 1], 0)))
    }
}

/// Runs such work under a progress bar that begins with a word, and then says what is being done
/// and how far it is.
pub(crate) fn watched<T, E: std::error::Error>(
    first: &str,
    doing: &'static str,
    work: impl AsyncFnOnce(&(dyn Fn(u64, u64) + Send + Sync)) -> Result<T, E>,
) -> Result<T, Failure> {
    let bar = progress::step(first);
    let shown = bar.clone();
    let told = move |at: u64, all: u64| shown.set_message(format!("{doing} {at} of {all}"));
    let done = wait(async { work(&told).await.map_err(Failure::input) });
    bar.finish_and_clear();
    done
}

/// Runs what waits for disks and networks.
pub(crate) fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Failure::Inside(error.to_string()))?.block_on(work)
}
