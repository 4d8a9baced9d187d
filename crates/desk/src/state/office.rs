//! Everything that comes in besides reports.

use super::{Mode, State};
use crate::{
    event::{
        Delivered, Delivery, Event, Meta, Review, SenderSettled, StationSettled, Stations, Way,
    },
    intern::NONE,
    people::LastCall,
};

impl State {
    /// An event of any subject: each match arm is one sentence.
    pub(super) fn office(&mut self, event: &Event, meta: Meta<'_>) {
        if self.planned(event, meta) {
            return;
        }
        if let Some(observer) = self.staffed(event, meta) {
            self.refresh_observer(observer);
            return;
        }
        match event {
            Event::PhotoHeld(photo) => self.photo_held(photo),
            Event::Attached(attached) => {
                if !self.attach(attached) {
                    self.world_mut(Mode::Real).messages.lost += 1;
                }
            }
            Event::Review(review) => self.review(review),
            Event::StationSettled(settled) => self.settle_station(settled),
            Event::SenderSettled(settled) => self.settle_sender(settled, meta),
            Event::Message(message) => {
                let world = self.world_mut(mode_of(message.drill));
                if !world.messages.take(message, meta) {
                    world.repeated += 1;
                }
            }
            Event::Outgoing(outgoing) => {
                let world = self.world_mut(mode_of(outgoing.drill));
                if !world.messages.send(outgoing, meta) {
                    world.repeated += 1;
                }
            }
            Event::Repair(repair) => {
                self.somewhere(|world| world.messages.repair(repair, meta.actor));
            }
            Event::Delivered(delivered) => self.deliver(delivered),
            Event::Handover(handover) => {
                self.somewhere(|world| world.messages.hand_over(handover, meta));
            }
            Event::Planted(planted) => {
                let world = self.world_mut(mode_of(planted.drill));
                world.sheets.plant(planted, meta.sequence);
            }
            _ => self.typed(event, meta),
        }
    }

    /// What was planned. Says whether the event is of this kind.
    fn planned(&mut self, event: &Event, meta: Meta<'_>) -> bool {
        match event {
            Event::Contest(contest) => self.plan.define(contest, &mut self.lexicon),
            Event::Zones(zones) => self.plan.clock.set_zones(&zones.0),
            Event::Boundaries(own) => {
                self.plan.boundaries = Some(own.blob);
                return true;
            }
            Event::Published(published) => {
                let form = self.plan.publish(published, meta.sequence, &mut self.lexicon);
                self.refresh_form(form);
                return true;
            }
            Event::FormClosed(closed) => {
                self.plan.close(closed, meta.sequence);
                return true;
            }
            Event::Schedule(schedule) => {
                self.plan.clock.set_date(schedule.date);
                self.plan.schedule = Some((**schedule).clone());
            }
            Event::Policy(policy) => self.plan.policy = (**policy).clone(),
            _ => return self.switched(event, meta),
        }
        self.rehead();
        self.refresh_all();
        true
    }

    /// A version that is published changes what is in of that version, and nothing else: what
    /// was filed before it is not out of date.
    fn refresh_form(&mut self, form: u16) {
        for mode in Mode::ALL {
            let rows = (0..).zip(self.world(mode).iter());
            let own: Vec<u32> =
                rows.filter(|(_, row)| row.form == form).map(|(number, _)| number).collect();
            for number in &own {
                self.restage(mode, *number);
            }
            let station = |number: &u32| self.world(mode).get(*number).map(|row| row.station);
            let mut stations: Vec<u32> = own.iter().filter_map(station).collect();
            stations.sort_unstable();
            stations.dedup();
            self.refresh(mode, &own);
            for station in stations {
                self.recount(mode, station);
                self.refresh_station(mode, station);
            }
        }
    }

    /// Stations, samples and switches: they change no report that is in, but by its station.
    fn switched(&mut self, event: &Event, meta: Meta<'_>) -> bool {
        match event {
            Event::Stations(stations) => self.list_stations(stations),
            Event::Sample(sample) => self.plan.stations.sample(sample),
            Event::SampleLocked(lock) => self.plan.stations.lock_sample(lock),
            Event::StationMissing(missing) => {
                let mode = self.mode();
                self.plan.stations.set_missing(mode, missing);
            }
            Event::Lock(lock) => {
                let mode = self.mode();
                self.plan.set_lock(mode, lock);
            }
            Event::ReadOnly(read_only) => {
                self.plan.read_only = read_only.on.then(|| read_only.reason.clone());
            }
            Event::Drill(drill) => self.plan.drill = drill.on.then(|| drill.name.clone()),
            Event::Archive(archive) => {
                let keep = archive.keep_days.map(|days| i64::from(days) * 86_400_000_000);
                self.plan.archived = true;
                self.plan.erase_at = keep.map(|keep| meta.time.saturating_add(keep));
            }
            Event::Erasure(_) => {}
            Event::Official(official) => self.plan.publications.publish(official, meta),
            Event::OfficialTurnout(own) => self.plan.publications.announce(own, meta),
            Event::ResultPublished(own) => self.plan.publications.make_public(own, meta),
            Event::Example(example) => self.plan.example = Some(example.name.clone()),
            Event::Reminders(reminders) => self.plan.reminders = (**reminders).clone(),
            Event::Deletion(deletion) => {
                self.plan.deleted.extend(&deletion.blobs);
                self.plan.forgotten.extend(deletion.observers.iter().cloned());
            }
            _ => return false,
        }
        true
    }

    fn list_stations(&mut self, stations: &Stations) {
        let empty = self.worlds.iter().all(|world| world.len() == 0);
        for row in &stations.rows {
            let changed = self.plan.stations.set(row).filter(|_| !empty);
            if let Some(number) = changed {
                for mode in Mode::ALL {
                    self.refresh_station(mode, number);
                }
            }
        }
    }

    /// Observers and accounts. Gives the observer whose reports may be flagged otherwise now.
    fn staffed(&mut self, event: &Event, meta: Meta<'_>) -> Option<u32> {
        let people = &mut self.people;
        let stations = &mut self.plan.stations;
        Some(match event {
            Event::Observer(observer) => people.enrol(observer),
            Event::Replaced(replaced) => {
                let (old, new) = people.replace(replaced, meta);
                self.refresh_observer(old);
                new
            }
            Event::Revoked(revoked) => people.revoke(&revoked.observer, meta.sequence),
            Event::Phones(phones) => people.set_phones(phones),
            Event::Deployment(deployment) => {
                let station = stations.number(&deployment.station);
                people.deploy(deployment, station, meta.time)
            }
            Event::DeploymentEnded(ended) => {
                let station = stations.number(&ended.station);
                people.end_deployment(ended, station, meta.time)
            }
            _ => return self.employed(event, meta),
        })
    }

    /// What changes no flag.
    fn employed(&mut self, event: &Event, meta: Meta<'_>) -> Option<u32> {
        let mode = self.mode();
        let people = &mut self.people;
        if people.enter(event, meta) {
            return Some(NONE);
        }
        match event {
            Event::PhoneLost(lost) => people.lose_phone(&lost.observer, lost.code.as_ref()),
            Event::Device(device) => people.join(device),
            Event::Readiness(readiness) => people.ready(readiness),
            Event::Call(call) => {
                let last = LastCall { time: meta.time, step: call.step, outcome: call.outcome };
                if let Some((_, row)) = people.row(&call.observer) {
                    row.contacts_mut(mode).last_call = Some(last);
                }
            }
            Event::Stopped(stopped) => {
                if let Some((_, row)) = people.row(&stopped.observer) {
                    row.stopped = stopped.on;
                }
            }
            Event::Reminder(reminder) => {
                for observer in &reminder.observers {
                    if let Some((_, row)) = people.row(observer) {
                        let contacts = row.contacts_mut(mode);
                        *contacts.reminded.entry(reminder.expected.clone()).or_default() += 1;
                        if reminder.way == Way::Call {
                            contacts.to_call.insert(reminder.expected.clone());
                        }
                    }
                }
            }
            Event::Numbers(numbers) => {
                for own in &numbers.rows {
                    if let Some((_, row)) = people.row(&own.observer) {
                        row.number = own.blob;
                    }
                }
            }
            Event::Organisation(own) => {
                people.organisations.insert(own.id.clone(), own.name.clone());
            }
            Event::Share(share) => people.share(share),
            Event::Account(account) => people.set_account(account),
            Event::AccountClosed(closed) => people.close_account(&closed.account, meta.sequence),
            Event::SessionsRevoked(own) => people.void_sessions(&own.account, meta.sequence),
            _ => return None,
        }
        Some(NONE)
    }

    /// What became of a message. Whom a reminder did not reach is to be called.
    fn deliver(&mut self, delivered: &Delivered) {
        self.somewhere(|world| world.messages.deliver(delivered));
        if delivered.delivery != Delivery::Failed {
            return;
        }
        for mode in Mode::ALL {
            let batch = self.world(mode).messages.batches.get(&delivered.batch);
            let Some(deadline) = batch.and_then(|batch| batch.reminds.clone()) else { continue };
            if let Some((_, row)) = self.people.row(&delivered.observer) {
                row.contacts_mut(mode).to_call.insert(deadline);
            }
        }
    }

    fn review(&mut self, review: &Review) {
        for mode in Mode::ALL {
            let world = self.world_mut(mode);
            let Some(number) = world.find(review.report) else { continue };
            if !review.reason.is_empty()
                && let Some(extra) = world.extra_mut(number)
            {
                extra.reason = review.reason.as_str().into();
            }
            world.set_verdict(number, review.verdict);
            let station = world.get(number).map_or(NONE, |row| row.station);
            self.refresh(mode, &[number]);
            self.refresh_station(mode, station);
        }
    }

    fn settle_station(&mut self, settled: &StationSettled) {
        let station = self.plan.stations.number(&settled.station);
        for mode in Mode::ALL {
            let world = self.world_mut(mode);
            let Some(number) = world.find(settled.report) else { continue };
            let old = world.get(number).map_or(NONE, |row| row.station);
            world.move_to_station(number, station);
            if let Some(row) = world.get_mut(number) {
                row.facts.settled = true;
            }
            self.rehead_one(mode, number);
            self.refresh(mode, &[number]);
            for station in [old, station] {
                self.recount(mode, station);
                self.refresh_station(mode, station);
            }
            self.refresh_partners(mode, number);
        }
    }

    /// Reports that share a photo or a text with one whose station or observer changed.
    pub(super) fn refresh_partners(&mut self, mode: Mode, number: u32) {
        let partners = crate::flag::partners_of(&self.look(mode), number);
        self.refresh(mode, &partners);
    }

    fn settle_sender(&mut self, settled: &SenderSettled, meta: Meta<'_>) {
        let Some(observer) = &settled.observer else {
            self.people.refuse(settled.sender, meta.time);
            return;
        };
        let observer = self.people.number(observer);
        // What is left of an entry that was erased names no number.
        if settled.sender != crate::PhoneHash([0; 16]) {
            self.people.attach_phone(settled.sender, observer);
        }
        for mode in Mode::ALL {
            let world = self.world_mut(mode);
            let numbers = world.strangers.remove(&settled.sender).unwrap_or_default();
            for number in numbers {
                self.world_mut(mode).give_to(number, observer);
                self.relink_correction(mode, number);
                let station = self.world(mode).get(number).map_or(NONE, |row| row.station);
                self.refresh(mode, &[number]);
                self.refresh_station(mode, station);
                self.refresh_partners(mode, number);
            }
        }
    }

    fn typed(&mut self, event: &Event, meta: Meta<'_>) {
        let sheet = match event {
            Event::Assigned(assigned) => assigned.sheet,
            Event::Transcribed(transcribed) => transcribed.sheet,
            Event::SheetResolved(resolved) => resolved.sheet,
            _ => return,
        };
        let drilled = self.world(Mode::Drill).sheets.get(sheet).is_some();
        let mode = mode_of(drilled);
        let names = &mut self.lexicon.names;
        let [real, drill] = &mut self.worlds;
        let world = if drilled { drill } else { real };
        match event {
            Event::Assigned(assigned) => world.sheets.assign(assigned),
            Event::Transcribed(transcribed) => {
                world.sheets.transcribe(transcribed, names, meta.time);
            }
            Event::SheetResolved(resolved) => world.sheets.resolve(resolved, names, meta.time),
            _ => {}
        }
        if let Some(number) = self.world(mode).find(sheet) {
            self.refresh(mode, &[number]);
        }
    }

    /// Does something in the world where its subject is; counts it where it is in none.
    fn somewhere(&mut self, mut act: impl FnMut(&mut crate::report::World) -> bool) {
        let [real, drill] = &mut self.worlds;
        if !act(real) && !act(drill) {
            real.messages.lost += 1;
        }
    }
}

const fn mode_of(drill: bool) -> Mode {
    if drill { Mode::Drill } else { Mode::Real }
}
