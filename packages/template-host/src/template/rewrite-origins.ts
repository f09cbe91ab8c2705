import { localRegion } from '../aws/service.ts';

/**
 * Replaces the cloud's addresses in resolved text of the template by this machine's: the distribution's origin (which is plain
 * http on 127.0.0.1), an HTTP API's own URL, a bucket's origin (the target of links, so the CSP must name it).
 *
 * @param urls origins without a slash at the end
 */
export function rewriteOrigins(text: string, urls: { webHost: string; api: string; aws: string }): string {
  const bucket = new RegExp(String.raw`https://[a-z0-9][a-z0-9.-]*\.s3(?:\.${localRegion})?\.amazonaws\.com`, 'g');
  const api = new RegExp(String.raw`https://[a-z0-9]+\.execute-api\.${localRegion}\.amazonaws\.com`, 'g');
  return text
    .replaceAll(`https://${urls.webHost}`, `http://${urls.webHost}`)
    .replace(api, urls.api)
    .replace(bucket, urls.aws);
}
