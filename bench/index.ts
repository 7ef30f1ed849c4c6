export { bench, expectedRows, rowNames } from './bench'
export { table } from './report'
