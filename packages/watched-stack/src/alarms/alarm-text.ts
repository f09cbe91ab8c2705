import { Lazy, Stack } from 'aws-cdk-lib';
import { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import { systemOf } from '../watched-stack.ts';

/** Where to look, for whom an alarm has woken. */
export type Places = {
  /** Functions, by their ids, or the id of a log group that is no function's. Where left out: the logs of all. */
  readonly logs?: readonly string[];
  /** Queues, by the worker's id, or `<worker>-parked`; or the list of all. */
  readonly queues?: readonly string[] | 'all';
};

/** CloudWatch takes no longer descriptions (API reference, "PutMetricAlarm", AlarmDescription). */
export const longestText = 1024;

/** How the name of a log group begins: CloudFormation makes it of its stack's name and its logical id. */
function logGroupOf(scope: IConstruct, name: string): string {
  const found = scope.node.root.node
    .findAll()
    .find((each) => each instanceof LogGroup && [each.node.id, functionOf(each)].includes(name));
  const group = found?.node.defaultChild;
  if (!(group instanceof CfnLogGroup)) throw new Error(`An alarm links the log of ${name}, which has none`);
  return `${group.stack.stackName}-${group.stack.getLogicalId(group)}`;
}

/** The function whose log group it is (WatchedFunction). */
const functionOf = ({ node }: LogGroup) => (node.id === 'logs' ? node.scope?.node.id : undefined);

/**
 * An alarm's text: what people suffer, its heading in the runbook, and links to what that says to look at: the dashboard, the log groups and
 * the queues. With long names it has room for three of these.
 */
export function alarmText(
  scope: IConstruct,
  heading: string,
  errorImpact: string,
  { logs = [], queues = [] }: Places,
): string {
  const { name: system, runbook } = systemOf(scope);
  const { region, account, urlSuffix } = Stack.of(scope);
  const console = `https://${region}.console.aws.amazon.com`;
  const logsThat = (begin: string) =>
    `Logs: ${console}/cloudwatch/home?region=${region}#logsV2:log-groups$3FlogGroupNameFilter$3D${begin}`;
  const queuesPage = `${console}/sqs/v3/home?region=${region}#/queues`;
  const queue = (name: string) =>
    `Queue: ${queuesPage}/https%3A%2F%2Fsqs.${region}.${urlSuffix}%2F${account}%2F${system}-${name}`;
  // Functions of a later stack are not there yet.
  return Lazy.string({
    produce: () =>
      [
        errorImpact,
        `What to do: ${runbook}#${heading}`,
        `Dashboard: ${console}/cloudwatch/home?region=${region}#dashboards/dashboard/${system}`,
        ...(logs.length === 0 ? [logsThat(system)] : logs.map((name) => logsThat(logGroupOf(scope, name)))),
        ...(queues === 'all' ? [`Queues: ${queuesPage}`] : queues.map(queue)),
      ].join('\n'),
  });
}
