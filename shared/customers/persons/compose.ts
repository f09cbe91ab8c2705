import { readVariable } from '#shared/platform/environment.ts';
import { now } from '#shared/platform/now.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoPersons, readSeveral } from './dynamo-persons.ts';

export const persons = () =>
  dynamoPersons(dynamo(), {
    tables: { portal: readVariable('PORTAL_TABLE'), registry: readVariable('REGISTRY_TABLE') },
    several: readVariable('SEVERAL_CUSTOMER_IDS'),
    now,
  });

/** Whether equal identity data under several customerIds is refused or counts as one person (R9.2a). */
export const several = () => readSeveral(readVariable('SEVERAL_CUSTOMER_IDS'));
