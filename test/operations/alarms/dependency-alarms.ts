import { describe, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, advanceUnderWay } from '#test/support/portal/control.ts';
import { confirmationToken, register, signUp } from '#test/support/portal/customer.ts';
import { addFault, clearFaults, pendingFaults } from '#test/support/portal/faults.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { clearLimits, setLimits } from '#test/support/portal/limits.ts';
import { aPasskeyHolder, signInByPasskey } from '#test/support/portal/passkeys.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { aCarefulHolder, aPendingBrowser, askForCode, codesOf, typeCode } from '#test/support/portal/second-step.ts';
import { callsOn } from '../table-calls.ts';
import { expectAlarms } from '../watched-portal.ts';
import { check, checks, onChecks } from './authenticity-checks.ts';

/** The API, and what the portal depends on: Lambda, the pool, the tables. The portal is one whose alarms are watched. */
export function describeDependencyAlarms(portal: Portal): void {
  describe('R12.3 the API', () => {
    it('wakes an operator when it answers with errors', () =>
      expectAlarms(portal, ['api-errors'], async () => {
        await addFault(portal, { ...onChecks, error: 'AccessDeniedException', times: 99 });
        expect((await checks(portal, 5)).map(({ status }) => status)).toEqual(Array(5).fill(500));
      }));

    it('wakes an operator when it is slow for a quarter of an hour', () =>
      expectAlarms(portal, ['api-latency'], async () => {
        for (let times = 0; times < 3; times++) {
          if (times > 0) await advance(portal, 'PT5M');
          await addFault(portal, { ...onChecks, delayMs: 4000 });
          const slow = check(portal);
          await eventually('the delay', async () => (await pendingFaults(portal)) === 0 || undefined);
          await advanceUnderWay(portal, 'PT4S');
          await slow;
        }
      }));
  });

  describe('R12.3 the portal’s dependencies', () => {
    it('throttled functions wake an operator', () =>
      expectAlarms(portal, ['functions-throttled'], async () => {
        await addFault(portal, {
          ...{ service: 'lambda', operation: 'Invoke', function: 'check-authenticity' },
          ...{ error: 'TooManyRequestsException', times: 5 },
        });
        expect((await checks(portal, 5)).map(({ status }) => status)).toEqual(Array(5).fill(503));
      }));

    it('a pool that throttles sign-ins, refreshes and new users wakes an operator', async () => {
      const [customer, holding] = [aCustomer(), aCustomer()];
      await registerAtInsurer(portal, customer, holding);
      const { cookie } = await signUp(portal, customer);
      await signUp(portal, holding);
      const holder = await aPasskeyHolder(portal, holding);
      const careful = await anInsuredPerson(portal);
      await aCarefulHolder(portal, careful);
      const pending = await aPendingBrowser(portal, careful);
      await askForCode(pending);
      const [code = ''] = await codesOf(portal, careful);
      const newcomer = await anInsuredPerson(portal);
      await register(portal, newcomer);
      const token = await confirmationToken(portal, newcomer);
      await expectAlarms(portal, ['pool-throttled', 'pool-refusing'], async () => {
        await setLimits(portal, { cognito: { UserAuthentication: 0, UserCreation: 0 } });
        const { username, password } = customer;
        const answers = [
          await callApi(portal, 'POST', 'session', { body: { username, password } }),
          await callApi(portal, 'POST', 'session', { body: { username, password } }),
          await callApi(portal, 'POST', 'session/refresh', { cookie }),
          await callApi(portal, 'POST', 'registrations/confirmation', { body: { token } }),
          await signInByPasskey(portal, holder),
          await typeCode(pending, code),
        ];
        await clearLimits(portal);
        expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503]);
      });
    });

    it('four fifths of the allowed concurrent functions wake an operator', () =>
      expectAlarms(portal, ['functions-near-limit'], async () => {
        await addFault(portal, { ...onChecks, delayMs: 1000, times: 40 });
        await checks(portal, 40);
      }));

    it.each(['portal', 'registry'] as const)(
      'the %s table wakes an operator when it throttles or fails',
      async (name) => {
        const TableName = portal.outputs[name === 'portal' ? 'PortalTable' : 'RegistryTable'];
        const failAll = async (error: string) => {
          await addFault(portal, { service: 'dynamodb', operation: '*', error, times: 999 });
          for (let times = 0; times < 3; times++)
            for (const call of callsOn(portal, TableName)) await expect(call()).rejects.toThrow();
          await clearFaults(portal);
        };
        await expectAlarms(portal, [`${name}-table-throttled`], () =>
          failAll('ProvisionedThroughputExceededException'),
        );
        await expectAlarms(portal, [`${name}-table-failing`], () => failAll('InternalServerError'));
      },
    );
  });
}
