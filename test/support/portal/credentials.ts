import * as v from 'valibot';
import { type Answer, callApi } from './api.ts';
import type { Portal } from './portal.ts';

/** One try to sign in; returns any answer. */
export const trySignIn = (portal: Portal, username: string, password: string): Promise<Answer> =>
  callApi(portal, 'POST', 'session', { body: { username, password } });

export const askForRecovery = (portal: Portal, email: string, mobile: string): Promise<Answer> =>
  callApi(portal, 'POST', 'recoveries', { body: { email, mobile } });

const wrongSchema = v.object({ attemptsLeft: v.number() });
const lockedSchema = v.object({ lockedUntil: v.pipe(v.string(), v.isoTimestamp()) });

/** Status and attempts left, such as `401:2`; for a lock only `423`. */
export const shortAnswer = ({ status, body }: Answer): string =>
  v.is(wrongSchema, body) ? `${status}:${body.attemptsLeft}` : String(status);

export const lockedUntil = ({ body }: Answer): string => v.parse(lockedSchema, body).lockedUntil;

/** How often each status came. */
export const tally = (answers: readonly Answer[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

/** All that an answer says, without the times that differ from call to call. */
export const bytesOf = ({ status, headers, text }: Answer) => ({
  status,
  headers: [...headers].filter(([name]) => !['date', 'apigw-requestid', 'x-request-id'].includes(name)).sort(),
  text: text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '(time)'),
});
