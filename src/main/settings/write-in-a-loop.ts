import type { ProviderId } from '../../shared/domain/ids'
import { plainProvider } from './default-settings'
import { openSettings } from './settings-store'

/** Enough of them that a write takes a while. */
const PROVIDERS = 40
const HEADERS = Array.from({ length: 20 }, (_, at) => ({ name: `x-header-${String(at)}`, value: 'value '.repeat(50) }))

/**
 * For a test, as a process to be killed: changes the settings of the folder it is given without end, and prints each
 * number that was written.
 */
const { store } = openSettings({ folder: process.argv[2] ?? '' })
for (let at = store.providers().length - 1; at < PROVIDERS; at++) {
  store.putProvider({ ...plainProvider, id: `p${String(at)}` as ProviderId, headers: HEADERS })
}
process.stdout.write('begun\n')
const first = Number(store.providers().find(({ id }) => id === 'p0')?.model ?? 0)
for (let number = first + 1; ; number++) {
  store.putProvider({ ...plainProvider, id: 'p0' as ProviderId, headers: HEADERS, model: String(number) })
  process.stdout.write(`${String(number)}\n`)
}
