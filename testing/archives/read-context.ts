// A codec context for tests.
import { Budget, type CodecContext } from '../../electron/engine/codecs/context'
import { defaultLimits, type Limits } from '../../electron/engine/codecs/limits'

export function readContext(limits: Partial<Limits> = {}): CodecContext {
  return { layer: 'test.tgz', limits: { ...defaultLimits, ...limits }, budget: new Budget() }
}
