import { callingCodes } from '#shared/customers/contacts/compose.ts';
import { persons, several } from '#shared/customers/persons/compose.ts';
import { registrations } from '#shared/customers/registration/compose.ts';
import { keepFailures } from '#shared/helpdesk/attempts.ts';
import { attempts } from '#shared/helpdesk/compose.ts';
import { registry } from '#shared/insurer/registry/compose.ts';
import { helpline, mailer, portalOrigin } from '#shared/messages/mail/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limitOf, limits } from '#shared/platform/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
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
