/** What the embedded server runs with, beyond PostgreSQL's own defaults. Passed as `-c` flags, so a new release of the
 * platform changes them without touching the data folder. */
export const serverSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // No socket file: a socket path over 103 bytes is refused, and data folders can lie deeper than that.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Compiling a query costs more than the short queries of the pages.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  idle_in_transaction_session_timeout: '0',
  log_min_messages: 'warning',
  // Statements and details of errors can hold cell values of a rejected file, and so personal data.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** For clusters that a test throws away: a power cut may lose everything. */
export const throwAwaySettings: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};
