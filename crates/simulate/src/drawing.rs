//! A protocol drawn as somebody might have photographed it: a printed sheet with figures written
//! into it, lying askew on a table, badly lit. For training: what clerks type must be readable and
//! must not be a real person's sheet.

use crate::dice::{Dice, Streams};

/// A picture in grey, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// 0 is black, 255 white.
    pub pixels: Vec<u8>,
}

/// The photo's size.
const WIDTH: usize = 720;
const HEIGHT: usize = 960;
/// The sheet's size in its own dots.
const SHEET: (usize, usize) = (290, 400);
/// Dots of a letter with its space.
const LETTER: usize = 6;
/// The table below the sheet has so many shades in a row.
const SPOTS: usize = 44;

/// Draws a sheet with a title and its lines; the seed and the number decide how it lies.
pub fn draw(title: &str, lines: &[(String, u32)], seed: u64, number: usize) -> Drawn {
    let mut dice = Streams(seed).open("photo", number);
    let sheet = Sheet::write(title, lines, &mut dice);
    let table: Vec<f64> = (0..SPOTS * SPOTS).map(|_| 40.0 + 90.0 * dice.unit()).collect();
    let (angle, scale) = (0.12 * (dice.unit() - 0.5), 1.9 + 0.3 * dice.unit());
    let shift = (30.0 * (dice.unit() - 0.5), 40.0 * (dice.unit() - 0.5));
    let (light, slope) = (0.75 + 0.2 * dice.unit(), 0.5 * (dice.unit() - 0.5));
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    let mut pixels = Vec::with_capacity(WIDTH * HEIGHT);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let (dx, dy) =
                (x as f64 - WIDTH as f64 / 2.0 - shift.0, y as f64 - HEIGHT as f64 / 2.0 - shift.1);
            let across = (cos * dx + sin * dy) / scale + SHEET.0 as f64 / 2.0;
            let down = (cos * dy - sin * dx) / scale + SHEET.1 as f64 / 2.0;
            let shade = sheet.shade(across, down).unwrap_or_else(|| {
                let spot = (y * SPOTS / HEIGHT) * SPOTS + x * SPOTS / WIDTH;
                table.get(spot).copied().unwrap_or(80.0)
            });
            let lit = light + slope * (x as f64 / WIDTH as f64 - 0.5);
            pixels.push(grey(shade * lit));
        }
    }
    Drawn { width: 720, height: 960, pixels }
}

fn grey(shade: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "brought between 0 and 255"
    )]
    let grey = shade.clamp(0.0, 255.0) as u8;
    grey
}

/// The sheet's ink.
struct Sheet {
    ink: Vec<bool>,
}

impl Sheet {
    fn write(title: &str, lines: &[(String, u32)], dice: &mut Dice) -> Self {
        let mut sheet = Self { ink: vec![false; SHEET.0 * SHEET.1] };
        sheet.text(title, (16, 14), 2);
        let step = (SHEET.1 - 70) / lines.len().max(1);
        let step = step.min(26);
        for (at, (name, figure)) in lines.iter().enumerate() {
            let top = 48 + at * step;
            sheet.text(name, (16, top), 1);
            for x in 16..SHEET.0 - 16 {
                sheet.dot(x, top + 15);
            }
            // Written by hand: each figure a little higher or lower.
            let digits = figure.to_string();
            let start = SHEET.0 - 24 - digits.len() * 2 * LETTER;
            for (nth, digit) in digits.chars().enumerate() {
                let up = usize::from(dice.happens(0.5)) + usize::from(dice.happens(0.5));
                sheet.letter(digit, (start + nth * 2 * LETTER, top - 2 + up), 2);
            }
        }
        sheet
    }

    /// The shade at a place of the sheet; nothing beside it.
    fn shade(&self, across: f64, down: f64) -> Option<f64> {
        let inside =
            0.0 <= across && 0.0 <= down && across < SHEET.0 as f64 && down < SHEET.1 as f64;
        if !inside {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "inside the sheet"
        )]
        let place = (down as usize) * SHEET.0 + across as usize;
        Some(if self.ink.get(place).copied().unwrap_or(false) { 35.0 } else { 235.0 })
    }

    fn dot(&mut self, x: usize, y: usize) {
        if let Some(dot) = self.ink.get_mut(y * SHEET.0 + x).filter(|_| x < SHEET.0) {
            *dot = true;
        }
    }

    fn text(&mut self, text: &str, (left, top): (usize, usize), size: usize) {
        for (nth, letter) in text.chars().enumerate() {
            self.letter(letter.to_ascii_uppercase(), (left + nth * size * LETTER, top), size);
        }
    }

    fn letter(&mut self, letter: char, (left, top): (usize, usize), size: usize) {
        for (row, bits) in glyph(letter).into_iter().enumerate() {
            for column in (0..5).filter(|column| bits & (16 >> column) != 0) {
                for (dx, dy) in (0..size).flat_map(|dx| (0..size).map(move |dy| (dx, dy))) {
                    self.dot(left + column * size + dx, top + row * size + dy);
                }
            }
        }
    }
}

/// Seven rows of five dots; a box for what is not here.
const fn glyph(letter: char) -> [u8; 7] {
    match letter {
        '0' => [14, 17, 19, 21, 25, 17, 14],
        '1' => [4, 12, 4, 4, 4, 4, 14],
        '2' => [14, 17, 1, 2, 4, 8, 31],
        '3' => [31, 2, 4, 2, 1, 17, 14],
        '4' => [2, 6, 10, 18, 31, 2, 2],
        '5' => [31, 16, 30, 1, 1, 17, 14],
        '6' => [6, 8, 16, 30, 17, 17, 14],
        '7' => [31, 1, 2, 4, 8, 8, 8],
        '8' => [14, 17, 17, 14, 17, 17, 14],
        '9' => [14, 17, 17, 15, 1, 2, 12],
        'A' => [14, 17, 17, 31, 17, 17, 17],
        'B' => [30, 17, 17, 30, 17, 17, 30],
        'C' => [14, 17, 16, 16, 16, 17, 14],
        'D' => [30, 17, 17, 17, 17, 17, 30],
        'E' => [31, 16, 16, 30, 16, 16, 31],
        'F' => [31, 16, 16, 30, 16, 16, 16],
        'G' => [14, 17, 16, 23, 17, 17, 15],
        'H' => [17, 17, 17, 31, 17, 17, 17],
        'I' => [14, 4, 4, 4, 4, 4, 14],
        'J' => [7, 2, 2, 2, 2, 18, 12],
        'K' => [17, 18, 20, 24, 20, 18, 17],
        'L' => [16, 16, 16, 16, 16, 16, 31],
        'M' => [17, 27, 21, 21, 17, 17, 17],
        'N' => [17, 25, 21, 19, 17, 17, 17],
        'O' => [14, 17, 17, 17, 17, 17, 14],
        'P' => [30, 17, 17, 30, 16, 16, 16],
        'Q' => [14, 17, 17, 17, 21, 18, 13],
        'R' => [30, 17, 17, 30, 20, 18, 17],
        'S' => [15, 16, 16, 14, 1, 1, 30],
        'T' => [31, 4, 4, 4, 4, 4, 4],
        'U' => [17, 17, 17, 17, 17, 17, 14],
        'V' => [17, 17, 17, 17, 17, 10, 4],
        'W' => [17, 17, 17, 21, 21, 27, 17],
        'X' => [17, 17, 10, 4, 10, 17, 17],
        'Y' => [17, 17, 10, 4, 4, 4, 4],
        'Z' => [31, 1, 2, 4, 8, 16, 31],
        '.' => [0, 0, 0, 0, 0, 12, 12],
        '-' => [0, 0, 0, 14, 0, 0, 0],
        ' ' => [0, 0, 0, 0, 0, 0, 0],
        _ => [31, 17, 17, 17, 17, 17, 31],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(votes: u32) -> Vec<(String, u32)> {
        vec![("registered".to_owned(), 1_204), ("votes.birch".to_owned(), votes)]
    }

    /// Protects training from accusing everybody: two drawn sheets must not look like one photo
    /// that was handed in twice, and other figures must be other pixels.
    #[test]
    fn every_sheet_lies_otherwise_and_shows_its_figures() {
        let one = draw("STATION 17", &lines(412), 1, 1);
        assert_eq!(one, draw("STATION 17", &lines(412), 1, 1));
        let other = draw("STATION 17", &lines(412), 1, 2);
        let differ = one.pixels.iter().zip(&other.pixels).filter(|(a, b)| a.abs_diff(**b) > 40);
        assert!(differ.count() > one.pixels.len() / 10);
        assert_ne!(one, draw("STATION 17", &lines(413), 1, 1));
        let dark = one.pixels.iter().filter(|shade| **shade < 40).count();
        assert!(dark > 1_000, "ink: {dark}");
    }
}
