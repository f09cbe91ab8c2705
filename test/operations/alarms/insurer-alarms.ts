import { describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, idle } from '#test/support/portal/control.ts';
import { confirm, confirmationToken, register } from '#test/support/portal/customer.ts';
import { addFault } from '#test/support/portal/faults.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, registerAtInsurer } from '#test/support/portal/insurer.ts';
import { stageOf } from '#test/support/portal/operate.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { putRegistryFile } from '#test/support/portal/registry-files.ts';
import { readAwsCommand, sendAsOperator } from '../aws-command.ts';
import { auditEntry } from '../failing-functions.ts';
import { alarms, expectAlarms, invoke, letPass, measured } from '../watched-portal.ts';

/** The helpdesk’s audit, and the insurer’s files. The portal is one whose alarms are watched. */
export function describeInsurerAlarms(portal: Portal): void {
  describe('R10.3 the helpdesk’s audit', () => {
    it('an entry that somebody changed is on until somebody closes it', async () => {
      await expectAlarms(portal, ['audit-changed'], () => invoke(portal, 'archive-audit', auditEntry('MODIFY')));
      await letPass(portal);
      const state = async () => (await alarms(portal)).find(({ heading }) => heading === 'audit-changed')?.state;
      expect(await state()).toBe('ALARM');
      const name = `CustomerPortal-${stageOf(portal)}-audit-changed`;
      const close = `cloudwatch set-alarm-state --alarm-name ${name} --state-value OK --state-reason anna`;
      await sendAsOperator(readAwsCommand(close), portal.aws);
      expect(await state()).toBe('OK');
    });
  });

  describe('R12.3 the insurer’s files', () => {
    it('a registry file that is refused wakes an operator', () =>
      expectAlarms(portal, ['import-refused'], async () => {
        await putRegistryFile(portal, unique(), 'who,what\n1,2\n');
        await allWorkedOff(portal);
      }));

    it('a week without a registry file wakes an operator', async () => {
      await registerAtInsurer(portal, aCustomer());
      await expectAlarms(portal, ['registry-missing'], () => letPass(portal, 'P8D'));
    });

    it('changes that wait to be published wake an operator', async () => {
      const customer = await anInsuredPerson(portal);
      await register(portal, customer);
      const runs = async () => (await measured(portal, 'PublishLag')).flatMap(({ points }) => points).length;
      const fiveMinutes = async () => {
        const before = await runs();
        await advance(portal, 'PT5M');
        await eventually('the publisher', async () => ((await runs()) > before ? true : undefined));
        await idle(portal);
      };
      await expectAlarms(portal, ['publish-lag'], async () => {
        await addFault(portal, {
          ...{ service: 's3', operation: 'PutObject', function: 'publish-changes', error: 'AccessDenied', times: 999 },
        });
        await confirm(portal, await confirmationToken(portal, customer));
        for (let times = 0; times < 5; times++) await fiveMinutes();
      });
    });
  });
}
