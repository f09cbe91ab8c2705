import type { Words } from '../words.ts';

export const keeping: Words['keeping'] = {
  saveAll: (count) => (count === 1 ? 'Save in a ZIP file (1 document)' : `Save in one ZIP file (${count} documents)`),
  progressLabel: 'Progress of saving',
  progress: (done, of) => `${done} of ${of} documents done`,
  paused: 'The internet connection is lost. As soon as it is back, saving goes on from here.',
  goOn: 'Go on now',
  giveUp: 'Stop saving',
  done: (count, name) =>
    `${count === 1 ? '1 document was' : `${count} documents were`} saved in one file: ${name}. Each is the same as the original.`,
  missing: 'These are not in the file:',
  failed: 'Saving did not work. Please try again, or save fewer documents at once.',
  bundleName: (day) => `Documents ${day}.zip`,
  manifestName: 'Manifest.csv',
  manifest: {
    columns: ['File', 'Kind', 'Title', 'Policy number', 'Arrived', 'Available until', 'Bytes', 'SHA-256', 'State'],
    results: {
      saved: 'saved',
      gone: 'no longer available',
      damaged: 'not the same as the original, so it was not saved',
    },
  },
  farewell: {
    title: 'Save your documents first',
    lead: 'After you cancel you can no longer open them here. Now you can save all of them at once.',
  },
};
