import type { HttpRequest } from '@smithy/core/protocols';

/** The bytes of a request as the SDK hands it over. */
export const bodyOf = ({ body }: Pick<HttpRequest, 'body'>): Buffer =>
  typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
