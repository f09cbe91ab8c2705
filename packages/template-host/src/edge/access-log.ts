const known = [
  'accountId',
  'apiId',
  'authorizer.error',
  'domainName',
  'error.message',
  'httpMethod',
  'identity.sourceIp',
  'identity.userAgent',
  'identity.userArn',
  'integrationErrorMessage',
  'path',
  'protocol',
  'requestId',
  'requestTime',
  'requestTimeEpoch',
  'responseLatency',
  'responseLength',
  'routeKey',
  'stage',
  'status',
] as const;
export type AccessVariable = (typeof known)[number];

const variable = /\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g;

/**
 * Reads a stage's access log format. Returns a function that writes a request's line, with `-` for unknown values (API Gateway
 * guide, "Customize HTTP API access logs"). As there, values are neither quoted nor escaped.
 *
 * @throws Error for a variable that is not played here
 */
export function accessLine(format: string): (variables: Readonly<Partial<Record<AccessVariable, unknown>>>) => string {
  const names: ReadonlySet<string> = new Set(known);
  for (const [whole, name = ''] of format.matchAll(variable))
    if (!names.has(name)) throw new Error(`${whole} is not played on this machine`);
  return (variables) => {
    const values = new Map(Object.entries(variables));
    return format.replace(variable, (_, name: string) => String(values.get(name) ?? '-'));
  };
}

/** The lines of every API's access log, at most the last ten thousand. */
export function createAccessLog() {
  const lines: string[] = [];
  return {
    write(line: string): void {
      lines.push(line);
      if (lines.length > 11_000) lines.splice(0, 1000);
    },
    /** Oldest first; a line of JSON as its value. */
    list: (): readonly unknown[] => lines.map(readLine),
  };
}
export type AccessLog = ReturnType<typeof createAccessLog>;

function readLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
