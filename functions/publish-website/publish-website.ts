import * as v from 'valibot';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { type Answer, answerTime } from './answer-cloudformation.ts';

/** The parts of a request that an answer to CloudFormation needs. Any other fault in a request can be reported in the answer. */
const askedSchema = v.object({
  ResponseURL: v.pipe(v.string(), v.url()),
  StackId: v.string(),
  RequestId: v.string(),
  LogicalResourceId: v.string(),
});
/** An operator's own call: nobody waits for an answer at a URL (docs/runbook.md, "publish-website"). */
const byHandSchema = v.strictObject({ RequestType: v.literal('Publish') });
const requestSchema = v.object({ RequestType: v.picklist(['Create', 'Update', 'Delete', 'Publish']) });

export type PublishedFile = { readonly path: string; readonly contentType: string; readonly cacheControl: string };

export type Pages = {
  /** Paths of the built page, with `/` between folders. */
  readonly files: () => Promise<readonly string[]>;
  readonly publish: (file: PublishedFile) => Promise<void>;
};

type Needs = {
  /** Created within the run, so that a failure here is answered, too. */
  readonly pages: () => Pages;
  readonly answer: (url: string, answer: Answer) => Promise<void>;
};

/** What Lambda says about a run. */
type Run = { readonly getRemainingTimeInMillis: () => number };

/** By the file name's extension. A Map, because an object would also find what every object has (`constructor`). */
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
  ['ttf', 'font/ttf'],
  ['pfb', 'application/octet-stream'],
  ['icc', 'application/vnd.iccprofile'],
  ['wasm', 'application/wasm'],
]);

/**
 * How a file is served: browsers keep hashed files for good and revalidate all others each time. Throws for an extension without
 * content type.
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
 * Publishes the built page on each deployment, as a custom resource of CloudFormation. Files are written before the pages that
 * refer to them, and old files stay, so a page that is open in a browser keeps working. Every failure is answered and so fails
 * the deployment, including a request in an unknown form and a run that comes near its timeout. If it cannot answer, it throws,
 * so that Lambda runs it again. A call by hand publishes the same pages again, and throws what went wrong.
 */
export const publishWebsite =
  ({ pages, answer }: Needs) =>
  async (event: unknown, run: Run): Promise<void> => {
    if (v.is(byHandSchema, event)) return publish(event, pages).catch(tell);
    const { ResponseURL: url, ...asked } = v.parse(askedSchema, event);
    const about = { PhysicalResourceId: 'website', ...asked };
    try {
      await within(run.getRemainingTimeInMillis() - answerTime, publish(event, pages));
    } catch (error) {
      note(error);
      // The portal's own files: neither their names nor their errors are personal data.
      const Reason = error instanceof Error ? error.message : 'unknown';
      return answer(url, { Status: 'FAILED', Reason, ...about });
    }
    return answer(url, { Status: 'SUCCESS', ...about });
  };

const note = (error: unknown) =>
  log.error('website-not-published', { operation: 'publish-website', ...describeError(error) });

function tell(error: unknown): never {
  note(error);
  throw error;
}

async function publish(event: unknown, pages: () => Pages): Promise<void> {
  if (v.parse(requestSchema, event).RequestType === 'Delete') return;
  const { files, publish } = pages();
  const all = (await files()).map(describeFile);
  await Promise.all(all.filter(({ path }) => path.startsWith('assets/')).map(publish));
  await Promise.all(all.filter(({ path }) => !path.startsWith('assets/')).map(publish));
}

/** Waits for the work, but at most this many ms. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The pages could not be published in time')), Math.max(0, ms));
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
