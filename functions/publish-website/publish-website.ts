import * as v from 'valibot';
import { describeError, log } from '#shared/platform/runtime/log.ts';

/** CloudFormation's request to a custom resource. */
const requestSchema = v.object({
  RequestType: v.picklist(['Create', 'Update', 'Delete']),
  ResponseURL: v.pipe(v.string(), v.url()),
  StackId: v.string(),
  RequestId: v.string(),
  LogicalResourceId: v.string(),
});

export type PublishedFile = { readonly path: string; readonly contentType: string; readonly cacheControl: string };

type Needs = {
  /** Paths of the built page, with `/` between folders. */
  readonly files: () => Promise<readonly string[]>;
  readonly publish: (file: PublishedFile) => Promise<void>;
  readonly answer: (url: string, body: string) => Promise<void>;
};

/** By the ending of the file's name. A Map: an object would also find what every object has (`constructor`). */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['ico', 'image/x-icon'],
  ['txt', 'text/plain; charset=utf-8'],
  ['json', 'application/json'],
  ['webmanifest', 'application/manifest+json'],
  ['woff2', 'font/woff2'],
]);

/**
 * How a file is served: browsers keep hashed files for good and ask for all others each time. Throws Error for an ending
 * without content type.
 */
export function describeFile(path: string): PublishedFile {
  const contentType = contentTypes.get(path.slice(path.lastIndexOf('.') + 1));
  if (!contentType) throw new Error(`There is no content type for ${path}`);
  return {
    path,
    contentType,
    cacheControl: path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

/**
 * Publishes the built page on each deployment, as a custom resource of CloudFormation. Files come before the pages that point
 * at them, and old files stay: a page that is open in a browser keeps working. A failure fails the deployment.
 */
export const publishWebsite =
  ({ files, publish, answer }: Needs) =>
  async (event: unknown): Promise<void> => {
    const request = v.parse(requestSchema, event);
    const respond = (status: 'SUCCESS' | 'FAILED', reason?: string) =>
      answer(
        request.ResponseURL,
        JSON.stringify({
          Status: status,
          Reason: reason,
          PhysicalResourceId: 'website',
          StackId: request.StackId,
          RequestId: request.RequestId,
          LogicalResourceId: request.LogicalResourceId,
        }),
      );
    try {
      if (request.RequestType !== 'Delete') {
        const all = (await files()).map(describeFile);
        await Promise.all(all.filter(({ path }) => path.startsWith('assets/')).map(publish));
        await Promise.all(all.filter(({ path }) => !path.startsWith('assets/')).map(publish));
      }
    } catch (error) {
      log.error('website-not-published', { operation: 'publish-website', ...describeError(error) });
      // The portal's own files: neither their names nor their errors are personal data.
      return respond('FAILED', error instanceof Error ? error.message : 'unknown');
    }
    return respond('SUCCESS');
  };
