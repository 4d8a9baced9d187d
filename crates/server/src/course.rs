//! The course of a projection through the night: when, of how many protocols, each option's share
//! with its interval, as this server computed them.
//!
//! It is a picture and no evidence: the log alone says what was known when. So that a restart does
//! not lose the picture, it stands in a file beside the log, a line for each point; what cannot be
//! read of it is passed over, and what cannot be written is only noted.

use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use sanaq_estimate::quick_count::Answer;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Points of one course at most: a night at one every half minute.
const POINTS: usize = 2_000;
const FILE: &str = "course.jsonl";

/// One course: a projection's points, the earliest first.
pub(crate) type Course = Vec<Value>;

/// All courses, by what is projected for whom.
#[derive(Default)]
pub(crate) struct Courses {
    file: Option<PathBuf>,
    all: Mutex<BTreeMap<String, Course>>,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    of: String,
    point: Value,
}

impl Courses {
    /// Those that the file of a mission's directory has.
    pub(crate) fn open(data: &Path) -> Self {
        let file = data.join(FILE);
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let mut all = BTreeMap::<String, Course>::new();
        for line in text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok()) {
            let course = all.entry(line.of).or_default();
            if course.len() < POINTS {
                course.push(line.point);
            }
        }
        Self { file: Some(file), all: Mutex::new(all) }
    }

    /// The course so far, with a projection as its last point where it says something new.
    pub(crate) fn with(&self, of: &str, now: i64, answer: &Answer) -> Course {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let course = all.entry(of.to_owned()).or_default();
        let used = json!(answer.stations.used);
        let known = course.last().and_then(|last| last.get("used")) == Some(&used);
        let shares = answer.options.iter().filter_map(|option| {
            let share = option.share?;
            Some((option.id.as_str().to_owned(), json!([share.estimate, share.low, share.high])))
        });
        let shares: Map<String, Value> = shares.collect();
        if !known && !shares.is_empty() && course.len() < POINTS {
            let point = json!({ "at": now, "used": used, "shares": shares });
            self.note(of, &point);
            course.push(point);
        }
        course.clone()
    }

    fn note(&self, of: &str, point: &Value) {
        let Some(file) = &self.file else { return };
        let line = Line { of: of.to_owned(), point: point.clone() };
        let mut options = std::fs::OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(file).and_then(|mut file| writeln!(file, "{}", json!(line)));
        if let Err(error) = written {
            tracing::warn!(%error, "a point of the projection's course was not kept");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A coordinator sees the whole night also after the server was started anew, and a damaged
    /// line costs one point.
    #[test]
    fn a_course_is_read_back_and_damage_costs_one_point() {
        let folder = tempfile::tempdir().unwrap();
        let courses = Courses::open(folder.path());
        for used in 1..4 {
            courses.note("a", &json!({ "used": used }));
        }
        courses.note("b", &json!({ "used": 9 }));
        let path = folder.path().join(FILE);
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        let half = &lines[1][..lines[1].len() / 2];
        lines[1] = half;
        std::fs::write(&path, lines.join("\n")).unwrap();
        let again = Courses::open(folder.path());
        let all = again.all.into_inner().unwrap();
        let used = |of: &str| all[of].iter().map(|p| p["used"].clone()).collect::<Vec<_>>();
        assert_eq!(used("a"), [json!(1), json!(3)]);
        assert_eq!(used("b"), [json!(9)]);
    }
}
