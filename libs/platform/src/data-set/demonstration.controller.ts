import { Controller, Get } from '@nestjs/common';
import { RequirePermission } from '../identity/require-permission.decorator.js';
import { DataSet } from './data-set.js';
import { type Progress } from './progress.model.js';

/** Whether the data are invented, and how far they have been loaded. For everybody who is signed in. */
@Controller('api/v1/demonstration')
@RequirePermission('page.read')
export class DemonstrationController {
  constructor(private readonly dataSet: DataSet) {}

  @Get()
  async read(): Promise<{ isSynthetic: boolean; label: string | null } & Progress> {
    const { isSynthetic, label } = this.dataSet;
    return { isSynthetic, label, ...(await this.dataSet.progress()) };
  }
}
