import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, idle } from '#test/support/portal/control.ts';
import { confirm, confirmationToken, register } from '#test/support/portal/customer.ts';
import { clearFaults } from '#test/support/portal/faults.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { operatedOn } from '#test/support/portal/operate.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { depth, passUntilEmpty, queueUrl } from '#test/support/portal/queues.ts';
import { alarmIs, fails, send, signedUp } from './acts.ts';
import type { Drill } from './drill.ts';

const mailDrill = (error: string) => async (portal: Portal) => {
  const { customer } = await signedUp(portal);
  const { email, mobile } = customer;
  return {
    async inject() {
      await fails(portal, { service: 'ses', operation: 'SendEmail', error });
      await send(portal, customer);
      await callApi(portal, 'POST', 'recoveries', { body: { email, mobile } });
    },
    mend: () => clearFaults(portal),
  };
};

/** Takes out everything that is parked, as the runbook says. */
async function removeParked(portal: Portal, worker: string): Promise<void> {
  const list = await operatedOn(portal, 'parked', 'list', '--queue', worker);
  const folder = await mkdtemp(join(tmpdir(), 'parked-'));
  for (const [id = ''] of list.matchAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g)) {
    const file = join(folder, `${id}.json`);
    await operatedOn(portal, 'parked', 'remove', '--queue', worker, '--message', id, '--to', file);
  }
}

const isParked = async (portal: Portal, worker: string) => (await depth(portal, `${worker}-parked`)).waiting > 0;

/** Three customers who are about to get their passwords. */
async function confirming(portal: Portal, mobiles: readonly (string | undefined)[]) {
  const customers = mobiles.map((mobile) =>
    mobile === undefined ? aCustomer() : aCustomer({ mobile, dialled: `+36${mobile.slice(3).replaceAll(' ', '')}` }),
  );
  await registerAtInsurer(portal, ...customers);
  for (const customer of customers) await register(portal, customer);
  return async () => {
    for (const customer of customers) await confirm(portal, await confirmationToken(portal, customer));
  };
}

/** Mail, SMS and what waits in queues. */
export const messageDrills: readonly Drill[] = [
  {
    number: '1',
    fault: 'SES throttles every mail; nobody registers meanwhile',
    rings: { severity: 'page', heading: 'mail-stands' },
    cure: 'SES takes mails again',
    prepare: mailDrill('ThrottlingException'),
  },
  {
    number: '2',
    fault: 'SES refuses us: sending is paused',
    rings: { severity: 'page', heading: 'mail-stands' },
    cure: 'sending is resumed',
    prepare: mailDrill('AccountSendingPausedException'),
  },
  {
    number: '3',
    fault: 'Documents wait in the dead-letter queue: a permission is missing',
    rings: { severity: 'page', heading: 'messages-parked' },
    cure: 'the permission is back; `redrive`',
    since: { what: 'they have failed ten times', leap: 'PT5M', reached: (at) => isParked(at, 'deliver-document') },
    prepare: async (portal) => {
      const { customer } = await signedUp(portal);
      return {
        async inject() {
          await fails(portal, { service: 'dynamodb', function: 'deliver-document', error: 'AccessDeniedException' });
          await send(portal, customer);
        },
        async mend() {
          await clearFaults(portal);
          await operatedOn(portal, 'redrive', '--queue', 'deliver-document');
        },
      };
    },
  },
  {
    number: '4',
    fault: 'A message that can never be worked off',
    rings: { severity: 'page', heading: 'messages-parked' },
    cure: '`parked remove`',
    since: {
      what: 'it has failed ten times',
      leap: 'PT5M',
      reached: (portal) => isParked(portal, 'deliver-document'),
    },
    prepare: async (portal) => ({
      inject: async () =>
        portal.sqs.send(
          new SendMessageCommand({ QueueUrl: await queueUrl(portal, 'deliver-document'), MessageBody: 'no event' }),
        ),
      mend: () => removeParked(portal, 'deliver-document'),
    }),
  },
  {
    number: '9',
    fault: 'The messaging service refuses SMS',
    rings: { severity: 'page', heading: 'sms-stands' },
    cure: 'the limit is raised',
    prepare: async (portal) => {
      const confirmAll = await confirming(portal, [undefined, undefined, undefined]);
      return {
        async inject() {
          await fails(portal, { service: 'sms-voice', error: 'ServiceQuotaExceededException' });
          await confirmAll();
        },
        mend: () => clearFaults(portal),
      };
    },
  },
  {
    number: '10',
    fault: 'SMS do not arrive',
    rings: { severity: 'page', heading: 'sms-stands' },
    cure: 'the carrier delivers again',
    prepare: async (portal) => ({
      inject: await confirming(portal, ['06 30 222 0000', '06 30 333 0000', '06 30 444 0000']),
      mend: async () => undefined,
    }),
  },
  {
    number: '11',
    fault: 'Three canaries in a row are refused',
    rings: { severity: 'page', heading: 'sms-stands' },
    cure: 'the next canary is accepted',
    settings: { smsCanaryNumber: '+36301110000' },
    since: {
      what: 'the third is refused',
      leap: 'PT5M',
      reached: alarmIs('send-sms-canary', 'ALARM'),
    },
    lastsMinutes: 0,
    prepare: async (portal) => ({
      inject: () => fails(portal, { service: 'sms-voice', error: 'ConflictException' }),
      mend: () => clearFaults(portal),
    }),
  },
  {
    number: '22',
    fault: 'Deliveries are paused and forgotten; uploads wait for hours',
    rings: { severity: 'ticket', heading: 'deliver-document-late' },
    cure: '`deliveries` is `on` again',
    settings: { deliveries: 'paused' },
    deployed: 'wrong-settings',
    since: {
      what: 'a document has waited for four hours',
      leap: 'PT15M',
      reached: alarmIs('deliver-document-late', 'ALARM'),
    },
    prepare: async (portal) => ({
      inject: () => uploadDocument(portal, `P-${unique()}`, aPdf()),
      mend: (mended) => passUntilEmpty(mended, 'deliver-document'),
    }),
  },
  {
    number: '27a',
    fault: 'Mails bounce',
    rings: { severity: 'page', heading: 'mail-bounces' },
    cure: 'mails arrive again, and the rate falls',
    prepare: async (portal) => {
      const [bouncing, ...others] = [
        aCustomer({ email: `bounce.${unique()}@simulator.test` }),
        ...Array.from({ length: 20 }, () => aCustomer()),
      ];
      await registerAtInsurer(portal, bouncing, ...others);
      return {
        inject: () => register(portal, bouncing),
        async mend() {
          for (const other of others) await register(portal, other);
          await idle(portal);
          await advance(portal, 'PT1H');
        },
      };
    },
  },
  {
    number: '27b',
    fault: 'The insurer uploads for policies that nobody has',
    rings: { severity: 'ticket', heading: 'documents-refused' },
    cure: 'the insurer stops; an hour passes',
    prepare: async (portal) => ({
      async inject() {
        for (let count = 0; count < 20; count++) await uploadDocument(portal, `P-${unique()}`, aPdf());
        await allWorkedOff(portal);
      },
      async mend() {
        await advance(portal, 'PT40M');
      },
    }),
  },
];
