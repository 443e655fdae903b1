/** Forms of the value of a variable; any other one is a whole header. */
const FORMS: Readonly<Record<string, string>> = {
  CONFORM_AUTHORIZATION: 'Bearer …',
  CONFORM_USER: 'NAME:PASSWORD',
}

/** Returns a line that sets the variables of the credentials in curl lines, such as `$CONFORM_AUTHORIZATION`; none without such a variable. */
export function credentialVariables(lines: readonly string[]): readonly string[] {
  const curls = lines.filter((line) => /curl -/.test(line))
  const names = new Set(
    curls.flatMap((line) => [...line.matchAll(/"\$(CONFORM_[A-Z0-9_]+)"/g)].map(([, name = '']) => name)),
  )
  if (names.size === 0) return []
  const settings = [...names].toSorted().map((name) => `${name}='${FORMS[name] ?? '…'}'`)
  return [`For the curl lines: export ${settings.join(' ')}`]
}
