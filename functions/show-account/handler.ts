import { callers, corrections, identifications, messages } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { guard } from '#shared/sign-in/compose.ts';
import { showAccount } from './show-account.ts';

export const handler = httpApi(
  showAccount({
    identifications: identifications(),
    callers: callers(),
    corrections: corrections(),
    guard: guard(),
    messages: messages(),
    now,
  }),
);
