import * as v from 'valibot';
import type { RefusalReason } from '#shared/documents/delivery/refusal.ts';
import type { MailUndelivered } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import type { Needs } from '../harness/model.ts';
import { client, playTables, tables } from '../harness/played-dynamo.ts';
import type { TakenMail } from '../harness/played-mail.ts';
import { createQueue, type Queue } from '../harness/queue.ts';
import { putCustomer } from '../portal/a-customer.ts';
import { type CustomerCalls, customerCalls } from '../portal/customer-calls.ts';

/** The one policy that documents are uploaded for. */
export const policyNumber = 'P-1';

/** Two customers who may hold the policy, one after the other and back again. */
export const customers = {
  A: { accountId: 'account-A', customerId: 'C-A' },
  B: { accountId: 'account-B', customerId: 'C-B' },
} as const;

export type Upload = {
  readonly documentId: string;
  readonly object: UploadedObject;
  readonly bytes: Buffer;
};

/** Whose enrolment the policy had from a time (ms) on; undefined: none. */
type Holding = { readonly from: number; readonly accountId: string | undefined };

/** All that happened, by the true time and in the true order. */
export type World = Needs & {
  readonly queue: Queue;
  /** Events of the mail service on their way. */
  readonly events: (() => Promise<void>)[];
  readonly uploads: Upload[];
  readonly markers: { readonly key: string; readonly at: number }[];
  readonly mails: TakenMail[];
  /** The mail service's quota. */
  readonly mailsPerDay: number;
  readonly refusals: { readonly documentId: string; readonly reason: RefusalReason }[];
  readonly mailReports: { readonly documentId: string; readonly outcome: MailUndelivered }[];
  readonly erasedVersions: Set<string>;
  readonly holdings: Holding[];
  /** When customers asked to enrol the policy. */
  readonly asked: { readonly at: number; readonly accountId: string }[];
  /** Calls of customers, and those that failed by a fault of the portal. */
  readonly calls: CustomerCalls;
};

const holderSchema = v.object({ accountId: v.string() });

/** Two accounts, an empty registry, and nobody enrolled. */
export async function createWorld({ stage, random, skew }: Needs): Promise<World> {
  const holdings: Holding[] = [];
  await playTables(stage, {
    text: `ENROLMENT#${policyNumber}`,
    async onWrite() {
      const enrolment = await getItem(client, tables.portal, enrolmentKey(policyNumber), holderSchema);
      const accountId = enrolment?.accountId;
      if (holdings.length > 0 && holdings.at(-1)?.accountId === accountId) return;
      holdings.push({ from: stage.now(), accountId });
      stage.say(`   enrolled: ${accountId ?? 'nobody'}`);
    },
  });
  for (const customer of Object.values(customers)) await putCustomer(stage, customer);
  return {
    ...{ stage, random, skew, holdings, asked: [] },
    ...{ queue: createQueue(stage, random), events: [], uploads: [], markers: [], mails: [], refusals: [] },
    mailsPerDay: random.pick([2, 4, Infinity, Infinity, Infinity]),
    ...{ mailReports: [], erasedVersions: new Set(), calls: customerCalls(stage) },
  };
}

/**
 * Who was enrolled at some time within a span of ms around a moment; undefined means nobody. An enrolment begins when its holder
 * asks for it: the transaction that writes it may take seconds.
 */
export function enrolledAround({ holdings, asked }: World, at: number, slack: number): ReadonlySet<string | undefined> {
  const before = holdings.findLast(({ from }) => from < at - slack)?.accountId;
  const begun = ({ from, accountId }: Holding) =>
    asked.findLast((one) => one.accountId === accountId && one.at <= from)?.at ?? from;
  const within = holdings.filter((holding) => holding.from >= at - slack && begun(holding) <= at + slack);
  return new Set([before, ...within.map(({ accountId }) => accountId)]);
}
