import type { Account } from './account.ts';
import { createControl } from './control/control.ts';
import type { DropZone } from './control/drop-zone.ts';
import { jsonResponse } from './edge/http.ts';
import type { Handler, Ports } from './listen.ts';
import type { PlayedStack } from './play.ts';

type Needs = {
  readonly account: Account;
  readonly stack: PlayedStack;
  readonly ports: Ports;
  readonly dropZone: DropZone | undefined;
  /** Whether the control pages may be used yet. */
  readonly isReady: () => boolean;
};

/** Serves the played stack and the control pages on the web port, and its API on a port of its own. */
export function serve(needs: Needs): void {
  const { stack, ports, isReady } = needs;
  const [api] = stack.running.apis.values();
  const control = controlOf(needs);
  ports.web.serve(webHandler({ control, isReady, site: stack.running.distribution?.handle ?? api?.handle }));
  ports.api.serve((request) => api?.handle(request) ?? notFound());
}

const notFound = async () => jsonResponse(404, { message: 'Not Found' });

/** Control pages under /_local, once the host is ready; the distribution for everything else. */
function webHandler({
  control,
  isReady,
  site = notFound,
}: {
  readonly control: Handler;
  readonly isReady: () => boolean;
  readonly site: Handler | undefined;
}): Handler {
  return async (request) => {
    if (request.path === '/_local' || request.path.startsWith('/_local/'))
      // Loading the first data clears the outboxes, and with them any mail that was sent before.
      return isReady() ? control(request) : jsonResponse(503, { error: 'the local host is not ready yet' });
    // The header names the viewer that CloudFront would see; it is not passed on.
    const { 'x-local-viewer-address': address = request.address, ...headers } = request.headers;
    return site({ ...request, headers, address });
  };
}

function controlOf({ account, stack, ports: { awsUrl }, dropZone }: Needs): Handler {
  const { clock, faults, limits, calls, services, log, measuring } = account;
  const { players, outputs, stackName, accessLog } = stack;
  const lambdas = players.functions.all().map(({ lambda }) => lambda);
  const functions = lambdas.map(({ config }) => config.name);
  const busy = () => lambdas.filter((lambda) => lambda.running() > 0).map(({ config }) => config.name);
  const { handle } = createControl({
    ...{ clock, faults, limits, calls, dropZone },
    mail: services.ses.mail,
    sms: services.sms.messages,
    logs: log.lines,
    accessLog: accessLog.list,
    metrics: measuring.metrics,
    alarms: () => measuring.alarms(players.alarms()),
    async invoke(name, event) {
      const target = players.functions.find(name);
      if (!target) throw new Error(`the stack has no function ${name}`);
      return target.lambda.invoke(event);
    },
    stack: () => ({ awsUrl, outputs, functions, busy: busy(), passwordChecks: services.cognito.passwordChecks() }),
    functionNamed(name) {
      const found = functions.find((full) => full === name || full === `${stackName}-${name}`);
      if (!found) throw new Error(`the stack has no function ${name}: it has ${functions.join(', ')}`);
      return found;
    },
    tableNamed(name) {
      const tables = players.tableNames();
      const begins = (table: string) => table.toLowerCase().startsWith(`${stackName}-${name}`.toLowerCase());
      const found = tables.find((table) => table === name) ?? tables.find(begins);
      if (!found) throw new Error(`the stack has no table ${name}: it has ${tables.join(', ')}`);
      return found;
    },
    sweep: async () => ({
      items: await services.dynamodb.sweepExpired(),
      objects: await services.s3.expire(clock.now()),
    }),
    async upload(key, bytes) {
      const bucket = dropZone && outputs[dropZone.output];
      if (!bucket) throw new Error(`the stack has no output ${dropZone?.output}`);
      return { key, ...(await services.s3.put(bucket, key, bytes)) };
    },
  });
  return handle;
}
