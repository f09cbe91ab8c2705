import { type HttpHandler, type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { createDynamoDb, type DynamoDb } from 'template-host/dynamodb';
import { type AwsRequest, type AwsResponse, answerCall, refuseCall } from 'template-host/testing/serve-service';
import { createDynamoClient } from '#shared/platform/tables/dynamo-client.ts';
import { bodyOf } from './body-of.ts';
import { currentScene, inScene, type Scene } from './scene.ts';
import type { Actor, Fault, Stage } from './stage.ts';

export const tables = { portal: 'Portal', registry: 'Registry' } as const;

const definition = (TableName: string, indexed: readonly (readonly [index: string, attribute: string])[] = []) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', ...indexed.map(([, attribute]) => attribute)].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  ...(indexed.length === 0
    ? {}
    : {
        GlobalSecondaryIndexes: indexed.map(([IndexName, AttributeName]) => ({
          IndexName,
          KeySchema: [{ AttributeName, KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        })),
      }),
});

/** Gets each write that names something, right after it, with who wrote. */
export type Watch = { readonly text: string; readonly onWrite: (writer: Actor | undefined) => Promise<void> };
type Played = { readonly service: DynamoDb; readonly watch: Watch | undefined };

const playedOn = new WeakMap<Stage, Played>();

/** The tables of one exploration, empty, by its clock. */
export async function playTables(stage: Stage, watch?: Watch): Promise<DynamoDb> {
  const service = await createDynamoDb({ clock: { now: stage.now } });
  service.createTable(definition(tables.portal));
  service.createTable(
    definition(tables.registry, [
      ['by-holder', 'holder'],
      ['by-identity', 'identityKey'],
    ]),
  );
  playedOn.set(stage, { service, watch });
  return service;
}

/** Shares of the calls, 0 to 1: answers that get lost, so that the SDK asks again; refusals because of a transaction. */
export const dynamoFaults = { lost: 0.03, conflict: 0.03 };

const asAwsRequest = (request: HttpRequest): AwsRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: request.headers,
  body: bodyOf(request),
  caller: { kind: 'owner' },
});

const isWrite = (operation: string) => /Write|Put|Update|Delete/.test(operation);

async function carryOut(
  { stage, actor }: Scene,
  { service, watch }: Played,
  request: AwsRequest,
): Promise<AwsResponse> {
  const answer = await answerCall(service, request);
  if (watch && isWrite(service.operation(request)) && request.body.includes(watch.text))
    await inScene({ stage, actor: undefined }, () => watch.onWrite(actor));
  return answer;
}

/**
 * DynamoDB refuses every call for an item that a transaction holds, and every transaction with such an item. That ends soon:
 * after so many refusals in a row a call is accepted.
 */
const conflictsInARow = 2;
const conflicts = new WeakMap<Actor, number>();
const conflictOf: Readonly<Record<string, string>> = {
  PutItem: 'TransactionConflictException',
  UpdateItem: 'TransactionConflictException',
  DeleteItem: 'TransactionConflictException',
  TransactWriteItems: 'TransactionCanceledException',
};

function faultsOf(service: DynamoDb, request: AwsRequest, actor: Actor | undefined): Fault<AwsResponse>[] {
  const code = conflictOf[service.operation(request)];
  if (code === undefined || !actor) return [];
  return [
    {
      name: 'answer lost, asked again',
      share: dynamoFaults.lost,
      async instead(effect) {
        await effect();
        return effect();
      },
    },
    {
      name: 'conflict',
      share: dynamoFaults.conflict,
      async instead(effect) {
        const inARow = (conflicts.get(actor) ?? 0) + 1;
        conflicts.set(actor, inARow > conflictsInARow ? 0 : inARow);
        if (inARow > conflictsInARow) return effect();
        return refuseCall(service, request, code);
      },
    },
  ];
}

const handler: Pick<HttpHandler, 'handle' | 'destroy' | 'metadata'> = {
  async handle(sent) {
    const scene = currentScene();
    const played = scene && playedOn.get(scene.stage);
    if (!played) throw new Error('DynamoDB is played only within an exploration');
    const request = asAwsRequest(sent);
    const { status, headers, body } = await scene.stage.call(
      played.service.operation(request),
      () => carryOut(scene, played, request),
      faultsOf(played.service, request, scene.actor),
    );
    return { response: new HttpResponse({ statusCode: status, headers, body }) };
  },
  destroy: () => undefined,
  metadata: { handlerProtocol: 'http/1.1' },
};

/**
 * The portal's own client. Every actor of every exploration has this one: it asks the tables of the scene it is called in. Its
 * retries pause on the stage.
 */
export const client = createDynamoClient({
  region: 'eu-central-1',
  endpoint: 'http://127.0.0.1:1',
  credentials: { accessKeyId: 'explorer', secretAccessKey: 'explorer' },
  // No check of it happens here, and it takes a tenth of the time.
  signer: { sign: async (request) => request },
  requestHandler: handler,
});
