import { persons } from '#shared/customers/persons/compose.ts';
import { registry } from '#shared/insurer/registry/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { enrolmentReader } from '#shared/policies/compose.ts';
import { accounts } from '#shared/sign-in/sessions/compose.ts';
import { listPolicies } from './list-policies.ts';

export const handler = httpApi(
  listPolicies({ accounts: accounts(), registry: registry(), persons: persons(), enrolments: enrolmentReader() }),
);
