/** The sections of a record file: objects of entries, or lists. */
export type RecordSections = Readonly<Record<string, Readonly<Record<string, object>> | readonly string[]>>

/** A record file as text: a line for each entry, in the order of their ids, so that a change shows as the lines that it changes. */
export function renderRecord(sections: RecordSections): string {
  const parts = Object.entries(sections).map(([name, entries]) => `  ${JSON.stringify(name)}: ${section(entries)}`)
  return `{\n${parts.join(',\n')}\n}\n`
}

function section(entries: RecordSections[string]): string {
  if (isList(entries))
    return lines(
      entries.toSorted().map((one) => JSON.stringify(one)),
      '[]',
    )
  const ids = Object.keys(entries).toSorted()
  return lines(
    ids.map((id) => `${JSON.stringify(id)}: ${inline(entries[id] ?? {})}`),
    '{}',
  )
}

function isList(entries: RecordSections[string]): entries is readonly string[] {
  return Array.isArray(entries)
}

function lines(entries: readonly string[], brackets: '[]' | '{}'): string {
  const [open, close] = brackets
  return entries.length === 0 ? brackets : `${open}\n${entries.map((one) => `    ${one}`).join(',\n')}\n  ${close}`
}

/** An object on one line. */
function inline(value: object): string {
  const members = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${JSON.stringify(one)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
