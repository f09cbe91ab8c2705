import { SESClient } from '@aws-sdk/client-ses';
import { createClock } from '#host/clock.ts';
import { createLimits } from '#host/limits.ts';
import type { SesEvent } from '#host/ses/events.ts';
import { createSes, type SesDestination } from '#host/ses/ses.ts';
import { serveService } from './serve-service.ts';

/** SES behind an unmodified client: `app.test` is verified, the set `app` hears of everything but deliveries. */
export async function startSes(options: { readonly directory?: string } = {}) {
  const clock = createClock();
  const limits = createLimits();
  const published: { configurationSet: string; event: SesEvent; destinations: readonly SesDestination[] }[] = [];
  const ses = await createSes({
    clock,
    limits,
    ...options,
    onEvent: (configurationSet, event, destinations) => {
      published.push({ configurationSet, event, destinations });
    },
  });
  ses.verifyIdentity('app.test');
  ses.createConfigurationSet('app', [{ eventTypes: ['SEND', 'bounce', 'complaint'], topicArn: 'arn:topic' }]);
  ses.createConfigurationSet('deliveries', [{ eventTypes: ['delivery'], eventBus: 'default' }]);
  const server = await serveService(ses);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SESClient({ endpoint: server.url, region: 'eu-central-1', credentials, maxAttempts: 1 });
  const close = async () => {
    client.destroy();
    await server.close();
    await ses.close();
    clock.stop();
  };
  return { ses, client, clock, limits, published, url: server.url, close };
}
