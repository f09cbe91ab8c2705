import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, it } from 'vitest';
import { AlarmTopic, type Page, Pages, RunbookAlarm, severityOf, topicOutputs, type Urgency } from 'watched-stack';
import { anApp, NotesStack, notes, WholeNotes } from './notes-stack.ts';

const metric = new Metric({ namespace: 'Notes', metricName: 'Lost', period: Duration.minutes(5) });
const alarmIn = (stack: NotesStack, severity: Urgency, heading = 'notes-lost') =>
  new RunbookAlarm(stack, heading, { heading, severity, errorImpact: 'Notes are lost.', metric, threshold: 1 });

describe('an alarm', () => {
  it('reaches the topic of its severity, whose key it may use, and says there that it is over', () => {
    const stack = new NotesStack(notes());
    alarmIn(stack, 'ticket');
    const template = Template.fromStack(stack);
    const [topic = ''] = Object.keys(template.findResources('AWS::SNS::Topic'));
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Notes-notes-lost',
      AlarmActions: [{ Ref: topic }],
      OKActions: [{ Ref: topic }],
    });
    expect(severityOf([{ Ref: topic }])).toBe('ticket');
    template.hasOutput(topicOutputs.ticket, { Value: { Ref: topic } });
    template.hasResourceProperties('AWS::KMS::Key', {
      Description: 'Encrypts the topics of the notes',
      EnableKeyRotation: true,
      KeyPolicy: Match.objectLike({
        Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'cloudwatch.amazonaws.com' } })]),
      }),
    });
  });

  it('that is a part reaches nobody by itself', () => {
    const stack = new NotesStack(notes());
    alarmIn(stack, 'part');
    Template.fromStack(stack).resourceCountIs('AWS::SNS::Topic', 0);
    expect(severityOf([])).toBeUndefined();
  });

  it('mails whoever the topic of its severity is told of; there is one for all stacks', () => {
    const app = anApp();
    const first = new NotesStack(notes(), 'First', app);
    const second = new NotesStack(notes(), 'Second', app);
    AlarmTopic.of(first, 'page').tell('post@notes.example');
    alarmIn(second, 'page');
    Template.fromStack(first).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'post@notes.example',
    });
    Template.fromStack(second).resourceCountIs('AWS::SNS::Topic', 0);
  });

  it('links the log of a function, and none that there is not', () => {
    const linking = (log: string) => {
      const stack = new WholeNotes(notes());
      const text = { heading: 'notes-lost', severity: 'note', errorImpact: 'Notes are lost.' } as const;
      new RunbookAlarm(stack, 'lost', { ...text, logs: [log], metric, threshold: 1 });
      return Template.fromStack(stack);
    };
    linking('show-note').hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp('Logs: https://eu-central-1\\.console\\.aws.*Notes-shownotelogs'),
    });
    expect(() => linking('show-notes')).toThrow('An alarm links the log of show-notes, which has none');
  });
});

describe('pages', () => {
  const cause: Page = { heading: 'table-fails', errorImpact: 'The table fails.', sums: ['notes-lost'] };
  const symptom: Page = { heading: 'people-get-errors', errorImpact: 'People get errors.', sums: [], sumsOthers: true };

  function paging(causes: readonly [Page, ...Page[]], symptoms: readonly Page[]): Template {
    const stack = new WholeNotes(notes());
    alarmIn(stack, 'part');
    new Pages(stack, 'pages', { causes, symptoms });
    return Template.fromStack(stack);
  }

  it('sum up their alarms; a symptom is quiet while a cause is on, and takes what no page names', () => {
    const template = paging([cause], [symptom]);
    template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmName: 'Notes-table-fails',
      AlarmRule: '(ALARM("Notes-notes-lost"))',
      ActionsSuppressor: Match.absent(),
      AlarmActions: [Match.anyValue()],
    });
    template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmName: 'Notes-people-get-errors',
      AlarmRule: '(ALARM("Notes-add-note") OR ALARM("Notes-post-notes-parked") OR ALARM("Notes-show-note"))',
      ActionsSuppressor: Match.anyValue(),
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: 300,
    });
  });

  it('throw for a heading that is misspelt, and for an alarm that is no part', () => {
    for (const heading of ['notes-losst', 'sweep-notes'])
      expect(() => paging([{ ...cause, sums: [heading] }], [symptom])).toThrow(
        `The page table-fails sums up ${heading}, which is the heading of no alarm that is a part`,
      );
  });

  it('are made in a WatchedStack only', () => {
    const other = new Stack(anApp(), 'other');
    expect(() => new Pages(other, 'pages', { causes: [{ ...cause, sums: [] }], symptoms: [] })).toThrow(
      'other/pages is in no WatchedStack',
    );
  });
});
