import * as v from 'valibot';
import { formAction, readForm } from '#host/aws/query-form.ts';
import { xmlAnswer, xmlFailure } from '#host/aws/query-xml.ts';
import { AwsError, type AwsRequest, type AwsService } from '#host/aws/service.ts';
import { localArn } from '#host/template/physical-name.ts';
import type { AlarmState } from './alarms.ts';

const orderSchema = v.object({
  AlarmName: v.string(),
  StateValue: v.picklist(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  StateReason: v.pipe(v.string(), v.maxLength(1023)),
});

type Needs = {
  /** The names of the metric alarms that there are. */
  readonly alarms: () => readonly string[];
  readonly hold: (name: string, state: AlarmState) => void;
};

/** CloudWatch as an operator calls it on this machine: SetAlarmState, in the query protocol. */
export function createMonitoring({ alarms, hold }: Needs): AwsService {
  function operation(request: AwsRequest) {
    const action = formAction(request);
    if (action === 'SetAlarmState') return action;
    throw new AwsError('InvalidAction', `Could not find operation ${action} for version 2010-08-01`);
  }
  function read(request: AwsRequest) {
    const parsed = v.safeParse(orderSchema, readForm(request));
    if (!parsed.success) throw new AwsError('ValidationError', parsed.issues[0].message);
    return parsed.output;
  }
  return {
    operation,
    intents: (request) => [
      {
        action: `cloudwatch:${operation(request)}`,
        resource: localArn('cloudwatch', `alarm:${read(request).AlarmName}`),
      },
    ],
    async handle(request) {
      const { AlarmName, StateValue } = read(request);
      if (!alarms().includes(AlarmName)) throw new AwsError('ResourceNotFound', 'Alarm does not exist', 404);
      hold(AlarmName, StateValue);
      return xmlAnswer(operation(request), {});
    },
    failure: xmlFailure,
  };
}
