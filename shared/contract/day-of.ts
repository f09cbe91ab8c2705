import { lazily } from './lazily.ts';

// The first format of a process takes 5 to 15 ms.
const inBudapest = lazily(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Budapest', dateStyle: 'short' }));

/** The day in Budapest at an instant, as `2027-01-31`. */
export const dayOf = (at: Date): string => inBudapest().format(at);
