import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer, type Customer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, functionLogs, mailsTo, smsTo } from '#test/support/portal/control.ts';
import {
  confirm,
  confirmationToken,
  lastMailTo,
  register,
  registrationOf,
  signIn,
  signUp,
} from '#test/support/portal/customer.ts';
import { addFault } from '#test/support/portal/faults.ts';
import { anAgent, auditOf, identify } from '#test/support/portal/helpdesk-agent.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';

let portal: Portal;
let customer: Customer;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal?.close());
// Time only moves forward, and schedules run by the moved time.
beforeEach(async () => {
  customer = aCustomer();
  await registerAtInsurer(portal, customer);
});

/** An agent with the customer on the line. */
async function onTheLine() {
  const agent = await anAgent(portal, 'agent.kata');
  const identification = await identify(agent, customer.identity);
  return (endpoint: Parameters<typeof agent>[0], body?: unknown) =>
    agent(endpoint, { identification, ...(body === undefined ? {} : { body }) });
}
const recoveryOutcomes = async () =>
  (await functionLogs(portal)).flatMap(({ line }) => /"work-recoveries".*"outcome":"([\w-]+)"/.exec(line)?.[1] ?? []);
const acts = async () => (await auditOf(portal, customer.customerId)).map(({ what }) => what);
const stopToken = async () => {
  const { text } = await lastMailTo(portal, customer.email, /stop-correction#token=/);
  return /#token=([\w-]+)/.exec(text)?.[1] ?? '';
};
const stop = (token: string) => callApi(portal, 'POST', 'corrections/stop', { body: { token } });

describe('R10.2 a correction after the first sign-in waits 72 hours', () => {
  it('the old number counts until then, the new one afterwards', async () => {
    const { token } = await signUp(portal, customer);
    const first = await onTheLine();
    const begun = await first(contract.compareMobile, { mobile: '06 70 111 2233', correct: true });
    expect(begun).toMatchObject({ outcome: 'waiting', oldAddressTold: true });
    expect(await first(contract.showAccount)).toMatchObject({ coming: { kind: 'mobile', to: '+36 70 *** **33' } });
    const { body: seen } = await callApi(portal, 'GET', 'account', { token });
    expect(seen).toMatchObject({ correction: { kind: 'mobile', to: '+36 70 *** **33', from: begun.from } });
    await first(contract.resendPassword);
    expect(await smsTo(portal, '+36701112233')).toHaveLength(0);
    await callApi(portal, 'POST', 'recoveries', { body: { email: customer.email, mobile: '06701112233' } });
    await eventually('the recovery', async () => (await recoveryOutcomes()).at(0));
    expect(await recoveryOutcomes()).toEqual(['unknown-contact']);

    await advance(portal, 'PT71H');
    expect(await (await onTheLine())(contract.compareMobile, { mobile: customer.mobile })).toMatchObject({
      outcome: 'matches',
    });
    await advance(portal, 'PT1H20M');
    await eventually('the correction', async () => ((await acts()).includes('correction-applied') ? true : undefined));
    const later = await onTheLine();
    expect(await later(contract.compareMobile, { mobile: '06 70 111 2233' })).toMatchObject({ outcome: 'matches' });
    await later(contract.resendPassword);
    expect(await smsTo(portal, '+36701112233')).toHaveLength(1);
    expect((await mailsTo(portal, customer.email)).filter(({ text }) => text.includes(customer.username))).toHaveLength(
      1,
    );
    expectProblem(await stop(await stopToken()), 'confirmation-expired');
  });

  it('the customer stops it by the link in the mail to the old address', async () => {
    await signUp(portal, customer);
    const agent = await onTheLine();
    await agent(contract.correctEmail, { email: 'other@mail.example' });
    const token = await stopToken();
    expect((await stop(token)).status).toBe(204);
    expectProblem(await stop(token), 'confirmation-expired');
    expect(await acts()).toContain('correction-stopped');
    expect(await agent(contract.showAccount)).not.toHaveProperty('coming');
    await advance(portal, 'PT73H');
    await signIn(portal, customer);
    expect(await (await onTheLine())(contract.showAccount)).toMatchObject({
      email: `${customer.email[0]}***@mail.example`,
    });
    expect(await acts()).not.toContain('correction-applied');
  });

  it('a second one takes the place of the first', async () => {
    await signUp(portal, customer);
    const agent = await onTheLine();
    await agent(contract.compareMobile, { mobile: '06 70 222 3344', correct: true });
    // The agent hears of it, also where the second corrects the other contact.
    expect(await agent(contract.correctEmail, { email: `other-${unique()}@mail.example` })).toMatchObject({
      ...{ outcome: 'waiting', replaces: { kind: 'mobile', to: '+36 70 *** **44' } },
    });
    expect(await agent(contract.compareMobile, { mobile: '06 70 333 4455', correct: true })).toMatchObject({
      ...{ outcome: 'waiting', replaces: { kind: 'email' } },
    });
    await advance(portal, 'PT72H20M');
    await eventually('the correction', async () => ((await acts()).includes('correction-applied') ? true : undefined));
    expect(await (await onTheLine())(contract.showAccount)).toMatchObject({ mobile: '+36 70 *** **55' });
  });

  it('R10.4 the link of the first stops the second, and the link never goes to the disputed address only', async () => {
    await signUp(portal, customer);
    const agent = await onTheLine();
    await agent(contract.compareMobile, { mobile: '06 70 444 5566', correct: true });
    const first = await stopToken();
    const { email } = aCustomer();
    await agent(contract.correctEmail, { email });
    const { text } = await lastMailTo(portal, email, /stop-correction#token=/);
    expect(text).toContain(await stopToken());
    expect((await stop(first)).status).toBe(204);
    expect(await agent(contract.showAccount)).not.toHaveProperty('coming');
  });

  it('R2.6 nobody can have the contact of somebody else', async () => {
    const other = await anInsuredPerson(portal);
    await signUp(portal, { ...other, email: customer.email });
    await signUp(portal, customer);
    const agent = await onTheLine();
    await expect(agent(contract.compareMobile, { mobile: other.mobile, correct: true })).rejects.toMatchObject({
      status: 409,
    });
    expect(await acts()).toEqual(['caller-identified', 'refused']);
  });
});

describe('R10.2 a correction before the first sign-in', () => {
  it('of a mistyped address counts at once, and the earlier pair is free', async () => {
    await register(portal, customer);
    await confirm(portal, await confirmationToken(portal, customer));
    const agent = await onTheLine();
    const corrected = `right.${customer.email}`;
    expect(await agent(contract.correctEmail, { email: corrected })).toMatchObject({ outcome: 'corrected' });
    await callApi(portal, 'POST', 'recoveries', { body: { email: corrected, mobile: customer.mobile } });
    expect((await lastMailTo(portal, corrected)).text).toContain(customer.username);
    const other = { ...aCustomer(), email: customer.email, mobile: customer.mobile };
    await registerAtInsurer(portal, other);
    await register(portal, other);
  });

  it('counts at once after 30 days, too, when the registration is no longer kept', async () => {
    await register(portal, customer);
    await confirm(portal, await confirmationToken(portal, customer));
    await advance(portal, 'P31D');
    await fetch(`${portal.url}/_local/ttl`, { method: 'POST' });
    const agent = await onTheLine();
    const answer = await agent(contract.compareMobile, { mobile: '06 70 444 5566', correct: true });
    expect(answer).toMatchObject({ outcome: 'corrected' });
    await agent(contract.resendPassword);
    expect(await smsTo(portal, '+36704445566')).toHaveLength(1);
  });
});

describe('R11.1a a number that a correction reserves', () => {
  const number = '06 70 555 6677';

  it('is the customer’s own: they may change to it themselves', async () => {
    const session = await signUp(portal, customer);
    await (await onTheLine())(contract.compareMobile, { mobile: number, correct: true });
    const body = { password: customer.password, mobile: number };
    const asked = await callApi(portal, 'POST', 'account/contact-changes', { token: session.token, body });
    expect(asked.status).toBe(202);
  });

  it('is free as soon as the registration is cancelled: for the customer, and for others', async () => {
    const session = await signUp(portal, customer);
    await (await onTheLine())(contract.compareMobile, { mobile: number, correct: true });
    const other = await anInsuredPerson(portal);
    const withIt = (who: Customer) =>
      callApi(portal, 'POST', 'registrations', {
        body: { ...registrationOf({ ...who, email: customer.email }), mobile: number },
        headers: { 'x-local-viewer-address': '192.0.2.96' },
      });
    expectProblem(await withIt(other), 'contact-taken');
    const body = { password: customer.password };
    expect((await callApi(portal, 'DELETE', 'account', { token: session.token, body })).status).toBe(204);
    expect((await withIt(customer)).status).toBe(202);
    expect(await acts()).toContain('correction-dropped');
    expectProblem(await stop(await stopToken()), 'confirmation-expired');
  });

  it('is free as soon as the queue has finished a cancellation that died, and the audit says so', async () => {
    const session = await signUp(portal, customer);
    await (await onTheLine())(contract.compareMobile, { mobile: number, correct: true });
    const dies = { function: 'cancel-registration', service: 'cognito-idp', operation: 'AdminUserGlobalSignOut' };
    await addFault(portal, { ...dies, crash: true });
    const body = { password: customer.password };
    expect((await callApi(portal, 'DELETE', 'account', { token: session.token, body })).status).toBeGreaterThan(499);
    expect(await acts()).not.toContain('correction-dropped');
    await advance(portal, 'PT1M10S');
    await eventually(
      'the end of the correction',
      async () => (await acts()).includes('correction-dropped') || undefined,
    );
  });
});

describe('R10.2 the lock', () => {
  it('is lifted for the identified caller, with the password as it was', async () => {
    await signUp(portal, customer);
    const wrong = { body: { username: customer.username, password: 'not the right one' } };
    for (let tries = 1; tries <= 3; tries++) await callApi(portal, 'POST', 'session', wrong);
    expectProblem(await callApi(portal, 'POST', 'session', wrong), 'locked');
    const agent = await onTheLine();
    expect(await agent(contract.showAccount)).toHaveProperty('lockedUntil');
    expect(await agent(contract.liftLock)).toEqual({ wasLocked: true });
    expect(await agent(contract.liftLock)).toEqual({ wasLocked: false });
    await signIn(portal, customer);
    expect((await acts()).slice(-2)).toEqual(['lock-lifted', 'no-lock-found']);
  });
});

describe('R10.2 earlier registration attempts', () => {
  it('are explained field by field, even when the date of birth was wrong', async () => {
    const identity = { ...customer.identity, birthDate: '1931-01-01', birthPlace: 'Hodmezovasarhely' };
    const failed = await callApi(portal, 'POST', 'registrations', {
      body: { ...customerForm(), identity },
      headers: { 'x-local-viewer-address': '192.0.2.78' },
    });
    expectProblem(failed, 'identification-failed');
    const agent = await onTheLine();
    expect(await agent(contract.showRegistrationAttempts)).toMatchObject({
      attempts: [
        {
          problem: 'identification-failed',
          fields: {
            birthDate: 'different',
            name: 'exact',
            birthName: 'exact',
            birthPlace: 'folded',
            mothersName: 'exact',
          },
        },
      ],
    });
  });

  const customerForm = () => {
    const { username, email, mobile, language } = customer;
    return { username, email, mobile, language, acceptTerms: true };
  };
});
