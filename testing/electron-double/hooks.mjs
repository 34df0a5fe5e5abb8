// Module hooks of the boot test: `electron` is the double, for every module that imports it.

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  return specifier === 'electron'
    ? next('./electron-double.ts', { ...context, parentURL: import.meta.url })
    : next(specifier, context)
}
