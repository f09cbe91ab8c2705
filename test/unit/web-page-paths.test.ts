import { describe, expect, it } from 'vitest';
import { isForCustomers, meantPage, pageAt } from '../../web/src/page-paths.ts';

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

describe('the list of pages', () => {
  it.each([
    ['/', '/'],
    ['/documents', '/documents'],
    ['/documents/01JABC', '/documents/:documentId'],
    ['/documents/01JABC/x', undefined],
    ['/account/no-such-page', undefined],
  ])('at %s is %s', (path, page) => expect(pageAt(path)).toBe(page));

  it.each(['/home', '/documents/01JABC', '/account/cancel'])('%s is for signed-in customers', (path) =>
    expect(isForCustomers(path)).toBe(true),
  );

  it.each(['/', '/help', '/no-such-page', '/homely'])('%s is not', (path) => expect(isForCustomers(path)).toBe(false));
});
