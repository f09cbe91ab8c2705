import { describe, expect, it } from 'vitest';
import { firstPasswordOf } from '#shared/customers/registration/tokens.ts';
import { createPseudonyms, type PseudonymSecrets } from '#shared/platform/secrets/pseudonym.ts';
import { recoveryPasswordOf } from '#shared/sign-in/recovery/recovery-request.ts';
import { longestCall, readStarts, requireStarts } from '../../../bin/operate/rotation/function-starts.ts';
import { addSecret, promoteSecret, retireSecrets } from '../../../bin/operate/rotation/secret-steps.ts';

const one: PseudonymSecrets = { version: '1', secret: 'the first secret of a test, protects nothing', others: [] };
const second = 'the second secret of a test, protects nothing';
const both = addSecret(one, () => second);
const promoted = promoteSecret(both);
const retired = retireSecrets(promoted);

describe('rotating the HMAC secret', () => {
  it('goes from one secret to two, and then to the next one', () => {
    expect(both).toEqual({ ...one, others: [{ version: '2', secret: second }] });
    expect(promoted).toEqual({ version: '2', secret: second, others: [{ version: '1', secret: one.secret }] });
    expect(retired).toEqual({ version: '2', secret: second, others: [] });
    expect(addSecret({ ...retired, version: '10' }).others).toMatchObject([{ version: '11' }]);
  });

  it('refuses a step that is not due', () => {
    expect(() => addSecret(both)).toThrow('in progress');
    expect(() => promoteSecret(one)).toThrow('no newer secret');
    expect(() => promoteSecret(promoted)).toThrow('no newer secret');
    expect(() => retireSecrets(both)).toThrow('not promoted');
  });

  it('makes a secret that the stack accepts, each time another', () => {
    const [made, other] = [addSecret(one).others[0]?.secret ?? '', addSecret(one).others[0]?.secret];
    expect(made).toMatch(/^[\w-]{64}$/);
    expect(made).not.toBe(other);
  });
});

describe('R2.6 a secret is promoted or retired only when every function works with the one before', () => {
  const writtenAt = new Date('2027-01-31T09:00:00.000Z');
  // As `aws lambda list-functions` writes them.
  const starts = readStarts('2027-01-31T09:00:00.001+0000\t2027-01-31T09:05:00.000+0000\n');
  const terms = { starts, writtenAt, longestCall, now: new Date('2027-01-31T09:20:00.000Z') };

  it('every function has started since, and the longest earlier call is over', () => {
    expect(starts).toEqual([new Date('2027-01-31T09:00:00.001Z'), new Date('2027-01-31T09:05:00.000Z')]);
    expect(() => requireStarts(terms)).not.toThrow();
  });

  it('a function has not started since', () => {
    expect(() => requireStarts({ ...terms, starts: [...starts, writtenAt] })).toThrow('1 of 3 functions');
  });

  it('a call that began before may still run', () => {
    const now = new Date(terms.now.getTime() - 1);
    expect(() => requireStarts({ ...terms, now })).toThrow('wait until 2027-01-31T09:20:00.000Z');
  });

  it('the starts of the functions are not known', () => {
    expect(() => requireStarts({ ...terms, starts: readStarts(' ') })).toThrow('--function-starts');
    expect(() => readStarts('None')).toThrow('no time');
  });
});

describe('work that began before the rotation ends with its secret', () => {
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
