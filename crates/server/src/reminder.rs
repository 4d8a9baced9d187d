//! The server's own clock: reminders when their time has come, and what is personal erased when the
//! time to keep it is over. Each is known by an id that follows from what it is, so that of several
//! servers one does it, once.

use std::time::Duration;

use sanaq_desk::{Actor, Command, Id as DeskId, decide::Tariff};
use sanaq_seal::entry::Id;

use crate::{app::Server, archive, problem::Problem};

/// How often the clock is looked at.
const EVERY: Duration = Duration::from_secs(15);

/// Looks at the clock until the server stops.
pub(crate) async fn run(server: Server) {
    let mut every = tokio::time::interval(EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        for done in [remind(&server).await.map(drop), expire(&server).await.map(drop)] {
            if let Err(problem) = done {
                tracing::error!(reason = problem.detail(), "the clock's work was not done");
            }
        }
    }
}

/// Sends the reminders whose time has come; how many waves that were.
pub(crate) async fn remind(server: &Server) -> Result<usize, Problem> {
    let (waves, mode) = {
        let (state, now) = (server.office.state(), server.office.now());
        (state.due_waves(now), state.mode())
    };
    let mut sent = 0;
    for wave in waves {
        let name = format!("{}/{}/{}/{mode:?}", wave.expected, wave.wave, wave.at);
        let id = Id::derived("reminder", &name);
        if server.office.log.find(id).await?.is_some() {
            continue;
        }
        let tariff = tariff(server);
        let command = Command::Remind { id: DeskId(id.0), wave, tariff };
        match server.office.act(&Actor::System, id, &command).await {
            Ok(done) => sent += usize::from(done.entries.first().is_some_and(|own| !own.repeated)),
            // Another server did it in the same moment.
            Err(problem) if problem.code() == "conflict" => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(sent)
}

/// What the first gateway that sends takes.
pub(crate) fn tariff(server: &Server) -> Tariff {
    let gateway = server.gateways.senders().next();
    Tariff {
        per_segment: gateway.map_or(0, |own| own.price),
        budget: gateway.and_then(|own| own.budget),
        ..Tariff::default()
    }
}

/// Erases what is personal when the archive's time is over; whether it did.
pub(crate) async fn expire(server: &Server) -> Result<bool, Problem> {
    let due = server.office.state().erase_at();
    let Some(due) = due.filter(|due| due.div_euclid(1_000_000) <= server.office.now()) else {
        return Ok(false);
    };
    let id = Id::derived("retention", &due.to_string());
    let done = Id::derived(&id.to_string(), "done");
    if server.office.log.find(done).await?.is_some() {
        return Ok(false);
    }
    let order = archive::Order {
        whose: None,
        blobs: Vec::new(),
        reason: "the time to keep it is over".to_owned(),
    };
    archive::erase(server, &Actor::System, id, order).await?;
    Ok(true)
}
