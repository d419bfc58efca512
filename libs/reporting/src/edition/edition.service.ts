import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  assertMayBuildEdition,
  assertMayReadEdition,
  scopeOf,
  type EditionScope,
  type Principal,
} from '@cdc/access';
import { EditionPublished, londonDate, type EditionKind, type Level, type ServiceName } from '@cdc/contracts';
import { CatchUp, Clock, UnitOfWork, event, type LogCut, type NewEvent, type Page, type Work } from '@cdc/platform';
import { reportOf } from '../reports/index.js';
import { buildContent } from './build-content.model.js';
import { contentHash } from './content-hash.js';
import { Edition } from './edition.entity.js';
import { outrun, unknownEdition, unknownScope } from './edition.errors.js';
import { EditionListReadModel, type EditionListQuery } from './edition-list.read-model.js';
import { editionId, editionItem, type EditionItem } from './edition-item.js';
import { EditionReadModel } from './edition.read-model.js';
import { EditionRepository } from './edition.repository.js';
import { type EditionContent } from './edition-content.model.js';

/** The services whose events figures are made of. */
export const FIGURE_SOURCES: readonly ServiceName[] = ['cdc-registry', 'activity-ingest'];

const MOST_ATTEMPTS = 5;

export interface EditionRequest {
  readonly period: string;
  readonly scope: { readonly level: Level; readonly code: string };
}

/** An edition that was built, or found, for a slot. */
export interface BuiltForSlot {
  readonly scope: EditionRequest['scope'];
  readonly edition: EditionItem;
}

interface Drawn {
  readonly cut: LogCut;
  readonly region: string | null;
  readonly content: EditionContent;
  readonly hash: string;
}

/** Builds, finds and verifies editions. */
@Injectable()
export class EditionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catchUp: CatchUp,
    private readonly clock: Clock,
    private readonly readModel: EditionReadModel,
    private readonly listReadModel: EditionListReadModel,
    private readonly repository: EditionRepository,
  ) {}

  /** Builds an edition of all that was accepted before the call, or finds the newest one where that says the same. */
  async build(
    principal: Principal,
    kind: EditionKind,
    { period, scope }: EditionRequest,
  ): Promise<{ item: EditionItem; created: boolean }> {
    assertAllowed(principal, 'report.build');
    reportOf(kind).assertPeriod(period, londonDate(this.clock.now()));
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const cut = await this.catchUp.wait(this.unitOfWork.dataSource, 'reporting', FIGURE_SOURCES);
      const drawn = await this.draw(cut, kind, { period, scope }, (edition) =>
        assertMayBuildEdition(principal, edition),
      );
      const stored = await this.store(principal.subject, drawn);
      if (stored) return stored;
    }
    throw outrun(kind, period);
  }

  /**
   * Builds the editions of some scopes at one cut, in one transaction; where the newest edition says the same, it is that one.
   * @param settle runs in that transaction, before the events are written
   */
  async buildForSlots(
    kind: EditionKind,
    period: string,
    scopes: readonly EditionRequest['scope'][],
    settle: (tx: Work, built: readonly BuiltForSlot[]) => Promise<void>,
  ): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const cut = await this.catchUp.wait(this.unitOfWork.dataSource, 'reporting', FIGURE_SOURCES);
      const drawn: Drawn[] = [];
      for (const scope of scopes) drawn.push(await this.draw(cut, kind, { period, scope }, () => undefined));
      const settled = this.unitOfWork.run('system', 'all', async (tx) => {
        const built: (BuiltForSlot & { events: readonly NewEvent[] })[] = [];
        for (const one of drawn) {
          const stored = await this.storeIn(tx, one);
          if (!stored) throw new OutrunMeanwhile();
          built.push({ scope: one.content.scope, edition: stored.item, events: stored.events });
        }
        await settle(tx, built);
        await tx.emit(
          {
            action: 'slots-decided',
            subject: `${kind} ${period}`,
            details: { editions: built.map(({ edition }) => edition.id) },
          },
          built.flatMap(({ events }) => events),
        );
        return true;
      });
      if (await settled.catch(falseWhenOutrun)) return;
    }
    throw outrun(kind, period);
  }

  async find(principal: Principal, id: string): Promise<Edition> {
    const edition = await this.unitOfWork.dataSource.manager.findOneBy(Edition, { id });
    if (!edition) throw unknownEdition(id);
    assertMayReadEdition(principal, { level: edition.scopeLevel, code: edition.scopeCode, region: edition.regionCode });
    return edition;
  }

  async list(principal: Principal, query: EditionListQuery): Promise<Page<EditionItem>> {
    return this.listReadModel.list(this.unitOfWork.dataSource, query, scopeOf(principal).regions);
  }

  /** Makes an edition again from the log at its own cut. */
  async verify(
    principal: Principal,
    id: string,
  ): Promise<{ id: string; contentHash: string; recreatedHash: string; matches: boolean }> {
    const edition = await this.find(principal, id);
    const scope = { level: edition.scopeLevel, code: edition.scopeCode };
    const { hash } = await this.draw(edition.asAt, edition.kind, { period: edition.period, scope }, () => undefined);
    return { id, contentHash: edition.contentHash, recreatedHash: hash, matches: hash === edition.contentHash };
  }

  private async draw(
    cut: LogCut,
    kind: EditionKind,
    request: EditionRequest,
    authorise: (edition: EditionScope) => void,
  ): Promise<Drawn> {
    const { level, code } = request.scope;
    return this.unitOfWork.read('all', async (manager) => {
      const ground = await this.readModel.ground(manager, cut, request.scope);
      if (!ground) throw unknownScope(level, code);
      authorise({ level, code, region: ground.region });
      const report = reportOf(kind);
      const content = buildContent(report, await this.readModel.inputs(manager, cut, report, ground, request.period));
      return { cut, region: ground.region, content, hash: contentHash(content) };
    });
  }

  private async store(actor: string, drawn: Drawn): Promise<{ item: EditionItem; created: boolean } | undefined> {
    return this.unitOfWork.run(actor, 'all', async (tx) => {
      const stored = await this.storeIn(tx, drawn);
      if (!stored) return undefined;
      const { item, events } = stored;
      if (events.length > 0)
        await tx.emit(
          { action: 'edition-built', subject: item.id, details: { contentHash: item.contentHash } },
          events,
        );
      return { item, created: events.length > 0 };
    });
  }

  /** @returns undefined where an edition with a later cut was stored meanwhile: the newest edition never holds the older figures */
  private async storeIn(
    tx: Work,
    { cut, region, content, hash }: Drawn,
  ): Promise<{ item: EditionItem; events: readonly NewEvent[] } | undefined> {
    const editions = await this.repository.lockSeries(tx.manager, content);
    const newest = await this.repository.newest(tx.manager, content);
    if (newest?.contentHash === hash) return { item: editionItem(newest), events: [] };
    if (newest && isLater(newest.asAt, cut)) return undefined;
    const edition = editionOf(content, { region, cut, hash, number: editions + 1, builtAt: this.clock.now() });
    await this.repository.add(tx.manager, edition);
    const published = {
      editionId: edition.id,
      kind: edition.kind,
      scope: { level: edition.scopeLevel, code: edition.scopeCode },
      period: edition.period,
    };
    return {
      item: editionItem({ ...edition, sequence: '' }),
      events: [event(EditionPublished, edition.id, { ...published, contentHash: hash, asAt: edition.asAt })],
    };
  }
}

/** Rolls back the other editions of a transaction in which one was outrun. */
class OutrunMeanwhile extends Error {}

function falseWhenOutrun(error: unknown): false {
  if (error instanceof OutrunMeanwhile) return false;
  throw error;
}

function isLater(one: LogCut, other: LogCut): boolean {
  return FIGURE_SOURCES.some((source) => BigInt(one[source] ?? 0) > BigInt(other[source] ?? 0));
}

interface Making {
  readonly region: string | null;
  readonly cut: LogCut;
  readonly hash: string;
  readonly number: number;
  readonly builtAt: Date;
}

function editionOf(content: EditionContent, { region, cut, hash, number, builtAt }: Making): Omit<Edition, 'sequence'> {
  return {
    id: editionId(content.kind, content.period, content.scope.code, number),
    kind: content.kind,
    scopeLevel: content.scope.level,
    scopeCode: content.scope.code,
    scopeName: content.scope.name,
    regionCode: region,
    period: content.period,
    number,
    asAt: Object.fromEntries(FIGURE_SOURCES.map((source) => [source, cut[source] ?? '0'])),
    contentHash: hash,
    completeness: content.completeness,
    builtAt,
    content,
  };
}
