import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { topicOutputs } from 'watched-stack/severity';
import { metrics } from '#shared/platform/metrics/metrics.ts';
import { synthesizedTemplates } from '../infra/synthesized.ts';

let stack: Awaited<ReturnType<typeof synthesizedTemplates>>;
beforeAll(async () => {
  stack = await synthesizedTemplates();
});

const propertiesOf = (type: string): (Record<string, unknown> & { id: string })[] =>
  stack.ofType(type).map(([id, { Properties }]) => ({ ...Properties, id }));
const alarmSchema = v.looseObject({
  AlarmName: v.string(),
  // A queue's link has the account, which a stage without one learns when it is deployed.
  AlarmDescription: v.pipe(
    v.unknown(),
    v.transform((text) => JSON.stringify(text)),
  ),
  AlarmActions: v.optional(v.array(v.unknown()), []),
  OKActions: v.optional(v.array(v.unknown()), []),
});
const compositeSchema = v.looseObject({ ...alarmSchema.entries, AlarmRule: v.unknown() });
/** The topic's own stack, or another, names it. */
const actionSchema = v.object({
  Ref: v.optional(v.string()),
  'Fn::GetStackOutput': v.optional(v.object({ OutputName: v.string() })),
});
const statement = v.looseObject({ Action: v.unknown(), Resource: v.unknown() });
/** The helpdesk's role has only a managed policy of its own. */
const roleSchema = v.object({
  Policies: v.optional(v.array(v.object({ PolicyDocument: v.object({ Statement: v.array(statement) }) })), []),
});
const outputSchema = v.object({ Value: v.object({ Ref: v.string() }) });
const alarms = () => propertiesOf('AWS::CloudWatch::Alarm').map((alarm) => v.parse(alarmSchema, alarm));
const headingOf = (text: string) => /docs\/runbook\.md#([\w-]+)\\n/.exec(text)?.[1] ?? '';

/** The output with the topic that an alarm goes to. */
const topicOf = ([action]: readonly unknown[]): string | undefined => {
  if (action === undefined) return undefined;
  const { Ref: ref, 'Fn::GetStackOutput': output } = v.parse(actionSchema, action);
  const [data] = stack.stacks.filter(({ name }) => name === `${stack.portalName}-data`);
  const outputs = Object.entries(data?.template.Outputs ?? {}).map(
    ([name, value]) => [name, v.safeParse(outputSchema, value)] as const,
  );
  const topic =
    ref ??
    outputs.flatMap(([name, { success, output: read }]) =>
      success && name === output?.OutputName ? [read.Value.Ref] : [],
    )[0];
  return outputs.find(
    ([name, { success, output: read }]) => /TopicArn$/.test(name) && success && read.Value.Ref === topic,
  )?.[0];
};
/** Every alarm that somebody reads. */
const withHeading = () => [
  ...alarms(),
  ...propertiesOf('AWS::CloudWatch::CompositeAlarm')
    .map((alarm) => v.parse(compositeSchema, alarm))
    .filter(({ AlarmActions }) => AlarmActions.length > 0),
];

describe('R12.3 alarms', () => {
  it('at most forty page; each other one is a part of exactly one page, or opens a ticket or a note', () => {
    const composites = propertiesOf('AWS::CloudWatch::CompositeAlarm').map((alarm) => v.parse(compositeSchema, alarm));
    const pages = [...alarms(), ...composites].filter(
      ({ AlarmActions }) => topicOf(AlarmActions) === topicOutputs.page,
    );
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.length).toBeLessThanOrEqual(40);
    for (const { AlarmName, AlarmActions } of alarms()) {
      const sums = composites.filter(({ AlarmRule }) => JSON.stringify(AlarmRule).includes(`"${AlarmName}\\"`));
      expect([AlarmName, AlarmActions.length + sums.length]).toEqual([AlarmName, 1]);
    }
    // Whoever was woken hears that it is over.
    for (const { AlarmActions, OKActions } of [...alarms(), ...composites]) expect(OKActions).toEqual(AlarmActions);
  });

  it('go to the topic of their severity, and carry the name of their heading', () => {
    for (const { AlarmActions } of alarms())
      for (const action of AlarmActions) expect(Object.values(topicOutputs)).toContain(topicOf([action]));
    for (const { AlarmName, AlarmDescription } of withHeading())
      expect(AlarmName).toBe(`CustomerPortal-local-${headingOf(AlarmDescription)}`);
  });

  it('are on every function, and on every queue for waiting and for parked messages', () => {
    const names = new Set(alarms().map(({ AlarmName }) => AlarmName));
    for (const { FunctionName } of propertiesOf('AWS::Lambda::Function')) expect(names).toContain(FunctionName);
    for (const { QueueName, RedrivePolicy } of propertiesOf('AWS::SQS::Queue'))
      expect(names).toContain(RedrivePolicy ? `${QueueName}-late` : QueueName);
  });

  it('on a table watch the operations that functions may call on it, and no other', () => {
    const watched = (table: string) => {
      const text = JSON.stringify(alarms().find(({ AlarmName }) => AlarmName.endsWith(`${table}-table-failing`)));
      return [...text.matchAll(/"Name":"Operation","Value":"(\w+)"/g)].map(([, operation]) => operation).sort();
    };
    const [portal, registry] = ['portal', 'registry'].map((name) => {
      const table = stack.ofType('AWS::DynamoDB::Table').find(([id]) => id.startsWith(name))?.[0] ?? '';
      const statements = propertiesOf('AWS::IAM::Role')
        .filter((role) => JSON.stringify(role).includes('lambda.amazonaws.com'))
        .flatMap((role) => v.parse(roleSchema, role).Policies)
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      const actions = statements
        .filter(({ Resource }) => JSON.stringify(Resource).includes(table))
        .flatMap(({ Action }) => [Action].flat().map(String))
        .map((action) => action.replace('dynamodb:', ''))
        // A condition is checked in a transaction only.
        .map((action) => (action === 'ConditionCheckItem' ? 'TransactWriteItems' : action));
      return [...new Set(actions)].sort();
    });
    expect(watched('portal')).toEqual(portal);
    expect(watched('registry')).toEqual(registry);
  });
});

describe('logs', () => {
  it('of every kind end after three months', () => {
    const groups = propertiesOf('AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(propertiesOf('AWS::Lambda::Function').length);
    for (const { id, RetentionInDays } of groups) expect(RetentionInDays, id).toBe(90);
  });

  it('of every function are JSON, in a group of its own', () => {
    const groups = propertiesOf('AWS::Lambda::Function').map(({ id, LoggingConfig }) => {
      expect(LoggingConfig, id).toMatchObject({ LogFormat: 'JSON', LogGroup: { Ref: expect.any(String) } });
      return JSON.stringify(LoggingConfig);
    });
    expect(new Set(groups).size).toBe(groups.length);
  });
});

describe('the dashboard', () => {
  it('shows every metric of our own and what each portal-wide alarm watches', () => {
    const [dashboard, ...others] = propertiesOf('AWS::CloudWatch::Dashboard').map((one) => JSON.stringify(one));
    expect(others).toEqual([]);
    for (const name of Object.keys(metrics)) expect(dashboard).toContain(name);
    for (const name of ['5xx', 'Latency', 'Send', 'Reputation.BounceRate', 'Reputation.ComplaintRate'])
      expect(dashboard).toContain(`\\"${name}\\"`);
    for (const name of ['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible', 'Throttles'])
      expect(dashboard).toContain(name);
  });
});

describe('settings', () => {
  it('an alarm address gets mail; CloudWatch cannot look back further than a week', async () => {
    const { text } = await synthesizedTemplates({ alarmAddress: 'operator@insurer.example' });
    expect(text).toContain('"Protocol":"email"');
    await expect(synthesizedTemplates({ registryExpectedDays: '8' })).rejects.toThrow(
      'The setting registryExpectedDays',
    );
  });
});
