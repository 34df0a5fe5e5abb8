// The JSON Schema of one entry in VMware's dialect (docs/formats.md section 7). Nodes are made when they are asked for: most
// schemas of a backup are never looked at in one session. What a schema does not say is not a constraint.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../shared/model/json'
import { settingFlags, type SettingSchema } from '../../../shared/model/settings'
import { secretKindByName } from './secret-kind'

/** Flags that a node gives to everything below it, by their key in the schema. */
const inherited = {
  vital: settingFlags.vital,
  cached: settingFlags.cached,
  hostSpecific: settingFlags.hostSpecific,
  storeSpecific: settingFlags.storeSpecific,
  hidden: settingFlags.hidden,
  noRestore: settingFlags.noRestore,
  rebootRequired: settingFlags.rebootRequired,
} as const

/** Names of the properties that tell the items of lists apart, by the name of the list: `instanceIdMap`. */
type Identities = ReadonlyMap<string, string>

/** A node of a schema: what a value there may be, and what is below it. */
export class SchemaNode {
  /** Sum of `settingFlags`: marks of this node and of those above it. */
  readonly flags: number
  readonly type: string | null
  /** Of a list: the property that tells its items apart; null where they are compared as a whole. */
  readonly instanceId: string | null
  readonly #children = new Map<string, SchemaNode | null>()
  #items: SchemaNode | null | undefined

  private constructor(
    private readonly raw: JsonObject,
    /** Name of the property; empty for an item of a list. */
    readonly name: string,
    above: number,
    readonly required: boolean,
    private readonly identities: Identities,
    /** Of an item of a list: the property that tells it apart, as the list names it. */
    readonly identity: string | null = null,
  ) {
    this.type = typeof raw.type === 'string' ? raw.type : null
    let flags = above & ~settingFlags.identity
    for (const [key, flag] of Object.entries(inherited)) {
      const mark = raw[key]
      if (mark !== undefined) flags = mark === false || mark === null ? flags & ~flag : flags | flag
    }
    if (raw.instanceId === true) flags |= settingFlags.identity
    if (this.type === 'secret' || secretKindByName(name) !== null) flags |= settingFlags.secret
    this.flags = flags
    this.instanceId = typeof raw.instanceId === 'string' ? raw.instanceId : (identities.get(name) ?? null)
  }

  /** The schema of one entry; `name` is the entry's own. */
  static of(raw: JsonObject, name: string): SchemaNode {
    const map = raw.instanceIdMap
    const identities = new Map<string, string>()
    if (isJsonObject(map))
      for (const [list, id] of Object.entries(map)) if (typeof id === 'string') identities.set(list, id)
    return new SchemaNode(raw, name, 0, false, identities)
  }

  /** The schema of a property; null for one that it does not know. */
  property(name: string): SchemaNode | null {
    const known = this.#children.get(name)
    if (known !== undefined) return known
    const { properties, required } = this.raw
    const child = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
    const isRequired = isJsonList(required) && required.includes(name)
    const node = isJsonObject(child) ? new SchemaNode(child, name, this.flags, isRequired, this.identities) : null
    this.#children.set(name, node)
    return node
  }

  /** The schema of each item of a list. */
  get items(): SchemaNode | null {
    if (this.#items === undefined) {
      const { items } = this.raw
      this.#items = isJsonObject(items)
        ? new SchemaNode(items, '', this.flags, false, this.identities, this.instanceId)
        : null
    }
    return this.#items
  }

  /** Names of the properties it knows. */
  get propertyNames(): readonly string[] {
    return isJsonObject(this.raw.properties) ? Object.keys(this.raw.properties) : []
  }

  get requiredNames(): readonly string[] {
    const { required } = this.raw
    return isJsonList(required) ? required.filter(name => typeof name === 'string') : []
  }

  /** False where a property that the schema does not know is against it. */
  get isOpen(): boolean {
    return this.raw.additionalProperties !== false || !isJsonObject(this.raw.properties)
  }

  /** The defaults of an entry's own schema, which hold them under the entry's name. */
  get defaults(): Json | undefined {
    const { defaults } = this.raw
    return isJsonObject(defaults) && Object.hasOwn(defaults, this.name) ? defaults[this.name] : undefined
  }

  /** `defaultValue`, which one property of 7.0.2 has. */
  get ownDefault(): Json | undefined {
    return this.raw.defaultValue
  }

  get dependsOn(): { readonly name: string; readonly values: readonly Json[] } | null {
    const rule = this.raw.optionDependency
    if (!isJsonObject(rule) || typeof rule.name !== 'string') return null
    return { name: rule.name, values: isJsonList(rule.value) ? rule.value : [rule.value ?? null] }
  }

  get choices(): readonly Json[] | null {
    const { enum: choices } = this.raw
    return isJsonList(choices) ? choices : null
  }

  /** A bound such as `minimum` or `maxLength`. */
  bound(key: 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems'): number | null {
    const bound = this.raw[key]
    return typeof bound === 'number' ? bound : null
  }

  /** No two items of the list may be the same. */
  get uniqueItems(): boolean {
    return this.raw.uniqueItems === true
  }

  get pattern(): string | null {
    return this.text('pattern')
  }

  /** For those who look at it. */
  describe(): SettingSchema {
    return {
      type: this.type,
      items: this.items?.type ?? null,
      required: this.required,
      choices: this.choices,
      minimum: this.bound('minimum'),
      maximum: this.bound('maximum'),
      minLength: this.bound('minLength'),
      maxLength: this.bound('maxLength'),
      pattern: this.pattern,
      dependsOn: this.dependsOn,
      description: this.text('description'),
      realName: this.text('realName'),
    }
  }

  /** A key of the schema that is text, such as `path` and `fileType` of a file. */
  text(key: string): string | null {
    const value = this.raw[key]
    return typeof value === 'string' ? value : null
  }
}
