// Where in a text that is looked for the search begins. The platform looks for the first byte of what it is given as fast as memory can be read, and
// stops wherever that byte stands; for eight bytes and more it takes a method that is slower on texts. So it is given a few bytes from inside the text, which
// begin with the one that texts have least.

/** What texts have most, from the most common on. What is not here is rarer still: capitals, most digits and signs. */
const common = ' etaoinsrlcdpmuhg\n\t-.fby/0129kv"_w3:,x\''
const rank = new Map([...common].map((letter, index) => [letter.charCodeAt(0), common.length - index]))
/** Code units from 0x80 on are common where a text is not English, and NUL in what is not text. */
const foreign = rank.get('c'.charCodeAt(0)) ?? 0
/** Units that the platform is given at most, and those that it gets where the text has so many: a single rare letter stops it more often than it helps. */
const longest = 7
const enough = 4

/** [from, to) in a text that is looked for, given as its code units or bytes. */
export function anchorOf(units: ArrayLike<number>): readonly [from: number, to: number] {
  let [best, from] = [Number.POSITIVE_INFINITY, 0]
  for (let at = 0; at <= Math.max(units.length - enough, 0); at++) {
    const unit = units[at] ?? 0
    const cost = unit >= 0x80 || unit === 0 ? foreign : (rank.get(unit) ?? 0)
    if (cost < best) [best, from] = [cost, at]
  }
  return [from, Math.min(from + longest, units.length)]
}
