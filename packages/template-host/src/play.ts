import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Credential } from './aws/authenticate.ts';
import { createAwsEndpoint } from './aws/endpoint.ts';
import { AwsError } from './aws/service.ts';
import type { Closing } from './closing.ts';
import type { InvokeTrigger } from './cognito/cognito.ts';
import { type AccessLog, createAccessLog } from './edge/access-log.ts';
import { functionEnvironment, issueKeys } from './lambda/function-environment.ts';
import { InvocationError } from './lambda/invocation-error.ts';
import { createFunction, type LambdaFunction } from './lambda/lambda-function.ts';
import { passPauses } from './lambda/pass-pauses.ts';
import { buildThreadScript } from './lambda/thread-script.ts';
import type { Ports } from './listen.ts';
import { byServiceName, type Services } from './services.ts';
import { isJson } from './template/json.ts';
import type { LoadedTemplate } from './template/load-template.ts';
import { playTemplate } from './template/play-template.ts';
import type { FunctionPlan } from './template/resources/functions.ts';
import { rewriteOrigins } from './template/rewrite-origins.ts';
import { createStackPlayers, type StackPlayers } from './template/stack-players.ts';

/** A stack whose every resource is there, with its pollers and schedules at work. */
export type PlayedStack = {
  readonly stackName: string;
  readonly players: StackPlayers;
  readonly running: ReturnType<StackPlayers['start']>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly accessLog: AccessLog;
};

type Needs = {
  readonly stackName: string;
  readonly loaded: LoadedTemplate;
  readonly account: Account;
  readonly ports: Ports;
  readonly print: (line: string) => void;
  readonly passesPauses: boolean;
};

/**
 * Makes every resource of the template in the account and starts what works by itself.
 * @throws TemplateError for a template this host cannot play.
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
    measureApi: account.measuring.api,
  });
  account.events.connect({
    onObjectEvent: players.onObjectEvent,
    publish: players.publish,
    invokeTrigger: triggerInvoker(players),
  });
  const endpoint = createAwsEndpoint({
    services: byServiceName(services),
    clock: account.clock,
    faults: account.faults,
    calls: account.calls,
    credentials: players.credential,
    policiesOf: players.policiesOf,
    killWorker: (name) => players.functions.find(name)?.lambda.crash('killed by a local fault'),
    preflight: preflightOf(services),
    log: needs.print,
  });
  ports.aws.serve(endpoint.handlerFor);

  const origins = { webHost: ports.web.host, api: `http://${ports.api.host}`, aws: ports.awsUrl };
  const { outputs } = await playTemplate(template, players.playerOf, {
    stackName,
    rewrite: (text) => rewriteOrigins(text, origins),
    secretText: services.secrets.textOf,
  });
  const running = players.start();
  // Pollers end with the functions they wait for.
  closing.add(() => Promise.all([running.stop(), ...players.functions.all().map(({ lambda }) => lambda.close())]));
  return { stackName, players, running, outputs, accessLog };
}

/** Makes functions, each with keys and an AWS port of its own. */
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

const triggerInvoker =
  ({ functions }: StackPlayers): InvokeTrigger =>
  async (functionArn, event) => {
    const target = functions.find(functionArn);
    if (!target || !isJson(event)) throw new Error(`${functionArn} cannot be called`);
    try {
      return { ok: true, event: await target.lambda.invoke(event) };
    } catch (error) {
      if (error instanceof InvocationError && error.failure === 'handler') return { ok: false, error: error.message };
      throw error;
    }
  };

/** S3's answer to a browser that asks before it calls. */
const preflightOf =
  ({ s3 }: Services): NonNullable<Parameters<typeof createAwsEndpoint>[0]['preflight']> =>
  (request) => {
    try {
      return s3.preflight(request.path.split('/')[1] ?? '', request.headers);
    } catch (error) {
      if (error instanceof AwsError) return s3.failure(error, request);
      throw error;
    }
  };
