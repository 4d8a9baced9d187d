//! A table whose cells are read one by one, each with a message that names its line and column
//! when it cannot be used. Commas, semicolons or tabs stand between cells: spreadsheets write what
//! their country is used to.

use std::collections::BTreeMap;

use super::list::ListError;

/// A table with a header.
#[derive(Clone, Debug)]
pub struct Table {
    columns: BTreeMap<String, usize>,
    header: Vec<String>,
    separator: char,
    /// The line where each record begins, and its cells.
    records: Vec<(usize, Vec<String>)>,
}

/// One record of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    table: &'a Table,
    line: usize,
    cells: &'a [String],
}

impl Table {
    /// Reads a table; blank records are left out, blanks around names and cells do not count.
    ///
    /// # Errors
    /// When one of the `needed` columns is missing, or a quotation mark is not closed.
    pub fn parse(text: &str, needed: &[&str]) -> Result<Self, ListError> {
        let text = text.trim_start_matches('\u{feff}');
        let separator = separator(text);
        let mut records = records(text, separator)?;
        let header = if records.is_empty() { Vec::new() } else { records.remove(0).1 };
        let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let columns: BTreeMap<String, usize> =
            header.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect();
        let table = Self { columns, header, separator, records };
        match needed.iter().find(|name| !table.has(name)) {
            Some(name) => Err(table.no_column(name)),
            None => Ok(table),
        }
    }

    /// That a column is missing.
    pub fn no_column(&self, name: &str) -> ListError {
        ListError::NoColumn { name: name.to_owned(), found: self.header.join(", ") }
    }

    /// The columns' names, in their order.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Whether there is a column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The records, in their order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.records.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl<'a> Row<'a> {
    /// The line of the file where the record begins.
    pub fn line(self) -> usize {
        self.line
    }

    /// A cell; nothing where it is empty or there is no such column.
    pub fn cell(self, column: &str) -> Option<&'a str> {
        let cell = self.cells.get(*self.table.columns.get(column)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// A cell that `read` understands; nothing where it is empty.
    ///
    /// # Errors
    /// When it stands there and is not what is `expected`.
    pub fn optional<T>(
        self,
        column: &str,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ListError> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        read(cell).map(Some).ok_or_else(|| self.wrong(column, expected))
    }

    /// A cell that must be there and that `read` understands.
    ///
    /// # Errors
    /// When it is empty or not what is `expected`.
    pub fn needed<T>(
        self,
        column: &str,
        expected: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, ListError> {
        self.optional(column, expected, read)?.ok_or_else(|| self.wrong(column, expected))
    }

    /// A number that `fits`; nothing where the cell is empty. Where no comma stands between cells,
    /// one may stand before the decimals.
    ///
    /// # Errors
    /// When it stands there and is not what is `expected`.
    pub fn number(
        self,
        column: &str,
        expected: &'static str,
        fits: impl Fn(f64) -> bool,
    ) -> Result<Option<f64>, ListError> {
        let comma = self.table.separator != ',';
        let read = |cell: &str| {
            let number = if comma { cell.replace(',', ".").parse() } else { cell.parse() };
            number.ok().filter(|number| fits(*number))
        };
        self.optional(column, expected, read)
    }

    /// A whole number that must be there.
    ///
    /// # Errors
    /// When it is none.
    pub fn count(self, column: &str) -> Result<u32, ListError> {
        self.needed(column, "a whole number", |cell| cell.parse().ok())
    }

    /// That a cell cannot be used.
    pub fn wrong(self, column: &str, expected: &'static str) -> ListError {
        ListError::Cell {
            line: self.line,
            column: column.to_owned(),
            found: self.cell(column).unwrap_or_default().to_owned(),
            expected,
        }
    }
}

/// What stands between the cells of the header: the comma unless it has more of another.
fn separator(text: &str) -> char {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let bare: Vec<char> = header
        .chars()
        .filter(|letter| {
            quoted ^= *letter == '"';
            !quoted
        })
        .collect();
    let count = |separator: char| bare.iter().filter(|letter| **letter == separator).count();
    let more = |best: char, next: char| if count(next) > count(best) { next } else { best };
    [';', '\t'].into_iter().fold(',', more)
}

/// The records of a table with the lines where they begin; empty lines are left out.
fn records(text: &str, separator: char) -> Result<Vec<(usize, Vec<String>)>, ListError> {
    let mut records = Vec::new();
    let (mut record, mut cell) = (Vec::new(), String::new());
    let (mut line, mut began, mut quoted_since) = (1, 1, None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match letter {
            '"' if quoted_since.is_none() => quoted_since = Some(line),
            '"' if letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted_since = None,
            _ if quoted_since.is_some() => cell.push(letter),
            _ if letter == separator => record.push(std::mem::take(&mut cell)),
            '\r' => {}
            '\n' => {
                record.push(std::mem::take(&mut cell));
                records.push((began, std::mem::take(&mut record)));
                began = line;
            }
            _ => cell.push(letter),
        }
    }
    if let Some(line) = quoted_since {
        return Err(ListError::Quote { line });
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push((began, record));
    }
    records.retain(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_cannot_be_used_is_named() {
        let table = Table::parse("station,votes\na,7\n\nb,x\nc\n", &["station", "votes"]).unwrap();
        let rows: Vec<Row<'_>> = table.rows().collect();
        assert_eq!(rows[0].count("votes"), Ok(7));
        let message = rows[1].count("votes").unwrap_err().to_string();
        assert_eq!(message, "line 4, column votes: found «x», expected a whole number");
        let message = rows[2].count("votes").unwrap_err().to_string();
        assert_eq!(message, "line 5, column votes: found «», expected a whole number");
        assert_eq!(rows[2].optional("votes", "a word", |_| Some(())), Ok(None));
        assert!(table.has("votes") && !table.has("vote"));
        let message = Table::parse("code\n", &["station"]).unwrap_err().to_string();
        assert!(message.contains("«station»") && message.contains("has: code"), "{message}");
        assert!(Table::parse("", &["station"]).is_err());
    }

    /// Protects whoever keeps lists in a spreadsheet of a country with decimal commas.
    #[test]
    fn the_header_says_what_stands_between_cells() {
        for [separator, comma] in [[",", "."], [";", ","], ["\t", ","]] {
            let text = format!("\"a,b;c\"|station|part\n1|\"x|y\"|0{comma}25\n");
            let text = text.replace('|', separator);
            let table = Table::parse(&text, &["station", "part"]).unwrap();
            let row = table.rows().next().unwrap();
            assert_eq!(row.cell("station"), Some(format!("x{separator}y").as_str()));
            let part = row.number("part", "a part", |part| part < 1.0).unwrap();
            assert!((part.unwrap() - 0.25).abs() < 1e-12, "{text}");
            assert!(row.number("part", "a part", |part| part > 1.0).is_err());
        }
        let table = Table::parse("station,part\n1,\"1,500\"\n", &["part"]).unwrap();
        let row = table.rows().next().unwrap();
        assert!(row.number("part", "a number", |_| true).is_err(), "thousands or decimals?");
    }
}
