import { PutObjectCommand } from '@aws-sdk/client-s3';
import { unique } from '#test/builders/customer.ts';
import { csvFile, csvLines } from '#test/builders/registry.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, idle } from '#test/support/portal/control.ts';
import { confirm, confirmationToken, register } from '#test/support/portal/customer.ts';
import { clearFaults } from '#test/support/portal/faults.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { putRegistryFile } from '#test/support/portal/registry-files.ts';
import { alarmIs, fails, withDocument, worksAgain } from './acts.ts';
import type { Drill } from './drill.ts';

/** The insurer's system puts a file in. */
const sendFile = (portal: Portal, text: string) => putRegistryFile(portal, unique(), text);

/** A minute later, since files within one minute count as one. */
async function sendGood(portal: Portal): Promise<void> {
  await advance(portal, 'PT2M');
  await sendFile(portal, csvFile(...csvLines(30)));
  await allWorkedOff(portal);
}

const badFile = (number: string, fault: string, text: string, heading = 'import-refused'): Drill => ({
  number,
  fault,
  rings: { severity: heading === 'import-refused' ? 'page' : 'ticket', heading },
  cure: 'the insurer sends a good file',
  async prepare(portal) {
    await sendGood(portal);
    return { inject: () => sendFile(portal, text), mend: () => sendGood(portal) };
  },
});

/** What the insurer sends and collects, and what it may do with documents. */
export const insurerDrills: readonly Drill[] = [
  badFile('5', 'A registry file has wrong columns', 'who,what\n1,2\n'),
  badFile('6a', 'Each of 30 rows of a registry file is rejected', csvFile(...csvLines(30, { product: 'x' }))),
  badFile('6b', 'A registry file has a tenth of the rows', csvFile(...csvLines(3)), 'registry-shrunk'),
  badFile('6c', 'A registry file has only its header', csvFile()),
  {
    number: '7',
    fault: 'For seven days no registry file comes',
    rings: { severity: 'ticket', heading: 'registry-missing' },
    cure: 'the next file',
    since: {
      what: 'the seventh day ends',
      leap: 'P7D',
      reached: alarmIs('registry-missing', 'ALARM'),
    },
    prepare: async (portal) => ({ inject: async () => undefined, mend: () => sendGood(portal) }),
  },
  {
    number: '8',
    fault: 'The import of a registry file fails',
    rings: { severity: 'ticket', heading: 'import-registry' },
    cure: 'the permission is back',
    prepare: async (portal) => ({
      async inject() {
        await fails(portal, { service: 'dynamodb', function: 'import-registry', error: 'AccessDeniedException' });
        await sendFile(portal, csvFile(...csvLines(3)));
      },
      mend: () => worksAgain(portal, 'import-registry'),
    }),
  },
  {
    number: '19',
    fault: 'Changes are not published to the insurer',
    rings: { severity: 'ticket', heading: 'changes-wait' },
    cure: 'the permission is back',
    async prepare(portal) {
      const customer = await anInsuredPerson(portal);
      await register(portal, customer);
      return {
        async inject() {
          await fails(portal, { service: 's3', function: 'publish-changes', error: 'AccessDenied' });
          await confirm(portal, await confirmationToken(portal, customer));
        },
        mend: () => clearFaults(portal),
      };
    },
  },
  {
    number: '25',
    fault: 'The insurer’s withdrawal of a mis-sent document fails',
    rings: { severity: 'page', heading: 'withdrawal-fails' },
    cure: 'the permission is back',
    async prepare(portal) {
      const { key } = await withDocument(portal);
      return {
        async inject() {
          await fails(portal, { service: 'dynamodb', function: 'withdraw-document', error: 'AccessDeniedException' });
          const Key = `${key.replace(/^documents/, 'withdraw')}.json`;
          const Body = JSON.stringify({ reason: 'mis-sent' });
          await portal.s3.send(new PutObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key, Body }));
        },
        mend: () => worksAgain(portal, 'withdraw-document'),
      };
    },
  },
  {
    number: '26',
    fault: 'Erasing a cancelled customer’s documents fails',
    rings: { severity: 'ticket', heading: 'finish-cancelling' },
    cure: 'the permission is back',
    async prepare(portal) {
      const { customer, session } = await withDocument(portal);
      return {
        async inject() {
          for (const name of ['cancel-registration', 'finish-cancelling'])
            await fails(portal, { service: 's3', function: name, error: 'AccessDenied' });
          const { password } = customer;
          await callApi(portal, 'DELETE', 'account', { token: session.token, body: { password } });
          await idle(portal);
        },
        mend: () => worksAgain(portal, 'finish-cancelling'),
      };
    },
  },
];
