import { describe, expect, it } from 'vitest';
import { recoveryPasswordOf } from '#shared/recovery/recovery-password.ts';
import { firstPasswordOf } from '#shared/registration/first-password.ts';
import { createPseudonyms, type PseudonymSecrets } from '#shared/secrets/pseudonym.ts';
import { addSecret, promoteSecret, retireSecrets } from '../../bin/rotation/secret-steps.ts';

const one: PseudonymSecrets = { version: '1', secret: 'the first secret of a test, protects nothing', others: [] };
const second = 'the second secret of a test, protects nothing';
const both = addSecret(one, () => second);
const promoted = promoteSecret(both);
const retired = retireSecrets(promoted);

describe('rotating the HMAC secret', () => {
  it('goes from one secret over two to the next one', () => {
    expect(both).toEqual({ ...one, others: [{ version: '2', secret: second }] });
    expect(promoted).toEqual({ version: '2', secret: second, others: [{ version: '1', secret: one.secret }] });
    expect(retired).toEqual({ version: '2', secret: second, others: [] });
    expect(addSecret({ ...retired, version: '10' }).others).toMatchObject([{ version: '11' }]);
  });

  it('takes no step that is not due', () => {
    expect(() => addSecret(both)).toThrow('under way');
    expect(() => promoteSecret(one)).toThrow('no newer secret');
    expect(() => promoteSecret(promoted)).toThrow('no newer secret');
    expect(() => retireSecrets(both)).toThrow('not promoted');
  });

  it('makes a secret that the stack takes, and never the same', () => {
    const [made, other] = [addSecret(one).others[0]?.secret ?? '', addSecret(one).others[0]?.secret];
    expect(made).toMatch(/^[\w-]{64}$/);
    expect(made).not.toBe(other);
  });
});

describe('what was begun before the rotation ends as it began', () => {
  const [before, after] = [both, promoted].map(createPseudonyms);
  const registrationId = 'r-1';

  it('R2.8 the first password of a registration', () => {
    const registration = { registrationId, secretVersion: '1' };
    expect(after && firstPasswordOf(after)(registration)).toBe(before && firstPasswordOf(before)(registration));
    expect(after && firstPasswordOf(after)({ registrationId, secretVersion: '2' })).not.toBe(
      before && firstPasswordOf(before)(registration),
    );
  });

  it('R4.1 the temporary password of a recovery', () => {
    const request = { recoveryId: 'x', contact: before?.current('contact', 'a@b.example', '+36301234567') ?? '' };
    expect(after && recoveryPasswordOf(after)('sub-1', request)).toBe(
      before && recoveryPasswordOf(before)('sub-1', request),
    );
  });
});
