import { styleText } from 'node:util';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `lastSuccessAt` -> `last success at`. */
const label = (name: string) => name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

const time = new Intl.DateTimeFormat('hu-HU', { timeZone: 'Europe/Budapest', dateStyle: 'short', timeStyle: 'medium' });

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return time.format(new Date(value));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isFields(value))
    return Object.entries(value)
      .map(([name, one]) => `${label(name)} ${cell(one)}`)
      .join(', ');
  return Array.isArray(value) ? value.map(cell).join(', ') : String(value);
}

/** Rows under their headings, each column as wide as it must be. */
export function table(rows: readonly Fields[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns.map(label), ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => [...(line[at] ?? '')].length)));
  return lines
    .map((line, row) => {
      const text = line
        .map((one, at) => one.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd();
      return row === 0 ? styleText('bold', text, { validateStream: true }) : text;
    })
    .join('\n');
}

/** An answer for a person: its fields one a line, its lists as tables. Times are Budapest's. */
export function show(answer: Fields): string {
  const isTable = (value: unknown): value is Fields[] => Array.isArray(value) && value.every(isFields);
  const entries = Object.entries(answer);
  const plain = entries.filter(([, value]) => !isTable(value));
  const width = Math.max(0, ...plain.map(([name]) => label(name).length));
  const lines = plain.map(([name, value]) => `${label(name).padEnd(width)}  ${cell(value)}`);
  const tables = entries.flatMap(([name, value]) =>
    isTable(value) ? ['', `${label(name)}:`, value.length > 0 ? table(value) : '  none'] : [],
  );
  return [...lines, ...tables].join('\n').trimStart();
}
