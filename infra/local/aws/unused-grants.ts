import type { Call } from './calls.ts';
import { evaluate, type PolicyDocument } from './iam.ts';
import type { Intent } from './service.ts';

/** An action pattern on the resource patterns of one Allow statement, of which no recorded call made use. */
export type UnusedGrant = {
  readonly statement: string;
  readonly action: string;
  readonly resources: readonly string[];
};

/**
 * The permission report of one function: what its policies allow and none of the recorded calls needed. Conditions are left
 * out of account: a call that was allowed met them.
 */
export function unusedGrants(policies: readonly PolicyDocument[], functionName: string, calls: readonly Call[]) {
  const used = new Map<string, Intent>();
  for (const call of calls) {
    if (call.function !== functionName || !call.allowed) continue;
    for (const [at, action] of call.actions.entries()) {
      const resource = call.resources[at] ?? '';
      used.set(`${action} ${resource}`, { action, resource });
    }
  }
  const intents = [...used.values()];
  return policies.flatMap(({ statements }) =>
    statements
      .filter((statement) => statement.effect === 'Allow' && !statement.actions.not)
      .flatMap((statement) =>
        statement.actions.patterns
          .filter((action) => {
            const alone = { ...statement, actions: { not: false, patterns: [action] }, conditions: [] };
            return !intents.some((intent) => evaluate([{ statements: [alone] }], intent).allowed);
          })
          .map(
            (action): UnusedGrant => ({ statement: statement.name, action, resources: statement.resources.patterns }),
          ),
      ),
  );
}
