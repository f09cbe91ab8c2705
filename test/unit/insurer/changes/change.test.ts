import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Change, type ChangeContent, changeSchema, changesAt } from '#shared/insurer/changes/change.ts';
import { changeFileContent, changeFileName } from '#shared/insurer/changes/publishing.ts';
import { changeFiles, keyOfFile } from '#shared/insurer/files.ts';

const at = new Date('2027-01-31T23:59:59.999Z');
const enrolled: ChangeContent = { type: 'eposta-enrolled', policyNumber: 'P/1', customerId: 'C-1' };
const switched: ChangeContent = {
  type: 'payment-method-changed',
  policyNumber: 'P/1',
  customerId: 'C-1',
  from: 'postal-cheque',
  to: 'bank-transfer',
  consentAt: at.toISOString(),
};
const idsOf = (...args: Parameters<typeof changesAt>) => changesAt(...args).map(({ changeId }) => changeId);

const keyOf = (change: Change) => keyOfFile(changeFiles, changeFileName(change));

describe('changes for the insurer', () => {
  it('R9.4 ids sort by time, and within one transaction in the order of its changes', () => {
    const contents = [enrolled, switched, ...Array.from({ length: 20 }, () => enrolled)];
    const ids = [...idsOf(at, contents), ...idsOf(new Date(at.getTime() + 1), contents)];
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('R9.4 the same changes have the same ids, in any order of their fields; other changes have others', () => {
    const { type, ...rest } = enrolled;
    expect(idsOf(at, [enrolled])).toEqual(idsOf(at, [{ ...rest, type }]));
    expect(idsOf(at, [{ ...enrolled, policyNumber: 'P/2' }])).not.toEqual(idsOf(at, [enrolled]));
    expect(idsOf(at, [{ ...enrolled, customerId: 'C-2' }])).not.toEqual(idsOf(at, [enrolled]));
  });

  it('R9.4 the file lies under the day (UTC) of the change and holds all of it', () => {
    const [, change] = changesAt(at, [enrolled, switched]);
    if (!change) throw new Error('no change');
    expect(keyOf(change)).toBe(`changes/2027-01-31/${change.changeId}.json`);
    expect(changeFileContent(change)).toEqual({ id: change.changeId, at: at.toISOString(), ...switched });
  });

  it('R12.1 the name of the file holds no policy number and no customer', () => {
    const [change] = changesAt(at, [{ ...enrolled, policyNumber: 'POLICY', customerId: 'CUSTOMER' }]);
    expect(change && keyOf(change)).toMatch(/^changes\/2027-01-31\/20270131T235959999Z-[0-9a-f]{16}\.json$/);
  });

  it('R11.1 the change of a cancelled registration has no policy', () => {
    const [change] = changesAt(at, [{ type: 'registration-cancelled', customerId: 'C-1' }]);
    expect(v.parse(changeSchema, change)).toEqual(change);
    expect(v.is(changeSchema, { ...change, type: 'eposta-ended' })).toBe(false);
  });
});
