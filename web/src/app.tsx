import type { AnyComponent } from 'preact';
import { useErrorBoundary, useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso/lazy';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { AccountLanguage } from './language/account-language.tsx';
import { useWords } from './language/language.tsx';
import { Footer } from './layout/footer.tsx';
import { Header } from './layout/header.tsx';
import { InactivityWarning } from './layout/inactivity-warning.tsx';
import { BrokenPage, lazyPage, MissingPage } from './layout/loading.tsx';
import { OutsideMenuContext } from './layout/page.tsx';
import { type PagePath, pageAt } from './page-paths.ts';
import { SignInPage } from './pages/sign-in-page.tsx';

// The first page is in the first file; the others come when they are opened.
const HomePage = lazyPage(() => import('./pages/home/home-page.tsx').then((page) => page.HomePage));
const DocumentPage = lazyPage(() => import('./pages/documents/document-page.tsx').then((page) => page.DocumentPage));
const DocumentsPage = lazyPage(async () => {
  const page = await import('./pages/documents/documents-page.tsx');
  // A page that is still being fetched makes the router draw the list again, without its place: the next one is fetched ahead.
  void DocumentPage.preload();
  return page.DocumentsPage;
});
const RegisterPage = lazyPage(() => import('./pages/registration/register-page.tsx').then((page) => page.RegisterPage));
const ConfirmPage = lazyPage(() => import('./pages/registration/confirm-page.tsx').then((page) => page.ConfirmPage));
const RecoverPage = lazyPage(() => import('./pages/recover-page.tsx').then((page) => page.RecoverPage));
const PoliciesPage = lazyPage(() => import('./pages/policies/policies-page.tsx').then((page) => page.PoliciesPage));
const AccountPage = lazyPage(() => import('./pages/account/account-page.tsx').then((page) => page.AccountPage));
const EmailPage = lazyPage(() => import('./pages/account/contact-page.tsx').then((page) => page.EmailPage));
const MobilePage = lazyPage(() => import('./pages/account/contact-page.tsx').then((page) => page.MobilePage));
const CancelPage = lazyPage(() => import('./pages/account/cancel-page.tsx').then((page) => page.CancelPage));
const CheckPage = lazyPage(() => import('./pages/check/check-page.tsx').then((page) => page.CheckPage));
const HelpPage = lazyPage(() => import('./pages/help/help-page.tsx').then((page) => page.HelpPage));

const ConfirmContactPage = lazyPage(() =>
  import('./pages/mail-links/mail-link-page.tsx').then((page) => page.ConfirmContactPage),
);
const StopCorrectionPage = lazyPage(() =>
  import('./pages/mail-links/mail-link-page.tsx').then((page) => page.StopCorrectionPage),
);
const KeepSecondStepPage = lazyPage(() =>
  import('./pages/mail-links/mail-link-page.tsx').then((page) => page.KeepSecondStepPage),
);

const pages = {
  '/': SignInPage,
  '/sign-in': SignInPage,
  '/home': HomePage,
  '/documents': DocumentsPage,
  '/documents/:documentId': DocumentPage,
  '/register': RegisterPage,
  '/confirm': ConfirmPage,
  '/recover': RecoverPage,
  '/policies': PoliciesPage,
  '/account': AccountPage,
  '/account/email': EmailPage,
  '/account/mobile': MobilePage,
  '/account/cancel': CancelPage,
  '/confirm-contact': ConfirmContactPage,
  '/stop-correction': StopCorrectionPage,
  '/keep-second-step': KeepSecondStepPage,
  '/check': CheckPage,
  '/help': HelpPage,
} as const satisfies Readonly<Record<PagePath, AnyComponent>>;

/** Begins to fetch the file of the page at this path: the router asks for it only once the words are there. */
export function preloadPage(path: string): void {
  const at = pageAt(path);
  const page = at && pages[at];
  if (page && 'preload' in page) void page.preload();
}

function Pages() {
  const [error] = useErrorBoundary();
  if (error) return <BrokenPage />;
  return (
    <ErrorBoundary>
      <Router>
        {Object.entries(pages).map(([path, component]) => (
          <Route key={path} path={path} component={component} />
        ))}
        <Route default component={MissingPage} />
      </Router>
    </ErrorBoundary>
  );
}

/** The portal's pages in their frame. */
export function App() {
  const { frame } = useWords();
  const [isOutsideMenu, setOutsideMenu] = useState(false);
  return (
    <LocationProvider>
      <a class="skip" href="#content">
        {frame.skip}
      </a>
      <Header isOutsideMenu={isOutsideMenu} />
      <main id="content" tabIndex={-1}>
        <OutsideMenuContext.Provider value={setOutsideMenu}>
          <Pages />
        </OutsideMenuContext.Provider>
        <InactivityWarning />
        <AccountLanguage />
      </main>
      <Footer />
    </LocationProvider>
  );
}
