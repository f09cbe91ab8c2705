import { describe, expect, it } from 'vitest';
import { httpApi } from '#shared/http/http-api.ts';
import type { RecoveryRequest } from '#shared/recovery/recovery-request.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { testPseudonym, testPseudonyms } from '#test/builders/identity.ts';
import { recoverAccess } from '../../../functions/recover-access/recover-access.ts';

function setup() {
  const requests: RecoveryRequest[] = [];
  const handle = httpApi(
    recoverAccess({
      requests: { put: async (request) => void requests.push(request) },
      pseudonyms: testPseudonyms,
      callingCodes: ['36'],
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

  it('R4.2 a landline, which nobody can have, is answered with the same bytes', async () => {
    const { ask, requests } = setup();
    const right = await ask({ email: 'eva@posta.example', mobile: '+36 30 123 4567' });
    const landline = await ask({ email: 'eva@posta.example', mobile: '06 1 234 5678' });
    expect(landline).toEqual(right);
    expect(right).toMatchObject({ status: 202, text: '' });
    expect(requests).toHaveLength(2);
  });

  it('R12.2 a missing or unknown field is named', async () => {
    const { ask, requests } = setup();
    expect(await ask({ email: 'eva@posta.example' })).toMatchObject({ status: 400, body: { fields: ['mobile'] } });
    expect((await ask({ email: 'eva@posta.example', mobile: '06301234567', username: 'eva' })).status).toBe(400);
    expect(requests).toHaveLength(0);
  });
});
