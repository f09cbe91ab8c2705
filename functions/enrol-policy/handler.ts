import { httpApi } from '#shared/http/http-api.ts';
import { persons } from '#shared/persons/compose.ts';
import { now } from '#shared/platform/now.ts';
import { enrolments } from '#shared/policies/compose.ts';
import { registry } from '#shared/registry/compose.ts';
import { accounts } from '#shared/sessions/compose.ts';
import { enrolPolicy } from './enrol-policy.ts';

export const handler = httpApi(
  enrolPolicy({ accounts: accounts(), registry: registry(), persons: persons(), enrolments: enrolments(), now }),
);
