export { FEED_DEFINITIONS, feedByName } from './feeds/feed-catalogue.js';
export { describeFeed, type ColumnDescription, type FeedDescription } from './feeds/feed-description.js';
export {
  ABSENT,
  type CentreFacts,
  type CheckContext,
  type CodeListName,
  type Column,
  type ColumnType,
  type Feed,
  type FileMeta,
  type Layout,
  type Row,
  type RowRule,
} from './feeds/feed.model.js';
export { organisationOf, type OrganisationRow } from './feeds/organisation-row.js';
export { cdcRegisterRowOf, postcodeOf, type CdcRegisterRow } from './feeds/cdc-register-row.js';
export { ledgerRowOf, type LedgerRow } from './feeds/ledger-row.js';
export { dm01RowOf, type Dm01Row } from './feeds/dm01-row.js';
export {
  createCodeList,
  createOpenCodeList,
  type CodeEntry,
  type CodeList,
  type CodeListOptions,
} from './columns/code-list.js';
export { type DateOrder, type DateSeen, type Reread } from './columns/date-reading.js';
export { openCheck } from './check/file-check.js';
export { detectFormat, type DetectedFormat } from './check/file-format.js';
export { READ_LIMITS, type ReadLimits } from './worker/read-limits.model.js';
export {
  CHARSETS,
  MAX_ERRORS_KEPT,
  type Charset,
  type CheckOptions,
  type CheckResult,
  type ErrorItem,
  type FileCheck,
  type Severity,
} from './check/check-result.model.js';
export { CONFIRM_CODES, ERROR_CODES, type ConfirmCode, type ErrorCode } from './errors/error-codes.js';
export { mayNamePatient } from './privacy/patient-in-name.js';
export { SHAPE_BYTES, csvShape, type CsvShape } from './copy/csv-shape.js';
export { closestFeed } from './copy/closest-feed.js';
export { feedOfFile } from './copy/feed-of-file.js';
export { AnnotatedCsv } from './copy/annotated-csv.js';
export { FixedCsv } from './copy/fixed-csv.js';
export { safeChangesOf, type SafeChange } from './copy/safe-fix.model.js';
export { fixGroupId, fixGroups, type FixGroup } from './copy/fix-groups.model.js';
export { csvText, inertText, type CsvCell } from './csv/csv-text.js';
export { EMPTY_TEMPLATE, templateCsv, templateTable, type TemplateCell, type TemplateContent, type TemplateTable } from './template/template-table.model.js';
export {
  RELATIONS_NAMESPACE,
  RELATION_TYPES,
  SHEET_NAMESPACE,
  SHEET_TYPES,
  XML_HEAD,
  blankCell,
  cellAddress,
  commentBoxesXml,
  commentsXml,
  listSheetXml,
  numberCell,
  relationXml,
  textCell,
  xmlText,
  type SheetComment,
} from './copy/sheet-xml.js';
