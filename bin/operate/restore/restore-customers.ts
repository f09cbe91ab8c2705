import { setTimeout as pause } from 'node:timers/promises';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import { createDynamoClient } from '#shared/platform/tables/dynamo-client.ts';
import { cognitoCredentials } from '#shared/sign-in/credentials/cognito-credentials.ts';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';
import { generatePassword } from '#shared/sign-in/credentials/generated-password.ts';
import { operatorSettings } from '../operator-settings.ts';
import { tableItems } from '../table-items.ts';

type Order = {
  readonly table: string;
  /** The new pool. */
  readonly userPoolId: string;
  readonly perSecond: number;
  readonly endpointUrl?: string | undefined;
  readonly print: (line: string) => void;
};

const accountSchema = v.object({ pk: v.string(), username: v.string() });

/**
 * Makes a user in a new pool for every active or frozen account, under the account's own id, so that it keeps its documents. Nobody knows
 * the users' passwords: customers come in by recovery (R4), which sets one. It may be repeated: users who are there stay as they
 * are.
 */
export async function restoreCustomers({ table, userPoolId, perSecond, endpointUrl, print }: Order): Promise<void> {
  const settings = operatorSettings(endpointUrl);
  const dynamo = createDynamoClient(settings);
  const cognito = new CognitoIdentityProviderClient({ ...settings, retryMode: 'adaptive', maxAttempts: 10 });
  const { create } = cognitoCredentials({ calls: cognito, sets: cognito }, userPoolId);
  const counted = { made: 0, there: 0, others: 0 };

  async function give(holder: Holder) {
    const outcome = await create(holder, generatePassword());
    if (typeof outcome === 'object') counted.others++;
    else counted[outcome]++;
  }

  try {
    const accounts = tableItems(dynamo, {
      TableName: table,
      FilterExpression: 'sk = :account AND #state IN (:active, :frozen)',
      ProjectionExpression: 'pk, username',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':account': { S: 'ACCOUNT' },
        ':active': { S: 'active' },
        ':frozen': { S: 'frozen' },
      },
    });
    let batch: Promise<void>[] = [];
    for await (const item of accounts) {
      const { pk, username } = v.parse(accountSchema, item);
      batch.push(give({ accountId: pk.slice('ACCOUNT#'.length), username }));
      if (batch.length < perSecond) continue;
      await Promise.all([...batch, pause(1000)]);
      batch = [];
    }
    await Promise.all(batch);
    print(`${counted.made} users made, ${counted.there} were there already`);
    if (counted.others > 0)
      throw new Error(`${counted.others} usernames belong to users of other accounts: look at the pool, then repeat`);
  } finally {
    for (const client of [dynamo, cognito]) client.destroy();
  }
}
