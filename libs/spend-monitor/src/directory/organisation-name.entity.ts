import { Entity, PrimaryColumn } from 'typeorm';

/** Every name that an organisation ever had in the registry: an old ledger names its trust as it was called then. */
@Entity({ name: 'organisation_name' })
export class OrganisationName {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @PrimaryColumn({ type: 'text' })
  name!: string;
}
