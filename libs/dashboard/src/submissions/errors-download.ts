import { Injectable } from '@nestjs/common';
import { PlatformApi, type Caller } from '../platform-api/platform-api.js';
import { ERRORS_CSV_HEADER, errorsCsv } from './errors-csv.model.js';

/** Every error of a file, page by page, as CSV. */
@Injectable()
export class ErrorsDownload {
  constructor(private readonly api: PlatformApi) {}

  /** Reads the first page before anything is sent, so that a refusal is still a page and not half a file. */
  async open(caller: Caller, id: string): Promise<AsyncIterable<string>> {
    const first = await this.api.submissionErrors(caller, id);
    return this.lines(caller, id, first);
  }

  private async *lines(caller: Caller, id: string, first: Awaited<ReturnType<PlatformApi['submissionErrors']>>): AsyncGenerator<string> {
    yield ERRORS_CSV_HEADER + errorsCsv(first.items);
    for (let after = first.next; after !== null; ) {
      const page = await this.api.submissionErrors(caller, id, after);
      yield errorsCsv(page.items);
      after = page.next;
    }
  }
}
