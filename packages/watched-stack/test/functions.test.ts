import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { Stores, systemOf, WatchedFunction } from 'watched-stack';
import { type Access, anApp, NotesStack, notes, read, templateOf, WholeNotes } from './notes-stack.ts';

const functions = ['add-note', 'post-notes', 'show-note', 'sweep-notes'];

type Statement = { readonly Action: unknown; readonly Resource: unknown };

/** The statements of a function's role. */
function statementsOf(template: Template, name: string): readonly Statement[] {
  const roles = Object.entries(template.findResources('AWS::IAM::Role'));
  const found = roles.find(([id]) => id.startsWith(`${name.replace('-', '')}role`));
  expect(found, name).toBeDefined();
  return found?.[1].Properties.Policies[0].PolicyDocument.Statement;
}
const actionsOf = (template: Template, name: string) => statementsOf(template, name).map(({ Action }) => Action);

describe('a function', () => {
  const template = templateOf();

  it('is called after its system, and has a log group, a role and a bundle of its own', () => {
    for (const name of functions)
      template.hasResourceProperties('AWS::Lambda::Function', {
        FunctionName: `Notes-${name}`,
        LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
      });
    template.resourceCountIs('AWS::Logs::LogGroup', functions.length);
    template.resourceCountIs('AWS::IAM::Role', functions.length);
  });

  it('has an alarm each, under its name, that says what people suffer and where the runbook goes on', () => {
    for (const name of functions) {
      const [alarm] = Object.values(
        template.findResources('AWS::CloudWatch::Alarm', { Properties: { AlarmName: `Notes-${name}` } }),
      );
      expect(JSON.stringify(alarm?.Properties.AlarmDescription)).toContain(`What to do: runbook.md#${name}\\n`);
    }
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'Notes-show-note',
      AlarmDescription: Match.stringLikeRegexp('^Nobody can read a note\\.\\n'),
      AlarmActions: Match.absent(),
    });
  });

  it('may write its log and do what it uses, each action once, and nothing else', () => {
    const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    expect(actionsOf(template, 'show-note')).toEqual([log, 'dynamodb:GetItem']);
    expect(actionsOf(template, 'add-note')).toEqual([log, ['dynamodb:GetItem', 'dynamodb:PutItem'], 'sqs:SendMessage']);
    for (const name of functions)
      for (const { Resource } of statementsOf(template, name)) expect(JSON.stringify(Resource)).not.toContain('*');
  });

  it('gets the variables that it uses, and no other', () => {
    const variablesOf = (name: string) => {
      const [found] = Object.values(
        template.findResources('AWS::Lambda::Function', { Properties: { FunctionName: `Notes-${name}` } }),
      );
      return Object.keys(found?.Properties.Environment.Variables);
    };
    expect(variablesOf('show-note')).toEqual(['NOTES_TABLE']);
    expect(variablesOf('add-note')).toEqual(['NOTES_TABLE', 'POST_QUEUE_URL']);
  });

  it('is traced where its system is, and may send its traces then', () => {
    const traced = templateOf({ isTraced: true });
    traced.allResourcesProperties('AWS::Lambda::Function', { TracingConfig: { Mode: 'Active' } });
    expect(actionsOf(traced, 'show-note')).toContainEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
  });

  it('that refuses by throwing fails by its log, its time-outs and what its caller reports', () => {
    const stack = new NotesStack(notes());
    new WatchedFunction(stack, 'add-note', new Stores<Access>(), {
      errorImpact: 'Nobody can write a note.',
      uses: [],
      refusesByThrowing: { metric: 'GuardFailures', by: 'show-note' },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'FILL(logged, 0) + FILL(unheard, 0) + IF(FILL(slowest, 0) >= 10000, 1, 0)' }),
        Match.objectLike({
          Id: 'unheard',
          MetricStat: Match.objectLike({
            Metric: {
              Namespace: 'Notes',
              MetricName: 'GuardFailures',
              Dimensions: [{ Name: 'FunctionName', Value: 'Notes-show-note' }],
            },
          }),
        }),
      ]),
    });
  });

  it('is found with what it uses', () => {
    const stack = new WholeNotes(notes());
    const found = WatchedFunction.allIn(stack).filter(({ uses }) => uses.includes(read));
    expect(found.map(({ node }) => node.id)).toEqual(['post-notes', 'show-note', 'add-note']);
  });
});

describe('stores', () => {
  it('throw for a variable without a value and for a store that is not registered', () => {
    const stores = new Stores<Access>();
    expect(() => stores.environmentOf([{ variables: ['NEVER_SET'], grants: [] }])).toThrow(
      'The stack has no value for the variable NEVER_SET',
    );
    expect(() => stores.statementsOf([read])).toThrow('The stack has no store notes-table');
  });

  it('know the parts of a family, and take no name that is none of the system’s', () => {
    const stores = new Stores<Omit<Access, 'grants'> & { grants: { on: `shelf/${string}`; actions: string[] }[] }>();
    stores.addFamily('shelf', (part) => ({ arns: [`arn:shelf/${part}*`] }));
    const [statement] = stores.statementsOf([
      { variables: [], grants: [{ on: 'shelf/letters/', actions: ['s3:GetObject'] }] },
    ]);
    expect(statement?.toStatementJson()).toMatchObject({ Resource: 'arn:shelf/letters/*' });
    // @ts-expect-error: a misspelt store does not compile
    stores.add('shelv/letters/', { arns: [] });
    // @ts-expect-error: nor does a misspelt variable
    stores.provide({ NOTES_TABEL: 'notes' });
  });
});

describe('a stack', () => {
  it('refuses to be deleted where its system is protected, and warns where it is not', () => {
    expect(new NotesStack(notes()).terminationProtection).toBe(true);
    const open = new NotesStack(notes({ isProtected: false }));
    expect(open.terminationProtection).toBe(false);
    expect(open.node.metadata.flatMap(({ type, data }) => (type === 'aws:cdk:warning' ? [data] : []))).toEqual([
      expect.stringMatching(/^protection is off: set it to "on"/),
    ]);
  });

  it('is asked for by every construct: in another one none can be made', () => {
    const other = new Stack(anApp(), 'other');
    expect(() => systemOf(other)).toThrow('other is in no WatchedStack');
  });
});
