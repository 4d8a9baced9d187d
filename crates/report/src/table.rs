//! Tables as data; the template draws them.

use sanaq_election::Areas;

use crate::words::Words;

/// A table: its first column names the rows.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A column's heading.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) label: String,
    /// Numbers stand to the right; texts wrap.
    pub(crate) numeric: bool,
}

impl Table {
    /// An empty table. A key that starts with `#` names a column of numbers.
    pub(crate) fn new(words: &Words, caption: String, keys: &[&str]) -> Self {
        let column = |key: &&str| {
            let bare = key.strip_prefix('#');
            let label = words.t(&format!("column-{}", bare.unwrap_or(key)));
            Column { label, numeric: bare.is_some() }
        };
        Self { caption, columns: keys.iter().map(column).collect(), rows: Vec::new() }
    }

    pub(crate) fn push<const N: usize>(&mut self, cells: [String; N]) {
        debug_assert_eq!(N, self.columns.len());
        self.rows.push(cells.into());
    }

    /// A row's cells with their columns.
    pub(crate) fn cells<'a>(&'a self, row: &'a [String]) -> Vec<(&'a str, &'a Column)> {
        row.iter().map(String::as_str).zip(&self.columns).collect()
    }
}

/// Longer names are cut: nobody reads them, and a page has to stay a page.
const LONGEST_NAME: usize = 200;
/// Keep a name of the other direction of writing from turning the text around it.
const ISOLATE: char = '\u{2068}';
const END_ISOLATE: char = '\u{2069}';

/// A text from outside without what would change the text around it: control characters, those
/// that turn the direction of writing, and those that HTML forbids.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if is_harmful(c) { '\u{fffd}' } else { c }).collect()
}

/// A name from a data file as it may stand in a sentence, a cell or a chart.
pub(crate) fn name(text: &str) -> String {
    shortened(text, LONGEST_NAME)
}

/// The path of an area, with room to break between its levels.
pub(crate) fn path(area: &str) -> String {
    name(&area.replace(Areas::SEPARATOR, " / "))
}

/// The first characters of a name, for narrow places.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let mut kept = plain(text.trim());
    if longest < kept.chars().count() {
        kept = kept.chars().take(longest.saturating_sub(1)).collect();
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    if kept.chars().any(is_right_to_left) { format!("{ISOLATE}{kept}{END_ISOLATE}") } else { kept }
}

fn is_harmful(c: char) -> bool {
    let code = u32::from(c);
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}')
        || code & 0xfffe == 0xfffe
}

/// Letters and marks of the scripts that are written from right to left, by Unicode's blocks.
fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{0590}'..='\u{08ff}'
            | '\u{200f}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_turn_the_text_around_them() {
        assert_eq!(name("a\u{202e}b\u{0}c\u{2069}\u{ffff}"), "a\u{fffd}b\u{fffd}c\u{fffd}\u{fffd}");
        assert_eq!(name(" کابل "), "\u{2068}کابل\u{2069}");
        assert_eq!(name("x\u{200f}"), "\u{2068}x\u{200f}\u{2069}");
        assert_eq!(name("Ақ жол"), "Ақ жол");
    }

    #[test]
    fn long_names_are_cut_at_a_character() {
        assert_eq!(shortened("Қазақстан", 9), "Қазақстан");
        assert_eq!(shortened("Қазақстан", 4), "Қаз…");
        assert_eq!(name(&"ё".repeat(10_000)).chars().count(), LONGEST_NAME);
    }
}
