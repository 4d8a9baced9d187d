//! XML in and out: a small tree, and bounds on what may come in.
//!
//! No document type, no entity but the five of XML itself and characters by number, bounded size,
//! depth and count: there is nothing to expand, so nothing can explode.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use sanaq_said::{Said, said};

/// Why a document is not read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum XmlRefused {
    /// More bytes than are read.
    TooLarge {
        /// How many there are.
        found: usize,
        /// How many may be.
        most: usize,
    },
    /// Bytes that are no UTF-8.
    Encoding(usize),
    /// Elements inside elements without end.
    TooDeep(usize),
    /// Too many elements and attributes.
    TooMany(usize),
    /// A document type, which could define entities.
    DocumentType,
    /// An entity that XML itself does not define.
    Entity(String),
    /// Not well-formed.
    IllFormed {
        /// The byte.
        at: u64,
        /// What the reader says.
        message: String,
    },
    /// No element at all.
    Empty,
    /// Without this element.
    Without(&'static str),
}

impl XmlRefused {
    /// The sentence.
    pub fn said(&self) -> Said {
        match self {
            Self::TooLarge { found, most } => said!(
                "said-xml-large",
                "found {found} bytes, expected at most {most}",
                found = *found,
                most = *most
            ),
            Self::Encoding(at) => {
                said!("said-xml-encoding", "found bytes that are no UTF-8, at byte {at}", at = *at)
            }
            Self::TooDeep(most) => said!(
                "said-xml-deep",
                "found more than {most} elements inside each other",
                most = *most
            ),
            Self::TooMany(most) => said!(
                "said-xml-many",
                "found more than {most} elements and attributes",
                most = *most
            ),
            Self::DocumentType => {
                said!("said-xml-doctype", "found a document type (<!DOCTYPE …>), expected none")
            }
            Self::Entity(name) => said!(
                "said-xml-entity",
                "found the entity &{name};, expected none but those of XML itself",
                name
            ),
            Self::IllFormed { at, message } => {
                said!("said-xml-ill", "not well-formed at byte {at}: {message}", at = *at, message)
            }
            Self::Empty => said!("said-xml-empty", "found no element"),
            Self::Without(element) => {
                said!("said-xml-without", "found no element «{element}»", element = *element)
            }
        }
    }
}

/// How much a document may ask for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct XmlLimits {
    pub(crate) bytes: usize,
    pub(crate) depth: usize,
    pub(crate) parts: usize,
}

/// An element. Namespaces are dropped: names are local ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<XmlNode>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum XmlNode {
    Text(String),
    Element(Element),
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The text directly inside.
    pub(crate) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            XmlNode::Text(text) => Some(text.as_str()),
            XmlNode::Element(_) => None,
        });
        texts.collect()
    }
}

/// Reads a document.
pub(crate) fn read(bytes: &[u8], limits: XmlLimits) -> Result<Element, XmlRefused> {
    if bytes.len() > limits.bytes {
        return Err(XmlRefused::TooLarge { found: bytes.len(), most: limits.bytes });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| XmlRefused::Encoding(e.valid_up_to()))?;
    let mut builder = Builder { limits, parts: 0, open: Vec::new(), root: None };
    let mut reader = Reader::from_str(text);
    loop {
        let at = reader.buffer_position();
        let ill = |message: String| XmlRefused::IllFormed { at, message };
        match reader.read_event().map_err(|error| ill(error.to_string()))? {
            Event::Start(start) => builder.open(&start, at)?,
            Event::Empty(start) => {
                builder.open(&start, at)?;
                builder.close();
            }
            Event::End(_) => builder.close(),
            Event::Text(text) => builder.text(&text.xml10_content()),
            Event::CData(data) => builder.text(&data.xml10_content()),
            Event::GeneralRef(reference) => {
                let by_number = reference.resolve_char_ref().map_err(|e| ill(e.to_string()))?;
                let name = reference.xml10_content();
                let by_name = || quick_xml::escape::resolve_predefined_entity(&name);
                match by_number {
                    Some(c) => builder.text(c.encode_utf8(&mut [0; 4])),
                    None => match by_name() {
                        Some(text) => builder.text(text),
                        None => return Err(XmlRefused::Entity(shown(&name))),
                    },
                }
            }
            Event::DocType(_) => return Err(XmlRefused::DocumentType),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let at = reader.buffer_position();
    if !builder.open.is_empty() {
        return Err(XmlRefused::IllFormed { at, message: "an element is not closed".to_owned() });
    }
    builder.root.ok_or(XmlRefused::Empty)
}

fn shown(name: &str) -> String {
    name.chars().take(40).collect()
}

struct Builder {
    limits: XmlLimits,
    parts: usize,
    open: Vec<Element>,
    root: Option<Element>,
}

impl Builder {
    fn open(&mut self, start: &BytesStart<'_>, at: u64) -> Result<(), XmlRefused> {
        let ill = |message: String| XmlRefused::IllFormed { at, message };
        if self.open.len() >= self.limits.depth {
            return Err(XmlRefused::TooDeep(self.limits.depth));
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(ill("found a second element beside the first".to_owned()));
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| ill(error.to_string()))?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| ill(error.to_string()))?.into_owned();
            let name: &str = attribute.key.as_ref();
            if !name.starts_with("xmlns") {
                let local = name.rsplit(':').next().unwrap_or(name);
                attributes.push((local.to_owned(), value));
            }
        }
        self.parts += 1 + attributes.len();
        if self.parts > self.limits.parts {
            return Err(XmlRefused::TooMany(self.limits.parts));
        }
        let name = start.local_name();
        let name: &str = name.as_ref();
        self.open.push(Element { name: name.to_owned(), attributes, children: Vec::new() });
        Ok(())
    }

    fn close(&mut self) {
        let Some(element) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(XmlNode::Element(element)),
            None => self.root = Some(element),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(parent) = self.open.last_mut() else { return };
        match parent.children.last_mut() {
            Some(XmlNode::Text(before)) => before.push_str(text),
            _ => parent.children.push(XmlNode::Text(text.to_owned())),
        }
    }
}

/// Writes a document.
#[derive(Default)]
pub(crate) struct Writer {
    out: String,
    open: Vec<String>,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\"?>\n".to_owned(), open: Vec::new() }
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
    }

    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push('>');
        self.open.push(name.to_owned());
    }

    pub(crate) fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        self.out.push_str("</");
        self.out.push_str(&name);
        self.out.push_str(">\n");
    }

    /// An element with text, or an empty one.
    pub(crate) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        if text.is_empty() {
            self.start(name, attributes);
            self.out.push_str("/>\n");
        } else {
            self.open(name, attributes);
            self.text(text);
            self.close();
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// The document, with whatever is open closed.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

/// Characters that XML 1.0 has no way to write become U+FFFD.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            // Written by number, since readers turn plain ones into spaces or line feeds.
            '\n' | '\t' => {
                out.push_str(if c == '\n' { "&#10;" } else { "&#9;" });
            }
            '\r' => out.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: XmlLimits = XmlLimits { bytes: 1 << 20, depth: 64, parts: 10_000 };

    fn refused(text: &str) -> XmlRefused {
        read(text.as_bytes(), LIMITS).unwrap_err()
    }

    #[test]
    fn texts_references_and_namespaces_are_read() {
        let text = "<?xml version='1.0'?><o:a xmlns:o='u' o:id='1 &amp; 2'>\
                    x&lt;&#233;<b/><![CDATA[<]]></o:a>";
        let root = read(text.as_bytes(), LIMITS).unwrap();
        assert_eq!((root.name.as_str(), root.attribute("id")), ("a", Some("1 & 2")));
        assert_eq!(root.text(), "x<é<");
        assert!(root.child("b").is_some());
    }

    #[test]
    fn hostile_documents_are_refused() {
        let lol = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>";
        assert_eq!(refused(lol), XmlRefused::DocumentType);
        let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>";
        assert_eq!(refused(outside), XmlRefused::DocumentType);
        assert_eq!(refused("<a>&xxe;</a>"), XmlRefused::Entity("xxe".into()));
        assert!(matches!(refused("<a b='&xxe;'/>"), XmlRefused::IllFormed { .. }));
        let deep = "<a>".repeat(100_000);
        assert_eq!(refused(&deep), XmlRefused::TooDeep(64));
        let many = format!("<a>{}</a>", "<b/>".repeat(20_000));
        assert_eq!(refused(&many), XmlRefused::TooMany(10_000));
        let attributes: Vec<String> = (0..20_000).map(|i| format!(" a{i}=''")).collect();
        let attributes = attributes.concat();
        assert_eq!(refused(&format!("<a{attributes}/>")), XmlRefused::TooMany(10_000));
        let large = format!("<a>{}</a>", "x".repeat(1 << 20));
        assert!(matches!(refused(&large), XmlRefused::TooLarge { .. }));
        assert_eq!(read(b"<a>\xff</a>", LIMITS).unwrap_err(), XmlRefused::Encoding(3));
        for text in
            ["<a>", "<a></b>", "</a>", "<a/><b/>", "<a b/>", "<a b='1' b='2'/>", "<a>&#0;</a>"]
        {
            assert!(matches!(refused(text), XmlRefused::IllFormed { .. }), "{text}");
        }
        assert_eq!(refused(""), XmlRefused::Empty);
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(text in "\\PC{0,40}", value in "\\PC{0,20}") {
            let mut writer = Writer::new();
            writer.leaf("a", &[("b", &value)], &text);
            let root = read(writer.finish().as_bytes(), LIMITS).unwrap();
            prop_assert_eq!(root.text(), text);
            prop_assert_eq!(root.attribute("b"), Some(value.as_str()));
        }

        #[test]
        fn any_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, LIMITS);
        }

        #[test]
        fn any_jumble_of_markup_is_refused_or_read(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just("<a>"), Just("</a>"), Just("<a/>"), Just("&"), Just(";"), Just("lt"),
                    Just("<!--"), Just("-->"), Just("<![CDATA["), Just("]]>"), Just("<?x"),
                    Just("<!DOCTYPE"), Just(">"), Just("'"), Just(" b="), Just("#x"), Just("é"),
                ],
                0..30,
            ),
        ) {
            let _ = read(parts.concat().as_bytes(), LIMITS);
        }
    }
}
