import { expect } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { type Answer, callApi } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { shortAnswer, trySignIn } from '#test/support/portal/credentials.ts';
import { sessionOf } from '#test/support/portal/customer.ts';
import { auditOf } from '#test/support/portal/helpdesk-agent.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { askForCode, chooseSecondStep, codesOf, needsSecondStep, typeCode } from '#test/support/portal/second-step.ts';
import type { Flow } from '../flow.ts';

const mostTries = 5;

/** As a patient customer: again with the password, a new mail and its code, until it is done. Every refusal is one of the contract's. */
export const signingInByCode: Flow = {
  name: 'take-second-step',
  functions: ['take-second-step', 'guard-sign-in', 'check-passkey'],
  async prepare(portal) {
    const { customer, session: own } = await aSignedUpPerson(portal);
    const { username, password } = customer;
    await chooseSecondStep(portal, own.token, password, true);
    const browser = aBrowser(portal);
    let session = { token: '', cookie: '' };

    async function signIn(): Promise<Answer> {
      const asked = await browser.signIn(username, password);
      if (!needsSecondStep(asked)) return asked;
      const sent = await askForCode(browser);
      if (sent.status !== 200) return sent;
      return typeCode(browser, (await codesOf(portal, customer)).at(-1) ?? '');
    }
    return {
      async act() {
        for (let tries = 1; tries <= mostTries; tries++) {
          const answer = await signIn();
          if (answer.status === 200) {
            session = sessionOf(answer);
            return;
          }
          expect([400, 401, 500, 502, 503]).toContain(answer.status);
        }
      },
      async ending() {
        return {
          state: {
            account: (await callApi(portal, 'GET', 'account', { token: session.token })).status,
            refreshed: (await callApi(portal, 'POST', 'session/refresh', { cookie: session.cookie })).status,
            // Never by the password alone, and nothing on the way was a strike.
            wrong: shortAnswer(await trySignIn(portal, username, `guess ${unique(12)}`)),
            right: needsSecondStep(await trySignIn(portal, username, password)),
          },
          messages: 0,
        };
      },
    };
  },
};

/** The second step is turned on once and off once, each with one entry of the audit. */
export const choosingTheSecondStep: Flow = {
  name: 'choose-second-step',
  functions: ['choose-second-step'],
  async prepare(portal) {
    const { customer, session } = await aSignedUpPerson(portal);
    const { token } = session;
    const { username, password } = customer;
    const turn = async (on: boolean) => {
      for (let tries = 1; tries <= mostTries; tries++) {
        const { status } = await chooseSecondStep(portal, token, password, on);
        if (status === 204) return;
        expect([500, 502, 503]).toContain(status);
      }
    };
    return {
      async act() {
        await turn(true);
        await turn(false);
        await turn(true);
      },
      async ending() {
        return {
          state: {
            isOn: needsSecondStep(await trySignIn(portal, username, password)),
            acts: (await auditOf(portal, customer.customerId)).map(({ what }) => what),
          },
          messages: 0,
        };
      },
    };
  },
};
