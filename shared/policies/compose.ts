import { s3 } from '#shared/platform/clients/s3-client.ts';
import { now, readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoEnrolmentReader } from './dynamo-enrolment-reader.ts';
import { dynamoEnrolments } from './dynamo-enrolments.ts';
import { enrolmentConsequences } from './dynamo-registry-change.ts';
import { dynamoRequestedSwitches } from './dynamo-requested-switches.ts';
import { s3SwitchReports } from './s3-switch-reports.ts';

// Makes the adapters of this area for the handlers. Each reads its variables when it is called, so a function needs only the
// variables of the adapters that it uses (access.ts).

const portal = () => readVariable('PORTAL_TABLE');

export const enrolments = () =>
  dynamoEnrolments(dynamo(), { portal: portal(), registry: readVariable('REGISTRY_TABLE') });
export const enrolmentReader = () => dynamoEnrolmentReader(dynamo(), portal());
export const requestedSwitches = () => dynamoRequestedSwitches(dynamo(), portal());
export const switchReports = () => s3SwitchReports(s3(), readVariable('DOCUMENTS_BUCKET'));
export const registryConsequences = () => enrolmentConsequences(dynamo(), portal(), now);
