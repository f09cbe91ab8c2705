/** The earliest date of birth (R9.2b): nobody alive was born before. */
export const earliestBirth = '1900-01-01';

/** Whether somebody may have been born on a day that exists; both are `YYYY-MM-DD`, `today` in Budapest. The same in page and API. */
export const isBirthDate = (date: string, today: string): boolean => date >= earliestBirth && date <= today;
