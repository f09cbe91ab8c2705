import { describe, expect, it } from 'vitest';
import { readCallingCodes } from '#shared/contract/contacts/calling-codes.ts';
import { mobileReader } from '#shared/contract/contacts/read-mobile.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { recoverAccess } from '../../functions/recover-access/recover-access.ts';
import { isEmail, isMobile, isNewEmail } from '../../web/src/forms/contact.ts';

/** Which of the two fields the API names as wrong. */
async function apiRefuses(email: string, mobile: string, callingCodes: string): Promise<readonly string[]> {
  const handle = httpApi(
    recoverAccess({
      requests: { put: async () => undefined },
      pseudonyms: testPseudonyms,
      readMobile: await mobileReader(readCallingCodes(callingCodes)),
      newRecoveryId: () => 'recovery-1',
      now: () => new Date('2027-01-31T10:00:00Z'),
    }),
  );
  const answer = await anApiCall(handle, { body: { email, mobile } });
  if (answer.status === 202) return [];
  expect(answer.status).toBe(400);
  return JSON.parse(answer.text).fields;
}

const emails = [
  ...["o'brien@example.hu", 'a&b@example.hu', 'info@árvíztűrő.hu', 'info@xn--rvztr-wqa0gx3bwi.hu', 'info@a--b.hu'],
  ...[`${'a'.repeat(64)}@example.hu`, `${'a'.repeat(65)}@example.hu`, 'anna@example.hu.', 'mailto:anna@example.hu'],
  ...['anna@localhost', 'anna@[192.0.2.1]', 'árvíz@example.hu', '"a b"@example.hu', 'anna@example', 'anna minta@x.hu'],
  ...['\u202aanna@example.hu\u202c', 'an\u200bna@example.hu', '', '@', 'anna@exa_mple.hu', 'anna@example.hu:25'],
];
const mobiles = [
  ...[
    '+36 06 30 123 4567',
    '+36 (0) 30 123 4567',
    '30 123 4567',
    'tel:+36301234567',
    '06-30/123-4567',
    '06 1 335 3355',
  ],
  ...['06 38 123 4567', '+43 660 1234567', '+43 1 1234567', '+40 722 123 456', '112', '', 'harminc', '06 30 123 456'],
  ...['\u206606 30 123 4567\u2069', '06 30 123 4567 x1', '++36301234567', '０６３０１２３４５６７', '06 30 123 45678'],
];

describe('R4.2 page and API give the same verdict', () => {
  it.each(emails)('of the address %j', async (email) => {
    const refused = await apiRefuses(email, '06 30 123 4567', '36');
    expect(isEmail(email)).toBe(!refused.includes('email'));
  });

  it.each(mobiles.flatMap((mobile) => ['36', '36,43'].map((codes) => [mobile, codes] as const)))(
    'of the number %j, where %s are taken',
    async (mobile, codes) => {
      const refused = await apiRefuses('anna@example.hu', mobile, codes);
      expect(await isMobile(mobile, codes)).toBe(!refused.includes('mobile'));
    },
  );

  it('R11.2 an address is new only in another form than letter case, Unicode or a name around it', () => {
    expect(isNewEmail('Anna <INFO@Árvíztűrő.hu>', 'info@xn--rvztr-wqa0gx3bwi.hu')).toBe(false);
    expect(isNewEmail('anna@árvíztűrő.hu', 'info@xn--rvztr-wqa0gx3bwi.hu')).toBe(true);
  });
});
