import * as v from 'valibot';
import { formAction, readForm } from '#host/aws/query-form.ts';
import { xmlAnswer, xmlFailure } from '#host/aws/query-xml.ts';
import { AwsError, type AwsRequest, type AwsService } from '#host/aws/service.ts';
import { localArn } from '#host/template/physical-name.ts';
import type { AlarmState, StandingAlarm } from './alarms.ts';
import type { Datapoint } from './metrics.ts';

const orderSchema = v.object({
  AlarmName: v.string(),
  StateValue: v.picklist(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  StateReason: v.pipe(v.string(), v.maxLength(1023)),
});
const askedSchema = v.object({ AlarmNames: v.array(v.string()) });
const numeric = v.pipe(v.string(), v.transform(Number), v.finite());
const dataSchema = v.object({
  Namespace: v.string(),
  MetricData: v.array(
    v.object({
      MetricName: v.string(),
      Value: numeric,
      Dimensions: v.optional(v.array(v.object({ Name: v.string(), Value: v.string() })), []),
    }),
  ),
});

type Needs = {
  /** The alarms that there are, as they are now. */
  readonly alarms: () => readonly StandingAlarm[];
  readonly hold: (name: string, state: AlarmState) => void;
  readonly add: (...points: readonly Datapoint[]) => void;
  readonly now: () => number;
};

const operationNames = ['DescribeAlarms', 'PutMetricData', 'SetAlarmState'] as const;

/** CloudWatch as operators and probes call it on this machine, in the query protocol. */
export function createMonitoring({ alarms, hold, add, now }: Needs): AwsService {
  function operation(request: AwsRequest) {
    const action = formAction(request);
    const found = operationNames.find((name) => name === action);
    if (found) return found;
    throw new AwsError('InvalidAction', `Could not find operation ${action} for version 2010-08-01`);
  }
  function read<Output>(request: AwsRequest, schema: v.GenericSchema<unknown, Output>): Output {
    const parsed = v.safeParse(schema, readForm(request));
    if (!parsed.success) throw new AwsError('ValidationError', parsed.issues[0].message);
    return parsed.output;
  }
  const operations = {
    DescribeAlarms(request: AwsRequest) {
      const { AlarmNames } = read(request, askedSchema);
      const found = alarms().filter(({ name }) => AlarmNames.includes(name));
      return { MetricAlarms: found.map(({ name, state }) => ({ AlarmName: name, StateValue: state })) };
    },
    PutMetricData(request: AwsRequest) {
      const { Namespace: namespace, MetricData } = read(request, dataSchema);
      for (const { MetricName: metric, Value: value, Dimensions } of MetricData) {
        const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
        add({ namespace, metric, dimensions, at: now(), value });
      }
      return {};
    },
    SetAlarmState(request: AwsRequest) {
      const { AlarmName, StateValue } = read(request, orderSchema);
      if (!alarms().some(({ name }) => name === AlarmName))
        throw new AwsError('ResourceNotFound', 'Alarm does not exist', 404);
      hold(AlarmName, StateValue);
      return {};
    },
  };
  return {
    operation,
    intents(request) {
      const called = operation(request);
      const resource = {
        DescribeAlarms: () => localArn('cloudwatch', 'alarm:*'),
        PutMetricData: () => '*',
        SetAlarmState: () => localArn('cloudwatch', `alarm:${read(request, orderSchema).AlarmName}`),
      }[called]();
      return [{ action: `cloudwatch:${called}`, resource }];
    },
    async handle(request) {
      const called = operation(request);
      return xmlAnswer(called, operations[called](request));
    },
    failure: xmlFailure,
  };
}
