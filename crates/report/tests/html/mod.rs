//! Just enough HTML to check a page: tags must nest, attributes be quoted, anchors lead somewhere.

use std::collections::BTreeSet;

/// Elements that have no end.
const VOID: [&str; 3] = ["meta", "br", "hr"];

/// One tag with its attributes.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

/// What is wrong with the page; nothing when it is well-formed and loads nothing.
pub(crate) fn faults(page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let (mut open, mut ids, mut targets) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let rest = page.strip_prefix("<!DOCTYPE html>").expect("a document type");
    // The style sheet is no markup.
    let (head, tail) = rest.split_once("<style>").expect("a style sheet");
    let (style, body) = tail.split_once("</style>").expect("the end of the style sheet");
    for loading in ["url(", "@import", "src(", "image("] {
        if style.contains(loading) {
            faults.push(format!("the style sheet has {loading}"));
        }
    }
    for piece in [head, body].concat().split('<').skip(1) {
        let Some((inside, text)) = piece.split_once('>') else {
            faults.push(format!("a tag without end: {piece:.80}"));
            continue;
        };
        if text.contains('&') && !text.split('&').skip(1).all(is_reference) {
            faults.push(format!("a bare ampersand: {text:.80}"));
        }
        if let Some(name) = inside.strip_prefix('/') {
            let expected = open.pop();
            if expected.as_deref() != Some(name) {
                faults.push(format!("</{name}> closes {expected:?}"));
            }
            continue;
        }
        let closed = inside.ends_with('/');
        let tag = parse(inside.trim_end_matches('/'));
        examine(&tag, &mut ids, &mut targets, &mut faults);
        if !closed && !VOID.contains(&tag.name.as_str()) {
            open.push(tag.name);
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> is not closed")));
    faults.extend(targets.difference(&ids).map(|id| format!("#{id} leads nowhere")));
    faults
}

fn is_reference(text: &str) -> bool {
    ["amp;", "lt;", "gt;", "quot;", "#39;", "#38;", "#60;", "#62;", "#34;"]
        .iter()
        .any(|known| text.starts_with(known))
}

fn examine(
    tag: &Tag,
    ids: &mut BTreeSet<String>,
    targets: &mut BTreeSet<String>,
    faults: &mut Vec<String>,
) {
    if ["script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use"]
        .contains(&tag.name.as_str())
    {
        faults.push(format!("a <{}>", tag.name));
    }
    for (name, value) in &tag.attributes {
        if name.starts_with("on") || ["src", "srcset", "action"].contains(&name.as_str()) {
            faults.push(format!("<{} {name}>", tag.name));
        }
        match name.as_str() {
            "id" if !ids.insert(value.clone()) => {
                faults.push(format!("the id {value} stands twice"));
            }
            "aria-labelledby" => {
                targets.insert(value.clone());
            }
            "href" => match value.strip_prefix('#') {
                Some(id) => {
                    targets.insert(id.to_owned());
                }
                None if value.starts_with("https://") && tag.name == "a" => {}
                None => faults.push(format!("a link to {value}")),
            },
            _ => {}
        }
    }
}

fn parse(inside: &str) -> Tag {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while let Some((key, tail)) = rest.split_once("=\"") {
        let (value, tail) = tail.split_once('"').expect("a quoted attribute");
        attributes.push((key.trim().to_owned(), value.to_owned()));
        rest = tail;
    }
    assert!(rest.trim().is_empty(), "an attribute without quotes: <{inside}>");
    Tag { name: name.to_owned(), attributes }
}

/// A section of the page.
pub(crate) fn section<'a>(page: &'a str, id: &str) -> &'a str {
    let start = page.find(&format!("<section id=\"{id}\"")).expect("the section");
    let length = page[start..].find("</section>").expect("its end");
    &page[start..start + length]
}

/// Every element of a name, as text.
pub(crate) fn texts(part: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    for piece in part.split(&open).skip(1) {
        let Some((_, inner)) = piece.split_once('>') else { continue };
        if let Some((inner, _)) = inner.split_once(&close) {
            found.push(text(inner));
        }
    }
    found
}

/// The text without tags.
pub(crate) fn text(part: &str) -> String {
    let mut text = String::new();
    for (at, piece) in part.split('<').enumerate() {
        text.push_str(if at == 0 { piece } else { piece.split_once('>').map_or("", |(_, t)| t) });
    }
    let named = [("&#60;", "<"), ("&lt;", "<"), ("&#62;", ">"), ("&gt;", ">"), ("&quot;", "\"")];
    let text = named.iter().fold(text, |text, (name, c)| text.replace(name, c));
    text.replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&").replace("&amp;", "&")
}
