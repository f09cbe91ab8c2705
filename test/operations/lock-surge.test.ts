import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { functionLogs, passwordChecks } from '#test/support/portal/control.ts';
import { signUp } from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { operatedOn } from '#test/support/portal/operate.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';
import { expectAlarms } from './watched-portal.ts';

const root = join(import.meta.dirname, '../..');
const settings = { lockSurge: 4 };

let directory: string;
let portal: Portal;
let stack: Awaited<ReturnType<typeof stackWith>>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-surge-'));
  stack = await stackWith(settings);
  portal = await openPortal(stack, { directory });
});
afterAll(async () => {
  await portal?.close();
  await stack?.remove();
  await rm(directory, { recursive: true, force: true });
});

/** Somebody with one address, and a machine that changes its address within its IPv6 network. */
const attackers = [() => '203.0.113.7', () => `2001:db8:bad:1:${unique(4)}::1`.replace(/[^0-9a-f:]/g, 'a')] as const;
/** A company whose employees sign in under one address, and now and then mistype. */
const office = '198.51.100.20';

const from = (address: string) => ({ 'x-local-viewer-address': address });
const trySignIn = (address: string, username: string, password = `guess ${unique(12)}`) =>
  callApi(portal, 'POST', 'session', { body: { username, password }, headers: from(address) });

/** What an operator types, on the local host. Returns the table's rows: calls, network, names in the log. */
async function networks(...more: string[]) {
  const printed = await operatedOn(portal, 'networks', ...more);
  return printed
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.trim().split(/\s+/));
}

const lineSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    message: v.literal('request'),
    operation: v.literal('sign-in'),
    outcome: v.string(),
    network: v.string(),
  }),
);

/** The runbook's query: the sign-ins of each network in the log, and how many of them succeeded. */
async function signInsByNetwork() {
  const found = new Map<string, { calls: number; ok: number }>();
  for (const { line } of await functionLogs(portal)) {
    const parsed = v.safeParse(lineSchema, line);
    if (!parsed.success) continue;
    const { network, outcome } = parsed.output;
    const { calls, ok } = found.get(network) ?? { calls: 0, ok: 0 };
    found.set(network, { calls: calls + 1, ok: ok + (outcome === 'ok' ? 1 : 0) });
  }
  return [...found].map(([network, counts]) => ({ network, ...counts })).sort((one, other) => other.calls - one.calls);
}

describe('R12.3 the runbook’s chapter lock-surge', () => {
  it('played: the operator sees the attack, finds its networks, blocks them; everybody else signs in', async () => {
    const customers = Array.from({ length: 6 }, () => aCustomer());
    await registerAtInsurer(portal, ...customers);
    const [first, second, ...victims] = customers;
    if (!first || !second) throw new Error('there are customers');
    const { cookie } = await signUp(portal, first);
    for (const customer of [second, ...victims]) await signUp(portal, customer);
    for (const { username, password } of [first, second, first, second, first])
      expect((await trySignIn(office, username, password)).status).toBe(200);
    await trySignIn(office, second.username);

    // The alarm.
    await expectAlarms(portal, ['lock-surge'], async () => {
      for (const address of attackers)
        for (const { username } of victims) for (let time = 1; time <= 5; time++) await trySignIn(address(), username);
    });

    // 1. The log: two networks with many calls and no success, and an office.
    const seen = await signInsByNetwork();
    const suspects = seen.filter(({ calls, ok }) => calls > 10 && ok === 0).map(({ network }) => network);
    expect(suspects).toHaveLength(2);
    expect(seen.some(({ calls, ok }) => calls === 6 && ok === 5)).toBe(true);

    // 2. Their addresses.
    const rows = await networks();
    const toBlock = rows.filter(([, , name = '']) => suspects.includes(name)).map(([, network = '']) => network);
    expect(toBlock.sort()).toEqual(['2001:db8:bad:1::/64', '203.0.113.7/32']);
    expect(rows.some(([calls, network]) => calls === '6' && network === `${office}/32`)).toBe(true);

    // 3. The setting, and a deployment.
    await portal.close();
    await stack.remove();
    stack = await stackWith({ ...settings, blockedNetworks: toBlock.join(', ') });
    portal = await openPortal(stack, { directory });

    const compared = await passwordChecks(portal);
    for (const address of attackers) {
      const refused = await trySignIn(address(), `nobody.${unique(6)}`);
      expect(refused.status).toBe(429);
      expect(refused.text).toContain('/problems/too-many-requests');
      expect(refused.headers.get('retry-after')).toBe('3600');
      for (const path of ['recoveries', 'registrations', '/session', 'sess%69on'])
        expect([path, (await callApi(portal, 'POST', path, { body: {}, headers: from(address()) })).status]).toEqual([
          path,
          429,
        ]);
    }
    expect(await passwordChecks(portal)).toBe(compared);
    expect(await signInsByNetwork()).toEqual([]);
    expect((await networks('--rule', 'blocked')).map(([, network]) => network).sort()).toEqual(toBlock);

    // Everybody else signs in, and who is signed in goes on there.
    expect((await trySignIn(office, second.username, second.password)).status).toBe(200);
    const [attacker] = attackers;
    const refreshed = await callApi(portal, 'POST', 'session/refresh', { cookie, headers: from(attacker()) });
    expect(refreshed.status).toBe(200);
    // A neighbour of the machine's network.
    expectProblem(await trySignIn('2001:db8:bad:2::1', `nobody.${unique(6)}`), 'wrong-credentials');
  });

  it('names the command, the fields and the setting that this test plays', async () => {
    const [, chapter = ''] = (await readFile(join(root, 'docs/runbook.md'), 'utf8')).split('\n## lock-surge\n');
    const text = chapter.split('\n## ')[0] ?? '';
    for (const said of ['operate -- networks', 'blockedNetworks', 'by network', 'outcome'])
      expect(text).toContain(said);
  });
});
