import { describe, expect, it } from 'vitest';
import { meantPage } from '../../web/src/meant-page.ts';

describe('an address that is nearly a page’s', () => {
  it.each([
    ['/Help', '/help'],
    ['/HELP.HTML', '/help'],
    ['/help.html', '/help'],
    ['/documents/', '/documents'],
    ['/Account/Email', '/account/email'],
    ['/register.', '/register'],
    ['/recover),', '/recover'],
    ['/Confirm', '/confirm'],
    ['/index.html', '/'],
    ['/index.php', '/'],
    ['//', '/'],
  ])('%s leads to %s', (typed, meant) => expect(meantPage(typed)).toBe(meant));

  it.each([
    '/',
    '/help',
    '/documents/01JABC',
    '/documents/01JABC.',
    '/no-such-page',
    '/helper',
    '/account/emails',
    '/%',
  ])('%s is left alone', (path) => expect(meantPage(path)).toBeUndefined());
});
