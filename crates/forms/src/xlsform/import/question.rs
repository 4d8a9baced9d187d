//! One row of the survey → one question.

use sanaq_said::said;

use super::{Cells, Reader, is_no, is_yes, item, plain_quotes, repaired};
use crate::{
    expression::{Expr, Expression, Function},
    file::with_range,
    form::{Ask, Choice, Choosing, Question},
    name::Name,
    texts::Texts,
    xlsform::{Fate, kinds::Kind},
};

impl Reader {
    pub(super) fn question(&mut self, kind: Kind, cells: &mut Cells<'_>) {
        let id = self.name(cells);
        let filter = self.expression(cells, "choice_filter");
        let mut other = false;
        let is_range = kind == Kind::Range;
        let ask = match kind {
            Kind::Choose { many, list, or_other } => {
                other = or_other;
                self.choosing(many, &list, filter.clone(), cells)
            }
            Kind::Ask(ask) => ask,
            Kind::Range => self.range_type(cells),
            Kind::AsText(why) => {
                self.found(cells, "type", Fate::Changed, why);
                Ask::Text
            }
            _ => Ask::Note,
        };
        if filter.is_some() && ask.choosing().is_none() {
            let message =
                said!("said-filter-alone", "found a filter of a question without choices");
            self.found(cells, "choice_filter", Fate::Dropped, message);
        }
        let mut question = Question::bare(id, ask);
        if is_range {
            question.constraint = scale(cells.get("parameters").unwrap_or_default());
        }
        self.conditions(&mut question, cells);
        self.default(&mut question, cells);
        question.label = cells.texts("label");
        question.hint = cells.texts("hint");
        question.constraint_message = cells.texts("constraint_message");
        question.required_message = cells.texts("required_message");
        cells.get("appearance").unwrap_or_default().clone_into(&mut question.appearance);
        question.read_only = cells.get("readonly").is_some_and(is_yes);
        question.sensitive = cells.get("bind::sanaq:sensitive").is_some_and(is_yes);
        question.code = cells.get("bind::sanaq:code").map(str::to_owned);
        let follow_up = other.then(|| self.or_other(&question)).flatten();
        self.put(item(question));
        if let Some(follow_up) = follow_up {
            let message = said!(
                "said-or-other",
                "«or_other» became the choice «other» and «{name}»",
                name = follow_up.id.as_str()
            );
            self.found(cells, "type", Fate::Changed, message);
            self.put(item(follow_up));
        }
    }

    fn conditions(&mut self, question: &mut Question, cells: &mut Cells<'_>) {
        question.relevant = self.expression(cells, "relevant");
        question.calculation = self.expression(cells, "calculation");
        let constraint = self.expression(cells, "constraint");
        question.constraint = match (&question.constraint, constraint) {
            (Some(Expression::Known(scale)), Some(Expression::Known(own))) => {
                Some(Expression::Known(Expr::binary(crate::Op::And, scale.clone(), own)))
            }
            (Some(scale), None) => Some(scale.clone()),
            (_, own) => own,
        };
        let required = cells.get("required");
        question.required = match required {
            Some(text) if is_yes(text) => Some(Expression::always()),
            Some(text) if is_no(text) => None,
            Some(_) => self.expression(cells, "required"),
            None => None,
        };
    }

    /// A default that is computed is a calculation that leaves alone what stands there.
    fn default(&mut self, question: &mut Question, cells: &mut Cells<'_>) {
        let Some(text) = cells.get("default") else { return };
        let dynamic = text.contains("${") || (text.contains('(') && text.ends_with(')'));
        if !dynamic {
            text.clone_into(&mut question.default);
            return;
        }
        if question.calculation.is_some() {
            let message = said!("said-default-second", "the question has a calculation already");
            self.found(cells, "default", Fate::Dropped, message);
            return;
        }
        let computed = match Expression::parse(&plain_quotes(text)) {
            Expression::Known(expr) => Expression::Known(Expr::Call(Function::Once, vec![expr])),
            Expression::Foreign(text) => Expression::Foreign(format!("once({text})")),
        };
        let message = said!(
            "said-default-computed",
            "a default that is computed became the calculation {computed}",
            computed = computed.to_string()
        );
        question.calculation = Some(computed);
        self.found(cells, "default", Fate::Changed, message);
    }

    fn choosing(
        &mut self,
        many: bool,
        list: &str,
        filter: Option<Expression>,
        cells: &Cells<'_>,
    ) -> Ask {
        // The sheet of choices repairs its names in the same way.
        let id = list.parse::<Name>().unwrap_or_else(|_| repaired(list, 0));
        let known = Some(id).filter(|id| self.lists.iter().any(|own| own.id == *id));
        match known {
            Some(list) if many => Ask::Many(Choosing { list, filter }),
            Some(list) => Ask::One(Choosing { list, filter }),
            None => {
                let message =
                    said!("said-no-list", "found no list «{list}», it is asked as text", list);
                self.found(cells, "type", Fate::Changed, message);
                Ask::Text
            }
        }
    }

    /// A scale is asked as a number.
    fn range_type(&mut self, cells: &mut Cells<'_>) -> Ask {
        let parameters = cells.get("parameters").unwrap_or_default();
        let message = said!(
            "said-scale",
            "a scale ({parameters}) is asked as a number in its range",
            parameters
        );
        self.found(cells, "type", Fate::Changed, message);
        let whole =
            |name: &str, usual: &str| value(parameters, name).unwrap_or(usual).parse::<i64>();
        match (whole("start", "1"), whole("end", "10"), whole("step", "1")) {
            (Ok(_), Ok(_), Ok(_)) => Ask::Integer,
            _ => Ask::Decimal,
        }
    }

    /// The follow-up question of «or other», as `pyxform` makes it.
    fn or_other(&mut self, question: &Question) -> Option<Question> {
        let choosing = question.ask.choosing()?;
        let list = self.lists.iter_mut().find(|list| list.id == choosing.list)?;
        let id = "other".parse().ok()?;
        if !list.choices.iter().any(|choice| choice.id == id) {
            let label = Texts::one(&self.language, "Other");
            list.choices.push(Choice { id, label, attributes: std::collections::BTreeMap::new() });
        }
        let wanted = format!("{}_other", question.id).parse().ok()?;
        let mut follow_up = Question::bare(self.own_name(&wanted), Ask::Text);
        follow_up.label = Texts::one(&self.language, "Specify other.");
        let chosen = Expr::Call(
            Function::Selected,
            vec![Expr::Ref(question.id.clone()), Expr::Text("other".to_owned())],
        );
        follow_up.relevant = Some(Expression::Known(chosen));
        Some(follow_up)
    }
}

/// The value of `name=value` among parameters.
fn value<'t>(parameters: &'t str, name: &str) -> Option<&'t str> {
    let parts = parameters.split([' ', ',', ';']).filter(|part| !part.is_empty());
    let mut pairs = parts.filter_map(|part| part.split_once('='));
    pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The constraint of a scale.
fn scale(parameters: &str) -> Option<Expression> {
    let number =
        |name: &str, usual| value(parameters, name).map_or(Some(usual), |v| v.parse().ok());
    let (start, end): (i64, i64) = (number("start", 1)?, number("end", 10)?);
    with_range(None, Some(start.min(end)), Some(start.max(end)))
}
