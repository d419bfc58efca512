/** A file as a sender hands it in. */
export interface ReturnFile {
  readonly feed: string;
  /** Development client that sends it, as in `region-y60` or `national`. */
  readonly client: string;
  readonly fileName: string;
  readonly body: string;
  /** ISO instant at which it is sent. Files of one instant state different cells, so their order does not matter. */
  readonly clock: string;
  /** Why it changes what was sent before; without one a change after the hard deadline is refused. */
  readonly reason?: string;
}
