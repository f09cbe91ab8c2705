import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import type { Languages } from './languages.ts';

/** Customers' languages in the portal's table. A write requires a session that has not ended. */
export const dynamoLanguages = (client: DynamoDBClient, table: string): Languages => ({
  async set({ accountId, issuedAt, sessionId }, language) {
    const { done } = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(accountKey(accountId)),
          UpdateExpression: 'SET #language = :language',
          ConditionExpression:
            '#state = :active AND sessionsValidFrom <= :issuedAt AND attribute_not_exists(endedSessions.#session)',
          ExpressionAttributeNames: { '#language': 'language', '#state': 'state', '#session': sessionId },
          ExpressionAttributeValues: toItem({ ':language': language, ':active': 'active', ':issuedAt': issuedAt }),
        }),
      ),
    );
    if (!done) throw new DomainError('session-ended');
  },
});
