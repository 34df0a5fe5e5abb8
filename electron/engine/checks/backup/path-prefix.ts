import type { BackupCheck } from '../check'

const prefixes = [
  { prefix: './', how: 'begin with ./, as archives of other programs do' },
  { prefix: '/', how: 'are absolute' },
] as const

export const pathPrefix: BackupCheck<'path-prefix'> = {
  id: 'path-prefix',
  about: 'backup',
  severity: 'warning',
  explanation:
    'A host writes relative paths without a prefix, and some of its scripts look for them by that very text.',
  source: 'docs/formats.md sections 1 and 3',
  run: ({ layers }) =>
    layers.flatMap(layer =>
      prefixes.flatMap(({ prefix, how }) => {
        const named = layer.entries().filter(({ name }) => name.startsWith(prefix))
        const [first] = named
        if (!first) return []
        return [
          {
            at: named.length === 1 ? first : layer,
            message: `${named.length === 1 ? 'Its path' : `${named.length} paths`} ${how}; a host writes etc/hosts. Unverified whether it takes them.`,
            remedy: 'Rename them, or pack again with paths such as etc and var.',
          },
        ]
      }),
    ),
}
