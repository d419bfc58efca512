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
