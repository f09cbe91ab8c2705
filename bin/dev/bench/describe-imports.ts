import type { ImportTime } from './import-time.ts';
import type { FunctionImports } from './measure-imports.ts';

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
/** The value below which this share of the others is. */
const quantile = (values: readonly number[], share: number) =>
  sorted(values)[Math.round((values.length - 1) * share)] ?? 0;
const median = (values: readonly number[]) => quantile(values, 0.5);
const of = (part: keyof ImportTime, times: readonly ImportTime[]) => times.map((time) => time[part]);

/** The CPU that an import takes, by that of CDK's default bundling: it hardly changes while others use the machine. */
export const ratioOf = ({ ours, theirs }: Pick<FunctionImports, 'ours' | 'theirs'>): number =>
  median(of('cpu', ours)) / median(of('cpu', theirs));

/** Functions without an AWS client have nothing that could be left out. */
const hasClient = ({ parts }: Pick<FunctionImports, 'parts'>) =>
  [...parts.bytes.keys()].some((name) => name.startsWith('@aws-sdk/client-'));

const columns = [22, 6, 17, 9, 7, 8, 7, 7] as const;
const row = (cells: readonly string[], last: string) =>
  `${cells.map((cell, at) => (at === 0 ? cell.padEnd(columns[at] ?? 0) : cell.padStart(columns[at] ?? 0))).join('')}   ${last}`;

export const importsHeader = row(
  ['function', 'KB', 'import ms', 'default', 'ratio', 'Node', 'calls', 'code'],
  'largest parts, KB',
);

/** One line: the median import with its quartiles, and where it goes: Node's own modules, waiting for AWS at the start, the rest. */
export function describeImport(imports: FunctionImports): string {
  const { name, kilobytes, ours, theirs, builtins, parts } = imports;
  const ms = (value: number) => value.toFixed(0);
  const total = median(of('ms', ours));
  const [node, calls] = [median(of('ms', builtins)), median(of('calls', ours))];
  const spread = `${ms(total)} (${ms(quantile(of('ms', ours), 0.25))}-${ms(quantile(of('ms', ours), 0.75))})`;
  const largest = [...parts.bytes]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([part, bytes]) => `${part} ${(bytes / 1000).toFixed(0)}`);
  const cells = [name, ms(kilobytes), spread, ms(median(of('ms', theirs))), ratioOf(imports).toFixed(2)];
  return row([...cells, ms(node), ms(calls), ms(Math.max(0, total - node - calls))], largest.join(', '));
}

/** What `--check` allows: much more than is measured, so that only a lost measure fails (docs/decisions/0212-a-budget-of-ratios.md). */
const budget = { median: 0.65, each: 0.9 };

/** The median ratio, and what is over the budget, a line each; none where all is well. Nothing measured is over it, too. */
export function judgeImports(all: readonly Pick<FunctionImports, 'name' | 'parts' | 'ours' | 'theirs'>[]) {
  const ratios = all.filter(hasClient).map((one) => ({ name: one.name, ratio: ratioOf(one) }));
  const middle = median(ratios.map(({ ratio }) => ratio));
  return {
    median: middle,
    over: [
      ...(ratios.length === 0 ? ['no function with an AWS client was measured'] : []),
      ...(middle > budget.median ? [`the median is ${middle.toFixed(2)}, more than ${budget.median}`] : []),
      ...ratios
        .filter(({ ratio }) => ratio > budget.each)
        .map(({ name, ratio }) => `${name} is ${ratio.toFixed(2)}, more than ${budget.each}`),
    ],
  };
}
