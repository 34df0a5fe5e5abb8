// thread.ts from its sources, for tests: in a worker of Node 20, `--import tsx` is not enough.
import { register } from 'tsx/esm/api'

register()
await import('../../electron/session/thread.ts')
