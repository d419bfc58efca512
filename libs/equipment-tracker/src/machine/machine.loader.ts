import { Injectable } from '@nestjs/common';
import { MachineRegistered } from '@cdc/contracts';
import { ABSENT, type CheckContext, type ErrorItem, type Layout, type Row } from '@cdc/feeds';
import { compareFacts, pounds, type FeedLoad, type FeedLoader, type LoadOutcome, type LoadRequest, type Submission } from '@cdc/intake';
import { UnitOfWork, event, type Work } from '@cdc/platform';
import { EquipmentDirectory } from '../directory/equipment-directory.js';
import { holdEquipment } from '../equipment-lock.js';
import { machineChanges, machineFaults, restateMachine, type KnownMachine, type MachineFacts, type StatedMachine } from './machine.model.js';
import { MachineRepository } from './machine.repository.js';

/** Takes the register of machines. A row changes what its cells state; machines that a file leaves out stay. */
@Injectable()
export class MachineLoader implements FeedLoader {
  readonly feed = 'machines';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: EquipmentDirectory,
  ) {}

  async open(request: LoadRequest): Promise<FeedLoad> {
    return new MachineLoad(request, this.unitOfWork, await this.directory.organisations(request.regions, ['cdc', 'trust']));
  }
}

class MachineLoad implements FeedLoad {
  private readonly stated: StatedMachine[] = [];
  private statedBy: ((row: Row) => StatedMachine) | undefined;
  private tx: Work | undefined;

  constructor(
    private readonly request: LoadRequest,
    private readonly unitOfWork: UnitOfWork,
    readonly context: CheckContext,
  ) {}

  begin(tx: Work): Promise<void> {
    this.tx = tx;
    return Promise.resolve();
  }

  onRow(row: Row): void {
    this.statedBy ??= machineReader(row.layout);
    this.stated.push(this.statedBy(row));
  }

  async faults(): Promise<readonly ErrorItem[]> {
    const { regions } = this.request;
    const speaksFor = (regionCode: string | null): boolean => regions === 'all' || (regionCode !== null && regions.includes(regionCode));
    if (this.tx) await holdEquipment(this.tx.manager);
    const known = this.tx
      ? await this.known(new MachineRepository(this.tx.manager))
      : await this.unitOfWork.read('all', (manager) => this.known(new MachineRepository(manager)));
    return machineFaults(known, this.stated, speaksFor);
  }

  async load(tx: Work, submission: Submission): Promise<LoadOutcome> {
    const machines = new MachineRepository(tx.manager);
    const known = await this.known(machines);
    const { counts, changed } = machineChanges(known, this.stated);
    await machines.save(changed, submission.submissionNumber);
    return { ...counts, events: changed.map((facts) => event(MachineRegistered, facts.machineId, facts)), ...this.comparison(known) };
  }

  close(): Promise<void> {
    this.stated.splice(0);
    return Promise.resolve();
  }

  private comparison(known: ReadonlyMap<string, KnownMachine>) {
    const facts = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
    return compareFacts(
      new Map([...known].map(([machineId, machine]) => [machineId, shown(machine)])),
      this.stated.map((row) => {
        const stated = { ...row, value: row.valuePence };
        return {
          name: row.machineId,
          place: { row: row.rowNumber, key: { machine_id: row.machineId } },
          facts: shown(restateMachine(known.get(row.machineId), row)),
          fills: facts.filter((fact) => stated[fact] !== null),
        };
      }),
      COLUMNS,
    );
  }

  private known(machines: MachineRepository): Promise<ReadonlyMap<string, KnownMachine>> {
    return machines.byIds(this.stated.map(({ machineId }) => machineId));
  }
}

/** Facts by their columns; the value in pounds. */
const COLUMNS = {
  orgCode: 'org_code',
  modality: 'modality',
  fundingLine: 'funding_line',
  serial: 'serial',
  model: 'model',
  supplier: 'supplier',
  poReference: 'po_reference',
  contractReference: 'contract_reference',
  value: 'value',
  temporary: 'temporary',
  testsPerWeek: 'tests_per_week',
  replaces: 'replaces',
} as const;

function shown({ valuePence, ...machine }: MachineFacts) {
  return { ...machine, value: pounds(valuePence) };
}

function machineReader(layout: Layout): (row: Row) => StatedMachine {
  const column = (name: string): number => layout.columnIndex(name);
  const [value, temporary, testsPerWeek] = [column('value'), column('temporary'), column('tests_per_week')];
  const number = (row: Row, at: number): number | null => (row.number(at) === ABSENT ? null : row.number(at));
  return (row) => ({
    rowNumber: row.rowNumber,
    machineId: row.value(column('machine_id'))?.toUpperCase() ?? '',
    orgCode: row.value(column('org_code')) ?? '',
    modality: row.value(column('modality')) ?? '',
    fundingLine: row.value(column('funding_line')) ?? '',
    serial: row.value(column('serial')),
    model: row.value(column('model')),
    supplier: row.value(column('supplier')),
    poReference: row.value(column('po_reference')),
    contractReference: row.value(column('contract_reference')),
    valuePence: number(row, value),
    temporary: row.value(temporary) === null ? null : row.value(temporary) === 'yes',
    testsPerWeek: number(row, testsPerWeek),
    replaces: row.value(column('replaces'))?.toUpperCase() ?? null,
  });
}
