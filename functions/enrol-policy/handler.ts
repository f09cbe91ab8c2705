import { policyHolders } from '#shared/customers/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { enrolments } from '#shared/policies/compose.ts';
import { accounts } from '#shared/sign-in/compose.ts';
import { enrolPolicy } from './enrol-policy.ts';

export const handler = httpApi(enrolPolicy({ ...policyHolders(), accounts: accounts(), enrolments: enrolments() }));
