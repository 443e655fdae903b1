import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KnownKill, KnownKills } from '../plan/order/known-kill.ts'
import type { Portion } from '../plan/order/portion.ts'
import { jsonOf } from '../source/not-json.ts'
import { TOOL } from '../source/tool.ts'
import type { Bundle } from './bundle.ts'

/** The file of the order, and the file of the early kills that the order is made of, beside the suites of a contract of this package. */
export function orderPath(contract: string): string {
  return join(TOOL.root, 'suites', contract, 'order.json')
}

export function killsPath(contract: string): string {
  return join(TOOL.root, 'suites', contract, 'kills.json')
}

/** A portion in the file: the id of a row. For a property, the index of its first value and the index after its last value follow. */
type WrittenPortion = readonly [id: string, from?: number, to?: number]

/** An early kill in the file: row, value, request. */
type WrittenKill = readonly [row: string, value: number, request: number]

/** The known order of the suites; empty for a contract of the user. */
export function readOrder({ folder, contract }: Pick<Bundle, 'folder' | 'contract'>): readonly Portion[] {
  const path = orderPath(contract.name)
  if (folder !== undefined || !existsSync(path)) return []
  return (readJson(path) as readonly WrittenPortion[]).map(([id, from = 0, to]) => ({ id, from, to }))
}

/** The known early kills; undefined for a contract of the user. */
export function readKills({ folder, contract }: Pick<Bundle, 'folder' | 'contract'>): KnownKills | undefined {
  const path = killsPath(contract.name)
  if (folder !== undefined || !existsSync(path)) return undefined
  const written = readJson(path) as Readonly<Record<string, readonly WrittenKill[]>>
  return Object.fromEntries(
    Object.entries(written).map(([fault, kills]): [string, readonly KnownKill[]] => [
      fault,
      kills.map(([row, value, request]) => ({ row, value, request })),
    ]),
  )
}

function readJson(path: string): unknown {
  return jsonOf(path, readFileSync(path, 'utf8'), 'install the package again')
}

/** The text of the file of an order, a line for each portion. */
export function orderText(order: readonly Portion[]): string {
  const lines = order.map(({ id, from, to }) => JSON.stringify([id, from, to].filter(isWritten)))
  return `[\n${lines.join(',\n')}\n]\n`
}

/** A portion to the end has no `to`; a whole case has no `from` either. */
function isWritten(part: string | number | undefined, index: number, parts: readonly unknown[]): boolean {
  return part !== undefined && (index !== 1 || part !== 0 || parts[2] !== undefined)
}

/** The text of the file of early kills, a line for each fault. */
export function killsText(kills: KnownKills): string {
  const lines = Object.keys(kills)
    .toSorted()
    .map((fault) => {
      const own = (kills[fault] ?? []).map(({ row, value, request }) => [row, value, request])
      return `${JSON.stringify(fault)}: ${JSON.stringify(own)}`
    })
  return `{\n${lines.join(',\n')}\n}\n`
}
