import { identifying } from '#shared/customers/compose.ts';
import { audit, identificationLimits, identifications } from '#shared/helpdesk/compose.ts';
import { pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { identifyCaller } from './identify-caller.ts';

const needs = { ...identifying(), ...identificationLimits(), identifications: identifications(), audit: audit() };
export const handler = httpApi(identifyCaller({ ...needs, pseudonyms: await pseudonyms() }));
