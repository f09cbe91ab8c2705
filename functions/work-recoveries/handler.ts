import { notedMailing } from '#shared/messages/compose.ts';
import { pseudonyms, queueOf } from '#shared/platform/compose.ts';
import { queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { guard, recoveries, secondSteps, settingPasswords } from '#shared/sign-in/compose.ts';
import { keepingTokenOf, recoveryTokenOf } from '#shared/sign-in/recovery/recovery-link.ts';
import { readRecoveryRequest, recoveryPasswordOf } from '#shared/sign-in/recovery/recovery-request.ts';
import { workRecoveries } from './work-recoveries.ts';

// One attempt at the mail, because a retry could send a second one. The worker itself retries what was certainly not sent.
const stores = { recoveries: recoveries(), guard: guard(), secondSteps: secondSteps() };
const needs = { ...settingPasswords(), ...notedMailing(1), ...stores };
const secrets = await pseudonyms();
const recover = workRecoveries({
  ...needs,
  passwordOf: recoveryPasswordOf(secrets),
  tokenOf: recoveryTokenOf(secrets),
  keepingTokenOf: keepingTokenOf(secrets),
});

export const handler = queueWorker(
  'work-recoveries',
  ({ body }) => recover(readRecoveryRequest(body)),
  queueOf('work-recoveries'),
);
