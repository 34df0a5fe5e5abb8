// The name that `-o` is given.
import { InvalidArgumentError } from 'commander'

/**
 * The name as it stands. `-`, which is standard input where a file is read, is refused: whatever is written is read back and compared before it is
 * put in place, which a stream cannot be.
 */
export function outName(value: string): string {
  if (value !== '-') return value
  throw new InvalidArgumentError(
    'Nothing is written to standard output, because what is written is read back; give a name.',
  )
}
