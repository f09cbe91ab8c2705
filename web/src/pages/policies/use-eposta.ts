import { useRef, useState } from 'preact/hooks';
import type { AnyProblemCode, Problem } from '../../api/problem.ts';
import { call } from '../../session/portal-session.ts';

/** `refused`: the list, loaded again, says why. */
export type EpostaState = 'idle' | 'busy' | 'enrolled' | 'ended' | 'refused' | Problem;

/** Problems that mean the policy is not what the page shows any more. */
const changedMeanwhile: readonly AnyProblemCode[] = ['not-eligible', 'consent-required', 'policy-not-found'];

/** Turns electronic post of one policy on and off (R8.2, R8.2a): once, however often the button is pressed. */
export function useEposta(policyId: string, onChanged: () => Promise<void>) {
  const isBusy = useRef(false);
  const [state, setState] = useState<EpostaState>('idle');

  const run = async (done: 'enrolled' | 'ended', send: () => Promise<Problem | undefined>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setState('busy');
    const problem = await send();
    if (!problem || changedMeanwhile.includes(problem.code)) await onChanged();
    isBusy.current = false;
    setState(problem?.code === 'not-eligible' ? 'refused' : (problem ?? done));
  };

  return {
    state,
    enrol: ({ consents }: { consents: boolean }) =>
      run('enrolled', async () => {
        const body = consents ? { acceptPaymentMethodChange: true as const } : {};
        const outcome = await call('enrolPolicy', { path: { policyId }, body });
        return outcome.ok ? undefined : outcome.problem;
      }),
    end: () =>
      run('ended', async () => {
        const outcome = await call('endEnrolment', { path: { policyId } });
        return outcome.ok ? undefined : outcome.problem;
      }),
  };
}
