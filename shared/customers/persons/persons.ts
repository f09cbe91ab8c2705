import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';

/** Who holds an account or a pending registration. */
export type Holder = {
  readonly customerId: string;
  readonly accountId?: string | undefined;
  readonly registrationId?: string | undefined;
};

/** Persons of the registry. One person may have several customerIds with equal identity data (R9.2a). */
export type Persons = {
  /**
   * The customerIds whose policies count as the holder's, the holder's own first. Excludes those that another holder has in the
   * portal.
   */
  readonly customerIdsOf: (holder: Holder) => Promise<readonly [string, ...string[]]>;
  /** The one of a person's customerIds that the portal knows; the first where it knows none. */
  readonly knownAs: (customerIds: readonly [string, ...string[]]) => Promise<string>;
};

/** Each customerId is a person: the default. */
export const onePersonEach: Persons = {
  customerIdsOf: async ({ customerId }) => [customerId],
  knownAs: async ([customerId]) => customerId,
};

/** Whether a policy counts as the holder's. Reads nothing for the holder's own customerId. */
export const holds = async (
  persons: Pick<Persons, 'customerIdsOf'>,
  holder: Holder,
  policy: Pick<RegistryPolicy, 'holder'> | undefined,
): Promise<boolean> =>
  policy !== undefined &&
  (policy.holder === holder.customerId || (await persons.customerIdsOf(holder)).includes(policy.holder));
