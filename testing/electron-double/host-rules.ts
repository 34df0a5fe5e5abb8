// The value of Chromium's switch `host-resolver-rules`. Chromium logs a rule that it cannot read and goes on without it: here it throws.
// Source: net/base/host_mapping_rules.cc and net/dns/mapped_host_resolver.cc of Chromium.

/** Throws for rules that do not do what they say. */
export function checkHostRules(rules: string): void {
  for (const rule of rules.split(',')) {
    const [verb = '', pattern = '', replacement = '', ...more] = rule.trim().split(' ')
    const isMap = verb.toLowerCase() === 'map' && replacement !== '' && more.length === 0
    const isExclusion = verb.toLowerCase() === 'exclude' && replacement === ''
    if (pattern === '' || !(isMap || isExclusion)) {
      throw new Error(`electron double: Chromium cannot read the rule "${rule.trim()}"`)
    }
    if (replacement.startsWith('~')) {
      throw new Error(`electron double: ${replacement} is the name of a host; what is not a host is ^NOTFOUND`)
    }
  }
}
