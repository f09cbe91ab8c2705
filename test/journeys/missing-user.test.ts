import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { unclaimedUserKey } from '#shared/platform/tables/portal-keys.ts';
import { accountAttribute } from '#shared/sign-in/credentials/credentials.ts';
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
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { listPolicies } from '#test/support/portal/policies.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();
const pool = new CognitoIdentityProviderClient({
  endpoint: portal.aws,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
});
afterAll(() => pool.destroy());

const user = ({ username }: Customer) => ({ UserPoolId: portal.outputs.UserPoolId, Username: username });
/** A user whom the portal's table does not know. */
const makeUser = (customer: Customer, accountId: string) =>
  pool.send(
    new AdminCreateUserCommand({
      ...user(customer),
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: accountAttribute, Value: accountId }],
    }),
  );
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
    const customer = await aRegisteredPerson(portal);
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
    const customer = await aRegisteredPerson(portal);
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
    const customer = await anInsuredPerson(portal);
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

  it('a first link, slow before it opens the account, takes no user away from the later registration that replaced it', async () => {
    const call = { service: 'dynamodb', operation: 'TransactWriteItems' };
    const customer = await anInsuredPerson(portal);
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

  it('a call that died before it has made the user is finished by the same button', async () => {
    const customer = await anInsuredPerson(portal);
    await register(portal, customer);
    const token = await confirmationToken(portal, customer);
    await addFault(portal, {
      ...{ service: 'cognito-idp', operation: 'AdminCreateUser', function: 'confirm-registration' },
      ...{ crash: true, when: 'before', times: 1 },
    });
    await callApi(portal, 'POST', 'registrations/confirmation', { body: { token } });
    await clearFaults(portal);
    expect(await hasUser(customer)).toBe(false);
    // Until then nobody else sets the password of an account whose call died (R2.9).
    await advance(portal, 'PT46S');
    await confirm(portal, token);
    await chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));
    await expectSameAccount(customer);
  });

  it('R2.3a a user without an account gives way to who has the username', async () => {
    const customer = await anInsuredPerson(portal);
    await makeUser(customer, 'of-no-account');
    await register(portal, customer);
    await confirm(portal, await confirmationToken(portal, customer));
    await chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));
    await expectSameAccount(customer);
  });

  it('a user that an earlier version left without an account is swept by the schedule', async () => {
    const customer = await anInsuredPerson(portal);
    await makeUser(customer, 'left');
    const { username } = customer;
    const noted = { ...unclaimedUserKey('left'), username, registrationId: 'gone', at: Date.now() };
    await portal.dynamo.send(new PutItemCommand({ TableName: portal.outputs.PortalTable, Item: toItem(noted) }));
    await advance(portal, 'P1DT1H');
    await eventually('the sweep', async () => ((await hasUser(customer)) ? undefined : true));
  });
});
