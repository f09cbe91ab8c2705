import * as v from 'valibot';
import { type Condition, refusedCondition } from './iam-condition.ts';

/** `Action`/`Resource` patterns, or with `not` those of `NotAction`/`NotResource`. */
export type Patterns = { readonly not: boolean; readonly patterns: readonly string[] };

export type Statement = {
  /** The Sid, or the statement's position (`#1`), for messages. */
  readonly name: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly conditions: readonly Condition[];
};

/** An identity policy, parsed. */
export type PolicyDocument = { readonly statements: readonly Statement[] };

/** The local host cannot judge this policy; the message says what it does not know. */
export class PolicyRefused extends Error {
  override readonly name = 'PolicyRefused';
}

const noUnknownVariable = v.check<string, string>(
  (text) => !/\$\{(?![*?$]\})/.test(text),
  'a policy variable the local host does not know',
);
const text = v.pipe(v.string(), v.nonEmpty(), noUnknownVariable);
const list = v.pipe(
  v.union([text, v.pipe(v.array(text), v.nonEmpty())]),
  v.transform((one) => (typeof one === 'string' ? [one] : one)),
);
const value = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String), noUnknownVariable);
const values = v.pipe(
  v.union([value, v.array(value)]),
  v.transform((one) => (typeof one === 'string' ? [one] : one)),
);
const statement = v.pipe(
  v.strictObject({
    Sid: v.optional(v.string()),
    Effect: v.picklist(['Allow', 'Deny']),
    Action: v.optional(list),
    NotAction: v.optional(list),
    Resource: v.optional(list),
    NotResource: v.optional(list),
    Condition: v.optional(v.record(v.string(), v.record(v.string(), values))),
  }),
  v.check((one) => !one.Action !== !one.NotAction, 'a statement has either Action or NotAction'),
  v.check((one) => !one.Resource !== !one.NotResource, 'a statement has either Resource or NotResource'),
);
const document = v.strictObject({
  Version: v.literal('2012-10-17'),
  Id: v.optional(v.string()),
  Statement: v.pipe(
    v.union([v.array(statement), statement]),
    v.transform((one) => (Array.isArray(one) ? one : [one])),
  ),
});

const patterns = (plain: readonly string[] | undefined, not: readonly string[] | undefined): Patterns =>
  plain ? { not: false, patterns: plain } : { not: true, patterns: not ?? [] };

/**
 * Parses an identity policy (JSON, every intrinsic already resolved) for `evaluate`. Throws PolicyRefused for what the local host
 * cannot judge (an unknown field, condition operator, key form or policy variable), so that it never guesses.
 */
export function parsePolicy(json: unknown): PolicyDocument {
  const parsed = v.safeParse(document, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new PolicyRefused(`policy refused at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`);
  }
  return {
    statements: parsed.output.Statement.map((one, at) => {
      const name = one.Sid ?? `#${at + 1}`;
      return {
        name,
        effect: one.Effect,
        actions: patterns(one.Action, one.NotAction),
        resources: patterns(one.Resource, one.NotResource),
        conditions: readConditions(name, one.Condition ?? {}),
      };
    }),
  };
}

function readConditions(name: string, block: Readonly<Record<string, Readonly<Record<string, string[]>>>>) {
  return Object.entries(block).flatMap(([written, keys]) => {
    const form = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written);
    const set = form?.[1] === 'ForAllValues' || form?.[1] === 'ForAnyValue' ? form[1] : undefined;
    return Object.entries(keys).map(([key, wanted]): Condition => {
      const condition: Condition = {
        operator: form?.[2] ?? written,
        ...(set ? { set } : {}),
        ifExists: form?.[3] !== undefined,
        key,
        values: wanted,
      };
      const refused = refusedCondition(condition);
      if (refused) throw new PolicyRefused(`policy refused at statement ${name}: ${refused}`);
      return condition;
    });
  });
}
