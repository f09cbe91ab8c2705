/** The values of an expression's names; undefined if there is no data. */
export type Values = Readonly<Record<string, number | undefined>>;

type Value = number | undefined;

const token = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(>=|<=|==|!=|&&|\|\||[-+*/<>(),]))/y;

const truth = (holds: boolean) => (holds ? 1 : 0);
const operators: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { OR: (a, b) => truth(a !== 0 || b !== 0), '||': (a, b) => truth(a !== 0 || b !== 0) },
  { AND: (a, b) => truth(a !== 0 && b !== 0), '&&': (a, b) => truth(a !== 0 && b !== 0) },
  {
    '>=': (a, b) => truth(a >= b),
    '<=': (a, b) => truth(a <= b),
    '==': (a, b) => truth(a === b),
    '!=': (a, b) => truth(a !== b),
    '>': (a, b) => truth(a > b),
    '<': (a, b) => truth(a < b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
];

const functions: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  FILL: ([value, filling]) => value ?? filling,
  IF: ([condition, yes, no]) => (condition === undefined ? undefined : condition !== 0 ? yes : no),
};

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < expression.trimEnd().length) {
    const match = token.exec(expression);
    if (!match) throw new Error(`"${expression}" is not played on this machine`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

/**
 * CloudWatch's metric math for one period, as far as this stack's alarms use it: arithmetic, comparison, AND, OR, FILL and IF. If
 * a metric has no data, the result has none, unless FILL replaces it. Throws Error for anything else.
 */
export function evaluateExpression(expression: string, values: Values): Value {
  const tokens = tokensOf(expression);
  const take = (expected?: string) => {
    const next = tokens.shift();
    if (next === undefined || (expected !== undefined && next !== expected))
      throw new Error(`"${expression}" is not played on this machine at ${next ?? 'its end'}`);
    return next;
  };

  const isNext = (expected: string) => tokens[0] === expected;

  function operand(): Value {
    const next = take();
    if (next === '(') {
      const value = level(0);
      take(')');
      return value;
    }
    if (/^\d/.test(next)) return Number(next);
    if (!isNext('(')) {
      if (!(next in values)) throw new Error(`"${expression}" names ${next}, which is no metric of it`);
      return values[next];
    }
    const call = functions[next];
    if (!call) throw new Error(`${next}() is not played on this machine`);
    take('(');
    const given = [level(0)];
    while (isNext(',')) {
      take(',');
      given.push(level(0));
    }
    take(')');
    return call(given);
  }

  function level(rank: number): Value {
    const known = operators[rank];
    if (!known) return operand();
    let left = level(rank + 1);
    for (let operator = known[tokens[0] ?? '']; operator; operator = known[tokens[0] ?? '']) {
      take();
      const right = level(rank + 1);
      left = left === undefined || right === undefined ? undefined : operator(left, right);
    }
    return left;
  }

  const value = level(0);
  if (tokens.length > 0) throw new Error(`"${expression}" is not played on this machine at ${tokens[0]}`);
  return value;
}
