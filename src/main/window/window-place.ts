export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowPlace {
  readonly bounds: Rectangle
  readonly maximized: boolean
}

const wanted = { width: 1280, height: 800 }
const visibleEnough = 80

/** What the main window's place is kept under with these screens: at the desk it is another than on the way. */
export function placeKey(screens: readonly Rectangle[]): string {
  const each = screens.map(({ x, y, width, height }) => `${String(width)}x${String(height)}+${String(x)}+${String(y)}`)
  return ['main', ...each.sort()].join(' ')
}

/** A remembered place where a screen still shows it, no larger than that; else the wanted size on the first screen. */
export function placeOnScreen(last: WindowPlace | null, screens: readonly Rectangle[]): WindowPlace {
  const area = last && screens.find((one) => shows(one, last.bounds))
  if (last && area) return { ...last, bounds: fitted(last.bounds, area, screens) }
  return { bounds: centred(screens[0] ?? { x: 0, y: 0, ...wanted }), maximized: last?.maximized ?? false }
}

/** Enough of the window's top edge is on the screen to take hold of it. */
function shows(area: Rectangle, window: Rectangle): boolean {
  const across = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x)
  return across >= visibleEnough && window.y >= area.y - 1 && window.y < area.y + area.height - visibleEnough
}

/** One that lies across screens is left as it is: somebody has put it there. */
function fitted(window: Rectangle, area: Rectangle, screens: readonly Rectangle[]): Rectangle {
  if (screens.filter((one) => overlaps(one, window)).length > 1) return window
  const width = Math.min(window.width, area.width)
  const height = Math.min(window.height, area.height)
  const x = Math.min(Math.max(window.x, area.x), area.x + area.width - width)
  const y = Math.min(Math.max(window.y, area.y), area.y + area.height - height)
  return { x, y, width, height }
}

function overlaps(one: Rectangle, other: Rectangle): boolean {
  const across = one.x < other.x + other.width && other.x < one.x + one.width
  return across && one.y < other.y + other.height && other.y < one.y + one.height
}

function centred(area: Rectangle): Rectangle {
  const width = Math.min(wanted.width, area.width)
  const height = Math.min(wanted.height, area.height)
  return {
    width,
    height,
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2)
  }
}
