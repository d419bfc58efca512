/** What a page that no service makes says of the data behind it. */
export interface PageNotice {
  readonly label: string;
  /** A sentence on what is still on its way; null when there is none. */
  progress(): Promise<string | null>;
}
