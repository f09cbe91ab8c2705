import { policyHolders, several } from '#shared/customers/compose.ts';
import { audit, identifications } from '#shared/helpdesk/compose.ts';
import { limitOf, limits, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { identifyCaller } from './identify-caller.ts';

const needs = { ...policyHolders(), several: several(), identifications: identifications(), audit: audit() };
export const handler = httpApi(
  identifyCaller({
    ...needs,
    limits: limits(),
    pseudonyms: await pseudonyms(),
    identificationsPerAgent: limitOf('HELPDESK_IDENTIFICATIONS_PER_AGENT'),
    failedIdentificationsPerPerson: limitOf('HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON'),
  }),
);
