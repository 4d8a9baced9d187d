//! `docs/pains.md` names a test for each pain and each expectation, and each of them exists.

use std::path::Path;

/// The rows of a page's tables: the number, and the tests in the last column.
fn rows(page: &str) -> Vec<(&str, Vec<&str>)> {
    let lines = page.lines().filter(|line| line.starts_with("| ") && line.contains("::"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let last = cells.last().copied().unwrap_or_default();
            let tests = last.split('`').filter(|own| own.contains("::")).collect();
            (cells[0], tests)
        })
        .collect()
}

/// Whether a file has a test of this name: a function under `#[test]` or its like, or what
/// Playwright and vitest call one.
fn has_test(file: &str, name: &str) -> bool {
    let own = format!("fn {name}(");
    if let Some((before, _)) = file.split_once(&own) {
        let attributes = before.rsplit("\n\n").next().unwrap_or_default();
        return attributes.contains("#[test]")
            || attributes.contains("#[tokio::test")
            || before.contains("proptest! {");
    }
    file.contains(&format!("test('{name}'"))
}

/// Protects the page from saying what is not so: whoever renames or removes a test hears of it.
#[test]
fn every_test_that_the_page_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join("docs/pains.md")).unwrap();
    let rows = rows(&page);
    let numbered = |prefix: &str, count: usize| {
        for number in 1..=count {
            let name = format!("{prefix}{number}");
            let own = rows.iter().filter(|(number, _)| **number == name).count();
            assert_eq!(own, 1, "{name} stands {own} times");
        }
    };
    numbered("P", 25);
    numbered("E", 20);
    for (number, tests) in &rows {
        assert!(!tests.is_empty(), "{number} names no test");
        for test in tests {
            let (path, name) = test.split_once("::").unwrap();
            let file = std::fs::read_to_string(root.join(path));
            let file = file.unwrap_or_else(|error| panic!("{number}: {path}: {error}"));
            assert!(has_test(&file, name), "{number}: {path} has no test «{name}»");
        }
    }
}
