//! A drawing as text: shapes, axes and a title that screen readers find.

use std::fmt::Write;

/// An SVG in the making. Colours come from the page's style sheet through classes.
pub(crate) struct Svg {
    id: &'static str,
    title: String,
    width: f64,
    height: f64,
    body: String,
}

/// From a figure to its place in the drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) start: f64,
    pub(crate) end: f64,
}

impl Scale {
    pub(crate) fn at(self, value: f64) -> f64 {
        let span = self.to - self.from;
        if span.abs() < f64::MIN_POSITIVE {
            return self.start;
        }
        self.start + (value - self.from) / span * (self.end - self.start)
    }
}

/// Where a label hangs on its point.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A path in the making.
#[derive(Default)]
pub(crate) struct Path(String);

impl Path {
    pub(crate) fn to(&mut self, x: f64, y: f64) {
        let command = if self.0.is_empty() { 'M' } else { 'L' };
        self.put(command, x, y);
    }

    /// A further line of the same path.
    pub(crate) fn begin(&mut self, x: f64, y: f64) {
        self.put('M', x, y);
    }

    /// A rectangle of its own.
    pub(crate) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64) {
        let (x, y, w, h) = (short(x), short(y), short(width), short(height));
        let back = w.strip_prefix('-').map_or_else(|| format!("-{w}"), str::to_owned);
        self.add(format_args!("M{x} {y}h{w}v{h}h{back}z"));
    }

    /// A circle of its own.
    pub(crate) fn circle(&mut self, x: f64, y: f64, radius: f64) {
        let (left, y, r, across) =
            (short(x - radius), short(y), short(radius), short(2.0 * radius));
        self.add(format_args!("M{left} {y}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"));
    }

    pub(crate) fn close(&mut self) {
        self.0.push('Z');
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn put(&mut self, command: char, x: f64, y: f64) {
        self.add(format_args!("{command}{} {}", short(x), short(y)));
    }

    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        let _ = self.0.write_fmt(text);
    }
}

impl Svg {
    pub(crate) fn new(id: &'static str, title: String, width: f64, height: f64) -> Self {
        Self { id, title, width, height, body: String::new() }
    }

    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        let _ = self.body.write_fmt(text);
    }

    pub(crate) fn path(&mut self, class: &str, path: &Path) {
        if !path.is_empty() {
            self.add(format_args!("<path class=\"{class}\" d=\"{}\"/>", path.0));
        }
    }

    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let (x1, y1, x2, y2) = (short(from.0), short(from.1), short(to.0), short(to.1));
        self.add(format_args!(
            "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"
        ));
    }

    pub(crate) fn rect(&mut self, class: &str, at: (f64, f64), size: (f64, f64)) {
        let (x, y, w, h) = (short(at.0), short(at.1), short(size.0), short(size.1));
        self.add(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>"
        ));
    }

    /// A rectangle in a colour of the data, which the caller has checked.
    pub(crate) fn colored(&mut self, fill: &str, at: (f64, f64), size: (f64, f64)) {
        let (x, y, w, h) = (short(at.0), short(at.1), short(size.0), short(size.1));
        let fill = escape(fill);
        self.add(format_args!(
            "<rect class=\"list\" fill=\"{fill}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" \
             height=\"{h}\"/>"
        ));
    }

    /// A line in a colour of the data, which the caller has checked, upon one that sets it off.
    pub(crate) fn stroked(&mut self, color: &str, class: &str, path: &Path) {
        if !path.is_empty() {
            let (color, d) = (escape(color), &path.0);
            self.add(format_args!(
                "<path class=\"under {class}\" d=\"{d}\"/><path class=\"series {class}\" \
                 stroke=\"{color}\" d=\"{d}\"/>"
            ));
        }
    }

    /// A shape in a colour of the data, which the caller has checked.
    pub(crate) fn filled(&mut self, color: &str, path: &Path) {
        let (color, d) = (escape(color), &path.0);
        self.add(format_args!("<path class=\"marker\" fill=\"{color}\" d=\"{d}\"/>"));
    }

    pub(crate) fn circle(&mut self, class: &str, at: (f64, f64), radius: f64) {
        let (x, y, r) = (short(at.0), short(at.1), short(radius));
        self.add(format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"));
    }

    pub(crate) fn text(&mut self, class: &str, at: (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, text) = (short(at.0), short(at.1), escape(text));
        self.add(format_args!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"
        ));
    }

    /// The whole drawing.
    pub(crate) fn finish(self) -> String {
        let Self { id, title, width, height, body } = self;
        let title = escape(&title);
        format!(
            "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" \
             aria-labelledby=\"{id}-title\"><title id=\"{id}-title\">{title}</title>{body}</svg>",
            short(width),
            short(height)
        )
    }
}

/// Ticks at 1, 2 or 5 times a power of ten, from 0: at most `most` beyond it.
pub(crate) fn ticks(max: f64, most: u32) -> Vec<f64> {
    let mut step = 1.0;
    for factor in [2.0, 2.5, 2.0].iter().cycle().take(60) {
        if max <= step * f64::from(most) {
            break;
        }
        step *= factor;
    }
    (0..=most).map(|at| step * f64::from(at)).take_while(|tick| *tick <= max).collect()
}

/// Round ticks between two figures: at most `most` steps.
pub(crate) fn ticks_within(from: f64, to: f64, most: u32) -> Vec<f64> {
    let span = to - from;
    if !(span > 0.0 && span.is_finite()) {
        return vec![from];
    }
    let mut step = 1e-6;
    for factor in [2.0, 2.5, 2.0].iter().cycle().take(90) {
        if span <= step * f64::from(most) {
            break;
        }
        step *= factor;
    }
    let first = (from / step).ceil();
    let ticks = (0..=most).map(|at| (first + f64::from(at)) * step);
    ticks.take_while(|tick| *tick <= to + 1e-9 * span).collect()
}

/// A coordinate with one decimal, and none where it is zero. What is no number has no place.
fn short(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let mut text = format!("{value:.1}");
    if let Some(whole) = text.strip_suffix(".0") {
        text.truncate(whole.len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within_the_range() {
        assert_eq!(ticks(470.0, 5), [0.0, 100.0, 200.0, 300.0, 400.0]);
        assert_eq!(ticks(3.0, 5), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(0.0, 5), [0.0]);
        assert!(ticks(1e12, 5).len() <= 6);
    }

    #[test]
    fn ticks_between_two_figures_are_round() {
        let shown = |ticks: Vec<f64>| -> Vec<String> {
            ticks.iter().map(|tick| format!("{tick:.3}")).collect()
        };
        let found = shown(ticks_within(0.87, 1.0, 4));
        assert_eq!(found, ["0.900", "0.950", "1.000"]);
        assert_eq!(shown(ticks_within(31.2, 48.9, 4)), ["35.000", "40.000", "45.000"]);
        assert_eq!(ticks_within(3.0, 3.0, 4).len(), 1);
        assert_eq!(ticks_within(0.0, f64::INFINITY, 4).len(), 1);
    }

    #[test]
    fn what_is_no_number_leaves_no_trace_in_a_drawing() {
        let mut svg = Svg::new("x", String::new(), 10.0, 10.0);
        svg.line("a", (f64::NAN, f64::INFINITY), (1.0, 2.0));
        let text = svg.finish();
        assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
    }

    #[test]
    fn texts_are_escaped() {
        let mut svg = Svg::new("x", "<script>".to_owned(), 10.0, 10.0);
        svg.text("a", (0.0, -0.04), Anchor::Start, "\"'&<b>");
        let text = svg.finish();
        assert!(!text.contains("<script>") && !text.contains("<b>"), "{text}");
        assert!(text.contains("y=\"0\"") && text.contains("&quot;&#39;&amp;&lt;b&gt;"), "{text}");
    }
}
