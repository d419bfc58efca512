import { type IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import busboy from 'busboy';
import { BodyDigest } from './body-digest.js';
import { compressedBody, digestDiffers, fileTooLarge, noFile, severalFiles, uploadBroken } from './submission.errors.js';

/** A file on its way in. The name is for people only; it is never used as a path. */
export interface Upload {
  readonly fileName: string;
  readonly content: Readable;
}

const MAX_NAME = 200;
/** What a form may add to its file. */
const FORM_BYTES = 64 * 1024;
const FORM = /^multipart\/form-data/i;

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
 * Finds the file in a request: the body itself, or the one file part of a form. What is not read of the request is thrown away when the content is closed.
 * @param maxBytes of a file; a body that is declared to be larger is not read at all
 * @throws DomainError NO_FILE, SEVERAL_FILES, CONTENT_ENCODING, CONTENT_DIGEST_FORMAT or FILE_TOO_LARGE
 */
export async function uploadOf(request: IncomingMessage, maxBytes: number): Promise<Upload> {
  const isForm = FORM.test(request.headers['content-type'] ?? '');
  refuseUnread(request, isForm ? maxBytes + FORM_BYTES : maxBytes, maxBytes);
  const digest = new BodyDigest(request);
  if (isForm) return formUpload(request, digest);
  return { fileName: safeFileName(nameFromDisposition(request.headers['content-disposition'])), content: whole(request, digest) };
}

/** Refuses what the headers give away. */
function refuseUnread({ headers }: IncomingMessage, mostBytes: number, maxBytes: number): void {
  if (!/^(?:identity)?$/i.test(headers['content-encoding']?.trim() ?? '')) throw compressedBody();
  if (Number(headers['content-length'] ?? 0) > mostBytes) throw fileTooLarge(maxBytes);
}

/** What is read of a file before its reader is ready. An upload may break off even then: the reader gets the error when it comes, so nobody need listen for it. */
function openContent(request: IncomingMessage): PassThrough {
  const content = new PassThrough({ highWaterMark: 256 * 1024 }).on('error', () => undefined);
  // A sender that is still sending would else wait for ever instead of reading the answer.
  return content.once('close', () => request.unpipe().resume());
}

/** A request that breaks off must end its stream with an error, or half a file would pass for a whole one. */
function whole(request: IncomingMessage, digest: BodyDigest): Readable {
  const content = openContent(request);
  request.once('aborted', () => content.destroy(uploadBroken()));
  request.once('error', () => content.destroy(uploadBroken()));
  request.once('end', () => (digest.matches() ? content.end() : content.destroy(digestDiffers())));
  request.pipe(content, { end: false });
  return content;
}

function formUpload(request: IncomingMessage, digest: BodyDigest): Promise<Upload> {
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
      content = openContent(request);
      // The end of the part is passed on only when the whole form was read: a second file or a broken upload must undo the first.
      part.pipe(content, { end: false });
      resolve({ fileName: safeFileName(info.filename), content });
    });
    parser.on('close', () => {
      ended = true;
      if (!content) reject(noFile());
      else if (digest.matches()) content.end();
      else content.destroy(digestDiffers());
    });
    const broken = (): unknown => (content ? content.destroy(uploadBroken()) : reject(uploadBroken()));
    parser.on('error', broken);
    request.once('aborted', () => (ended ? undefined : broken()));
    request.pipe(parser);
  });
}
