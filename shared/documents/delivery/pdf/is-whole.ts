import { type PdfStructure, sectionAt } from './watch-structure.ts';

/** What is known of a file besides its structure. Bytes. */
type File = {
  readonly size: number;
  /** Where the header is. */
  readonly headerAt: number;
  /** The length that a linearized file states (ISO 32000-1, annex F). */
  readonly linearizedLength: number | undefined;
};

/**
 * Whether the file is whole, as readers judge it (R9.3a): it ends with `startxref` and the offset of a cross-reference section, or
 * with an end mark, and nothing of a PDF follows. What else follows (blanks, NULs, a page of HTML), a wrong length and a missing
 * end mark do not matter. Readers repair and show some files that break off: an older revision, the first page of a linearized
 * file, an attached PDF. That is not what the insurer produced (R7.2).
 */
export function isWhole(structure: PdfStructure, { size, headerAt, linearizedLength }: File): boolean {
  if (structure.goesOn) return false;
  // A linearized file has an end at its beginning, behind the first page's cross-references.
  if (linearizedLength !== undefined && structure.starts < 2 && size < linearizedLength) return false;
  if (sectionAt(structure, headerAt)) return true;
  const isEndOfAttached = structure.lastHeader > headerAt && sectionAt(structure, structure.lastHeader) !== undefined;
  return structure.hasEndMark && !isEndOfAttached;
}
