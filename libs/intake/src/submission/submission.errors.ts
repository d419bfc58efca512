import { DomainError } from '@cdc/contracts';

export function submissionNotFound(submissionId: string): DomainError {
  return new DomainError('not-found', 'SUBMISSION_NOT_FOUND', `There is no submission ${submissionId}.`, { submissionId });
}

export function noFile(): DomainError {
  return new DomainError('invalid', 'NO_FILE', 'The request holds no file. Send the file as the body, or as the one file part of a form.');
}

export function severalFiles(): DomainError {
  return new DomainError('invalid', 'SEVERAL_FILES', 'The form holds more than one file. Send one file at a time.');
}

export function uploadBroken(): DomainError {
  return new DomainError('invalid', 'UPLOAD_BROKEN', 'The upload ended early, so nothing was kept. Send the file again.');
}

export function emptyFile(): DomainError {
  return new DomainError('invalid', 'EMPTY_FILE', 'The file is empty. Add your data under the header row and send it again.');
}

export function fileTooLarge(maxBytes: number): DomainError {
  return new DomainError('too-large', 'FILE_TOO_LARGE', `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`, { maxBytes });
}

export function tooManyUploads(each: number): DomainError {
  return new DomainError('too-many', 'TOO_MANY_UPLOADS', `You are sending ${each} files already. Wait until one of them has arrived, then send this one again.`, { each });
}

export function digestDiffers(): DomainError {
  return new DomainError('invalid', 'UPLOAD_BROKEN', 'The body is not the one that Content-Digest tells of, so nothing was kept. Send the file again.');
}

export function contentDigestFormat(): DomainError {
  return new DomainError('invalid', 'CONTENT_DIGEST_FORMAT', 'Content-Digest cannot be read. Write it like sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
}

export function compressedBody(): DomainError {
  return new DomainError('unsupported-encoding', 'CONTENT_ENCODING', 'The body is compressed. Send the file as it is, without Content-Encoding.');
}

export function requestKeyFormat(): DomainError {
  return new DomainError('invalid', 'IDEMPOTENCY_KEY_FORMAT', 'Idempotency-Key must be 1 to 255 characters of plain ASCII, such as a UUID.');
}

export function requestKeyInUse(): DomainError {
  return new DomainError('conflict', 'IDEMPOTENCY_KEY_IN_USE', 'A request with this Idempotency-Key is still arriving. Wait for its answer, or send it again in a while.');
}

export function requestKeyReused(): DomainError {
  return new DomainError('unprocessable', 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another file or with other parameters. Use a new key.');
}
