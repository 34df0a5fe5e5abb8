import type { EditModule, Targets } from './edit-module'

export const add: EditModule<'add', 'folder'> = {
  about: 'folder',
  apply(document, folder, { name, content, asSiblings }) {
    document.add(folder.layer, below(folder, name), content, { asSiblings: asSiblings ?? false })
  },
}

/** The path inside the layer of a name in the folder. */
export function below({ path }: Targets['folder'], name: string): string {
  return path === '' ? name : `${path}/${name}`
}
