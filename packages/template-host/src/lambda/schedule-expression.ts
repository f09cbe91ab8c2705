/**
 * When a schedule fires next.
 * @param expression `rate(5 minutes)`, `cron(0 3 * * ? *)` or `at(2027-01-31T03:00:00)`, as EventBridge writes them.
 * @param after ms since 1970 UTC; the answer is later. @param zone IANA name for cron and at.
 * @returns ms since 1970 UTC, or undefined when it never fires again.
 * @throws Error for an expression it cannot read.
 */
export function nextRun(expression: string, after: number, zone = 'UTC'): number | undefined {
  const [, kind = '', inside = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression.trim()) ?? [];
  switch (kind) {
    case 'rate':
      return after + rateMs(inside, expression);
    case 'cron':
      return nextCron(inside.trim().split(/\s+/), after, zone, expression);
    case 'at': {
      const due = utcOfWallTime(inside, zone);
      if (Number.isNaN(due)) throw unreadable(expression);
      return due > after ? due : undefined;
    }
    default:
      throw unreadable(expression);
  }
}

const unreadable = (expression: string) => new Error(`cannot read the schedule ${expression}`);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function rateMs(inside: string, expression: string): number {
  const [, count = '', unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(inside.trim()) ?? [];
  const unitMs = { minute: minuteMs, hour: hourMs, day: 24 * hourMs }[unit];
  if (!unitMs || Number(count) < 1) throw unreadable(expression);
  return Number(count) * unitMs;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

type Wall = {
  minute: number;
  hour: number;
  day: number;
  month: number;
  weekday: number;
  year: number;
  lastDay: number;
};

/** The clock on a wall in `zone`. Weekdays count from 1 = Sunday, as in EventBridge. */
function wallTime(at: number, zone: string): Wall {
  const shifted = new Date(at + offsetOf(at, zone));
  const [year, month] = [shifted.getUTCFullYear(), shifted.getUTCMonth() + 1];
  return {
    minute: shifted.getUTCMinutes(),
    hour: shifted.getUTCHours(),
    day: shifted.getUTCDate(),
    month,
    weekday: shifted.getUTCDay() + 1,
    year,
    lastDay: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetOf(at: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * hourMs + Number(minutes) * minuteMs);
}

function utcOfWallTime(text: string, zone: string): number {
  const asUtc = Date.parse(`${text}Z`);
  return Number.isNaN(asUtc) ? asUtc : asUtc - offsetOf(asUtc - offsetOf(asUtc, zone), zone);
}

type Matches = (value: number, wall: Wall) => boolean;

function field(text: string, names: readonly string[], first: number, expression: string): Matches {
  const number = (part: string) => {
    const named = names.indexOf(part.toUpperCase());
    const value = named >= 0 ? named + first : Number(part);
    if (!Number.isInteger(value)) throw unreadable(expression);
    return value;
  };
  const parts = text.split(',').map((part): Matches => {
    if (part === '*' || part === '?') return () => true;
    if (part === 'L') return (value, wall) => value === (names === weekdays ? 7 : wall.lastDay);
    const [range = '', step] = part.split('/');
    const [from = '', to] = range.split('-');
    const start = from === '*' ? first : number(from);
    const end = to === undefined ? (step === undefined ? start : Number.POSITIVE_INFINITY) : number(to);
    const every = step === undefined ? 1 : number(step);
    return (value) => value >= start && value <= end && (value - start) % every === 0;
  });
  return (value, wall) => parts.some((matches) => matches(value, wall));
}

function nextCron(fields: readonly string[], after: number, zone: string, expression: string): number | undefined {
  const [minute, hour, day, month, weekday, year, ...rest] = fields;
  if (!minute || !hour || !day || !month || !weekday || !year || rest.length > 0) throw unreadable(expression);
  const plain = (text: string, first: number) => field(text, [], first, expression);
  const matchesDay = [
    { get: (wall: Wall) => wall.year, test: plain(year, 1970) },
    { get: (wall: Wall) => wall.month, test: field(month, months, 1, expression) },
    { get: (wall: Wall) => wall.day, test: plain(day, 1) },
    { get: (wall: Wall) => wall.weekday, test: field(weekday, weekdays, 1, expression) },
  ];
  const matchesHour = plain(hour, 0);
  const matchesMinute = plain(minute, 0);
  const horizon = after + 5 * 366 * 24 * hourMs;
  let at = Math.floor(after / minuteMs) * minuteMs + minuteMs;
  while (at < horizon) {
    const wall = wallTime(at, zone);
    const rightHour = matchesDay.every(({ get, test }) => test(get(wall), wall)) && matchesHour(wall.hour, wall);
    if (rightHour && matchesMinute(wall.minute, wall)) return at;
    // Zones differ from UTC by whole quarters of an hour at least, so a wrong hour lets a quarter be skipped.
    at = rightHour ? at + minuteMs : (Math.floor(at / (15 * minuteMs)) + 1) * 15 * minuteMs;
  }
  return undefined;
}
