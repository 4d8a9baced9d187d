//! The header: the names of the columns, from one row or several.

use sanaq_said::{Said, said};

use crate::{note::shown, plan::normal, rows::Row};

/// Collects the rows of a header.
pub(crate) struct Header {
    needed: usize,
    rows: Vec<Vec<String>>,
}

impl Header {
    pub(crate) fn new(needed: usize) -> Self {
        Self { needed, rows: Vec::new() }
    }

    /// Whether the row belongs to the header; blank rows before it do.
    pub(crate) fn takes(&mut self, row: Row<'_>) -> bool {
        if self.rows.len() == self.needed {
            return false;
        }
        if !(row.is_blank() && self.rows.is_empty()) {
            self.rows.push((0..row.len()).map(|column| normal(row.text(column))).collect());
        }
        true
    }

    pub(crate) fn is_complete(&self) -> bool {
        self.needed > 0 && self.rows.len() == self.needed
    }

    /// The names of the columns. `first` is the first row under the header: without a header it
    /// says how many columns there are.
    pub(crate) fn finish(&mut self, first: Row<'_>) -> Vec<String> {
        let mut rows = std::mem::take(&mut self.rows);
        let Some(last) = rows.pop() else {
            return (1..=first.len()).map(|column| format!("column {column}")).collect();
        };
        let width = rows.iter().map(Vec::len).fold(last.len(), usize::max);
        let mut names = vec![String::new(); width];
        for row in rows {
            // A cell that spans several columns has its text in the first of them.
            let mut above = "";
            for (column, name) in names.iter_mut().enumerate() {
                match row.get(column).map(String::as_str) {
                    Some("") | None => {}
                    Some(text) => above = text,
                }
                join(name, above);
            }
        }
        for (name, text) in names.iter_mut().zip(&last) {
            join(name, text);
        }
        names
    }
}

/// Nobody can tell which of the two is meant.
pub(crate) fn column_twice(name: &str) -> Said {
    said!(
        "said-import-column-twice",
        "found the column «{name}» twice, expected it once",
        name = shown(name.as_bytes())
    )
}

/// Appends a lower row's text to the name of a column.
fn join(name: &mut String, text: &str) {
    // A cell that spans several rows may repeat its text in each.
    if text.is_empty() || name == text {
        return;
    }
    if !name.is_empty() {
        name.push_str(" / ");
    }
    name.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Cells;

    fn names(rows: &[&[&str]], needed: usize) -> Vec<String> {
        let mut header = Header::new(needed);
        for cells in rows {
            let mut row = Cells::default();
            cells.iter().for_each(|cell| row.push(cell.as_bytes()));
            if !header.takes(row.row(1)) {
                return header.finish(row.row(1));
            }
        }
        header.finish(Row::default())
    }

    #[test]
    fn one_row_is_the_names() {
        assert_eq!(names(&[&["", ""], &["a", " b\n c "]], 1), ["a", "b c"]);
    }

    #[test]
    fn spanning_cells_stand_over_all_their_columns() {
        let rows: [&[&str]; 2] = [&["Station", "Votes", "", ""], &["", "A", "B", "C"]];
        assert_eq!(names(&rows, 2), ["Station", "Votes / A", "Votes / B", "Votes / C"]);
    }

    #[test]
    fn without_a_header_columns_are_numbered() {
        assert_eq!(names(&[&["s1", "5"]], 0), ["column 1", "column 2"]);
    }
}
