import { authenticity } from '#shared/documents/compose.ts';
import { helpline } from '#shared/messages/compose.ts';
import { limitOf, limits, now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
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
