import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '#infra/synthesize.ts';
import { settingNames } from '#stages/settings.ts';
import { describeCosts } from '../../bin/dev/costs/describe-costs.ts';
import { lines } from '../../bin/dev/costs/usage.ts';
import { watchedBy } from '../../bin/dev/costs/watched.ts';
import { severities } from '../operations/severities.ts';
import { synthesizedTemplates } from './synthesized.ts';

const doc = (name: string) => readFile(join(import.meta.dirname, '../../docs', name), 'utf8');

describe('docs/deploy.md', () => {
  it('explains every setting', async () => {
    const table = await doc('deploy.md');
    expect(settingNames.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
  });
});

let stack: Awaited<ReturnType<typeof synthesizedTemplates>>;
beforeAll(async () => {
  stack = await synthesizedTemplates();
});

const synthesized = () => ({ ...stack, stackNames: stack.stacks.map(({ name }) => name) });

describe('docs/costs.md', () => {
  it('counts each alarm once, by whom it reaches', () => {
    const all = Object.values(severities(stack));
    const saying = (words: string) => all.filter((one) => one.startsWith(words)).length;
    const { pages, tickets, notes, parts } = watchedBy(synthesized());
    expect({ pages, tickets, notes, parts }).toEqual({
      pages: saying('page'),
      tickets: saying('ticket'),
      notes: saying('note'),
      parts: saying('a part of'),
    });
    expect(pages + tickets + notes + parts).toBe(all.length);
  });

  it('is what npm run costs writes, with the alarms of the stacks as they are synthesized', async () => {
    const watched = watchedBy(synthesized());
    expect(await doc('costs.md')).toBe(describeCosts(watched));
    expect(watched.pages).toBeLessThanOrEqual(40);
    for (const { units, price } of lines)
      expect(units(1_000_000, watched), price).toBeGreaterThanOrEqual(units(1_000, watched));
  });
});

describe('the outputs that operators are sent to', () => {
  it.each(['deploy.md', 'runbook.md', 'insurer/tools.md'])('%s names those that the stacks have', async (page) => {
    const named = [...(await doc(page)).matchAll(/outputs? `([A-Z]\w+)`/g)].map(([, name]) => name);
    const made = stack.stacks.flatMap(({ template }) => Object.keys(template.Outputs));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => name && !made.includes(name))).toEqual([]);
  });
});

describe('what CloudFormation takes', () => {
  it('a template without a breach of its rules: synthesizing for a deployment looks', async () => {
    const outdir = await mkdtemp(join(tmpdir(), 'portal-validated-'));
    const { templateDir } = synthesize({ outdir, isValidated: true });
    const report = JSON.parse(await readFile(join(templateDir, 'validation-report.json'), 'utf8'));
    expect(v.parse(v.object({ pluginReports: v.array(v.unknown()) }), report).pluginReports).toEqual([]);
  });

  it('at most 500 resources, 200 outputs and a megabyte of template: each stack is far from it', async () => {
    expect(stack.stacks.map(({ name }) => name)).toEqual([
      'CustomerPortal-local-edge',
      'CustomerPortal-local-data',
      'CustomerPortal-local',
    ]);
    for (const { name, file, template } of stack.stacks) {
      expect(Object.keys(template.Resources).length, name).toBeLessThanOrEqual(350);
      expect(Object.keys(template.Outputs).length, name).toBeLessThanOrEqual(100);
      expect((await stat(file)).size, name).toBeLessThan(1_000_000);
    }
  });

  it('an endpoint costs five resources, and its alarm one of the stack that others build on', () => {
    const [portal] = stack.stacks.filter(({ name }) => name === stack.portalName);
    const own = Object.entries(portal?.template.Resources ?? {}).filter(([id]) => /listpolicies/i.test(id));
    expect(own.map(([, { Type }]) => Type).sort()).toEqual([
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
    ]);
    const routed = Object.values(portal?.template.Resources ?? {}).filter(({ Type, Properties }) =>
      Type === 'AWS::ApiGatewayV2::Route'
        ? Properties.RouteKey === 'GET /api/policies'
        : JSON.stringify(Properties).includes('listpolicies') && Type === 'AWS::ApiGatewayV2::Integration',
    );
    expect(routed).toHaveLength(2);
  });
});

describe('an update without downtime', () => {
  it('publishes the pages after every route they may call', () => {
    const [[, pages] = []] = stack.ofType('Custom::Website');
    const waitsFor = v.parse(v.array(v.string()), pages?.DependsOn);
    const routes = stack.ofType('AWS::ApiGatewayV2::Route').map(([id]) => id);
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter((id) => !waitsFor.includes(id))).toEqual([]);
  });
});

describe('publishing the pages', () => {
  it('R12.3 fails a deployment after five minutes without an answer, longer than the function may run', () => {
    const [[, pages] = []] = stack.ofType('Custom::Website');
    const { ServiceTimeout } = v.parse(v.object({ ServiceTimeout: v.unknown() }), pages?.Properties);
    expect(Number(ServiceTimeout)).toBe(300);
    const timeouts = stack.ofType('AWS::Lambda::Function').flatMap(([id, { Properties }]) => {
      const { Timeout } = v.parse(v.object({ Timeout: v.number() }), Properties);
      return id.startsWith('websitepublishwebsite') ? [Timeout] : [];
    });
    expect(timeouts).toHaveLength(1);
    expect(timeouts[0]).toBeLessThan(300);
  });
});

describe('two stages with one sender', () => {
  it('the second uses the identity that the first has made', async () => {
    const second = await synthesizedTemplates({ senderIdentity: 'existing' });
    expect(second.ofType('AWS::SES::EmailIdentity')).toEqual([]);
    expect(second.text).toContain('identity/biztosito.example');
  });
});
