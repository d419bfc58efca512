import { tooManyUploads } from './submission.errors.js';

/** How many files each sender is sending. Whoever sends slowly in many requests at once keeps nobody else from sending. */
export class UploadSlots {
  private readonly taken = new Map<string, number>();

  /** @param each that one sender may have under way */
  constructor(private readonly each: number) {}

  /** Runs `upload` in a slot of the sender. @throws DomainError TOO_MANY_UPLOADS when none is free */
  async within<T>(sender: string, upload: () => Promise<T>): Promise<T> {
    const before = this.taken.get(sender) ?? 0;
    if (before >= this.each) throw tooManyUploads(this.each);
    this.taken.set(sender, before + 1);
    try {
      return await upload();
    } finally {
      const left = (this.taken.get(sender) ?? 1) - 1;
      if (left > 0) this.taken.set(sender, left);
      else this.taken.delete(sender);
    }
  }
}
