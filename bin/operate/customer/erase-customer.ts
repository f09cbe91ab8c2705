import { setTimeout as pause } from 'node:timers/promises';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { dynamoCancellations } from '#shared/customers/cancelling/dynamo-cancellations.ts';
import { sqsFinishingRequests } from '#shared/customers/cancelling/sqs-finishing-requests.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { personKey, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import { partitionItems } from '../partition-items.ts';
import type { Place } from '../place.ts';
import type { HeldData } from './held-data.ts';

export type EraseTerms = {
  /** For somebody who has died: no mail says that the registration was cancelled. */
  readonly withoutMail: boolean;
  /** How long to wait until all is erased, in ms. */
  readonly patience: number;
  readonly now: Date;
  readonly print: (line: string) => void;
};

/**
 * Erases a customer who cannot sign in (R11.1), by the same steps as the customer's own cancellation: the account is closed, which
 * ends all access, and finish-cancelling erases the rest. May be repeated. Throws Error for a contested account that nobody has
 * decided, and if the worker has not finished in time; it goes on then.
 */
export async function eraseCustomer(place: Place, held: HeldData, terms: EraseTerms): Promise<void> {
  const { accountId, account } = held;
  if (accountId === undefined) return erasePending(place, held, terms);
  if (account?.state === 'frozen')
    throw new Error(
      'The account is contested: confirm or reject the contest first (runbook: "A contested registration")',
    );

  const { dynamo, sqs, outputs, portalName } = place;
  const cancellations = dynamoCancellations(dynamo, outputs.PortalTable);
  const { QueueUrl: queue = '' } = await sqs.send(
    new GetQueueUrlCommand({ QueueName: `${portalName}-finish-cancelling` }),
  );
  // The delayed one first: it finishes what this command cannot, and erases what calls under way still write.
  await sqsFinishingRequests(sqs, queue).put(accountId);
  await cancellations.close(accountId, terms.now);
  if (terms.withoutMail) await cancellations.settleMail(accountId, 'sent');
  await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify({ accountId }) }));
  terms.print(`account ${accountId} is closed: nobody can sign in any more; finish-cancelling erases the rest`);

  for (const end = Date.now() + terms.patience; !(await cancellations.isGone(accountId)); await pause(500))
    if (Date.now() > end)
      throw new Error(
        'It is not finished yet; run the command again later. If it stays so: docs/runbook.md#finish-cancelling-parked',
      );
  terms.print(`account ${accountId} is erased`);
}

const pendingSchema = v.object({ registrationId: v.string() });

/** Deletes a registration that was never confirmed, with its claim of the person. Its link expires by itself and leads nowhere. */
async function erasePending({ dynamo, outputs }: Place, { customerId, others }: HeldData, { print }: EraseTerms) {
  const table = outputs.PortalTable;
  const claim = others.find((item) => item.pk === personKey(customerId).pk && v.is(pendingSchema, item));
  if (!claim) {
    print('the portal has no account and no registration of this customer: nothing to erase');
    return;
  }
  const { registrationId } = v.parse(pendingSchema, claim);
  const { done } = await transact(dynamo, {
    claim: {
      Delete: {
        TableName: table,
        Key: toItem(personKey(customerId)),
        ConditionExpression: 'registrationId = :id AND attribute_not_exists(accountId)',
        ExpressionAttributeValues: toItem({ ':id': registrationId }),
      },
    },
    registration: { Delete: { TableName: table, Key: toItem(registrationKey(registrationId)) } },
  });
  if (!done) throw new Error('The registration has changed meanwhile: run the command again');
  const left = await partitionItems(dynamo, table, registrationKey(registrationId).pk);
  print(`the pending registration is erased${left.length > 0 ? ', but something is left of it' : ''}`);
}
