/** A line of a log group as Logs Insights sees it: its JSON fields, and `@message`, the whole line. */
export type Seen = Readonly<Record<string, unknown>>;

/** Reads a written line. */
export function seenAs(line: string, at: string): Seen {
  const system = { '@message': line, '@timestamp': at };
  try {
    const fields: unknown = JSON.parse(line);
    return typeof fields === 'object' && fields !== null ? { ...fields, ...system } : system;
  } catch {
    return system;
  }
}

const words = /\s*(?:(\/(?:[^/\\]|\\.)+\/)|("(?:[^"\\]|\\.)*")|(>=|<=|!=|[=<>()[\],])|([\w@.]+))/y;

/** A field by its path, `record.requestId`. */
const fieldAt = (line: Seen, path: string): unknown =>
  path in line
    ? line[path]
    : path
        .split('.')
        .reduce<unknown>(
          (value, key) =>
            typeof value === 'object' && value !== null && key in value ? Object(value)[key] : undefined,
          line,
        );

const compare: Readonly<Record<string, (one: unknown, other: unknown) => boolean>> = {
  '=': (one, other) => String(one) === String(other),
  '!=': (one, other) => String(one) !== String(other),
  '>=': (one, other) => Number(one) >= Number(other),
  '<=': (one, other) => Number(one) <= Number(other),
  '>': (one, other) => Number(one) > Number(other),
  '<': (one, other) => Number(one) < Number(other),
};

/**
 * Whether a line passes a condition of Logs Insights: comparisons, `in`, `like` with a pattern, `ispresent`, and, or, not, brackets. Throws
 * Error for anything else.
 */
export function passes(condition: string, line: Seen): boolean {
  const tokens: string[] = [];
  words.lastIndex = 0;
  while (words.lastIndex < condition.trimEnd().length) {
    const match = words.exec(condition);
    if (!match) throw new Error(`cannot read the condition ${condition}`);
    tokens.push(match[0].trim());
  }
  const next = () => tokens.shift() ?? '';
  const literal = () => next().replace(/^"(.*)"$/, '$1');
  const expect = (token: string) => {
    if (next() !== token) throw new Error(`${condition} lacks ${token}`);
  };
  function operand(): boolean {
    const token = next();
    if (token === 'not') return !operand();
    if (token === '(') {
      const value = either();
      expect(')');
      return value;
    }
    if (token === 'ispresent') {
      expect('(');
      const value = fieldAt(line, next());
      expect(')');
      return value !== undefined;
    }
    const value = fieldAt(line, token);
    const operator = next();
    if (operator === 'like') {
      return new RegExp(next().slice(1, -1)).test(String(value ?? ''));
    }
    if (operator === 'in') {
      expect('[');
      const list = [literal()];
      while (tokens[0] === ',') {
        next();
        list.push(literal());
      }
      expect(']');
      return list.includes(String(value));
    }
    const holds = compare[operator];
    if (!holds) throw new Error(`cannot read the condition ${condition} at ${operator}`);
    return holds(value, literal()) && value !== undefined;
  }
  function both(): boolean {
    let value = operand();
    while (tokens[0] === 'and') {
      next();
      const other = operand();
      value = value && other;
    }
    return value;
  }
  function either(): boolean {
    let value = both();
    while (tokens[0] === 'or') {
      next();
      const other = both();
      value = value || other;
    }
    return value;
  }
  const value = either();
  if (tokens.length > 0) throw new Error(`cannot read the condition ${condition} at ${tokens[0]}`);
  return value;
}

/** The fields that a query shows or counts by: each must be one that lines have. */
export function fieldsOf(query: string): string[] {
  const shown = / \| display (.+?)(?: \| |$)/.exec(query)?.[1] ?? '';
  const by = / by (.+?)(?: \| |$)/.exec(query)?.[1] ?? '';
  const counted = [...query.matchAll(/(?:pct|max|sum)\(([\w@]+)/g)].map(([, field]) => field ?? '');
  return [...`${shown},${by}`.split(','), ...counted]
    .map((field) => field.trim())
    .filter((field) => /^[\w@.]+$/.test(field));
}

/** The lines that a query finds: those that pass all its filters. */
export const found = (query: string, lines: readonly Seen[]): Seen[] => {
  const conditions = query.split(/\s\|\s/).flatMap((part) => (part.startsWith('filter ') ? [part.slice(7)] : []));
  return lines.filter((line) => conditions.every((condition) => passes(condition, line)));
};
