import { readFile } from 'node:fs/promises';
import type { HttpResponse } from '../edge/http.ts';

const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/_local': ['page.html', 'text/html; charset=utf-8'],
  '/_local/': ['page.html', 'text/html; charset=utf-8'],
  '/_local/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/_local/forms.js': ['forms.js', 'text/javascript; charset=utf-8'],
  '/_local/letter.js': ['letter.js', 'text/javascript; charset=utf-8'],
  '/_local/page.css': ['page.css', 'text/css; charset=utf-8'],
};

// Mail is shown in a sandboxed frame; nothing of it may run here.
const contentSecurityPolicy =
  "default-src 'self'; frame-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/** A file of the control page; undefined if the path is none. */
export async function pageFile(path: string): Promise<HttpResponse | undefined> {
  const [file, type] = files[path] ?? [];
  if (!file || !type) return undefined;
  return {
    status: 200,
    headers: [
      ['content-type', type],
      ['cache-control', 'no-store'],
      ['content-security-policy', contentSecurityPolicy],
    ],
    body: await readFile(new URL(file, import.meta.url)),
  };
}
