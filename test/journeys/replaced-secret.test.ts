import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { functionLogs } from '#test/support/portal/control.ts';
import { askForRecovery } from '#test/support/portal/credentials.ts';
import { listDocuments, registrationOf, signIn, signUp } from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { itemsNaming } from '#test/support/portal/stored-items.ts';

let directory: string;
let portal: Portal;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replaced-secret-'));
  portal = await openPortal(undefined, { directory });
});
afterAll(async () => {
  await portal?.close();
  await rm(directory, { recursive: true, force: true });
});

/** The functions start again with another value of the secret, as after a deployment that has made a new one. */
async function startWith(SecretString: string) {
  const settings = {
    endpoint: portal.aws,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'o', secretAccessKey: 'o' },
  };
  const client = new SecretsManagerClient(settings);
  const SecretId = portal.outputs.PseudonymSecret;
  const { SecretString: before = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
  await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
  client.destroy();
  await portal.close();
  portal = await openPortal(undefined, { directory });
  return before;
}

const replaced = async () =>
  (await functionLogs(portal)).filter(({ line }) => line.includes('"message":"secret-replaced"'));

it('functions do not start with another value of the same version; nothing is lost, and all go on with the former value', async () => {
  const [customer, later] = [aCustomer(), aCustomer()];
  await registerAtInsurer(portal, customer, later);
  await signUp(portal, customer);
  expect(await replaced()).toEqual([]);

  const former = await startWith(JSON.stringify({ version: '1', secret: 'x'.repeat(64) }));
  const refused = await callApi(portal, 'POST', 'registrations', { body: registrationOf(later) });
  expect(refused.status).toBeGreaterThanOrEqual(500);
  expect((await askForRecovery(portal, customer.email, customer.mobile)).status).toBeGreaterThanOrEqual(500);
  const lines = await eventually('the lines', async () => {
    const found = await replaced();
    const functions = new Set(found.map((one) => one.function.replace(/^CustomerPortal-[a-z]+-/, '')));
    return ['register', 'recover-access'].every((name) => functions.has(name)) ? found : undefined;
  });
  for (const { line } of lines) expect(JSON.parse(line)).toMatchObject({ level: 'error', secretVersion: '1' });
  for (const { line } of lines) expect(line).not.toContain('xxxx');
  // What needs no pseudonym goes on; nobody was written under the other value.
  expect(await listDocuments(portal, await signIn(portal, customer))).toEqual(
    expect.objectContaining({ documents: [] }),
  );
  expect((await itemsNaming(portal, later)).length).toBe(0);

  await startWith(former);
  expect((await askForRecovery(portal, customer.email, customer.mobile)).status).toBe(202);
  await signUp(portal, later);
  expect(await replaced()).toEqual([]);
});
