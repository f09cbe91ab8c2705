import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { aDynamoDb } from 'template-host/testing/dynamodb-builder';
import { describe, expect, it } from 'vitest';
import { dynamoMailOutcomes } from '#shared/documents/mail-outcomes/dynamo-mail-outcomes.ts';
import type { AnnouncedDocument, MailUndelivered } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import { readMailEvent } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, documentKey } from '#shared/platform/tables/portal-keys.ts';
import { anAccount } from '#test/builders/account.ts';
import { aDocument } from '#test/builders/document.ts';
import { recordMailOutcome } from '../../../functions/record-mail-outcome/record-mail-outcome.ts';

const second = (n: number) => new Date(Date.parse('2027-01-31T10:00:00Z') + n * 1000).toISOString();
const document = aDocument({ state: 'announcing' });
const account = anAccount();

type Outcome = {
  readonly type: 'Send' | 'Delivery' | 'Bounce' | 'SoftBounce' | 'Complaint' | 'Reject';
  readonly at: number;
};

/** An event as SES publishes it. */
function anEvent({ type, at }: Outcome, tags: object = { document: [document.documentId], account: ['sub-1'] }) {
  const timestamp = second(at);
  return JSON.stringify({
    eventType: type === 'SoftBounce' ? 'Bounce' : type,
    mail: { timestamp, destination: [account.email], tags, messageId: 'm' },
    ...(type === 'Delivery' ? { delivery: { timestamp } } : {}),
    ...(type === 'Bounce' ? { bounce: { timestamp, bounceType: 'Permanent' } } : {}),
    ...(type === 'SoftBounce' ? { bounce: { timestamp, bounceType: 'Transient' } } : {}),
    ...(type === 'Complaint' ? { complaint: { timestamp } } : {}),
  });
}

async function setup(email = account.email) {
  const table = 'Portal';
  const { client } = await aDynamoDb({ names: { main: table, keyOnly: 'Registry' } });
  const put = (item: object) => client.send(new PutItemCommand({ TableName: table, Item: toItem(item) }));
  const begin = async () => {
    await put({ ...accountKey('sub-1'), ...account, email });
    await put({ ...documentKey('sub-1', document.documentId), ...document, uploadedAt: second(0) });
  };
  await begin();
  const read = async (key: object) => {
    const { Item: item } = await client.send(new GetItemCommand({ TableName: table, Key: toItem(key) }));
    return item && unmarshall(item);
  };
  const reported: MailUndelivered[] = [];
  const record = recordMailOutcome({
    outcomes: dynamoMailOutcomes(client, table),
    reports: { report: async (_, outcome) => void reported.push(outcome) },
  });
  return {
    ...{ begin, record, reported },
    account: () => read(accountKey('sub-1')),
    document: () => read(documentKey('sub-1', document.documentId)),
  };
}

it('R5.2 events in any order and more than once leave the same items', async () => {
  const { begin, record, account: readAccount, document: readDocument } = await setup();
  const outcomes: Outcome[] = [
    { type: 'Send', at: 1 },
    { type: 'Delivery', at: 2 },
    { type: 'Bounce', at: 3 },
    { type: 'Complaint', at: 5 },
    { type: 'Delivery', at: 4 },
  ];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...outcomes, ...outcomes], { minLength: 10 }), async (events) => {
      await begin();
      for (const event of events) await record(anEvent(event));
      const [nowAccount, nowDocument] = [await readAccount(), await readDocument()];
      expect(nowAccount?.mailFailedAt).toBe(second(5));
      expect(nowAccount?.mailUnreachableSince).toBeDefined();
      expect(nowAccount?.mailUnreachableReason).toBe('complained');
      expect(nowDocument).toMatchObject({ state: 'announced', bouncedAt: second(3), complainedAt: second(5) });
      expect(nowDocument?.leaseUntil).toBeUndefined();
    }),
    { numRuns: 20 },
  );
});

it('R5.2 a later delivery to the address makes it reachable again, whichever event comes first', async () => {
  for (const order of [
    [3, 4],
    [4, 3],
  ]) {
    const { record, account: readAccount } = await setup();
    for (const at of order) await record(anEvent({ type: at === 3 ? 'Bounce' : 'Delivery', at }));
    expect((await readAccount())?.mailUnreachableSince).toBeUndefined();
  }
});

it('R5.2 a complaint is the reason also where later mails bounce, since SES then suppresses the address', async () => {
  for (const order of [
    ['Complaint', 'Bounce'],
    ['Bounce', 'Complaint'],
  ] as const) {
    const { record, account: readAccount } = await setup();
    for (const type of order) await record(anEvent({ type, at: type === 'Complaint' ? 3 : 4 }));
    expect(await readAccount()).toMatchObject({ mailFailedAt: second(4), mailUnreachableReason: 'complained' });
    await record(anEvent({ type: 'Delivery', at: 5 }));
    expect((await readAccount())?.mailUnreachableReason).toBeUndefined();
  }
});

it('R5.2 a bounce of the old address says nothing about the new one', async () => {
  const { record, reported, account: readAccount } = await setup('new@example.org');
  expect(await record(anEvent({ type: 'Bounce', at: 3 }))).toBe('bounced');
  expect((await readAccount())?.mailUnreachableSince).toBeUndefined();
  expect(reported).toEqual(['bounced']);
});

it('R9.5 a full mailbox is reported for paper, and the address still counts as reachable', async () => {
  const { record, reported, account: readAccount } = await setup();
  await record(anEvent({ type: 'SoftBounce', at: 3 }));
  expect(reported).toEqual(['bounced-temporarily']);
  expect((await readAccount())?.mailUnreachableSince).toBeUndefined();
});

it('an event about an erased account writes nothing', async () => {
  const { record, reported } = await setup();
  const gone = { document: [document.documentId], account: ['sub-gone'] };
  for (const type of ['Send', 'Delivery', 'Bounce'] as const) await record(anEvent({ type, at: 1 }, gone));
  expect(reported).toEqual([]);
});

it('other mails, and SES’s first message to a topic, change no document', () => {
  expect(readMailEvent(anEvent({ type: 'Bounce', at: 1 }, {}))).toBeUndefined();
  expect(readMailEvent('Successfully validated SNS topic for Amazon SES event publishing.')).toBeUndefined();
  expect(() => readMailEvent('{"eventType":"Surprise"}')).toThrow();
});

/** The behaviour over small fakes; `steps`: what it did. Without a document, the event is about an erased one. */
function overFakes({ isThere = true, report }: { isThere?: boolean; report?: () => Promise<void> } = {}) {
  const steps: unknown[] = [];
  const kept: AnnouncedDocument = { documentId: document.documentId, key: document.key, policyNumber: 'P-1' };
  const record = recordMailOutcome({
    outcomes: {
      async noteOnDocument({ documentId, outcome }) {
        steps.push(['document', documentId, outcome]);
        return isThere && outcome !== 'sent' ? kept : undefined;
      },
      async noteOnAccount({ accountId, address, at }, outcome) {
        steps.push(['account', accountId, address, at.toISOString(), outcome]);
      },
    },
    reports: {
      async report(about, outcome, at) {
        await report?.();
        steps.push(['report', about, outcome, at.toISOString()]);
      },
    },
  });
  return { record, steps, kept };
}

describe('record-mail-outcome over fakes', () => {
  const { documentId } = document;

  it('R5.2 a sent mail is noted on the document only', async () => {
    const { record, steps } = overFakes();
    expect(await record(anEvent({ type: 'Send', at: 1 }))).toBe('sent');
    expect(steps).toEqual([['document', documentId, 'sent']]);
  });

  it('R5.2 a delivered mail makes the address reachable, and is not reported', async () => {
    const { record, steps } = overFakes();
    expect(await record(anEvent({ type: 'Delivery', at: 1 }))).toBe('delivered');
    expect(steps).toEqual([
      ['document', documentId, 'delivered'],
      ['account', 'sub-1', account.email, second(1), 'reached'],
    ]);
  });

  it.each([
    ['Bounce', 'bounced'],
    ['Complaint', 'complained'],
  ] as const)(
    'R9.5 after a %s the insurer sends paper, and the address counts as unreachable',
    async (type, outcome) => {
      const { record, steps, kept } = overFakes();
      expect(await record(anEvent({ type, at: 1 }))).toBe(outcome);
      expect(steps[0]).toEqual(['document', documentId, outcome]);
      expect(steps).toContainEqual(['report', kept, outcome, second(1)]);
      expect(steps).toContainEqual(['account', 'sub-1', account.email, second(1), outcome]);
      expect(steps).toHaveLength(3);
    },
  );

  it.each([
    ['SoftBounce', 'bounced-temporarily'],
    ['Reject', 'rejected'],
  ] as const)('R9.5 after a %s the insurer sends paper, and nothing is said of the address', async (type, outcome) => {
    const { record, steps, kept } = overFakes();
    expect(await record(anEvent({ type, at: 1 }))).toBe(outcome);
    expect(steps).toEqual([
      ['document', documentId, outcome],
      ['report', kept, outcome, second(1)],
    ]);
  });

  it.each(['Delivery', 'Bounce'] as const)('a %s about an erased document changes nothing', async (type) => {
    const { record, steps } = overFakes({ isThere: false });
    expect(await record(anEvent({ type, at: 1 }))).toBe('unknown-document');
    expect(steps).toEqual([['document', documentId, expect.any(String)]]);
  });

  it('a mail that is about no document changes nothing', async () => {
    const { record, steps } = overFakes();
    expect(await record(anEvent({ type: 'Bounce', at: 1 }, {}))).toBe('no-document');
    expect(await record(anEvent({ type: 'Bounce', at: 1 }, { account: ['sub-1'] }))).toBe('no-document');
    expect(steps).toEqual([]);
  });

  it('R9.5 the queue repeats an outcome that could not be reported', async () => {
    const { record } = overFakes({ report: () => Promise.reject(new Error('throttled')) });
    await expect(record(anEvent({ type: 'Bounce', at: 1 }))).rejects.toThrow('throttled');
  });

  it('a text that is not SES’s is refused: it ends in the dead-letter queue, where an operator sees it', async () => {
    const { record, steps } = overFakes();
    for (const body of ['', '{}', 'no event', '{"eventType":"Surprise"}']) await expect(record(body)).rejects.toThrow();
    expect(steps).toEqual([]);
  });

  it('R12.1 the outcome for the log holds no address', async () => {
    const { record } = overFakes();
    for (const type of ['Send', 'Delivery', 'Bounce', 'SoftBounce', 'Complaint', 'Reject'] as const)
      expect(await record(anEvent({ type, at: 1 }))).toMatch(/^[a-z-]+$/);
  });
});

describe('R5.2 what a mailbox sends back', () => {
  const base = {
    timestamp: second(1),
    destination: [account.email],
    tags: { document: [document.documentId], account: ['sub-1'] },
  };
  const autoReply = { bounceType: 'Transient', bounceSubType: 'General', timestamp: second(3) };
  const bounced = (bounce: object) => JSON.stringify({ eventType: 'Bounce', mail: base, bounce });
  const complained = (complaintFeedbackType: string | null) =>
    JSON.stringify({ eventType: 'Complaint', mail: base, complaint: { timestamp: second(3), complaintFeedbackType } });
  const answer = [{ emailAddress: account.email }];
  const fullMailbox = [{ ...answer[0], status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 mailbox full' }];

  it.each([
    ['an out-of-office message', bounced({ ...autoReply, bouncedRecipients: answer }), 'auto-reply'],
    ['an out-of-office message without recipients', bounced(autoReply), 'auto-reply'],
    [
      'an out-of-office message of two mailboxes',
      bounced({ ...autoReply, bouncedRecipients: [...answer, { emailAddress: 'x@mail.example' }] }),
      'auto-reply',
    ],
    [
      'an out-of-office message with empty words of a server',
      bounced({ ...autoReply, bouncedRecipients: [{ ...answer[0], status: '', diagnosticCode: null }] }),
      'auto-reply',
    ],
    ['"this is not spam"', complained('not-spam'), 'not-spam'],
    ['"this is not spam" in capitals', complained('NOT-SPAM'), 'not-spam'],
  ])('%s takes nothing away: no report, no warning, and the mail counts as sent', async (_, event, outcome) => {
    const { record, reported, account: readAccount, document: readDocument } = await setup();
    expect(await record(event)).toBe(outcome);
    expect(reported).toEqual([]);
    expect((await readAccount())?.mailUnreachableSince).toBeUndefined();
    const read = await readDocument();
    expect(read).toMatchObject({ state: 'announced', announcedAt: second(1) });
    expect([read?.bouncedAt, read?.complainedAt]).toEqual([undefined, undefined]);
  });

  it.each([
    ['a full mailbox', bounced({ ...autoReply, bouncedRecipients: fullMailbox }), 'bounced-temporarily'],
    ['a mailbox that is too full', bounced({ ...autoReply, bounceSubType: 'MailboxFull' }), 'bounced-temporarily'],
    ['an unknown mailbox', bounced({ ...autoReply, bounceType: 'Permanent' }), 'bounced'],
    [
      'an address on the suppression list',
      bounced({ ...autoReply, bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' }),
      'bounced',
    ],
    ['"this is spam"', complained('abuse'), 'complained'],
    ['a complaint of no kind', complained(null), 'complained'],
    ['a forgery', complained('fraud'), 'complained'],
    ['a virus', complained('virus'), 'complained'],
    ['another complaint', complained('other'), 'complained'],
    [
      'a server that says who is away',
      bounced({ ...autoReply, bouncedRecipients: [{ ...answer[0], diagnosticCode: 'smtp; 450 4.7.1 try later' }] }),
      'bounced-temporarily',
    ],
    [
      'one of two mailboxes that a server refused',
      bounced({ ...autoReply, bouncedRecipients: [...answer, ...fullMailbox] }),
      'bounced-temporarily',
    ],
    [
      'a mail that is too large',
      bounced({ ...autoReply, bounceSubType: 'MessageTooLarge', bouncedRecipients: answer }),
      'bounced-temporarily',
    ],
    ['no such mailbox', bounced({ ...autoReply, bounceType: 'Permanent', bounceSubType: 'NoEmail' }), 'bounced'],
  ])('%s is reported for paper', async (_, event, outcome) => {
    const { record, reported } = await setup();
    expect(await record(event)).toBe(outcome);
    expect(reported).toEqual([outcome]);
  });
});
