/** The day in Budapest, `2026-12-01`: the insurer's, and not the one of UTC in the first hours after its midnight. */
export const dayInBudapest = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Budapest' });
