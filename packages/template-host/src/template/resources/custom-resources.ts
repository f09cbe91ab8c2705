import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { localAccount, localRegion } from '../../aws/service.ts';
import { listenOnLoopback } from '../../loopback.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { TemplateError } from '../load-template.ts';
import type { Player } from '../play-template.ts';
import { readProperties } from '../read-properties.ts';
import { json } from '../schema.ts';
import type { Functions } from './functions.ts';

const resourceSchema = v.looseObject({
  ServiceToken: v.string(),
  ServiceTimeout: v.optional(v.union([v.string(), v.number()])),
});
const answerSchema = v.object({
  Status: v.picklist(['SUCCESS', 'FAILED']),
  Reason: v.optional(v.string()),
  PhysicalResourceId: v.optional(v.string()),
  Data: v.nullish(v.record(v.string(), json), {}),
});

/**
 * Custom resources: their function is called as CloudFormation does when it creates a stack, and must PUT its answer to
 * ResponseURL. FAILED, a thrown error or no answer in time fails the start.
 */
export function playCustomResources(stackName: string, functions: Functions) {
  const play: Player = async (resource) => {
    const { logicalId, type } = resource;
    const { ServiceToken, ServiceTimeout } = readProperties(resource, resourceSchema);
    const provider = functions.require(ServiceToken, `${logicalId}.ServiceToken`);
    const timeoutMs =
      ServiceTimeout === undefined ? provider.lambda.config.timeoutMs + 5000 : Number(ServiceTimeout) * 1000;
    const answers = await listenForAnswer();
    const event: JsonObject = {
      RequestType: 'Create',
      ResponseURL: answers.url,
      StackId: `arn:aws:cloudformation:${localRegion}:${localAccount}:stack/${stackName}/local`,
      RequestId: randomUUID(),
      ResourceType: type,
      LogicalResourceId: logicalId,
      // CloudFormation passes every plain value as text.
      ResourceProperties: asText(resource.properties),
    };
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`gave no answer in ${timeoutMs / 1000} s`)), timeoutMs);
      });
      // The function may answer and go on working; an error before its answer is the reason.
      const failed = provider.lambda.invoke(event).then(() => late);
      failed.catch(() => {});
      const answer = v.parse(answerSchema, JSON.parse(await Promise.race([answers.body, failed, late])));
      if (answer.Status === 'FAILED') throw new Error(answer.Reason ?? 'FAILED without a reason');
      return { ref: answer.PhysicalResourceId ?? logicalId, attributes: answer.Data ?? {} };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new TemplateError(logicalId, `${type} by ${provider.lambda.config.name} failed: ${reason}`, cause);
    } finally {
      clearTimeout(timer);
      answers.close();
    }
  };
  return {
    play,
    isCustom: (type: string) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource',
  };
}

const asText = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, texts(one)]));

function texts(value: Json): Json {
  if (isJsonArray(value)) return value.map(texts);
  if (isJsonObject(value)) return asText(value);
  return value === null ? value : String(value);
}

/** Opens an address on this machine to which one answer can be PUT. */
async function listenForAnswer() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const server = createServer((incoming, outgoing) => {
    text(incoming).then(resolve, reject);
    outgoing.end();
  });
  const port = await listenOnLoopback(server, 0);
  return {
    url: `http://127.0.0.1:${port}/${randomUUID()}`,
    body: promise,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
