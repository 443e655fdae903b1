import type { Styles } from '../text/styles.ts'

/** A part of the terminal summary. */
export interface Section {
  readonly heading: string
  /** Safe to print. A section without lines is left out. */
  readonly lines: readonly string[]
}

/** The lines of a section below an empty line and its heading. */
export function renderSection({ heading, lines }: Section, { title }: Styles): readonly string[] {
  return lines.length === 0 ? [] : ['', title(heading), ...lines]
}
