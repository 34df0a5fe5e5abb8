// What the policy of a host would say of a password. A hint and no refusal: the backup is changed as its user wishes.

/** Characters of the shortest password by the default policy of ESXi 6.0 and later (`min=disabled,disabled,disabled,7,7` of pam_passwdqc). */
const shortest = 7

/** What the default policy of ESXi has against a password, a sentence each; empty where it has nothing. */
export function passwordHints(password: string): readonly string[] {
  if (password === '') return []
  // A capital at the front and a digit at the end are not counted (passwdqc.conf, min).
  const counted = password.replace(/^[A-Z]/, '').replace(/[0-9]$/, '')
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter(one => one.test(counted)).length
  return [
    [...password].length < shortest ? `The default policy of ESXi asks for at least ${shortest} characters.` : null,
    classes < 3
      ? 'The default policy of ESXi asks for three kinds of characters: small letters, capitals, digits, others; a capital at the front and a digit at the end do not count.'
      : null,
  ].filter(hint => hint !== null)
}
