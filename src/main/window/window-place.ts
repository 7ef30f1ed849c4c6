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

/** A remembered place where a screen still shows it, else the wanted size centred on the first screen. */
export function placeOnScreen(last: WindowPlace | null, screens: readonly Rectangle[]): WindowPlace {
  if (last && screens.some((area) => shows(area, last.bounds))) return last
  return { bounds: centred(screens[0] ?? { x: 0, y: 0, ...wanted }), maximized: last?.maximized ?? false }
}

/** Enough of the window's top edge is on the screen to take hold of it. */
function shows(area: Rectangle, window: Rectangle): boolean {
  const across = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x)
  return across >= visibleEnough && window.y >= area.y - 1 && window.y < area.y + area.height - visibleEnough
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
