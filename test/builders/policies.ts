import type { Change } from '#shared/insurer/changes/change.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { Enrolment } from '#shared/policies/enrolment.ts';

/** The caller of these tests, and the time. */
export const customer = { accountId: 'account-1', customerId: 'C-1' };
export const session = {
  accountId: customer.accountId,
  username: 'minta.eva',
  issuedAt: 1_800_000_000,
  sessionId: 's-1',
};
export const noon = new Date('2027-01-31T12:00:00.000Z');

export const aPolicy = (changes: Partial<RegistryPolicy> = {}): RegistryPolicy => ({
  policyNumber: 'KGFB/0001 23',
  product: 'kgfb',
  state: 'valid',
  paymentMethod: 'bank-transfer',
  holder: customer.customerId,
  ...changes,
});

export const anEnrolment = (changes: Partial<Enrolment> = {}): Enrolment => ({
  policyNumber: aPolicy().policyNumber,
  ...customer,
  since: '2027-01-01T08:00:00.000Z',
  ...changes,
});

/** A call as an endpoint's behaviour gets it. */
export const aCall = <P, B>(path: P, body: B) => ({
  session,
  path,
  body,
  query: undefined,
  cookies: {},
  viewerAddress: '192.0.2.1',
});

/** The content of a change, without its time and id. */
export const contentOf = ({ changeId: _id, at: _at, ...content }: Change) => content;

/** The code of the error that is thrown; fails where none is. */
export const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.then(
    () => new Error('nothing was thrown'),
    (reason) => reason,
  );
  return error instanceof Error && 'code' in error ? error.code : error;
};
