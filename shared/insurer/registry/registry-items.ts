import * as v from 'valibot';
import { paymentMethod, policyState, product } from '#shared/contract/fields.ts';
import type { RegistryPerson, RegistryPolicy } from './registry.ts';

const fields = v.object({ name: v.string(), birthName: v.string(), birthPlace: v.string(), mothersName: v.string() });

/** A policy's item as the import writes it; parsing gives the policy. */
export const policyItem = v.object({
  policyNumber: v.string(),
  product,
  state: policyState,
  paymentMethod,
  holder: v.string(),
}) satisfies v.GenericSchema<unknown, RegistryPolicy>;

/** A person's item as the import writes it; parsing gives the person. */
export const personItem = v.pipe(
  v.object({ customerId: v.string(), identityKey: v.string(), exact: fields, folded: fields }),
  v.transform(({ customerId, ...identity }): RegistryPerson => ({ customerId, identity })),
);
