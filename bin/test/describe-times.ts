import type { FileTime } from './file-times.ts';

const slowest = 10;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1).padStart(8)} s`;
const sum = (times: readonly FileTime[]) => times.reduce((total, { ms }) => total + ms, 0);

/** Where the time went, line by line: each project of vitest, then the slowest files. */
export function describeTimes(times: readonly FileTime[]): string[] {
  const projects = [...Map.groupBy(times, ({ project }) => project)]
    .map(([project, files]) => ({ project, count: files.length, ms: sum(files) }))
    .sort((one, other) => other.ms - one.ms);
  const files = times.toSorted((one, other) => other.ms - one.ms).slice(0, slowest);
  return [
    `TIME ${seconds(sum(times))}  all files, side by side`,
    ...projects.map(({ project, count, ms }) => `TIME ${seconds(ms)}  ${project} (${count} files)`),
    ...files.map(({ file, ms }) => `SLOWEST ${seconds(ms)}  ${file}`),
  ];
}
