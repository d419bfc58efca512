import { type Logger } from 'typeorm';

/** Counts statements: unlike time, they tell set-based work from work row by row on any machine. Goes in a data source as its logger, with `logging: ['query']`. */
export class StatementCounter implements Logger {
  count = 0;

  /** How many statements a piece of work takes. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const before = this.count;
    await work();
    return this.count - before;
  }

  logQuery(): void {
    this.count++;
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
