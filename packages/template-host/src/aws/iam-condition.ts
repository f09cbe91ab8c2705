import { fits, fitsArn } from './iam-pattern.ts';

/** One line of a Condition block: `ForAllValues:StringLikeIfExists {key: values}`. */
export type Condition = {
  readonly operator: string;
  readonly set?: 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
};

type Operator = {
  readonly matches: (value: string, wanted: string) => boolean;
  /** A negated operator holds if no wanted value matches, and if the key is absent. */
  readonly negated?: true;
  /** Whether a policy may use this value; default: any text. */
  readonly accepts?: (wanted: string) => boolean;
};

const equals = (value: string, wanted: string) => value === wanted;
const sameLetters = (value: string, wanted: string) => value.toLowerCase() === wanted.toLowerCase();
const like = (value: string, wanted: string) => fits(wanted, value);
const arnLike = (value: string, wanted: string) => fitsArn(wanted, value);

const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
/** ISO 8601, or seconds since 1970. */
const date = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
const truth = (text: string) => /^(true|false)$/i.test(text);

type Comparison = (a: number, b: number) => boolean;
const comparisons: Readonly<Record<string, Comparison>> = {
  Equals: (a, b) => a === b,
  LessThan: (a, b) => a < b,
  LessThanEquals: (a, b) => a <= b,
  GreaterThan: (a, b) => a > b,
  GreaterThanEquals: (a, b) => a >= b,
};

const ordered = (family: string, read: (text: string) => number): [string, Operator][] => {
  const accepts = (wanted: string) => !Number.isNaN(read(wanted));
  const same = (value: string, wanted: string) => read(value) === read(wanted);
  return [
    ...Object.entries(comparisons).map(([name, holds]): [string, Operator] => [
      `${family}${name}`,
      { matches: (value, wanted) => holds(read(value), read(wanted)), accepts },
    ]),
    [`${family}NotEquals`, { matches: same, negated: true, accepts }],
  ];
};

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { matches: equals }],
  ['StringNotEquals', { matches: equals, negated: true }],
  ['StringEqualsIgnoreCase', { matches: sameLetters }],
  ['StringNotEqualsIgnoreCase', { matches: sameLetters, negated: true }],
  ['StringLike', { matches: like }],
  ['StringNotLike', { matches: like, negated: true }],
  ['ArnEquals', { matches: arnLike }],
  ['ArnLike', { matches: arnLike }],
  ['ArnNotEquals', { matches: arnLike, negated: true }],
  ['ArnNotLike', { matches: arnLike, negated: true }],
  ['Bool', { matches: sameLetters, accepts: truth }],
  ...ordered('Numeric', number),
  ...ordered('Date', date),
]);

/** Why a policy may not use this condition on the local host; undefined if it may. */
export function refusedCondition({ operator, set, ifExists, key, values }: Condition): string | undefined {
  if (!/^[a-z0-9-]+:[\w./=+@:-]+$/i.test(key)) return `the condition key ${key} is not of the form service:Key`;
  const wrong = (accepts: (text: string) => boolean) => values.find((value) => !accepts(value));
  if (operator === 'Null') {
    if (ifExists || set) return 'Null takes neither IfExists nor a set operator';
    return wrong(truth) === undefined ? undefined : `Null takes true or false, not ${wrong(truth)}`;
  }
  const known = operators.get(operator);
  if (!known) return `the condition operator ${operator} is unknown`;
  const bad = known.accepts && wrong(known.accepts);
  return bad === undefined ? undefined : `${operator} cannot be compared with ${bad}`;
}

/**
 * Whether a condition holds for the request's context (keys in lower case), by IAM's rules for absent keys and for keys with
 * several values (IAM User Guide, "Condition operators" and "Set operators").
 */
export function holds(condition: Condition, context: ReadonlyMap<string, readonly string[]>): boolean {
  const { key, values, set, ifExists } = condition;
  const given = context.get(key.toLowerCase()) ?? [];
  if (condition.operator === 'Null') return values.some((value) => (given.length === 0) === sameLetters(value, 'true'));
  const operator = operators.get(condition.operator);
  if (!operator) return false;
  const { matches, negated = false } = operator;
  if (given.length === 0) return ifExists || set === 'ForAllValues' || (negated && set === undefined);
  const fulfils = (value: string) => values.some((wanted) => matches(value, wanted)) !== negated;
  if (set === 'ForAllValues') return given.every(fulfils);
  if (set === 'ForAnyValue') return given.some(fulfils);
  return negated ? given.every(fulfils) : given.some(fulfils);
}
