/** A hidden file, or one in a hidden folder, where some tools keep a file until it is whole (rsync, lftp, NextCloud). */
const hidden = /(?:^|\/)(?:[.~][^/]*$|\.[^./][^/]*\/)/;
/** Names that tools give a file until it is whole: then it gets its own name, and an event of its own. */
const unfinishedName =
  /\.(?:_*(?:tmp|temp)(?:[._-]?\d+)?|[a-z]{3,4}_te?mp|part|partial|filepart|crdownload|download|opdownload|aria2|incomplete|unfinished|upload|uploading|in[._-]?progress|pending|writing|transfer|transferring|lock|lck|swp|swx|!ut|bc!)$|~$/i;

/** Whether a key names an upload that is not finished, or a hidden file: no document, no registry file, no marker (R5.1b). */
export const isUnfinishedUpload = (key: string): boolean => hidden.test(key) || unfinishedName.test(key.trimEnd());
