import { holds } from './iam-condition.ts';
import { fits } from './iam-pattern.ts';
import type { Patterns, PolicyDocument, Statement } from './iam-policy.ts';
import type { Intent } from './service.ts';

export { type PolicyDocument, PolicyRefused, parsePolicy } from './iam-policy.ts';

export type Decision = { readonly allowed: boolean; readonly reason: string };

/**
 * Whether the policies of one role allow one intent, and why: an explicit Deny wins, otherwise an Allow is needed (IAM User
 * Guide, "Policy evaluation logic"). There are only identity policies here, no boundaries and no resource policies.
 */
export function evaluate(policies: readonly PolicyDocument[], intent: Intent): Decision {
  const statements = policies.flatMap((policy) => policy.statements);
  const context = new Map(Object.entries(intent.context ?? {}).map(([key, values]) => [key.toLowerCase(), values]));
  const named = statements.filter((one) => covers(one.actions, intent.action, { ignoreCase: true }));
  const matching = named.filter((one) => covers(one.resources, intent.resource));
  const applying = matching.filter((one) => one.conditions.every((condition) => holds(condition, context)));

  const denying = applying.find((one) => one.effect === 'Deny');
  if (denying) return { allowed: false, reason: `statement ${denying.name} denies it` };
  const allowing = applying.find((one) => one.effect === 'Allow');
  if (allowing) return { allowed: true, reason: `statement ${allowing.name} allows it` };

  const isAllow = (one: Statement) => one.effect === 'Allow';
  const missed = matching.find(isAllow);
  if (missed) {
    const unmet = missed.conditions.filter((condition) => !holds(condition, context));
    const words = unmet.map((one) => `${one.operator} ${one.key} = ${one.values.join(' | ')}`).join(', ');
    return { allowed: false, reason: `statement ${missed.name} allows it only where ${words}` };
  }
  if (named.some(isAllow)) return { allowed: false, reason: 'the action is allowed on other resources only' };
  return { allowed: false, reason: 'no statement allows the action' };
}

const covers = ({ not, patterns }: Patterns, text: string, options?: { ignoreCase: boolean }) =>
  patterns.some((pattern) => fits(pattern, text, options)) !== not;
