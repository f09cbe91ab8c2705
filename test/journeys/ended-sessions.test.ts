import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, functionLogs, idle, mailsTo } from '#test/support/portal/control.ts';
import { lastMailTo, type Session, sessionOf, signIn, signUp } from '#test/support/portal/customer.ts';
import { exampleAddress, exampleBodies } from '#test/support/portal/example-calls.ts';
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const refresh = ({ cookie }: Pick<Session, 'cookie'>) => callApi(portal, 'POST', 'session/refresh', { cookie });
const signOut = ({ cookie }: Pick<Session, 'cookie'>) => callApi(portal, 'DELETE', 'session', { cookie });
const endpoints: readonly EndpointContract[] = Object.values(contract);
const ofCustomers = endpoints
  .filter(({ auth }) => auth === 'account')
  .sort((one, other) => Number(one.name === 'end-sessions') - Number(other.name === 'end-sessions'));

/** Calls every endpoint of signed-in customers, the one that ends sessions last; returns the status of each, by name. */
async function everywhere({ token }: Session) {
  const statuses: Record<string, number> = {};
  for (const endpoint of ofCustomers) {
    const { name, method } = endpoint;
    const sent = { token, body: exampleBodies[name] };
    statuses[name] = (await callApi(portal, method, exampleAddress(endpoint), sent)).status;
  }
  return statuses;
}
const allRefused = Object.fromEntries(ofCustomers.map(({ name }) => [name, 401]));

const accountStatus = async ({ token }: Session) => (await callApi(portal, 'GET', 'account', { token })).status;

describe('R1.4 after sign-out', () => {
  it('what is asked for below is no endpoint’s answer to a session that goes on', async () => {
    expect(ofCustomers.length).toBeGreaterThan(12);
    const session = await signIn(portal, await aRegisteredPerson(portal));
    const statuses = await everywhere(session);
    expect(Object.keys(statuses).sort()).toEqual(ofCustomers.map(({ name }) => name).sort());
    expect(Object.entries(statuses).filter(([, status]) => status === 401 || status >= 500)).toEqual([]);
  });

  it('the access token gets 401 on every endpoint at once, and so does the one from before its renewal', async () => {
    const customer = await aRegisteredPerson(portal);
    const other = await signIn(portal, customer);
    const session = await signIn(portal, customer);
    const renewed = sessionOf(await refresh(session));
    expect([await accountStatus(session), await accountStatus(renewed)]).toEqual([200, 200]);

    expect((await signOut(renewed)).status).toBe(204);
    expect(await everywhere(renewed)).toEqual(allRefused);
    expect(await everywhere(session)).toEqual(allRefused);
    expectProblem(await refresh(renewed), 'session-ended');
    // Other sessions of the same customer go on.
    expect(await accountStatus(other)).toBe(200);
    expect((await refresh(other)).status).toBe(200);
  });

  it('a session signed out with the cookie before the last one is over as well', async () => {
    const session = await signIn(portal, await aRegisteredPerson(portal));
    const renewed = sessionOf(await refresh(session));
    expect((await signOut(session)).status).toBe(204);
    expect([await accountStatus(session), await accountStatus(renewed)]).toEqual([401, 401]);
    expectProblem(await refresh(renewed), 'session-ended');
  });
});

const replayMails = async (email: string) => {
  // The notices that came due have been sent.
  await idle(portal);
  return (await mailsTo(portal, email)).filter(({ subject }) => /kijelentkeztettük|signed out/.test(subject));
};

describe('R1.4 a refresh cookie that is used twice', () => {
  it.each([
    { language: 'hu', subject: 'Biztonsági okból minden eszközön kijelentkeztettük az ügyfélportálról' },
    {
      language: 'en',
      subject: 'For your security you have been signed out of the customer portal on every device',
    },
  ] as const)('after ten seconds ends every session and brings one mail ($language)', async ({ language, subject }) => {
    const customer = { ...(await anInsuredPerson(portal)), language };
    await signUp(portal, customer);
    const elsewhere = await signIn(portal, customer);
    const stolen = await signIn(portal, customer);
    const renewed = sessionOf(await refresh(stolen));
    // The same again within ten seconds is a second tab, or an answer that was lost.
    expect((await refresh(stolen)).status).toBe(200);

    await advance(portal, 'PT11S');
    for (let time = 0; time < 2; time++) {
      const replayed = await refresh(stolen);
      expectProblem(replayed, 'session-ended');
      expect(replayed.cookies[0]).toMatch(/^__Host-session=; Max-Age=0;/);
    }
    for (const session of [renewed, elsewhere]) {
      expect(await everywhere(session)).toEqual(allRefused);
      expectProblem(await refresh(session), 'session-ended');
    }
    await advance(portal, 'PT2M');
    expect(await accountStatus(await signIn(portal, customer))).toBe(200);

    const mail = await lastMailTo(portal, customer.email, /kijelentkeztettük|signed out/);
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain('/recover');
    await advance(portal, 'PT10M');
    expect(await replayMails(customer.email)).toHaveLength(1);
    const lines = (await functionLogs(portal)).map(({ line }) => line).filter((line) => /session-replayed/.test(line));
    expect(lines.join('\n')).not.toContain(customer.email);
  });

  it('of a session that was signed out brings no mail, and leaves the others alone', async () => {
    const customer = await aRegisteredPerson(portal);
    const other = await signIn(portal, customer);
    const session = await signIn(portal, customer);
    await refresh(session);
    await signOut(session);
    await advance(portal, 'PT11S');
    expectProblem(await refresh(session), 'session-ended');
    expect((await refresh(other)).status).toBe(200);
    await advance(portal, 'PT2M');
    expect(await replayMails(customer.email)).toEqual([]);
  });
});

describe('R1.6 signing out everywhere', () => {
  it('ends every session of the customer at once and no other customer’s; signing in again works at once', async () => {
    const customer = await aRegisteredPerson(portal);
    const stranger = await signIn(portal, await aRegisteredPerson(portal));
    const sessions = [await signIn(portal, customer), await signIn(portal, customer)];
    const [here] = sessions;
    const answer = await callApi(portal, 'DELETE', 'sessions', { token: here?.token });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.cookies[0]).toMatch(/^__Host-session=; Max-Age=0;/);
    for (const session of sessions) {
      expect(await accountStatus(session)).toBe(401);
      expectProblem(await refresh(session), 'session-ended');
    }
    expectProblem(await callApi(portal, 'DELETE', 'sessions', { token: here?.token }), 'session-ended');
    expect(await accountStatus(await signIn(portal, customer))).toBe(200);
    expect(await accountStatus(stranger)).toBe(200);
  });

  it('needs a session', async () => {
    expect((await callApi(portal, 'DELETE', 'sessions')).status).toBe(401);
  });
});
