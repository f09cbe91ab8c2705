/**
 * A date of three typed parts as `YYYY-MM-DD`; undefined when there is no such day, when it lies in the future, or when
 * the year has not four digits. `today` is `YYYY-MM-DD` too.
 */
export function readBirthDate(year: string, month: string, day: string, today: string): string | undefined {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}\.?$/.test(month) || !/^\d{1,2}\.?$/.test(day)) return undefined;
  const date = `${year}-${month.replace('.', '').padStart(2, '0')}-${day.replace('.', '').padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
  return exists && year >= '1900' && date <= today ? date : undefined;
}
