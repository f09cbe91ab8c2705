import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';

/** Who holds an account or a pending registration. */
export type Holder = {
  readonly customerId: string;
  readonly accountId?: string | undefined;
  readonly registrationId?: string | undefined;
};

/** Persons of the registry, where one may stand under several customerIds with equal identity data (R9.2a). */
export type Persons = {
  /** The customerIds whose policies count as the holder's, the holder's own first; none that is somebody else's in the portal. */
  readonly customerIdsOf: (holder: Holder) => Promise<readonly [string, ...string[]]>;
  /** Of one person's customerIds the one that the portal knows the person by; the first where it does not know any. */
  readonly knownAs: (customerIds: readonly [string, ...string[]]) => Promise<string>;
};

/** Each customerId is a person: the default. */
export const onePersonEach: Persons = {
  customerIdsOf: async ({ customerId }) => [customerId],
  knownAs: async ([customerId]) => customerId,
};

/** Whether a policy counts as the holder's; for their own customerId nothing is read. */
export const holds = async (
  persons: Pick<Persons, 'customerIdsOf'>,
  holder: Holder,
  policy: Pick<RegistryPolicy, 'holder'> | undefined,
): Promise<boolean> =>
  policy !== undefined &&
  (policy.holder === holder.customerId || (await persons.customerIdsOf(holder)).includes(policy.holder));
