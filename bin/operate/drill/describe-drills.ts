import type { Drill, Outcome } from '#test/operations/drills/drill.ts';

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const minutes = (count: number | undefined) => (count === undefined ? 'never' : String(count));

/** What each drill expects, without what came of it: the part of a row that a test compares. */
export const expectedCells = ({ number, fault, since, rings: { severity, heading } }: Drill): readonly string[] => [
  number,
  since === undefined ? fault : `${fault} (counted from when ${since.what})`,
  severity,
  `[${heading}](runbook.md#${heading})`,
];

/** One line for a person who watches. */
export const outcomeLine = ({ drill, rangAfter, overAfter, problems }: Outcome): string =>
  problems.length > 0
    ? `${drill.number}: ${problems.join('; ')}`
    : `${drill.number}: one ${drill.rings.severity} ${drill.rings.heading} after ${minutes(rangAfter)} minutes, over ${minutes(overAfter)} minutes after the cure`;

const rowOf = ({ drill, rangAfter, overAfter, tickets }: Outcome): string =>
  row([
    ...expectedCells(drill),
    minutes(rangAfter),
    drill.cure,
    minutes(overAfter),
    [...new Set(tickets)].sort().join(', ') || 'none',
  ]);

/** The rows of the table as it is written, by the drills' numbers. */
export const rowsIn = (guide: string): ReadonlyMap<string, string> =>
  new Map([...guide.matchAll(/^\| (\d+\w?) \|.*$/gm)].map(([line, number = '']) => [number, line]));

/** docs/drills.md: what was played now, and the rows of what was played before. */
export function drillsGuide(drills: readonly Drill[], outcomes: readonly Outcome[], before: string): string {
  const rows = new Map([...rowsIn(before), ...outcomes.map((one) => [one.drill.number, rowOf(one)] as const)]);
  return [
    '# Drills',
    '',
    'Written by `npm run operate -- drill --write`, which plays each incident on the local host, on a stage of its own, from quiet through the',
    'fault to quiet again (`test/operations/drills`). Minutes are of the portal’s clock: from the fault to the ring, and from the cure to',
    'the end of the alarm. The fault lasts for ten minutes more (five where every call waits). Each rings within ten minutes, exactly once; a',
    'ticket wakes nobody.',
    '',
    row(['#', 'fault', 'severity', 'rings', 'after', 'cure', 'over after', 'tickets besides']),
    row(['---', '---', '---', '---', '---:', '---', '---:', '---']),
    ...drills.flatMap(({ number }) => rows.get(number) ?? []),
    '',
  ].join('\n');
}
