import { localRegion } from '../aws/service.ts';

/**
 * Puts this machine's addresses where resolved text of the template names the cloud's: the distribution's origin (which on
 * 127.0.0.1 is plain http), an HTTP API's own URL, a bucket's origin (where links lead, so the CSP must name it).
 * @param urls origins without a slash at the end.
 */
export function rewriteOrigins(text: string, urls: { webHost: string; api: string; aws: string }): string {
  const bucket = new RegExp(String.raw`https://[a-z0-9][a-z0-9.-]*\.s3(?:\.${localRegion})?\.amazonaws\.com`, 'g');
  const api = new RegExp(String.raw`https://[a-z0-9]+\.execute-api\.${localRegion}\.amazonaws\.com`, 'g');
  return text
    .replaceAll(`https://${urls.webHost}`, `http://${urls.webHost}`)
    .replace(api, urls.api)
    .replace(bucket, urls.aws);
}
