import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { PROJECTED_TABLES } from './projection-tables.js';

/** One number for all that the projections hold, to compare them before and after a rebuild. */
@Injectable()
export class ProjectionHash {
  /** @returns SHA-256 over every row of every projection table in key order, as hex */
  async compute(manager: EntityManager): Promise<string> {
    const hash = createHash('sha256');
    for (const { name, key } of PROJECTED_TABLES) {
      const order = key.map((column) => `t.${column} collate "C"`).join(', ');
      // A hash for each row first: a text of whole rows would one day pass the largest value that PostgreSQL can hold.
      const rows: { rows: string }[] = await manager.query(
        `select coalesce(string_agg(encode(sha256(convert_to(row_to_json(t)::text, 'UTF8')), 'hex'), '' order by ${order}, t.position), '') as rows from ${name} t`,
      );
      hash.update(`${name}\n${rows[0]?.rows ?? ''}\n`);
    }
    return hash.digest('hex');
  }
}
