import { persons } from '#shared/customers/compose.ts';
import { registry } from '#shared/insurer/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { enrolments } from '#shared/policies/compose.ts';
import { accounts } from '#shared/sign-in/compose.ts';
import { enrolPolicy } from './enrol-policy.ts';

export const handler = httpApi(
  enrolPolicy({ accounts: accounts(), registry: registry(), persons: persons(), enrolments: enrolments(), now }),
);
