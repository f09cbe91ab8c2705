import * as v from 'valibot';
import type { Calls } from '../aws/calls.ts';
import { type Faults, faultSchema } from '../aws/faults.ts';
import type { Clock } from '../clock.ts';
import { type HttpRequest, type HttpResponse, jsonResponse } from '../edge/http.ts';
import type { LogLine } from '../lambda/log.ts';
import { type Limits, limitsSchema } from '../limits.ts';
import type { Json } from '../template/json.ts';
import { json } from '../template/schema.ts';
import { type DropZone, requireKey } from './drop-zone.ts';
import { addDuration } from './duration.ts';
import { refuseStranger } from './guard.ts';
import { pageFile } from './page-files.ts';
import { pickListed } from './pick-listed.ts';

export type ControlNeeds = {
  readonly clock: Clock;
  readonly calls: Calls;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly mail: () => readonly unknown[];
  readonly sms: () => readonly unknown[];
  readonly logs: () => readonly LogLine[];
  /** What the API wrote to its access log. */
  readonly accessLog: () => readonly unknown[];
  /** All measurements, by metric, with the states of the template's alarms for it. */
  readonly metrics: () => readonly unknown[];
  readonly alarms: () => readonly unknown[];
  /** Runs a function, by its full name, with an event. Rejects with InvocationError. */
  readonly invoke: (functionName: string, event: Json) => Promise<Json>;
  readonly stack: () => object;
  /** What is being worked at: the functions that run now, and what lies in each queue. */
  readonly work: () => object;
  /** A function's full name, from its full or short name (`sign-in`). Throws if the stack has no such function. */
  readonly functionNamed: (name: string | undefined) => string;
  /** A table's full name, from its full or short name (`notes`). Throws if the stack has no such table. */
  readonly tableNamed: (name: string) => string;
  /** A table's items, by its full name, that hold one of these texts; all of them without any. */
  readonly items: (tableName: string, texts: readonly string[]) => readonly object[];
  /** Deletes what has expired and returns how much. */
  readonly sweep: () => Promise<object>;
  /** Which files may be uploaded; default: none. */
  readonly dropZone: DropZone | undefined;
  /** Puts a file into the drop zone's bucket. */
  readonly upload: (key: string, bytes: Buffer, metadata: Readonly<Record<string, string>>) => Promise<object>;
};

const clockSchema = v.union(
  [v.strictObject({ advance: v.string() }), v.strictObject({ reset: v.literal(true) })],
  'send {"advance": "PT24H"} or {"reset": true}',
);
const invokeSchema = v.strictObject({ function: v.string(), event: v.optional(json, {}) });

/** A wrong request; answered with 400 and its message. */
class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

type Answer = (request: HttpRequest) => Promise<HttpResponse> | HttpResponse;

/** The routes under `/_local/`, besides what the stack serves: mailbox, clock, faults, limits, records of calls. */
export function createControl(needs: ControlNeeds): { handle: (request: HttpRequest) => Promise<HttpResponse> } {
  const { clock, faults, limits } = needs;
  const now = () => ({ now: new Date(clock.now()).toISOString(), moved: clock.offset() !== 0 });
  // All items, or those that a query selects: ?to=anna@mail.example, ?function=app-sign-in&last=1.
  const list =
    (items: () => readonly unknown[]): Answer =>
    ({ query }) =>
      jsonResponse(200, pickListed(items(), query));

  const answers: Readonly<Record<string, Answer>> = {
    'GET /_local/stack': () => jsonResponse(200, needs.stack()),
    'GET /_local/work': () => jsonResponse(200, needs.work()),
    // What a table holds of somebody: ?table=notes&text=anna&text=%2B36301234567.
    'GET /_local/items'({ query }) {
      const asked = new URLSearchParams(query);
      const table = refuseBad(() => needs.tableNamed(asked.get('table') ?? ''));
      return jsonResponse(200, needs.items(table, asked.getAll('text')));
    },
    'GET /_local/mail': list(needs.mail),
    'GET /_local/sms': list(needs.sms),
    'GET /_local/calls': list(needs.calls.list),
    'GET /_local/logs': list(needs.logs),
    'GET /_local/access-log': list(needs.accessLog),
    'GET /_local/metrics': list(needs.metrics),
    'GET /_local/alarms': list(needs.alarms),
    // Runs a function as its schedule or its queue would: {"function": "publish-changes", "event": {}}.
    async 'POST /_local/invoke'(request) {
      const { function: name, event } = parse(invokeSchema, readJson(request));
      const whole = refuseBad(() => needs.functionNamed(name));
      return jsonResponse(
        200,
        await needs.invoke(whole, event).then(
          (answer) => ({ answer }),
          (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
        ),
      );
    },
    'GET /_local/faults': list(faults.list),
    'GET /_local/clock': () => jsonResponse(200, now()),
    'POST /_local/ttl': async () => jsonResponse(200, await needs.sweep()),
    async 'POST /_local/clock'(request) {
      const order = parse(clockSchema, readJson(request));
      if ('advance' in order) {
        const from = clock.now();
        await clock.advance(refuseBad(() => addDuration(from, order.advance)) - from);
      } else clock.reset();
      return jsonResponse(200, now());
    },
    'POST /_local/faults'(request) {
      const fault = parse(faultSchema, readJson(request));
      const named =
        fault.function === undefined ? {} : { function: refuseBad(() => needs.functionNamed(fault.function)) };
      return jsonResponse(201, faults.add({ ...fault, ...named }));
    },
    'DELETE /_local/faults'() {
      faults.clear();
      return jsonResponse(200, []);
    },
    'GET /_local/limits': () => jsonResponse(200, limits.current()),
    'POST /_local/limits'(request) {
      const { dynamodb = {}, ...others } = parse(limitsSchema, readJson(request));
      const tables = Object.entries(dynamodb).map(
        ([name, limit]) => [refuseBad(() => needs.tableNamed(name)), limit] as const,
      );
      return jsonResponse(201, limits.set({ ...others, dynamodb: Object.fromEntries(tables) }));
    },
    'DELETE /_local/limits'() {
      limits.clear();
      return jsonResponse(200, limits.current());
    },
    'GET /_local/drop-zone': () => jsonResponse(200, needs.dropZone ?? null),
    async 'POST /_local/upload'(request) {
      const { dropZone } = needs;
      if (!dropZone) throw new BadRequest('this host has no drop zone');
      const query = new URLSearchParams(request.query);
      const key = refuseBad(() => requireKey(dropZone, query.get('key') ?? ''));
      return jsonResponse(201, await needs.upload(key, request.body, metadataOf(query)));
    },
  };

  return {
    async handle(request) {
      const refusal = refuseStranger(request);
      if (refusal) return jsonResponse(403, { error: refusal });
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      const file = method === 'GET' ? await pageFile(request.path) : undefined;
      if (file) return file;
      const answer = answers[`${method} ${request.path}`];
      if (!answer) return jsonResponse(404, { error: `there is no ${method} ${request.path}` });
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof BadRequest) return jsonResponse(400, { error: error.message });
        throw error;
      }
    },
  };
}

function readJson(request: HttpRequest): unknown {
  return refuseBad(() => JSON.parse(request.body.toString()));
}

function parse<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  return refuseBad(() => v.parse(schema, value));
}

function refuseBad<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const issue = v.isValiError(error) ? error.issues[0] : undefined;
    const path = issue?.path?.map((item: { key: unknown }) => String(item.key)).join('.');
    const message = error instanceof Error ? error.message : String(error);
    throw new BadRequest(path ? `${path}: ${message}` : message);
  }
}

/** The metadata that an upload's query gives its object: `metadata-kind=invoice`. */
const metadataOf = (query: URLSearchParams) =>
  Object.fromEntries([...query].flatMap(([name, value]) => (/^metadata-./.test(name) ? [[name.slice(9), value]] : [])));
