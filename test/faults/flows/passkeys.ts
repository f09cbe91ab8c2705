import { expect } from 'vitest';
import { anAuthenticator } from '#test/builders/authenticator.ts';
import { unique } from '#test/builders/customer.ts';
import { type Answer, callApi } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { shortAnswer, trySignIn } from '#test/support/portal/credentials.ts';
import { sessionOf } from '#test/support/portal/customer.ts';
import { auditOf } from '#test/support/portal/helpdesk-agent.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { addMade, aPasskeyHolder, challengeNew, signInByPasskey } from '#test/support/portal/passkeys.ts';
import type { Flow } from '../flow.ts';

const mostTries = 6;

/** As a patient customer: again with a new challenge, until it is done. Every refusal on the way is one of the contract's. */
async function until(done: readonly number[], send: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await send();
    if (done.includes(answer.status) || tries === mostTries) return answer;
    expect([403, 500, 502, 503]).toContain(answer.status);
  }
}

/** A passkey signs in, whatever fails on the way, and nothing of it is a strike. */
export const signingInByPasskey: Flow = {
  name: 'sign-in-by-passkey',
  functions: ['sign-in-by-passkey', 'guard-sign-in', 'check-passkey'],
  async prepare(portal) {
    const { customer } = await aSignedUpPerson(portal);
    const holder = await aPasskeyHolder(portal, customer);
    let session = { token: '', cookie: '' };
    return {
      async act() {
        const answer = await until([200], () => signInByPasskey(portal, holder));
        if (answer.status === 200) session = sessionOf(answer);
      },
      async ending() {
        const { username, password } = customer;
        return {
          state: {
            account: (await callApi(portal, 'GET', 'account', { token: session.token })).status,
            refreshed: (await callApi(portal, 'POST', 'session/refresh', { cookie: session.cookie })).status,
            wrong: shortAnswer(await trySignIn(portal, username, `guess ${unique(12)}`)),
            right: (await trySignIn(portal, username, password)).status,
            again: (await signInByPasskey(portal, holder)).status,
          },
          messages: 0,
        };
      },
    };
  },
};

/** A passkey is added once and removed once, each with one entry of the audit, and then signs nobody in. */
export const keepingPasskeys: Flow = {
  name: 'add-passkey, remove-passkey',
  functions: ['add-passkey', 'remove-passkey'],
  async prepare(portal) {
    const { customer, session } = await aSignedUpPerson(portal);
    const { token } = session;
    const browser = aBrowser(portal);
    const [kept, removed] = [anAuthenticator(), anAuthenticator()];

    async function add(authenticator: typeof kept): Promise<Answer> {
      const { wanted } = await challengeNew(browser, token, customer.password);
      if (!wanted) throw new Error('There was no challenge');
      return addMade(portal, browser, token, wanted, { authenticator });
    }
    const listed = async () => Object((await callApi(portal, 'GET', 'account', { token })).body).passkeys;

    return {
      async act() {
        for (const authenticator of [kept, removed]) await until([201], () => add(authenticator));
        const [, { passkeyId }] = await listed();
        await until([204, 404], () => callApi(portal, 'DELETE', `account/passkeys/${passkeyId}`, { token }));
      },
      async ending() {
        return {
          state: {
            passkeys: (await listed()).length,
            acts: (await auditOf(portal, customer.customerId)).map(({ what }) => what).sort(),
          },
          messages: 0,
        };
      },
    };
  },
};
