import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  assertMayBuildEdition,
  assertMayReadEdition,
  scopeOf,
  type EditionScope,
  type Principal,
} from '@cdc/access';
import { ENGLAND, EditionPublished, londonDate, type EditionKind, type Level, type ServiceName } from '@cdc/contracts';
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
import { narrowed } from './edition-inputs.model.js';

/** The services whose events figures are made of. */
export const FIGURE_SOURCES: readonly ServiceName[] = ['cdc-registry', 'activity-ingest', 'equipment-tracker', 'spend-monitor'];

const MOST_ATTEMPTS = 5;

export interface EditionRequest {
  readonly period: string;
  readonly scope: { readonly level: Level; readonly code: string };
}

/** An edition that says what stands now: a new one, or the newest where that says the same. */
export interface StoredEdition {
  readonly item: EditionItem;
  readonly created: boolean;
}

/** An edition with a later cut was stored meanwhile: the newest edition never holds the older figures. */
class LaterCutStored extends Error {}

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
  ): Promise<StoredEdition> {
    assertAllowed(principal, 'report.build');
    reportOf(kind).assertPeriod(period, londonDate(this.clock.now()));
    const authorise = (edition: EditionScope): void => assertMayBuildEdition(principal, edition);
    const [stored] = await this.buildAtOneCut(principal.subject, kind, period, [scope], authorise, async () => undefined);
    if (!stored) throw unknownScope(scope.level, scope.code);
    return stored;
  }

  /**
   * Builds the editions of several scopes of one period at one cut, in one transaction, or finds the newest where that says the same.
   * @param settle writes in the same transaction what else follows from them, before their events
   */
  async buildForSlots(
    kind: EditionKind,
    period: string,
    scopes: readonly EditionRequest['scope'][],
    settle: (tx: Work, built: readonly StoredEdition[]) => Promise<void>,
  ): Promise<void> {
    await this.buildAtOneCut('system', kind, period, scopes, () => undefined, settle);
  }

  private async buildAtOneCut(
    actor: string,
    kind: EditionKind,
    period: string,
    scopes: readonly EditionRequest['scope'][],
    authorise: (edition: EditionScope) => void,
    settle: (tx: Work, built: readonly StoredEdition[]) => Promise<void>,
  ): Promise<readonly StoredEdition[]> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const cut = await this.catchUp.wait(this.unitOfWork.dataSource, 'reporting', FIGURE_SOURCES);
      const drawn = await this.draw(cut, kind, period, scopes, authorise);
      try {
        return await this.store(actor, drawn, settle);
      } catch (error) {
        if (!(error instanceof LaterCutStored)) throw error;
      }
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
    const [drawn] = await this.draw(edition.asAt, edition.kind, edition.period, [scope], () => undefined);
    const recreatedHash = drawn?.hash ?? '';
    return { id, contentHash: edition.contentHash, recreatedHash, matches: recreatedHash === edition.contentHash };
  }

  /** Reads once for all the scopes: what one needs, or England for several. */
  private async draw(
    cut: LogCut,
    kind: EditionKind,
    period: string,
    scopes: readonly EditionRequest['scope'][],
    authorise: (edition: EditionScope) => void,
  ): Promise<readonly Drawn[]> {
    const report = reportOf(kind);
    return this.unitOfWork.read('all', async (manager) => {
      const grounds = await this.readModel.grounds(manager, cut, scopes);
      for (const { level, code, region } of grounds) authorise({ level, code, region });
      const [whole] = grounds.length === 1 ? grounds : await this.readModel.grounds(manager, cut, [{ level: 'england', code: ENGLAND.code }]);
      if (!whole) return [];
      const inputs = await this.readModel.inputs(manager, cut, report, whole, period);
      return grounds.map((ground) => {
        const content = buildContent(report, narrowed(inputs, ground));
        return { cut, region: ground.region, content, hash: contentHash(content) };
      });
    });
  }

  /** @throws LaterCutStored, which undoes all of them */
  private async store(
    actor: string,
    drawn: readonly Drawn[],
    settle: (tx: Work, built: readonly StoredEdition[]) => Promise<void>,
  ): Promise<readonly StoredEdition[]> {
    return this.unitOfWork.run(actor, 'all', async (tx) => {
      const built: StoredEdition[] = [];
      for (const one of drawn) built.push(await this.storeOne(tx, one));
      await settle(tx, built);
      const fresh = built.filter(({ created }) => created).map(({ item }) => item);
      const [first] = fresh;
      if (!first) return built;
      const hashes = Object.fromEntries(fresh.map(({ id, contentHash: hash }) => [id, hash]));
      await tx.emit({ action: 'edition-built', subject: first.id, details: { contentHashes: hashes } }, fresh.map(publishedEvent));
      return built;
    });
  }

  private async storeOne(tx: Work, { cut, region, content, hash }: Drawn): Promise<StoredEdition> {
    const editions = await this.repository.lockSeries(tx.manager, content);
    const newest = await this.repository.newest(tx.manager, content);
    if (newest?.contentHash === hash) return { item: editionItem(newest), created: false };
    if (newest && isLater(newest.asAt, cut)) throw new LaterCutStored();
    const edition = editionOf(content, { region, cut, hash, number: editions + 1, builtAt: this.clock.now() });
    await this.repository.add(tx.manager, edition);
    return { item: editionItem({ ...edition, sequence: '' }), created: true };
  }
}

function publishedEvent({ id, kind, scope: { level, code }, period, contentHash: hash, asAt }: EditionItem): NewEvent {
  return event(EditionPublished, id, { editionId: id, kind, scope: { level, code }, period, contentHash: hash, asAt });
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
