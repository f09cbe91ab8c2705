import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credential } from './aws/authenticate.ts';
import { type Call, createCalls } from './aws/calls.ts';
import { createAwsEndpoint, type Listening } from './aws/endpoint.ts';
import { createFaults, type Faults } from './aws/faults.ts';
import { type JudgedGrant, judgeGrants } from './aws/judge-grants.ts';
import { AwsError } from './aws/service.ts';
import { type Clock, createClock } from './clock.ts';
import { createControl } from './control/control.ts';
import { createAccessLog } from './edge/access-log.ts';
import { type HttpRequest, type HttpResponse, jsonResponse } from './edge/http.ts';
import { longestApiBody } from './edge/http-api.ts';
import { closeServer, listenOnLoopback } from './edge/listen.ts';
import { createWebServer } from './edge/web-server.ts';
import { functionEnvironment, issueKeys } from './lambda/function-environment.ts';
import { InvocationError } from './lambda/invocation-error.ts';
import { createFunction } from './lambda/lambda-function.ts';
import { createLog, type LogLine } from './lambda/log.ts';
import { buildThreadScript } from './lambda/thread-script.ts';
import { createMeasuring } from './metrics/measuring.ts';
import { byServiceName, closeServices, createServices, type Services } from './services.ts';
import { isJson } from './template/json.ts';
import { loadTemplate } from './template/load-template.ts';
import { playTemplate } from './template/play-template.ts';
import type { FunctionPlan } from './template/resources/functions.ts';
import { rewriteOrigins } from './template/rewrite-origins.ts';
import { createStackPlayers, type StackPlayers } from './template/stack-players.ts';

export type HostOptions = {
  /** Where `cdk synth` wrote the template and the assets. */
  readonly templateDir: string;
  readonly stackName: string;
  /** 0: any free port. */
  readonly port: number;
  readonly awsPort: number;
  /** Where state is kept across restarts; without it everything goes with the host. */
  readonly directory?: string;
  /** Shows every line of the functions' output instead of errors only. */
  readonly verbose?: boolean;
  /** Where lines for a person go; stderr where left out. */
  readonly print?: (line: string) => void;
};

/** The stack, played on this machine. */
export type Host = {
  readonly portalUrl: string;
  readonly awsUrl: string;
  /** The HTTP API without CloudFront before it. */
  readonly apiUrl: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly functions: readonly string[];
  readonly clock: Clock;
  readonly services: Services;
  readonly faults: Faults;
  readonly calls: () => readonly Call[];
  /** What each function's role grants, and whether a call so far made use of it. */
  readonly grants: () => readonly (JudgedGrant & { readonly function: string })[];
  readonly logs: () => readonly LogLine[];
  /** Starts every function's thread ahead of its first call. */
  readonly warm: () => void;
  readonly close: () => Promise<void>;
};

const longestUpload = 512 * 1024 * 1024;

/**
 * Plays the synthesized template: binds the ports, makes every resource, starts what works by itself.
 * @throws TemplateError for a template this host cannot play; Error for a port that is taken. Nothing stays open then.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const closing: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    return await start(options, closing, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  options: HostOptions,
  closing: (() => Promise<unknown> | unknown)[],
  close: () => Promise<void>,
): Promise<Host> {
  const { stackName, directory, verbose = false, print = (line: string) => console.error(line) } = options;
  const { template, assetPath } = await loadTemplate(options.templateDir, stackName);
  const [script, inlineDirectory] = await Promise.all([buildThreadScript(), mkdtemp(join(tmpdir(), 'local-host-'))]);
  closing.push(() => rm(inlineDirectory, { recursive: true, force: true }));

  const clock = createClock();
  closing.push(clock.stop);
  const faults = createFaults();
  const measuring = createMeasuring({ clock, faults });
  const log = createLog({ now: clock.now, verbose, print, read: measuring.line });
  const calls = createCalls();
  const accessLog = createAccessLog();
  const issued = new Map<string, Credential>();
  const credentials = (accessKeyId: string) => issued.get(accessKeyId) ?? stack?.userCredential(accessKeyId);
  let stack: StackPlayers | undefined;

  const services = await createServices(
    { clock, directory },
    {
      onObjectEvent: (event) => stack?.onObjectEvent(event),
      publish: async (...message) => stack?.publish(...message),
      async invokeTrigger(functionArn, event) {
        const target = stack?.functions.find(functionArn);
        if (!target || !isJson(event)) throw new Error(`${functionArn} cannot be called`);
        try {
          return { ok: true, event: await target.lambda.invoke(event) };
        } catch (error) {
          if (error instanceof InvocationError && error.failure === 'handler')
            return { ok: false, error: error.message };
          throw error;
        }
      },
    },
  );
  closing.push(() => closeServices(services));
  measuring.watch(services);

  const endpoint = createAwsEndpoint({
    clock,
    services: byServiceName(services),
    credentials,
    policiesOf: (principal) => stack?.policiesOf(principal) ?? [],
    faults,
    calls: {
      ...calls,
      add(call) {
        calls.add(call);
        measuring.call(call);
      },
    },
    killWorker: (functionName) => stack?.functions.find(functionName)?.lambda.crash('killed by a local fault'),
    preflight(request) {
      try {
        return services.s3.preflight(request.path.split('/')[1] ?? '', request.headers);
      } catch (error) {
        if (error instanceof AwsError) return services.s3.failure(error, request);
        throw error;
      }
    },
    log: print,
  });
  const listen = async (port: number, functionName?: string): Promise<Listening> => {
    const listening = await endpoint.listen(port, functionName).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE'
        ? new Error(`port ${port} is taken by another program`, { cause: error })
        : error;
    });
    closing.push(listening.close);
    return listening;
  };
  const { url: awsUrl } = await listen(options.awsPort);

  let serving: { portal: Handler; api: Handler } | undefined;
  const notYet: Handler = async () => jsonResponse(503, { message: 'The local host is starting' });
  const serve = async (port: number, longestBody: (path: string) => number, handle: Handler) => {
    const server = createWebServer({ handle, longestBody, report: print });
    const bound = await listenOnLoopback(server, port);
    closing.push(() => closeServer(server));
    return `127.0.0.1:${bound}`;
  };
  const portalHost = await serve(
    options.port,
    (path) => (path.startsWith('/_local/') ? longestUpload : longestApiBody),
    (request) => (serving?.portal ?? notYet)(request),
  );
  const apiHost = await serve(
    0,
    () => longestApiBody,
    (request) => (serving?.api ?? notYet)(request),
  );
  const apiUrl = `http://${apiHost}`;

  stack = createStackPlayers({
    stackName,
    services,
    clock,
    log,
    portalHost,
    awsUrl,
    assetPath,
    inlineDirectory,
    credentials,
    accessLog,
    async createFunction(plan: FunctionPlan) {
      const keys = issueKeys();
      issued.set(keys.accessKeyId, { ...keys, principal: { kind: 'function', name: plan.name } });
      const own = await listen(0, plan.name);
      const environment = functionEnvironment(plan, keys, { aws: awsUrl, own: own.url });
      const lambda = measuring.function(
        createFunction({ ...plan, environment }, { shared: clock.shared, script, log }),
      );
      closing.push(lambda.close);
      return lambda;
    },
    measureApi: measuring.api,
  });
  const played = stack;
  const rewrite = (text: string) => rewriteOrigins(text, { portalHost, api: apiUrl, aws: awsUrl });
  const { outputs } = await playTemplate(template, played.playerOf, {
    stackName,
    rewrite,
    secretText: services.secrets.textOf,
  });
  const running = played.start();
  // Pollers end with the functions they wait for.
  closing.push(() => Promise.all([running.stop(), ...played.functions.all().map(({ lambda }) => lambda.close())]));

  const lambdas = played.functions.all().map(({ lambda }) => lambda);
  const names = lambdas.map(({ config }) => config.name);
  const busy = () => lambdas.filter((lambda) => lambda.running() > 0).map(({ config }) => config.name);
  const bucket = outputs.DocumentsBucket;
  const control = createControl({
    clock,
    faults,
    calls,
    mail: services.ses.mail,
    sms: services.sms.messages,
    logs: log.lines,
    accessLog: accessLog.list,
    metrics: measuring.metrics,
    alarms: () => measuring.alarms(played.alarms()),
    async invoke(name, event) {
      const target = played.functions.find(name);
      if (!target) throw new Error(`the stack has no function ${name}`);
      return target.lambda.invoke(event);
    },
    stack: () => ({ outputs, functions: names, busy: busy(), passwordChecks: services.cognito.passwordChecks() }),
    functionNamed(name) {
      const found = names.find((full) => full === name || full === `${stackName}-${name}`);
      if (!found) throw new Error(`the stack has no function ${name}: it has ${names.join(', ')}`);
      return found;
    },
    sweep: async () => ({
      items: await services.dynamodb.sweepExpired(),
      objects: await services.s3.expire(clock.now()),
    }),
    async upload(key, bytes) {
      if (!bucket) throw new Error('the stack has no output DocumentsBucket');
      return { key, ...(await services.s3.put(bucket, key, bytes)) };
    },
  });

  const [firstApi] = running.apis.values();
  serving = {
    portal: portalHandler(control.handle, running.distribution?.handle ?? firstApi?.handle),
    api: (request) => firstApi?.handle(request) ?? notFound(),
  };
  return {
    portalUrl: `http://${portalHost}`,
    awsUrl,
    apiUrl,
    outputs,
    functions: names,
    clock,
    services,
    faults,
    calls: calls.list,
    grants: () =>
      names.flatMap((name) =>
        judgeGrants(played.policiesOf({ kind: 'function', name }), name, calls.list()).map((one) => ({
          ...one,
          function: name.replace(`${stackName}-`, ''),
        })),
      ),
    logs: log.lines,
    warm() {
      for (const { lambda } of played.functions.all()) lambda.warm();
    },
    close,
  };
}

type Handler = (request: HttpRequest) => Promise<HttpResponse>;

const notFound = async () => jsonResponse(404, { message: 'Not Found' });

/** The portal's port: control pages under /_local, the distribution for everything else. */
function portalHandler(control: Handler, portal: Handler = notFound): Handler {
  return (request) => {
    if (request.path === '/_local' || request.path.startsWith('/_local/')) return control(request);
    // Who stands for the viewer that CloudFront sees; the header itself stays here.
    const { 'x-local-viewer-address': address = request.address, ...headers } = request.headers;
    return portal({ ...request, headers, address });
  };
}
