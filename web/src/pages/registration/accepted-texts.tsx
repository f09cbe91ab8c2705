import { LegalLink } from '../../layout/legal-link.tsx';

/** The terms and the privacy notice, beside what is accepted. */
export const AcceptedTexts = () => (
  <ul class="links">
    <li>
      <LegalLink text="terms" />
    </li>
    <li>
      <LegalLink text="privacy" />
    </li>
  </ul>
);
