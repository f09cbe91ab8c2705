import { Readable } from 'node:stream';
import { DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { documentIdOf } from '#shared/documents/delivery/document-id.ts';
import { dynamoDeliveries } from '#shared/documents/delivery/dynamo-deliveries.ts';
import { dynamoMailOutcomes } from '#shared/documents/mail-outcomes/dynamo-mail-outcomes.ts';
import { dynamoStoredVersions } from '#shared/documents/retention/dynamo-stored-versions.ts';
import { dynamoWithdrawals } from '#shared/documents/withdrawal/dynamo-withdrawals.ts';
import { policyKey } from '#shared/insurer/registry/registry-keys.ts';
import { MailNotSent, outcomeWait } from '#shared/messages/mail/mail.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { anAccount } from '#test/builders/account.ts';
import { portalTables } from '#test/support/portal-tables.ts';
import { samplePdf } from '../../bin/local/samples/pdf.ts';
import { deliverDocument } from '../../functions/deliver-document/deliver-document.ts';
import { withdrawDocument } from '../../functions/withdraw-document/withdraw-document.ts';
import { beforeTransaction, preceded } from './interleaving.ts';

type Step = 'record' | 'refuse' | 'withdraw' | 'repeatedAfter';
/** Runs right before a worker's step takes effect. */
type Before = Partial<Record<Step, () => Promise<unknown>>>;
type Receive = {
  readonly before?: Before;
  /** Right before the worker's second transaction. */
  readonly beforeSecondTransaction?: () => Promise<unknown>;
  readonly throttled?: boolean;
};

const bytes = samplePdf(['Minta']);

/**
 * Deliveries and withdrawals over the real adapters, at a time that a test moves (ms). Accounts A and B are active; the
 * policy is not enrolled.
 */
export async function aBucket() {
  const { client } = await portalTables();
  const time = { now: Date.parse('2027-01-31T09:00:00.250Z') };
  const now = () => new Date(time.now);
  const put = (item: object) => client.send(new PutItemCommand({ TableName: 'Portal', Item: toItem(item) }));
  const remove = (key: object) => client.send(new DeleteItemCommand({ TableName: 'Portal', Key: toItem(key) }));
  for (const accountId of ['A', 'B'])
    await put({ ...accountKey(accountId), ...anAccount({ email: `${accountId}@example.org` }) });
  // One table serves for both: their keys differ.
  const tables = { portal: 'Portal', registry: 'Portal' };
  await put({ ...policyKey('P-1'), policyNumber: 'P-1' });

  const mails: string[] = [];
  const reports: { documentId: string; reason: string }[] = [];
  const redelivered: UploadedObject[] = [];
  let uploads = 0;

  return {
    ...{ time, put, mails, reports, redelivered },
    enrol: (accountId: string, since = now()) =>
      put({
        ...enrolmentKey('P-1'),
        policyNumber: 'P-1',
        accountId,
        customerId: accountId,
        since: since.toISOString(),
      }),
    /** Another agent's contest freezes the account, or a decision makes it active again (R10.4). */
    setState: (accountId: string, state: 'active' | 'frozen' | 'closed') =>
      put({ ...accountKey(accountId), ...anAccount({ email: `${accountId}@example.org`, state }) }),
    endEnrolment: () => remove(enrolmentKey('P-1')),

    /** An upload; all have the same bytes. */
    upload(key = 'documents/P-1/x.pdf'): UploadedObject & { readonly documentId: string } {
      time.now += 10;
      const object = { bucket: 'documents', key, versionId: `v-${++uploads}`, size: bytes.length, uploadedAt: now() };
      return { ...object, documentId: documentIdOf(object) };
    },

    /** Receives the delivery's message once. */
    deliver(object: UploadedObject, { before = {}, beforeSecondTransaction, throttled = false }: Receive = {}) {
      time.now += 10;
      const its = beforeSecondTransaction ? beforeTransaction(2, client, beforeSecondTransaction) : client;
      return deliverDocument({
        deliveries: preceded(dynamoDeliveries(its, tables), before),
        stored: dynamoStoredVersions(client, 'Portal'),
        uploads: {
          isReplaced: async () => false,
          async open() {
            return {
              size: bytes.length,
              kind: 'invoice',
              customerId: undefined,
              bytes: Readable.from([bytes]),
              close() {},
            };
          },
        },
        reports: { report: async ({ documentId, reason }) => void reports.push({ documentId, reason }) },
        mailer: {
          async send(to) {
            if (throttled) throw new MailNotSent('throttled');
            mails.push(to);
            return { messageId: 'm' };
          },
        },
        mailReports: {
          report: async ({ documentId }, outcome) => void reports.push({ documentId, reason: `mail ${outcome}` }),
        },
        mailOutcomes: dynamoMailOutcomes(client, 'Portal'),
        pace: async () => undefined,
        allowance: { take: async () => true, noteUsedUp: async () => undefined },
        waiting: { put: async () => undefined },
        origin: 'https://portal.example',
        namesDocuments: true,
        largestDocument: 1_000_000,
        now,
      })(object);
    },

    /** A marker of now; `withdraw` handles it. */
    marker(key = 'documents/P-1/x.pdf'): UploadedObject {
      time.now += 10;
      const name = key.replace(/^documents/, 'withdraw');
      return { bucket: 'documents', key: `${name}.json`, versionId: 'm', size: 1, uploadedAt: now() };
    },
    withdraw: (marker: UploadedObject, { before = {} }: { before?: Before } = {}) =>
      withdrawDocument({
        withdrawals: preceded(dynamoWithdrawals(client, 'Portal'), before),
        markers: { readReason: async () => 'mis-sent' },
        reports: { report: async () => undefined },
        redeliveries: { put: async (object) => void redelivered.push(object) },
      })(marker),

    /** Later than any lease. */
    later: () => {
      time.now += 75_000 + outcomeWait;
    },

    /** The recorded documents: account, id and state. */
    async documents() {
      const { Items: items = [] } = await client.send(new ScanCommand({ TableName: 'Portal' }));
      return items
        .map((item) => unmarshall(item))
        .filter(({ sk }) => String(sk).startsWith('DOCUMENT#'))
        .map(({ pk, documentId, state }) => [String(pk).slice('ACCOUNT#'.length), documentId, state]);
    },
  };
}
