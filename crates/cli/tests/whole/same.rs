//! The same input gives the same bytes, on every run and with any number of threads.

use crate::sanaq;

fn bytes(arguments: &[&str]) -> Vec<u8> {
    let output = sanaq(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn threads_do_not_change_a_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let mut seen: Vec<(Vec<u8>, Vec<u8>, Vec<u8>)> = Vec::new();
    for threads in ["1", "2", "8", "8"] {
        let (country, page) = (path("country.csv"), path("page.html"));
        bytes(&[
            "--threads",
            threads,
            "simulate",
            "--election",
            "kazakhstan-2021",
            "--stations",
            "3000",
            "--fraud",
            "stuffing:0.15,round:0.05",
            "--seed",
            "7",
            "--out",
            &country,
        ]);
        let answer = bytes(&[
            "--threads",
            threads,
            "forensics",
            &country,
            "--election",
            "kazakhstan-2021",
            "--report",
            &page,
            "--format",
            "json",
        ]);
        let read = |file: &str| std::fs::read(file).unwrap();
        seen.push((read(&country), answer, read(&page)));
    }
    assert!(seen.iter().all(|run| *run == seen[0]));
}

#[test]
fn another_seed_is_another_country() {
    let folder = tempfile::tempdir().unwrap();
    let country = |seed: &str| {
        let path = folder.path().join(seed);
        let path = path.to_str().unwrap();
        bytes(&[
            "simulate",
            "--election",
            "kazakhstan-2021",
            "--stations",
            "300",
            "--seed",
            seed,
            "--out",
            path,
        ]);
        std::fs::read(path).unwrap()
    };
    assert_ne!(country("1"), country("2"));
}
