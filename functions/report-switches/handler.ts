import { S3Client } from '@aws-sdk/client-s3';
import { documentsBucketEnv } from '#shared/documents/env.ts';
import { dynamoEnrolmentReader } from '#shared/policies/dynamo-enrolment-reader.ts';
import { dynamoRequestedSwitches } from '#shared/policies/dynamo-requested-switches.ts';
import { s3SwitchReports } from '#shared/policies/s3-switch-reports.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { reportSwitches } from './report-switches.ts';

const env = readEnv([...portalTableEnv, ...documentsBucketEnv]);
const dynamo = createDynamoClient();
const report = reportSwitches({
  switches: dynamoRequestedSwitches(dynamo, env.PORTAL_TABLE),
  enrolments: dynamoEnrolmentReader(dynamo, env.PORTAL_TABLE),
  reports: s3SwitchReports(new S3Client({ maxAttempts: 3 }), env.DOCUMENTS_BUCKET),
  now: () => new Date(),
});

export const handler = scheduledRun('report-switches', report);
