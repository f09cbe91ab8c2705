import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { wholeNumber } from '../../command.ts';
import { endpointOption, stageOption } from '../options.ts';

/** Reads a name or number that the audit keeps: a code without blanks, so that no personal data gets in by a sentence. */
const code = (text: string): string => {
  if (/^[\w.@+/-]{1,60}$/.test(text)) return text;
  throw new InvalidArgumentError('It is one word of letters, digits and . @ + / - _');
};

/** Who gives the order: a code, no sentence. */
export const byOption = (description = 'who you are; the audit keeps it') =>
  new Option('--by <name>', description).argParser(code).makeOptionMandatory();
const caseOption = () =>
  new Option('--case <number>', 'the letter or ticket that asks for it; the audit keeps it')
    .argParser(code)
    .makeOptionMandatory();

/** `operate customer show|export|erase`: what the portal holds about a customer (runbook: "Requests of customers"). */
export function addCustomer(operate: Command): void {
  const customer = operate
    .command('customer')
    .description('Shows, exports or erases what the portal holds about a customer (runbook: "Requests of customers")');
  const step = (name: string, description: string) =>
    customer
      .command(name)
      .description(description)
      .requiredOption('--customer-id <id>', "the insurer's customerId")
      .addOption(byOption())
      .addOption(caseOption())
      .addOption(stageOption())
      .addOption(endpointOption());
  const stated = () => ({ now: new Date(), print: console.log });

  step('show', 'Prints kinds and counts, no personal data').action(async (order) => {
    const { showCustomer } = await import('./customer.ts');
    await showCustomer({ ...order, ...stated() });
  });
  step('export', 'Writes all of it and the documents into a folder')
    .requiredOption('--to <folder>', 'an empty or new folder')
    .action(async ({ to, ...order }) => {
      const { exportCustomerTo } = await import('./customer.ts');
      await exportCustomerTo({ ...order, ...stated() }, to);
    });
  step('erase', 'Ends the registration of somebody who cannot sign in, and erases all of it')
    .option('--without-mail', 'sends no mail about it: the customer has died', false)
    .option('--wait <seconds>', 'how long to wait until all is erased', wholeNumber(1), 300)
    .action(async ({ withoutMail, wait, ...order }) => {
      const { eraseCustomerOf } = await import('./customer.ts');
      await eraseCustomerOf({ ...order, ...stated() }, { withoutMail, patience: wait * 1000 });
    });
}

/** `operate hide-document`: takes one document away at once (runbook: "withdraw-document"). */
export const addHideDocument = (operate: Command) =>
  operate
    .command('hide-document')
    .description(
      'Hides what was delivered from a key at once, when a withdrawal does not work (runbook: "withdraw-document")',
    )
    .requiredOption('--key <key>', 'the upload in the documents bucket: documents/<policy>/<file>.pdf')
    .addOption(byOption())
    .addOption(caseOption())
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async (order) => {
      const { hideDocument } = await import('../emergency/hide-document.ts');
      await hideDocument({ ...order, now: new Date(), print: console.log });
    });

/** `operate evidence`: who read a document and when, and what proves a mail (runbook: "Requests of customers"). */
export const addEvidence = (operate: Command) =>
  operate
    .command('evidence')
    .description('Shows who read a document and when, and what proves its mail (runbook: "Requests of customers")')
    .option('--document <id>', 'one document')
    .option('--policy <number>', 'all documents of a policy')
    .option('--account <id>', 'mails to an account that are about no document')
    .option('--address <e-mail>', 'tells of each mail whether it went there')
    .addOption(byOption())
    .addOption(caseOption())
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async (order, command) => {
      if (order.document === undefined && order.policy === undefined && order.account === undefined)
        command.error('error: say --document, --policy or --account');
      const { showEvidence } = await import('../evidence/evidence.ts');
      await showEvidence({ ...order, now: new Date(), print: console.log });
    });
