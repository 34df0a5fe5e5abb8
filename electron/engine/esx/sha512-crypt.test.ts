import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { sha512Crypt } from './sha512-crypt'

const openssl = (password: string, salt: string) =>
  execFileSync('openssl', ['passwd', '-6', '-salt', salt, '-stdin'], {
    input: `${password}\n`,
    encoding: 'utf8',
  }).trim()

describe('sha512Crypt', () => {
  // The vectors printed in the specification.
  it.each([
    [
      'Hello world!',
      'saltstring',
      undefined,
      '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1',
    ],
    [
      'Hello world!',
      'saltstringsaltstring',
      10000,
      '$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.',
    ],
    [
      'This is just a test',
      'toolongsaltstring',
      5000,
      '$6$rounds=5000$toolongsaltstrin$lQ8jolhgVRVhY4b5pZKaysCLi0QBxGoNeKQzQ3glMhwllF7oGDZxUhx1yxdYcz/e1JSbq3y6JMxxl8audkUEm0',
    ],
    [
      'a very much longer text to encrypt.  This one even stretches over morethan one line.',
      'anotherlongsaltstring',
      1400,
      '$6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1',
    ],
  ])('gives the vector of the specification for %s', (password, salt, rounds, expected) => {
    expect(sha512Crypt(password, salt, rounds)).toBe(expected)
  })

  it.each([1, 7, 31, 63, 64, 65, 127, 128, 192, 255, 256])('agrees with openssl for a password of %i bytes', length => {
    const password = 'VMware1!'.repeat(32).slice(0, length)
    expect(sha512Crypt(password, 'k3L.x/9Qz')).toBe(openssl(password, 'k3L.x/9Qz'))
  })

  it('counts bytes of UTF-8, not characters', () => {
    expect(sha512Crypt('Zürich€64', 'abcdefgh')).toBe(openssl('Zürich€64', 'abcdefgh'))
  })

  it('refuses a salt that would break the line, and rounds out of range', () => {
    expect(() => sha512Crypt('x', 'a$b')).toThrow(RangeError)
    expect(() => sha512Crypt('x', 'a:b')).toThrow(RangeError)
    expect(() => sha512Crypt('x', 'ab', 999)).toThrow(RangeError)
  })
})
