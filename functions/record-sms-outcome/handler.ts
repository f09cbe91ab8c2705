import { dynamoNotices } from '#shared/notices/dynamo-notices.ts';
import { queueWorker } from '#shared/runtime/queue-worker.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoSmsLog } from '#shared/sms-outcomes/dynamo-sms-log.ts';
import { markTextTaken } from '#shared/sms-outcomes/taken-text.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { recordSmsOutcome } from './record-sms-outcome.ts';

const { PORTAL_TABLE: table } = readEnv(portalTableEnv);
const dynamo = createDynamoClient();
const notices = dynamoNotices(dynamo, table);
const record = recordSmsOutcome(dynamoSmsLog(dynamo, table));

export const handler = queueWorker(
  'record-sms-outcome',
  async ({ body }) => (await markTextTaken(notices, body)) ?? record(body),
);
