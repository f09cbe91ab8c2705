import { useErrorBoundary } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso/lazy';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { useWords } from './language/language.tsx';
import { Footer } from './layout/footer.tsx';
import { Header } from './layout/header.tsx';
import { InactivityWarning } from './layout/inactivity-warning.tsx';
import { BrokenPage, lazyPage, MissingPage } from './layout/loading.tsx';
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

function Pages() {
  const [error] = useErrorBoundary();
  if (error) return <BrokenPage />;
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/" component={SignInPage} />
        <Route path="/sign-in" component={SignInPage} />
        <Route path="/home" component={HomePage} />
        <Route path="/documents" component={DocumentsPage} />
        <Route path="/documents/:documentId" component={DocumentPage} />
        <Route path="/register" component={RegisterPage} />
        <Route path="/confirm" component={ConfirmPage} />
        <Route path="/recover" component={RecoverPage} />
        <Route path="/policies" component={PoliciesPage} />
        <Route path="/account" component={AccountPage} />
        <Route path="/account/email" component={EmailPage} />
        <Route path="/account/mobile" component={MobilePage} />
        <Route path="/account/cancel" component={CancelPage} />
        <Route path="/confirm-contact" component={ConfirmContactPage} />
        <Route path="/stop-correction" component={StopCorrectionPage} />
        <Route path="/check" component={CheckPage} />
        <Route path="/help" component={HelpPage} />
        <Route default component={MissingPage} />
      </Router>
    </ErrorBoundary>
  );
}

/** The portal's pages in their frame. */
export function App() {
  const { frame } = useWords();
  return (
    <LocationProvider>
      <a class="skip" href="#content">
        {frame.skip}
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        <Pages />
        <InactivityWarning />
      </main>
      <Footer />
    </LocationProvider>
  );
}
