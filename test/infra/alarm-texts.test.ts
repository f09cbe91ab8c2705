import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { longestText } from 'watched-stack';
import { synthesizedTemplates } from './synthesized.ts';

const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const headings = [...runbook.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);

const account = '012345678901';
/** The text as AWS gets it. A stage without an account is deployed into whichever deploys it. */
const joined = v.object({ 'Fn::Join': v.tuple([v.literal(''), v.array(v.unknown())]) });
const written = (text: unknown): string =>
  typeof text === 'string'
    ? text
    : v
        .parse(joined, text)
        ['Fn::Join'][1].map((part) => {
          if (typeof part === 'string') return part;
          const { Ref: ref } = v.parse(v.object({ Ref: v.string() }), part);
          return { 'AWS::AccountId': account, 'AWS::URLSuffix': 'amazonaws.com' }[ref] ?? `<${ref}>`;
        })
        .join('');

const alarmSchema = v.looseObject({ AlarmName: v.string(), AlarmDescription: v.unknown() });
const functionSchema = v.looseObject({
  FunctionName: v.string(),
  LoggingConfig: v.object({ LogGroup: v.object({ Ref: v.string() }) }),
});

type Stacks = Awaited<ReturnType<typeof synthesizedTemplates>>;
/** Every alarm but the one that only keeps others quiet, by its heading, with its text. */
function textsOf({ ofType, portalName }: Stacks): ReadonlyMap<string, string> {
  const resources = [...ofType('AWS::CloudWatch::Alarm'), ...ofType('AWS::CloudWatch::CompositeAlarm')];
  const alarms = resources.map(([, { Properties }]) => v.parse(alarmSchema, Properties));
  return new Map(
    alarms
      .map(({ AlarmName, AlarmDescription }) => [AlarmName.slice(portalName.length + 1), AlarmDescription] as const)
      .filter(([heading]) => heading !== 'causes')
      .map(([heading, text]) => [heading, written(text)]),
  );
}

/** The links of a text, by the word before each. */
const linksOf = (text: string) =>
  [...text.matchAll(/^(\w[\w ]*): (\S+)$/gm)].map(([, what = '', link = '']) => ({ what, link }));

describe.each([
  ['local', {}],
  ['local with a runbook on the web', { runbookUrl: 'https://git.insurer.example/portal/docs/runbook.md' }],
  ['test', { stage: 'test' }],
  ['prod', { stage: 'prod' }],
])('R12.3 the text of each alarm of the stage %s', (_, context) => {
  let stacks: Stacks;
  let texts: ReadonlyMap<string, string>;
  beforeAll(async () => {
    stacks = await synthesizedTemplates(context);
    texts = textsOf(stacks);
  });

  const groupsOf = (id: string) =>
    stacks.stacks
      .flatMap(({ name, template }) => Object.entries(template.Resources).map(([logical, r]) => ({ name, logical, r })))
      .filter(({ r, logical }) => r.Type === 'AWS::Logs::LogGroup' && `${logical}`.startsWith(id))
      .map(({ name, logical }) => `${name}-${logical}`);

  it('is one that CloudWatch takes, and says its heading in the runbook', () => {
    expect(texts.size).toBeGreaterThan(100);
    for (const [heading, text] of texts) {
      expect(text.length, `${heading}: ${text}`).toBeLessThanOrEqual(longestText);
      const runbookAt = 'runbookUrl' in context ? context.runbookUrl : 'docs/runbook.md';
      expect(text).toContain(`\nWhat to do: ${runbookAt}#${heading}\n`);
      expect(headings).toContain(heading);
    }
  });

  it('links this region and the dashboard that there is', () => {
    const [dashboard] = stacks
      .ofType('AWS::CloudWatch::Dashboard')
      .map(([, { Properties }]) => Properties.DashboardName);
    for (const [heading, text] of texts) {
      const links = linksOf(text).filter(({ link }) => link.startsWith('https://eu-central-1.console.'));
      expect(
        links.map(({ what }) => what),
        heading,
      ).toContain('Dashboard');
      for (const { link } of links) {
        const { hostname, searchParams } = new URL(link);
        expect([hostname, searchParams.get('region')]).toEqual(['eu-central-1.console.aws.amazon.com', 'eu-central-1']);
      }
      expect(links.find(({ what }) => what === 'Dashboard')?.link).toMatch(
        new RegExp(`#dashboards/dashboard/${dashboard}$`),
      );
    }
  });

  it('of each function links its own log group, and no other', () => {
    for (const [, { Properties }] of stacks.ofType('AWS::Lambda::Function')) {
      const { FunctionName, LoggingConfig } = v.parse(functionSchema, Properties);
      const text = texts.get(FunctionName.slice(stacks.portalName.length + 1)) ?? '';
      const logs = linksOf(text).filter(({ what }) => what === 'Logs');
      const [group, ...others] = groupsOf(LoggingConfig.LogGroup.Ref);
      expect(others).toEqual([]);
      expect(logs.map(({ link }) => link.split('logGroupNameFilter$3D')[1])).toEqual([group]);
    }
  });

  it('links only log groups and queues that there are; those about a queue link it', () => {
    const queues = stacks.ofType('AWS::SQS::Queue').map(([, { Properties }]) => String(Properties.QueueName));
    const deployedTo = stacks.text.includes('000000000000') ? '000000000000' : account;
    for (const [heading, text] of texts) {
      const links = linksOf(text);
      for (const { link } of links.filter(({ what }) => what === 'Logs')) {
        const begin = link.split('#logsV2:log-groups$3FlogGroupNameFilter$3D')[1] ?? '';
        expect(begin === stacks.portalName || groupsOf('').includes(begin), `${heading}: ${begin}`).toBe(true);
      }
      const linked = links
        .filter(({ what }) => what === 'Queue')
        .map(
          ({ link }) => decodeURIComponent(link.split('#/queues/')[1] ?? '').split(`amazonaws.com/${deployedTo}/`)[1],
        );
      expect(
        linked.filter((name) => !queues.includes(name ?? '')),
        heading,
      ).toEqual([]);
      const own = `${stacks.portalName}-${heading.replace(/-late$/, '')}`;
      if (queues.includes(own)) expect(linked, heading).toEqual([own]);
    }
  });
});

describe('R12.3 the texts of the stage with the longest names', () => {
  it('are no longer than CloudWatch takes', async () => {
    const texts = textsOf(await synthesizedTemplates({ runbookUrl: `https://${'r'.repeat(100)}.example/r` }));
    // What a name of twenty letters adds wherever a text has the stage's, and the longest region.
    const longest = (text: string) =>
      text
        .replaceAll('CustomerPortal-local', `CustomerPortal-${'s'.repeat(20)}`)
        .replaceAll('eu-central-1', 'ap-southeast-1');
    for (const [heading, text] of texts)
      expect(longest(text).length, `${heading}: ${longest(text)}`).toBeLessThanOrEqual(longestText);
  });
});
