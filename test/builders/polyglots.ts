import { bytesOf } from './pdf-parts.ts';
import { classic } from './producers.ts';

/** A script that would show that it ran: it leaves its mark in the title and asks the server for a file. */
export const mark = 'polyglot-ran';
const script = `<script>document.title='${mark}';new Image().src='/${mark}'</script>`;

/** Whole PDFs that are a page or a picture at the same time: what is before the header would run in a browser. */
export const polyglots: Readonly<Record<string, (line: string) => Buffer>> = {
  'a page of HTML before the header': (line) => bytesOf(`<!DOCTYPE html><html>${script}<!--\n${classic(line)}\n-->`),
  'a script alone, in capitals': (line) => bytesOf(`${script.replace(/script/g, 'SCRIPT')}${classic(line)}`),
  'blanks, then a comment of HTML': (line) => bytesOf(`\r\n\t <!-- -->${script}${classic(line)}`),
  'a picture of SVG': (line) =>
    bytesOf(`<svg xmlns="http://www.w3.org/2000/svg" onload="document.title='${mark}'">${classic(line)}`),
  XML: (line) => bytesOf(`<?xml version="1.0"?>\n${classic(line)}`),
  'a page of HTML in UTF-16': (line) =>
    Buffer.concat([Buffer.from(`\ufeff<html>${script}`, 'utf16le'), bytesOf(classic(line))]),
  'a warning of a web framework': (line) =>
    bytesOf(`<br />\n<b>Warning</b>: Undefined variable $a on line <b>12</b><br />\n${classic(line)}`),
};
