import { createAskSecondStep } from '#shared/sign-in/second-step/ask-second-step.ts';
import { createPendingSignIns } from '#shared/sign-in/second-step/pending-sign-in.ts';

export const somePendingSignIns = createPendingSignIns('only for tests');

/** What whoever signs in with a password needs where nobody has chosen a second step. */
export const noSecondStep = {
  standingOf: async () => ({ isOvertaken: false, needsSecondStep: false }),
  askSecondStep: createAskSecondStep({
    pool: { revoke: async () => 'ended' as const },
    pendingSignIns: somePendingSignIns,
  }),
};
