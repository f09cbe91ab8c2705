import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { textOf } from '../../forms/text-of.ts';
import { useWords } from '../../language/language.tsx';
import { tokenOf } from './mail-token.ts';

/** The token of the opened link; it comes after `#`, so that no server logs it. */
export const tokenInAddress = () => tokenOf(location.hash);

/** Where a link came without its token: the mail shows the code, too. The whole link may be pasted as well. */
export function CodeFromMail({ onToken }: { readonly onToken: (token: string) => void }) {
  const { code } = useWords().mailLinks;
  const submission = useSubmission({
    check: (values) => (tokenOf(textOf(values, 'mailCode')) ? [] : ['mailCode']),
    send: async (values) => {
      onToken(tokenOf(textOf(values, 'mailCode')));
      return undefined;
    },
  });
  return (
    <div class="card">
      <p>{code.lead}</p>
      <Form submission={submission} submit={code.submit}>
        <Field name="mailCode" words="mailCode" autocomplete="off" maxLength={500} />
      </Form>
    </div>
  );
}
