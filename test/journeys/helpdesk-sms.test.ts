import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '#infra/synthesize.ts';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, functionLogs, smsTo } from '#test/support/portal/control.ts';
import { confirm, confirmationToken, register } from '#test/support/portal/customer.ts';
import { anAgent, identify, refuseSms } from '#test/support/portal/helpdesk-agent.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { playedStack } from '#test/support/portal/played-stack.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { depth, queueUrl } from '#test/support/portal/queues.ts';

const operator = '+36301110000';
let portal: Portal;
beforeAll(async () => {
  await playedStack();
  const outdir = await mkdtemp(join(tmpdir(), 'portal-canary-'));
  // The local host knows the staff's policy by its construct's path.
  const context = { smsCanaryNumber: operator, 'aws:cdk:enable-path-metadata': true };
  portal = await openPortal(synthesize({ outdir, context }));
});
afterAll(() => portal?.close());

const canaryOf = async () => {
  const { canary } = await (await anAgent(portal, 'agent.kata'))(contract.showSmsHealth);
  return canary;
};
const errors = async () =>
  (await functionLogs(portal)).filter(
    ({ function: name, line }) => name.includes('send-sms-canary') && /"error"/.test(line),
  );

describe('R10.1 the canary', () => {
  it('goes to the operator by schedule; three in a row that do not arrive wake somebody, one or two do not', async () => {
    for (let times = 1; times <= 3; times++) {
      await advance(portal, times === 1 ? 'PT31M' : 'PT30M');
      await eventually('the canary', async () => (await smsTo(portal, operator)).at(times - 1));
      const canary = await eventually('its outcome', async () => {
        const found = await canaryOf();
        return JSON.stringify(found).includes('undelivered') ? found : undefined;
      });
      expect(canary).toMatchObject({ outcome: 'undelivered', sentAt: expect.any(String) });
      expect(await errors()).toHaveLength(0);
    }
    await refuseSms(portal);
    await advance(portal, 'PT30M');
    await eventually('the error', async () => ((await errors()).length === 1 ? true : undefined));
    expect(await canaryOf()).toMatchObject({ outcome: 'refused' });
    const lines = JSON.stringify(await functionLogs(portal));
    expect(lines).not.toContain(operator.slice(1));
  });
});

describe('R10.2 receipts', () => {
  it('a plain text in the queue, such as SNS sends to try a topic, is logged and dropped', async () => {
    const QueueUrl = await queueUrl(portal, 'record-sms-outcome');
    await portal.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'Successfully validated SNS topic' }));
    const dropped = async () =>
      (await functionLogs(portal)).some(
        ({ function: name, line }) => name.includes('record-sms-outcome') && line.includes('"outcome":"no-json"'),
      );
    await eventually('the line', async () => ((await dropped()) ? true : undefined));
    expect(await depth(portal, 'record-sms-outcome')).toMatchObject({ waiting: 0 });
  });

  it('an unreachable phone shows on the account and in the SMS health', async () => {
    const customer = aCustomer({ mobile: '06 30 222 0000', dialled: '+36302220000' });
    await registerAtInsurer(portal, customer);
    await register(portal, customer);
    const { body } = await confirm(portal, await confirmationToken(portal, customer));
    expect(body.passwordSms).toBe('sent');
    const agent = await anAgent(portal, 'agent.kata');
    const identification = await identify(agent, customer.identity);
    await eventually('the receipt', async () => {
      const { sms } = await agent(contract.showAccount, { identification });
      return JSON.stringify(sms).includes('TEXT_UNREACHABLE') ? true : undefined;
    });
    const health = await agent(contract.showSmsHealth);
    expect(health).toMatchObject({ successesLastHour: 0 });
    await advance(portal, 'PT61M');
    expect(Number(health.failuresLastHour)).toBeGreaterThan(0);
  });
});
