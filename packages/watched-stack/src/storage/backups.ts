import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { EventField, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AlarmTopic } from '../alarms/alarm-topic.ts';
import { systemOf } from '../watched-stack.ts';

export type BackupsProps = {
  readonly tables: readonly ITable[];
  readonly bucket: Bucket;
  /** What these are, for who reads of the role: `the tables and the letters`. */
  readonly copied: string;
  /** How many days each copy is kept, and how few and many the lock of the vault allows for ever. */
  readonly days: { readonly kept: number; readonly least: number; readonly most: number };
  /** The ARN of a vault that gets a copy of each copy. */
  readonly copyTo?: string | undefined;
  /** The heading in the runbook about a copy that failed: `backups-that-fail`. */
  readonly heading: string;
};

/**
 * A copy a day of tables and a bucket, in a vault whose lock lets nobody delete a copy before its time. In a protected system nobody can
 * ever lift the lock, once it is three days old. A job that fails is reported to the topic of tickets.
 */
export class Backups extends Construct {
  readonly role: Role;
  readonly vault: BackupVault;

  constructor(scope: Construct, id: string, props: BackupsProps) {
    super(scope, id);
    const { tables, bucket, days, copyTo } = props;
    this.vault = new BackupVault(this, 'vault', {
      // CloudFormation makes no name for a vault.
      backupVaultName: `${Stack.of(this).stackName}-backups`,
      lockConfiguration: {
        minRetention: Duration.days(days.least),
        maxRetention: Duration.days(days.most),
        ...(systemOf(this).isProtected ? { changeableFor: Duration.days(3) } : {}),
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const plan = new BackupPlan(this, 'plan', { backupPlanName: `${Stack.of(this).stackName}-backups` });
    const kept = Duration.days(days.kept);
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
    this.role = this.backupRole(props);
    plan.addSelection('kept', {
      role: this.role.withoutPolicyUpdates(),
      resources: [...tables.map(({ tableArn }) => tableArn), bucket.bucketArn].map((arn) =>
        BackupResource.fromArn(arn),
      ),
    });
    this.reportFailures(props.heading);
  }

  /**
   * What AWS's own policies for backups of DynamoDB (with advanced features) and S3 allow, on these resources alone (AWS Backup
   * guide, "Managed policies"; DynamoDB guide, "Using IAM with DynamoDB backup and restore").
   */
  private backupRole({ tables, bucket, copied, copyTo }: BackupsProps): Role {
    const { partition, account } = Stack.of(this);
    const rules = `arn:${partition}:events:*:${account}:rule/AwsBackupManagedRule*`;
    const statement = (actions: readonly string[], resources: readonly string[]) =>
      new PolicyStatement({ actions: [...actions], resources: [...resources] });
    return new Role(this, 'role', {
      description: `AWS Backup copies ${copied} of ${systemOf(this).called}`,
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

  private reportFailures(heading: string) {
    const { called, runbook } = systemOf(this);
    const { topic } = AlarmTopic.of(this, 'ticket');
    const { account } = Stack.of(this);
    const key = topic.masterKey;
    const role = new Role(this, 'reports', {
      description: `EventBridge reports failed backups of ${called}`,
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
      description: `Copies of ${called} that AWS Backup could not make`,
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
            `A backup of ${called} failed: ${EventField.fromPath('$.detail-type')}, ${EventField.fromPath('$.detail.resourceArn')}. What to do: ${runbook}#${heading}`,
          ),
        }),
      ],
    });
  }
}
