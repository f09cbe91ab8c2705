import type { LogFields } from '#shared/platform/runtime/log.ts';

/** An answer of the portal. */
export type Visited = { readonly status: number; readonly contentType: string; readonly text: string };

type Needs = {
  /** Requests a path of the portal like a browser. Throws if there is no answer. */
  readonly visit: (path: string) => Promise<Visited>;
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
 * own. Gets the page, every script and stylesheet that it or one of them names, and an answer of the API. Throws PortalNotReached if one
 * fails three times.
 */
export const visitPortal = ({ visit, pause }: Needs) => {
  async function find(what: Unreached, path: string, status: number, contentType: RegExp): Promise<Visited> {
    const visited = await visit(path).catch((cause: unknown) => {
      throw new PortalNotReached(what, { cause });
    });
    if (visited.status !== status || !contentType.test(visited.contentType)) throw new PortalNotReached(what);
    return visited;
  }

  /** The scripts and stylesheets of the build that a text names; a script names those that it loads later. */
  const filesIn = (text: string) =>
    [...text.matchAll(/["'`(](?:\/?assets\/|\.\/)([\w-]+\.(?:js|css))["'`)]/g)].map(([, name]) => `/assets/${name}`);

  async function visitOnce(): Promise<void> {
    const page = await find('page-not-served', '/', 200, /html/);
    if (!/<script[^>]*\ssrc="\/[^"]+"/.test(page.text)) throw new PortalNotReached('page-not-served');
    const seen = new Set(filesIn(page.text));
    // A set goes on with what is added while it is read.
    for (const path of seen) {
      if (seen.size > mostFiles) throw new PortalNotReached('page-not-served');
      const isScript = path.endsWith('.js');
      const file = isScript
        ? await find('script-not-served', path, 200, /javascript/)
        : await find('style-not-served', path, 200, /css/);
      if (isScript) for (const named of filesIn(file.text)) seen.add(named);
    }
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
