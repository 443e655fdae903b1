import type { SeedProof } from '../../src/prove/seed-proof.ts'
import { counted, duration, grouped } from '../text/wording.ts'

/** Renders the proof of many seeds: counts, then the verdict. Its problems were told as they were found. */
export function renderSeedProof(proof: SeedProof): string {
  const { seeds, rows, servers, fired, skipped, requests, durationMs, problems } = proof
  const lines = [
    `${counted(seeds, 'seed')}, ${grouped(rows)} ${rows === 1 ? 'property' : 'properties'}, ${counted(servers, 'server')}`,
    `${counted(fired, 'firing')}, ${grouped(skipped)} skipped, with ${counted(requests, 'request')}: ${duration(durationMs)} of all threads together`,
    problems.length === 0 ? '✔ PROVED' : `✖ NOT PROVED: ${counted(problems.length, 'problem')}`,
  ]
  return `${lines.join('\n')}\n`
}
