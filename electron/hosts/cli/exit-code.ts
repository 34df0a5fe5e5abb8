/** What the shell gets: 0 done; 1 done, and there is something to see; 2 not done. */
export type ExitCode = 0 | 1 | 2
