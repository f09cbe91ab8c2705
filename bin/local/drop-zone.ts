import type { DropZone } from 'template-host';

/** What somebody may bring in on the control page in the insurer's place. */
export const dropZone: DropZone = {
  output: 'DocumentsBucket',
  title: 'As the insurer',
  uploads: [
    {
      prefix: 'documents/',
      form: { title: 'Send a document', folder: 'Policy number', file: 'PDF', accept: 'application/pdf,.pdf' },
    },
    { prefix: 'registry/', form: { title: 'Send a registry file', file: 'CSV', accept: 'text/csv,.csv' } },
    { prefix: 'withdraw/' },
  ],
};
