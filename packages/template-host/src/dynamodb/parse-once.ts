import { NewestEntries } from '../newest-entries.ts';

/** What dynalite gives its parser: the names and values that an expression may use, and those that none has used so far. */
export type ParserContext = {
  readonly attrNames?: Readonly<Record<string, string>> | undefined;
  readonly attrVals?: Readonly<Record<string, object>> | undefined;
  readonly unusedAttrNames: Record<string, true>;
  readonly unusedAttrVals: Record<string, true>;
};

/** A parser of dynalite's. Returns a tree, in which the values are the given ones, or what is wrong as text; throws for syntax. */
export type Parse = (text: string, options: { readonly context: ParserContext }) => unknown;

/** The place of a value in a tree. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A copy of the tree, with other parts where `replace` has some. */
function copy(tree: unknown, replace: (part: object) => unknown): unknown {
  if (typeof tree !== 'object' || tree === null) return tree;
  const replaced = replace(tree);
  if (replaced !== undefined) return replaced;
  if (Array.isArray(tree)) return tree.map((part) => copy(part, replace));
  // Some of the parser's objects have no prototype, so that a path may be called `constructor`.
  const made: Record<string, unknown> = Object.create(Object.getPrototypeOf(tree));
  for (const [name, part] of Object.entries(tree)) made[name] = copy(part, replace);
  return made;
}

type Kept = { readonly tree: unknown; readonly names: readonly string[]; readonly values: readonly string[] };

/** Here the outcome depends on the values themselves, not only on their types. */
const judgesValues = /between|attribute_type/i;
const mostKept = 2000;

/**
 * The parser, which parses an expression once for its names and the types of its values: a function sends the same few over and over, and
 * dynalite's grammar walks through each many times. What is wrong is found anew each time.
 */
export function parseOnce(parse: Parse): Parse {
  const kept = new NewestEntries<Kept>(mostKept);

  function parseAndKeep(key: string, text: string, context: ParserContext): unknown {
    const { attrVals = {}, unusedAttrNames, unusedAttrVals } = context;
    const before = { names: Object.keys(unusedAttrNames), values: Object.keys(unusedAttrVals) };
    const tree = parse(text, { context });
    if (typeof tree === 'string') return tree;
    const nameOf = new Map(Object.entries(attrVals).map(([name, value]) => [value, name]));
    const slotOf = (part: object) => {
      const name = nameOf.get(part);
      return name === undefined ? undefined : new Slot(name);
    };
    kept.set(key, {
      tree: copy(tree, slotOf),
      names: before.names.filter((name) => !(name in unusedAttrNames)),
      values: before.values.filter((name) => !(name in unusedAttrVals)),
    });
    return tree;
  }

  return (text, { context }) => {
    const { attrNames, attrVals = {}, unusedAttrNames, unusedAttrVals } = context;
    if (judgesValues.test(text)) return parse(text, { context });
    const types = Object.entries(attrVals).map(([name, value]) => [name, Object.keys(value)]);
    const key = JSON.stringify([text, attrNames, types]);
    const known = kept.get(key);
    if (!known) return parseAndKeep(key, text, context);
    for (const name of known.names) delete unusedAttrNames[name];
    for (const name of known.values) delete unusedAttrVals[name];
    return copy(known.tree, (part) => (part instanceof Slot ? attrVals[part.name] : undefined));
  };
}
