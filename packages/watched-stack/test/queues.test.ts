import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, it } from 'vitest';
import { followMails, MailSender, QueueWorker, Stores, UploadBucket, UploadQueue } from 'watched-stack';
import { type Access, NotesStack, notes, templateOf } from './notes-stack.ts';

const posting = {
  uses: [],
  timeout: Duration.seconds(30),
  batchSize: 10,
  maxConcurrency: 2,
  lateAfter: Duration.minutes(15),
  errorImpact: 'Nobody gets the notes.',
};
const names = { store: 'post-queue', variable: 'POST_QUEUE_URL', mostReceives: 10 } as const;

describe('a queue’s worker', () => {
  const template = templateOf();

  it('has a queue of its name, from which a message that failed too often is parked', () => {
    template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'Notes-post-notes-parked' });
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'Notes-post-notes',
      // Six times the function's time.
      VisibilityTimeout: 180,
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 10 }),
    });
  });

  it('has an alarm of parked messages, which is a part of a page, and one of messages that wait too long', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Notes-post-notes-parked',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
      AlarmActions: Match.absent(),
      AlarmDescription: {
        'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('-post-notes-parked$')])],
      },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Notes-post-notes-late',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 900,
      AlarmActions: [Match.anyValue()],
    });
  });

  it('rests where the workers of its system are paused: messages wait in the queue', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { Enabled: Match.absent() });
    templateOf({ areWorkersPaused: true }).hasResourceProperties('AWS::Lambda::EventSourceMapping', { Enabled: false });
  });

  it('keeps its failure alarm on between two retries', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Notes-post-notes',
      // Three minutes and one, in steps of five.
      Metrics: Match.arrayWith([Match.objectLike({ Id: 'logged', MetricStat: Match.objectLike({ Period: 300 }) })]),
    });
    const stack = new NotesStack(notes());
    new QueueWorker(stack, 'post-notes', new Stores<Access>(), {
      ...posting,
      from: names,
      timeout: Duration.minutes(2),
    });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Notes-post-notes',
      // Twelve minutes and one.
      Metrics: Match.arrayWith([Match.objectLike({ Id: 'logged', MetricStat: Match.objectLike({ Period: 900 }) })]),
    });
  });

  it('works off what is uploaded under a prefix', () => {
    const stack = new NotesStack(notes());
    const stores = new Stores<Access>();
    const bucket = new UploadBucket(stack, 'shelf');
    const uploaded = { ...names, worker: 'post-notes', stores, comesBackAfter: Duration.minutes(3) };
    const from = new UploadQueue(stack, 'uploaded', { ...uploaded, bucket, prefix: 'letters/' });
    new QueueWorker(stack, 'post-notes', stores, { ...posting, from });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: Match.objectLike({ BlockPublicAcls: true, RestrictPublicBuckets: true }),
      NotificationConfiguration: Match.objectLike({
        QueueConfigurations: [
          Match.objectLike({ Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'letters/' }] } } }),
        ],
      }),
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sqs:SendMessage',
            Principal: { Service: 's3.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
          }),
        ]),
      }),
    });
  });

  it('records the outcomes of a sender’s mails, which SES alone may report', () => {
    const stack = new NotesStack(notes());
    const worker = new QueueWorker(stack, 'post-notes', new Stores<Access>(), { ...posting, from: names });
    followMails(worker, new MailSender(stack, 'mail', { sender: 'post@notes.example', senderIdentity: 'made' }));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sns:Publish',
            Principal: { Service: 'ses.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': '123456789012', 'aws:SourceArn': Match.anyValue() },
            },
          }),
        ]),
      }),
    });
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'sqs', RawMessageDelivery: true });
  });
});

describe('a schedule', () => {
  const template = templateOf();

  it('starts its function by a rule of its name', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      Name: 'Notes-sweep-notes',
      ScheduleExpression: 'rate(1 hour)',
    });
  });

  it('has a dead man’s switch, which rings when nothing was started for two periods, also by the end of all data', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Notes-sweep-notes-not-running',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 3600,
      EvaluationPeriods: 2,
      TreatMissingData: 'missing',
      InsufficientDataActions: [Match.anyValue()],
    });
  });
});
