import * as v from 'valibot';
import { dynamoCancellations } from '#shared/customers/cancelling/dynamo-cancellations.ts';
import { policyKey } from '#shared/insurer/registry/registry-keys.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import type { PasswordSms, SmsOutcome } from '#shared/messages/sms/sms.ts';
import { createPseudonyms, type Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { cognitoCredentials } from '#shared/sign-in/credentials/cognito-credentials.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { dynamoRecoveries } from '#shared/sign-in/recovery/dynamo-recoveries.ts';
import { accountSchema } from '#shared/sign-in/sessions/accounts.ts';
import type { Needs } from '../harness/model.ts';
import { client, playTables, tables } from '../harness/played-dynamo.ts';
import { playMail } from '../harness/played-mail.ts';
import { createQueue, type Queue } from '../harness/queue.ts';
import { allItems, itemsLike, putItem } from '../harness/table.ts';
import { type CustomerCalls, customerCalls } from '../portal/customer-calls.ts';
import { cognito, playPool } from './played-cognito.ts';
import { createPoolUsers, type PoolUsers } from './pool-users.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

export const persons = ['C-1', 'C-2'] as const;
export const usernames = ['anna', 'bela'] as const;
/** The third is the first in other letters. */
export const emails = ['a@example.org', 'b@example.org', 'A@example.org'] as const;
export const mobiles = ['+36301111111', '+36302222222'] as const;

const secrets = { one: { version: '1', secret: 'a'.repeat(40) }, two: { version: '2', secret: 'b'.repeat(40) } };
/** The secret, as it is rotated: the first; both known; the second, the first still known. */
export const rotation = {
  before: createPseudonyms({ ...secrets.one, others: [] }),
  prepared: createPseudonyms({ ...secrets.one, others: [secrets.two] }),
  promoted: createPseudonyms({ ...secrets.two, others: [secrets.one] }),
};
const behind = { before: 'before', prepared: 'before', promoted: 'prepared' } as const;

/** A password that somebody was sent. */
export type SentPassword = {
  readonly by: 'mail' | 'text';
  readonly accountId: string;
  readonly password: string;
  /** Of a recovery's link. */
  readonly token?: string;
  readonly at: number;
};
/** A password that a customer chose, and was answered so. */
export type ChosenPassword = { readonly accountId: string; readonly password: string; readonly at: number };

export type World = Needs & {
  readonly queue: Queue;
  readonly events: (() => Promise<void>)[];
  readonly calls: CustomerCalls;
  readonly users: PoolUsers;
  readonly signIn: SignIn;
  readonly credentials: Credentials;
  readonly mailer: Mailer;
  readonly passwordSms: PasswordSms;
  readonly sent: SentPassword[];
  readonly chosen: ChosenPassword[];
  /** Codes of second steps that were mailed, the newest last. */
  readonly codes: { readonly accountId: string; readonly code: string }[];
  /** Links that keep a second step, as they were mailed. */
  readonly keepingTokens: { readonly accountId: string; readonly token: string }[];
  readonly phase: { now: keyof typeof rotation };
  /** The pseudonyms of some function: after a change of the secret some still have the ones before. */
  readonly pseudonyms: () => Pseudonyms;
  /** A name that was not given before. */
  readonly fresh: (what: string) => string;
};

const keepingLine = /#token=([\w-]+)/;
const recoveryLine = /^\S+\n(\S+)\n[\s\S]*#recovery=([\w-]+)/;

export async function createWorld(needs: Needs): Promise<World> {
  const { stage, random } = needs;
  await playTables(stage);
  for (const holder of persons)
    await putItem(
      {
        ...policyKey(`POLICY-${holder}`),
        ...{ policyNumber: `POLICY-${holder}`, product: 'home', state: 'valid', paymentMethod: 'bank-transfer' },
        ...{ holder, order: '1', digest: 'd' },
      },
      tables.registry,
    );
  const users = createPoolUsers(stage);
  playPool(stage, users);
  const sent: SentPassword[] = [];
  const codes: World['codes'] = [];
  const keepingTokens: World['keepingTokens'] = [];
  const events: World['events'] = [];
  const phase: World['phase'] = { now: 'before' };
  let given = 0;
  const mailer = playMail(stage, ({ text, tags, at }) => {
    const { account: accountId, recovery, cancelled, purpose } = tags;
    const [, password, token = ''] = recoveryLine.exec(text) ?? [];
    if (purpose === 'recovery' && accountId && password) sent.push({ by: 'mail', accountId, password, token, at });
    const [, keeping] = purpose === 'second-step-ends' ? (keepingLine.exec(text) ?? []) : [];
    if (keeping !== undefined && accountId) keepingTokens.push({ accountId, token: keeping });
    if (purpose === 'sign-in-code' && accountId) codes.push({ accountId, code: text.slice(0, 6) });
    if (recovery && accountId)
      events.push(() => dynamoRecoveries(client, tables.portal).markTaken(accountId, recovery));
    if (cancelled) events.push(() => dynamoCancellations(client, tables.portal).settleMail(cancelled, 'sent'));
  });
  const passwordSms: PasswordSms = {
    send: (_mobile, _language, password, about) =>
      stage.call<SmsOutcome>('SendTextMessage', async () => {
        if (about) sent.push({ by: 'text', accountId: about.accountId, password, at: stage.now() });
        stage.say(`   a text brings ${password}`);
        return { sent: true, messageId: 'text' };
      }, [{ name: 'refused', share: 0.05, instead: async () => ({ sent: false, code: 'ThrottlingException' }) }]),
  };
  return {
    ...needs,
    ...{ users, sent, codes, keepingTokens, events, phase, mailer, passwordSms, chosen: [] },
    queue: createQueue(stage, random),
    calls: customerCalls(stage),
    signIn: createSignIn(needs, users),
    credentials: cognitoCredentials(cognito, 'pool'),
    pseudonyms: () => rotation[random.chance(0.3) ? behind[phase.now] : phase.now],
    fresh: (what) => `${what}-${given++}`,
  };
}

const activeSchema = v.object({ pk: v.string(), ...accountSchema.entries, state: v.literal('active') });
export type ActiveAccount = Omit<v.InferOutput<typeof activeSchema>, 'pk'> & { readonly accountId: string };

export const activeAccounts = async (): Promise<readonly ActiveAccount[]> =>
  itemsLike(await allItems(), activeSchema).map(({ pk, ...account }) => ({
    ...account,
    accountId: pk.slice('ACCOUNT#'.length),
  }));
