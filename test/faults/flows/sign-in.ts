import { unique } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { aBrowser } from '#test/support/portal/browser.ts';
import { advance, passwordChecks } from '#test/support/portal/control.ts';
import { shortAnswer, trySignIn } from '#test/support/portal/credentials.ts';
import { type Session, sessionOf, signIn } from '#test/support/portal/customer.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { callAgain } from '../call-again.ts';
import type { Flow } from '../flow.ts';
import { itemsOf, poolUser } from '../what-is-left.ts';

const functions = ['sign-in', 'guard-sign-in'];

/** An attempt whose outcome stayed unknown is settled by then (R3.3). */
const pastLeases = (portal: Portal) => advance(portal, 'PT1M1S');

/** A right password signs in; what failed on the way costs one strike at most, and none once somebody has signed in. */
export const signingIn: Flow = {
  name: 'sign-in',
  functions,
  async prepare(portal) {
    const { customer } = await aSignedUpPerson(portal);
    const { username, password } = customer;
    let session = { token: '', cookie: '' };
    return {
      async act() {
        const answer = await callAgain(portal, 'POST', 'session', { body: { username, password } }, () =>
          pastLeases(portal),
        );
        session = sessionOf(answer);
      },
      async ending() {
        await pastLeases(portal);
        const wrong = await trySignIn(portal, username, `guess ${unique(12)}`);
        return {
          state: {
            account: (await callApi(portal, 'GET', 'account', { token: session.token })).status,
            refreshed: (await callApi(portal, 'POST', 'session/refresh', { cookie: session.cookie })).status,
            isOneStrikeAtMost: ['401:2', '401:1'].includes(shortAnswer(wrong)),
            signsIn: (await trySignIn(portal, username, password)).status,
            afterwards: shortAnswer(await trySignIn(portal, username, `guess ${unique(12)}`)),
            user: await poolUser(portal, username),
            items: await itemsOf(portal, customer),
          },
          messages: 0,
        };
      },
    };
  },
};

/** Signed out is signed out: access and refresh tokens of the session are refused, whatever failed on the way (R1.4). */
export const signingOut: Flow = {
  name: 'sign-out',
  functions: ['sign-out'],
  async prepare(portal) {
    const { customer } = await aSignedUpPerson(portal);
    const session = await signIn(portal, customer);
    const other = await signIn(portal, customer);
    const account = async ({ token }: Session) => (await callApi(portal, 'GET', 'account', { token })).status;
    const refreshed = async ({ cookie }: Session) =>
      (await callApi(portal, 'POST', 'session/refresh', { cookie })).status;
    return {
      async act() {
        await callAgain(portal, 'DELETE', 'session', { cookie: session.cookie });
      },
      async ending() {
        return {
          state: {
            session: [await account(session), await refreshed(session)],
            other: [await account(other), await refreshed(other)],
          },
          messages: 0,
        };
      },
    };
  },
};

/** The third wrong password locks, and no more than three are ever tested (R3.2). */
export const lockingOut: Flow = {
  name: 'the third wrong password',
  functions,
  async prepare(portal) {
    const { customer } = await aSignedUpPerson(portal);
    const { username, password } = customer;
    const guess = () => trySignIn(portal, username, `guess ${unique(12)}`);
    const checksBefore = await passwordChecks(portal);
    for (let n = 0; n < 2; n++) await guess();
    return {
      async act() {
        const body = { username, password: `guess ${unique(12)}` };
        await callAgain(portal, 'POST', 'session', { body }, () => pastLeases(portal));
      },
      async ending() {
        await pastLeases(portal);
        const right = (await trySignIn(portal, username, password)).status;
        const tested = (await passwordChecks(portal)) - checksBefore;
        await advance(portal, 'PT24H');
        return {
          state: { right, areThreeTestedAtMost: tested <= 3, aDayLater: shortAnswer(await guess()) },
          messages: 0,
        };
      },
    };
  },
};

/** On a known browser it locks there and in the open lane, whatever failed on the way, and no other browser (R3.2b). */
export const lockingOutAtHome: Flow = {
  name: 'the third wrong password on a known browser',
  functions,
  async prepare(portal) {
    const { customer } = await aSignedUpPerson(portal);
    const { username, password } = customer;
    const [known, other] = [aBrowser(portal), aBrowser(portal)];
    for (const browser of [known, other]) await browser.signIn(username, password);
    const checksBefore = await passwordChecks(portal);
    for (let n = 0; n < 2; n++) await known.signIn(username, `guess ${unique(12)}`);
    return {
      async act() {
        const sent = {
          cookie: `__Host-device=${known.deviceCookie()}`,
          body: { username, password: `guess ${unique(12)}` },
        };
        await callAgain(portal, 'POST', 'session', sent, () => pastLeases(portal));
      },
      async ending() {
        await pastLeases(portal);
        const there = (await known.signIn(username, password)).status;
        const open = (await trySignIn(portal, username, password)).status;
        const tested = (await passwordChecks(portal)) - checksBefore;
        return {
          state: {
            ...{ there, open, areThreeTestedAtMost: tested <= 3 },
            elsewhere: (await other.signIn(username, password)).status,
          },
          messages: 0,
        };
      },
    };
  },
};
