import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { originSecretHeader, originSecretsVariable } from '#shared/platform/http/origin-secret.ts';
import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { invoke } from './watched-portal.ts';

/** The functions that work off a queue; each queue has its worker's name. */
export const workers = [
  'deliver-document',
  'record-mail-outcome',
  'withdraw-document',
  'import-registry',
  'work-recoveries',
  'finish-cancelling',
  'record-sms-outcome',
] as const;
const byTheClock = [
  'publish-changes',
  'send-notices',
  'send-reminders',
  'report-switches',
  'apply-corrections',
  'erase-documents',
] as const;
const inTheirOwnWay = [
  ...[
    'archive-audit',
    'send-sms-canary',
    'guard-sign-in',
    'check-passkey',
    'name-account',
    'publish-website',
    'visit-portal',
  ],
] as const;

const nonsense = {
  Records: [{ messageId: 'm', body: '{"nonsense":true}', attributes: { ApproximateReceiveCount: '1' } }],
};

/** An event through CloudFront that is no valid call. */
const noCall = {
  headers: { [originSecretHeader]: 'from-cloudfront' },
  stageVariables: { [originSecretsVariable]: 'from-cloudfront' },
};

/** What becomes of an entry of the audit, as its table's stream brings it. */
export const auditEntry = (eventName: 'INSERT' | 'MODIFY') => ({
  Records: [
    {
      ...{ eventID: 'e', eventName },
      dynamodb: {
        ...{ ApproximateCreationDateTime: 1, SequenceNumber: '1', NewImage: { pk: { S: 'AUDIT#C-1' } } },
        ...(eventName === 'MODIFY' ? { OldImage: { pk: { S: 'AUDIT#C-1' } } } : {}),
      },
    },
  ],
});

/** The event that the pool sends to the guard. */
export const attempt = (attemptId: string) => ({
  userName: `user.${attemptId}`,
  request: { validationData: { attemptId: attemptId.repeat(22) } },
});

/** The event that the pool sends to check-passkey for an answer. */
const proofAnswered = {
  triggerSource: 'VerifyAuthChallengeResponse_Authentication',
  request: { userAttributes: { 'custom:account': 'a' }, challengeAnswer: `${'A'.repeat(43)}.${'A'.repeat(43)}` },
};

/** Every name of a function without its stack's. */
export const shortName = (name: string) => name.replace(/^CustomerPortal-[a-z]+-/, '');

/** Does something while the first page is another than the built one. */
async function withoutPages(portal: Portal, act: () => Promise<unknown>): Promise<void> {
  const page = { Bucket: portal.outputs.WebsiteBucket, Key: 'index.html' };
  const { Body: body, ContentType } = await portal.s3.send(new GetObjectCommand(page));
  const Body = await body?.transformToByteArray();
  await portal.s3.send(new PutObjectCommand({ ...page, Body: 'Nothing here.', ContentType }));
  await act();
  await portal.s3.send(new PutObjectCommand({ ...page, Body, ContentType }));
}

/** Makes every function of the stack fail once: by an invalid event, or by a refusal of AWS. */
export async function failEveryFunction(portal: Portal): Promise<void> {
  const others: readonly string[] = [...workers, ...byTheClock, ...inTheirOwnWay];
  for (const name of portal.functions.map(shortName)) if (!others.includes(name)) await invoke(portal, name, noCall);
  for (const name of workers) await invoke(portal, name, nonsense);
  const failing = async (service: string, name: string, error: string, event: object = {}) => {
    await addFault(portal, { service, operation: '*', function: name, error, times: 99 });
    await invoke(portal, name, event);
    await clearFaults(portal);
  };
  for (const name of byTheClock) await failing('dynamodb', name, 'AccessDeniedException');
  // One refused canary wakes nobody.
  for (let times = 0; times < 3; times++) await failing('sms-voice', 'send-sms-canary', 'ConflictException');
  await failing('dynamodb', 'guard-sign-in', 'AccessDeniedException', attempt('a'));
  await failing('dynamodb', 'check-passkey', 'AccessDeniedException', proofAnswered);
  await failing('s3', 'archive-audit', 'AccessDenied', auditEntry('INSERT'));
  await invoke(portal, 'name-account', {});
  await withoutPages(portal, () => invoke(portal, 'visit-portal'));
  await failing('s3', 'publish-website', 'AccessDenied', {
    RequestType: 'Update',
    ResponseURL: `${portal.url}/_local/stack`,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'pages',
  });
}
