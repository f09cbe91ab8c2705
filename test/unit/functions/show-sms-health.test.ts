import { describe, expect, it } from 'vitest';
import type { Act } from '#shared/helpdesk/acting/act.ts';
import type { SmsHealth } from '#shared/messages/sms-outcomes/sms-log.ts';
import { anAgent, anAgentsCall } from '#test/builders/call.ts';
import { answerOf } from '#test/support/behaviour.ts';
import { showSmsHealth } from '../../../functions/show-sms-health/show-sms-health.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const counted = {
  lastAcceptedAt: '2027-01-31T11:58:00.000Z',
  lastSuccessAt: '2027-01-31T11:57:00.000Z',
  lastFailureAt: '2027-01-31T09:00:00.000Z',
  successesLastHour: 12,
  failuresLastHour: 0,
};

function setup(health: SmsHealth, note?: () => Promise<void>) {
  const acts: Act[] = [];
  const asked: Date[] = [];
  const endpoint = showSmsHealth({
    async health(now) {
      asked.push(now);
      return health;
    },
    audit: { note: note ?? (async (act) => void acts.push(act)) },
    now: () => noon,
  });
  return { endpoint, acts, asked };
}

describe('show-sms-health', () => {
  it('R10.1 shows whether SMS get through now, before any caller is identified', async () => {
    const { endpoint, asked } = setup(counted);
    expect((await answerOf(endpoint, anAgentsCall)).body).toEqual(counted);
    expect(asked).toEqual([noon]);
  });

  it('R10.1 shows the canary without the code of its failure, which is for operators', async () => {
    const canary = {
      sentAt: '2027-01-31T11:00:00.000Z',
      outcome: 'undelivered',
      outcomeAt: '2027-01-31T11:01:00.000Z',
    } as const;
    const { endpoint } = setup({ ...counted, canary: { ...canary, code: 'TEXT_BLOCKED' } });
    expect((await answerOf(endpoint, anAgentsCall)).body).toEqual({ ...counted, canary });
  });

  it('R10.3 notes in the audit who looked and when, without a customer', async () => {
    const { endpoint, acts } = setup(counted);
    await answerOf(endpoint, anAgentsCall);
    expect(acts).toEqual([{ agent: anAgent.arn, at: noon, what: 'sms-health-shown' }]);
  });

  it('R10.3 shows nothing when the audit entry cannot be written', async () => {
    const { endpoint } = setup(counted, () => Promise.reject(new Error('throttled')));
    await expect(endpoint.behave(anAgentsCall)).rejects.toThrow('throttled');
  });
});
