import { Controller, Get } from '@nestjs/common';
import { DataSet, RequirePermission, progressSentence, type Progress } from '@cdc/platform';

/** What the script of the pages asks while the demonstration is loaded: the notice's sentence, as it would be on a page made now. */
@Controller('loading-progress')
@RequirePermission('page.read')
export class LoadingProgressController {
  constructor(private readonly dataSet: DataSet) {}

  @Get()
  async read(): Promise<{ state: Progress['state']; sentence: string | null }> {
    const progress = await this.dataSet.progress();
    return { state: progress.state, sentence: progressSentence(progress) };
  }
}
