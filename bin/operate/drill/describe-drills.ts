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

/** docs/drills.md: what was played, and what it came to. */
export const drillsGuide = (outcomes: readonly Outcome[]): string =>
  [
    '# Drills',
    '',
    'Written by `npm run operate -- drill --write`, which plays each incident on the local host, on a stage of its own, from quiet through the',
    'fault to quiet again (`test/operations/drills`). Minutes are of the portal’s clock: from the fault to the ring, and from the cure to',
    'the end of the alarm. The fault lasts for ten minutes more (five where every call waits). Each rings within ten minutes, exactly once; a',
    'ticket wakes nobody.',
    '',
    row(['#', 'fault', 'severity', 'rings', 'after', 'cure', 'over after', 'tickets besides']),
    row(['---', '---', '---', '---', '---:', '---', '---:', '---']),
    ...outcomes.map(({ drill, rangAfter, overAfter, tickets }) =>
      row([
        ...expectedCells(drill),
        minutes(rangAfter),
        drill.cure,
        minutes(overAfter),
        [...new Set(tickets)].sort().join(', ') || 'none',
      ]),
    ),
    '',
  ].join('\n');
