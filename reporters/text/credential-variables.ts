/** Forms of the value of a variable; any other one is a whole header. */
const FORMS: Readonly<Record<string, string>> = {
  AUTHORIZATION: 'Bearer …',
  USER: 'NAME:PASSWORD',
}

/** The principals beside the owner, whose variables have no name of a principal. */
const PRINCIPALS = ['reader', 'stranger']

/**
 * The variable for credentials of a sender in curl lines, such as `CONFORM_AUTHORIZATION`, or `CONFORM_STRANGER_AUTHORIZATION` of the stranger.
 * @param name the name of a header, or `user` for a name and its password
 */
export function credentialVariable(name: string, as = 'owner'): string {
  const principal = PRINCIPALS.includes(as) ? [as] : []
  return ['conform', ...principal, name]
    .join('_')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')
}

/** Returns a line that sets the variables of the credentials in curl lines, such as `$CONFORM_AUTHORIZATION`; none without such a variable. */
export function credentialVariables(lines: readonly string[]): readonly string[] {
  const curls = lines.filter((line) => /curl -/.test(line))
  const names = new Set(
    curls.flatMap((line) => [...line.matchAll(/"\$(CONFORM_[A-Z0-9_]+)"/g)].map(([, name = '']) => name)),
  )
  if (names.size === 0) return []
  const settings = [...names].toSorted().map((name) => `${name}='${FORMS[kindOf(name)] ?? '…'}'`)
  return [`For the curl lines: export ${settings.join(' ')}`]
}

const PREFIX = new RegExp(`^CONFORM_(?:(?:${PRINCIPALS.join('|').toUpperCase()})_)?`)

/** The name of a variable without its sender. */
function kindOf(name: string): string {
  return name.replace(PREFIX, '')
}
