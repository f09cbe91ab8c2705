import { persons, several } from '#shared/customers/persons/compose.ts';
import { audit, identifications } from '#shared/helpdesk/compose.ts';
import { registry } from '#shared/insurer/registry/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limitOf, limits } from '#shared/platform/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { identifyCaller } from './identify-caller.ts';

export const handler = httpApi(
  identifyCaller({
    registry: registry(),
    persons: persons(),
    several: several(),
    identifications: identifications(),
    audit: audit(),
    limits: limits(),
    pseudonyms: await pseudonyms(),
    identificationsPerAgent: limitOf('HELPDESK_IDENTIFICATIONS_PER_AGENT'),
    failedIdentificationsPerPerson: limitOf('HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON'),
    now,
  }),
);
