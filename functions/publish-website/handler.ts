import { join } from 'node:path';
import { s3 } from '#shared/platform/clients/s3-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { publishWebsite } from './publish-website.ts';
import { s3Pages } from './s3-pages.ts';
import { readInsurer } from './write-insurer.ts';

const insurer = readInsurer(readVariable('INSURER'));
export const handler = publishWebsite({
  ...s3Pages(s3(), readVariable('WEBSITE_BUCKET'), join(import.meta.dirname, 'website'), insurer),
  answer: async (url, body) => {
    await fetch(url, { method: 'PUT', body });
  },
});
