import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { originSecretHeader, originSecretsVariable } from './origin-secret.ts';

const eventSchema = v.object({
  headers: v.record(v.string(), v.optional(v.string())),
  stageVariables: v.nullish(v.record(v.string(), v.optional(v.string())), {}),
});

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Whether a request came through CloudFront, that is, brings one of the secrets that the API's stage names. Compared in
 * constant time; a stage without secrets lets nobody in. Past CloudFront anybody could name a viewer address of their own
 * choice, which limits count by.
 */
export function cameThroughCloudFront(event: unknown): boolean {
  const parsed = v.safeParse(eventSchema, event);
  if (!parsed.success) return false;
  const given = digest(parsed.output.headers[originSecretHeader] ?? '');
  const taken = (parsed.output.stageVariables?.[originSecretsVariable] ?? '').split(',').filter(Boolean);
  // Every one is compared, so that the time does not tell which it was.
  return taken.map((secret) => timingSafeEqual(digest(secret), given)).includes(true);
}
