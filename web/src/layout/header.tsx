import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { insurer } from '../insurer.ts';
import { useWords } from '../language/language.tsx';
import { signOut } from '../session/portal-session.ts';
import { useSessionState } from '../session/use-session.ts';
import { LanguageSwitch } from './language-switch.tsx';

/** Pages that belong to a menu item without lying below its address. */
const belongsTo: Readonly<Record<string, string>> = {
  '/sign-in': '/',
  '/recover': '/',
  '/confirm': '/register',
  '/confirm-contact': '/account',
};

/** How a menu item is marked: the page that is shown, or the part of the portal that it belongs to. */
function markOf(href: string, path: string): 'page' | 'true' | undefined {
  if (path === href) return 'page';
  const isBelow = href !== '/' && path.startsWith(`${href}/`);
  return isBelow || belongsTo[path] === href ? 'true' : undefined;
}

/** The insurer's name, the way to the pages, the language, and the way out. */
export function Header({ isOutsideMenu }: { isOutsideMenu: boolean }) {
  const { frame } = useWords();
  const { path, route } = useLocation();
  const isSignedIn = useSessionState() === 'signed-in';
  const [isLeaving, setLeaving] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const links = isSignedIn
    ? [
        ['/documents', frame.documents] as const,
        ['/policies', frame.policies] as const,
        ['/account', frame.account] as const,
      ]
    : [['/', frame.signIn] as const, ['/register', frame.register] as const];

  const leave = async () => {
    if (isLeaving) return;
    setLeaving(true);
    const problem = await signOut();
    setLeaving(false);
    setFailed(problem !== undefined);
    if (!problem) route('/');
  };

  return (
    <header class="site-header">
      <div class="site-bar">
        <a class="brand" href={isSignedIn ? '/documents' : '/'}>
          <img src="/favicon.svg" alt="" width="32" height="32" />
          <span>
            {insurer.name} <span class="brand-portal">{frame.portal}</span>
          </span>
        </a>
        <LanguageSwitch />
      </div>
      <nav class="site-nav" aria-label={frame.menu}>
        <ul>
          {[...links, ['/help', frame.help] as const].map(([href, label]) => (
            <li key={href}>
              <a href={href} aria-current={isOutsideMenu ? undefined : markOf(href, path)}>
                {label}
              </a>
            </li>
          ))}
          {isSignedIn && (
            <li class="leave">
              <button type="button" class="button button-quiet" aria-disabled={isLeaving} onClick={leave}>
                {isLeaving ? frame.wait : frame.signOut}
              </button>
            </li>
          )}
        </ul>
      </nav>
      {hasFailed && isSignedIn && (
        <p class="notice notice-error" role="alert">
          {frame.signOutFailed}
        </p>
      )}
    </header>
  );
}
