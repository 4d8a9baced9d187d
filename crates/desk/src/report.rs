//! The reports of one world, the real one or a drill's: compact rows and the ways to find them.
//!
//! Nothing is ever removed or overwritten. A correction is a row of its own that names the row
//! which it corrects; two reports that differ are two rows.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::BuildHasher,
};

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use sanaq_forms::FormKind;

use crate::{
    Id, PhoneHash,
    chunk::{Bytes, Rows, Span},
    event::{Channel, Fault, SealedAnswer, Verdict},
    flag::FlagSet,
    intern::{NONE, index, next},
    message::Messages,
    photo::Photos,
    sheet::Sheets,
};

/// Longer chains are not compared further: one station has a few dozen reports, not thousands.
pub(crate) const MOST_COMPARED: usize = 256;

/// One report. What is compared with other reports of its station stands in the first 64 bytes,
/// so that a chain costs one line of the cache for each report.
#[derive(Clone)]
#[repr(C, align(64))]
pub(crate) struct Row {
    /// What is compared: of a head count minute and voters, of a protocol a hash of its figures.
    pub(crate) head: u64,
    pub(crate) station: u32,
    pub(crate) observer: u32,
    before_at_station: u32,
    before_by_observer: u32,
    /// The newest of its corrections.
    pub(crate) corrected_by: u32,
    pub(crate) flags: FlagSet,
    pub(crate) form: u16,
    pub(crate) verdict: Verdict,
    /// The stage that its form belongs to.
    pub(crate) stage: FormKind,
    pub(crate) channel: Channel,
    pub(crate) facts: Facts,
    /// When it was made, as far as that can be told, in seconds.
    pub(crate) at: i64,
    pub(crate) sequence: u64,
    pub(crate) id: u128,
    /// When the log took it, in microseconds.
    pub(crate) time: i64,
    pub(crate) answers: Span,
    /// The station's code as it was sent.
    pub(crate) sent_station: u32,
    /// A hash of its longest text; 0 where there is none.
    pub(crate) text: u64,
    before_of_text: u32,
    /// The report that it corrects, where that is here and its own.
    pub(crate) corrects: u32,
    pub(crate) extra: u32,
    pub(crate) metres: u32,
    pub(crate) clock: i32,
}

/// What was so when a report came and does not change any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Its stage was locked.
    pub(crate) locked: bool,
    /// Some answers were not on the allow-list and are not held.
    pub(crate) withheld: bool,
    /// A person settled which station it is about.
    pub(crate) settled: bool,
}

/// What few reports have.
#[derive(Clone, Default)]
pub(crate) struct Extra {
    pub(crate) operator: Option<Box<str>>,
    pub(crate) sender: Option<PhoneHash>,
    pub(crate) corrects: Option<Id>,
    pub(crate) faults: Box<[Fault]>,
    pub(crate) sealed: Box<[SealedAnswer]>,
    /// The numbers of its photos, each with its question.
    pub(crate) photos: Box<[(u32, u32)]>,
    pub(crate) reason: Box<str>,
}

impl Extra {
    fn is_empty(&self) -> bool {
        self.operator.is_none()
            && self.sender.is_none()
            && self.corrects.is_none()
            && self.faults.is_empty()
            && self.sealed.is_empty()
            && self.photos.is_empty()
    }
}

/// Everything that was reported in one world.
#[derive(Clone, Default)]
pub(crate) struct World {
    rows: Rows<Row>,
    by_id: HashTable<u32>,
    hasher: DefaultHashBuilder,
    pub(crate) answers: Bytes,
    extras: Rows<Extra>,
    last_at_station: Vec<u32>,
    last_by_observer: Vec<u32>,
    last_of_text: HashMap<u64, u32>,
    /// By station: the stages reported, as bits, and how many reports there are.
    reported: Vec<(u8, u32)>,
    /// Reports by the hour in which the log took them, and stage.
    arrivals: BTreeMap<(i64, FormKind), usize>,
    /// Reports with flags that nobody has reviewed; reports to call back about; incidents.
    review: BTreeSet<u32>,
    call: BTreeSet<u32>,
    incidents: BTreeSet<u32>,
    /// Corrections of reports that have not come yet.
    pub(crate) waiting: BTreeMap<Id, Vec<u32>>,
    /// Reports from numbers that nobody knows.
    pub(crate) strangers: BTreeMap<PhoneHash, Vec<u32>>,
    pub(crate) photos: Photos,
    pub(crate) sheets: Sheets,
    pub(crate) messages: Messages,
    /// How often something came that was here already.
    pub(crate) repeated: u64,
}

impl World {
    pub(crate) fn get(&self, number: u32) -> Option<&Row> {
        self.rows.get(number)
    }

    pub(crate) fn get_mut(&mut self, number: u32) -> Option<&mut Row> {
        self.rows.get_mut(number)
    }

    pub(crate) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// All reports in the order of the log.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Row> {
        self.rows.iter()
    }

    pub(crate) fn find(&self, id: Id) -> Option<u32> {
        let number = id.number();
        let same = |at: &u32| self.rows.get(*at).is_some_and(|row| row.id == number);
        self.by_id.find(self.hasher.hash_one(number), same).copied()
    }

    pub(crate) fn extra(&self, row: &Row) -> Option<&Extra> {
        self.extras.get(row.extra)
    }

    pub(crate) fn bytes(&self, row: &Row) -> &[u8] {
        self.answers.get(row.answers)
    }

    pub(crate) fn hash(&self, value: impl std::hash::Hash) -> u64 {
        self.hasher.hash_one(value)
    }

    /// Sets the flags of a report.
    pub(crate) fn set_flags(&mut self, number: u32, flags: FlagSet) {
        if let Some(row) = self.rows.get_mut(number) {
            row.flags = flags;
            self.queue(number);
        }
    }

    pub(crate) fn set_verdict(&mut self, number: u32, verdict: Verdict) {
        if let Some(row) = self.rows.get_mut(number) {
            row.verdict = verdict;
            self.queue(number);
        }
    }

    /// Puts a report into the queues where it belongs.
    fn queue(&mut self, number: u32) {
        let Some(row) = self.rows.get(number) else { return };
        let review = row.verdict == Verdict::Open && !row.flags.is_empty();
        if review {
            self.review.insert(number);
        } else if !self.review.is_empty() {
            self.review.remove(&number);
        }
        if row.verdict == Verdict::CallBack {
            self.call.insert(number);
        } else if !self.call.is_empty() {
            self.call.remove(&number);
        }
    }

    pub(crate) fn to_review(&self) -> impl Iterator<Item = u32> {
        self.review.iter().copied()
    }

    pub(crate) fn to_call(&self) -> impl Iterator<Item = u32> {
        self.call.iter().copied()
    }

    pub(crate) const fn arrivals(&self) -> &BTreeMap<(i64, FormKind), usize> {
        &self.arrivals
    }

    pub(crate) fn incidents(&self) -> impl DoubleEndedIterator<Item = u32> {
        self.incidents.iter().copied()
    }

    /// The stages reported from a station, and how many reports there are.
    pub(crate) fn reported(&self, station: u32) -> (u8, usize) {
        let own = self.reported.get(index(station)).copied().unwrap_or_default();
        (own.0, own.1 as usize)
    }

    /// Counts a report where it belongs, once it is linked.
    pub(crate) fn count(&mut self, number: u32) {
        let Some(row) = self.rows.get(number) else { return };
        let stage = row.stage;
        if stage == FormKind::Incident {
            self.incidents.insert(number);
        }
        if row.station == NONE {
            return;
        }
        if self.reported.len() <= index(row.station) {
            self.reported.resize(index(row.station) + 1, (0, 0));
        }
        if let Some((stages, count)) = self.reported.get_mut(index(row.station)) {
            *stages |= 1 << (stage as u8);
            *count += 1;
        }
    }

    /// Notes what kind of report it turned out to be.
    pub(crate) fn set_stage(&mut self, number: u32, stage: FormKind) {
        if let Some(row) = self.rows.get_mut(number).filter(|row| row.stage != stage) {
            let hour = row.time.div_euclid(1_000_000 * 3_600);
            if let Some(count) = self.arrivals.get_mut(&(hour, row.stage)) {
                *count -= 1;
            }
            *self.arrivals.entry((hour, stage)).or_default() += 1;
            row.stage = stage;
        }
        if stage == FormKind::Incident {
            self.incidents.insert(number);
        } else {
            self.incidents.remove(&number);
        }
    }

    /// Forgets what was counted at a station, to count it again.
    pub(crate) fn uncount(&mut self, station: u32) {
        if let Some(counted) = self.reported.get_mut(index(station)) {
            *counted = (0, 0);
        }
    }

    /// Keeps a report that is not here yet, and links it.
    pub(crate) fn push(&mut self, mut row: Row, extra: Extra) -> u32 {
        let number = next(self.rows.len());
        if !extra.is_empty() {
            row.extra = next(self.extras.len());
            self.extras.push(extra);
        }
        if row.text != 0 {
            let before = self.last_of_text.insert(row.text, number);
            row.before_of_text = before.unwrap_or(NONE);
        }
        row.before_at_station = swap_head(&mut self.last_at_station, row.station, number);
        row.before_by_observer = swap_head(&mut self.last_by_observer, row.observer, number);
        let hour = row.time.div_euclid(1_000_000 * 3_600);
        *self.arrivals.entry((hour, row.stage)).or_default() += 1;
        let id = row.id;
        self.rows.push(row);
        let Self { rows, by_id, hasher, .. } = self;
        let rehash = |at: &u32| rows.get(*at).map_or(0, |row| hasher.hash_one(row.id));
        by_id.insert_unique(hasher.hash_one(id), number, rehash);
        number
    }

    /// What few reports have, made where it is missing.
    pub(crate) fn extra_mut(&mut self, number: u32) -> Option<&mut Extra> {
        let row = self.rows.get_mut(number)?;
        if row.extra == NONE {
            row.extra = next(self.extras.len());
            self.extras.push(Extra::default());
        }
        self.extras.get_mut(row.extra)
    }

    /// The reports about a station, the last one first.
    pub(crate) fn at_station(&self, station: u32) -> impl Iterator<Item = (u32, &Row)> {
        let head = self.last_at_station.get(index(station)).copied();
        self.chain(head, |row| row.before_at_station)
    }

    /// The reports of an observer, the last one first.
    pub(crate) fn by_observer(&self, observer: u32) -> impl Iterator<Item = (u32, &Row)> {
        let head = self.last_by_observer.get(index(observer)).copied();
        self.chain(head, |row| row.before_by_observer)
    }

    /// The reports with a text, the last one first.
    pub(crate) fn of_text(&self, text: u64) -> impl Iterator<Item = (u32, &Row)> {
        let head = self.last_of_text.get(&text).copied();
        self.chain(head, |row| row.before_of_text)
    }

    fn chain(
        &self,
        head: Option<u32>,
        before: impl Fn(&Row) -> u32,
    ) -> impl Iterator<Item = (u32, &Row)> {
        let mut at = head.unwrap_or(NONE);
        std::iter::from_fn(move || {
            let row = self.rows.get(at)?;
            let own = at;
            at = before(row);
            Some((own, row))
        })
    }

    /// Moves a report to another station.
    pub(crate) fn move_to_station(&mut self, number: u32, station: u32) {
        let Some(row) = self.rows.get(number) else { return };
        let (old, before) = (row.station, row.before_at_station);
        let above = self.at_station(old).find(|(_, row)| row.before_at_station == number);
        match above.map(|(above, _)| above) {
            Some(above) => {
                if let Some(row) = self.rows.get_mut(above) {
                    row.before_at_station = before;
                }
            }
            None => set_head(&mut self.last_at_station, old, number, before),
        }
        let before = swap_head(&mut self.last_at_station, station, number);
        if let Some(row) = self.rows.get_mut(number) {
            (row.station, row.before_at_station) = (station, before);
        }
    }

    /// Gives a report that is nobody's to an observer.
    pub(crate) fn give_to(&mut self, number: u32, observer: u32) {
        let Some(row) = self.rows.get(number).filter(|row| row.observer == NONE) else { return };
        debug_assert_eq!(row.before_by_observer, NONE, "nobody's reports are not linked");
        let before = swap_head(&mut self.last_by_observer, observer, number);
        if let Some(row) = self.rows.get_mut(number) {
            (row.observer, row.before_by_observer) = (observer, before);
        }
    }
}

/// Puts a number at the head of a chain and gives the one that stood there.
fn swap_head(heads: &mut Vec<u32>, chain: u32, number: u32) -> u32 {
    if chain == NONE {
        return NONE;
    }
    if heads.len() <= index(chain) {
        heads.resize(index(chain) + 1, NONE);
    }
    heads.get_mut(index(chain)).map_or(NONE, |head| std::mem::replace(head, number))
}

/// Takes a number from the head of a chain.
fn set_head(heads: &mut [u32], chain: u32, number: u32, before: u32) {
    if let Some(head) = heads.get_mut(index(chain))
        && *head == number
    {
        *head = before;
    }
}

impl Row {
    /// A row without links.
    pub(crate) fn new(id: Id, channel: Channel) -> Self {
        Self {
            id: id.number(),
            sequence: 0,
            time: 0,
            at: 0,
            answers: Span::default(),
            head: 0,
            text: 0,
            station: NONE,
            sent_station: NONE,
            observer: NONE,
            before_at_station: NONE,
            before_by_observer: NONE,
            before_of_text: NONE,
            corrects: NONE,
            corrected_by: NONE,
            extra: NONE,
            metres: NONE,
            clock: i32::MIN,
            flags: FlagSet::default(),
            form: 0,
            stage: FormKind::Other,
            channel,
            verdict: Verdict::Open,
            facts: Facts::default(),
        }
    }

    pub(crate) const fn id(&self) -> Id {
        Id::of(self.id)
    }

    /// Whether it still says what the observer says: neither corrected nor rejected.
    pub(crate) fn stands(&self) -> bool {
        self.corrected_by == NONE && self.verdict != Verdict::Rejected
    }

    /// Minute and voters of a head count.
    pub(crate) fn count(&self) -> Option<(i32, u32)> {
        let voters = u32::try_from(self.head & u64::from(u32::MAX)).ok()?;
        let minute = u32::try_from(self.head >> 32).ok()?.cast_signed();
        (voters != NONE).then_some((minute, voters))
    }

    /// What a head count is kept as.
    pub(crate) fn head_of_count(minute: i32, voters: Option<u32>) -> u64 {
        u64::from(minute.cast_unsigned()) << 32 | u64::from(voters.unwrap_or(NONE))
    }
}
