import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { attemptedAt } from '#shared/messages/followed-messages.ts';
import { mailPrefix } from '#shared/messages/mail-outcomes/dynamo-mail-log.ts';
import { smsState } from '#shared/messages/sms-outcomes/dynamo-sms-health.ts';
import { smsPrefix } from '#shared/messages/sms-outcomes/sms-log.ts';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountPartition, documentPrefix } from '#shared/platform/tables/portal-keys.ts';
import type { Messages, ShownMail, ShownSms } from './messages.ts';

/** How many SMS and how many mails; of mails the newest of both kinds. */
const shown = 8;

const smsSchema = v.object({ sk: v.string(), outcome: smsState, outcomeAt: v.string(), code: v.optional(v.string()) });
const mailSchema = v.object({
  sk: v.string(),
  purpose: v.optional(v.string(), 'other'),
  outcome: v.optional(v.picklist(['delivered', 'bounced', 'complained', 'rejected'])),
  outcomeAt: v.optional(v.string()),
});
const documentSchema = v.object({
  announcedAt: v.optional(v.string()),
  deliveredAt: v.optional(v.string()),
  bouncedAt: v.optional(v.string()),
  complainedAt: v.optional(v.string()),
  rejectedAt: v.optional(v.string()),
});

const timeOf = (sk: string, prefix: string) => attemptedAt(sk.slice(prefix.length)).toISOString();

function shownSms({ sk, outcome, outcomeAt, code }: v.InferOutput<typeof smsSchema>): ShownSms {
  return { at: timeOf(sk, smsPrefix), outcome, outcomeAt, ...(code === undefined ? {} : { code }) };
}

function shownMail({ sk, purpose, outcome = undefined, outcomeAt }: v.InferOutput<typeof mailSchema>): ShownMail {
  const at = timeOf(sk, mailPrefix);
  if (outcome === undefined) return { at, purpose, outcome: 'sent' };
  return { at, purpose, outcome, ...(outcomeAt === undefined ? {} : { outcomeAt }) };
}

/** The mail about a document; none before it is sent. The worst known outcome counts. */
function documentMail(document: v.InferOutput<typeof documentSchema>): ShownMail[] {
  const { announcedAt, deliveredAt, bouncedAt, complainedAt, rejectedAt } = document;
  // A mail that SES rejected was never sent.
  const at = announcedAt ?? rejectedAt;
  if (at === undefined) return [];
  const mail = { at, purpose: 'new-document' };
  if (complainedAt !== undefined) return [{ ...mail, outcome: 'complained', outcomeAt: complainedAt }];
  if (bouncedAt !== undefined) return [{ ...mail, outcome: 'bounced', outcomeAt: bouncedAt }];
  if (rejectedAt !== undefined) return [{ ...mail, outcome: 'rejected', outcomeAt: rejectedAt }];
  if (deliveredAt !== undefined) return [{ ...mail, outcome: 'delivered', outcomeAt: deliveredAt }];
  return [{ ...mail, outcome: 'sent' }];
}

/** An account's messages in the portal's table: three short queries in parallel. */
export const dynamoMessages = (client: DynamoDBClient, table: string): Messages => {
  const newest = async <T>(accountId: string, prefix: string, schema: v.GenericSchema<unknown, T>) => {
    const { Items: items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: toItem({ ':pk': accountPartition(accountId), ':prefix': prefix }),
        ScanIndexForward: false,
        Limit: shown,
      }),
    );
    return readable(schema, items);
  };

  return {
    async last(accountId) {
      const [sms, mails, documents] = await Promise.all([
        newest(accountId, smsPrefix, smsSchema),
        newest(accountId, mailPrefix, mailSchema),
        newest(accountId, documentPrefix, documentSchema),
      ]);
      const all = [...mails.map(shownMail), ...documents.flatMap(documentMail)];
      return {
        sms: sms.map(shownSms),
        mails: all.sort((one, other) => other.at.localeCompare(one.at)).slice(0, shown),
      };
    },
  };
};
