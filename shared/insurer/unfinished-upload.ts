/** Names that tools give a file until it is whole: then it gets its own name, and an event of its own. */
const unfinished =
  /(?:^|\/)[.~][^/]*$|\.(?:tmp|temp|part|partial|filepart|crdownload|download|opdownload|aria2|incomplete|upload|uploading|swp)$|~$/i;

/** Whether a key names an upload that is not finished, or a hidden file: no document, no registry file, no marker (R5.1b). */
export const isUnfinishedUpload = (key: string): boolean => unfinished.test(key);
