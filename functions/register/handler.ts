import { mobiles, registering } from '#shared/customers/compose.ts';
import { attempts } from '#shared/helpdesk/compose.ts';
import { keepFailures } from '#shared/helpdesk/looking/attempts.ts';
import { helpline, mailing } from '#shared/messages/compose.ts';
import { limitNames, now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { register } from './register.ts';

const [secrets, { limitName, networkName }, readMobile] = await Promise.all([pseudonyms(), limitNames(), mobiles()]);
const needs = { ...registering(), ...mailing(), pseudonyms: secrets, limitName, readMobile, helpline: helpline() };
// Records for the helpdesk why a registration failed, without any value (R10.2).
const recorded = keepFailures(register(needs), { attempts: attempts(), pseudonym: secrets.current, now });
export const handler = httpApi(recorded, { networkName });
