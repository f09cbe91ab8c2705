import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { originSecretHeader, originSecretsVariable } from './origin-secret.ts';

const eventSchema = v.object({
  headers: v.record(v.string(), v.nullish(v.string())),
  stageVariables: v.nullish(v.record(v.string(), v.nullish(v.string())), {}),
});

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Whether a request came through CloudFront: it carries one of the secrets that the API's stage holds. Compares in constant time;
 * a stage without secrets refuses every request. Without this check, a caller could bypass CloudFront and choose the viewer
 * address that limits count by.
 */
export function cameThroughCloudFront(event: unknown): boolean {
  const parsed = v.safeParse(eventSchema, event);
  if (!parsed.success) return false;
  const given = digest(parsed.output.headers[originSecretHeader] ?? '');
  const taken = (parsed.output.stageVariables?.[originSecretsVariable] ?? '').split(',').filter(Boolean);
  // Compares with every secret, so that the time does not show which one matched.
  return taken.map((secret) => timingSafeEqual(digest(secret), given)).includes(true);
}
