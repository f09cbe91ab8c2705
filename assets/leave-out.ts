import { readFile } from 'node:fs/promises';
import type { OnLoadResult, Plugin, PluginBuild } from 'esbuild';

/** Stands for one file of the SDK, by the end of its path; `source` is the file's own text. */
type Replacement = {
  readonly path: RegExp;
  readonly with: (source: () => Promise<string>) => Promise<string> | string;
};

/** The clients whose endpoints are plain, and what each endpoint's name begins with. S3's rules stay: they decide by the bucket. */
export const plainEndpoints = {
  'cognito-identity-provider': 'cognito-idp',
  dynamodb: 'dynamodb',
  'pinpoint-sms-voice-v2': 'sms-voice',
  'secrets-manager': 'secretsmanager',
  ses: 'email',
  sesv2: 'email',
  sqs: 'sqs',
} as const;

/**
 * A client's endpoint in the function's own region, as the SDK's rules and its list of all partitions find it
 * (test/infra/leave-out.test.ts compares them).
 */
export const regionalEndpoint = (
  host: string,
): string => `const hosts = { 'cn-': 'amazonaws.com.cn', 'eusc-': 'amazonaws.eu' };
const suffixOf = (region) => Object.entries(hosts).find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'amazonaws.com';
export const defaultEndpointResolver = ({ Endpoint, Region, UseFIPS, UseDualStack }) => {
  if (UseFIPS || UseDualStack) throw new Error('only the usual endpoint is in this bundle');
  const url = Endpoint ?? 'https://${host}.' + Region + '.' + suffixOf(Region);
  return { url: new URL(url), properties: {}, headers: {} };
};`;

/**
 * Schemas of operations that no function calls are left out by esbuild only where making them surely has no effect; it takes a
 * computed key for one. The keys are constants of the same file.
 */
export function withPlainKeys(source: string): string {
  const constants = new Map(
    [...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name = '', text = '']) => [name, text]),
  );
  return source.replace(/\[(_\w+)\]:/g, (computed, name: string) => {
    const text = constants.get(name);
    return text === undefined ? computed : `${text}:`;
  });
}

/** What the SDK brings and no function uses: on Lambda, in one region, for the operations that are called. */
const replacements: readonly Replacement[] = [
  {
    // Streams of events: none of the operations has one.
    path: /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/,
    with: () => `export const eventStreamSerdeProvider = () => undefined;
export const resolveEventStreamSerdeConfig = (config) => config;
export class EventStreamSerde { constructor() { throw new Error('event streams are not in this bundle'); } }`,
  },
  {
    // Tables are at the region's endpoint: discovery is off unless an environment variable asks for it.
    path: /@aws-sdk\/middleware-endpoint-discovery\/dist-es\/index\.js$/,
    with: () => `export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined, configFileSelector: () => undefined, default: undefined };
export const resolveEndpointDiscoveryConfig = (config) => config;`,
  },
  // SHA-256 in JavaScript, for a Node without OpenSSL.
  { path: /checksum\/sha256\/Sha256Js\.js$/, with: () => 'export const Sha256Js = undefined;' },
  {
    // Of its package.json a client shows the version.
    path: /@aws-sdk\/client-[\w-]+\/package\.json$/,
    with: async (source) => `export default { version: ${JSON.stringify(JSON.parse(await source()).version)} };`,
  },
  ...Object.entries(plainEndpoints).map(([client, host]) => ({
    path: new RegExp(`@aws-sdk/client-${client}/dist-es/endpoint/endpointResolver\\.js$`),
    with: () => regionalEndpoint(host),
  })),
  {
    path: /@aws-sdk\/client-[\w-]+\/dist-es\/schemas\/schemas_0\.js$/,
    with: async (source) => withPlainKeys(await source()),
  },
];

/**
 * Node's own `http` as its modules see it: imported, it would also load the WebSocket client, which nobody uses. The SDK imports it
 * for endpoints without TLS only, as those of the local host.
 */
function httpWithoutWebSocket(build: PluginBuild) {
  build.onResolve({ filter: /^node:http$/ }, ({ kind }) =>
    kind === 'dynamic-import' ? { path: 'http', namespace: 'node-http' } : undefined,
  );
  build.onLoad({ filter: /.*/, namespace: 'node-http' }, () => ({
    contents: "export const { Agent, request } = process.getBuiltinModule('node:http');",
  }));
}

/** Leaves out of every bundle what the SDK brings and no function uses. Whoever updates the SDK sees by a test what has moved. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    for (const { path, with: contentsOf } of replacements)
      build.onLoad({ filter: path }, async (file): Promise<OnLoadResult> => {
        const contents = await contentsOf(() => readFile(file.path, 'utf8'));
        return { contents, loader: 'js' };
      });
    httpWithoutWebSocket(build);
  },
};
