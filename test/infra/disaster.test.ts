import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizedTemplates } from './synthesized.ts';

let stack: Awaited<ReturnType<typeof synthesizedTemplates>>;
beforeAll(async () => {
  stack = await synthesizedTemplates();
});

const only = (type: string, made = stack) => {
  const [first, ...others] = made.ofType(type);
  if (!first || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} of ${type}`);
  return first[1];
};
const idOf = (type: string, prefix: string) => stack.ofType(type).find(([id]) => id.startsWith(prefix))?.[0] ?? '';

describe('backups', () => {
  it('lie in a vault whose lock nobody lifts, once protection is on', async () => {
    const { Properties, DeletionPolicy } = only('AWS::Backup::BackupVault');
    expect(Properties.LockConfiguration).toEqual({ MinRetentionDays: 7, MaxRetentionDays: 365, ChangeableForDays: 3 });
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
    const open = await synthesizedTemplates({ protection: 'off' });
    const { Properties: governed } = only('AWS::Backup::BackupVault', open);
    expect(governed.LockConfiguration).toEqual({ MinRetentionDays: 7, MaxRetentionDays: 365 });
  });

  it('are made every day of what customers and auditors need, and kept as long as the setting says', async () => {
    const selection = JSON.stringify(only('AWS::Backup::BackupSelection').Properties);
    const kept = [idOf('AWS::DynamoDB::Table', 'portal'), idOf('AWS::DynamoDB::Table', 'audit')];
    for (const id of [...kept, idOf('AWS::S3::Bucket', 'documents')]) expect(selection).toContain(`"${id}"`);
    expect(selection).not.toContain(`"${idOf('AWS::DynamoDB::Table', 'registry')}"`);
    const copyVault = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:portal';
    const copied = await synthesizedTemplates({ backupDays: '90', backupCopyVault: copyVault });
    const [rule] = v.parse(
      v.object({ BackupPlan: v.object({ BackupPlanRule: v.array(v.looseObject({})) }) }),
      only('AWS::Backup::BackupPlan', copied).Properties,
    ).BackupPlan.BackupPlanRule;
    expect(rule).toMatchObject({
      Lifecycle: { DeleteAfterDays: 90 },
      ScheduleExpression: 'cron(0 1 * * ? *)',
      CopyActions: [{ DestinationBackupVaultArn: copyVault, Lifecycle: { DeleteAfterDays: 90 } }],
    });
  });

  it('that fail are reported to the topic of tickets', () => {
    const rule = stack.ofType('AWS::Events::Rule').find(([, { Properties }]) => 'EventPattern' in Properties)?.[1];
    expect(rule?.Properties.EventPattern).toMatchObject({ source: ['aws.backup'] });
    expect(JSON.stringify(rule?.Properties.Targets)).toContain(idOf('AWS::SNS::Topic', 'tickettopic'));
  });

  it('are left out where the setting says so', async () => {
    expect((await synthesizedTemplates({ backups: 'off' })).text).not.toContain('AWS::Backup::');
  });
});

describe('the pseudonym secret', () => {
  const secret = (made: typeof stack) =>
    made.ofType('AWS::SecretsManager::Secret').find(([id]) => id.startsWith('pseudonyms'));

  it('has a replica in another region, by a setting that changes no value', async () => {
    const replicated = await synthesizedTemplates({ pseudonymReplicaRegion: 'eu-west-1' });
    expect(secret(replicated)?.[1].Properties).toMatchObject({ ReplicaRegions: [{ Region: 'eu-west-1' }] });
    expect(secret(replicated)?.[1].Properties.GenerateSecretString).toEqual(
      secret(stack)?.[1].Properties.GenerateSecretString,
    );
  });

  it('can be another one, and the stack’s own stays', async () => {
    const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:portal-abcdef';
    const restored = await synthesizedTemplates({ restoredPseudonymSecret: arn });
    expect(secret(restored)).toEqual(secret(stack));
    const read = restored.ofType('AWS::Lambda::Function').flatMap(([, { Properties }]) => {
      const text = JSON.stringify(Properties.Environment ?? '');
      return text.includes('PSEUDONYM_SECRET_ARN') ? [text.includes(`"PSEUDONYM_SECRET_ARN":"${arn}"`)] : [];
    });
    expect(read.length).toBeGreaterThan(5);
    expect(read).not.toContain(false);
  });
});

describe('a pool of another generation', () => {
  it('is another pool; the former one stays where it is', async () => {
    const [former] = stack.ofType('AWS::Cognito::UserPool');
    const [pool, ...others] = (await synthesizedTemplates({ poolGeneration: '2' })).ofType('AWS::Cognito::UserPool');
    expect(others).toEqual([]);
    expect(pool?.[0]).not.toBe(former?.[0]);
    expect(former?.[1].UpdateReplacePolicy).toBe('Retain');
    expect(former?.[1].DeletionPolicy).toBe('RetainExceptOnCreate');
  });
});

describe('what operators get', () => {
  it('every topic is encrypted with a key that its publisher may use', () => {
    const topics = stack.ofType('AWS::SNS::Topic');
    expect(topics.length).toBeGreaterThan(2);
    for (const [id, { Properties }] of topics) expect(Properties.KmsMasterKeyId, id).toBeDefined();
    const { KeyPolicy } = only('AWS::KMS::Key').Properties;
    for (const service of ['cloudwatch', 'ses', 'sms-voice'])
      expect(JSON.stringify(KeyPolicy)).toContain(`"${service}.amazonaws.com"`);
  });

  it('every alarm tells when it is over', () => {
    for (const [id, { Properties }] of stack.ofType('AWS::CloudWatch::Alarm'))
      expect(Properties.OKActions, id).toEqual(Properties.AlarmActions);
  });

  it('traces of every function, only where the setting asks for them', async () => {
    expect(stack.text).not.toContain('xray:');
    const functions = (await synthesizedTemplates({ tracing: 'on' })).ofType('AWS::Lambda::Function');
    for (const [id, { Properties }] of functions) expect(Properties.TracingConfig, id).toEqual({ Mode: 'Active' });
  });
});
