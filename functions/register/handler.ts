import { callingCodes, policyHolders, registrations, several } from '#shared/customers/compose.ts';
import { attempts } from '#shared/helpdesk/compose.ts';
import { keepFailures } from '#shared/helpdesk/looking/attempts.ts';
import { helpline, mailing } from '#shared/messages/compose.ts';
import { limitNames, limitOf, limits, now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { register } from './register.ts';

const [secrets, { limitName, networkName }] = await Promise.all([pseudonyms(), limitNames()]);
const registering = register({
  ...policyHolders(),
  ...mailing(),
  several: several(),
  registrations: registrations(),
  limits: limits(),
  pseudonyms: secrets,
  limitName,
  helpline: helpline(),
  callingCodes: callingCodes(),
  failedIdentificationsPerPerson: limitOf('FAILED_IDENTIFICATIONS_PER_PERSON'),
  failedIdentificationsInAll: limitOf('FAILED_IDENTIFICATIONS_IN_ALL'),
  failedIdentificationsPerAddress: limitOf('FAILED_IDENTIFICATIONS_PER_ADDRESS'),
});

// Records for the helpdesk why a registration failed, without any value (R10.2).
export const handler = httpApi(keepFailures(registering, { attempts: attempts(), pseudonym: secrets.current, now }), {
  networkName,
});
