import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Credential } from './aws/authenticate.ts';
import type { Closing } from './closing.ts';
import { type AccessLog, createAccessLog } from './edge/access-log.ts';
import { functionEnvironment, issueKeys } from './lambda/function-environment.ts';
import { createFunction, type LambdaFunction } from './lambda/lambda-function.ts';
import { passPauses } from './lambda/pass-pauses.ts';
import { buildThreadScript } from './lambda/thread-script.ts';
import type { Ports } from './listen.ts';
import type { LoadedTemplate } from './template/load-template.ts';
import { type PlayedTemplate, playTemplate } from './template/play-template.ts';
import type { FunctionPlan } from './template/resources/functions.ts';
import { rewriteOrigins } from './template/rewrite-origins.ts';
import type { Imports } from './template/stack-outputs.ts';
import { createStackPlayers, type StackNeeds, type StackPlayers } from './template/stack-players.ts';

/** A stack with all its resources, whose pollers and schedules are running. */
export type PlayedStack = {
  readonly stackName: string;
  readonly players: StackPlayers;
  readonly running: ReturnType<StackPlayers['start']>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>>;
  readonly resources: PlayedTemplate['resources'];
  readonly accessLog: AccessLog;
};

type Needs = {
  readonly stackName: string;
  readonly loaded: LoadedTemplate;
  readonly account: Account;
  readonly ports: Ports;
  /** Called before the first resource, because a resource may be called while the next ones are created. */
  readonly connect: (players: StackPlayers) => void;
  readonly passesPauses: boolean;
  /** Keys and policies of all stacks of the account. */
  readonly iam: StackNeeds['iam'];
  /** What the stacks that are there already give. */
  readonly imports: Imports;
};

/**
 * Creates every resource of the template in the account and starts pollers and schedules.
 *
 * @throws TemplateError for a template that this host cannot play
 */
export async function play(needs: Needs, closing: Closing): Promise<PlayedStack> {
  const { stackName, account, ports } = needs;
  const { services } = account;
  const { template, assetPath } = needs.loaded;
  const inlineDirectory = await mkdtemp(join(tmpdir(), 'local-host-'));
  closing.add(() => rm(inlineDirectory, { recursive: true, force: true }));
  const accessLog = createAccessLog();
  const issued = new Map<string, Credential>();

  const players = createStackPlayers({
    ...{ stackName, services, accessLog, assetPath, inlineDirectory },
    clock: account.clock,
    log: account.log,
    limits: account.limits,
    webHost: ports.web.host,
    awsUrl: ports.awsUrl,
    functionKeys: (accessKeyId) => issued.get(accessKeyId),
    createFunction: await functionMaker(needs, issued, closing),
    measure: account.measuring.add,
    measureApi: account.measuring.api,
    isSwitchedOff: (name) =>
      account.faults.take({ service: 'events', operation: 'Invoke', function: name, hasWorker: false }) !== undefined,
    iam: needs.iam,
  });
  needs.connect(players);

  const origins = { webHost: ports.web.host, api: `http://${ports.api.host}`, aws: ports.awsUrl };
  const { outputs, exports, resources } = await playTemplate(template, players.playerOf, {
    stackName,
    rewrite: (text) => rewriteOrigins(text, origins),
    secretText: services.secrets.textOf,
    imports: needs.imports,
  });
  const running = players.start();
  // Pollers end together with the functions that they wait for.
  closing.add(() => Promise.all([running.stop(), ...players.functions.all().map(({ lambda }) => lambda.close())]));
  return { stackName, players, running, outputs, exports, resources, accessLog };
}

/** Creates functions, each with keys and an AWS port of its own. */
async function functionMaker(
  { account, ports, passesPauses }: Needs,
  issued: Map<string, Credential>,
  closing: Closing,
) {
  const { clock, log, measuring } = account;
  const script = await buildThreadScript();
  const made: LambdaFunction[] = [];
  const passing = passPauses(clock, () => made.reduce((sum, lambda) => sum + lambda.running(), 0));
  closing.add(async () => passing.stop());
  const pauses = passesPauses ? passing.begins : undefined;
  return async (plan: FunctionPlan): Promise<LambdaFunction> => {
    const keys = issueKeys();
    issued.set(keys.accessKeyId, { ...keys, principal: { kind: 'function', name: plan.name } });
    const own = await ports.aws.open(0, plan.name);
    const environment = functionEnvironment(plan, keys, { aws: ports.awsUrl, own });
    const lambda = measuring.function(
      createFunction({ ...plan, environment }, { shared: clock.shared, script, log, pauses }),
    );
    made.push(lambda);
    closing.add(lambda.close);
    return lambda;
  };
}
