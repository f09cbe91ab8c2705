import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { contactClaimSchema } from '#shared/customers/contacts/dynamo-contact-claims.ts';
import { readFormerAddresses } from '#shared/customers/contacts/dynamo-former-addresses.ts';
import { type ActTables, transactAct } from '#shared/helpdesk/acting/dynamo-audit.ts';
import type { CallersAccount } from '#shared/helpdesk/identifying/identification.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import type { TransactionOutcome } from '#shared/platform/tables/dynamo-transact.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import { accountKey, contactKey, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import type { Corrections, WaitingCorrection } from './corrections.ts';
import { changeParts, correctionKey, forgetParts, waitParts } from './dynamo-correction-parts.ts';

const waitingSchema = v.object({
  correctionId: v.string(),
  kind: v.picklist(['mobile', 'email']),
  to: v.string(),
  contact: v.string(),
  otherContacts: v.optional(v.array(v.string()), []),
  replaces: v.string(),
  customerId: v.string(),
  from: v.string(),
  stopHash: v.string(),
  earlierStops: v.optional(v.array(v.string())),
});
const registrationSchema = v.object({ expiresAt: v.number() });

/** The waiting correction of an account; undefined if there is none. */
export const readWaiting = (client: DynamoDBClient, table: string, accountId: string) =>
  getItem(client, table, correctionKey(accountId), waitingSchema);

/** Whether the contact of a waiting correction is still reserved for the account. */
export async function isReserved(
  client: DynamoDBClient,
  table: string,
  accountId: string,
  { contact }: WaitingCorrection,
): Promise<boolean> {
  const claim = await getItem(client, table, contactKey(contact), contactClaimSchema);
  return claim?.reservedFor === accountId;
}

const mostTries = 3;

const outcomeOf = <Name extends string>(outcome: TransactionOutcome<Name | 'claims'>) => {
  if (outcome.done) return 'done';
  return outcome.failed.has('claims') ? 'contact-taken' : 'changed';
};

/** Corrections in the portal's table; each is written in one transaction with its audit entry. */
export const dynamoCorrections = (client: DynamoDBClient, tables: ActTables): Corrections => {
  const { portal: table } = tables;
  const isUnchanged = ({ accountId, contact }: CallersAccount): TransactWriteItem => ({
    ConditionCheck: {
      TableName: table,
      Key: toItem(accountKey(accountId)),
      ConditionExpression: '#state = :active AND contact = :contact',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: toItem({ ':active': 'active', ':contact': contact }),
    },
  });

  /** A correction needs no registration, which expires 30 days after its confirmation; the account does not. */
  async function keepsRegistration(registrationId: string, now: Date): Promise<boolean> {
    const registration = await getItem(client, table, registrationKey(registrationId), registrationSchema);
    return registration !== undefined && !isExpired(registration, now);
  }

  return {
    formerAddresses: ({ accountId, email }, now) =>
      readFormerAddresses(client, table, accountId, { present: email, now }),
    findWaiting: (accountId) => readWaiting(client, table, accountId),

    async apply(account, correction, act) {
      const { accountId, customerId, registrationId, contact: replaces, email, language } = account;
      for (let tries = 1; ; tries++) {
        const hasRegistration = registrationId !== undefined && (await keepsRegistration(registrationId, act.at));
        const holder = { accountId, customerId, replaces, registrationId, hasRegistration, email, language };
        const outcome = await transactAct(client, tables, act, changeParts(table, holder, correction, act.at));
        // The registration expired since it was read; nothing else failed.
        const isSwept = !outcome.done && outcome.failed.size === 1 && outcome.failed.has('registration');
        if (!isSwept || tries === mostTries) return outcomeOf(outcome);
      }
    },

    async begin(account, waiting, act) {
      const { accountId } = account;
      const earlier = await readWaiting(client, table, accountId);
      const frees =
        earlier !== undefined &&
        earlier.contact !== waiting.contact &&
        (await isReserved(client, table, accountId, earlier));
      const parts = {
        account: isUnchanged(account),
        ...waitParts(table, accountId, waiting, { earlier, freed: frees ? earlier.contact : undefined, now: act.at }),
      };
      const outcome = await transactAct<'account' | 'claims'>(client, tables, act, {
        ...parts,
        ...(earlier ? forgetParts(table, accountId, earlier, { frees, isReplaced: true }) : {}),
      });
      return !outcome.done && outcome.failed.has('account') ? 'changed' : outcomeOf(outcome);
    },
  };
};
