import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, idle } from '#test/support/portal/control.ts';
import { confirm, confirmationToken, register, registrationOf, signUp } from '#test/support/portal/customer.ts';
import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import { anAgent, identify, refusedBy, refuseSms } from '#test/support/portal/helpdesk-agent.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { aCarefulHolder, aPendingBrowser, askForCode } from '#test/support/portal/second-step.ts';
import { shortName } from '../failing-functions.ts';
import { expectAlarms, letPass, measured } from '../watched-portal.ts';

/** Mails and text messages that are refused, late or bounce. The portal is one whose alarms are watched. */
export function describeMessageAlarms(portal: Portal): void {
  describe('R12.3 messages to customers', () => {
    const signUpBy = async (...changes: readonly Parameters<typeof aCustomer>[0][]) => {
      const customers = changes.map((change) => aCustomer(change));
      await registerAtInsurer(portal, ...customers);
      for (const customer of customers) await register(portal, customer);
      return customers;
    };

    it('mails that bounce, and complaints, wake an operator', async () => {
      await expectAlarms(portal, ['mail-bounces', 'mail-complaints'], () =>
        signUpBy({ email: `bounce.${unique()}@simulator.test` }, { email: `complaint.${unique()}@simulator.test` }),
      );
    });

    const failMails = (error: string, status = 400) =>
      addFault(portal, { service: 'ses', operation: 'SendEmail', error, status, times: 99 });

    it('mails that SES refuses, throttles or does not answer wake an operator', async () => {
      const customer = aCustomer();
      const newcomer = aCustomer();
      const [waiting, careful] = [aCustomer(), aCustomer()];
      await registerAtInsurer(portal, customer, newcomer, waiting, careful);
      await aCarefulHolder(portal, careful);
      const pending = await aPendingBrowser(portal, careful);
      const { token } = await signUp(portal, customer);
      const { registrationId } = (await register(portal, waiting)).body;
      await allWorkedOff(portal);
      const deliver = () => uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
      const { email, mobile } = customer;
      const recover = () => callApi(portal, 'POST', 'recoveries', { body: { email, mobile } });
      await expectAlarms(portal, ['mails-refused'], async () => {
        await failMails('AccountSendingPausedException');
        await callApi(portal, 'POST', 'registrations', { body: registrationOf(newcomer) });
        await callApi(portal, 'POST', `registrations/${registrationId}/confirmation-mail`);
        const change = { password: customer.password, email: `${unique()}@mail.example` };
        await callApi(portal, 'POST', 'account/contact-changes', { token, body: change });
        expect((await askForCode(pending)).status).toBe(503);
        await deliver();
        await recover();
        await eventually('the refusals', async () =>
          (await measured(portal, 'MailsRefused')).length > 1 ? true : undefined,
        );
        await eventually('the recovery', async () => {
          const by = (await measured(portal, 'MailsBlocked')).map(({ dimensions }) => dimensions.FunctionName ?? '');
          return by.map(shortName).includes('work-recoveries') ? true : undefined;
        });
      });
      await letPass(portal);
      await expectAlarms(portal, ['mails-postponed'], async () => {
        await failMails('InternalFailure', 500);
        await deliver();
        await eventually('the silence', async () =>
          (await measured(portal, 'MailsUnanswered')).length > 0 ? true : undefined,
        );
        await clearFaults(portal);
        await failMails('ThrottlingException');
        await deliver();
        await recover();
        const throttled = async () => (await measured(portal, 'MailsThrottled')).length > 1 || undefined;
        await eventually('the throttles', throttled);
        await idle(portal);
        await advance(portal, 'PT8M');
        await idle(portal);
      });
      await clearFaults(portal);
      await advance(portal, 'PT10M');
      await allWorkedOff(portal);
    });

    it('a day with nearly as many mails as SES allows wakes an operator', () =>
      expectAlarms(portal, ['mail-quota'], () => signUpBy({}, {}, {}, {}, {}, {}, {}, {})));

    it('SMS that do not arrive wake an operator', () =>
      expectAlarms(portal, ['sms-failures'], async () => {
        const changes = ['06 30 222 0000', '06 30 333 0000', '06 30 444 0000'].map((mobile) => ({
          ...{ mobile, dialled: `+36${mobile.slice(3).replaceAll(' ', '')}` },
        }));
        for (const customer of await signUpBy(...changes))
          await confirm(portal, await confirmationToken(portal, customer));
      }));

    it('so do SMS of the helpdesk and of changed contacts that the service refuses', async () => {
      const [heard, changing, confirming] = [aCustomer(), aCustomer(), aCustomer()];
      await registerAtInsurer(portal, heard, changing, confirming);
      await register(portal, confirming);
      await signUp(portal, heard);
      const { token } = await signUp(portal, changing);
      const agent = await anAgent(portal, 'agent.kata');
      const identification = await identify(agent, heard.identity);
      await expectAlarms(portal, ['sms-failures'], async () => {
        await refuseSms(portal, 9);
        for (let times = 0; times < 2; times++)
          expect((await refusedBy(agent, contract.resendPassword, { identification })).type).toBe(
            '/problems/sms-failed',
          );
        const change = { password: changing.password, mobile: '06 30 987 6543' };
        await callApi(portal, 'POST', 'account/contact-changes', { token, body: change });
        const { registrationId } = (await confirm(portal, await confirmationToken(portal, confirming))).body;
        await callApi(portal, 'POST', `registrations/${registrationId}/password-sms`);
      });
      await clearFaults(portal);
    });

    it('so do SMS that the service refuses', () =>
      expectAlarms(portal, ['sms-failures'], async () => {
        const customers = await signUpBy({}, {}, {});
        await addFault(portal, {
          service: 'sms-voice',
          operation: '*',
          error: 'ServiceQuotaExceededException',
          times: 9,
        });
        for (const customer of customers) await confirm(portal, await confirmationToken(portal, customer));
      }));
  });
}
