import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDocuments, signIn } from '#test/support/portal/customer.ts';
import { addFaults, clearFaults, functionName } from '#test/support/portal/faults.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { operateOn } from '#test/support/portal/operate.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { depth, passUntilEmpty, queueUrl } from '#test/support/portal/queues.ts';
import { openFastPortal } from './fast-portal.ts';
import { redrive, redriveOn, stageOf } from './redrive.ts';

let portal: Portal;
let stage: string;
beforeAll(async () => {
  portal = await openFastPortal();
  stage = stageOf(portal);
});
afterAll(() => portal.close());

describe('npm run operate -- redrive', () => {
  it('R5.1 what fails ten times is parked and, replayed by the operator, delivered; a poison message is parked again', async () => {
    const customer = await aRegisteredPerson(portal);
    await allWorkedOff(portal);
    await portal.sqs.send(
      new SendMessageCommand({ QueueUrl: await queueUrl(portal, 'deliver-document'), MessageBody: 'not of S3' }),
    );
    const worker = functionName(portal, 'deliver-document');
    await addFaults(portal, [
      { service: 's3', operation: 'GetObject', function: worker, error: 'InternalError', times: 1000 },
    ]);
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    expect(await passUntilEmpty(portal, 'deliver-document')).toBeGreaterThanOrEqual(9);
    expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(2);
    expect((await listDocuments(portal, await signIn(portal, customer))).documents).toEqual([]);

    const [{ policyNumber }] = customer.policies;
    const list = () => operateOn(portal, 'parked', 'list', '--queue', 'deliver-document');
    const { printed: listed } = await list();
    expect(listed).toContain('deliver-document: 2 parked');
    expect(listed).toMatch(new RegExp(`  20\\S+Z  \\S+  documents/${policyNumber}/\\S+  InternalError, at `));
    const poison = / {2}20\S+Z {2}(\S+) {2}not of S3 {2}SyntaxError/.exec(listed)?.[1] ?? '';
    expect(poison).not.toBe('');
    // A look changes nothing.
    expect((await list()).printed).toBe(listed);

    await clearFaults(portal);
    const { code, printed, complained } = await redriveOn(portal, 'deliver-document');
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
    expect(printed).toContain(`${worker}-parked: moving about 2 messages back to ${worker}`);
    expect(printed).toContain('2 messages moved');
    await passUntilEmpty(portal, 'deliver-document');
    expect((await listDocuments(portal, await signIn(portal, customer))).documents).toHaveLength(1);
    expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(1);
  });

  it('R12.3 a poison message is saved and taken out, so that it ends; nothing is replaced', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parked-'));
    const [saved, removed] = [join(folder, 'saved.json'), join(folder, 'removed.json')];
    const onQueue = (step: string, ...more: readonly string[]) =>
      operateOn(portal, 'parked', step, '--queue', 'deliver-document', ...more);
    expect((await onQueue('save', '--to', saved)).printed).toContain('1 messages saved');
    expect((await onQueue('save', '--to', saved)).code).toBe(1);
    const id = /"messageId": "(\S+)"/.exec(await readFile(saved, 'utf8'))?.[1] ?? '';

    const replayed = await operateOn(portal, 'redrive', '--queue', 'deliver-document', '--message', id);
    expect(replayed.printed).toContain(`${id} is on its way to the worker again`);
    await passUntilEmpty(portal, 'deliver-document');
    const again = /Z {2}(\S+) {2}not of S3/.exec((await onQueue('list')).printed)?.[1] ?? '';

    expect((await onQueue('remove', '--message', 'none', '--to', removed)).complained).toContain(
      'no parked message has',
    );
    const { printed } = await onQueue('remove', '--message', again, '--to', removed);
    expect(printed).toContain(`${again} is taken out and saved in ${removed}`);
    expect(await readFile(removed, 'utf8')).toContain('not of S3');
    expect((await onQueue('list')).printed).toBe('deliver-document: nothing is parked\n');
    await rm(folder, { recursive: true });
  });

  it('of all workers moves what is parked of each', async () => {
    const { code, printed } = await operateOn(portal, 'redrive', '--all');
    expect(code).toBe(0);
    expect(printed.match(/nothing is parked/g)).toHaveLength(7);
  });

  it('of an empty queue says so and succeeds', async () => {
    const { code, printed } = await redriveOn(portal, 'withdraw-document');
    expect(code).toBe(0);
    expect(printed).toContain('withdraw-document-parked: nothing is parked');
  });

  it('names a queue that does not exist, and where it looked', async () => {
    const { code, printed, complained } = await redriveOn(portal, 'deliver-documents');
    expect({ code, printed }).toEqual({ code: 1, printed: '' });
    expect(complained).toContain(`There is no queue CustomerPortal-${stage}-deliver-documents-parked`);
    expect(complained).toContain(portal.aws);
    expect(complained).not.toMatch(/^\s+at /m);
  });

  it('without a queue, and with an unknown option, prints its usage', async () => {
    for (const args of [[], ['--queue'], ['--que', 'deliver-document'], ['--queue', 'x', 'y']]) {
      const { code, complained } = await redrive(...args);
      expect(code).toBe(2);
      expect(complained).toMatch(/^Usage: npm run operate -- redrive /m);
    }
  });

  it('says so when nothing answers at the address', async () => {
    const { code, complained } = await redrive('--queue', 'deliver-document', '--endpoint-url', 'http://127.0.0.1:9');
    expect(code).toBe(1);
    expect(complained).toContain('http://127.0.0.1:9 cannot be reached');
  });
});
