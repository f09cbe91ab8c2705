import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { rules } from '#shared/contract/rules.ts';
import { firstChangeIdAt } from '#shared/insurer/changes/change.ts';
import { type Notice, noticeKey } from '#shared/messages/notices/notice.ts';
import { dynamoLimits } from '#shared/platform/limits/dynamo-limits.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import type { SessionTokens } from '#shared/sign-in/pool/user-pool.ts';
import type { BrowserKind } from './browser-kind.ts';

/** Notifies the customer of a sign-in in an unknown browser, at most five times a day (R1.6). */
export type NewBrowsers = {
  readonly note: (tokens: Pick<SessionTokens, 'accountId' | 'sessionId'>, kind: BrowserKind, at: Date) => Promise<void>;
};

/** So many mails about new browsers an account gets within 24 hours. */
export const { newBrowserMails } = rules;

/** Puts the notices into the portal's table; send-notices mails them within a minute or two. */
export const dynamoNewBrowsers = (client: DynamoDBClient, table: string): NewBrowsers => ({
  async note({ accountId, sessionId }, kind, at) {
    const limited = { kind: 'NEW-BROWSER', who: accountId, max: newBrowserMails };
    if (!(await dynamoLimits(client, table).take(limited, at)).allowed) return;
    const time = at.toISOString();
    const noticeId = `${firstChangeIdAt(time)}-${sessionId}`;
    const notice: Notice = { noticeId, kind: 'new-browser', accountId, at: time, ...kind };
    await client.send(new PutItemCommand({ TableName: table, Item: toItem({ ...noticeKey(noticeId), ...notice }) }));
  },
});
