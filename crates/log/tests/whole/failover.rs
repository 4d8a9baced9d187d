//! The primary is killed under load, a standby takes over, and nothing acknowledged is lost.

use std::time::Duration;

use sanaq_log::{Log, Place, system_clock};

use crate::{
    cluster::Server,
    common::{append, check, crowd, replay},
};

#[tokio::test(flavor = "multi_thread")]
async fn both_nodes_carry_on_with_the_promoted_standby() {
    let Some(primary) = Server::start() else { return };
    let standby = primary.standby();
    let address =
        format!("postgres://sanaq@127.0.0.1:{},127.0.0.1:{}/log", primary.port, standby.port);
    let place = Place::parse(&address);
    let open = async || Log::open(&place, system_clock()).await.unwrap();
    let (a, b) = (open().await, open().await);
    let mut acknowledged = crowd(&[a.clone(), b.clone()], 0, 3).await;
    let writing = tokio::spawn({
        let logs = [a.clone(), b.clone()];
        async move { crowd(&logs, 10_000, 30).await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    primary.kill();
    tokio::time::sleep(Duration::from_millis(200)).await;
    standby.promote();
    acknowledged.extend(writing.await.unwrap());
    check(&a, &acknowledged).await;
    assert_eq!(replay(&a).await, replay(&b).await);
    // The old primary comes back as if nothing had happened. Nobody may believe it.
    primary.launch();
    standby.stop();
    let lonely = tokio::spawn({
        let a = a.clone();
        async move { append(&a, 77_777).await }
    });
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(!lonely.is_finished(), "the old primary is not used");
    standby.launch();
    let answer = lonely.await.unwrap();
    assert_eq!(answer.sequence, u64::try_from(acknowledged.len()).unwrap());
    acknowledged.insert(77_777, answer);
    check(&b, &acknowledged).await;
    println!("{} acknowledged, 0 lost, 0 twice, primary killed once", acknowledged.len());
    a.close().await;
    b.close().await;
}
