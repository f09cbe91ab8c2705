import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Host } from 'template-host';
import * as v from 'valibot';
import { samplePdf } from '../../local/samples/pdf.ts';
import { samplePersons } from '../../local/samples/persons.ts';
import { sampleCustomer, waitFor } from '../../local/samples/register-sample-customer.ts';
import { apiSession } from './api-session.ts';

/** Something that a customer or the insurer does, by name, and what it costs is measured. */
export type Step = { readonly name: string; readonly act: () => Promise<unknown> };

const challengeSchema = v.object({ challengeToken: v.string() });
const documentsSchema = v.object({ documents: v.array(v.object({ documentId: v.string() })) });
const policiesSchema = v.object({ policies: v.array(v.object({ policyId: v.string(), policyNumber: v.string() })) });

const [{ policies: ownPolicies }, newcomer] = samplePersons;
const [delivered, , byCheque] = ownPolicies;
const newCustomer = {
  username: 'proba.odon',
  email: 'proba.odon@ugyfel.example',
  mobile: '+36 30 555 0102',
  password: 'négy zöld béka ugrik',
};

/** What a customer does from the registration to its end, in an order in which every step can be taken again and again. */
export function customerJourney(host: Host): readonly Step[] {
  const s3 = new S3Client({
    endpoint: host.awsUrl,
    region: 'eu-central-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
  });
  const { call, callForToken, forget } = apiSession(host);
  const mailTo = (address: string) =>
    waitFor(`the mail to ${address}`, async () => host.services.ses.mail().findLast(({ to }) => to === address)?.text);
  const lastSms = () => waitFor('the SMS', async () => host.services.sms.messages().at(-1)?.text);
  const tokenIn = (text: string) => /#token=([\w-]+)/.exec(text)?.[1];
  const lastWord = (text: string) => text.trim().split(/\s+/).at(-1);
  const signIn = (username: string, password: string) => callForToken('POST', 'session', { username, password });
  const firstDocument = async () => {
    const { documents } = v.parse(documentsSchema, await call('GET', 'documents'));
    return documents[0]?.documentId ?? '';
  };
  const chequePolicy = async () => {
    const { policies } = v.parse(policiesSchema, await call('GET', 'policies'));
    return policies.find(({ policyNumber }) => policyNumber === byCheque[0])?.policyId ?? '';
  };
  const { username, password } = newCustomer;
  let link: string | undefined;
  let temporary = '';
  let challenge = '';
  let document = '';
  let policy = '';
  let uploads = 0;

  return [
    {
      name: 'register',
      act: () => {
        const { email, mobile } = newCustomer;
        const asked = { identity: newcomer.identity, username, email, mobile, language: 'hu', acceptTerms: true };
        return call('POST', 'registrations', asked);
      },
    },
    {
      name: 'preview the confirmation',
      act: async () => {
        link = tokenIn(await mailTo(newCustomer.email));
        await call('POST', 'registrations/confirmation/preview', { token: link });
      },
    },
    { name: 'confirm the registration', act: () => call('POST', 'registrations/confirmation', { token: link }) },
    {
      name: 'first sign-in',
      act: async () => {
        temporary = lastWord(await lastSms()) ?? '';
        const answer = await call('POST', 'session', { username, password: temporary });
        challenge = v.parse(challengeSchema, answer).challengeToken;
      },
    },
    {
      name: 'choose a password',
      act: async () => {
        const chosen = { username, challengeToken: challenge, newPassword: password };
        await callForToken('POST', 'session/new-password', chosen);
      },
    },
    {
      name: 'cancel the registration',
      act: async () => {
        await call('DELETE', 'account', { password });
        forget('everything');
      },
    },
    { name: 'sign in', act: () => signIn(sampleCustomer.username, sampleCustomer.password) },
    {
      name: 'renew the session',
      act: () => callForToken('POST', 'session/refresh'),
    },
    { name: 'see the account', act: () => call('GET', 'account') },
    {
      name: 'list the policies',
      act: async () => {
        policy = await chequePolicy();
      },
    },
    {
      name: 'enrol a policy',
      act: () => call('PUT', `policies/${policy}/eposta`, { acceptPaymentMethodChange: true }),
    },
    { name: "end a policy's ePosta", act: () => call('DELETE', `policies/${policy}/eposta`) },
    {
      name: 'a document arrives',
      act: async () => {
        const mails = host.services.ses.mail().length;
        await s3.send(
          new PutObjectCommand({
            Bucket: host.outputs.DocumentsBucket,
            Key: `documents/${delivered[0]}/bench-${++uploads}-${Date.now()}.pdf`,
            Body: samplePdf([`Díjbekérő (minta) ${uploads}, ${Date.now()}`]),
            ContentType: 'application/pdf',
            Metadata: { kind: 'invoice' },
          }),
        );
        await waitFor('the mail', async () => (host.services.ses.mail().length > mails ? true : undefined));
      },
    },
    {
      name: 'list the documents',
      act: async () => {
        document = await firstDocument();
      },
    },
    { name: 'open a document', act: () => call('GET', `documents/${document}/link?disposition=inline`) },
    { name: 'open it again', act: () => call('GET', `documents/${document}/link?disposition=inline`) },
    { name: 'see its history', act: () => call('GET', `documents/${document}/evidence`) },
    { name: 'check authenticity', act: () => call('POST', 'authenticity', { sha256: '0'.repeat(64) }) },
    { name: 'change the language', act: () => call('PUT', 'account/language', { language: 'hu' }) },
    {
      name: 'change the password',
      act: () =>
        call('PUT', 'account/password', {
          currentPassword: sampleCustomer.password,
          newPassword: sampleCustomer.password,
        }),
    },
    { name: 'sign in again', act: () => signIn(sampleCustomer.username, sampleCustomer.password) },
    {
      name: 'ask for a new address',
      act: () =>
        call('POST', 'account/contact-changes', {
          password: sampleCustomer.password,
          email: `minta.maria.${Date.now()}@ugyfel.example`,
        }),
    },
    {
      name: 'sign out',
      act: async () => {
        await call('DELETE', 'session');
        forget('token');
      },
    },
    {
      name: 'ask for recovery of unknown contacts',
      act: () => call('POST', 'recoveries', { email: 'senki@ugyfel.example', mobile: '+36305550199' }),
    },
  ];
}
