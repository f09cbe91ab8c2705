import type { severalCustomerIdsEnv } from '#shared/persons/env.ts';
import type { Settings } from '../settings.ts';
import type { PortalTable } from '../storage/portal-table.ts';
import type { RegistryTable } from '../storage/registry-table.ts';
import type { Capability } from './capability.ts';

/** Whether one person may stand under several customerIds (R9.2a); only then has anything to be read for it. */
export const joinPersons = (
  portal: PortalTable,
  registry: RegistryTable,
  { severalCustomerIds }: Settings,
): Capability<typeof severalCustomerIdsEnv> => ({
  env: { SEVERAL_CUSTOMER_IDS: severalCustomerIds },
  grant:
    severalCustomerIds === 'join'
      ? [{ actions: ['dynamodb:GetItem'], resources: [portal.table.tableArn, registry.table.tableArn] }]
      : [],
});
