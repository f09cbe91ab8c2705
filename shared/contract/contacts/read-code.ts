import { withoutTraces } from './pasted.ts';

/** The code of an SMS without the blanks that people put into it and the `#` that the SMS's last line puts before it (R1.7). */
export const readCode = (text: string): string => withoutTraces(text).replace(/[\s#]/g, '');
