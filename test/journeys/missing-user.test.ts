import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { type Customer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, advanceUnderWay, smsTo } from '#test/support/portal/control.ts';
import { askForRecovery } from '#test/support/portal/credentials.ts';
import {
  chooseFirstPassword,
  confirm,
  confirmationToken,
  lastMailTo,
  passwordFromSms,
  register,
  registrationOf,
  signIn,
} from '#test/support/portal/customer.ts';
import { addFault, clearFaults, pendingFaults } from '#test/support/portal/faults.ts';
import { anAgent, identify } from '#test/support/portal/helpdesk-agent.ts';
import { listPolicies } from '#test/support/portal/policies.ts';
import { portalWithPersons } from '#test/support/portal/portal-of-file.ts';
import { allItems } from '#test/support/portal/stored-items.ts';

const { portal, nextPerson, aRegistered } = await portalWithPersons(20);
const pool = new CognitoIdentityProviderClient({
  endpoint: portal.aws,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
});
afterAll(() => pool.destroy());

const user = ({ username }: Customer) => ({ UserPoolId: portal.outputs.UserPoolId, Username: username });
/** As an operator may do it, behind the portal's back. */
const deleteUser = (customer: Customer) => pool.send(new AdminDeleteUserCommand(user(customer)));
const hasUser = (customer: Customer) =>
  pool.send(new AdminGetUserCommand(user(customer))).then(
    () => true,
    () => false,
  );
const renewed = (customer: Customer): Customer => ({ ...customer, password: `új jelszó ${unique(10)}` });

/** It is the same account as before: its policies are enrolled. */
async function expectSameAccount(customer: Customer) {
  const session = await signIn(portal, customer);
  expect((await listPolicies(portal, session)).map(({ eposta }) => eposta)).toContain('enrolled');
}

describe('R11.1a an account survives the loss of its user in the pool', () => {
  it('recovery makes it again, and the customer is in the same account', async () => {
    const customer = await aRegistered();
    const old = await signIn(portal, customer);
    await deleteUser(customer);
    await askForRecovery(portal, customer.email, customer.mobile);
    const { text } = await lastMailTo(portal, customer.email, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}\r?$/m);
    const temporary = /^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}/m.exec(text)?.[0] ?? '';
    const chosen = renewed(customer);
    await chooseFirstPassword(portal, chosen, temporary);
    await expectSameAccount(chosen);
    expectProblem(await callApi(portal, 'GET', 'account', { token: old.token }), 'session-ended');
  });

  it('the helpdesk makes it again', async () => {
    const customer = await aRegistered();
    await deleteUser(customer);
    const agent = await anAgent(portal, 'agent.kata');
    const before = (await smsTo(portal, customer.dialled)).length;
    await agent(contract.resendPassword, { identification: await identify(agent, customer.identity) });
    expect(await smsTo(portal, customer.dialled)).toHaveLength(before + 1);
    const chosen = renewed(customer);
    await chooseFirstPassword(portal, chosen, await passwordFromSms(portal, customer));
    await expectSameAccount(chosen);
  });

  it('another SMS before the first password makes it again', async () => {
    const customer = nextPerson();
    const { body } = await register(portal, customer);
    await confirm(portal, await confirmationToken(portal, customer));
    await deleteUser(customer);
    expect((await callApi(portal, 'POST', `registrations/${body.registrationId}/password-sms`)).status).toBe(202);
    await chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));
    await expectSameAccount(customer);
  });
});

describe('R2.8 a failed confirmation and its user in the pool', () => {
  const again = (customer: Customer, over: object) =>
    callApi(portal, 'POST', 'registrations', {
      body: { ...registrationOf(customer), ...over },
      headers: { 'x-local-viewer-address': '192.0.2.97' },
    });

  it.each([
    ['before it has made its user', { service: 'cognito-idp', operation: 'AdminCreateUser' }],
    ['before it opens the account', { service: 'dynamodb', operation: 'TransactWriteItems' }],
  ])('a first link, slow %s, takes no user away from the later registration that replaced it', async (_when, call) => {
    const customer = nextPerson();
    await register(portal, customer);
    const first = await confirmationToken(portal, customer);
    await addFault(portal, { ...call, function: 'confirm-registration', delayMs: 8_000, times: 1 });
    const slow = callApi(portal, 'POST', 'registrations/confirmation', { body: { token: first } });
    await eventually('the slow call', async () => ((await pendingFaults(portal)) === 0 ? true : undefined));
    const corrected = { ...customer, email: `uj.${customer.email}` };
    expect((await again(corrected, {})).status).toBe(202);
    await confirm(portal, await confirmationToken(portal, corrected));
    await advanceUnderWay(portal, 'PT8S');
    expectProblem(await slow, 'confirmation-expired');
    await clearFaults(portal);
    await chooseFirstPassword(portal, corrected, await passwordFromSms(portal, corrected));
    await expectSameAccount(corrected);
  });

  it('a user left over by a call that died is swept the day after the link has expired, and its name is free at once', async () => {
    const [customer, other] = [nextPerson(), nextPerson()];
    await register(portal, customer);
    const token = await confirmationToken(portal, customer);
    await addFault(portal, {
      ...{ service: 'cognito-idp', operation: 'AdminCreateUser', function: 'confirm-registration' },
      ...{ crash: true, when: 'after', times: 1 },
    });
    await callApi(portal, 'POST', 'registrations/confirmation', { body: { token } });
    await clearFaults(portal);
    expect(await hasUser(customer)).toBe(true);
    const left = async () =>
      (await allItems(portal, 'PortalTable')).filter(
        (item) => item.includes('UNCLAIMED') && item.includes(customer.username),
      );
    expect(await left()).toHaveLength(1);
    await advance(portal, 'PT25H');
    await advance(portal, 'P1DT1H');
    await eventually('the sweep', async () => ((await left()).length === 0 ? true : undefined));
    expect(await hasUser(customer)).toBe(false);
    const taker = { ...other, username: customer.username };
    await register(portal, taker);
    await confirm(portal, await confirmationToken(portal, taker));
    await chooseFirstPassword(portal, taker, await passwordFromSms(portal, taker));
    await expectSameAccount(taker);
  });
});
