/** The most characters of a value in a message. */
const LONGEST = 80

/** A value of a file for a message: quoted, without control characters, masked, and short. A part of a secret has no mask, so the mask comes first. */
export function quoted(value: unknown, mask: (text: string) => string = (text) => text): string {
  const text = mask(JSON.stringify(value) ?? 'nothing')
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
