import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { insurer } from '../insurer.ts';
import { useWords } from '../language/language.tsx';
import { logoSize } from '../page-meta.ts';
import { signOut } from '../session/portal-session.ts';
import { useCustomersFrame } from '../session/use-session.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { markOf } from './menu-mark.ts';

/** A door with an arrow: on a telephone it is shown instead of the word, so that the menu keeps to one row. */
const SignOutIcon = () => (
  <svg class="leave-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path
      d="M14 4H5v16h9M10 12h11m-4-4 4 4-4 4"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

/** The insurer's name, the way to the pages, the language, and the way out. */
export function Header({ isOutsideMenu }: { isOutsideMenu: boolean }) {
  const { frame } = useWords();
  const { path, route } = useLocation();
  const isSignedIn = useCustomersFrame();
  const [isLeaving, setLeaving] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const links = isSignedIn
    ? [
        ['/home', frame.home] as const,
        ['/documents', frame.documents] as const,
        ['/policies', frame.policies] as const,
        ['/account', frame.account] as const,
      ]
    : [['/', frame.signIn] as const, ['/register', frame.register] as const];

  // On a telephone the menu keeps to one row: the brand leads home, and the footer to the help.
  const isBeside = (href: string) => isSignedIn && (href === '/help' || href === '/home');

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
        <a class="brand" href={isSignedIn ? '/home' : '/'}>
          <picture>
            <source srcset="/brand/logo-dark.svg" media="(prefers-color-scheme: dark)" />
            <img src="/brand/logo.svg" alt="" {...logoSize()} />
          </picture>
          <span>
            {insurer.name} <span class="brand-portal">{frame.portal}</span>
          </span>
        </a>
        <div class="site-tools">
          <LanguageSwitch />
          {isSignedIn && (
            <div class="leave">
              <button type="button" class="button button-quiet" aria-disabled={isLeaving} onClick={leave}>
                <SignOutIcon />
                <span class="leave-word">{isLeaving ? frame.wait : frame.signOut}</span>
              </button>
            </div>
          )}
        </div>
      </div>
      <nav class="site-nav" aria-label={frame.menu}>
        <ul>
          {[...links, ['/help', frame.help] as const].map(([href, label]) => (
            <li key={href} class={isBeside(href) ? 'beside' : undefined}>
              <a href={href} aria-current={isOutsideMenu ? undefined : markOf(href, path)}>
                {label}
              </a>
            </li>
          ))}
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
