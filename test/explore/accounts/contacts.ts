import { confirmContact, pairWith } from '#shared/customers/contacts/confirm-contact.ts';
import { type ContactKind, changeLife, codeTries } from '#shared/customers/contacts/contact-change.ts';
import { dynamoContactChanges } from '#shared/customers/contacts/dynamo-contact-changes.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import { dynamoAudit } from '#shared/helpdesk/acting/dynamo-audit.ts';
import { correctContact } from '#shared/helpdesk/corrections/correct-contact.ts';
import { dynamoCorrections } from '#shared/helpdesk/corrections/dynamo-corrections.ts';
import { dynamoWaitingCorrections } from '#shared/helpdesk/corrections/dynamo-waiting-corrections.ts';
import { dynamoCallers } from '#shared/helpdesk/identifying/dynamo-callers.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { actTablesIn, auditIn } from '#test/builders/audit.ts';
import { applyCorrections } from '../../../functions/apply-corrections/apply-corrections.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { identify } from './texts.ts';
import { activeAccounts, emails, mobiles, persons, type World } from './world.ts';

const origin = 'https://portal.example';

type Asked = { readonly accountId: string; readonly kind: ContactKind; readonly proof: string };

/** Contacts that customers change, and that the helpdesk corrects. */
export function contactsOf(world: World) {
  const { stage, random, calls, mailer, fresh } = world;
  const changes = dynamoContactChanges(client, tables.portal);
  const waiting = dynamoWaitingCorrections(client, actTablesIn(tables.portal));
  const asked: Asked[] = [];
  const stops: string[] = [];
  const someContact = () => {
    const kind = random.pick(['email', 'mobile']);
    return { kind, value: kind === 'email' ? random.pick(emails) : random.pick(mobiles) } as const;
  };

  /** Keeps the link that stops a correction. */
  const correctionMailer: typeof mailer = {
    send: (to, language, content, tags) => {
      const token = content.action?.url.split('#token=')[1];
      if (token) stops.push(token);
      return mailer.send(to, language, content, tags);
    },
  };

  const correct = async (customerId: string, { kind, value: to }: { kind: ContactKind; value: string }) => {
    const identification = await identify(world, customerId);
    const pseudonyms = world.pseudonyms();
    return async () => {
      const standing = await dynamoCallers(client, tables.portal).find(customerId, stage.clock());
      if (standing.state !== 'active') return standing.state;
      if (standing.account[kind].toLowerCase() === to.toLowerCase()) return 'the same';
      const needs = {
        ...{ mailer: correctionMailer, pseudonyms, origin, now: stage.clock },
        corrections: dynamoCorrections(client, actTablesIn(tables.portal)),
        audit: dynamoAudit(client, auditIn(tables.portal)),
      };
      return (await correctContact(needs, identification, standing.account, { kind, to })).outcome;
    };
  };

  return {
    async askForChange() {
      const account = random.any(await activeAccounts());
      const { kind, value } = someContact();
      if (!account || account[kind].toLowerCase() === value.toLowerCase()) return;
      const { accountId, customerId, sessionsValidFrom } = account;
      const pseudonyms = world.pseudonyms();
      return calls.ask(`ask for ${value}`, async () => {
        const now = stage.clock();
        if (!(await changes.isFree(pairWith(pseudonyms, account, { kind, value }), customerId, now))) return 'taken';
        const proof = fresh('proof');
        await changes.put(accountId, {
          ...{ kind, value, proof, triesLeft: codeTries, confirmed: false, sessionsValidFrom },
          expiresAt: expiresAt(new Date(now.getTime() + changeLife[kind])),
        });
        asked.push({ accountId, kind, proof });
        return 'asked';
      });
    },
    confirmChange() {
      const one = random.any(asked);
      if (!one) return;
      const needs = { changes, mailer, origin, pseudonyms: world.pseudonyms(), now: stage.clock };
      return calls.ask(`confirm ${one.proof}`, async () => {
        const pending = await changes.find(one.accountId, one.kind, stage.clock());
        if (pending?.change.proof !== one.proof) return 'expired';
        await confirmContact({ ...needs, notices: dynamoNotices(client, tables.portal) }, one.accountId, pending);
        return 'changed';
      });
    },
    async correct() {
      const [customerId, contact] = [random.pick(persons), someContact()];
      const work = await correct(customerId, contact);
      return calls.ask(`helpdesk corrects ${customerId} to ${contact.value}`, work);
    },
    /** Asks while no other actor works; returns how it ended. */
    correctNow: async (customerId: string, value: string) => (await correct(customerId, { kind: 'mobile', value }))(),
    stop() {
      const token = random.any(stops);
      if (token === undefined) return;
      return calls.ask('stop a correction', () => waiting.stop(hashToken(token), stage.clock()));
    },
    applyDue: () =>
      stage.start(
        'apply corrections',
        { timeout: 120_000 },
        applyCorrections({ corrections: waiting, contests: { undecided: async () => [] }, now: stage.clock }),
      ),
  };
}
export type Contacts = ReturnType<typeof contactsOf>;
