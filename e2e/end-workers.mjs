// Loaded into the browser host with `node --import`, for one journey: on SIGUSR2 every worker thread of the process ends, as one
// does that runs out of memory. The program itself knows nothing of it.
import { subscribe } from 'node:diagnostics_channel'

/** @type {Set<import('node:worker_threads').Worker>} */
const workers = new Set()

subscribe('worker_threads', message => {
  const { worker } = /** @type {{ worker: import('node:worker_threads').Worker }} */ (message)
  workers.add(worker)
  worker.once('exit', () => workers.delete(worker))
})

process.on('SIGUSR2', () => {
  for (const worker of workers) void worker.terminate()
})
