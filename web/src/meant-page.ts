/** The portal's pages that an address names as a whole. */
const pages = [
  ...['/', '/sign-in', '/register', '/recover', '/check', '/help', '/confirm', '/confirm-contact', '/stop-correction'],
  '/keep-second-step',
  ...['/home', '/documents', '/policies', '/account', '/account/email', '/account/mobile', '/account/cancel'],
];

/**
 * The path that somebody meant who typed or clicked `/Help`, `/documents/`, `/help.html` or `/register.`; undefined where it is no
 * page's, or right as it is.
 */
export function meantPage(pathname: string): string | undefined {
  const path = pathname
    .toLowerCase()
    .replace(/[/.,;:!?)>\]"'”]*$/, '')
    .replace(/\.(?:html?|php|aspx?|jsp)$/, '');
  const page = path === '/index' || path === '' ? '/' : path;
  return page !== pathname && pages.includes(page) ? page : undefined;
}
