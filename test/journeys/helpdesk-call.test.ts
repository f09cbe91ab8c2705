import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, functionLogs, mailsTo } from '#test/support/portal/control.ts';
import {
  chooseFirstPassword,
  confirm,
  confirmationToken,
  passwordFromSms,
  register,
} from '#test/support/portal/customer.ts';
import {
  agentArn,
  agentKey,
  anAgent,
  auditOf,
  helpdeskUrl,
  identify,
  refusedBy,
  refuseSms,
} from '#test/support/portal/helpdesk-agent.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { openPortal } from '#test/support/portal/portal.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

// One in which nobody was sent a text message yet: they are counted.
const portal = await portalOfFile(openPortal);

const nobody = 'AAAAAAAAAAAAAAAAAAAAAA';
const belowIdentification = Object.values(contract).filter(({ path }) => path.includes('{identificationId}'));
const bodies: Readonly<Record<string, unknown>> = {
  'compare-mobile': { mobile: '06 30 123 4567' },
  'correct-email': { email: 'new@mail.example' },
};
const bodyOf = (name: string) => (name in bodies ? { body: bodies[name] } : {});

describe('R10 a caller who got no password', () => {
  it('SMS fails, the caller phones, is identified, the number is corrected, the password comes, sign-in works, and the audit lists it all', async () => {
    const customer = await anInsuredPerson(portal);
    const mistyped = { ...customer, mobile: '06 20 999 8877' };
    await register(portal, mistyped);
    await refuseSms(portal);
    const token = await confirmationToken(portal, customer);
    const { body: confirmed } = await confirm(portal, token);
    expect(confirmed.passwordSms).toBe('failed');

    const agent = await anAgent(portal, 'agent.kata');
    const health = await agent(contract.showSmsHealth);
    expect(health).toMatchObject({ failuresLastHour: 1, lastFailureAt: expect.any(String) });

    const identification = await identify(agent, customer.identity);
    expect(await agent(contract.showAccount, { identification })).toMatchObject({
      state: 'active',
      mobile: '+36 20 *** **77',
      firstPasswordChosen: false,
      attemptsLeft: 3,
      sms: [{ outcome: 'refused', code: 'ConflictException' }],
    });
    const { mobile } = customer;
    expect(await agent(contract.compareMobile, { identification, body: { mobile } })).toEqual({
      outcome: 'differs',
      mobile: '+36 20 *** **77',
    });
    expect(await agent(contract.compareMobile, { identification, body: { mobile, correct: true } })).toEqual({
      outcome: 'corrected',
      oldAddressTold: true,
    });
    await agent(contract.resendPassword, { identification });
    expect((await confirm(portal, token)).body.passwordSms).toBe('sent');
    await chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));

    const mail = (await mailsTo(portal, customer.email)).at(-1);
    expect(mail?.text).toContain('+36 30 ***');
    expect(mail?.text).not.toContain(customer.dialled);
    const shown = await eventually('the receipts', async () => {
      const answer = await agent(contract.showAccount, { identification });
      const [sms, first] = Array.isArray(answer.sms) ? answer.sms : [];
      return sms?.outcome === 'delivered' && first ? answer : undefined;
    });
    expect(shown).toMatchObject({ firstPasswordChosen: true, mails: [{ purpose: 'correction' }] });

    const audit = await auditOf(portal, customer.customerId);
    expect(audit.map(({ what }) => what).filter((what) => what !== 'account-shown')).toEqual([
      'caller-identified',
      'mobile-differed',
      'mobile-corrected',
      'correction-told',
      'password-asked',
      'password-sms-accepted',
    ]);
    for (const entry of audit)
      expect(entry).toMatchObject({
        agent: agentArn('agent.kata'),
        whom: customer.customerId,
        identificationId: identification,
      });
    const values = [...Object.values(customer.identity), customer.email, customer.username, customer.dialled, '998877'];
    const written = JSON.stringify([audit, await functionLogs(portal)]);
    for (const value of values) expect(written).not.toContain(value);
    expect(await agent(contract.showSmsHealth)).toMatchObject({ failuresLastHour: 1, successesLastHour: 1 });
  });
});

describe('R10.2 nothing without an identified caller', () => {
  it.each(belowIdentification.map((endpoint) => [endpoint.name, endpoint] as const))('%s', async (name, endpoint) => {
    const agent = await anAgent(portal, 'agent.bela');
    expect(await refusedBy(agent, endpoint, { identification: nobody, ...bodyOf(name) })).toMatchObject({
      status: 403,
      type: '/problems/identification-required',
    });
  });

  it('an identification holds for its agent only', async () => {
    const customer = await anInsuredPerson(portal);
    const identification = await identify(await anAgent(portal, 'agent.kata'), customer.identity);
    const other = await anAgent(portal, 'agent.bela');
    expect((await refusedBy(other, contract.showAccount, { identification })).status).toBe(403);
    expect(await auditOf(portal, customer.customerId)).toHaveLength(1);
  });

  it('an identification holds for a quarter of an hour', async () => {
    const customer = await anInsuredPerson(portal);
    const agent = await anAgent(portal, 'agent.kata');
    const identification = await identify(agent, customer.identity);
    await advance(portal, 'PT14M');
    expect(await agent(contract.showAccount, { identification })).toMatchObject({ state: 'none' });
    await advance(portal, 'PT61S');
    expect((await refusedBy(agent, contract.showAccount, { identification })).status).toBe(403);
  });

  it('R2.3 data that fit nobody are refused with the fields that match, and audited without them', async () => {
    const customer = await anInsuredPerson(portal);
    const agent = await anAgent(portal, 'agent.kata');
    const identity = { ...customer.identity, mothersFamilyName: 'Egészenmás' };
    expect(await refusedBy(agent, contract.identifyCaller, { body: { identity } })).toMatchObject({
      status: 422,
      type: '/problems/identification-failed',
      matched: ['birthDate', 'name', 'birthName', 'birthPlace'],
    });
  });

  it('one person is tried at most five times a day', async () => {
    const agent = await anAgent(portal, 'agent.kata');
    const { identity } = aCustomer();
    const statuses: number[] = [];
    for (let tries = 1; tries <= 6; tries++)
      statuses.push((await refusedBy(agent, contract.identifyCaller, { body: { identity } })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });
});

describe('R10 the command line', () => {
  const command = join(import.meta.dirname, '../../bin/helpdesk.ts');
  const run = async (...args: string[]) => {
    const env = { ...process.env, HELPDESK_URL: helpdeskUrl(portal), TZ: 'UTC' };
    const { accessKeyId, secretAccessKey } = agentKey('agent.cli');
    const credentials = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...args], {
      env: { ...env, ...credentials },
    });
    return stdout;
  };

  it('identifies a caller and shows the account, as text and as JSON, with the credentials of the environment', async () => {
    const customer = await anInsuredPerson(portal);
    await register(portal, customer);
    const file = join(await mkdtemp(join(tmpdir(), 'portal-caller-')), 'caller.json');
    await writeFile(file, JSON.stringify(customer.identity));
    const identified: unknown = JSON.parse(await run('identify-caller', '--data', file, '--json'));
    const { identificationId } = v.parse(contract.identifyCaller.answers[201], identified);
    const shown = await run('show-account', '--identification', identificationId);
    expect(shown).toMatch(/^state +pending$/m);
    expect(shown).toMatch(/^mobile +\+36 30 \*\*\*/m);
    expect((await auditOf(portal, customer.customerId)).map(({ agent }) => agent)).toEqual([
      agentArn('agent.cli'),
      agentArn('agent.cli'),
    ]);
  });

  it('says in one line what is refused', async () => {
    await expect(run('show-account', '--identification', nobody)).rejects.toMatchObject({
      stderr: expect.stringMatching(/^Identify the caller first/),
      code: 1,
    });
  });
});

describe('R10 only signed calls', () => {
  const call = async (headers: Record<string, string>) =>
    (await fetch(`${helpdeskUrl(portal)}/api/helpdesk/sms-health`, { headers })).status;
  const credential = (date: string, service: string) =>
    `AWS4-HMAC-SHA256 Credential=agent/${date}/eu-central-1/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;

  it('unsigned, with a token, signed for another service or long ago: 403', async () => {
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const now = `${new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')}`;
    expect(await call({})).toBe(403);
    expect(await call({ authorization: 'Bearer nothing' })).toBe(403);
    expect(await call({ authorization: credential(day, 's3'), 'x-amz-date': now })).toBe(403);
    expect(await call({ authorization: credential('20200101', 'execute-api'), 'x-amz-date': '20200101T000000Z' })).toBe(
      403,
    );
  });
});
