import { httpApi } from '#shared/http/http-api.ts';
import { persons } from '#shared/persons/compose.ts';
import { enrolmentReader } from '#shared/policies/compose.ts';
import { registry } from '#shared/registry/compose.ts';
import { accounts } from '#shared/sessions/compose.ts';
import { listPolicies } from './list-policies.ts';

export const handler = httpApi(
  listPolicies({ accounts: accounts(), registry: registry(), persons: persons(), enrolments: enrolmentReader() }),
);
