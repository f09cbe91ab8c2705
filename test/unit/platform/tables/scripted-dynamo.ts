import { Readable } from 'node:stream';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpResponse } from '@smithy/core/protocols';
import { createDynamoClient } from '#shared/platform/tables/dynamo-client.ts';

/**
 * What DynamoDB answers: undefined is success, `ok` success with this answer, a string the name of an error, an array a cancelled
 * transaction's reasons.
 */
export type ScriptedAnswer = undefined | { readonly ok: object } | string | readonly string[];

const respond = (statusCode: number, body: object) => ({
  response: new HttpResponse({
    statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Readable.from([Buffer.from(JSON.stringify(body))]),
  }),
});

/** The functions' own client, whose calls are answered in this order; what comes after the last is answered like the last. */
export function scriptedDynamo(...answers: readonly ScriptedAnswer[]): {
  readonly client: DynamoDBClient;
  readonly calls: () => number;
} {
  let calls = 0;
  const requestHandler = {
    handle: async () => {
      const answer = answers[Math.min(calls++, answers.length - 1)];
      if (answer === undefined) return respond(200, {});
      if (typeof answer === 'object' && 'ok' in answer) return respond(200, answer.ok);
      const origin = 'com.amazonaws.dynamodb.v20120810#';
      if (typeof answer === 'string') return respond(400, { __type: `${origin}${answer}`, message: 'scripted' });
      return respond(400, {
        __type: `${origin}TransactionCanceledException`,
        message: 'scripted',
        CancellationReasons: answer.map((Code) => ({ Code })),
      });
    },
  };
  const client = createDynamoClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler,
  });
  return { client, calls: () => calls };
}
