import { type IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { maySubmit } from '@cdc/access';
import { DomainError, feedRow, type DomainErrorKind } from '@cdc/contracts';
import { PlatformApi } from '../platform-api/platform-api.js';
import { foreignForm } from '../session/form.errors.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { isSameToken } from '../session/session-secret.js';
import { discardRest, receivedForm, type ReceivedForm } from './received-form.js';
import { takesDateOrder } from './send-form.model.js';

/** What became of a form: where its result is, or what to say beside which field. */
export type UploadOutcome = { readonly submissionId: string } | { readonly feed: string; readonly feedError?: string; readonly fileError?: string };

/** Failures that are told beside the field of the file, where it may be chosen again. */
const ABOUT_THE_FILE: ReadonlySet<DomainErrorKind> = new Set(['invalid', 'too-large', 'too-many']);

/** Hands a file from the form on to the platform while it arrives. */
@Injectable()
export class UploadService {
  constructor(private readonly api: PlatformApi) {}

  /** @throws DomainError FOREIGN_FORM, and what the platform answers other than about the file itself */
  async send(session: SignedInSession, request: IncomingMessage): Promise<UploadOutcome> {
    const form = await receivedForm(request);
    try {
      if (!isSameToken(form.fields.get('csrf'), session.csrfToken)) throw foreignForm();
      return await this.passOn(session, form);
    } finally {
      discardRest(request);
    }
  }

  private async passOn(session: SignedInSession, { fields, file }: ReceivedForm): Promise<UploadOutcome> {
    const feed = fields.get('feed') ?? '';
    const known = feedRow(feed);
    if (!known || !maySubmit(session.principal, known.name)) return { feed, feedError: 'Select what you are sending' };
    if (!file) return { feed, fileError: 'Select a file' };
    // The field is there for every feed of the form; other feeds have nothing that it could mean.
    const dateOrder = takesDateOrder(known.name) ? fields.get('dateOrder') || undefined : undefined;
    try {
      return { submissionId: await this.api.submit(session, feed, file.fileName, file.content, { dateOrder, reason: fields.get('reason')?.trim() || undefined }) };
    } catch (error) {
      if (error instanceof DomainError && ABOUT_THE_FILE.has(error.kind)) return { feed, fileError: error.message };
      throw error;
    }
  }
}
