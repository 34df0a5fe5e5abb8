// Build.
import { toldIf } from '../values'
import type { FactModule } from '../fact'

export const build: FactModule = {
  id: 'identity.build',
  title: 'Build',
  reads: 'Name of the package that brought the settings schema (VibId of the schema store).',
  kind: 'one',
  first: true,
  read: ({ settings }) => {
    const base = [...settings.schemas.all()].find(schema => /^esx-base-|_esx-base_/.test(schema.vib))
    const build = base && /\.(\d{6,9})(-schema)?$/.exec(base.vib)?.[1]
    return base ? toldIf(build, base.place) : []
  },
}
