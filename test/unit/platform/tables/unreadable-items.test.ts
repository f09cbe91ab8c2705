import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoContactChanges } from '#shared/customers/contacts/dynamo-contact-changes.ts';
import { dynamoDocuments } from '#shared/documents/reading/dynamo-documents.ts';
import { marksOf } from '#shared/helpdesk/identifying/marks.ts';
import { attemptKey, dynamoAttempts } from '#shared/helpdesk/looking/dynamo-attempts.ts';
import { dynamoMessages } from '#shared/helpdesk/looking/dynamo-messages.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import { policyKey, registryPersonKey } from '#shared/insurer/registry/registry-keys.ts';
import { newAttempt } from '#shared/messages/followed-messages.ts';
import { dynamoMailLog } from '#shared/messages/mail-outcomes/dynamo-mail-log.ts';
import { dynamoSmsHealth } from '#shared/messages/sms-outcomes/dynamo-sms-health.ts';
import { dynamoSmsLog } from '#shared/messages/sms-outcomes/dynamo-sms-log.ts';
import { minuteKey } from '#shared/messages/sms-outcomes/sms-log.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountPartition, documentKey } from '#shared/platform/tables/portal-keys.ts';
import { aDocument } from '#test/builders/document.ts';
import { anIdentity, pseudonymsOf, testPseudonym } from '#test/builders/identity.ts';
import { aRow } from '#test/builders/registry.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';

const accountId = 'sub-1';
const spoilt = { form: 'of a later version' };

describe('R12.1 an item that cannot be read hides none of the others', () => {
  it('R7.1 in the list of documents', async () => {
    const { client, put, time } = await setupRegistration([]);
    const [older, newer] = ['01', '02'].map((day) => aDocument({ uploadedAt: new Date(`2027-01-${day}T09:00:00Z`) }));
    if (!older || !newer) throw new Error('no documents');
    const item = { ...older, uploadedAt: older.uploadedAt.toISOString() };
    await put(documentKey(accountId, older.documentId), item);
    await put(documentKey(accountId, newer.documentId), spoilt);
    const page = await dynamoDocuments(client, 'portal').list({ accountId, now: time.now });
    expect(page.documents.map(({ documentId }) => documentId)).toEqual([older.documentId]);
  });

  it('R11.2 in the changes of contacts that wait', async () => {
    const { client, put, time } = await setupRegistration([]);
    const change = { kind: 'email', value: 'a@b.example', proof: 'p', triesLeft: 5, sessionsValidFrom: 0 };
    await put({ pk: accountPartition(accountId), sk: 'CONTACT-CHANGE#email' }, { ...change, expiresAt: 4_000_000_000 });
    await put({ pk: accountPartition(accountId), sk: 'CONTACT-CHANGE#mobile' }, spoilt);
    const waiting = await dynamoContactChanges(client, 'portal').waiting(accountId, time.now);
    expect(waiting.map(({ kind }) => kind)).toEqual(['email']);
  });

  it('R10.2 in the messages that the helpdesk sees', async () => {
    const { client, put, time } = await setupRegistration([]);
    const [at, later] = [time.now, new Date(time.now.getTime() + 1000)];
    await dynamoMailLog(client, 'portal').noteSent({ accountId, attempt: newAttempt(at), purpose: 'recovery', at });
    const subject = { kind: 'account' as const, accountId };
    await dynamoSmsLog(client, 'portal').noteSending({
      subject,
      attempt: newAttempt(at),
      state: 'accepted',
      isFinal: false,
      at,
    });
    for (const kind of ['MAIL', 'SMS'])
      await put(
        { pk: accountPartition(accountId), sk: `${kind}#${newAttempt(later)}` },
        { outcome: 'of a later version' },
      );
    const { sms, mails } = await dynamoMessages(client, 'portal').last(accountId);
    expect(mails).toMatchObject([{ purpose: 'recovery' }]);
    expect(sms).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('R10.2 in the registrations that failed', async () => {
    const { client, put, time } = await setupRegistration([]);
    const marks = marksOf(anIdentity(), testPseudonym);
    const attempts = dynamoAttempts(client, 'portal');
    await attempts.keep({ at: time.now, problem: 'contact-taken' }, marks);
    await put(attemptKey(marks[0]?.lookup ?? '', '2027-02-01'), spoilt);
    expect(await attempts.find(marks, time.now)).toMatchObject([{ problem: 'contact-taken' }]);
  });

  it('R10.1 in the minutes that show whether SMS arrive', async () => {
    const { client, put, time } = await setupRegistration([]);
    await put(minuteKey(time.now), { successes: 3 });
    await put(minuteKey(new Date(time.now.getTime() - 60_000)), { successes: 'three' });
    expect(await dynamoSmsHealth(client, 'portal')(time.now)).toMatchObject({ successesLastHour: 3 });
  });

  it('R8.1 in a person’s policies', async () => {
    const row = aRow();
    const { client } = await setupRegistration([row]);
    const item = { ...policyKey('another'), holder: row.customerId, ...spoilt };
    await client.send(new PutItemCommand({ TableName: 'registry', Item: toItem(item) }));
    const policies = await dynamoRegistry(client, 'registry').policiesOf(row.customerId);
    expect(policies.map(({ policyNumber }) => policyNumber)).toEqual([row.policyNumber]);
  });
});

describe('an unreadable item does not count as absent where a decision depends on it', () => {
  it('R2.3 the identification fails while a second person with the same data cannot be read', async () => {
    const { client } = await setupRegistration([aRow()]);
    const { identityKey } = pseudonymsOf();
    const item = { ...registryPersonKey('another'), identityKey, ...spoilt };
    await client.send(new PutItemCommand({ TableName: 'registry', Item: toItem(item) }));
    await expect(dynamoRegistry(client, 'registry').candidates(identityKey)).rejects.toThrow();
  });
});
