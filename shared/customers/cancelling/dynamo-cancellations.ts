import { DeleteItemCommand, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { changeAt } from '#shared/insurer/changes/change.ts';
import { changeParts, noteEnd, readLastChange } from '#shared/insurer/changes/dynamo-change-parts.ts';
import { outcomeWait } from '#shared/messages/mail/mail.ts';
import { instant } from '#shared/platform/instant.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey, enrolmentKey, keptSwitchKey } from '#shared/platform/tables/portal-keys.ts';
import { asRead } from '#shared/policies/dynamo-enrolment-parts.ts';
import { decideAgain, endingChange, enrolmentSchema } from '#shared/policies/enrolment.ts';
import { accountSchema } from '#shared/sign-in/sessions/accounts.ts';
import type { Cancellations, ClosedAccount, ToldCancellations } from './cancellations.ts';
import { dynamoErasing } from './dynamo-erasing.ts';

const closedSchema = v.object({
  ...accountSchema.entries,
  state: v.literal('closed'),
  closedAt: instant,
  /** A string set of the table. */
  enrolled: v.optional(v.set(v.string())),
});
const openSchema = v.object({ state: v.picklist(['active', 'frozen']) });
const mailSchema = v.object({ mailSent: v.optional(v.boolean(), false) });

/**
 * How long one run holds the mail's lease, in ms: it sends the mail and waits for its event. Shorter than the time after which
 * the queue delivers a message to finish-cancelling again (6 minutes).
 */
const mailLease = 30_000 + outcomeWait;
/** How many enrolments are ended in parallel. */
const endedAtOnce = 10;

/** Cancellations in the portal's table. */
export const dynamoCancellations = (client: DynamoDBClient, table: string): Cancellations & ToldCancellations => {
  /** Updates the account; false if the condition fails. */
  async function updateIf(accountId: string, update: string, condition: string, values: object): Promise<boolean> {
    const { done } = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(accountKey(accountId)),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':closed': 'closed', ...values }),
        }),
      ),
    );
    return done;
  }

  /** Ends the policy's enrolment if it is the account's. Returns the time of the policy's last change. */
  const endEnrolment = ({ accountId, closedAt }: ClosedAccount, policyNumber: string): Promise<Date> =>
    decideAgain(async () => {
      const enrolment = await getItem(client, table, enrolmentKey(policyNumber), enrolmentSchema);
      // The enrolment ended before, or belongs to another account: there is no change to publish.
      if (enrolment?.accountId !== accountId) return (await readLastChange(client, table, policyNumber)) ?? closedAt;
      const change = endingChange(enrolment, 'registration-cancelled', closedAt);
      const endedAt = new Date(change.at);
      const { done } = await transact(client, {
        enrolment: { Delete: { TableName: table, Key: toItem(enrolmentKey(policyNumber)), ...asRead(enrolment) } },
        change: changeParts(table, [change]),
        lastChange: noteEnd(table, policyNumber, endedAt),
      });
      // Undefined if an import ended it meanwhile: read again.
      return done ? endedAt : undefined;
    });

  /** Deletes the switch that outlived the account's enrolment of the policy (R8.2a), if there is one; never another holder's. */
  const forgetSwitch = ({ accountId }: ClosedAccount, policyNumber: string) =>
    conditional(
      client.send(
        new DeleteItemCommand({
          TableName: table,
          Key: toItem(keptSwitchKey(policyNumber)),
          ConditionExpression: 'attribute_not_exists(pk) OR accountId = :accountId',
          ExpressionAttributeValues: toItem({ ':accountId': accountId }),
        }),
      ),
    );

  return {
    ...dynamoErasing(client, table),

    async close(accountId, now) {
      await updateIf(accountId, 'SET #state = :closed, closedAt = :now', '#state = :active', {
        ':active': 'active',
        ':now': now.toISOString(),
      });
    },

    async closeAsTold(accountId, toldAt) {
      await updateIf(
        accountId,
        'SET #state = :closed, closedAt = :at, insurerTold = :at',
        '#state IN (:active, :frozen)',
        {
          ...{ ':active': 'active', ':frozen': 'frozen' },
          ':at': toldAt.toISOString(),
        },
      );
    },

    async findClosed(accountId) {
      const account = await getItem(
        client,
        table,
        accountKey(accountId),
        v.variant('state', [closedSchema, openSchema]),
      );
      if (account?.state !== 'closed') return undefined;
      const { contest, enrolled, ...closed } = account;
      const isContested = contest?.decision?.outcome === 'confirmed';
      return { ...closed, accountId, isContested, enrolled: [...(enrolled ?? [])] };
    },

    async isGone(accountId) {
      const item = await getItem(client, table, accountKey(accountId), v.object({ state: v.string() }));
      return item === undefined;
    },

    async endEnrolments(account) {
      let last = account.closedAt.getTime();
      for (let from = 0; from < account.enrolled.length; from += endedAtOnce) {
        const some = account.enrolled.slice(from, from + endedAtOnce);
        await Promise.all(some.map((policyNumber) => forgetSwitch(account, policyNumber)));
        const ends = await Promise.all(some.map((policyNumber) => endEnrolment(account, policyNumber)));
        last = Math.max(last, ...ends.map((end) => end.getTime()));
      }
      return new Date(last);
    },

    async tellInsurer({ accountId, customerId }, lastEnd) {
      await transact(client, {
        account: {
          Update: {
            TableName: table,
            Key: toItem(accountKey(accountId)),
            UpdateExpression: 'SET insurerTold = :told',
            ConditionExpression: '#state = :closed AND attribute_not_exists(insurerTold)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: toItem({ ':closed': 'closed', ':told': lastEnd.toISOString() }),
          },
        },
        // Second position: the endings of the same millisecond have the first.
        change: changeParts(table, [changeAt(lastEnd, { type: 'registration-cancelled', customerId }, 1)]),
      });
    },

    async takeMail(accountId, now) {
      const isTaken = await updateIf(
        accountId,
        'SET mailUntil = :until',
        '#state = :closed AND attribute_not_exists(mailSent) AND (attribute_not_exists(mailUntil) OR mailUntil <= :now)',
        { ':until': now.getTime() + mailLease, ':now': now.getTime() },
      );
      if (isTaken) return 'taken';
      const account = await getItem(client, table, accountKey(accountId), mailSchema);
      // Without the account, another run has finished everything meanwhile, including the mail.
      return !account || account.mailSent ? 'sent' : 'held';
    },

    async settleMail(accountId, outcome) {
      if (outcome === 'sent') await updateIf(accountId, 'SET mailSent = :sent', '#state = :closed', { ':sent': true });
      else await updateIf(accountId, 'REMOVE mailUntil', '#state = :closed', {});
    },
  };
};
