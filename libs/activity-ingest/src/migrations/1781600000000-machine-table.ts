import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Machines as equipment-tracker publishes them: activity before the first patient of one is asked about. Filled from its log, from the beginning. */
export class MachineTable1781600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table machine (
        machine_id text primary key,
        org_code text,
        modality text,
        position bigint not null,
        first_patient date,
        first_patient_expected date,
        milestone_position bigint not null
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table machine');
  }
}
