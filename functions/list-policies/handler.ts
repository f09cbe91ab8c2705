import { policyHolders } from '#shared/customers/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { enrolmentReader } from '#shared/policies/compose.ts';
import { accounts } from '#shared/sign-in/compose.ts';
import { listPolicies } from './list-policies.ts';

export const handler = httpApi(
  listPolicies({ ...policyHolders(), accounts: accounts(), enrolments: enrolmentReader() }),
);
