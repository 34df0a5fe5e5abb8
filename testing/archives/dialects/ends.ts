// How archives end, or begin, in the field.
import { END } from '../tar-blocks'
import { archive, aside, gnu } from './archive'

export const endArchives = [
  archive('no end blocks', gnu, [], { end: new Uint8Array(0), findings: [['tar-no-end']] }),
  archive('one end block', gnu, [], { end: new Uint8Array(512) }),
  archive('padded to 10,240 bytes', gnu, [], { end: new Uint8Array(10_240 - 3 * 1024) }),
  archive('a single zero block in the middle', gnu, [aside(new Uint8Array(512)), gnu('behind', 'b')], {
    findings: [['tar-single-zero-block', 'byte 3072:']],
  }),
  archive('begins with a zero block', gnu, [], {
    before: new Uint8Array(512),
    findings: [['tar-single-zero-block', 'byte 0:']],
  }),
  archive('data behind the end', gnu, [], {
    end: Buffer.concat([END, Buffer.from('left behind'), new Uint8Array(501)]),
    findings: [['tar-trailing', '512 bytes']],
  }),
]
