import { setTimeout as pause } from 'node:timers/promises';
import { httpApi } from '#shared/http/http-api.ts';
import { persons } from '#shared/persons/compose.ts';
import { now } from '#shared/platform/now.ts';
import { passwordPool, registrations } from '#shared/registration/compose.ts';
import { firstPasswordOf } from '#shared/registration/first-password.ts';
import { registry } from '#shared/registry/compose.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { notedSms } from '#shared/sms-outcomes/compose.ts';
import { confirmRegistration } from './confirm-registration.ts';

export const handler = httpApi(
  confirmRegistration({
    registry: registry(),
    persons: persons(),
    registrations: registrations(),
    pool: passwordPool(),
    sms: notedSms(),
    firstPassword: firstPasswordOf(await pseudonyms()),
    pause,
    now,
  }),
);
