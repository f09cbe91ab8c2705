import { callingCodes } from '#shared/contacts/compose.ts';
import { keepFailures } from '#shared/helpdesk/attempts.ts';
import { attempts } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { limitOf, limits } from '#shared/limits/compose.ts';
import { helpline, mailer, portalOrigin } from '#shared/mail/compose.ts';
import { persons, several } from '#shared/persons/compose.ts';
import { now } from '#shared/platform/now.ts';
import { registrations } from '#shared/registration/compose.ts';
import { registry } from '#shared/registry/compose.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { register } from './register.ts';

const secrets = await pseudonyms();
const registering = register({
  registry: registry(),
  persons: persons(),
  several: several(),
  registrations: registrations(),
  limits: limits(),
  pseudonyms: secrets,
  mailer: mailer(),
  origin: portalOrigin(),
  helpline: helpline(),
  callingCodes: callingCodes(),
  failedIdentificationsPerPerson: limitOf('FAILED_IDENTIFICATIONS_PER_PERSON'),
  failedIdentificationsPerAddress: limitOf('FAILED_IDENTIFICATIONS_PER_ADDRESS'),
  now,
});

// Why one failed is kept for the helpdesk, without any value (R10.2).
export const handler = httpApi(keepFailures(registering, { attempts: attempts(), pseudonym: secrets.current, now }));
