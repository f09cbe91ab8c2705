import { describe, expect, it } from 'vitest';
import { markOf } from '../../web/src/layout/menu-mark.ts';

const visitors = ['/', '/register', '/help'];
const customers = ['/home', '/documents', '/policies', '/account', '/help'];
const marked = (menu: readonly string[], path: string) =>
  menu.flatMap((href) => {
    const mark = markOf(href, path);
    return mark ? [`${href} ${mark}`] : [];
  });

describe('the menu marks the page that is shown, or the part of the portal that it belongs to', () => {
  it.each([
    ['/', ['/ page']],
    ['/sign-in', ['/ true']],
    ['/recover', ['/ true']],
    ['/register', ['/register page']],
    ['/confirm', ['/register true']],
    ['/help', ['/help page']],
    ['/no-such-page', []],
  ])('for visitors at %s: %j', (path, marks) => expect(marked(visitors, path)).toEqual(marks));

  it.each([
    ['/home', ['/home page']],
    ['/documents', ['/documents page']],
    ['/documents/01JABC', ['/documents true']],
    ['/check', ['/documents true']],
    ['/policies', ['/policies page']],
    ['/account/email', ['/account true']],
    ['/account/cancel', ['/account true']],
    ['/confirm-contact', ['/account true']],
    ['/accounts', []],
  ])('for customers at %s: %j', (path, marks) => expect(marked(customers, path)).toEqual(marks));
});
