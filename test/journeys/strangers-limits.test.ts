import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer, type Customer, unique } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, mailsTo as mailsOf } from '#test/support/portal/control.ts';
import { confirm, confirmationToken, lastMailTo, registrationOf, signUp } from '#test/support/portal/customer.ts';
import { anAgent, identify, refusedBy } from '#test/support/portal/helpdesk-agent.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const aPerson = async () => {
  const customer = await anInsuredPerson(portal);
  return customer;
};

const registerFrom = (address: string, customer: Customer) =>
  callApi(portal, 'POST', 'registrations', {
    body: registrationOf(customer),
    headers: { 'x-local-viewer-address': address },
  });

/** What somebody has who knows only a person's birth date and birth name. */
const guessing = ({ identity, ...customer }: Customer): Customer => ({
  ...customer,
  identity: { ...identity, mothersFamilyName: 'Találgatás' },
});

describe('R2.3a limits that strangers cannot turn against people', () => {
  it('a stranger fails 30 times from one network: the right person registers from another at once', async () => {
    const customer = await aPerson();
    const answers = [];
    for (let time = 1; time <= 30; time++) answers.push(await registerFrom('198.51.100.7', guessing(customer)));
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(422), ...Array(20).fill(429)]);
    // Not even the right data help the stranger there, for a day.
    const { headers } = await registerFrom('198.51.100.7', customer);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(23 * 3600);
    await signUp(portal, customer);
  });

  it('a network shared by thousands is slowed down for minutes', async () => {
    const customer = await aPerson();
    for (let time = 1; time <= 6; time++)
      await Promise.all(Array.from({ length: 10 }, () => registerFrom('198.51.100.8', aCustomer())));
    const refused = await registerFrom('198.51.100.8', customer);
    expectProblem(refused, 'too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(600);
    await advance(portal, 'PT10M');
    expect((await registerFrom('198.51.100.8', customer)).status).toBe(202);
  });

  it('one agent’s failures with a person’s data keep no other agent from helping the person', async () => {
    const customer = await aPerson();
    const [clumsy, other] = await Promise.all([anAgent(portal, 'agent.bela'), anAgent(portal, 'agent.kata')]);
    const body = { identity: guessing(customer).identity };
    for (let time = 1; time <= 5; time++) await refusedBy(clumsy, contract.identifyCaller, { body });
    expect((await refusedBy(clumsy, contract.identifyCaller, { body })).status).toBe(429);
    expect(await identify(other, customer.identity)).toMatch(/./);
  });
});

describe('R2.3a mails to an address that nobody has confirmed', () => {
  const mailsTo = async (email: string) => (await mailsOf(portal, email)).length;

  it('one address gets three an hour, however many registrations name it; the callers get the same answer', async () => {
    const { email } = aCustomer();
    const strangers = [1, 2, 3, 4, 5].map(() => aCustomer());
    await registerAtInsurer(portal, ...strangers);
    const answers = [];
    for (const stranger of strangers) answers.push(await registerFrom('192.0.2.31', { ...stranger, email }));
    expect(answers.map(({ status, body }) => [status, Object.keys(Object(body))])).toEqual(
      Array(5).fill([202, ['registrationId']]),
    );
    expect(await mailsTo(email)).toBe(3);
    // Asked for again after an hour, the fifth gets its mail.
    await advance(portal, 'PT1H');
    const { registrationId } = v.parse(contract.register.answers[202], answers.at(-1)?.body);
    expect((await callApi(portal, 'POST', `registrations/${registrationId}/confirmation-mail`)).status).toBe(202);
    expect(await mailsTo(email)).toBe(4);
  });

  it('a stranger who registers with my address again and again leaves a mail for me', async () => {
    const [me, stranger] = [await aPerson(), await aPerson()];
    for (let time = 1; time <= 4; time++)
      await registerFrom('198.51.100.9', {
        ...stranger,
        email: me.email,
        username: `probal${time}.${stranger.username}`,
      });
    expect(await mailsTo(me.email)).toBe(2);
    await signUp(portal, me);
  });

  it('a change of contact counts, too', async () => {
    const { email } = aCustomer();
    for (let person = 1; person <= 3; person++) await registerFrom('192.0.2.32', { ...(await aPerson()), email });
    const customer = await aPerson();
    const { token } = await signUp(portal, customer);
    const body = { password: customer.password, email };
    expect((await callApi(portal, 'POST', 'account/contact-changes', { token, body })).status).toBe(202);
    expect(await mailsTo(email)).toBe(3);
  });

  it('a username that reads as a link is shown after the confirmation, not in the mail', async () => {
    const customer = { ...(await aPerson()), username: `nyeremeny.${unique()}.online` };
    await registerFrom('192.0.2.33', customer);
    const { text, html } = await lastMailTo(portal, customer.email);
    expect(text + html).not.toContain(customer.username);
    const { body } = await confirm(portal, await confirmationToken(portal, customer));
    expect(body.username).toBe(customer.username);
  });
});
