import { dynamoCancellations } from '#shared/customers/cancelling/dynamo-cancellations.ts';
import { formerAddressPart } from '#shared/customers/contacts/dynamo-former-addresses.ts';
import { dynamoAudit } from '#shared/helpdesk/acting/dynamo-audit.ts';
import { dynamoContests } from '#shared/helpdesk/contests/dynamo-contests.ts';
import { dynamoWaitingCorrections } from '#shared/helpdesk/corrections/dynamo-waiting-corrections.ts';
import { dynamoCallers } from '#shared/helpdesk/identifying/dynamo-callers.ts';
import { dynamoIdentifications } from '#shared/helpdesk/identifying/dynamo-identifications.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey, contactKey, enrolmentKey, personKey, usernameKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { anAccount } from '#test/builders/account.ts';
import { actTablesIn, auditIn } from '#test/builders/audit.ts';
import { anAgentsCall } from '#test/builders/call.ts';
import { memoryLimits } from '#test/builders/memory-limits.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';
import { decideContest } from '../../../functions/decide-contest/decide-contest.ts';
import { openContest } from '../../../functions/open-contest/open-contest.ts';

export const [accountId, customerId] = ['account-1', 'C-1'];
export const kata = 'arn:aws:sts::000000000000:assumed-role/Helpdesk/kata';
export const bea = 'arn:aws:sts::000000000000:assumed-role/Helpdesk/bea';

/** An account on the local table, with a policy that it enrolled, and agents who identify its holder on the telephone. */
export async function setupContests(over: Partial<Account> = {}) {
  const world = await setupRegistration([]);
  const { client, put, time, mails } = world;
  const now = () => time.now;
  const account = anAccount({ customerId, ...over });
  await put(accountKey(accountId), { ...account, enrolled: new Set(['P-1']) });
  await put(enrolmentKey('P-1'), { policyNumber: 'P-1', accountId, customerId, since: account.registeredAt });
  for (const key of [personKey(customerId), contactKey(account.contact), usernameKey(account.username)])
    await put(key, { accountId, customerId });

  const steps: string[] = [];
  const { limits } = memoryLimits();
  const failing: { step?: string } = {};
  const step = (name: string) => {
    if (failing.step === name) throw new Error(`${name} failed`);
    steps.push(name);
  };
  const contests = dynamoContests(client, actTablesIn('portal'));
  const callers = dynamoCallers(client, 'portal');
  const cancellations = dynamoCancellations(client, 'portal');
  const identifications = dynamoIdentifications(client, actTablesIn('portal'));
  const acting = { identifications, callers, audit: dynamoAudit(client, auditIn('portal')), limits, now };
  const open = openContest({ ...acting, contests });
  const decide = decideContest({
    ...{ ...acting, contests, cancellations },
    corrections: dynamoWaitingCorrections(client, actTablesIn('portal')),
    finishing: { put: async () => step('finishing queued') },
    versions: { remove: async () => step('versions removed') },
    credentials: { signOutEverywhere: async () => step('signed out'), remove: async () => step('user removed') },
    turns: dynamoPasswordTurns(client, 'portal'),
    mailer: {
      async send(to, _language, content) {
        mails.push({ to, content });
        return { messageId: 'm' };
      },
    },
    origin: 'https://portal.example',
  });

  let calls = 0;
  /** The agent identifies the holder, who is on the telephone. */
  async function identified(agent: string) {
    // The audit sorts by time.
    time.now = new Date(time.now.getTime() + 1000);
    const identificationId = `identification-${String(++calls).padStart(7, '0')}`;
    const identification = { identificationId, agent, customerId, marks: [], expiresAt: now().getTime() / 1000 + 900 };
    const act = { agent, whom: customerId, what: 'caller-identified', identificationId, at: now() } as const;
    await identifications.open(identification, act);
    return { ...anAgentsCall, agent: { arn: agent }, identificationId };
  }
  const openedBy = async (agent: string) => {
    const { identificationId, ...call } = await identified(agent);
    return { ...call, body: { identificationId } };
  };
  const decidedBy = async (agent: string, outcome: 'confirmed' | 'rejected') => {
    const { identificationId, ...call } = await identified(agent);
    return { ...call, body: { identificationId, outcome } };
  };

  return {
    ...{ ...world, steps, failing, contests, callers, cancellations, account },
    pass: (ms: number) => {
      time.now = new Date(time.now.getTime() + ms);
    },
    async open(agent: string) {
      return (await answerOf(open, await openedBy(agent))).body;
    },
    async refusedOpening(agent: string) {
      return problemOf(open, await openedBy(agent));
    },
    async decide(agent: string, outcome: 'confirmed' | 'rejected') {
      return (await answerOf(decide, await decidedBy(agent, outcome))).body;
    },
    async refusedDeciding(agent: string, outcome: 'confirmed' | 'rejected') {
      return problemOf(decide, await decidedBy(agent, outcome));
    },
    /** The address that the account had before, replaced now. */
    replace: (address: string) =>
      transact(client, { part: formerAddressPart('portal', accountId, { to: address, language: 'hu' }, now()) }),
    kept: async () => (await world.itemsOf(`ACCOUNT#${accountId}`)).find(({ sk }) => sk === 'ACCOUNT'),
    /** The changes that wait to be published, in their order. */
    changes: async () =>
      (await world.itemsOf('CHANGES'))
        .sort((one, other) => (one.changeId < other.changeId ? -1 : 1))
        .map(({ type, stage, reason }) => [type, stage ?? reason].filter(Boolean).join(' ')),
    acts: async () =>
      (await world.itemsOf(`AUDIT#${customerId}`))
        .sort((one, other) => (one.sk < other.sk ? -1 : 1))
        .map(({ agent, what }) => `${String(agent).split('/').at(-1)} ${what}`)
        .filter((line) => !line.endsWith('caller-identified')),
    /** Whom the waiting mails go to, by kind. */
    told: async () => {
      const items = await world.items();
      return items
        .filter(({ pk }) => pk === 'NOTICES')
        .map(({ sk, kind }) => {
          const recipient = items.find((item) => item.sk === `NOTICE#${sk}`);
          return `${kind} ${recipient?.to ?? 'the account'}`;
        })
        .sort();
    },
  };
}
