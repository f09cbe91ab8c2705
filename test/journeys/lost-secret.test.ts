import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { aCustomer, type Customer, unique } from '#test/builders/customer.ts';
import { askForRecovery } from '#test/support/portal/credentials.ts';
import { chooseFirstPassword, lastMailTo, signUp } from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { keptPortal } from '#test/support/portal/kept-portal.ts';
import { operated } from '#test/support/portal/operate.ts';
import { operatorSettings } from '../../bin/operate/operator-settings.ts';

const { portal: first, deploy } = await keptPortal();
let portal = first;

/** The last step of the chapter: what is under the secret's version. */
function status(): Promise<string> {
  const { PseudonymSecret, PortalTable, RegistryTable } = portal.outputs;
  const tables = ['--portal-table', PortalTable, '--registry-table', RegistryTable];
  return operated(portal, 'rotate-secret', 'status', '--secret', PseudonymSecret, ...tables);
}

async function recovers(customer: Customer) {
  expect((await askForRecovery(portal, customer.email, customer.mobile)).status).toBe(202);
  const { text } = await lastMailTo(portal, customer.email, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}\r?$/m);
  const temporary = /^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}/m.exec(text)?.[0] ?? '';
  await chooseFirstPassword(portal, { ...customer, password: `új jelszó ${unique(10)}` }, temporary);
}

it('a pseudonym secret that is lost for good comes back from its replica, and finds everybody as before', async () => {
  const customer = aCustomer();
  await registerAtInsurer(portal, customer);
  await signUp(portal, customer);
  const before = await status();

  const manager = new SecretsManagerClient(operatorSettings(portal.aws));
  const SecretId = portal.outputs.PseudonymSecret;
  const { SecretString: replica = '' } = await manager.send(new GetSecretValueCommand({ SecretId }));
  // Nobody knows what the stack's own secret was.
  for (const lost of ['lost', 'lost as well'])
    await manager.send(new PutSecretValueCommand({ SecretId, SecretString: lost }));
  const made = await manager.send(new CreateSecretCommand({ Name: 'brought-back', SecretString: replica }));
  manager.destroy();

  portal = await deploy({ restoredPseudonymSecret: made.ARN });

  expect(portal.outputs.PseudonymSecret).toBe(made.ARN);
  await recovers(customer);
  const other = aCustomer();
  await registerAtInsurer(portal, other);
  await signUp(portal, other);
  expect(before).toMatch(
    /^version 1 \(known\): accounts 1, persons 1\n$|^version 1 \(current\): accounts 1, persons 1\n$/,
  );
  expect(await status()).toBe(before.replace('accounts 1, persons 1', 'accounts 2, persons 2'));
});
