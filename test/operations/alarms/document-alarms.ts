import { describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, idle } from '#test/support/portal/control.ts';
import { askForLink, listDocuments, signUp } from '#test/support/portal/customer.ts';
import { addFault } from '#test/support/portal/faults.ts';
import { aRegisteredPerson, aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { clearLimits, setLimits } from '#test/support/portal/limits.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { shortName } from '../failing-functions.ts';
import { alarms, expectAlarms, measured } from '../watched-portal.ts';

/** Documents whose mails do not arrive or wait, links without evidence, and many locks. The portal is one whose alarms are watched. */
export function describeDocumentAlarms(portal: Portal): void {
  describe('R12.3 messages to customers', () => {
    it('documents whose mails mostly do not arrive wake an operator', async () => {
      const customer = await aRegisteredPerson(portal);
      await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
      await allWorkedOff(portal);
      const [delivered] = await measured(portal, 'DocumentsDelivered');
      expect(delivered?.points.at(-1)?.value).toBe(1);
      await expectAlarms(portal, ['documents-refused'], async () => {
        for (let count = 0; count < 20; count++) await uploadDocument(portal, `P-${unique()}`, aPdf());
        await allWorkedOff(portal);
      });
    });

    it('links that are not noted in the evidence open a ticket, and are no failure of the function', async () => {
      const { customer, session } = await aSignedUpPerson(portal);
      await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
      await allWorkedOff(portal);
      const [document] = (await listDocuments(portal, session)).documents;
      await expectAlarms(portal, ['evidence-not-noted'], async () => {
        await addFault(portal, {
          ...{ service: 'dynamodb', operation: 'PutItem', function: 'link-document' },
          ...{ error: 'InternalServerError', times: 99 },
        });
        expect((await askForLink(portal, session, document?.documentId ?? '')).status).toBe(200);
      });
      expect((await alarms(portal)).find(({ heading }) => heading === 'link-document')?.state).toBe('OK');
    });

    it('R5.1a so do mails about documents that wait for the quota for more than an hour', async () => {
      const customer = await aRegisteredPerson(portal);
      await allWorkedOff(portal);
      await setLimits(portal, { ses: { dailyQuota: 1 } });
      await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
      await allWorkedOff(portal);
      await expectAlarms(portal, ['mails-waiting'], async () => {
        await advance(portal, 'PT1H1M');
        await eventually('the run', async () => ((await measured(portal, 'MailLag')).length > 0 ? true : undefined));
      });
      await clearLimits(portal);
      await advance(portal, 'PT2M');
      await idle(portal);
      await allWorkedOff(portal);
    });

    it('R3 many locked usernames wake an operator; the guard’s refusals of them do not', async () => {
      const customers = [aCustomer(), aCustomer(), aCustomer(), aCustomer(), aCustomer()];
      await registerAtInsurer(portal, ...customers);
      const tokens: string[] = [];
      for (const customer of customers) tokens.push((await signUp(portal, customer)).token);
      const password = 'wrong every time';
      const change = { currentPassword: password, newPassword: `három új ${unique()} szó` };
      await expectAlarms(portal, ['lock-surge'], async () => {
        for (let times = 0; times < 4; times++) {
          await callApi(portal, 'POST', 'session', { body: { username: unique(4), password } });
          await callApi(portal, 'POST', 'session', { body: { username: 'nobody.at.all', password } });
          await callApi(portal, 'PUT', 'account/password', { token: tokens[0], body: change });
          await callApi(portal, 'DELETE', 'account', { token: tokens[1], body: { password } });
          const email = `${unique()}@mail.example`;
          await callApi(portal, 'POST', 'account/contact-changes', { token: tokens[2], body: { password, email } });
          await callApi(portal, 'POST', 'account/passkey-challenge', { token: tokens[3], body: { password } });
          await callApi(portal, 'PUT', 'account/second-step', { token: tokens[4], body: { password, on: true } });
        }
      });
      const locks = (await measured(portal, 'Locks')).map(({ dimensions, points }) => [
        shortName(dimensions.FunctionName ?? ''),
        points.length,
      ]);
      expect(locks.sort()).toEqual(
        [
          ...[
            'cancel-registration',
            'challenge-new-passkey',
            'change-contact',
            'change-password',
            'choose-second-step',
          ],
          'sign-in',
        ].map((name) => [name, 1]),
      );
      expect((await alarms(portal)).find(({ heading }) => heading === 'guard-sign-in')?.state).toBe('OK');
    });
  });
}
