import { audit, identifications } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { limitOf, limits } from '#shared/limits/compose.ts';
import { persons, several } from '#shared/persons/compose.ts';
import { now } from '#shared/platform/now.ts';
import { registry } from '#shared/registry/compose.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
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
