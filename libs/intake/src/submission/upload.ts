import { type IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import busboy from 'busboy';
import { noFile, severalFiles, uploadBroken } from './submission.errors.js';

/** A file on its way in. The name is for people only; it is never used as a path. */
export interface Upload {
  readonly fileName: string;
  readonly content: Readable;
}

const MAX_NAME = 200;

/** Keeps the last part of whatever path a client sent, without control characters. */
export function safeFileName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  const printable = [...last].filter((character) => character >= ' ' && character !== '\u007f').join('');
  return printable.slice(0, MAX_NAME) || 'file';
}

function nameFromDisposition(header: string | undefined): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended);
    } catch {
      return extended;
    }
  }
  return /filename="((?:[^"\\]|\\.)*)"/i.exec(header ?? '')?.[1] ?? /filename=([^;]+)/i.exec(header ?? '')?.[1];
}

/**
 * Finds the file in a request: the body itself, or the one file part of a form.
 * @throws DomainError NO_FILE or SEVERAL_FILES
 */
export async function uploadOf(request: IncomingMessage): Promise<Upload> {
  if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) {
    return { fileName: safeFileName(nameFromDisposition(request.headers['content-disposition'])), content: whole(request) };
  }
  return formUpload(request);
}

/** What is read of a file before its reader is ready. An upload may break off even then: the reader gets the error when it comes, so nobody need listen for it. */
function openContent(): PassThrough {
  return new PassThrough({ highWaterMark: 256 * 1024 }).on('error', () => undefined);
}

/** A request that breaks off must end its stream with an error, or half a file would pass for a whole one. */
function whole(request: IncomingMessage): Readable {
  const content = openContent();
  request.once('aborted', () => content.destroy(uploadBroken()));
  request.once('error', () => content.destroy(uploadBroken()));
  request.pipe(content);
  return content;
}

function formUpload(request: IncomingMessage): Promise<Upload> {
  if (!/boundary=[^;\s]/i.test(request.headers['content-type'] ?? '')) throw noFile();
  return new Promise((resolve, reject) => {
    const parser = busboy({ headers: request.headers, limits: { files: 2, fields: 20, fieldSize: 4096 }, defParamCharset: 'utf8' });
    let content: PassThrough | undefined;
    let ended = false;
    parser.on('file', (_field, part, info) => {
      // A form that breaks off fails its open part too; unheard, that would end the process.
      part.on('error', () => content?.destroy(uploadBroken()));
      if (content) {
        part.resume();
        content.destroy(severalFiles());
        return;
      }
      content = openContent();
      // The end of the part is passed on only when the whole form was read: a second file or a broken upload must undo the first.
      part.pipe(content, { end: false });
      resolve({ fileName: safeFileName(info.filename), content });
    });
    parser.on('close', () => {
      ended = true;
      if (content) content.end();
      else reject(noFile());
    });
    const broken = (): unknown => (content ? content.destroy(uploadBroken()) : reject(uploadBroken()));
    parser.on('error', broken);
    request.once('aborted', () => (ended ? undefined : broken()));
    request.pipe(parser);
  });
}
