const shutdownMs = 15_000;

/** Ends this process with its parent when the parent opened an IPC channel to it: the channel closes even when the parent is
 * killed. Shuts down the usual way, by SIGTERM to itself, and by force after 15 s. Does nothing in a process started otherwise. */
export function exitWithParent(): void {
  if (process.send === undefined) return;
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), shutdownMs).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // The channel alone must not keep a process alive that has nothing left to do.
  process.channel?.unref();
}
