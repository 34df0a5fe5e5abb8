// The sentences about a chain of certificates.

export const chainText = {
  title: 'Chain',
  unnamed: 'without a name',
  store: 'A store of authorities: each is trusted for itself, and their order says nothing.',
  inOrder: (numbers: readonly number[]) => `In order: ${numbers.join(' → ')}, each followed by its signer.`,
  outOfOrder: (numbers: readonly number[]) =>
    `Out of order: each certificate should be followed by its signer, which is ${numbers.join(' → ')}. Some programs accept nothing else.`,
  endsWithItself: (number: number) => `Number ${number} signed itself: the chain is complete.`,
  endsOutside: (number: number, issuer: string) =>
    `The signer of number ${number}, “${issuer}”, is not in this file: whoever connects must know it already.`,
  linkMissing: (number: number, issuer: string) =>
    `A link is missing: the signer of number ${number}, “${issuer}”, is not in this file.`,
  misnamed: (number: number, named: number) =>
    `Number ${named} has the name of the signer of number ${number}, but it is another key that signed.`,
  notAllowed: (number: number) =>
    `Number ${number} signed another, but is not an authority: what it signed is refused.`,
  stranger: (number: number) => `Number ${number} is not part of the chain.`,
  copy: (number: number, first: number) => `Number ${number} is number ${first} once more.`,
} as const
