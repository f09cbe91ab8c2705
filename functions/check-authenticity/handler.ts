import { authenticity } from '#shared/documents/compose.ts';
import { helpline } from '#shared/messages/mail/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limitOf, limits } from '#shared/platform/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { checkAuthenticity } from './check-authenticity.ts';

export const handler = httpApi(
  checkAuthenticity({
    records: authenticity(),
    limits: limits(),
    pseudonym: (await pseudonyms()).current,
    checksPerAddress: limitOf('AUTHENTICITY_CHECKS_PER_ADDRESS'),
    helpline: helpline(),
    now,
  }),
);
