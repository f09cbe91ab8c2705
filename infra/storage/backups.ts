import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { EventField, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { longestBackup, shortestBackup } from '#stages/recovery-settings.ts';
import { AlarmTopic } from '../operations/alarm-topic.ts';

export type BackupsProps = {
  readonly tables: readonly ITable[];
  readonly bucket: Bucket;
  /** How long each copy is kept. */
  readonly days: number;
  /** The ARN of a vault that gets a copy of each copy. */
  readonly copyTo?: string | undefined;
  /** Then nobody can ever lift the lock, once it is three days old. */
  readonly isProtected: boolean;
};

/**
 * A copy a day of what customers have, in a vault whose lock lets nobody delete a copy before its time. A job that fails is reported to the
 * alarm topic. The registry's table is not among them: the insurer's next file fills it.
 */
export class Backups extends Construct {
  readonly role: Role;
  readonly vault: BackupVault;

  constructor(scope: Construct, id: string, { tables, bucket, days, copyTo, isProtected }: BackupsProps) {
    super(scope, id);
    this.vault = new BackupVault(this, 'vault', {
      // CloudFormation makes no name for a vault.
      backupVaultName: `${Stack.of(this).stackName}-backups`,
      lockConfiguration: {
        minRetention: Duration.days(shortestBackup),
        maxRetention: Duration.days(longestBackup),
        ...(isProtected ? { changeableFor: Duration.days(3) } : {}),
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const plan = new BackupPlan(this, 'plan', { backupPlanName: `${Stack.of(this).stackName}-backups` });
    const kept = Duration.days(days);
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'daily',
        backupVault: this.vault,
        scheduleExpression: Schedule.cron({ hour: '1', minute: '0' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(12),
        deleteAfter: kept,
        ...(copyTo === undefined
          ? {}
          : {
              copyActions: [
                {
                  destinationBackupVault: BackupVault.fromBackupVaultArn(this, 'copies', copyTo),
                  deleteAfter: kept,
                },
              ],
            }),
      }),
    );
    this.role = this.backupRole(tables, bucket, copyTo);
    plan.addSelection('kept', {
      role: this.role.withoutPolicyUpdates(),
      resources: [...tables.map(({ tableArn }) => tableArn), bucket.bucketArn].map((arn) =>
        BackupResource.fromArn(arn),
      ),
    });
    this.reportFailures();
  }

  /**
   * What AWS's own policies for backups of DynamoDB (with advanced features) and S3 allow, on these resources alone (AWS Backup
   * guide, "Managed policies"; DynamoDB guide, "Using IAM with DynamoDB backup and restore").
   */
  private backupRole(tables: readonly ITable[], bucket: Bucket, copyTo: string | undefined): Role {
    const { partition, account } = Stack.of(this);
    const rules = `arn:${partition}:events:*:${account}:rule/AwsBackupManagedRule*`;
    const statement = (actions: readonly string[], resources: readonly string[]) =>
      new PolicyStatement({ actions: [...actions], resources: [...resources] });
    return new Role(this, 'role', {
      description: 'AWS Backup copies the tables and the documents of the customer portal',
      assumedBy: new ServicePrincipal('backup.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      inlinePolicies: {
        own: new PolicyDocument({
          statements: [
            statement(
              ['dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource', 'dynamodb:StartAwsBackupJob'],
              tables.map(({ tableArn }) => tableArn),
            ),
            statement(
              [
                ...['s3:GetBucketAcl', 's3:GetBucketLocation', 's3:GetBucketNotification', 's3:GetBucketTagging'],
                ...['s3:GetBucketVersioning', 's3:GetInventoryConfiguration', 's3:ListBucket', 's3:ListBucketVersions'],
                ...['s3:PutBucketNotification', 's3:PutInventoryConfiguration'],
              ],
              [bucket.bucketArn],
            ),
            statement(
              [
                ...['s3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging', 's3:GetObjectVersion'],
                ...['s3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
              ],
              [bucket.arnForObjects('*')],
            ),
            statement(
              [
                ...['events:DeleteRule', 'events:DescribeRule', 'events:DisableRule', 'events:EnableRule'],
                ...['events:ListTargetsByRule', 'events:PutRule', 'events:PutTargets', 'events:RemoveTargets'],
              ],
              [rules],
            ),
            statement(['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets'], ['*']),
            ...(copyTo === undefined
              ? []
              : [
                  statement(['backup:CopyIntoBackupVault'], [copyTo]),
                  statement(['backup:CopyFromBackupVault'], [this.vault.backupVaultArn]),
                ]),
          ],
        }),
      },
    });
  }

  private reportFailures() {
    const { topic } = AlarmTopic.of(this, 'ticket');
    const { account } = Stack.of(this);
    const key = topic.masterKey;
    const role = new Role(this, 'reports', {
      description: 'EventBridge reports failed backups of the customer portal',
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      inlinePolicies: {
        own: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }),
            ...(key
              ? [new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] })]
              : []),
          ],
        }),
      },
    });
    new Rule(this, 'failed', {
      description: 'Copies of the customer portal that AWS Backup could not make',
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['Backup Job State Change', 'Copy Job State Change'],
        detail: {
          state: ['FAILED', 'ABORTED', 'EXPIRED'],
          backupVaultArn: [this.vault.backupVaultArn],
        },
      },
      targets: [
        new SnsTopic(topic, {
          ...{ authorizeUsingRole: true, role: role.withoutPolicyUpdates() },
          message: RuleTargetInput.fromText(
            `A backup of the customer portal failed: ${EventField.fromPath('$.detail-type')}, ${EventField.fromPath('$.detail.resourceArn')}. What to do: docs/runbook.md#backups-that-fail`,
          ),
        }),
      ],
    });
  }
}
