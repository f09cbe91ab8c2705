import { all, onPortalTable, onRegistryTable, settings } from '#shared/platform/access.ts';

/** Whether one person may be in the registry under several customerIds (R9.2a). */
export const persons = settings('SEVERAL_CUSTOMER_IDS');

/** The same, where they count as one person: only then the portal reads for it. */
export const joinedPersons = all(persons, onPortalTable('GetItem'), onRegistryTable('GetItem'));
