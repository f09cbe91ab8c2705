import { useLayoutEffect } from 'preact/hooks';
import { useWords } from '../../language/language.tsx';
import { NotArrived } from './not-arrived.tsx';

type WaitingForMailProps = {
  readonly address: string;
  /** Called when the customer comes back to this tab, from the mailbox perhaps. */
  readonly onReturn: () => Promise<void>;
  readonly onAskAgain: () => void;
};

/** The mail to the new address is on its way; its button is elsewhere, often in another tab (R11.2). */
export function WaitingForMail({ address, onReturn, onAskAgain }: WaitingForMailProps) {
  const { sent, next } = useWords().account.contacts.email;
  // Listens from the moment that the page shows where to look: customers leave for their mailbox at once.
  useLayoutEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void onReturn();
    };
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
    };
  }, []);
  return (
    <div class="card">
      <p class="lead">{sent(address)}</p>
      <p>{next}</p>
      <NotArrived kind="email" onAskAgain={onAskAgain} />
    </div>
  );
}
