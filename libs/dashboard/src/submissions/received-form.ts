import { type IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import busboy from 'busboy';
import { brokenForm } from './received-form.errors.js';

/** A form whose file is still arriving. Fields are those that stood before the file. */
export interface ReceivedForm {
  readonly fields: ReadonlyMap<string, string>;
  /** Null when no file was chosen. */
  readonly file: { readonly fileName: string; readonly content: Readable } | null;
}

/**
 * Reads a form up to its file. The file is not kept: whoever reads `content` sets the pace of the upload.
 * @throws DomainError BROKEN_FORM
 */
export function receivedForm(request: IncomingMessage): Promise<ReceivedForm> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    const parser = openParser(request);
    if (!parser) {
      reject(brokenForm());
      return;
    }
    let content: PassThrough | undefined;
    const fail = () => {
      content?.destroy(brokenForm());
      reject(brokenForm());
    };
    parser.on('field', (name, value) => fields.set(name, value));
    parser.on('file', (_name, part, { filename }) => {
      if (!filename || content) {
        part.resume();
        return;
      }
      content = new PassThrough();
      // Ended only with the whole form, so that a broken upload never looks like a short file.
      part.pipe(content, { end: false });
      resolve({ fields, file: { fileName: filename, content } });
    });
    parser.on('close', () => (content ? content.end() : resolve({ fields, file: null })));
    parser.on('error', fail);
    request.once('aborted', fail);
    request.once('error', fail);
    request.pipe(parser);
  });
}

/** Reads the rest of an upload that nobody wants, so that the browser gets to see the answer. */
export function discardRest(request: IncomingMessage): void {
  request.unpipe();
  request.resume();
}

function openParser(request: IncomingMessage): busboy.Busboy | null {
  try {
    return busboy({ headers: request.headers, limits: { files: 1, fields: 20, fieldSize: 4_096 }, defParamCharset: 'utf8' });
  } catch {
    return null;
  }
}
