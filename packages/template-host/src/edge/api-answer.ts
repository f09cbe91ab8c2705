import * as v from 'valibot';
import { isJsonObject, type Json } from '../template/json.ts';
import { type HttpResponse, jsonResponse, textResponse } from './http.ts';

const scalar = v.union([v.string(), v.number(), v.boolean()]);
const answerSchema = v.object({
  statusCode: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599)),
  headers: v.nullish(v.record(v.string(), scalar)),
  cookies: v.nullish(v.array(v.string())),
  body: v.nullish(v.string()),
  isBase64Encoded: v.nullish(v.boolean()),
});

/** API Gateway's answer for a function's answer in format 2.0; 500 if it cannot read that. */
export function apiAnswer(answer: Json): HttpResponse {
  if (!isJsonObject(answer) || !('statusCode' in answer)) {
    return textResponse(200, 'application/json', typeof answer === 'string' ? answer : JSON.stringify(answer));
  }
  const parsed = v.safeParse(answerSchema, answer);
  if (!parsed.success) return jsonResponse(500, { message: 'Internal Server Error' });
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.output;
  const own = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  const hasType = bytes.length === 0 || own.some(([name]) => name === 'content-type');
  return {
    status: statusCode,
    headers: [
      ...own,
      ...(hasType ? [] : ([['content-type', 'text/plain;charset=UTF-8']] as const)),
      ...(cookies ?? []).map((cookie) => ['set-cookie', cookie] as const),
    ],
    body: bytes,
  };
}
