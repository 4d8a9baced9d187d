//! The page about a mission's log, for whoever wants to check it: in every language at once, since
//! it stands at one address.

use askama::Template;

use crate::{language::Language, page::Error, words::Words};

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct LogPage<'a> {
    /// What the log is called.
    pub origin: &'a str,
    /// The keys to check with, as text.
    pub keys: &'a str,
}

#[derive(Template)]
#[template(path = "log.html")]
struct Sheet<'a> {
    page: &'a LogPage<'a>,
    all: Vec<Words>,
    /// Files beside the page, and what says what each is.
    files: [(&'static str, &'static str); 5],
}

/// Renders the page.
pub(crate) fn render(page: &LogPage<'_>) -> Result<String, Error> {
    let all = Language::all().map(Words::new).collect::<Result<_, _>>()?;
    let files = [
        ("checkpoint", "log-checkpoint"),
        ("tile/", "log-tiles"),
        ("keys.txt", "log-keys"),
        ("mission.json", "log-mission"),
        ("files.txt", "log-files"),
    ];
    Ok(Sheet { page, all, files }.render()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::MISSING;

    /// Protects whoever reads it: every language is there, nothing is loaded, and a name cannot
    /// become a tag.
    #[test]
    fn it_speaks_all_languages_and_loads_nothing() {
        let page = LogPage { origin: "a<b>.example/log", keys: "a<b>+1+key\n" };
        let html = render(&page).unwrap();
        for language in Language::all() {
            assert!(html.contains(&format!("<section lang=\"{}\"", language.tag())));
        }
        assert!(!html.contains(MISSING) && !html.contains("<b>") && !html.contains("<script"));
        assert!(!html.contains("http://") && !html.contains("https://"));
        assert_eq!(html.matches("sanaq verify receipt").count(), Language::all().count());
    }
}
