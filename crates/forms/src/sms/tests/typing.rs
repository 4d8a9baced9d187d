//! The same message as different people and phones would send it.

/// Variants that mean the same: case, separators, keyboards, digits of other scripts.
pub(super) fn variants(text: &str) -> Vec<String> {
    let (body, comment) = match text.split_once(" @") {
        Some((body, comment)) => (body, format!(" @{comment}")),
        None => (text, String::new()),
    };
    let plain = [
        body.to_lowercase(),
        body.replace(' ', ", "),
        body.replace(' ', "\n"),
        body.replace(' ', " ; "),
        body.replace(' ', "\u{a0}"),
        compact(body),
        body.chars().map(full_width).collect(),
        digits(body, '٠'),
        digits(body, '۰'),
        digits(body, '०'),
        digits(body, '०').to_lowercase(),
        body.chars().map(cyrillic).collect(),
        body.chars().map(cyrillic).collect::<String>().to_lowercase(),
        format!("\u{202b}{}\u{202c}", body.replace(' ', "\u{200f} ")),
        sloppy(body),
        format!("{body}."),
    ];
    plain.into_iter().map(|body| format!("{body}{comment}")).collect()
}

/// Without the spaces before codes and the total.
fn compact(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let before_code =
            characters.peek().is_some_and(|next| next.is_ascii_uppercase() || *next == '=');
        if c != ' ' || !before_code {
            out.push(c);
        }
    }
    out
}

fn full_width(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// With the digits of another script, whose zero is given.
fn digits(text: &str, zero: char) -> String {
    let digit = |c: char| match c.to_digit(10) {
        Some(value) => char::from_u32(u32::from(zero) + value).unwrap_or(c),
        None => c,
    };
    text.chars().map(digit).collect()
}

/// Codes from a Cyrillic keyboard, by look where there is such a letter, else by sound.
fn cyrillic(c: char) -> char {
    match c {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'D' => 'Д',
        'E' => 'Е',
        'F' => 'Ф',
        'G' => 'Г',
        'K' => 'К',
        other => other,
    }
}

/// l for 1 and O for 0 after the first figure of each number.
fn sloppy(text: &str) -> String {
    let mut after_digit = false;
    let exchange = |c: char| {
        let exchanged = match c {
            '1' if after_digit => 'l',
            '0' if after_digit => 'O',
            other => other,
        };
        after_digit = c.is_ascii_digit();
        exchanged
    };
    text.chars().map(exchange).collect()
}
