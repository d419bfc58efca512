import { Injectable } from '@nestjs/common';
import { type LogCut } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { centreReturns } from './centre-returns.read-model.js';
import { expectedCells } from './expected-cells.model.js';
import { firstReturns, unitsThatReturn } from './first-return.read-model.js';
import { periodDays } from './period-days.model.js';
import { gapOfCells, gapOfFile, owedReturn, windowOf, type OwedFeed, type ReturnGap } from './owed-returns.model.js';

/** How the returns of a period stand, region by region. */
@Injectable()
export class ReturnGaps {
  async of(manager: EntityManager, cut: LogCut, feed: OwedFeed, period: string, regions: readonly string[]): Promise<ReadonlyMap<string, ReturnGap>> {
    const owed = owedReturn(feed);
    const returned = await firstReturns(manager, owed.feeds, period);
    const firstOf = (region: string) => returned.find(({ unit }) => unit === region) ?? null;
    if (!owed.byCell) {
      const known = await unitsThatReturn(manager, owed.feeds);
      return new Map(regions.map((region) => [region, gapOfFile(owed, known.has(region), firstOf(region))]));
    }
    const { grain } = windowOf(feed);
    const days = periodDays(grain, period);
    const centres = await centreReturns(manager, cut, grain, period, regions);
    return new Map(
      regions.map((region) => {
        const own = centres.filter(({ regionCode }) => regionCode === region);
        return [region, gapOfCells(expectedCells(own, days), firstOf(region))];
      }),
    );
  }
}
