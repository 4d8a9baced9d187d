//! Input that cannot be used: exit code 2, nothing on standard output, and a message that names
//! file, line, field, what was found and what was expected.

use crate::sanaq;

/// The first lines of a canonical file.
const HEADER: &str = "station,area,registered,issued,cast,invalid,valid,votes.nur-otan\n";

fn refused(name: &str, content: &[u8], command: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    let mut arguments = vec![command[0], path.to_str().unwrap()];
    arguments.extend(&command[1..]);
    let output = sanaq(&arguments);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(output.stdout.is_empty());
    assert!(!message.contains("panicked"), "{message}");
    message
}

#[test]
fn a_bad_figure_names_file_line_and_field() {
    for (figure, word) in
        [("many", "many"), ("-5", "-5"), ("99999999999", "99999999999"), ("1.5", "1.5")]
    {
        let text = format!("{HEADER}s1,A,100,90,90,1,89,89\ns2,A,{figure},90,90,1,89,89\n");
        let message = refused("results.csv", text.as_bytes(), &["check"]);
        for part in ["results.csv", "line 3", "registered", word, "expected"] {
            assert!(message.contains(part), "no «{part}» in: {message}");
        }
    }
}

#[test]
fn a_file_without_stations_is_said_so() {
    for content in ["", "a,b\n1,2\n"] {
        let message = refused("empty.csv", content.as_bytes(), &["check"]);
        assert!(message.contains("empty.csv"), "{message}");
    }
}

#[test]
fn a_missing_file_and_unknown_names_are_said_so() {
    let cases: [(&[&str], &str); 3] = [
        (&["check", "no-such-file.csv"], "no-such-file.csv"),
        (&["check", "no-such-file.csv", "--recipe", "atlantis"], "atlantis"),
        (&["seats", "no-such-file.csv", "--election", "atlantis"], "atlantis"),
    ];
    for (arguments, word) in cases {
        let output = sanaq(arguments);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn a_bad_election_names_its_line_and_key() {
    let folder = tempfile::tempdir().unwrap();
    let election = folder.path().join("mine.toml");
    std::fs::write(&election, "[election]\nname = 3\n").unwrap();
    let text = format!("{HEADER}s1,A,100,90,90,1,89,89\n");
    let command = ["check", "--election", election.to_str().unwrap()];
    let message = refused("results.csv", text.as_bytes(), &command);
    for part in ["mine.toml", "line 2", "name", "expected"] {
        assert!(message.contains(part), "no «{part}» in: {message}");
    }
}

#[test]
fn an_unknown_option_lists_the_known_ones() {
    let text = format!("{HEADER}s1,A,100,90,90,1,89,89\n");
    let message = refused("results.csv", text.as_bytes(), &["forensics", "--option", "putin"]);
    assert!(message.contains("putin") && message.contains("nur-otan"), "{message}");
}

#[test]
fn wrong_arguments_are_code_2() {
    let wrong: [&[&str]; 5] = [
        &["check"],
        &["frobnicate"],
        &["check", "a", "b"],
        &["seats", "--seats", "x"],
        &["recipes", "--threads", "100000"],
    ];
    for arguments in wrong {
        assert_eq!(sanaq(arguments).status.code(), Some(2), "{arguments:?}");
    }
}
