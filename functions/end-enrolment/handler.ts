import { persons } from '#shared/customers/persons/compose.ts';
import { registry } from '#shared/insurer/registry/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { enrolments } from '#shared/policies/compose.ts';
import { accounts } from '#shared/sign-in/sessions/compose.ts';
import { endEnrolment } from './end-enrolment.ts';

export const handler = httpApi(
  endEnrolment({ accounts: accounts(), registry: registry(), persons: persons(), enrolments: enrolments(), now }),
);
