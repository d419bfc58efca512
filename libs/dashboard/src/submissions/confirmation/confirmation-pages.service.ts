import { Injectable } from '@nestjs/common';
import { type PageView } from '../../pages/page-renderer.js';
import { PlatformApi } from '../../platform-api/platform-api.js';
import { type SignedInSession } from '../../session/page-session.repository.js';
import { SubmissionPagesService } from '../submission-pages.service.js';
import { fieldOf, questionsOf, type ReasonFields } from './confirm-form.model.js';

/** Sends a person's word on a waiting file on, or shows the page again with what is missing. */
@Injectable()
export class ConfirmationPagesService {
  constructor(
    private readonly api: PlatformApi,
    private readonly pages: SubmissionPagesService,
  ) {}

  /** @returns the page to show again; null when the reasons were taken */
  async confirm(session: SignedInSession, id: string, sent: ReasonFields): Promise<PageView | null> {
    const confirmation = await this.api.confirmation(session, id);
    if (questionsOf(confirmation, sent).some(({ error }) => error !== null)) return this.pages.result(session, id, sent);
    const reasons = confirmation.waiting.map(({ code }) => ({ code, reason: sent[fieldOf(code)] ?? '' }));
    await this.api.confirm(session, id, reasons);
    return null;
  }

  async reject(session: SignedInSession, id: string): Promise<void> {
    await this.api.rejectWaiting(session, id, 'Withdrawn by its sender instead of giving reasons');
  }
}
