import { once } from 'node:events';
import { finished, pipeline } from 'node:stream/promises';
import { financialYear, isoDate } from '@cdc/contracts';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { KeptChunks } from './kept-chunks.js';
import { FACT_COLUMNS, PackedFacts, type Fact } from './packed-facts.js';

/** The facts of one financial year on their way. */
interface Partition {
  readonly facts: PackedFacts;
  readonly kept: KeptChunks | null;
}

/**
 * The COPYs of one file, one for each financial year that it touches. A connection takes one COPY at a time: the first year's facts reach the
 * server while the file is being read, those of any other year are kept until then. Until {@link finish} the connection takes nothing else.
 */
export class FactCopies {
  private readonly partitions = new Map<number, Partition>();
  private readonly partitionOfDay = new Map<number, PackedFacts>();
  private running: CopyStreamQuery | undefined;
  private failure: Error | undefined;

  constructor(
    private readonly connection: pg.PoolClient,
    private readonly submissionNumber: number,
    private readonly grain: number,
  ) {}

  add(fact: Fact): void {
    let facts = this.partitionOfDay.get(fact.period);
    if (!facts) this.partitionOfDay.set(fact.period, (facts = this.partitionFor(fact.period).facts));
    facts.add(fact);
  }

  /** Waits until the server has taken most of what was added. @throws what the server said when it would not take it */
  async settle(): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.running?.writableNeedDrain) await once(this.running, 'drain');
  }

  /** Sends the rest. @returns how many rows the server took */
  async finish(): Promise<number> {
    let rows = 0;
    for (const [year, { facts, kept }] of this.partitions) {
      facts.end();
      if (kept) {
        const copy = this.open(year);
        await finished(kept);
        await pipeline(kept.read(), copy);
        rows += copy.rowCount;
      } else if (this.running) {
        await finished(this.running);
        rows += this.running.rowCount;
      }
    }
    return rows;
  }

  /** Breaks a COPY off, after which the transaction can only be rolled back. */
  async abandon(): Promise<void> {
    const { running } = this;
    if (!running || running.writableFinished || running.destroyed) return;
    // The server answers with the error that was asked for, so waiting for an event that an error would reject does not do.
    await new Promise((resolve) => running.once('close', resolve).destroy());
  }

  close(): void {
    for (const { kept } of this.partitions.values()) kept?.discard();
  }

  private partitionFor(day: number): Partition {
    const year = Number(financialYear(isoDate(day)).slice(0, 4));
    let partition = this.partitions.get(year);
    if (!partition) this.partitions.set(year, (partition = this.start(year)));
    return partition;
  }

  private start(year: number): Partition {
    if (this.running) {
      const kept = new KeptChunks();
      return { facts: new PackedFacts(this.submissionNumber, this.grain, kept), kept };
    }
    this.running = this.open(year);
    this.running.on('error', (error: Error) => (this.failure = error));
    return { facts: new PackedFacts(this.submissionNumber, this.grain, this.running), kept: null };
  }

  private open(year: number): CopyStreamQuery {
    return this.connection.query(copyFrom(`copy activity_fact_${year} (${FACT_COLUMNS}) from stdin (format binary)`));
  }
}
