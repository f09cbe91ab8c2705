import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance } from '#test/support/portal/control.ts';
import { registrationOf, signUp } from '#test/support/portal/customer.ts';
import { anAgent, identify, refusedBy } from '#test/support/portal/helpdesk-agent.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const aPerson = async () => {
  const customer = aCustomer();
  await registerAtInsurer(portal, customer);
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
