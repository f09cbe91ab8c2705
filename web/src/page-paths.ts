/** Every page of the portal by its path, and who sees it; a name that begins with a colon stands for any one part of a path. */
export const pagePaths = {
  '/': 'everybody',
  '/sign-in': 'everybody',
  '/register': 'everybody',
  '/confirm': 'everybody',
  '/recover': 'everybody',
  '/confirm-contact': 'everybody',
  '/stop-correction': 'everybody',
  '/keep-second-step': 'everybody',
  '/check': 'everybody',
  '/help': 'everybody',
  '/home': 'customers',
  '/documents': 'customers',
  '/documents/:documentId': 'customers',
  '/policies': 'customers',
  '/account': 'customers',
  '/account/email': 'customers',
  '/account/mobile': 'customers',
  '/account/cancel': 'customers',
} as const;

export type PagePath = keyof typeof pagePaths;

const all = Object.keys(pagePaths) as readonly PagePath[];

/** The page that is at a path; undefined where there is none. */
export const pageAt = (path: string): PagePath | undefined =>
  all.find((each) => new RegExp(`^${each.replace(/:\w+/, '[^/]+')}$`).test(path));

/** Whether only signed-in customers see the page at a path. */
export function isForCustomers(path: string): boolean {
  const page = pageAt(path);
  return page !== undefined && pagePaths[page] === 'customers';
}

/**
 * The path that somebody meant who typed or clicked `/Help`, `/documents/`, `/help.html` or `/register.`; undefined where it is no
 * page's, or right as it is.
 */
export function meantPage(pathname: string): string | undefined {
  const path = pathname
    .toLowerCase()
    .replace(/[/.,;:!?)>\]"'”]*$/, '')
    .replace(/\.(?:html?|php|aspx?|jsp)$/, '');
  const meant = path === '/index' || path === '' ? '/' : path;
  // Only addresses that name a page as a whole: the rest of a document's is its own.
  return meant !== pathname && all.some((each) => each === meant) ? meant : undefined;
}
