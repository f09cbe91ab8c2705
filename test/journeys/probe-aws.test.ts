import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { assumptions } from '../../bin/operate/probe-aws/assumptions/assumptions.ts';
import { assumptionsGuide } from '../../bin/operate/probe-aws/report.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterEach(() => clearFaults(portal));
afterAll(() => portal.close());

/** `npm run operate -- probe-aws …` against the portal's AWS; `interruptAt`: Ctrl-C as soon as it prints this. */
async function probe({ words = [], interruptAt }: { words?: readonly string[]; interruptAt?: string } = {}) {
  const command = [join(import.meta.dirname, '../../bin/operate.ts'), 'probe-aws', '--endpoint-url', portal.aws];
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
  return names;
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

  it.each([
    ['cognito-no-self-service', { service: 'cognito-idp', operation: 'GetUser', error: 'ForbiddenException' }],
    ['s3-missing-with-listing', { service: 's3', operation: 'GetObject', error: 'SlowDown', status: 503 }],
    ['dynamodb-one-item-twice', { service: 'dynamodb', operation: 'TransactWriteItems', error: 'InternalServerError' }],
  ])('R15.1 says so, and ends with 1, where AWS behaves otherwise: %s', async (id, fault) => {
    await addFault(portal, { ...fault, times: 100 });

    const { code, lines } = await probe({ words: ['--only', id] });

    const expected = assumptions.find((one) => one.id === id)?.expected;
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^NOT HELD +${id}$`)));
    expect(lines).toContain(`  expected ${expected}`);
    expect(lines.find((line) => line.startsWith('  answered'))).toContain(fault.error);
    expect({ code, left: await probeStacksLeft() }).toEqual({ code: 1, left: [] });
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

  it('docs/aws-assumptions.md is what it writes', async () => {
    const guide = await readFile(join(import.meta.dirname, '../../docs/aws-assumptions.md'), 'utf8');
    expect(guide).toBe(assumptionsGuide());
  });
});
