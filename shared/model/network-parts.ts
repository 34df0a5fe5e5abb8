// What the parts of a network are called by, so that a drawing of it and what is told of it mean the same.

/** Ids of the parts, unique in one network. */
export const nodeId = {
  nic: (name: string) => `nic:${name}`,
  switch: (id: string) => `switch:${id}`,
  group: (switchId: string, id: string) => `group:${switchId}/${id}`,
  port: (name: string) => `port:${name}`,
  stack: (key: string) => `stack:${key}`,
  host: 'host',
} as const

export type NetworkPartKind = 'nic' | 'switch' | 'group' | 'port' | 'stack' | 'host'
