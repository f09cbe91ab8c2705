import { describe, expect, it } from 'vitest';
import { readHungarianMobile } from '#shared/contract/contacts/read-mobile.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { createPseudonyms, type Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import type { RecoveryRequest } from '#shared/sign-in/recovery/recovery-request.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { testPseudonym, testPseudonyms } from '#test/builders/identity.ts';
import { writtenLog } from '#test/support/written-log.ts';
import { recoverAccess } from '../../../functions/recover-access/recover-access.ts';

function setup(pseudonyms: Pseudonyms = testPseudonyms) {
  const requests: RecoveryRequest[] = [];
  const handle = httpApi(
    recoverAccess({
      requests: { put: async (request) => void requests.push(request) },
      pseudonyms,
      readMobile: readHungarianMobile,
      newRecoveryId: () => `recovery-${requests.length + 1}`,
      now: () => new Date('2027-01-31T10:00:00Z'),
    }),
  );
  return { requests, ask: (body: unknown) => anApiCall(handle, { body }) };
}

describe('POST /api/recoveries', () => {
  it('puts only the pseudonym of the contact, however it was written, into the queue', async () => {
    const { ask, requests } = setup();
    expect((await ask({ email: 'Eva.Minta@Posta.Example', mobile: '06-30/123-4567' })).status).toBe(202);
    expect(requests).toEqual([
      {
        contact: testPseudonym('contact', 'eva.minta@posta.example', '+36301234567'),
        otherContacts: [],
        recoveryId: 'recovery-1',
        requestedAt: '2027-01-31T10:00:00.000Z',
      },
    ]);
    expect(JSON.stringify(requests)).not.toMatch(/minta|1234567/i);
  });

  it('R4.2 what cannot be an address or a mobile number is refused by its field, and nobody waits', async () => {
    const { ask, requests } = setup();
    const refusals = [
      [{ email: 'eva@posta.example', mobile: '06 1 234 5678' }, 'mobile'],
      [{ email: 'eva@posta.example', mobile: '12345678' }, 'mobile'],
      [{ email: 'eva@posta', mobile: '06 30 123 4567' }, 'email'],
    ] as const;
    for (const [body, field] of refusals)
      expect(await ask(body)).toMatchObject({
        status: 400,
        body: { type: '/problems/invalid-fields', fields: [field] },
      });
    expect(requests).toHaveLength(0);
  });

  it('R4.2 every pair that could be an account gets the same bytes', async () => {
    const { ask, requests } = setup();
    const right = await ask({ email: 'eva@posta.example', mobile: '+36 30 123 4567' });
    expect(await ask({ email: "o'brien@árvíztűrő.hu", mobile: '+36 06 20 123 4567' })).toEqual(right);
    expect(right).toMatchObject({ status: 202, text: '' });
    expect(requests).toHaveLength(2);
  });

  it('R12.2 a missing or unknown field is named', async () => {
    const { ask, requests } = setup();
    expect(await ask({ email: 'eva@posta.example' })).toMatchObject({ status: 400, body: { fields: ['mobile'] } });
    expect((await ask({ email: 'eva@posta.example', mobile: '06301234567', username: 'eva' })).status).toBe(400);
    expect(requests).toHaveLength(0);
  });

  it('while the secret is rotated the pair is looked for under each of them', async () => {
    const others = [{ version: 't0', secret: 'the secret of before, protects nothing either' }];
    const rotated = createPseudonyms({ version: 't1', secret: 'only for tests, protects nothing', others });
    const { ask, requests } = setup(rotated);
    await ask({ email: 'eva@posta.example', mobile: '06301234567' });
    expect(requests).toMatchObject([
      {
        contact: rotated.current('contact', 'eva@posta.example', '+36301234567'),
        otherContacts: [rotated.of('t0')('contact', 'eva@posta.example', '+36301234567')],
      },
    ]);
  });

  it('R4.1 each request is a recovery of its own', async () => {
    const { ask, requests } = setup();
    for (let time = 1; time <= 2; time++) await ask({ email: 'eva@posta.example', mobile: '06301234567' });
    expect(requests.map(({ recoveryId }) => recoveryId)).toEqual(['recovery-1', 'recovery-2']);
  });

  it('does not answer 202 when the queue refuses the request; the log names nobody', async () => {
    const log = writtenLog();
    const handle = httpApi(
      recoverAccess({
        requests: { put: () => Promise.reject(new Error('eva@posta.example was not queued')) },
        pseudonyms: testPseudonyms,
        readMobile: readHungarianMobile,
        newRecoveryId: () => 'recovery-1',
        now: () => new Date('2027-01-31T10:00:00Z'),
      }),
    );
    const answer = await anApiCall(handle, { body: { email: 'eva@posta.example', mobile: '06301234567' } });
    expect(answer).toMatchObject({ status: 500, body: { type: '/problems/unexpected' } });
    expect(log.text()).not.toMatch(/eva|1234567/);
    expect(answer.text).not.toMatch(/eva|1234567/);
  });
});
