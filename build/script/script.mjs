// The command line of the project's own scripts: `--help` explains the script and ends with 0; a wrong argument is named in a line, with
// the usage, and ends with 2. Plain JavaScript, because `npm start` runs without a compiler.
import { Command, InvalidArgumentError } from 'commander'

/** A script that is run as `name`. @type {import('./script.d.mts').script} */
export function script(name, description) {
  return new Command(name)
    .description(description)
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false)
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
}

/** @type {import('./script.d.mts').wholeNumber} */
export function wholeNumber(text) {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`"${text}" is not a whole number.`)
  return Number(text)
}

/** @type {import('./script.d.mts').finish} */
export function finish(error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
