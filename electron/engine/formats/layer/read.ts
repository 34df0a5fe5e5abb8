import { BootbankError } from '../../../../shared/model/errors'
import { layerFindings } from '../../checks/findings'
import type { Reader } from '../format'
import { layerFacts } from './facts'

/** Facts and findings of an open layer. Throws BAD_REQUEST for one that is not open. */
export const readLayer: Reader<'layer'> = ({ opened }) => {
  if (opened === null || opened instanceof BootbankError)
    throw new BootbankError('BAD_REQUEST', 'This is not an open layer.')
  return { opens: opened.opens, facts: layerFacts(opened), findings: layerFindings(opened) }
}
