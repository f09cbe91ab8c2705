/** The parts of an HTTP API's route key: `GET /api/documents/{documentId}/link`, `ANY /{proxy+}`, `$default`. */
export type RouteKey = { readonly key: string; readonly method: string; readonly segments: readonly string[] };

export type RouteMatch<Route> = { readonly route: Route; readonly pathParameters: Readonly<Record<string, string>> };

/**
 * Reads a route key.
 *
 * @throws Error for a text that is no route key
 */
export function parseRouteKey(key: string): RouteKey {
  if (key === '$default') return { key, method: 'ANY', segments: ['{$default+}'] };
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(key) ?? [];
  if (!method || !path) throw new Error(`${key} is no route key`);
  return { key, method, segments: segmentsOf(path) };
}

/**
 * The route that API Gateway would choose: fixed segments before `{parameters}` before greedy `{proxy+}`, a named method before
 * ANY, `$default` last. Undefined if none fits.
 */
export function matchRoute<Route extends { readonly routeKey: RouteKey }>(
  routes: readonly Route[],
  method: string,
  path: string,
): RouteMatch<Route> | undefined {
  const segments = segmentsOf(path);
  const matches = routes.flatMap((route) => {
    const { routeKey } = route;
    if (routeKey.method !== 'ANY' && routeKey.method !== method) return [];
    if (routeKey.key === '$default') return [{ route, pathParameters: {}, rank: '9' }];
    const pathParameters = matchSegments(routeKey.segments, segments);
    return pathParameters ? [{ route, pathParameters, rank: rankOf(routeKey) }] : [];
  });
  return matches.sort((a, b) => (a.rank < b.rank ? -1 : 1))[0];
}

const segmentsOf = (path: string) => path.split('/').slice(1);
const isGreedy = (segment: string) => /^\{.+\+\}$/.test(segment);
const isParameter = (segment: string) => /^\{.+\}$/.test(segment);
const rankOf = ({ method, segments }: RouteKey) =>
  segments.map((segment) => (isGreedy(segment) ? '2' : isParameter(segment) ? '1' : '0')).join('') +
  (method === 'ANY' ? 'b' : 'a');

function matchSegments(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const actual = path[index];
    if (actual === undefined) return undefined;
    if (isGreedy(segment)) {
      parameters[segment.slice(1, -2)] = decode(path.slice(index).join('/'));
      return path.slice(index).join('') === '' ? undefined : parameters;
    }
    if (isParameter(segment)) {
      if (actual === '') return undefined;
      parameters[segment.slice(1, -1)] = decode(actual);
    } else if (decode(actual) !== segment) return undefined;
  }
  return pattern.length === path.length ? parameters : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
