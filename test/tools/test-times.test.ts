import { expect, it } from 'vitest';
import { describeTimes } from '../../bin/test/describe-times.ts';

it('npm test ends with the time of each project, the slowest first, and the ten slowest files', () => {
  const times = Array.from({ length: 12 }, (_, at) => ({
    project: at < 2 ? 'unit' : 'journeys',
    file: `file-${at}`,
    ms: at * 1000,
  }));
  const lines = describeTimes(times).map((line) => line.replace(/ +/g, ' '));
  expect(lines.slice(0, 3)).toEqual([
    'TIME 66.0 s all files, side by side',
    'TIME 65.0 s journeys (10 files)',
    'TIME 1.0 s unit (2 files)',
  ]);
  expect(lines.slice(3)).toHaveLength(10);
  expect([lines[3], lines.at(-1)]).toEqual(['SLOWEST 11.0 s file-11', 'SLOWEST 2.0 s file-2']);
});
