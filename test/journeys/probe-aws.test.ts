import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { assumptions } from '../../bin/operate/probe-aws/assumptions/assumptions.ts';
import { restsOn } from '../../bin/operate/probe-aws/assumptions/rests.ts';
import { assumptionsGuide } from '../../bin/operate/probe-aws/report.ts';
import { changedBehaviours, startChangedAws } from './changed-aws.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterEach(() => clearFaults(portal));
afterAll(() => portal.close());

/** `npm run operate -- probe-aws …` against the portal's AWS or a proxy in front of it; `interruptAt`: Ctrl-C as soon as it prints this. */
async function probe({
  words = [],
  interruptAt,
  aws = portal.aws,
}: {
  words?: readonly string[];
  interruptAt?: string;
  aws?: string;
} = {}) {
  const command = [join(import.meta.dirname, '../../bin/operate.ts'), 'probe-aws', '--endpoint-url', aws];
  const { AWS_ACCESS_KEY_ID: _, ...env } = process.env;
  const child = spawn(process.execPath, [...command, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let isInterrupted = false;
  const note = (chunk: Buffer) => {
    out += chunk;
    if (isInterrupted || interruptAt === undefined || !out.includes(interruptAt)) return;
    isInterrupted = true;
    child.kill('SIGINT');
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const [code] = await once(child, 'close');
  return { code, lines: out.trimEnd().split('\n') };
}

async function probeStacksLeft(): Promise<readonly string[]> {
  const client = cloudFormation();
  const names: string[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
    names.push(...Stacks.flatMap(({ StackName }) => StackName ?? []));
  // The portal's own stacks are there as well.
  return names.filter((name) => name.startsWith('portal-probe-'));
}

const cloudFormation = () =>
  new CloudFormationClient({
    endpoint: portal.aws,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });

describe('npm run operate -- probe-aws', () => {
  it('R15.1 asks every assumption, says that each held, and leaves nothing behind', async () => {
    const { code, lines } = await probe();

    const asked = assumptions.filter(({ minutes }) => minutes === undefined);
    expect(lines.filter((line) => line.startsWith('held')).map((line) => /^held +([\w-]+):/.exec(line)?.[1])).toEqual(
      asked.map(({ id }) => id),
    );
    expect(lines.at(-1)).toBe(
      `${asked.length} of ${asked.length} assumptions held, ${assumptions.length - asked.length} not asked`,
    );
    expect(code).toBe(0);
    expect(await probeStacksLeft()).toEqual([]);
  });

  it('R12.3 asks CloudWatch, of which there is no client, what the dead man’s switches rest on', async () => {
    const { code, lines } = await probe({ words: ['--only', 'cloudwatch-no-data'] });
    expect([code, lines.find((line) => line.startsWith('held'))]).toEqual([
      0,
      'held       cloudwatch-no-data: missing INSUFFICIENT_DATA, breaching ALARM, notBreaching OK, filled OK',
    ]);
  });

  it.each(changedBehaviours)('R15.1 says so, and ends with 1, where AWS behaves otherwise: $id', async (changed) => {
    const aws = await startChangedAws(portal.aws, changed.change);
    const [service = ''] = changed.id.split('-');

    const { code, lines } = await probe({ words: ['--only', service], aws: aws.url });
    await aws.close();

    const notHeld = lines.filter((line) => line.startsWith('NOT HELD'));
    expect(notHeld.map((line) => /^NOT HELD +([\w-]+)$/.exec(line)?.[1])).toEqual([changed.id]);
    expect(lines).toContain(`  expected ${assumptions.find(({ id }) => id === changed.id)?.expected}`);
    expect(lines.find((line) => line.startsWith('  answered'))).toContain(changed.answered);
    expect({ code, left: await probeStacksLeft() }).toEqual({ code: 1, left: [] });
  });

  it('R15.1 an AWS that fails a call is shown with its error', async () => {
    const fault = { service: 's3', operation: 'GetObject', error: 'SlowDown', status: 503 };
    await addFault(portal, { ...fault, times: 100 });

    const { code, lines } = await probe({ words: ['--only', 's3-missing-with-listing'] });

    expect(lines).toContain('NOT HELD   s3-missing-with-listing');
    expect(lines).toContain('  answered SlowDown 503');
    expect(code).toBe(1);
  });

  it('removes what it made after Ctrl-C, and what a killed run left', async () => {
    await cloudFormation().send(
      new CreateStackCommand({ StackName: 'portal-probe-killed', TemplateBody: JSON.stringify({ Resources: {} }) }),
    );

    const { code, lines } = await probe({ interruptAt: 'making' });

    expect(lines.filter((line) => line.startsWith('removing'))).toEqual([
      'removing portal-probe-killed ...',
      expect.stringMatching(/^removing portal-probe-[0-9a-f]{8} \.\.\.$/),
    ]);
    expect(lines.join('\n')).toContain('Interrupted');
    expect({ code, left: await probeStacksLeft() }).toEqual({ code: 1, left: [] });
  });

  it('names the assumptions where there is none of that name', async () => {
    const { code, lines } = await probe({ words: ['--only', 'nothing'] });
    expect(lines.join('\n')).toContain('There is no assumption nothing: cognito-unknown-user');
    expect(code).toBe(1);
  });

  it('names only questions that there are as what rules rest on', () => {
    const ids = new Set(assumptions.map(({ id }) => id));
    expect(Object.keys(restsOn).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('docs/aws-assumptions.md is what it writes', async () => {
    const guide = await readFile(join(import.meta.dirname, '../../docs/aws-assumptions.md'), 'utf8');
    expect(guide).toBe(assumptionsGuide());
  });
});
