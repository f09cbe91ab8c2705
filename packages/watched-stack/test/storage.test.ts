import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { describe, it } from 'vitest';
import { Backups, keptTable, LockedArchive, type System, UploadBucket } from 'watched-stack';
import { NotesStack, notes, templateOf } from './notes-stack.ts';

describe('a table that is kept', () => {
  it('can be restored to any second of 35 days, stays when its stack goes, and refuses to be deleted while protected', () => {
    const kept = (isProtected: boolean) => ({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        DeletionProtectionEnabled: isProtected,
      },
    });
    for (const isProtected of [true, false])
      templateOf({ isProtected }).hasResource('AWS::DynamoDB::Table', kept(isProtected));
  });
});

describe('a locked archive', () => {
  const archive = (changes: Partial<System> = {}) => {
    const stack = new NotesStack(notes(changes));
    new LockedArchive(stack, 'archive', 10).admitTrail();
    return Template.fromStack(stack);
  };

  it.each([
    [true, 'COMPLIANCE'],
    [false, 'GOVERNANCE'],
  ])('keeps everything for its years; of a protected system (%s) by the mode %s', (isProtected, Mode) => {
    archive({ isProtected }).hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: Match.objectLike({ Rule: { DefaultRetention: { Mode, Days: 3653 } } }),
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 3654 })] },
    });
  });

  it('admits the system’s trail, and no other', () => {
    archive().hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 's3:PutObject',
            Condition: {
              StringEquals: Match.objectLike({
                'aws:SourceArn': { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':trail/Notes$')])] },
              }),
            },
          }),
        ]),
      }),
    });
  });
});

describe('backups', () => {
  const backedUp = (changes: Partial<System> = {}, copyTo?: string) => {
    const stack = new NotesStack(notes(changes));
    new Backups(stack, 'backups', {
      tables: [new Table(stack, 'table', keptTable(stack))],
      bucket: new UploadBucket(stack, 'shelf').bucket,
      copied: 'the table and the letters',
      days: { kept: 35, least: 7, most: 365 },
      copyTo,
      heading: 'backups',
    });
    return Template.fromStack(stack);
  };

  it('lie in a vault that gives nothing away before its time; of a protected system nobody can ever lift its lock', () => {
    const lock = { MinRetentionDays: 7, MaxRetentionDays: 365 };
    backedUp().hasResourceProperties('AWS::Backup::BackupVault', {
      LockConfiguration: { ...lock, ChangeableForDays: 3 },
    });
    backedUp({ isProtected: false }).hasResourceProperties('AWS::Backup::BackupVault', { LockConfiguration: lock });
  });

  it('report a failure to the topic of tickets, with what to do', () => {
    const runbook = 'https://notes.example/runbook.md';
    backedUp({ runbook }).hasResourceProperties('AWS::Events::Rule', {
      Description: 'Copies of the notes that AWS Backup could not make',
      Targets: [
        Match.objectLike({
          InputTransformer: Match.objectLike({
            InputTemplate: Match.stringLikeRegexp(`What to do: ${runbook}#backups"$`),
          }),
        }),
      ],
    });
  });

  it('are copied where another vault is named, which the role may do then alone', () => {
    const copying = Match.objectLike({ Action: 'backup:CopyIntoBackupVault' });
    const role = (statements: unknown) => ({
      Description: 'AWS Backup copies the table and the letters of the notes',
      Policies: [Match.objectLike({ PolicyDocument: Match.objectLike({ Statement: statements }) })],
    });
    const vault = 'arn:aws:backup:eu-central-1:210987654321:backup-vault:copies';
    backedUp({}, vault).hasResourceProperties('AWS::IAM::Role', role(Match.arrayWith([copying])));
    backedUp().hasResourceProperties('AWS::IAM::Role', role(Match.not(Match.arrayWith([copying]))));
  });
});
