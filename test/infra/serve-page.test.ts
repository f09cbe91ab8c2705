import { readFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import { describe, expect, it } from 'vitest';

const code = readFileSync(new URL('../../infra/website/serve-page.edge.js', import.meta.url), 'utf8');
const context = createContext({});
new Script(code).runInContext(context);

/** The file that a request is led to, or the status of the function's own answer. */
function serves(uri: string): unknown {
  const answer: unknown = new Script(
    `JSON.stringify(handler({ request: { uri: ${JSON.stringify(uri)} } }))`,
  ).runInContext(context);
  const { uri: file, statusCode, headers } = JSON.parse(String(answer));
  return file ?? [statusCode, headers.location?.value].filter(Boolean).join(' ');
}

describe('what a browser asks for is a page, a file or not found; never forbidden', () => {
  it.each([
    ['/', '/index.html'],
    ['/documents', '/index.html'],
    ['/account/email', '/index.html'],
    ['/help.html', '/index.html'],
    ['/index.php', '/index.html'],
    ['/index.html', '/index.html'],
    ['/assets/index-abc.js', '/assets/index-abc.js'],
    ['/brand/logo.svg', '/brand/logo.svg'],
    ['/brand.css', '/brand.css'],
    ['/favicon.ico', '/favicon.ico'],
    ['/robots.txt', '/robots.txt'],
    ['/site.webmanifest', '/site.webmanifest'],
    ['/apple-touch-icon.png', '/apple-touch-icon.png'],
    ['/apple-touch-icon-precomposed.png', '/apple-touch-icon.png'],
    ['/apple-touch-icon-120x120-precomposed.png', '/apple-touch-icon.png'],
    ['/.well-known/security.txt', '/.well-known/security.txt'],
    ['/security.txt', '/.well-known/security.txt'],
    ['/.well-known/change-password', '302 /account'],
    // Associations of apps that the portal has none of.
    ['/.well-known/assetlinks.json', '404'],
    ['/apple-app-site-association.json', '404'],
    ['/browserconfig.xml', '404'],
    ['/wp-login.js', '404'],
  ])('%s: %s', (uri, file) => expect(serves(uri)).toBe(file));
});
