import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminCreateUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { CopyObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetSuppressedDestinationCommand, PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advance, idle } from '#test/support/portal/control.ts';
import { operateOn, stageOf } from '#test/support/portal/operate.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';
import { operatorSettings } from '../../bin/operate/operator-settings.ts';
import { type AwsCommand, awsLines, inputOf, readAwsCommand, send, sendAsOperator } from './aws-command.ts';
import { runbook } from './runbook-guide.ts';
import { alarms } from './watched-portal.ts';

let stack: Awaited<ReturnType<typeof stackWith>>;
let portal: Portal;
let folder: string;
let secrets: SecretsManagerClient;
beforeAll(async () => {
  // With the canary, so that every schedule of the runbook is there.
  stack = await stackWith({ smsCanaryNumber: '+36301110000' });
  portal = await openPortal(stack);
  folder = await mkdtemp(join(tmpdir(), 'runbook-'));
  secrets = new SecretsManagerClient(operatorSettings(portal.aws));
});
afterAll(async () => {
  secrets?.destroy();
  await portal?.close();
  await stack?.remove();
  await rm(folder, { recursive: true });
});

const written = awsLines(runbook);
const nameOf = (line: string) =>
  line
    .split(' ')
    .slice(0, line.includes(' wait ') ? 3 : 2)
    .join(' ');

/** What the local host does not play, and why: these the runbook's reader is the first to run. */
const unplayed: Readonly<Record<string, string>> = {
  'cloudtrail validate-logs': 'CloudTrail writes nothing here',
  'dynamodb list-backups': 'a table that is deleted here leaves no backup of the system',
  'dynamodb restore-table-from-backup': 'as list-backups; restore-table-to-point-in-time is run',
  'lambda list-functions': 'functions here have no time of their last change',
  'lambda update-function-configuration': 'functions here change with their template only',
  'lambda wait function-updated-v2': 'as update-function-configuration',
  'secretsmanager restore-secret': 'no secret here is scheduled for deletion',
  'service-quotas list-service-quotas': 'the quotas here are POST /_local/limits',
  'service-quotas request-service-quota-increase': 'as list-service-quotas',
};

/** A line with what the reader puts into it. */
function filled(line: string, values: Readonly<Record<string, string>>): AwsCommand {
  const outputs: Readonly<Record<string, string>> = portal.outputs;
  const stage = stageOf(portal);
  const text = line
    .replace(
      /\$\(out (\w+)\)|<([A-Z]\w+)>/g,
      (whole, one, other) => values[one ?? other] ?? outputs[one ?? other] ?? whole,
    )
    .replaceAll('<stage>', stage)
    .replace(/\$stack\b/g, `CustomerPortal-${stage}`)
    .replace(/<[^>]+>|\$\w+/g, (whole) => values[whole] ?? whole);
  expect(text, 'nothing is left open').not.toMatch(/<\w|\$\w|…/);
  return readAwsCommand(text);
}

const run = async (line: string, values: Readonly<Record<string, string>> = {}) => {
  const command = filled(line, values);
  return ['events', 'cloudwatch'].includes(command.service)
    ? sendAsOperator(command, portal.aws)
    : send(command, portal.aws);
};

const theirs = 'trail/AWSLogs/000000000000/CloudTrail/eu-central-1/2027/01/31/a.json.gz';
const currentValue = async () => secrets.send(new GetSecretValueCommand({ SecretId: portal.outputs.PseudonymSecret }));

/** How each command is tried: what has to be there, and what it must have done. The order is that of the runbook. */
const trials: Readonly<Record<string, (line: string) => Promise<unknown>>> = {
  async 'cloudwatch set-alarm-state'(line) {
    await operateOn(portal, 'test-pager', '--by', 'anna');
    await run(line, { '<heading>': 'import-refused', '<why, and who>': 'the file is right: anna' });
    expect((await alarms(portal)).find(({ heading }) => heading === 'import-refused')?.state).toBe('OK');
  },
  async 'events disable-rule'(line) {
    await run(line);
    await advance(portal, 'PT31M');
    await idle(portal);
    await advance(portal, 'PT2M');
    expect(await stateOf('apply-corrections-not-running')).toBe('INSUFFICIENT_DATA');
  },
  async 'events enable-rule'(line) {
    const name = /-<stage>-([\w-]+)/.exec(line)?.[1] ?? '';
    await run(line);
    if (name === 'apply-corrections') {
      await advance(portal, 'PT31M');
      await idle(portal);
      expect(await stateOf('apply-corrections-not-running')).toBe('OK');
    }
  },
  async 'cognito-idp admin-delete-user'(line) {
    const pool = new CognitoIdentityProviderClient(operatorSettings(portal.aws));
    await pool.send(new AdminCreateUserCommand({ UserPoolId: portal.outputs.UserPoolId, Username: 'byhand' }));
    pool.destroy();
    await run(line, { '<username>': 'byhand' });
    await expect(run(line, { '<username>': 'byhand' })).rejects.toThrow('User does not exist');
  },
  async 'sesv2 delete-suppressed-destination'(line) {
    const ses = new SESv2Client(operatorSettings(portal.aws));
    const EmailAddress = 'anna@mail.example';
    await ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
    await run(line, { '<address>': EmailAddress });
    await expect(ses.send(new GetSuppressedDestinationCommand({ EmailAddress }))).rejects.toThrow('not');
    ses.destroy();
  },
  async 'dynamodb query'(line) {
    expect(await run(line, { '<customerId>': 'C-1', customerId: 'C-1' })).toMatchObject({ Count: 0 });
  },
  async 's3 cp'(line) {
    await portal.s3.send(new PutObjectCommand({ Bucket: portal.outputs.AuditArchive, Key: theirs, Body: 'x' }));
    const { others } = filled(line, { '<account>': '000000000000', '<region>': 'eu-central-1' });
    const [, Bucket = '', Prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(others[0] ?? '') ?? [];
    const { Contents = [] } = await portal.s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
    expect(Contents.map(({ Key }) => Key)).toEqual([theirs]);
    await portal.s3.send(new GetObjectCommand({ Bucket, Key: theirs }));
  },
  async 's3 sync'(line) {
    const { others } = filled(line, { '<the former>': portal.outputs.DocumentsBucket });
    const [from = '', to = ''] = others.map((one) => /^s3:\/\/(.+)$/.exec(one)?.[1] ?? '');
    await portal.s3.send(
      new PutObjectCommand({ Bucket: from, Key: 'other/a.pdf', Body: 'x', Metadata: { kind: 'bill' } }),
    );
    await portal.s3.send(new CopyObjectCommand({ Bucket: to, Key: 'other/b.pdf', CopySource: `${from}/other/a.pdf` }));
    const { Metadata } = await portal.s3.send(new GetObjectCommand({ Bucket: to, Key: 'other/b.pdf' }));
    expect(Metadata).toEqual({ kind: 'bill' });
  },
  async 'secretsmanager list-secret-version-ids'(line) {
    expect(await run(line)).toMatchObject({ Versions: [{ VersionStages: ['AWSCURRENT'] }] });
  },
  async 'secretsmanager update-secret-version-stage'(line) {
    const before = await currentValue();
    const SecretId = portal.outputs.PseudonymSecret;
    const { VersionId = '' } = await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'overwritten' }));
    await run(line, { '<that version>': before.VersionId ?? '', '<the version with AWSCURRENT>': VersionId });
    expect((await currentValue()).SecretString).toBe(before.SecretString);
  },
  async 'cloudformation describe-stacks'(line) {
    const answer = JSON.stringify(await run(line.replace('$1', 'PortalTable')));
    expect(answer).toContain(`"OutputKey":"PortalTable","OutputValue":"${portal.outputs.PortalTable}"`);
  },
  async 'dynamodb restore-table-to-point-in-time'(line) {
    const T = new Date(Date.now() - 1000).toISOString();
    await run(line, { $table: portal.outputs.PortalTable, $restored: 'restored-1', $T: T });
  },
  async 'dynamodb wait table-exists'(line) {
    expect(await run(line, { $restored: 'restored-1' })).toMatchObject({ Table: { TableStatus: 'ACTIVE' } });
  },
  async 'secretsmanager put-secret-value'(line) {
    const { SecretString = '' } = await currentValue();
    const file = join(folder, 'escrow');
    await writeFile(file, SecretString);
    await run(line, { '<file>': file });
    expect((await currentValue()).SecretString).toBe(SecretString);
  },
  async 'secretsmanager get-secret-value'(line) {
    // This machine is one region; the replica is the secret itself.
    const answer = await run(line, { '<pseudonymReplicaRegion>': 'eu-west-1' });
    expect(answer).toMatchObject({ SecretString: (await currentValue()).SecretString });
  },
  async 'secretsmanager create-secret'(line) {
    const file = join(folder, 'replica');
    await writeFile(file, 'its value');
    const made = await run(line, { '<file>': file });
    expect(made).toMatchObject({
      Name: `CustomerPortal-${stageOf(portal)}-pseudonyms`,
      ARN: expect.stringMatching(/^arn:/),
    });
  },
};

const stateOf = async (heading: string) => (await alarms(portal)).find((alarm) => alarm.heading === heading)?.state;
/** A rule is switched off before it is switched on. */
const order = (line: string) => (line.startsWith('events disable') ? 0 : 1);
const inOrder = [...written].sort((one, other) => order(one) - order(other));

describe('the AWS commands of docs/runbook.md', () => {
  it('are each run here, or named with the reason', () => {
    const names = new Set(written.map(nameOf));
    expect([...names].sort()).toEqual([...Object.keys(trials), ...Object.keys(unplayed)].sort());
    for (const [name, why] of Object.entries(unplayed)) console.info(`MEASURED not run here: aws ${name}: ${why}`);
  });

  it.each(written)('aws %s has an operation and options that its client knows, where there is one', (line) => {
    inputOf(readAwsCommand(line.replace('file://', '')));
  });

  it.each(inOrder.filter((line) => trials[nameOf(line)]))(
    'aws %s does on the host what the runbook says',
    async (line) => {
      await trials[nameOf(line)]?.(line);
    },
  );

  // `cloudformation deploy` is the CLI's own.
  const withClient = /^(cognito-idp|dynamodb|secretsmanager|cloudformation (?!deploy)) ?/;
  const ofDeploy = awsLines(readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8'));
  it.each(ofDeploy.filter((line) => withClient.test(line)))('aws %s, of docs/deploy.md, has them too', (line) => {
    inputOf(readAwsCommand(line.replace('file://', '')));
  });

  it('that are wrong would be found', () => {
    expect(() => inputOf(readAwsCommand('dynamodb qery --table-name x'))).toThrow('no operation Qery');
    expect(() => inputOf(readAwsCommand('dynamodb query --tabel-name x'))).toThrow('takes no --tabel-name');
    expect(() => readAwsCommand('events enable-rule --name')).toThrow('has no value');
  });

  it('that switch schedules name every rule that there is', async () => {
    const rules = written.filter((line) => nameOf(line) === 'events enable-rule');
    const watched = (await alarms(portal)).filter(({ heading }) => heading.endsWith('-not-running'));
    expect(rules).toHaveLength(watched.length);
  });
});
