import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { signOut as contract } from '#shared/contract/session.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { originSecretHeader } from '#shared/platform/http/origin-secret.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { writtenLog } from '#test/support/written-log.ts';

const networkName = (address: string) => `of-${address}`;
const lineSchema = v.object({ outcome: v.string(), network: v.optional(v.string()) });
const answering = (behave: () => void) =>
  endpoint(contract, async () => {
    behave();
    return noContent();
  });

describe('R12.1 the line of a call', () => {
  it('names the caller’s network where the function names networks, whatever the outcome', async () => {
    const log = writtenLog();
    await anApiCall(
      httpApi(
        answering(() => undefined),
        { networkName },
      ),
    );
    await anApiCall(
      httpApi(
        answering(() => {
          throw new DomainError('locked');
        }),
        { networkName },
      ),
    );
    await anApiCall(
      httpApi(
        answering(() => {
          throw new Error('a fault');
        }),
        { networkName },
      ),
    );
    expect(log.lines().map((line) => v.parse(lineSchema, line))).toEqual([
      { outcome: 'ok', network: 'of-192.0.2.1' },
      { outcome: 'locked', network: 'of-192.0.2.1' },
      { outcome: 'unexpected', network: 'of-192.0.2.1' },
    ]);
  });

  it('names none for a call that bypassed CloudFront, which can claim any address', async () => {
    const log = writtenLog();
    const handle = httpApi(
      answering(() => undefined),
      { networkName },
    );
    const forged = (...[event, context]: Parameters<Parameters<typeof anApiCall>[0]>) =>
      handle({ ...event, headers: { ...event.headers, [originSecretHeader]: 'forged' } }, context);
    expect((await anApiCall(forged)).status).toBe(403);
    expect(log.lines().map((line) => v.parse(lineSchema, line))).toEqual([{ outcome: 'forbidden' }]);
  });

  it('names none elsewhere', async () => {
    const log = writtenLog();
    await anApiCall(httpApi(answering(() => undefined)));
    expect(log.lines().map((line) => v.parse(lineSchema, line))).toEqual([{ outcome: 'ok' }]);
  });
});
