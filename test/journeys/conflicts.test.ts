import { describe, expect, it } from 'vitest';
import { csvLine } from '#test/builders/registry.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, functionLogs } from '#test/support/portal/control.ts';
import { addFaults, clearFaults, functionName } from '#test/support/portal/faults.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { uploadRegistry } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

/** The next calls of a function are refused as DynamoDB does while a transaction holds, or only checks, the item. */
const conflict = (name: string, operation: 'PutItem' | 'UpdateItem', skip = 0) =>
  addFaults(portal, [
    {
      service: 'dynamodb',
      operation,
      function: functionName(portal, name),
      error: 'TransactionConflictException',
      times: 4,
      skip,
    },
  ]);

const aSignedInCustomer = async () => {
  return aSignedUpPerson(portal);
};

describe('a single write that meets a transaction', () => {
  it('R12.2 is no 500 for the customer', async () => {
    const { session } = await aSignedInCustomer();
    await conflict('change-language', 'UpdateItem');
    const { status } = await callApi(portal, 'PUT', 'account/language', {
      token: session.token,
      body: { language: 'en' },
    });
    await clearFaults(portal);
    expect(status).toBe(204);
  });

  it('R3.3 does not make a right password fail or count as a strike', async () => {
    const { customer } = await aSignedInCustomer();
    const signIn = (password: string) =>
      callApi(portal, 'POST', 'session', { body: { username: customer.username, password } });
    await conflict('sign-in', 'PutItem');
    const right = await signIn(customer.password);
    await clearFaults(portal);
    await advance(portal, 'PT2M');
    const wrong = await signIn('surely not this');
    expect([right.status, wrong.status, wrong.body]).toEqual([200, 401, expect.objectContaining({ attemptsLeft: 2 })]);
  });

  it('R9.2 does not interrupt an import', async () => {
    const { customer } = await aSignedInCustomer();
    const failures = async () =>
      (await functionLogs(portal)).filter(({ line }) => line.includes('import-registry') && line.includes('failed'));
    const before = (await failures()).length;
    await advance(portal, 'PT1S');
    // The first two are the turn's.
    await conflict('import-registry', 'PutItem', 2);
    const [policy] = customer.policies;
    const row = csvLine({ ...customer.identity, ...policy, customerId: customer.customerId, product: 'casco' });
    const report = await uploadRegistry(portal, [row]);
    await clearFaults(portal);
    expect(report).toMatchObject({ state: 'done', written: 1 });
    expect((await failures()).length - before).toBe(0);
  });
});
