import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, idle } from '#test/support/portal/control.ts';
import { addFault } from '#test/support/portal/faults.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { depth, queueUrl } from '#test/support/portal/queues.ts';
import { attempt, failEveryFunction, shortName, workers } from '../failing-functions.ts';
import { expectAlarms, invoke } from '../watched-portal.ts';
import { check, onChecks } from './authenticity-checks.ts';

/** Functions that fail, die or are slow, and their queues. The portal is one whose alarms are watched. */
export function describeFunctionAlarms(portal: Portal): void {
  describe('R12.3 a failing function', () => {
    it('wakes an operator, every one of them', () =>
      expectAlarms(portal, portal.functions.map(shortName), () => failEveryFunction(portal)));

    it('wakes an operator when it dies, too', () =>
      expectAlarms(portal, ['check-authenticity'], async () => {
        await addFault(portal, { ...onChecks, crash: true });
        await check(portal);
      }));

    it('R3 the guard wakes no operator when it refuses, but when it is slow', async () => {
      await invoke(portal, 'guard-sign-in');
      await expectAlarms(portal, ['guard-sign-in'], async () => {
        await addFault(portal, { ...onChecks, function: 'guard-sign-in', delayMs: 60_000 });
        await invoke(portal, 'guard-sign-in', attempt('b'));
      });
    });

    it('R3 so it does when it cannot start: it writes nothing, but sign-in hears of it', async () => {
      await expectAlarms(portal, ['guard-sign-in'], async () => {
        await addFault(portal, { ...onChecks, function: 'guard-sign-in', crash: true });
        const body = { username: unique(), password: 'a password' };
        expect((await callApi(portal, 'POST', 'session', { body })).status).toBe(503);
      });
    });
  });

  describe('R12.3 queues', () => {
    it('wake an operator when messages wait too long, and when they are parked', async () => {
      const hidden = async () => {
        const depths = await Promise.all(workers.map((name) => depth(portal, name)));
        return depths.every(({ waiting }) => waiting === 0) ? true : undefined;
      };
      await expectAlarms(
        portal,
        workers.map((name) => `${name}-late`),
        async () => {
          for (const name of workers)
            await portal.sqs.send(
              new SendMessageCommand({ QueueUrl: await queueUrl(portal, name), MessageBody: '{"nonsense":true}' }),
            );
          await eventually('the first failures', hidden);
          await idle(portal);
          await advance(portal, 'PT6H');
        },
      );
      await expectAlarms(
        portal,
        workers.map((name) => `${name}-parked`),
        async () => {
          for (let times = 0; times < 11; times++) {
            await eventually('the next failures', hidden);
            await idle(portal);
            await advance(portal, 'PT17M');
          }
        },
      );
    });
  });
}
