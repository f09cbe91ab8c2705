import { describe, expect, it } from 'vitest';
import { createPendingSignIns } from '#shared/sign-in/second-step/pending-sign-in.ts';
import { heldSecondStep, pendingLife } from '#shared/sign-in/second-step/second-step.ts';
import { keptCookie } from '#test/builders/passkeys.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const pendings = createPendingSignIns('a secret');
const begun = { accountId: 'account-1', askedAt: noon.getTime(), lane: 'device' } as const;
const name = '__Host-second-step';
const issued = () => keptCookie(pendings.issue(begun));
const later = (ms: number) => new Date(noon.getTime() + ms);

describe('a pending sign-in', () => {
  it('is what was sealed, for twenty minutes', () => {
    const cookies = issued();
    expect(pendings.read(cookies, later(pendingLife - 1))).toEqual({
      ...begun,
      id: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(pendings.read(cookies, later(pendingLife))).toBeUndefined();
    expect(issued()).not.toEqual(cookies);
  });

  it('is nobody’s where any part was changed, or another secret sealed it', () => {
    const parts = (issued()[name] ?? '').split('.');
    expect(parts).toHaveLength(5);
    const others = ['A'.repeat(43), 'B'.repeat(43), 'zzz', 'open', 'account-2'];
    for (const [at, other] of others.entries())
      expect(pendings.read({ [name]: parts.with(at, other).join('.') }, noon)).toBeUndefined();
    expect(createPendingSignIns('another').read({ [name]: parts.join('.') }, noon)).toBeUndefined();
    for (const value of ['', '....', 'x'.repeat(5000)]) expect(pendings.read({ [name]: value }, noon)).toBeUndefined();
  });

  it('has codes of six digits, whose proof fits no other code, sign-in or secret', () => {
    const [one, other] = [pendings.read(issued(), noon), pendings.read(issued(), noon)];
    if (!one || !other) throw new Error('There is no pending sign-in');
    for (let n = 0; n < 200; n++) expect(pendings.newCode()).toMatch(/^\d{6}$/);
    const proof = pendings.proofOf(one, '012345');
    expect(pendings.fits(one, '012345', proof)).toBe(true);
    expect(pendings.fits(one, '012346', proof)).toBe(false);
    expect(pendings.fits(other, '012345', proof)).toBe(false);
    expect(createPendingSignIns('another').fits(one, '012345', proof)).toBe(false);
  });
});

describe('the choice of a second step', () => {
  it('holds until it ends, to the millisecond', () => {
    const since = '2027-01-01T09:00:00.000Z';
    const ending = { since, endsAt: noon.toISOString() };
    expect(heldSecondStep(undefined, noon)).toBeUndefined();
    expect(heldSecondStep({ since }, noon)).toEqual({ since });
    expect(heldSecondStep(ending, later(-1))).toEqual(ending);
    expect(heldSecondStep(ending, noon)).toBeUndefined();
  });
});
