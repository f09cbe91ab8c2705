import { largestLevers } from './levers.ts';
import { prices } from './prices.ts';
import { assumptions, type Line, lines } from './usage.ts';
import type { Watched } from './watched.ts';

const sizes = [1_000, 100_000, 1_000_000] as const;

const number = (value: number, digits: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const units = (value: number) => (value === 0 ? '0' : value.toLocaleString('en-US', { maximumSignificantDigits: 3 }));
const dollars = (value: number) => number(value, value < 100 ? 2 : 0);
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const assumed: readonly (readonly [string, number])[] = [
  ['documents that arrive', assumptions.documents],
  ['MB of one document', assumptions.documentMegabytes],
  ['sign-ins', assumptions.visits],
  ['share of customers who sign in at all', assumptions.activeShare],
  ['requests to the API in one visit', assumptions.requestsPerVisit],
  ['documents opened or saved in one visit', assumptions.openedPerVisit],
  ['share of customers who register again, by one SMS', assumptions.newShare],
  ['share of documents that are not opened within two weeks', assumptions.unreadShare],
  ['policies of one customer', assumptions.policies],
  ['full registry files', assumptions.registryFiles],
  ['share of registry rows that a file changes', assumptions.changedShare],
  ['months that a document is kept', assumptions.monthsKept],
];

/** The cost table as Markdown: what is assumed, each line as units x price, and the sums, in USD a month. `watched`: the stacks' alarms. */
export function describeCosts(watched: Watched): string {
  const used = (line: Line, customers: number) => line.units(customers, watched);
  const costOf = (line: Line, customers: number) => used(line, customers) * prices[line.price];
  const cost = (customers: number) => lines.reduce((sum, line) => sum + costOf(line, customers), 0);
  const alarmCost =
    watched.metrics * prices['CloudWatch: alarm a month'] +
    watched.composites * prices['CloudWatch: composite alarm a month'];
  return [
    '# What the portal costs a month',
    '',
    'Written by `npm run costs` from `bin/dev/costs/`: change the assumptions or prices there, not here. USD, Europe (Frankfurt), list',
    "prices without taxes, discounts and free tiers (but for Cognito's first 10,000 users and AWS's own metrics). The prices are inputs: look them up",
    'before you rely on a sum. A leased SMS number and AWS support are not in it.',
    '',
    '## What one customer does in a month',
    '',
    row(['assumed', 'value']),
    row(['---', '---:']),
    ...assumed.map(([name, value]) => row([name, String(value)])),
    '',
    '## The bill',
    '',
    row(['unit', 'price', 'how many', ...sizes.map((size) => `${number(size, 0)} customers`)]),
    row(['---', '---:', '---', ...sizes.map(() => '---:')]),
    ...lines.map((line) =>
      row([
        line.price,
        String(prices[line.price]),
        line.how,
        ...sizes.map((size) => `${units(used(line, size))} → ${dollars(costOf(line, size))}`),
      ]),
    ),
    row(['**together**', '', '', ...sizes.map((size) => `**${dollars(cost(size))}**`)]),
    row(['a customer', '', '', ...sizes.map((size) => number(cost(size) / size, 4))]),
    '',
    '## The alarms',
    '',
    `${watched.pages + watched.tickets + watched.notes + watched.parts} alarms, counted in the synthesized stacks: ${watched.pages} page (40 at most), ${watched.tickets} open a ticket, notes: ${watched.notes}, and ${watched.parts} reach`,
    'nobody by themselves: composite alarms, which are among those that page or open a ticket, sum them up. CloudWatch bills',
    `${watched.metrics} metrics of alarms and ${watched.composites} composite alarms, of which one only keeps pages quiet: ${dollars(alarmCost)} USD a month.`,
    'The setting `smsCanaryNumber` adds one.',
    '',
    '## What drives it',
    '',
    '- Up to some thousand customers the fixed part (alarms, metrics, idle polling of queues) is most of it.',
    '- Beyond 10,000 active users Cognito is the largest line. Its Lite plan costs a third, but has no rotation of refresh tokens',
    '  (R1.4), so that it is not a choice here.',
    '- SMS come next: they are sent at registration only; recovery is by mail (R4). Each is one part, without',
    '  accents ([decision 72](decisions/0072-one-part-without-accents.md)).',
    '',
    '## What would make it smaller',
    '',
    'The three largest levers for each number of customers, and USD a month that each saves.',
    '',
    row(['customers', 'lever', 'saves', 'what it costs instead']),
    row(['---:', '---', '---:', '---']),
    ...sizes.flatMap((size) =>
      largestLevers(size, 3).map(({ name, instead, saves }) =>
        row([number(size, 0), name, dollars(saves(size)), instead]),
      ),
    ),
    '',
  ].join('\n');
}
