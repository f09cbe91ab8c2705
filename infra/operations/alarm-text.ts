import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { portalNameOf } from '../portal-part.ts';

/**
 * An alarm's text: what customers suffer, the links to the dashboard, to the log groups and to the queues of the stage, and its
 * heading in the runbook, which says which of them to look at.
 */
export function alarmText(scope: IConstruct, heading: string, errorImpact: string): string {
  const portalName = portalNameOf(scope);
  const { region } = Stack.of(scope);
  const console = `https://${region}.console.aws.amazon.com`;
  return [
    errorImpact,
    `Dashboard: ${console}/cloudwatch/home?region=${region}#dashboards:name=${portalName}`,
    `Logs: ${console}/cloudwatch/home?region=${region}#logsV2:log-groups$3FlogGroupNameFilter$3D${portalName}`,
    `Queues: ${console}/sqs/v3/home?region=${region}#/queues`,
    `What to do: docs/runbook.md#${heading}`,
  ].join('\n');
}
