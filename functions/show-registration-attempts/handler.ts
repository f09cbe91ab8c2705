import { attempts, identifications } from '#shared/helpdesk/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { showRegistrationAttempts } from './show-registration-attempts.ts';

export const handler = httpApi(
  showRegistrationAttempts({ identifications: identifications(), attempts: attempts(), now }),
);
