import { EstateStated, MILESTONES, MachineRegistered, MilestoneRecorded, schemaOf, type EventData, type EventDefinition } from '@cdc/contracts';
import { type TemplateContent } from '@cdc/feeds';
import { type EntityManager } from 'typeorm';
import { CENTRE_VERSION, ORGANISATION_VERSION } from '../projection/projection-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { NOW, isInScope, type TemplateQuestion, type TemplateRows } from './template-question.js';

/** The machines of the sender's region as they are registered. */
export const machinesTemplate: TemplateRows = async (question) => ({
  information: [],
  rows: (await ownMachines(question)).map((machine) => ({
    machine_id: machine.machineId,
    org_code: machine.orgCode,
    modality: machine.modality,
    funding_line: machine.fundingLine,
    serial: machine.serial,
    model: machine.model,
    supplier: machine.supplier,
    po_reference: machine.poReference,
    contract_reference: machine.contractReference,
    value: machine.valuePence === null ? null : machine.valuePence / 100,
    temporary: machine.temporary ? 'yes' : 'no',
    tests_per_week: machine.testsPerWeek,
    replaces: machine.replaces,
  })),
});

/** The dates of those machines as they stand. A machine of which none is known gets a row for its first milestone. */
export const installationsTemplate: TemplateRows = async (question) => {
  const stated = new Map((await newestOf(question.manager, MilestoneRecorded)).map((data) => [data.machineId, data.milestones]));
  const [first] = MILESTONES;
  return {
    information: ['machine'],
    rows: (await ownMachines(question)).flatMap(({ machineId, modality, orgCode }) => {
      const machine = { machine_id: machineId, machine: `${modality} of ${orgCode}` };
      const milestones = stated.get(machineId) ?? [];
      const rows: TemplateContent['rows'] = milestones.map(({ milestone, baseline, forecast, actual, reason, evidence }) => ({ ...machine, milestone, baseline, forecast, actual, reason, evidence }));
      return rows.length > 0 ? rows : [{ ...machine, milestone: first.code }];
    }),
  };
};

/** The estate of the sender's organisations, a row for each scheme. */
export const estateTemplate: TemplateRows = async (question) => {
  const regionOf = await regions(question.manager);
  const estates = (await newestOf(question.manager, EstateStated)).filter(({ orgCode }) => isInScope(question.regions, regionOf.get(orgCode) ?? null));
  return {
    information: [],
    rows: estates.flatMap(({ orgCode, acute, ctScanners, jagStatus, jagExpires, schemes }) => {
      const facts = { org_code: orgCode, acute: acute === null ? null : acute ? 'yes' : 'no', ct_scanners: ctScanners, jag_status: jagStatus, jag_expires: jagExpires };
      return schemes.length === 0 ? [facts] : schemes.map((scheme) => ({ ...facts, ...scheme }));
    }),
  };
};

async function ownMachines(question: TemplateQuestion): Promise<readonly EventData<typeof MachineRegistered>[]> {
  const regionOf = await regions(question.manager);
  const machines = await newestOf(question.manager, MachineRegistered);
  return machines.filter(({ orgCode }) => isInScope(question.regions, regionOf.get(orgCode) ?? null));
}

/** Region of every centre, trust and site that is known. */
async function regions(manager: EntityManager): Promise<ReadonlyMap<string, string | null>> {
  const organisations = await versionsAt(manager, ORGANISATION_VERSION, NOW);
  const centres = await versionsAt(manager, CENTRE_VERSION, NOW);
  return new Map([...organisations.map((row) => [row.code, row.region_code] as const), ...centres.map((row) => [row.cdc_code, row.region_code] as const)]);
}

/** The newest event of a type for each of its subjects, from the log itself: a projection keeps only what reports need. */
async function newestOf<Data>(manager: EntityManager, { service, type, data: shape }: EventDefinition<Data>): Promise<readonly Data[]> {
  const rows: { data: unknown }[] = await manager.query(`select distinct on (subject) data from ${schemaOf(service)}.outbox where type = $1 order by subject, position desc`, [type]);
  return rows.map(({ data }) => shape.parse(data));
}
