import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { evaluate } from '../../aws/iam.ts';
import { localAccount, localRegion } from '../../aws/service.ts';
import type { Clock } from '../../clock.ts';
import type { RunningRule } from '../../lambda/events-api.ts';
import { invokeAsync } from '../../lambda/invoke-async.ts';
import type { FunctionLog } from '../../lambda/log.ts';
import { repeatOnSchedule } from '../../lambda/schedules.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { isJson, type Json } from '../json.ts';
import { TemplateError } from '../load-template.ts';
import { localArn, physicalName } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { Functions, PlayedFunction } from './functions.ts';
import type { Permissions } from './permissions.ts';
import type { PlayerSet } from './player-set.ts';
import type { Roles } from './roles.ts';

const target = v.looseObject({ Arn: v.string(), Input: v.optional(v.string()), RoleArn: v.optional(v.string()) });
const ruleSchema = v.strictObject({
  Name: v.optional(v.string()),
  Description: v.optional(v.string()),
  EventBusName: v.optional(v.string()),
  EventPattern: v.optional(v.looseObject({ source: v.array(v.string()) })),
  ScheduleExpression: v.optional(v.string()),
  State: v.optional(v.string(), 'ENABLED'),
  Targets: v.optional(v.array(target), []),
});
const scheduleSchema = v.object({
  Name: v.optional(v.string()),
  GroupName: v.optional(v.string(), 'default'),
  ScheduleExpression: v.string(),
  State: v.optional(v.string(), 'ENABLED'),
  Target: v.object({ ...target.entries, RoleArn: v.string() }),
});

/**
 * Services that are not played on this machine: no event of theirs ever comes, so a rule for their events needs no playing. Events of
 * any other source would be missing.
 */
const silentSources: ReadonlySet<string> = new Set(['aws.backup', 'aws.config', 'aws.guardduty', 'aws.health']);

type Timed = {
  readonly at: string;
  /** What EventBridge counts the invocations under; the scheduler counts by group. */
  readonly rule?: RunningRule;
  readonly arn: string;
  readonly expression: string;
  readonly functionArn: string;
  readonly event: (dueAt: number) => Json;
  readonly check: (target: PlayedFunction) => void;
};

/** EventBridge rules and schedules that start functions by the clock. A rule's invocations are measured as EventBridge does. */
export function playSchedules(needs: {
  stackName: string;
  clock: Clock;
  log: FunctionLog;
  functions: Functions;
  permissions: Permissions;
  roles: Roles;
  measure: Metrics['add'];
  /** Whether the rule that starts this function is switched off now. */
  isSwitchedOff: (functionName: string) => boolean;
}) {
  const { stackName, clock, log, functions, permissions, roles, measure, isSwitchedOff } = needs;
  const timed: Timed[] = [];
  const rules: RunningRule[] = [];
  const scheduledEvent = (source: string, arn: string, dueAt: number): Json => ({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source,
    account: localAccount,
    time: new Date(dueAt).toISOString().replace(/\.\d+/, ''),
    region: localRegion,
    resources: [arn],
    detail: {},
  });

  const players: PlayerSet = {
    'AWS::Events::Rule'(resource) {
      const { logicalId } = resource;
      const rule = readProperties(resource, ruleSchema);
      const name = rule.Name ?? physicalName(stackName, logicalId);
      const arn = localArn('events', `rule/${name}`);
      const { EventPattern: pattern, ScheduleExpression: expression } = rule;
      const isSilent = pattern?.source.every((source) => silentSources.has(source)) === true;
      if (expression === undefined && isSilent) return { ref: name, attributes: { Arn: arn } };
      if (expression === undefined || pattern)
        throw new TemplateError(logicalId, 'only rules with a ScheduleExpression are played on this machine');
      const running = { name, isEnabled: rule.State === 'ENABLED' };
      rules.push(running);
      for (const { Arn, Input } of rule.Targets) {
        timed.push({
          at: logicalId,
          rule: running,
          arn,
          expression,
          functionArn: Arn,
          event: (dueAt) => (Input === undefined ? scheduledEvent('aws.events', arn, dueAt) : parseInput(Input)),
          check: (one) => permissions.require(one, 'events.amazonaws.com', arn, logicalId),
        });
      }
      return { ref: name, attributes: { Arn: arn } };
    },
    'AWS::Scheduler::Schedule'(resource) {
      const { logicalId } = resource;
      const schedule = readProperties(resource, scheduleSchema);
      const name = schedule.Name ?? physicalName(stackName, logicalId);
      const arn = localArn('scheduler', `schedule/${schedule.GroupName}/${name}`);
      const { Arn, Input, RoleArn } = schedule.Target;
      if (schedule.State === 'ENABLED') {
        timed.push({
          at: logicalId,
          arn,
          expression: schedule.ScheduleExpression,
          functionArn: Arn,
          event: (dueAt) => (Input === undefined ? scheduledEvent('aws.scheduler', arn, dueAt) : parseInput(Input)),
          // The scheduler assumes a role of its own instead of needing a Permission.
          check({ lambda }) {
            const intent = { action: 'lambda:InvokeFunction', resource: lambda.config.arn };
            const { allowed, reason } = evaluate(roles.policiesOf(RoleArn), intent);
            if (!allowed)
              throw new TemplateError(`${logicalId}.Target.RoleArn`, `may not invoke the function: ${reason}`);
          },
        });
      }
      return { ref: name, attributes: { Arn: arn } };
    },
  };

  return {
    players,
    /** The rules that start functions, as they are now. */
    rules: (): readonly RunningRule[] => rules,
    /**
     * Starts all schedules. Returns a function that ends them.
     *
     * @throws TemplateError for one that may not invoke its function
     */
    start(): () => void {
      const ends = timed.map(({ at, rule, expression, functionArn, event, check }) => {
        const played = functions.require(functionArn, at);
        check(played);
        try {
          return repeatOnSchedule(clock, expression, async (dueAt) => {
            if (isSwitchedOff(played.lambda.config.name) || rule?.isEnabled === false) return;
            if (rule !== undefined) measure(invocationOf(rule.name, clock.now()));
            return invokeAsync(played.lambda, event(dueAt), clock, log);
          });
        } catch (cause) {
          throw new TemplateError(at, cause instanceof Error ? cause.message : String(cause), cause);
        }
      });
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

const invocationOf = (rule: string, at: number) => ({
  ...{ namespace: 'AWS/Events', metric: 'Invocations', dimensions: { RuleName: rule } },
  ...{ at, value: 1 },
});

function parseInput(input: string): Json {
  const value: unknown = JSON.parse(input);
  return isJson(value) ? value : null;
}
