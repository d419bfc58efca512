import { Controller, Get, Query } from '@nestjs/common';
import { PageQuery, RequirePermission } from '@cdc/platform';
import { EventReplayReadModel, type EventPage } from './event-replay.read-model.js';

@Controller('api/v1/events')
export class EventReplayController {
  constructor(private readonly readModel: EventReplayReadModel) {}

  @Get()
  @RequirePermission('event.read')
  replay(@Query({ schema: PageQuery }) { after, limit }: PageQuery): Promise<EventPage> {
    return this.readModel.page(after, limit);
  }
}
