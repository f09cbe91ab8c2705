import type { Clock } from '../clock.ts';
import type { HttpApi } from '../edge/http-api.ts';
import type { Metrics } from './metrics.ts';

/** The API with its calls measured as API Gateway does; `apiId` is the metrics' dimension. */
export const measureApi = (api: HttpApi, apiId: string, clock: Clock, metrics: Metrics): HttpApi => ({
  async handle(request) {
    const startedAt = clock.now();
    const response = await api.handle(request);
    const values = {
      Count: 1,
      '4xx': response.status >= 400 && response.status < 500 ? 1 : 0,
      '5xx': response.status >= 500 ? 1 : 0,
      // By the moved clock, as a fault's delay is.
      Latency: clock.now() - startedAt,
    };
    const at = clock.now();
    metrics.add(
      ...Object.entries(values).map(([metric, value]) => ({
        namespace: 'AWS/ApiGateway',
        metric,
        dimensions: { ApiId: apiId },
        at,
        value,
      })),
    );
    return response;
  },
});
