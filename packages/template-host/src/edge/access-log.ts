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
 * Reads a stage's access log format; the result writes a request's line by it, `-` for what is not known of it (API
 * Gateway guide, "Customize HTTP API access logs"). Values come in unquoted and unescaped, as there.
 * @throws Error for a variable that is not played here.
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

/** The lines of every API's access log; of many, the last ten thousand. */
export function createAccessLog() {
  const lines: string[] = [];
  return {
    write(line: string): void {
      lines.push(line);
      if (lines.length > 11_000) lines.splice(0, 1000);
    },
    /** Oldest first; a line that is JSON as the value it writes. */
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
