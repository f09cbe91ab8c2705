import { authenticity } from '#shared/documents/compose.ts';
import { helpline } from '#shared/messages/compose.ts';
import { limitNames, limitOf, limits, now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { checkAuthenticity } from './check-authenticity.ts';

const { limitName, networkName } = await limitNames();
const limited = { limits: limits(), limitName, checksPerAddress: limitOf('AUTHENTICITY_CHECKS_PER_ADDRESS') };
const needs = { records: authenticity(), ...limited, helpline: helpline(), now };
export const handler = httpApi(checkAuthenticity(needs), { networkName });
