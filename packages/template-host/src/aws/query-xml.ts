import { randomUUID } from 'node:crypto';
import type { AwsError, AwsResponse } from '#host/aws/service.ts';

/** A value to be written as XML: text, a structure of elements, or a list of `<member>`s. */
export type XmlValue = string | number | readonly XmlValue[] | { readonly [name: string]: XmlValue };

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

const element = (name: string, value: XmlValue): string => `<${name}>${content(value)}</${name}>`;

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

function content(value: XmlValue): string {
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  if (isList(value)) return value.map((item) => element('member', item)).join('');
  return Object.entries(value)
    .map(([name, inner]) => element(name, inner))
    .join('');
}

const answer = (status: number, body: string, requestId: string): AwsResponse => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body,
});

/** A result in AWS's query protocol. */
export function xmlAnswer(operation: string, result: XmlValue): AwsResponse {
  const requestId = randomUUID();
  const inner = element(`${operation}Result`, result) + element('ResponseMetadata', { RequestId: requestId });
  return answer(200, `<${operation}Response>${inner}</${operation}Response>`, requestId);
}

/** An error in the query protocol. */
export function xmlFailure(error: AwsError): AwsResponse {
  const requestId = randomUUID();
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const inner =
    element('Error', { Type: type, Code: error.code, Message: error.message }) + element('RequestId', requestId);
  return answer(error.status, `<ErrorResponse>${inner}</ErrorResponse>`, requestId);
}
