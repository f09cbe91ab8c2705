/** Pages that belong to a menu item without lying below its address. */
const belongsTo: Readonly<Record<string, string>> = {
  '/sign-in': '/',
  '/recover': '/',
  '/confirm': '/register',
  '/confirm-contact': '/account',
  '/stop-correction': '/account',
  '/keep-second-step': '/account',
  '/check': '/documents',
};

/** How a menu item is marked: the page that is shown, or the part of the portal that it belongs to. */
export function markOf(href: string, path: string): 'page' | 'true' | undefined {
  if (path === href) return 'page';
  const isBelow = href !== '/' && path.startsWith(`${href}/`);
  return isBelow || belongsTo[path] === href ? 'true' : undefined;
}
