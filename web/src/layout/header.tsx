import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { insurer } from '../insurer.ts';
import { useWords } from '../language/language.tsx';
import { signOut } from '../session/portal-session.ts';
import { useSessionState } from '../session/use-session.ts';
import { LanguageSwitch } from './language-switch.tsx';

/** The insurer's name, the way to the pages, the language, and the way out. */
export function Header() {
  const { frame } = useWords();
  const { path, route } = useLocation();
  const isSignedIn = useSessionState() === 'signed-in';
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
              <a href={href} aria-current={path === href ? 'page' : undefined}>
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
