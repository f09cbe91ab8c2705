import { mobiles } from '#shared/customers/compose.ts';
import { correcting } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { compareMobile } from './compare-mobile.ts';

export const handler = httpApi(compareMobile({ ...(await correcting()), readMobile: await mobiles() }));
