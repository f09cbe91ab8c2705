import { s3 } from '#shared/platform/clients/s3-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoOutbox } from './dynamo-outbox.ts';
import { s3ChangeFiles } from './s3-change-files.ts';

export const outbox = () => dynamoOutbox(dynamo(), readVariable('PORTAL_TABLE'));
export const changeFiles = () => s3ChangeFiles(s3(), readVariable('DOCUMENTS_BUCKET'));
