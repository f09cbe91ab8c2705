import type { Portal } from './portal.ts';

/** AWS's limits as `POST /_local/limits` takes them; a table by its name in the stack or without the stack's name. */
export type PlayedLimits = {
  readonly cognito?: Readonly<Record<string, number>>;
  readonly dynamodb?: Readonly<Record<string, { readonly writeUnits: number }>>;
  readonly apigateway?: { readonly routeThrottles: boolean };
  readonly ses?: { readonly dailyQuota: number };
  readonly lambda?: { readonly concurrency: number };
};

/** Has the local host play these limits, beside those that it plays already. */
export async function setLimits(portal: Portal, limits: PlayedLimits): Promise<void> {
  const response = await fetch(`${portal.url}/_local/limits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(limits),
  });
  if (!response.ok) throw new Error(`the limits were refused: ${await response.text()}`);
}

/** Takes all limits off. */
export const clearLimits = async (portal: Portal): Promise<void> => {
  await fetch(`${portal.url}/_local/limits`, { method: 'DELETE' });
};
