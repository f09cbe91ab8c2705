import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { readHungarianMobile } from '#shared/contract/contacts/read-mobile.ts';
import type { NaturalIdentity } from '#shared/contract/fields.ts';
import { dynamoUnclaimedUsers } from '#shared/customers/accounts/dynamo-unclaimed-users.ts';
import { onePersonEach } from '#shared/customers/persons/persons.ts';
import { dynamoRegistrations, dynamoUnclaimedAccounts } from '#shared/customers/registration/dynamo-registrations.ts';
import { firstPasswordOf } from '#shared/customers/registration/tokens.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import type { RegistryRow } from '#shared/insurer/registry/registry-row.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import { MailNotSent } from '#shared/messages/mail/mail.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { dynamoLimits } from '#shared/platform/limits/dynamo-limits.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import { dynamoSessionCutoff } from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { newTurnId, smsPasswordOf } from '#shared/sign-in/credentials/password-turn.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { anIdentity, testPseudonyms } from '#test/builders/identity.ts';
import { testLimitName } from '#test/builders/memory-limits.ts';
import { aRow } from '#test/builders/registry.ts';
import { confirmRegistration } from '../../functions/confirm-registration/confirm-registration.ts';
import { previewConfirmation } from '../../functions/preview-confirmation/preview-confirmation.ts';
import { register } from '../../functions/register/register.ts';
import { resendConfirmation } from '../../functions/resend-confirmation/resend-confirmation.ts';
import { resendPasswordSms } from '../../functions/resend-password-sms/resend-password-sms.ts';
import { createFaults } from './faulty.ts';
import { memoryPool } from './memory-pool.ts';
import { openRegistrationTables } from './registration-tables.ts';

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/** A handler called at a path with these parameters. */
const at =
  (pathParameters: Record<string, string>, handler: Handler): Handler =>
  (event, context) =>
    handler({ ...event, pathParameters }, context);

export type Application = {
  identity?: Partial<NaturalIdentity>;
  username?: string;
  email?: string;
  mobile?: string;
};

/** The five functions of registration over the emulated tables; mail, SMS and pool in memory; `faults` strike at calls. */
export async function setupRegistration(rows: readonly RegistryRow[] = [aRow()]) {
  const time = { now: new Date('2027-01-31T09:00:00.400Z') };
  const now = () => time.now;
  const { client, importRows, put, items } = await openRegistrationTables(now);
  await importRows(...rows);

  const mails: { to: string; content: MailContent }[] = [];
  const sms: { to: string; password: string }[] = [];
  const works = { mail: true, address: true, sms: true };
  const { users, credentials } = memoryPool();
  const faults = createFaults();
  const unclaimed = dynamoUnclaimedUsers(client, 'portal', credentials);
  const limits = dynamoLimits(client, 'portal');
  const registry = faults.around(dynamoRegistry(client, 'registry'));
  const registrations = faults.around(dynamoRegistrations(client, { portal: 'portal', registry: 'registry' }));
  const mailer = {
    async send(to: string, _language: string, content: MailContent) {
      if (!works.address) throw new MailNotSent('rejected');
      if (!works.mail) throw new MailNotSent('throttled');
      mails.push({ to, content });
      return { messageId: `m-${mails.length}` };
    },
  };
  const passwordSms = faults.around({
    async send(to: string, _language: string, password: string) {
      // Takes a while, so that calls in parallel meet one that is on its way.
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (!works.sms) return { sent: false as const, code: 'ThrottlingException' };
      sms.push({ to, password });
      return { sent: true as const, messageId: `s-${sms.length}` };
    },
  });
  const settings = { origin: 'https://portal.example', helpline: '(06 1/20/30/70) 335 3355' };
  const shared = {
    persons: onePersonEach,
    registry,
    registrations,
    limits,
    mailer,
    credentials: faults.around(credentials),
    unclaimed: faults.around(unclaimed),
    turns: dynamoPasswordTurns(client, 'portal'),
    newTurnId,
    sms: passwordSms,
    now,
    ...settings,
  };

  const handlers = {
    register: httpApi(
      register({
        ...shared,
        pseudonyms: testPseudonyms,
        limitName: testLimitName,
        several: 'refuse',
        readMobile: readHungarianMobile,
        failedIdentificationsPerPerson: 5,
        failedIdentificationsInAll: 20,
        failedIdentificationsPerAddress: 8,
      }),
    ),
    preview: httpApi(previewConfirmation(shared)),
    confirm: httpApi(
      confirmRegistration({
        ...shared,
        pseudonyms: testPseudonyms,
        firstPassword: firstPasswordOf(testPseudonyms),
        pause: () => new Promise((resolve) => setTimeout(resolve, 20)),
      }),
    ),
    resend: httpApi(resendConfirmation({ ...shared, limitName: testLimitName, mailsPerRegistration: 2 })),
    resendSms: httpApi(
      resendPasswordSms({
        ...shared,
        accounts: dynamoUnclaimedAccounts(client, 'portal'),
        passwordOf: smsPasswordOf(testPseudonyms),
        secretVersion: testPseudonyms.version,
        smsPerRegistration: 2,
        cutoff: dynamoSessionCutoff(client, 'portal'),
        // The next whole second begins at once.
        pause: async (ms) => {
          time.now = new Date(time.now.getTime() + ms);
        },
      }),
    ),
  };

  return {
    ...{ time, mails, sms, works, users, credentials, unclaimed, faults, importRows, client, registrations },
    ...{ put, items },
    /** The portal's items of one kind, e.g. `ENROLMENT`, by the beginning of their key. */
    itemsOf: async (kind: string) => (await items()).filter(({ pk }) => String(pk).startsWith(kind)),
    register: ({ identity, ...application }: Application = {}) =>
      anApiCall(handlers.register, {
        body: {
          identity: anIdentity(identity),
          username: 'minta.eva',
          email: 'eva@example.org',
          mobile: '06 30 123 4567',
          ...application,
          language: 'hu',
          acceptTerms: true,
        },
      }),
    preview: (token: string) => anApiCall(handlers.preview, { body: { token } }),
    confirm: (token: string) => anApiCall(handlers.confirm, { body: { token } }),
    resend: (registrationId: string) => anApiCall(at({ registrationId }, handlers.resend)),
    resendSms: (registrationId: string) => anApiCall(at({ registrationId }, handlers.resendSms)),
    /** The token of the newest confirmation mail. */
    token: () => mails.at(-1)?.content.action?.url.split('#token=')[1] ?? 'no mail',
  };
}
export type RegistrationSetup = Awaited<ReturnType<typeof setupRegistration>>;
