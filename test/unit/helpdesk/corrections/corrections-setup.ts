import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { confirmContact } from '#shared/customers/contacts/confirm-contact.ts';
import type { ContactKind } from '#shared/customers/contacts/contact-change.ts';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { dynamoContactChanges } from '#shared/customers/contacts/dynamo-contact-changes.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import { dynamoAudit } from '#shared/helpdesk/acting/dynamo-audit.ts';
import { type CorrectContactNeeds, correctContact } from '#shared/helpdesk/corrections/correct-contact.ts';
import { dynamoCorrections } from '#shared/helpdesk/corrections/dynamo-corrections.ts';
import { dynamoWaitingCorrections } from '#shared/helpdesk/corrections/dynamo-waiting-corrections.ts';
import { dynamoCallers } from '#shared/helpdesk/identifying/dynamo-callers.ts';
import { dynamoIdentifications } from '#shared/helpdesk/identifying/dynamo-identifications.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, contactKey, personKey } from '#shared/platform/tables/portal-keys.ts';
import { actTablesIn, auditIn } from '#test/builders/audit.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';
import { applyCorrections } from '../../../../functions/apply-corrections/apply-corrections.ts';

export const [accountId, customerId] = ['sub-1', 'C1'];
export const [email, mobile] = ['eva@example.org', '+36301234567'];

/** The pseudonym of a pair of contacts. */
export const pairOf = (address: string, number: string) => contactPair(testPseudonyms, address, number).contact;

/** An account on the local table, an agent with its customer on the line, and the customer's own changes. */
export async function setupCorrections(item: object = {}) {
  const world = await setupRegistration([]);
  const { client, put, time } = world;
  const now = () => time.now;
  const account = { username: 'eva', email, mobile, language: 'hu', customerId, contact: pairOf(email, mobile) };
  await put(accountKey(accountId), {
    ...{ ...account, registeredAt: now().toISOString(), sessionsValidFrom: 0, state: 'active', ...item },
  });
  for (const key of [personKey(customerId), contactKey(account.contact)]) await put(key, { accountId, customerId });

  const stopLinks: string[] = [];
  const mailed: string[] = [];
  const corrections = dynamoCorrections(client, actTablesIn('portal'));
  const waiting = dynamoWaitingCorrections(client, actTablesIn('portal'));
  const changes = dynamoContactChanges(client, 'portal');
  const quiet = {
    mailer: { send: async () => ({ messageId: 'm' }) },
    sms: { send: async () => ({ sent: true as const, messageId: 's' }) },
  };
  const needs: CorrectContactNeeds = {
    ...{ corrections, audit: dynamoAudit(client, auditIn('portal')), pseudonyms: testPseudonyms, origin: '', now },
    mailer: {
      async send(to, _language, { action }) {
        mailed.push(to);
        if (action) stopLinks.push(hashToken(action.url.split('#token=')[1] ?? ''));
        return { messageId: 'm' };
      },
    },
  };
  let calls = 0;
  return {
    ...{ ...world, needs, corrections, waiting, changes, mailed },
    pass: (ms: number) => {
      time.now = new Date(time.now.getTime() + ms);
    },
    /** Deletes expired items, as the table's TTL does some time later. */
    async sweep() {
      for (const { pk, sk, expiresAt } of await world.items())
        if (expiresAt !== undefined && expiresAt * 1000 <= time.now.getTime())
          await client.send(new DeleteItemCommand({ TableName: 'portal', Key: toItem({ pk, sk }) }));
    },
    /** The helpdesk's correction; `over` replaces parts of what it needs. */
    async correct(kind: ContactKind, to: string, over: Partial<CorrectContactNeeds> = {}) {
      // No two are begun in the same moment.
      time.now = new Date(time.now.getTime() + 1);
      const identification = {
        ...{ identificationId: `i-${++calls}`, agent: 'agent', customerId, marks: [] },
        expiresAt: now().getTime() / 1000 + 900,
      };
      const act = { agent: 'agent', at: now(), whom: customerId, what: 'caller-identified' as const };
      await dynamoIdentifications(client, actTablesIn('portal')).open(identification, act);
      const standing = await dynamoCallers(client, 'portal').find(customerId, now());
      if (standing.state !== 'active') throw new Error(`The caller's account is ${standing.state}`);
      return correctContact({ ...needs, ...over }, identification, standing.account, { kind, to });
    },
    /** The customer's own change, asked for now. */
    async askChange(kind: ContactKind, value: string) {
      await changes.put(accountId, {
        ...{ kind, value, proof: value, triesLeft: 5, sessionsValidFrom: 0, confirmed: false },
        expiresAt: now().getTime() / 1000 + 900,
      });
    },
    async confirmChange(kind: ContactKind) {
      const pending = await changes.find(accountId, kind, now());
      if (!pending) throw new Error('No change waits');
      const notices = dynamoNotices(client, 'portal');
      await confirmContact(
        { ...quiet, changes, notices, pseudonyms: testPseudonyms, origin: '', now },
        accountId,
        pending,
      );
    },
    stopFirst: () => waiting.stop(stopLinks[0] ?? 'none', now()),
    stopNewest: () => waiting.stop(stopLinks.at(-1) ?? 'none', now()),
    apply: applyCorrections({ corrections: waiting, contests: { undecided: async () => [] }, now }),
    account: async () => (await world.itemsOf(`ACCOUNT#${accountId}`)).find(({ sk }) => sk === 'ACCOUNT'),
    /** Who holds which pair, and the items of waiting corrections. */
    claims: async () =>
      Object.fromEntries(
        (await world.itemsOf('CONTACT#')).map(({ pk, accountId: of, reservedFor }) => [
          String(pk).slice('CONTACT#'.length),
          of ?? `reserved for ${reservedFor}`,
        ]),
      ),
    kept: async () =>
      (await world.items())
        .filter(({ pk, sk }) => sk === 'CORRECTION' || pk === 'CORRECTIONS' || sk === 'CORRECTION-STOP')
        .map(({ pk, sk }) => (pk === 'CORRECTIONS' ? pk : sk))
        .sort(),
    acts: async () =>
      (await world.itemsOf(`AUDIT#${customerId}`)).sort((a, b) => (a.sk < b.sk ? -1 : 1)).map(({ what }) => what),
  };
}
