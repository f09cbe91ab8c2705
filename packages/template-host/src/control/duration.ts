const pattern =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * The time (ms since 1970 UTC) that is an ISO 8601 duration after `from`. Years and months are calendar ones in UTC, clamped at
 * the month's end (31 January + P1M = 28 or 29 February).
 *
 * @throws Error for a text that is not a duration
 */
export function addDuration(from: number, duration: string): number {
  const match = pattern.exec(duration);
  if (!match) throw new Error(`${duration} is no ISO 8601 duration such as PT24H or P13M`);
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const moved = addMonths(from, years * 12 + months);
  return moved + (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
}

function addMonths(from: number, months: number): number {
  const start = new Date(from);
  const moved = new Date(from);
  moved.setUTCDate(1);
  moved.setUTCMonth(start.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return moved.getTime();
}
