import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemTable } from '#shared/contract/problems.ts';
import { unique } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, idle } from '#test/support/portal/control.ts';
import { aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { depth } from '#test/support/portal/queues.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';
import { synthesizedTemplates } from '../infra/synthesized.ts';
import { reaching } from './watched-portal.ts';

let portal: Portal;
let stack: Awaited<ReturnType<typeof stackWith>>;
beforeAll(async () => {
  stack = await stackWith({ maintenance: 'on', workers: 'paused', helpline: "+36 1 <O'Kelly>" });
  portal = await openPortal(stack);
});
afterAll(async () => {
  await portal?.close();
  await stack?.remove();
});

describe('a portal that rests for maintenance', () => {
  it.each(['/', '/documents', '/confirm', '/no/such/page'])(
    'says so at %s, in both languages, with the helpline',
    async (path) => {
      const response = await fetch(`${portal.url}${path}`);
      const text = await response.text();
      expect([response.status, response.headers.get('retry-after'), response.headers.get('cache-control')]).toEqual([
        503,
        '600',
        'no-store',
      ]);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(text).toContain('karbantartás miatt szünetel');
      expect(text).toContain('closed for maintenance');
      expect(text).toContain('+36 1 &#60;O&#39;Kelly&#62;');
    },
  );

  it('answers calls of open pages as a busy portal does, and serves what they still load', async () => {
    const { status, body } = await callApi(portal, 'POST', 'session', { body: { username: unique(), password: 'x' } });
    expect([status, body]).toEqual([503, { type: '/problems/busy', ...problemTable.busy }]);
    expect((await fetch(`${portal.url}/brand.css`)).status).toBe(200);
  });

  it('leaves what comes in queues where it is, and wakes nobody for that but for withdrawals that wait', async () => {
    const { waiting } = await depth(portal, 'deliver-document');
    await uploadDocument(portal, `P-${unique()}`, aPdf());
    for (let minutes = 0; minutes < 15; minutes += 5) {
      await advance(portal, 'PT5M');
      await idle(portal);
    }
    expect((await depth(portal, 'deliver-document')).waiting).toBe(waiting + 1);
    // S3's own test of the queue is what waits there. A mis-sent document must not stay unseen (R6.3).
    expect(await reaching(portal, 'page')).toEqual(['withdrawal-fails']);
  });

  it('costs no resource more', async () => {
    const [usual, resting] = [
      await synthesizedTemplates(),
      await synthesizedTemplates({ maintenance: 'on', workers: 'paused' }),
    ];
    expect(resting.resources.length).toBeLessThan(usual.resources.length);
    const mappings = resting
      .ofType('AWS::Lambda::EventSourceMapping')
      .filter(([, { Properties }]) => 'ScalingConfig' in Properties || 'BatchSize' in Properties);
    const ofQueues = mappings.filter(([, { Properties }]) => !('StartingPosition' in Properties));
    expect(ofQueues.length).toBeGreaterThan(5);
    for (const [id, { Properties }] of ofQueues) expect(Properties.Enabled, id).toBe(false);
  });
});

describe('a budget', () => {
  it('mails the address of alarms at four fifths and where more is foreseen; there is none without it', async () => {
    const made = await synthesizedTemplates({ monthlyBudget: '80', alarmAddress: 'operator@insurer.example' });
    expect(made.ofType('AWS::Budgets::Budget').map(([, { Properties }]) => Properties)).toMatchObject([
      {
        Budget: { BudgetLimit: { Amount: 80, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
        NotificationsWithSubscribers: [
          { Notification: { NotificationType: 'ACTUAL', Threshold: 80 } },
          { Notification: { NotificationType: 'FORECASTED', Threshold: 100 } },
        ],
      },
    ]);
    expect((await synthesizedTemplates({ monthlyBudget: '80' })).ofType('AWS::Budgets::Budget')).toEqual([]);
  });
});
