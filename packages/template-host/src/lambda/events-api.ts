import * as v from 'valibot';
import { jsonProtocol } from '#host/aws/json-protocol.ts';
import { AwsError, type AwsRequest, type AwsService } from '#host/aws/service.ts';
import { localArn } from '#host/template/physical-name.ts';

/** A rule that starts a function by the clock, and whether it does. */
export type RunningRule = {
  readonly name: string;
  isEnabled: boolean;
};

const operationNames = ['DisableRule', 'EnableRule'] as const;
const json = jsonProtocol({
  version: '1.1',
  target: 'AWSEvents',
  refuse: ({ member, message }) => new AwsError('ValidationException', `${member} ${message}`.trim()),
});
const named = v.object({ Name: v.string() });

/** EventBridge as an operator calls it on this machine: switching off and on the rules that start functions. */
export function createEventsApi(rules: () => readonly RunningRule[]): AwsService {
  const operation = (request: AwsRequest) => json.operation(request, operationNames);
  function ruleOf(request: AwsRequest): RunningRule {
    const { Name } = json.read(request, named);
    const found = rules().find(({ name }) => name === Name);
    if (!found) throw new AwsError('ResourceNotFoundException', `Rule ${Name} does not exist on EventBus default.`);
    return found;
  }
  const operations = {
    DisableRule(request: AwsRequest) {
      ruleOf(request).isEnabled = false;
      return {};
    },
    EnableRule(request: AwsRequest) {
      ruleOf(request).isEnabled = true;
      return {};
    },
  };
  return {
    operation,
    intents: (request) => [
      {
        action: `events:${operation(request)}`,
        resource: localArn('events', `rule/${json.read(request, named).Name}`),
      },
    ],
    handle: async (request) => json.answer(operations[operation(request)](request)),
    failure: (error) => json.failure(error),
  };
}
