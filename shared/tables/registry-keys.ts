import type { Key } from './portal-keys.ts';

/** The keys of the registry's table: the insurer's policies by number and persons by customerId. */
export const policyKey = (policyNumber: string): Key => ({ pk: `POLICY#${policyNumber}`, sk: 'POLICY' });
export const registryPersonKey = (customerId: string): Key => ({ pk: `PERSON#${customerId}`, sk: 'PERSON' });
