import type { Account } from './account.ts';
import { createControl } from './control/control.ts';
import type { DropZone } from './control/drop-zone.ts';
import { jsonResponse } from './edge/http.ts';
import { withWebKitCookies } from './edge/webkit-cookies.ts';
import type { Handler, Ports } from './listen.ts';
import type { PlayedStack } from './play.ts';
import { TemplateError } from './template/load-template.ts';

type Needs = {
  readonly account: Account;
  readonly stacks: readonly PlayedStack[];
  readonly ports: Ports;
  readonly dropZone: DropZone | undefined;
  /** Whether the control pages may be used yet. */
  readonly isReady: () => boolean;
};

/**
 * Serves the distribution and the control pages on the web port, and the API on a port of its own.
 * @throws TemplateError where several stacks have a distribution
 */
export function serve(needs: Needs): void {
  const { stacks, ports, isReady } = needs;
  const [distribution, ...others] = stacks.flatMap(({ running }) => running.distribution ?? []);
  if (others.length > 0) throw new TemplateError('the stacks', 'only one distribution is played on this machine');
  const [api] = stacks.flatMap(({ running }) => [...running.apis.values()]);
  const control = controlOf(needs);
  ports.web.serve(webHandler({ control, isReady, site: distribution?.handle ?? api?.handle }));
  ports.api.serve((request) => api?.handle(request) ?? notFound());
}

/** The outputs of all stacks; of two with one name the later stack's. */
export const outputsOf = (stacks: readonly PlayedStack[]): Readonly<Record<string, string>> =>
  Object.assign({}, ...stacks.map(({ outputs }) => outputs));

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
  const browsed = withWebKitCookies(site);
  return async (request) => {
    if (request.path === '/_local' || request.path.startsWith('/_local/'))
      // Loading the first data clears the outboxes, and with them any mail that was sent before.
      return isReady() ? control(request) : jsonResponse(503, { error: 'the local host is not ready yet' });
    // The header names the viewer that CloudFront would see; it is not passed on.
    const { 'x-local-viewer-address': address = request.address, ...headers } = request.headers;
    return browsed({ ...request, headers, address });
  };
}

function controlOf({ account, stacks, ports: { awsUrl }, dropZone }: Needs): Handler {
  const { clock, faults, limits, calls, services, log, measuring } = account;
  const outputs = outputsOf(stacks);
  const lambdas = stacks.flatMap(({ players }) => players.functions.all().map(({ lambda }) => lambda));
  const functions = lambdas.map(({ config }) => config.name);
  const isNamed = (full: string, name: string | undefined) =>
    stacks.some(({ stackName }) => full === `${stackName}-${name}`);
  const { handle } = createControl({
    ...{ clock, faults, limits, calls, dropZone },
    mail: services.ses.mail,
    sms: services.sms.messages,
    logs: log.lines,
    accessLog: () => stacks.flatMap(({ accessLog }) => [...accessLog.list()]),
    metrics: measuring.metrics,
    alarms: () =>
      measuring.alarms(
        stacks.flatMap(({ players }) => [...players.alarms()]),
        stacks.flatMap(({ players }) => [...players.compositeAlarms()]),
      ),
    async invoke(name, event) {
      const target = lambdas.find(({ config }) => config.name === name);
      if (!target) throw new Error(`no stack has a function ${name}`);
      return target.invoke(event);
    },
    stack: () => ({ awsUrl, outputs, functions, passwordChecks: services.cognito.passwordChecks() }),
    work: () => ({
      busy: lambdas.filter((lambda) => lambda.running() > 0).map(({ config }) => config.name),
      queues: services.sqs
        .measure()
        .map(({ name, visible, delayed, inFlight }) => ({ name, waiting: visible, delayed, givenOut: inFlight })),
    }),
    functionNamed(name) {
      const found = functions.find((full) => full === name || isNamed(full, name));
      if (!found) throw new Error(`no stack has a function ${name}; there are ${functions.join(', ')}`);
      return found;
    },
    tableNamed(name) {
      const tables = stacks.flatMap(({ players }) => [...players.tableNames()]);
      const begins = (table: string) =>
        stacks.some(({ stackName }) => table.toLowerCase().startsWith(`${stackName}-${name}`.toLowerCase()));
      const found = tables.find((table) => table === name) ?? tables.find(begins);
      if (!found) throw new Error(`no stack has a table ${name}; there are ${tables.join(', ')}`);
      return found;
    },
    items: services.dynamodb.itemsHolding,
    sweep: async () => ({
      items: await services.dynamodb.sweepExpired(),
      objects: await services.s3.expire(clock.now()),
    }),
    async upload(key, bytes, metadata) {
      const bucket = dropZone && outputs[dropZone.output];
      if (!bucket) throw new Error(`no stack has an output ${dropZone?.output}`);
      return { key, ...(await services.s3.put(bucket, key, bytes, { metadata })) };
    },
  });
  return handle;
}
