import { resolve } from 'node:path';
import type { ActName, Audit } from '#shared/helpdesk/acting/act.ts';
import { dynamoAudit } from '#shared/helpdesk/acting/dynamo-audit.ts';
import { openPlace, type Place, type PlaceOrder } from '../place.ts';
import { eraseCustomer } from './erase-customer.ts';
import { exportCustomer } from './export-customer.ts';
import { type HeldData, heldData } from './held-data.ts';
import { describeHeld } from './show-customer.ts';

/** Who acts, and the letter or ticket that asks for it; both are kept in the audit (R10.3). */
export type Acting = { readonly by: string; readonly case: string };

export type CustomerOrder = PlaceOrder &
  Acting & { readonly customerId: string; readonly now: Date; readonly print: (line: string) => void };

/** The audit of a place. */
export const auditOf = ({ dynamo, outputs }: Place): Audit =>
  dynamoAudit(dynamo, { name: outputs.AuditTable, years: outputs.AuditYears });

/** Records the act before the work, so that nothing is seen that the audit does not know; then does the work. */
async function actingFor(
  order: CustomerOrder,
  what: ActName,
  work: (place: Place, held: HeldData) => Promise<void>,
): Promise<void> {
  const place = await openPlace(order);
  try {
    const { by, customerId: whom, now: at } = order;
    await auditOf(place).note({ agent: `operator/${by}`, at, whom, what, case: order.case });
    await work(place, await heldData(place, whom));
  } finally {
    place.close();
  }
}

/** Prints what the portal holds about a customer. */
export const showCustomer = (order: CustomerOrder) =>
  actingFor(order, 'customer-shown', async (_, held) => {
    for (const line of describeHeld(held)) order.print(line);
  });

/** Writes all of it into a folder. */
export const exportCustomerTo = (order: CustomerOrder, folder: string) =>
  actingFor(order, 'customer-exported', async (place, held) => {
    const documents = await exportCustomer(place, held, resolve(folder));
    order.print(`${resolve(folder)}: customer.json and ${documents} documents`);
  });

/** Erases a customer who cannot sign in, and prints what stays and why. */
export const eraseCustomerOf = (
  order: CustomerOrder,
  terms: { readonly withoutMail: boolean; readonly patience: number },
) =>
  actingFor(order, 'customer-erased', async (place, held) => {
    const { now, print } = order;
    await eraseCustomer(place, held, { ...terms, now, print });
    print(
      `stays: ${held.proofs.length} proofs of mails and readings (setting evidenceYears), ${held.audit.length + 1} audit entries`,
    );
    print("stays: the insurer's registry, until the insurer's file drops the person; backups, 35 days");
    if (held.accountId !== undefined) print(`npm run operate -- evidence --account ${held.accountId} finds the proofs`);
  });
