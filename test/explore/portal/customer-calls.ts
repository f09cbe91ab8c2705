import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeFailure } from '../harness/create-stage.ts';
import type { Stage } from '../harness/stage.ts';

/** ms, as most endpoints have it. */
export const apiTimeout = 10_000;

/**
 * Calls of customers and agents. Whatever happens, they get success or one of the contract's problems (R12.2).
 * Anything else is kept among the failures.
 */
export function customerCalls(stage: Stage) {
  const failures: string[] = [];
  return {
    failures: failures as readonly string[],
    ask: (name: string, work: () => Promise<unknown>, timeout = apiTimeout): Promise<void> =>
      stage.start(
        name,
        {
          timeout,
          onEnd(outcome) {
            if ('value' in outcome || outcome.error instanceof DomainError) return;
            failures.push(`${name.split(' ')[0]}: ${describeFailure(outcome.error)}`);
          },
        },
        work,
      ),
  };
}
export type CustomerCalls = ReturnType<typeof customerCalls>;
