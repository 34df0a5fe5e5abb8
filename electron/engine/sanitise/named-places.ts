// Places where a name stands and nothing else can: there a name is replaced although it is a word of the files as well.

/** Names, in lower case, that are words of the files too. */
export interface PlacedNames {
  readonly hosts: ReadonlySet<string>
  readonly accounts: ReadonlySet<string>
  /** Whether a name would be found where no name is meant. */
  isWord(name: string): boolean
}

export const noPlacedNames: PlacedNames = { hosts: new Set(), accounts: new Set(), isWord: () => false }

/** After an address in hosts, after the word in resolv.conf, in options of DHCP, and beside what calls itself a name of a host or domain. */
const hostPlaces = [
  /^[ \t]*(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})[ \t][^#\r\n]*/gm,
  /^[ \t]*(?:search|domain)[ \t][^#;\r\n]*/gm,
  /\b(?:host-name|domain-name|domain-search|fqdn\.fqdn)[ \t]+[^;\r\n]*/g,
  /(?<![A-Za-z0-9])(?:host_?name|domain_?name|fqdn|search_?domains?)"?[ \t\r\n]{0,100}[:=][ \t\r\n]{0,100}(?:\[[^\]]{0,10000}|"[^"\r\n]*|[^\r\n,;}]*)/gi,
]
/** The first field of passwd and shadow. */
const accountPlace = /^[^:#\s]+(?=:[^:\r\n]*:[^:\r\n]*:)/gm
/** One word of such a place. The keyword before it has a blank, a quote or a sign after it as well, and is left by its position. */
const word = /(?<=[\s"'=,[:])[A-Za-z0-9_][\w.-]*(?![\w.-])/g

/** The text (bytes in Latin-1) with each of these names changed where one stands. */
export function changeInPlaces(
  text: string,
  { hosts, accounts }: PlacedNames,
  change: (name: string) => string,
): string {
  let result = text
  if (hosts.size > 0)
    for (const place of hostPlaces)
      result = result.replace(place, found => {
        // What leads to the names: an address, a keyword, a name with its sign.
        const lead = /^[ \t]*[^ \t=]+?(?:"?[ \t\r\n]*[:=](?![\dA-Fa-f:])|[ \t])/.exec(found)?.[0].length ?? 0
        return (
          found.slice(0, lead) +
          ` ${found.slice(lead)}`.replace(word, name => (hosts.has(name.toLowerCase()) ? change(name) : name)).slice(1)
        )
      })
  if (accounts.size > 0)
    result = result.replace(accountPlace, name => (accounts.has(name.toLowerCase()) ? change(name) : name))
  return result
}
