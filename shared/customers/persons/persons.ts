import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';

/** The holder of an account or a pending registration. */
export type Holder = {
  readonly customerId: string;
  readonly accountId?: string | undefined;
  readonly registrationId?: string | undefined;
};

/** Persons of the registry. One person may have several customerIds with equal identity data (R9.2a). */
export type Persons = {
  /**
   * The customerIds that count as the holder, the holder's own first. Leaves out those that have another account or registration
   * in the portal.
   */
  readonly customerIdsOf: (holder: Holder) => Promise<readonly [string, ...string[]]>;
  /** The customerId that the portal knows the person by; the first if it knows none. */
  readonly knownAs: (customerIds: readonly [string, ...string[]]) => Promise<string>;
};

/** The default: each customerId is a person of its own. */
export const onePersonEach: Persons = {
  customerIdsOf: async ({ customerId }) => [customerId],
  knownAs: async ([customerId]) => customerId,
};

/** Whether a policy belongs to the holder. Reads nothing if it is under the holder's own customerId. */
export const holds = async (
  persons: Pick<Persons, 'customerIdsOf'>,
  holder: Holder,
  policy: Pick<RegistryPolicy, 'holder'> | undefined,
): Promise<boolean> =>
  policy !== undefined &&
  (policy.holder === holder.customerId || (await persons.customerIdsOf(holder)).includes(policy.holder));
