//! Where each question stands in its form: under which groups and repetitions.

use std::collections::BTreeMap;

use crate::{
    form::{Form, Group, Item, Question},
    name::Name,
};

/// How deep groups may stand in groups.
pub(crate) const DEEPEST: usize = 32;

/// The questions of a form with the groups around them.
#[derive(Debug)]
pub struct Outline<'f> {
    nodes: Vec<Node<'f>>,
    questions: BTreeMap<&'f Name, usize>,
    groups: BTreeMap<&'f Name, GroupNode<'f>>,
}

/// A question with the groups around it, from the outermost.
#[derive(Clone, Debug)]
pub struct Node<'f> {
    /// The question.
    pub question: &'f Question,
    /// The groups around it.
    pub groups: Vec<&'f Group>,
    /// The names of those groups that can be filled in several times.
    pub repeats: Vec<&'f Name>,
}

#[derive(Clone, Debug)]
pub(crate) struct GroupNode<'f> {
    pub(crate) group: &'f Group,
    /// The repeated groups around it and, where it is repeated, itself.
    pub(crate) repeats: Vec<&'f Name>,
    /// The questions inside, by their index.
    pub(crate) inside: std::ops::Range<usize>,
    path: String,
}

impl<'f> Outline<'f> {
    /// The outline of a form.
    pub fn new(form: &'f Form) -> Self {
        let (nodes, questions, groups) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        let mut outline = Self { nodes, questions, groups };
        outline.walk(&form.items, &mut Vec::new());
        outline
    }

    fn walk(&mut self, items: &'f [Item], around: &mut Vec<&'f Group>) {
        for item in items {
            match item {
                Item::Question(question) => {
                    self.questions.insert(&question.id, self.nodes.len());
                    let repeats = repeats(around);
                    self.nodes.push(Node { question, groups: around.clone(), repeats });
                }
                Item::Group(group) => {
                    around.push(group);
                    let start = self.nodes.len();
                    if around.len() <= DEEPEST {
                        self.walk(&group.items, around);
                    }
                    let inside = start..self.nodes.len();
                    let (repeats, path) = (repeats(around), path_of(around));
                    self.groups.insert(&group.id, GroupNode { group, repeats, inside, path });
                    around.pop();
                }
            }
        }
    }

    /// All questions in their order.
    pub fn nodes(&self) -> &[Node<'f>] {
        &self.nodes
    }

    /// The question with this name.
    pub fn node(&self, question: &Name) -> Option<&Node<'f>> {
        self.questions.get(question).and_then(|index| self.nodes.get(*index))
    }

    pub(crate) fn group(&self, name: &Name) -> Option<&GroupNode<'f>> {
        self.groups.get(name)
    }

    pub(crate) fn groups(&self) -> impl Iterator<Item = &GroupNode<'f>> {
        self.groups.values()
    }

    /// The path of a question or group below the root: `/group/question`.
    pub(crate) fn path(&self, name: &Name) -> Option<String> {
        if let Some(node) = self.node(name) {
            return Some(node.path());
        }
        self.group(name).map(|group| group.path.clone())
    }
}

impl Node<'_> {
    /// Its path below the root: `/group/question`.
    pub fn path(&self) -> String {
        format!("{}/{}", path_of(&self.groups), self.question.id)
    }
}

fn path_of(groups: &[&Group]) -> String {
    groups.iter().flat_map(|group| ["/", group.id.as_str()]).collect()
}

fn repeats<'f>(around: &[&'f Group]) -> Vec<&'f Name> {
    let repeated = around.iter().filter(|group| group.repeat.is_some());
    repeated.map(|group| &group.id).collect()
}
