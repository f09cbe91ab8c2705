import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import type { Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { reportMeasured } from '#test/support/measured.ts';
import { type Answer, callApi } from '#test/support/portal/api.ts';
import { askForRecovery, shortAnswer, trySignIn } from '#test/support/portal/credentials.ts';
import { lastMailTo, sessionOf } from '#test/support/portal/customer.ts';
import { addFault } from '#test/support/portal/faults.ts';
import { anAgent, identify } from '#test/support/portal/helpdesk-agent.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

/** `THIEF_ROUNDS=50` measures more of them. */
const rounds = Number(process.env.THIEF_ROUNDS ?? 4);
const portal = await portalOfFile();

const isChallenge = ({ body }: Answer) => v.is(v.object({ challenge: v.literal('new-password') }), body);

/** Tries again as long as the portal is busy: after so many guesses the pool itself refuses for a while. */
const signInPatiently = (username: string, password: string) =>
  eventually(
    'an answer',
    async () => {
      const answer = await trySignIn(portal, username, password);
      return answer.status === 503 ? undefined : answer;
    },
    portal,
  );

/** Signs in whenever it can, and asks for a change of the password to itself every 100 ms, without waiting. */
function aThief({ username, password }: Customer) {
  let isAtWork = true;
  let changes = 0;
  const asks: Promise<void>[] = [];
  const ask = async (token: string) => {
    const body = { currentPassword: password, newPassword: password };
    if ((await callApi(portal, 'PUT', 'account/password', { token, body })).status === 204) changes++;
  };
  const work = async () => {
    while (isAtWork) {
      const answer = await trySignIn(portal, username, password);
      if (answer.status === 200 && !isChallenge(answer)) {
        const { token } = sessionOf(answer);
        for (let n = 0; n < 8 && isAtWork; n++) {
          asks.push(ask(token));
          await pause(100);
        }
      } else await pause(100);
    }
    await Promise.all(asks);
  };
  const working = work();
  return {
    changes: () => changes,
    stop: () => {
      isAtWork = false;
      return working;
    },
  };
}

const temporaryPassword = /^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}/m;

it(
  `R4.3 a thief who asks for password changes all the time prevents none of ${rounds} recoveries`,
  async () => {
    // About as long as these calls take on AWS.
    for (const operation of ['AdminSetUserPassword', 'AdminUserGlobalSignOut', 'RevokeToken'])
      await addFault(portal, { service: 'cognito-idp', operation, delayMs: 80, times: 100_000 });
    const agent = await anAgent(portal, 'agent.kata');
    const outcomes: string[] = [];
    let changes = 0;
    for (let round = 0; round < rounds; round++) {
      const customer = await aRegisteredPerson(portal);
      const { username, password, email, mobile, identity } = customer;
      const thief = aThief(customer);
      await pause(1_000 + 150 * (round % 8));
      await askForRecovery(portal, email, mobile);
      const { text } = await lastMailTo(portal, email, temporaryPassword);
      await pause(1_000);
      await thief.stop();
      changes += thief.changes();
      // The thief's guesses have locked the name.
      await agent(contract.liftLock, { identification: await identify(agent, identity) });
      const temporary = temporaryPassword.exec(text)?.[0] ?? '';
      const byMail = await signInPatiently(username, temporary);
      const byOld = await signInPatiently(username, password);
      outcomes.push(`${isChallenge(byMail) ? 'recovered' : 'defeated'}, the old one ${shortAnswer(byOld)}`);
    }
    reportMeasured(`${rounds} recoveries beside a thief who changed the password ${changes} times`);
    expect(new Set(outcomes)).toEqual(new Set(['recovered, the old one 401:2']));
    expect(changes).toBeGreaterThan(0);
  },
  300_000 + rounds * 20_000,
);
