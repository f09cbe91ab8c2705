import type { Call } from './calls.ts';
import { evaluate, type PolicyDocument } from './iam.ts';
import type { Intent } from './service.ts';

/** One action on one resource pattern that an Allow statement grants, and whether a recorded call used it. */
export type JudgedGrant = { readonly action: string; readonly resource: string; readonly used: boolean };

/**
 * The permission report of one function: everything that its policies allow, and whether it was used. Conditions are ignored,
 * because an allowed call met them.
 */
export function judgeGrants(
  policies: readonly PolicyDocument[],
  functionName: string,
  calls: readonly Call[],
): JudgedGrant[] {
  const made = new Map<string, Intent>();
  for (const call of calls) {
    if (call.function !== functionName || !call.allowed) continue;
    for (const [at, action] of call.actions.entries()) {
      const resource = call.resources[at] ?? '';
      made.set(`${action} ${resource}`, { action, resource });
    }
  }
  const intents = [...made.values()];
  const isUsed = (action: string, resource: string) => {
    const alone = {
      name: '',
      effect: 'Allow',
      actions: { not: false, patterns: [action] },
      resources: { not: false, patterns: [resource] },
      conditions: [],
    } as const;
    return intents.some((intent) => evaluate([{ statements: [alone] }], intent).allowed);
  };
  return policies
    .flatMap(({ statements }) => statements)
    .filter(({ effect, actions, resources }) => effect === 'Allow' && !actions.not && !resources.not)
    .flatMap(({ actions, resources }) =>
      actions.patterns.flatMap((action) =>
        resources.patterns.map((resource) => ({ action, resource, used: isUsed(action, resource) })),
      ),
    );
}
