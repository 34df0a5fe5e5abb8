// Lists in esx.conf, whose items are numbered: `/net/pnic/child[0000]/name`.
import type { Plan } from './plan'

/** Takes items out of a list and closes the gaps; `list` is the key up to the bracket, such as `/net/pnic/child`. */
export function dropItems(plan: Plan, list: string, dropped: (index: number) => boolean): void {
  const items = new Map<number, Map<string, string>>()
  for (const [key, value] of plan.keysNow()) {
    const [, number, rest] = key.startsWith(`${list}[`) ? (/^(\d+)\](.*)$/s.exec(key.slice(list.length + 1)) ?? []) : []
    if (number === undefined || rest === undefined) continue
    const index = Number(number)
    items.set(index, (items.get(index) ?? new Map<string, string>()).set(rest, value))
    plan.key(key, null)
  }
  const kept = [...items].filter(([index]) => !dropped(index)).toSorted(([a], [b]) => a - b)
  for (const [at, [, item]] of kept.entries())
    for (const [rest, value] of item) plan.key(`${list}[${String(at).padStart(4, '0')}]${rest}`, value)
}
