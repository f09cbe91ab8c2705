import type { JSONWebKeySet } from 'jose';
import type { FindCredential } from '../aws/authenticate.ts';
import type { AwsEndpointNeeds } from '../aws/endpoint-needs.ts';
import type { Principal } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import type { AccessLog } from '../edge/access-log.ts';
import type { HttpApi } from '../edge/http-api.ts';
import type { LambdaFunction } from '../lambda/lambda-function.ts';
import type { FunctionLog } from '../lambda/log.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { S3Event } from '../s3/s3.ts';
import type { Services } from '../services.ts';
import { localArn, physicalName } from './physical-name.ts';
import type { Player } from './play-template.ts';
import { playAlarms } from './resources/alarms.ts';
import { playBackups } from './resources/backups.ts';
import { playBuckets } from './resources/buckets.ts';
import { playCustomResources } from './resources/custom-resources.ts';
import { playDistributions } from './resources/distributions.ts';
import { playEventSources } from './resources/event-sources.ts';
import { type FunctionPlan, playFunctions } from './resources/functions.ts';
import { playHttpApis } from './resources/http-apis.ts';
import { playIamUsers } from './resources/iam-users.ts';
import { playKeys } from './resources/keys.ts';
import { playMessaging } from './resources/messaging.ts';
import { playPermissions } from './resources/permissions.ts';
import type { PlayerSet } from './resources/player-set.ts';
import { playQueues } from './resources/queues.ts';
import { playRoles } from './resources/roles.ts';
import { playSchedules } from './resources/schedules.ts';
import { playSecrets } from './resources/secrets.ts';
import { playTables } from './resources/tables.ts';
import { playTopics } from './resources/topics.ts';
import { playUserPools } from './resources/user-pools.ts';
import { playWebAcls } from './resources/web-acls.ts';
import { createUsers } from './users.ts';

/**
 * Types that are accepted and not played: operators use them in the cloud, and nothing on this machine depends on them. Any type
 * that is neither here nor among the players fails the start.
 */
const unplayedTypes: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudTrail::Trail',
  'AWS::ApplicationInsights::Application',
  'AWS::Budgets::Budget',
  'AWS::CloudWatch::Dashboard',
  'AWS::CloudWatch::AnomalyDetector',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::ResourceGroups::Group',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SMSVOICE::ProtectConfiguration',
]);

export type StackNeeds = {
  readonly stackName: string;
  readonly services: Services;
  readonly clock: Clock;
  readonly log: FunctionLog;
  readonly limits: Limits;
  /** `127.0.0.1:3000`, in place of the distribution's domain name. */
  readonly webHost: string;
  readonly awsUrl: string;
  readonly assetPath: (s3Key: string) => string | undefined;
  readonly inlineDirectory: string;
  readonly createFunction: (plan: FunctionPlan) => Promise<LambdaFunction>;
  /** The credential of a function's access key. */
  readonly functionKeys: FindCredential;
  /** Keys and policies of all stacks of the account: another stack's user may call this stack's API. */
  readonly iam: Pick<AwsEndpointNeeds, 'credentials' | 'policiesOf'>;
  readonly accessLog: AccessLog;
  /** Adds measurements. */
  readonly measure: Metrics['add'];
  /** Whether a fault has switched off the rule that starts this function. */
  readonly isSwitchedOff: (functionName: string) => boolean;
  /** The API with its calls measured; `apiId` is its id. */
  readonly measureApi: (api: HttpApi, apiId: string) => HttpApi;
};

/** A player for every resource type that this host knows, and what the played resources do afterwards. */
export function createStackPlayers(needs: StackNeeds) {
  const { stackName, services, clock, log } = needs;
  const { sqs } = services;
  const roles = playRoles(stackName);
  const alarms = playAlarms(stackName);
  const functions = playFunctions({ ...needs, create: needs.createFunction });
  const permissions = playPermissions(functions);
  const queues = playQueues(stackName, needs.awsUrl, sqs);
  const buckets = playBuckets(stackName, { clock, s3: services.s3, sqs, queues });
  const keys = playKeys();
  const topics = playTopics({ stackName, clock, log, sqs, queues, functions, permissions, keys });
  const userPools = playUserPools(stackName, services.cognito, functions, permissions);
  const { measure, isSwitchedOff } = needs;
  const schedules = playSchedules({
    ...{ stackName, clock, log, functions, permissions, roles },
    measure,
    isSwitchedOff,
  });
  const eventSources = playEventSources({ functions, roles, sqs, streams: services.dynamodb.streams, log });
  const custom = playCustomResources(stackName, functions);
  const tables = playTables(stackName, services.dynamodb);
  const distributions = playDistributions({
    ...{ stackName, webHost: needs.webHost, buckets },
    s3: services.s3,
    waf: services.waf,
  });
  const users = createUsers(roles.managedPolicy);
  const iamUsers = playIamUsers(stackName);
  const credential: FindCredential = (accessKeyId) =>
    needs.functionKeys(accessKeyId) ?? iamUsers.credential(accessKeyId) ?? users.credential(accessKeyId);
  const policiesOf = ({ kind, name }: Principal) =>
    kind === 'user'
      ? [...iamUsers.policiesOf(name), ...users.policiesOf(name)]
      : roles.policiesOf(functions.find(name)?.roleArn ?? '');

  async function keysOf(issuer: string): Promise<JSONWebKeySet | undefined> {
    const [, poolId] = /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\/(.+)$/.exec(issuer) ?? [];
    return poolId === undefined ? undefined : services.cognito.jwks(poolId).catch(() => undefined);
  }
  const apis = playHttpApis({
    stackName,
    functions,
    permissions,
    roles,
    now: clock.now,
    limits: needs.limits,
    keysOf,
    iam: { clock, ...needs.iam },
    accessLog: needs.accessLog,
  });

  const unplayed: Player = ({ logicalId, type }) => {
    const name = physicalName(stackName, logicalId);
    const service = type.split('::')[1]?.toLowerCase() ?? '';
    const Arn = type === 'AWS::Logs::LogGroup' ? localArn('logs', `log-group:${name}:*`) : localArn(service, name);
    return { ref: name, attributes: { Arn } };
  };
  const players: PlayerSet = Object.assign(
    Object.fromEntries([...unplayedTypes].map((type) => [type, unplayed])),
    ...[
      alarms,
      roles,
      functions,
      permissions,
      queues,
      buckets,
      keys,
      topics,
      userPools,
      schedules,
      eventSources,
      distributions,
      apis,
      iamUsers,
      playBackups(stackName),
      playMessaging(stackName, services),
      playSecrets(stackName, services.secrets),
      playWebAcls(stackName, services.waf),
      tables,
    ].map((part: { players: PlayerSet }) => part.players),
  );

  return {
    playerOf: (type: string): Player | undefined => (custom.isCustom(type) ? custom.play : players[type]),
    functions,
    tableNames: tables.names,
    alarms: alarms.plans,
    compositeAlarms: alarms.composites,
    rules: schedules.rules,
    policiesOf,
    /** The credential of a function's or user's access key; undefined for a key that was never issued. */
    credential,
    onObjectEvent: (event: S3Event): void => buckets.onEvent(event),
    publish: topics.publish,
    hasTopic: topics.has,
    /**
     * Checks references between resources, builds what serves requests, starts pollers and schedules.
     *
     * @throws TemplateError
     */
    start() {
      topics.check();
      userPools.check();
      const builtApis = new Map(
        [...apis.build()].map(([domain, api]) => [domain, needs.measureApi(api, domain.split('.')[0] ?? '')]),
      );
      const distribution = distributions.build(builtApis);
      const endSchedules = schedules.start();
      const pollers = eventSources.start();
      return {
        apis: builtApis,
        distribution,
        async stop() {
          endSchedules();
          await pollers.stop();
        },
      };
    },
  };
}
export type StackPlayers = ReturnType<typeof createStackPlayers>;
