import type { Key } from '#shared/platform/tables/portal-keys.ts';

/** The keys of the registry's table, beside its indexes `by-holder` (holder) and `by-identity` (identityKey). */
export const policyKey = (policyNumber: string): Key => ({ pk: `POLICY#${policyNumber}`, sk: 'POLICY' });
/** A person, by customerId. */
export const registryPersonKey = (customerId: string): Key => ({ pk: `PERSON#${customerId}`, sk: 'PERSON' });

export const holderIndex = 'by-holder';
export const identityIndex = 'by-identity';

/** A file whose import has begun, by its order: later files sort after it. */
export const importKey = (order: string): Key => ({ pk: 'IMPORTS', sk: order });
/** What the import of an older file has read from newer ones, by its order. */
export const overtakenKey = (order: string): Key => ({ pk: 'OVERTAKEN', sk: order });
/** The turn to import. */
export const turnKey: Key = { pk: 'TURN', sk: 'TURN' };
