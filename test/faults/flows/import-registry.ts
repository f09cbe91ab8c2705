import * as v from 'valibot';
import { turnKey } from '#shared/insurer/registry/registry-keys.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { aCustomer, aCustomerPolicy, type Customer, unique } from '#test/builders/customer.ts';
import { csvFile, csvLine } from '#test/builders/registry.ts';
import { advance, mailsTo } from '#test/support/portal/control.ts';
import { signIn, signUp } from '#test/support/portal/customer.ts';
import { insuredPersons } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff } from '#test/support/portal/insurer.ts';
import { listPolicies } from '#test/support/portal/policies.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { putRegistryFile, readReport, registryItems, registryTable } from '#test/support/portal/registry-files.ts';
import { changeTypes, publishAll } from '../change-files.ts';
import type { Flow } from '../flow.ts';
import { watchQueue } from '../queue-work.ts';
import { passMinutes } from '../scheduled-work.ts';
import { itemsOf, waitingNotices } from '../what-is-left.ts';

/** A notice whose sender died, or got no answer, is free again after seven minutes; three such tries are the most here. */
async function noticesSent(portal: Portal, customer: Customer): Promise<void> {
  for (let minute = 0; minute < 25; minute++) {
    if ((await waitingNotices(portal, customer)) === 0) return;
    await passMinutes(portal, 1);
  }
}

/** A turn that could not be given back ends by itself after a quarter of an hour; the next file would wait for that. */
async function turnOver(portal: Portal): Promise<void> {
  const turn = await getItem(portal.dynamo, await registryTable(portal), turnKey, v.object({}));
  if (turn) await advance(portal, 'PT16M');
}

const withTwoPolicies = insuredPersons(() => aCustomer({ policies: [aCustomerPolicy(), aCustomerPolicy()] }));

/** A file with a new policy, a bad row and one that ends an enrolment; the customer gets one mail about that (R8.2, R9.2). */
export const importRegistry: Flow = {
  name: 'import-registry',
  functions: ['import-registry', 'send-notices'],
  markedByEvents: ['send-notices'],
  async prepare(portal) {
    const added = aCustomerPolicy();
    const customer = await withTwoPolicies(portal);
    const { customerId, identity, email } = customer;
    const [ended] = customer.policies;
    await signUp(portal, customer);
    await publishAll(portal, customer);
    await allWorkedOff(portal);
    // S3 gives the time of an upload in whole seconds: this file is later than the last one.
    await advance(portal, 'PT1S');
    const { length: mailsBefore } = await mailsTo(portal, email);
    const imported = await watchQueue(portal, 'import-registry');
    const noted = await watchQueue(portal, 'record-mail-outcome', 'PT3M10S');
    const name = `file-${unique()}`;
    const rows = [{ ...ended, paymentMethod: 'postal-cheque' }, added].map((policy) =>
      csvLine({ ...identity, ...policy, customerId }),
    );
    return {
      async act() {
        await putRegistryFile(portal, name, csvFile(...rows, 'a bad row'));
        await imported();
        await publishAll(portal, customer);
        await noted();
        await noticesSent(portal, customer);
        await turnOver(portal);
      },
      async ending() {
        const report = await readReport(portal, name);
        const policies = await listPolicies(portal, await signIn(portal, customer));
        const items = await Promise.all([ended, added].map(({ policyNumber }) => registryItems(portal, policyNumber)));
        return {
          state: {
            report: report && {
              ...{ state: report.state, rows: report.rows, written: report.written, unchanged: report.unchanged },
              rejected: report.rejected,
            },
            policies: policies.map(({ eposta, paymentMethod }) => `${eposta} ${paymentMethod}`).sort(),
            registry: items.flat().map(({ state, paymentMethod }) => ({ state, paymentMethod })),
            changes: await changeTypes(portal, customer),
            items: await itemsOf(portal, customer),
          },
          messages: (await mailsTo(portal, email)).length - mailsBefore,
        };
      },
    };
  },
};
