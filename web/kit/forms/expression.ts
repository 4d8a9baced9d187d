/**
 * Conditions and calculations: the part of XPath 1.0 that forms use, text → tree. The same as
 * crates/forms/src/expression/parse.rs; both are tested with crates/forms/tests/vectors.
 */
import { functions } from './functions';
import { NotUnderstood, isName, lex, type Token } from './lex';

export type Op =
  'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod';

export type Expr =
  | { number: number }
  | { text: string }
  | { here: true }
  | { ref: string }
  | { column: string }
  | { call: string; arguments: Expr[] }
  | { negative: Expr }
  | { op: Op; left: Expr; right: Expr };

const strength: Record<Op, number> = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  div: 6,
  mod: 6,
};

const DEEPEST_BRACKETS = 60;
const DEEPEST_TREE = 400;

interface Deep {
  expr: Expr;
  depth: number;
}

/** The tree of an expression; throws `NotUnderstood`. */
export function parse(text: string): Expr {
  const reader = new Reader(lex(text), Array.from(text).length + 1);
  const { expr } = reader.binary(1);
  if (reader.peek()) throw reader.error();
  return expr;
}

const known = new Map<string, Expr | undefined>();

/** The tree, or nothing where it is not understood: then every question about it is unknown. */
export function understood(text: string): Expr | undefined {
  if (!known.has(text)) {
    try {
      known.set(text, parse(text));
    } catch {
      known.set(text, undefined);
    }
  }
  return known.get(text);
}

class Reader {
  private next = 0;
  private brackets = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.next + ahead];
  }

  error(): NotUnderstood {
    return new NotUnderstood(this.peek()?.at ?? this.end);
  }

  private is(kind: 'mark' | 'op', text: string): boolean {
    const token = this.peek();
    return token?.kind === kind && token.text === text;
  }

  private eat(mark: string): boolean {
    const found = this.is('mark', mark);
    if (found) this.next += 1;
    return found;
  }

  private expect(mark: string): void {
    if (!this.eat(mark)) throw this.error();
  }

  private deeper(depth: number): number {
    if (depth >= DEEPEST_TREE) throw this.error();
    return depth + 1;
  }

  /** Operators from a strength on, by precedence climbing. */
  binary(least: number): Deep {
    let { expr, depth } = this.negative();
    for (;;) {
      const token = this.peek();
      if (token?.kind !== 'op') return { expr, depth };
      const op = token.text as Op;
      if (strength[op] < least) return { expr, depth };
      this.next += 1;
      const right = this.binary(strength[op] + 1);
      depth = this.deeper(Math.max(depth, right.depth));
      expr = { op, left: expr, right: right.expr };
    }
  }

  private negative(): Deep {
    let signs = 0;
    while (this.is('op', '-')) {
      this.next += 1;
      signs += 1;
    }
    let { expr, depth } = this.primary();
    for (; signs > 0; signs -= 1) {
      depth = this.deeper(depth);
      expr = { negative: expr };
    }
    return { expr, depth };
  }

  private primary(): Deep {
    const token = this.peek();
    const leaf = (expr: Expr): Deep => ({ expr, depth: 1 });
    switch (token?.kind) {
      case 'number':
        this.next += 1;
        return leaf({ number: token.number });
      case 'text':
        this.next += 1;
        return leaf({ text: token.text });
      case 'ref':
        this.next += 1;
        return leaf({ ref: token.text });
      case 'name':
        return this.named(token.text);
      case 'mark':
        if (token.text === '(') return this.bracket(() => this.binary(1));
        if (token.text === '/' || token.text === '..') return leaf({ ref: this.path() });
        if (token.text === '.') {
          this.next += 1;
          return leaf({ here: true });
        }
    }
    throw this.error();
  }

  private named(name: string): Deep {
    const after = this.peek(1);
    const mark = after?.kind === 'mark' ? after.text : undefined;
    if (mark === '(' && name === 'current') return { expr: this.current(), depth: 1 };
    if (mark === '(') return this.call(name);
    if (mark === '/') return { expr: { ref: this.path() }, depth: 1 };
    if (!isName(name)) throw this.error();
    this.next += 1;
    return { expr: { column: name }, depth: 1 };
  }

  private bracket<T>(inside: () => T): T {
    if (this.brackets >= DEEPEST_BRACKETS) throw this.error();
    this.expect('(');
    this.brackets += 1;
    const found = inside();
    this.brackets -= 1;
    this.expect(')');
    return found;
  }

  /** `current()/../name`, and `current()/.` for the answer itself. */
  private current(): Expr {
    this.next += 1;
    this.bracket(() => undefined);
    this.expect('/');
    return this.eat('.') ? { here: true } : { ref: this.path() };
  }

  /** A path's last name is the question meant, since names are unique in a form. */
  private path(): string {
    this.eat('/');
    let last: string | undefined;
    do {
      const token = this.peek();
      last = token?.kind === 'name' ? token.text : undefined;
      const dots = token?.kind === 'mark' && (token.text === '.' || token.text === '..');
      if (last === undefined && !dots) throw this.error();
      this.next += 1;
    } while (this.eat('/'));
    if (last === undefined || !isName(last)) throw this.error();
    return last;
  }

  private call(name: string): Deep {
    const arity = functions.get(name);
    if (!arity) throw this.error();
    this.next += 1;
    if (name === 'position') {
      this.bracket(() => this.expect('..'));
      return { expr: { call: name, arguments: [] }, depth: 1 };
    }
    const all = this.bracket(() => this.arguments());
    if (all.length < arity[0] || all.length > arity[1]) throw this.error();
    const depth = Math.max(0, ...all.map((one) => one.depth));
    return {
      expr: { call: name, arguments: all.map((one) => one.expr) },
      depth: this.deeper(depth),
    };
  }

  private arguments(): Deep[] {
    const all: Deep[] = [];
    if (this.is('mark', ')')) return all;
    do all.push(this.binary(1));
    while (this.eat(','));
    return all;
  }
}
