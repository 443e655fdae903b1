import type { Contract } from '../contract/contract.ts'
import { resolveReferences } from '../json/references.ts'
import type { CaseTemplate, Forall } from '../suite/suite.ts'
import type { Row } from './expand.ts'
import type { PlannedGiven, PlannedProperty } from './planned-case.ts'
import type { Drawing } from '../draw/drawing.ts'

interface PropertyPlanning {
  readonly id: string
  readonly row: Row
  readonly contract: Contract
  readonly seed: string
  readonly given: PlannedGiven
  readonly forall?: Forall
}

/** What a property draws from; the generators are loaded when it is first run. */
export function planProperty(template: CaseTemplate, forall: Forall, planning: PropertyPlanning): PlannedProperty {
  const { contract, seed, row } = planning
  const drawing = drawingOf(forall, row)
  return {
    drawing,
    open: async (validators) => {
      const { openSource } = await import('../draw/open-source.ts')
      return openSource(drawing, { contract, validators, seed })
    },
    declare: async (example) => {
      const { declareCase } = await import('./declare-case.ts')
      return declareCase(template, example, planning)
    },
  }
}

/** The `forall` of one row. */
function drawingOf({ part, mode, subject, of, secrets }: Forall, { values }: Row): Drawing {
  const bound = (text: string): string => String(resolveReferences(text, values))
  switch (part) {
    case 'body':
      return { part, mode, key: bound(subject), secrets: secrets ?? 'realistic' }
    case 'property':
      return { part, mode: mode === 'malformed' ? 'invalid' : mode, key: bound(of ?? ''), at: bound(subject) }
    case 'query':
    case 'path':
      // The other modes are refused for a parameter when the suite is read.
      return { part, mode: mode === 'invalid' ? 'invalid' : 'valid', parameter: bound(subject) }
  }
}
