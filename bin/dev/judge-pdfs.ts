import { defineCommand, runCommand } from '../command.ts';
import { describeFaults, judgeFolder } from './judge-pdfs/judge-folder.ts';

await runCommand(
  defineCommand('judge-pdfs', 'Judges all PDFs of a folder as a delivery would, whole and cut at ten places (R9.3a).')
    .argument(
      '<folder>',
      'PDFs of other producers; the readers qpdf, mutool and pdftotext are asked where they are installed',
    )
    .action(async (folder) => {
      const found = await judgeFolder(folder);
      console.log(`${found.files} files: ${JSON.stringify(found.verdicts)}; ${found.cuts} cut ones`);
      for (const { file, verdict, shownBy } of found.refused)
        console.log(`${verdict}: ${file}; shown whole by ${shownBy.join(', ') || 'no reader'}`);
      const faults = describeFaults(found);
      for (const fault of faults) console.log(`FAULT ${fault}`);
      process.exitCode = faults.length === 0 ? 0 : 1;
    }),
);
