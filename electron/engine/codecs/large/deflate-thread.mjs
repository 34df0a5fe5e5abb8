// Deflates one block after another for deflate-threads.ts, which starts it. Plain JavaScript, so that it is a thread's entry from
// the sources and from the build alike.
import { parentPort } from 'node:worker_threads'
import { deflateSync } from 'fflate'

parentPort?.on('message', ({ block, options }) => {
  const packed = deflateSync(block, options)
  parentPort?.postMessage(packed, [packed.buffer])
})
