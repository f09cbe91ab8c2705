import { expect, it } from 'vitest';
import { createEventsApi } from '#host/lambda/events-api.ts';
import { serveService } from '#testing/serve-service.ts';

it('EventBridge switches a rule off and on, and knows no other', async () => {
  const rule = { name: 'app-sweep', isEnabled: true };
  const server = await serveService(createEventsApi(() => [rule]));
  const call = async (operation: string, Name: string) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` };
    const response = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ Name }) });
    return [response.status, await response.json()];
  };
  expect(await call('DisableRule', 'app-sweep')).toEqual([200, {}]);
  expect(rule.isEnabled).toBe(false);
  expect(await call('EnableRule', 'app-sweep')).toEqual([200, {}]);
  expect(rule.isEnabled).toBe(true);
  expect(await call('EnableRule', 'other')).toEqual([
    400,
    { __type: 'ResourceNotFoundException', message: 'Rule other does not exist on EventBus default.' },
  ]);
  await server.close();
});
