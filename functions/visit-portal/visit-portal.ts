import type { LogFields } from '#shared/platform/runtime/log.ts';

/** An answer of the portal. */
export type Visited = { readonly status: number; readonly contentType: string; readonly text: string };

type Needs = {
  /** Requests a path of the portal like a browser; by HEAD, its answer has no text. Throws if there is no answer. */
  readonly visit: (path: string, method: 'GET' | 'HEAD') => Promise<Visited>;
  /** Waits for this many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

/** No route takes this path: answer-unknown-route answers 404, and only to requests through CloudFront. */
const nowhere = '/api/nowhere';
const attempts = 3;
/** The pause between two attempts, in ms: short network trouble is over by then. */
const patience = 2000;

/** The most files of the pages that a visit asks for: more would be another website. */
const mostFiles = 200;

type Unreached = 'page-not-served' | 'script-not-served' | 'style-not-served' | 'api-not-reached';

/** Customers cannot reach the portal. The error's name says which part fails. */
export class PortalNotReached extends Error {
  constructor(what: Unreached, options: { cause?: unknown } = {}) {
    super(what, options);
    this.name = what;
  }
}

/**
 * Visits the portal from outside, like a customer (R12.3), because its name, certificate and CloudFront have no alarms of their
 * own. Gets the page, every script and stylesheet that it or one of them names, and an answer of the API. What a file with a hash in
 * its name holds never changes: once read, it is only asked whether it is still served. Throws PortalNotReached if one fails three
 * times.
 */
export const visitPortal = ({ visit, pause }: Needs) => {
  /** The files that each file of the pages names, as far as it has been read. */
  let known = new Map<string, readonly string[]>();

  async function find(
    what: Unreached,
    path: string,
    status: number,
    contentType: RegExp,
    method: 'GET' | 'HEAD' = 'GET',
  ): Promise<Visited> {
    const visited = await visit(path, method).catch((cause: unknown) => {
      throw new PortalNotReached(what, { cause });
    });
    if (visited.status !== status || !contentType.test(visited.contentType)) throw new PortalNotReached(what);
    return visited;
  }

  /**
   * The scripts and stylesheets of the build that a text names: `<name>-<hash>`. A script names those that it loads later, and
   * pdf.js's decoders name parts of themselves, without a hash.
   */
  const filesIn = (text: string) =>
    [...text.matchAll(/["'`(](?:\/?assets\/|\.\/)([\w-]+-[\w-]+\.(?:js|css))["'`)]/g)].map(
      ([, name]) => `/assets/${name}`,
    );

  /** The files that a served file names. */
  async function filesNamedBy(path: string): Promise<readonly string[]> {
    const names = known.get(path);
    const method = names ? 'HEAD' : 'GET';
    if (!path.endsWith('.js')) {
      await find('style-not-served', path, 200, /css/, method);
      return [];
    }
    const { text } = await find('script-not-served', path, 200, /javascript/, method);
    return names ?? filesIn(text);
  }

  async function visitOnce(): Promise<void> {
    const page = await find('page-not-served', '/', 200, /html/);
    if (!/<script[^>]*\ssrc="\/[^"]+"/.test(page.text)) throw new PortalNotReached('page-not-served');
    const read = new Map<string, readonly string[]>();
    const seen = new Set(filesIn(page.text));
    // A set goes on with what is added while it is read.
    for (const path of seen) {
      if (seen.size > mostFiles) throw new PortalNotReached('page-not-served');
      const names = await filesNamedBy(path);
      read.set(path, names);
      for (const named of names) seen.add(named);
    }
    // Only what the pages of today name, so that a function that lives long keeps no former builds.
    known = read;
    await find('api-not-reached', nowhere, 404, /problem\+json/);
  }

  return async (): Promise<LogFields> => {
    for (let attempt = 1; ; attempt++) {
      try {
        await visitOnce();
        return { attempts: attempt };
      } catch (error) {
        if (attempt === attempts) throw error;
        await pause(patience);
      }
    }
  };
};
