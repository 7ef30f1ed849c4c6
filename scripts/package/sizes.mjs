import { lstatSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

const MB = 1_000_000
const SHOWN = 8

/** What the program weighs beyond the Electron it was made from, in bytes, with its largest parts. */
export function sizesOf(folder, electronDist) {
  const electron = sum(filesBelow(electronDist).filter(({ name }) => !name.startsWith('resources/')))
  const own = filesBelow(join(folder, 'resources')).map(({ name, bytes }) => ({ name: `resources/${name}`, bytes }))
  const whole = sum(filesBelow(folder))
  return { whole, electron, beyond: whole - electron, largest: own.sort((a, b) => b.bytes - a.bytes).slice(0, SHOWN) }
}

/** As lines for a person. */
export function sizeLines({ whole, beyond, largest }) {
  const megabytes = (bytes) => `${(bytes / MB).toFixed(1)} MB`.padStart(9)
  return [
    `${megabytes(whole)} installed, ${megabytes(beyond).trim()} of them beyond Electron itself; its largest parts:`,
    ...largest.map(({ name, bytes }) => `${megabytes(bytes)} ${name}`)
  ]
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => ({ name, file: lstatSync(join(folder, name)) }))
    .filter(({ file }) => file.isFile())
    .map(({ name, file }) => ({ name: relative('.', name), bytes: file.size }))
}

function sum(files) {
  return files.reduce((total, { bytes }) => total + bytes, 0)
}
