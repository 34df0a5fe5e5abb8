// Loaded with --import into a process and, because threads inherit it, into each of its threads: everything that would use a network
// throws, and says so on stderr, where no error handler can hide it.
import dgram from 'node:dgram'
import dns from 'node:dns'
import { writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/** @param {string} what @returns {never} */
function forbid(what) {
  writeSync(2, `network: ${what}\n`)
  throw new Error(`network: ${what}`)
}

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = /** @type {typeof connect} */ (
  function (/** @type {unknown[]} */ ...args) {
    const [options] = args.flat()
    // A pipe of this machine is not a network.
    const isPipe = typeof options === 'object' && options !== null && 'path' in options && options.path != null
    if (!isPipe) forbid('a socket connects')
    return Reflect.apply(connect, this, args)
  }
)
net.Server.prototype.listen = () => forbid('a server listens')
dgram.createSocket = () => forbid('a datagram socket is made')
for (const from of [dns, dns.promises]) {
  for (const name of Object.keys(from)) {
    if (/^(lookup|resolve|reverse)/.test(name)) Object.assign(from, { [name]: () => forbid(`dns.${name}`) })
  }
}
syncBuiltinESMExports()
